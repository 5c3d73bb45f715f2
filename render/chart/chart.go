// Package chart draws the charts of pages as SVG: lines over years, shares of a whole, bars beside each other.
//
// The invariants. A chart never shows more than is known: where there is no value nothing is drawn, a line is cut where two years do
// not compare, and a lower bound is hollow, hatched, and has ≥ before its number. Nothing is told by colour alone: lines have marks of
// their own, parts stand in the order of their key, numbers are written out. Every text is escaped, so that a name from a document
// is a name. The same input gives the same bytes.
//
// A chart in a page takes its colours from the page; one that stands alone (Standalone) brings them along, light and dark. There are no
// inline styles, so that a page can forbid them.
//
//	trend := chart.Trend{ID: "trend", Title: "新收与办结", Lines: lines}
//	svg := trend.SVG()
package chart

import (
	_ "embed"
	"fmt"
	"html"
	"strconv"
	"strings"
)

//go:embed chart.css
var style string

// Style is the colours and the lettering of charts, for the style sheet of a page.
func Style() string { return style }

// Width is that of every chart, in its own units. Letters are 13 high: on a telephone of 360 pixels they are still 9.
const Width = 480

// canvas is a drawing in the making.
type canvas struct {
	strings.Builder
}

// begin opens the drawing.
func (c *canvas) begin(title, description string, height float64) {
	c.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 %d %s" role="img" aria-label="%s">`,
		Width, number(height), html.EscapeString(title+". "+description))
	c.printf("<title>%s</title>\n", html.EscapeString(title))
}

func (c *canvas) end() string {
	c.WriteString("</svg>\n")
	return c.String()
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.printf("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n", class, number(x1), number(y1), number(x2), number(y2))
}

// box draws a rectangle; a tip shows when one points at it.
func (c *canvas) box(class string, x, y, width, height float64, tip string) {
	c.printf("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">%s</rect>\n",
		class, number(x), number(y), number(width), number(height), titled(tip))
}

// hatched draws a rectangle that is filled with a pattern, and its outline.
func (c *canvas) hatched(pattern, class string, x, y, width, height float64, tip string) {
	c.printf("<rect class=\"%s bound\" fill=\"url(#%s)\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">%s</rect>\n",
		class, pattern, number(x), number(y), number(width), number(height), titled(tip))
}

// hatch defines a pattern of slanted lines.
func (c *canvas) hatch(id, class string) {
	c.printf("<pattern id=\"%s\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"+
		"<line class=\"%s hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>\n", id, class)
}

// text writes a text; anchor is start, middle or end.
func (c *canvas) text(class, anchor string, x, y float64, text string) {
	c.printf("<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n",
		class, anchor, number(x), number(y), html.EscapeString(text))
}

// mark draws the mark of the n-th line: a circle, a square, a triangle or a diamond; hollow for what is not a number as published.
func (c *canvas) mark(n int, class string, x, y float64, tip string) {
	const r = 4.5
	switch n % 4 {
	case 0:
		c.printf("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\">%s</circle>\n", class, number(x), number(y), number(r), titled(tip))
	case 1:
		c.box(class, x-r+0.5, y-r+0.5, 2*r-1, 2*r-1, tip)
	case 2:
		c.path(class, tip, x, y-r-0.5, x+r+0.5, y+r-0.5, x-r-0.5, y+r-0.5)
	default:
		c.path(class, tip, x, y-r-1, x+r+1, y, x, y+r+1, x-r-1, y)
	}
}

// path draws a closed shape through points.
func (c *canvas) path(class, tip string, xy ...float64) {
	var points []string
	for i := 0; i+1 < len(xy); i += 2 {
		points = append(points, number(xy[i])+","+number(xy[i+1]))
	}
	c.printf("<polygon class=\"%s\" points=\"%s\">%s</polygon>\n", class, strings.Join(points, " "), titled(tip))
}

func titled(tip string) string {
	if tip == "" {
		return ""
	}
	return "<title>" + html.EscapeString(tip) + "</title>"
}

// number is a coordinate with one decimal at most.
func number(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// letters is about how wide a text is, in letters of 13: a Chinese one is as wide as it is high, others a little more than half.
func letters(text string) float64 {
	width := 0.0
	for _, r := range text {
		if r > 0x2e80 {
			width += 13
		} else {
			width += 7.2
		}
	}
	return width
}

// cut shortens a text to a width.
func cut(text string, width float64) string {
	if letters(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && letters(string(runes))+13 > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// Standalone makes a chart a file of its own: with its colours, and words around it that say what it shows and where from.
func Standalone(svg, title, source string) string {
	end := strings.Index(svg, ">")
	open, rest := svg[:end], svg[end+1:]
	var width, height float64
	at := strings.Index(open, `viewBox="`)
	if _, err := fmt.Sscanf(open[at:], `viewBox="0 0 %f %f"`, &width, &height); err != nil {
		return svg
	}
	const above = 34
	lines := wrap(source, width-16)
	below := float64(len(lines))*14 + 8
	var c canvas
	c.WriteString(strings.Replace(open, fmt.Sprintf(`viewBox="0 0 %s %s"`, number(width), number(height)),
		fmt.Sprintf(`viewBox="0 %d %s %s" width="%s" height="%s"`, -above, number(width), number(height+above+below), number(width*2),
			number((height+above+below)*2)), 1) + ">\n")
	c.printf("<style>%s</style>\n", style)
	c.box("paper", 0, -above, width, height+above+below, "")
	c.text("heading", "start", 8, -13, cut(title, width-16))
	for i, line := range lines {
		c.text("small", "start", 8, height+12+float64(i)*14, line)
	}
	return c.String() + rest
}

// wrap breaks a text into lines, between words where it has any.
func wrap(text string, width float64) (lines []string) {
	runes := []rune(text)
	for len(runes) > 0 {
		n := 0
		for n < len(runes) && letters(string(runes[:n+1]))*11/13 <= width {
			n++
		}
		if n = max(n, 1); n < len(runes) {
			for back := n; back > n/2; back-- {
				if runes[back] == ' ' || runes[back-1] > 0x2e80 {
					n = back
					break
				}
			}
		}
		lines = append(lines, strings.TrimSpace(string(runes[:n])))
		runes = runes[n:]
	}
	return lines
}
