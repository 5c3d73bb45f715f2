package page

import "math"

// Slant returns by what angle the rules of a page rise to the right, in radians: of the angles up to three degrees that at which the ink
// gathers most in few rows.
func (k *Ink) Slant() float64 {
	const widest, coarse, fine = 0.052, 0.0035, 0.0005
	best := k.gathered(0, widest, coarse)
	return k.gathered(best, coarse, fine)
}

func (k *Ink) gathered(middle, reach, step float64) float64 {
	best, most := middle, -1.0
	for n := -int(reach / step); n <= int(reach/step); n++ {
		angle := middle + float64(n)*step
		if v := k.gathering(math.Tan(angle)); v > most {
			best, most = angle, v
		}
	}
	return best
}

// gathering is the sum of the squares of the ink in each slanted row.
func (k *Ink) gathering(tangent float64) float64 {
	const stride = 3
	rows := make([]float64, k.Height)
	for x := 0; x < k.Width; x += stride {
		shift := int(math.Round(float64(x-k.Width/2) * tangent))
		for y := max(0, -shift); y < min(k.Height, k.Height-shift); y++ {
			rows[y] += float64(k.Dots[(y+shift)*k.Width+x])
		}
	}
	sum := 0.0
	for _, r := range rows {
		sum += r * r
	}
	return sum
}

// Straight returns the picture turned by an angle about its middle, so that what rose by it runs level.
func (k *Ink) Straight(angle float64) *Ink {
	if math.Abs(angle)*float64(k.Width) < 1 {
		return k
	}
	out := &Ink{Width: k.Width, Height: k.Height, Dots: make([]uint8, len(k.Dots))}
	sin, cos := math.Sincos(angle)
	mx, my := float64(k.Width)/2, float64(k.Height)/2
	for y := range k.Height {
		for x := range k.Width {
			dx, dy := float64(x)-mx, float64(y)-my
			out.Dots[y*k.Width+x] = k.between(mx+dx*cos-dy*sin, my+dx*sin+dy*cos)
		}
	}
	return out
}

// between is the ink between four dots.
func (k *Ink) between(x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	fx, fy := x-float64(x0), y-float64(y0)
	top := float64(k.At(x0, y0))*(1-fx) + float64(k.At(x0+1, y0))*fx
	foot := float64(k.At(x0, y0+1))*(1-fx) + float64(k.At(x0+1, y0+1))*fx
	return uint8(top*(1-fy) + foot*fy + 0.5)
}
