package page

import "image"

// Shrunk returns the picture no wider than a number of dots.
func Shrunk(picture image.Image, widest int) image.Image {
	if picture.Bounds().Dx() <= widest {
		return picture
	}
	grey := greyOf(picture)
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	scale := float64(widest) / float64(w)
	out := image.NewGray(image.Rect(0, 0, widest, int(float64(h)*scale)))
	// Each dot is the mean of those that it covers.
	for y := range out.Rect.Dy() {
		y0, y1 := int(float64(y)/scale), min(h, max(int(float64(y+1)/scale), int(float64(y)/scale)+1))
		for x := range widest {
			x0, x1 := int(float64(x)/scale), min(w, max(int(float64(x+1)/scale), int(float64(x)/scale)+1))
			sum, n := 0, 0
			for sy := y0; sy < y1; sy++ {
				for _, v := range grey.Pix[sy*grey.Stride+x0 : sy*grey.Stride+x1] {
					sum += int(v)
					n++
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / max(1, n))
		}
	}
	return out
}
