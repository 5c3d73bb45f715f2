// Package digit reads the number in a cell of a scanned page: a small net of convolutions in plain Go, whose weights are checked in. train
// makes them.
//
// The invariant: it says what it read and how sure it is, and nothing where the cell holds anything that is not one line of digits or one
// placeholder. Whether a number counts is decided by those who know the sums.
package digit

import (
	"image"
	"math"

	"gongkai/ingest/read/scan/page"
)

// The size of what the net looks at. Digits are set tall dots high in the middle.
const (
	patchWidth  = 96
	patchHeight = 24
	tall        = 16
)

// Patch is a number, scaled to what the net looks at.
type Patch [patchWidth * patchHeight]float32

// Frame says how a part of a page is laid into a patch.
type Frame struct {
	Left, Middle float64 // on the page: what comes to the left edge, and half way down
	Scale        float64 // dots of the patch to a dot of the page
}

// FrameOf lays a box into a patch, where digits are so high. It says false for what is too wide.
func FrameOf(box image.Rectangle, height float64) (Frame, bool) {
	scale := tall / height
	width := float64(box.Dx()) * scale
	if width > patchWidth-4 {
		return Frame{}, false
	}
	return Frame{
		Left:   float64(box.Min.X) - (patchWidth-width)/2/scale,
		Middle: float64(box.Min.Y+box.Max.Y) / 2, Scale: scale,
	}, true
}

// Column returns where a place on the page comes to lie in the patch.
func (f Frame) Column(x float64) float64 { return (x - f.Left) * f.Scale }

// Cut scales a part of the page, of which nothing outside of the cell is seen.
func (f Frame) Cut(ink *page.Ink, cell image.Rectangle) *Patch {
	columns := weights(patchWidth, f.Left, f.Scale, cell.Min.X, cell.Max.X)
	rows := weights(patchHeight, f.Middle-patchHeight/2/f.Scale, f.Scale, cell.Min.Y, cell.Max.Y)
	var p Patch
	for y, row := range rows {
		for x, column := range columns {
			sum := 0.0
			for i, wy := range row.part {
				for j, wx := range column.part {
					sum += wy * wx * float64(ink.At(column.from+j, row.from+i))
				}
			}
			p[y*patchWidth+x] = float32(sum / 255)
		}
	}
	return &p
}

// share is how much the dots of the page from one on make up a dot of the patch.
type share struct {
	from int
	part []float64
}

// weights are those of a triangle as wide as a dot of the patch, or of the page where that is wider.
func weights(count int, start, scale float64, low, high int) []share {
	reach := math.Max(1, 1/scale)
	out := make([]share, count)
	for i := range out {
		middle := start + (float64(i)+0.5)/scale - 0.5
		first, last := int(math.Ceil(middle-reach)), int(math.Floor(middle+reach))
		s := share{from: first}
		total := 0.0
		for d := first; d <= last; d++ {
			w := math.Max(0, 1-math.Abs(float64(d)-middle)/reach)
			total += w
			if d < low || d >= high {
				w = 0
			}
			s.part = append(s.part, w)
		}
		for j := range s.part {
			s.part[j] /= total
		}
		out[i] = s
	}
	return out
}
