package chart

import "math"

// Bars is numbers beside each other.
type Bars struct {
	ID          string
	Title       string
	Description string
	Bars        []Bar
}

// Bar is one of them.
type Bar struct {
	Name  string
	Size  float64 // below 0: there is no number, and nothing is drawn
	Text  string  // the number as it is written, or the word for none
	Note  string  // at the right edge
	Lower bool    // at least so much: hatched
}

// SVG draws them.
func (b Bars) SVG() string {
	const height, gap, nameWidth = 17.0, 7.0, 158.0
	noteWidth, textWidth, most := 0.0, 0.0, 0.0
	for _, bar := range b.Bars {
		noteWidth = math.Max(noteWidth, letters(bar.Note)*11/13)
		textWidth = math.Max(textWidth, letters(bar.Text))
		most = math.Max(most, bar.Size)
	}
	room := Width - nameWidth - textWidth - noteWidth - 22
	var c canvas
	c.begin(b.Title, b.Description, float64(len(b.Bars))*(height+gap)+8)
	c.hatch(b.ID+"-hatch", "c1")
	for i, bar := range b.Bars {
		y := 4 + float64(i)*(height+gap)
		c.text("", "end", nameWidth-8, y+height-4, cut(bar.Name, nameWidth-10))
		width := 0.0
		tip := bar.Name + ": " + bar.Text
		switch {
		case bar.Size < 0:
		case most > 0:
			width = math.Max(bar.Size/most*room, 1)
		default:
			width = 1
		}
		switch {
		case bar.Size < 0:
		case bar.Lower:
			c.hatched(b.ID+"-hatch", "outline", nameWidth, y, width, height, tip)
		default:
			c.box("c1 solid", nameWidth, y, width, height, tip)
		}
		look := ""
		if bar.Size < 0 {
			look = "dim"
		}
		c.text(look, "start", nameWidth+width+5, y+height-4, bar.Text)
		if bar.Note != "" {
			c.text("small", "end", Width-4, y+height-4, bar.Note)
		}
	}
	return c.end()
}
