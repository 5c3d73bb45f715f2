package digit

import (
	"image"
	"regexp"

	"gongkai/ingest/read/scan/page"
)

// Reading is what a cell holds.
type Reading struct {
	Text string // "" where nothing is printed, or nothing can be read
	// Blank: the cell is printed empty.
	Blank bool
	// Sure is how sure the least sure part of the reading is, from 0 to 1; that of the least sure look at it.
	Sure float64
}

var (
	number      = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?$`)
	placeholder = map[string]string{"/": "/", "-": "-", "无": "无", "—": "—"}
)

// looks are the frames in which a cell is looked at: they have to agree. Each moves the number, and scales it.
var looks = []struct{ right, down, scale float64 }{{0, 0, 1}, {1, 0.5, 0.93}, {-1, -0.5, 1.07}} //nolint:gochecknoglobals // a table

// Read reads a cell of a page whose digits are so high.
func (n *Net) Read(ink *page.Ink, cell image.Rectangle, height float64) Reading {
	box, printed := BoxOf(ink, cell, height)
	if !printed {
		// What is too faint to be read is not blank.
		return Reading{Blank: !stained(ink, cell, height)}
	}
	if float64(box.Dy()) > 1.6*height || touches(box, cell) {
		return Reading{}
	}
	reading := Reading{Sure: 1}
	for i, look := range looks {
		frame, ok := FrameOf(box, height/look.scale)
		if !ok {
			return Reading{}
		}
		frame.Left += look.right / frame.Scale
		frame.Middle += look.down / frame.Scale
		text, sure := decode(n.answer(frame.Cut(ink, cell)))
		if i > 0 && text != reading.Text {
			return Reading{}
		}
		reading.Text, reading.Sure = text, min(reading.Sure, sure)
	}
	if !number.MatchString(reading.Text) && placeholder[reading.Text] == "" {
		return Reading{}
	}
	return reading
}

// touches reports whether what is printed reaches the edge of its cell: it may go on beyond, or be a rule.
func touches(box, cell image.Rectangle) bool {
	return box.Min.X <= cell.Min.X || box.Max.X >= cell.Max.X || box.Min.Y <= cell.Min.Y || box.Max.Y >= cell.Max.Y
}

// stained reports whether a cell in which nothing can be read holds more than specks.
func stained(ink *page.Ink, cell image.Rectangle, height float64) bool {
	n := 0
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		for x := cell.Min.X; x < cell.Max.X; x++ {
			if ink.At(x, y) >= faint {
				n++
			}
		}
	}
	return float64(n) > max(4, height*height/20)
}

// farthest is how many steps lie between two signs of a number at most.
const farthest = 7

// decode reads what the net answers: where a sign is likelier than none for some steps on end, that sign stands. How sure it is: how
// likely the sign is at its best step, and that none is where no sign is near.
func decode(steps [Steps][classes]float32) (text string, sure float64) {
	sure = 1
	best := func(s int) int {
		b := 0
		for c, p := range steps[s] {
			if p > steps[s][b] {
				b = c
			}
		}
		return b
	}
	signs := []rune(Signs + "无—")
	last := -1
	for s := 0; s < Steps; {
		c := best(s)
		if c == 0 {
			near := s > 0 && best(s-1) != 0 || s+1 < Steps && best(s+1) != 0
			if !near {
				sure = min(sure, float64(steps[s][0]))
			}
			s++
			continue
		}
		peak, at := 0.0, s
		for ; s < Steps && best(s) == c; s++ {
			if p := float64(steps[s][c]); p > peak {
				peak, at = p, s
			}
		}
		if last >= 0 && at-last > farthest {
			sure = 0 // two numbers, or one with a gap that nobody explains
		}
		last = at
		sure = min(sure, peak)
		text += string(signs[c-1])
	}
	return text, sure
}
