// Package page makes of a picture of a page what is printed on it: the ground is taken out, the page is set straight. It knows neither
// rules nor digits.
//
// The invariant: it only measures and turns. No dot is added, closed or erased by what stands around it, so that what two readers of a
// page see is what the scanner saw.
package page

import (
	"image"
	"image/color"
	"slices"
)

// Ink is a picture of how much ink stands at each dot: 0 for paper, 255 for the darkest of the page.
type Ink struct {
	Width, Height int
	Dots          []uint8
}

// At returns the ink at a dot; there is none outside.
func (k *Ink) At(x, y int) uint8 {
	if x < 0 || y < 0 || x >= k.Width || y >= k.Height {
		return 0
	}
	return k.Dots[y*k.Width+x]
}

// Bounds is the whole picture.
func (k *Ink) Bounds() image.Rectangle { return image.Rect(0, 0, k.Width, k.Height) }

// block is the side of the squares for which the ground is measured.
const block = 32

// NewInk measures the ink of a picture: how much darker a dot is than the ground around it, as a part of how much darker the darkest
// dots are. What is paler than a quarter of that is ground, as print that shows through from the other side.
func NewInk(picture image.Image) *Ink {
	grey := greyOf(picture)
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	k := &Ink{Width: w, Height: h, Dots: make([]uint8, w*h)}
	if w == 0 || h == 0 {
		return k
	}
	g := groundOf(grey)
	var darker [256]int
	for y := range h {
		for x := range w {
			d := max(0, g.at(x, y)-int(grey.Pix[y*grey.Stride+x]))
			k.Dots[y*w+x] = uint8(d)
			darker[d]++
		}
	}
	full := max(quantile(darker[:], w*h/100), 64)
	pale := full / 4
	for i, d := range k.Dots {
		k.Dots[i] = uint8(min(255, max(0, int(d)-pale)*255/(full-pale)))
	}
	return k
}

// greyOf returns the picture in grey, from its upper left corner. Of colours the darkest part counts for a seal as little as it can: red is
// seen through its red part.
func greyOf(picture image.Image) *image.Gray {
	b := picture.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	grey, isGrey := picture.(*image.Gray)
	for y := range b.Dy() {
		if isGrey {
			from := grey.PixOffset(b.Min.X, b.Min.Y+y)
			copy(out.Pix[y*out.Stride:], grey.Pix[from:from+b.Dx()])
			continue
		}
		for x := range b.Dx() {
			c := color.NRGBAModel.Convert(picture.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA) //nolint:forcetypeassert // by its model
			light := (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
			if int(c.R) > light {
				light = int(c.R) // a seal, which the numbers below it are darker than
			}
			light = (light*int(c.A) + 255*(255-int(c.A))) / 255
			out.Pix[y*out.Stride+x] = uint8(light)
		}
	}
	return out
}

// ground is how light the paper is, square by square.
type ground struct {
	columns, rows int
	light         []int
}

func groundOf(grey *image.Gray) ground {
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	g := ground{columns: (w + block - 1) / block, rows: (h + block - 1) / block}
	for r := range g.rows {
		for c := range g.columns {
			var counts [256]int
			n := 0
			for y := r * block; y < min(h, (r+1)*block); y++ {
				for x := c * block; x < min(w, (c+1)*block); x++ {
					counts[grey.Pix[y*grey.Stride+x]]++
					n++
				}
			}
			g.light = append(g.light, quantile(counts[:], n/4))
		}
	}
	// A square full of ink has the ground of its neighbours.
	smooth := slices.Clone(g.light)
	for r := range g.rows {
		for c := range g.columns {
			best := 0
			for y := max(0, r-1); y <= min(g.rows-1, r+1); y++ {
				for x := max(0, c-1); x <= min(g.columns-1, c+1); x++ {
					best = max(best, g.light[y*g.columns+x])
				}
			}
			smooth[r*g.columns+c] = (best + g.light[r*g.columns+c]) / 2
		}
	}
	g.light = smooth
	return g
}

// at is the ground at a dot, between those of the squares around it.
func (g ground) at(x, y int) int {
	fx, fy := 2*x-block+1, 2*y-block+1 // in half dots from the middle of the first square
	cx, cy := max(0, fx)/(2*block), max(0, fy)/(2*block)
	dx, dy := max(0, fx)%(2*block), max(0, fy)%(2*block)
	nx, ny := min(cx+1, g.columns-1), min(cy+1, g.rows-1)
	cx, cy = min(cx, g.columns-1), min(cy, g.rows-1)
	top := g.light[cy*g.columns+cx]*(2*block-dx) + g.light[cy*g.columns+nx]*dx
	foot := g.light[ny*g.columns+cx]*(2*block-dx) + g.light[ny*g.columns+nx]*dx
	return (top*(2*block-dy) + foot*dy) / (4 * block * block)
}

// quantile returns the value of which n counted ones are above or equal.
func quantile(counts []int, n int) int {
	for v := len(counts) - 1; v > 0; v-- {
		if n -= counts[v]; n < 0 {
			return v
		}
	}
	return 0
}
