package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/synth"
)

// Text dumps are what a program makes of the pages of a PDF. Each page ends with its number and, as poppler writes it, a form feed.

// dumpLayout is the page as pdftotext -layout writes it: a line for each height at which something stands, its columns kept by spaces.
func dumpLayout(d *synth.Document) ([]byte, error) {
	return dump(d, "\f", func(p page) string {
		var out strings.Builder
		last := 0.0
		for _, line := range byHeight(p.texts) {
			for range int((line[0].y - last) / (1.6 * lineHeight)) {
				out.WriteString("\n") // an empty line where the page has room for one
			}
			last = line[0].y
			column := 0
			for i, t := range line {
				at := max(int((t.x-margin)/(fontSize/2)), column)
				if i > 0 {
					at = max(at, column+1)
				}
				out.WriteString(strings.Repeat(" ", at-column) + unbroken(t.text))
				column = at + utf8.RuneCountInString(t.text)
			}
			out.WriteString("\n")
		}
		return out.String()
	}), nil
}

// dumpLines is the page as pdfplumber writes it: the same lines, a space between what stands apart.
func dumpLines(d *synth.Document) ([]byte, error) {
	return dump(d, "", func(p page) string {
		var out strings.Builder
		for _, line := range byHeight(p.texts) {
			var texts []string
			for _, t := range line {
				texts = append(texts, unbroken(t.text))
			}
			out.WriteString(strings.Join(texts, " ") + "\n")
		}
		return out.String()
	}), nil
}

// dumpRaw is the page as pdftotext -raw and pdfium write it: cell by cell, what follows at the same height in the same line.
func dumpRaw(d *synth.Document) ([]byte, error) {
	return dump(d, "\f", func(p page) string {
		var out strings.Builder
		for i, t := range p.texts {
			switch {
			case i == 0:
			case t.y == p.texts[i-1].y && t.x > p.texts[i-1].x:
				out.WriteString(" ")
			default:
				out.WriteString("\n")
			}
			out.WriteString(unbroken(t.text))
		}
		return out.String() + "\n"
	}), nil
}

// dump writes each page and its number.
func dump(d *synth.Document, end string, write func(p page) string) []byte {
	var out strings.Builder
	for i, p := range pages(d) {
		if end == "" {
			fmt.Fprintf(&out, d.Words.One("page_rule")+"\n", i+1)
		}
		out.WriteString(write(p))
		if end != "" {
			fmt.Fprintf(&out, "\n- %d -\n%s", i+1, end)
		}
	}
	return []byte(out.String())
}

// byHeight returns the texts of a page in lines, each from left to right.
func byHeight(texts []printed) [][]printed {
	texts = slices.DeleteFunc(slices.Clone(texts), func(t printed) bool { return strings.TrimSpace(unbroken(t.text)) == "" || t.stray })
	slices.SortStableFunc(texts, func(a, b printed) int {
		if abs := a.y - b.y; abs > lineHeight/4 || abs < -lineHeight/4 {
			return cmp.Compare(a.y, b.y)
		}
		return cmp.Compare(a.x, b.x)
	})
	var out [][]printed
	for i, t := range texts {
		if i == 0 || t.y-texts[i-1].y > lineHeight/4 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

func unbroken(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
