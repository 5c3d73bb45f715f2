package chart

import (
	"math"
	"strconv"
)

// Shares is a bar for each year, divided into parts of a whole.
type Shares struct {
	ID          string
	Title       string
	Description string
	Parts       []string // their names, in order
	Bars        []Share
}

// Share is one bar.
type Share struct {
	Name  string    // of the year
	Sizes []float64 // of the parts; nothing is drawn where there are none
	Note  string    // why nothing is drawn
	Lower bool      // some of the members gave nothing: hatched
}

// SVG draws it.
func (s Shares) SVG() string {
	const height, gap, left = 24.0, 10.0, 52.0
	var c canvas
	keys := s.keys()
	lines := 0
	for _, k := range keys {
		lines = max(lines, k.line+1)
	}
	top := 6.0
	bottom := top + float64(len(s.Bars))*(height+gap)
	c.begin(s.Title, s.Description, bottom+float64(lines)*20+6)
	c.hatch(s.ID+"-hatch", "paperline")
	for i, bar := range s.Bars {
		y := top + float64(i)*(height+gap)
		c.text("dim", "end", left-8, y+height/2+4.5, bar.Name)
		if len(bar.Sizes) == 0 {
			c.text("small", "start", left, y+height/2+4, cut(bar.Note, Width-left))
			continue
		}
		s.bar(&c, bar, left, y, Width-left-4, height)
	}
	for i, k := range keys {
		y := bottom + 16 + float64(k.line)*20
		c.box("s"+strconv.Itoa(i+1), k.x, y-10, 12, 12, "")
		c.text("", "start", k.x+17, y, s.Parts[i])
	}
	return c.end()
}

func (s Shares) bar(c *canvas, bar Share, x, y, width, height float64) {
	whole := 0.0
	for _, size := range bar.Sizes {
		whole += size
	}
	if whole <= 0 {
		return
	}
	start := x
	for i, size := range bar.Sizes {
		w := size / whole * width
		if w <= 0 {
			continue
		}
		percent := strconv.FormatFloat(math.Round(size/whole*1000)/10, 'f', 1, 64) + " %"
		c.box("s"+strconv.Itoa(i+1), x, y, w, height, bar.Name+" "+s.Parts[i]+": "+percent)
		if short := strconv.FormatFloat(math.Round(size/whole*100), 'f', 0, 64) + "%"; letters(short) < w-2 && size/whole >= 0.01 {
			c.text("on", "middle", x+w/2, y+height/2+4, short)
		}
		x += w
	}
	if bar.Lower {
		c.hatched(s.ID+"-hatch", "over", start, y, width, height, bar.Name+": ≥")
	}
}

// key is where the name of a part stands.
type key struct {
	x    float64
	line int
}

// keys places the names of the parts, as many on a line as fit.
func (s Shares) keys() (out []key) {
	x, line := 52.0, 0
	for _, part := range s.Parts {
		width := 17 + letters(part) + 12
		if x+width > Width && x > 52 {
			x, line = 52, line+1
		}
		out = append(out, key{x, line})
		x += width
	}
	return out
}
