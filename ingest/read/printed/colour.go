package printed

// Colour is a colour of a screen or of paper, each part from 0 to 255.
type Colour struct{ Red, Green, Blue uint8 }

// White is the ground where nothing else is said. The ink is black then, the zero Colour.
func White() Colour { return Colour{255, 255, 255} }

// Contrasts below which text cannot be seen, or not surely. White on white has 1, #f5f5f5 on white 1.09, #eeeeee 1.16,
// #dddddd 1.36, silver 1.8, yellow 1.07, orange 2.
const (
	unseen = 1.1
	dim    = 1.3
)

// Ink returns how text of a colour looks on its ground: Faint where nobody sees it, Dim where some may, plain otherwise.
// Colours of equal lightness and other hue, as red on green, are plain.
func Ink(ink, ground Colour) Look {
	switch c := contrast(ink, ground); {
	case c >= dim || far(ink, ground):
		return 0
	case c >= unseen:
		return Dim
	}
	return Faint
}

// hueStep is how far two colours must differ in one part to be told apart whatever their lightness.
const hueStep = 96

func far(a, b Colour) bool {
	return apart(a.Red, b.Red) > hueStep || apart(a.Green, b.Green) > hueStep || apart(a.Blue, b.Blue) > hueStep
}

func apart(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }

// contrast is the ratio of the lightness of two colours, from 1 to 21 (WCAG 2.1, contrast ratio, with a gamma of 2).
func contrast(a, b Colour) float64 {
	x, y := lightness(a), lightness(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func lightness(c Colour) float64 {
	part := func(v uint8) float64 { f := float64(v) / 255; return f * f }
	return 0.2126*part(c.Red) + 0.7152*part(c.Green) + 0.0722*part(c.Blue)
}

// Over returns the colour that a layer of a colour gives on a ground, with an alpha from 0 to 1.
func (c Colour) Over(ground Colour, alpha float64) Colour {
	alpha = min(max(alpha, 0), 1)
	mix := func(a, b uint8) uint8 { return uint8(alpha*float64(a) + (1-alpha)*float64(b) + 0.5) }
	return Colour{mix(c.Red, ground.Red), mix(c.Green, ground.Green), mix(c.Blue, ground.Blue)}
}
