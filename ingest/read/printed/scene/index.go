package scene

import (
	"math"
	"slices"
)

// bandHeight of the index, in points: about a line of text.
const bandHeight = 8.0

// maxBands is the height of a page in bands; what stands further down is held in the last.
const maxBands = 4096

// index finds the glyphs in a box: they lie in bands by their middle, and in a band from left to right.
type index struct {
	bands       map[int][]entry
	width, high float64 // half of the widest and highest core
	visits      int
}

type entry struct {
	x     float64
	glyph int
}

func newIndex(cores []Box) index {
	x := index{bands: map[int][]entry{}}
	for i, c := range cores {
		if !finite(c.Left, c.Right, c.Top, c.Bottom) || c.area() <= 0 {
			continue
		}
		x.width, x.high = max(x.width, (c.Right-c.Left)/2), max(x.high, (c.Bottom-c.Top)/2)
		k := band((c.Top + c.Bottom) / 2)
		x.bands[k] = append(x.bands[k], entry{(c.Left + c.Right) / 2, i})
	}
	for _, b := range x.bands {
		slices.SortFunc(b, func(a, b entry) int {
			switch {
			case a.x < b.x:
				return -1
			case a.x > b.x:
				return 1
			}
			return a.glyph - b.glyph
		})
	}
	return x
}

func band(y float64) int { return int(min(max(math.Floor(y/bandHeight), 0), maxBands)) }

// each calls f for the glyphs whose cores may reach into a box.
func (x *index) each(b Box, f func(glyph int)) {
	if !finite(b.Left, b.Right, b.Top, b.Bottom) || b.Right < b.Left || b.Bottom < b.Top {
		return
	}
	for k := band(b.Top - x.high); k <= band(b.Bottom+x.high); k++ {
		entries := x.bands[k]
		from, _ := slices.BinarySearchFunc(entries, b.Left-x.width, func(e entry, x float64) int {
			if e.x < x {
				return -1
			}
			return 1
		})
		for _, e := range entries[from:] {
			if e.x > b.Right+x.width {
				break
			}
			if x.visits++; x.visits > maxVisits {
				return
			}
			f(e.glyph)
		}
	}
}
