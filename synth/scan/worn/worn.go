// Package worn does to a picture what a copier and a scanner do: it blurs, adds noise, lets the other side through, compresses.
package worn

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
)

// Wear says how much.
type Wear struct {
	Blur    float64 // standard deviation in dots
	Noise   float64 // standard deviation in 256ths of white
	Paper   float64 // how light the ground is, 0 to 255
	Ink     float64 // how dark the print
	Quality int     // of JPEG, 0 for none
}

// Random invents the wear of a page whose digits are so many dots high.
func Random(r *rand.Rand, height float64) Wear {
	w := Wear{
		Blur: r.Float64() * min(1.1, height/16), Noise: r.Float64() * 14,
		Paper: 215 + r.Float64()*40, Ink: r.Float64() * 90,
	}
	if r.IntN(3) > 0 {
		w.Quality = 35 + r.IntN(60)
	}
	return w
}

// Apply wears a picture.
func (w Wear) Apply(r *rand.Rand, picture *image.Gray) *image.Gray {
	out := blurred(picture, w.Blur)
	for i, v := range out.Pix {
		light := w.Ink + (w.Paper-w.Ink)*float64(v)/255 + r.NormFloat64()*w.Noise
		out.Pix[i] = uint8(max(0, min(255, light)))
	}
	if w.Quality == 0 {
		return out
	}
	var packed bytes.Buffer
	if err := jpeg.Encode(&packed, out, &jpeg.Options{Quality: w.Quality}); err != nil {
		return out
	}
	again, err := jpeg.Decode(&packed)
	if err != nil {
		return out
	}
	if grey, ok := again.(*image.Gray); ok {
		return grey
	}
	return out
}

// blurred returns a copy under a Gaussian.
func blurred(picture *image.Gray, sigma float64) *image.Gray {
	out := image.NewGray(picture.Rect)
	if sigma < 0.2 {
		copy(out.Pix, picture.Pix)
		return out
	}
	reach := int(math.Ceil(3 * sigma))
	kernel := make([]float64, 2*reach+1)
	total := 0.0
	for i := range kernel {
		d := float64(i - reach)
		kernel[i] = math.Exp(-d * d / (2 * sigma * sigma))
		total += kernel[i]
	}
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	level := make([]float64, w*h)
	for y := range h {
		for x := range w {
			sum := 0.0
			for i, k := range kernel {
				sum += k * float64(picture.Pix[y*picture.Stride+min(w-1, max(0, x+i-reach))])
			}
			level[y*w+x] = sum / total
		}
	}
	for y := range h {
		for x := range w {
			sum := 0.0
			for i, k := range kernel {
				sum += k * level[min(h-1, max(0, y+i-reach))*w+x]
			}
			out.Pix[y*out.Stride+x] = uint8(sum/total + 0.5)
		}
	}
	return out
}
