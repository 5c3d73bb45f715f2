// Command train writes strings as scanners leave them, cut as the reader cuts them, for train.py to learn from. A sample is the patch in
// bytes, then for each step of the net which sign has its middle there: 0 for none. Beside the
// middle, where the sign is right and so is none, it is 128 more.
//
//	go run ./ingest/read/scan/digit/train -count 24000 -seed 1 > samples.bin
package main

import (
	"bufio"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"os"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"gongkai/ingest/read/scan/digit"
	"gongkai/ingest/read/scan/page"
	"gongkai/synth/scan"
	"gongkai/synth/scan/worn"
)

func main() {
	count := flag.Int("count", 24000, "samples")
	seed := flag.Uint64("seed", 1, "of the random numbers")
	held := flag.Bool("test", false, "with the fonts that are kept out of training")
	flag.Parse()
	if err := write(*count, *seed, *held); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(count int, seed uint64, held bool) error {
	fonts := scan.TrainingFonts()
	if held {
		fonts = scan.TestFonts()
	}
	r := rand.New(rand.NewPCG(seed, 24)) //nolint:gosec // invented pages
	faces := map[string]font.Face{}
	out := bufio.NewWriter(os.Stdout)
	for range count {
		text, f := invent(r), fonts[r.IntN(len(fonts))]
		if strings.ContainsAny(text, "无—") {
			f = scan.TrainingFonts()[r.IntN(4)]
		}
		size := 10 + r.IntN(40)
		key := fmt.Sprint(f, size)
		if faces[key] == nil {
			face, err := f.Face(float64(size))
			if err != nil {
				return err
			}
			faces[key] = face
		}
		sample, ok := sampleOf(r, faces[key], text)
		if !ok {
			continue
		}
		if _, err := out.Write(sample); err != nil {
			return err
		}
	}
	return out.Flush()
}

// either marks a step beside the middle of a sign, where that sign is right and so is none.
const either = 128

// invent returns what stands in a cell: mostly numbers, in which each digit is as likely as any other.
func invent(r *rand.Rand) string {
	switch n := r.IntN(100); {
	case n < 3:
		return "/"
	case n < 6:
		return "—"
	case n < 9:
		return "无"
	case n < 12:
		return "-"
	case n < 30:
		return fmt.Sprint(r.IntN(10))
	case n < 45:
		return fmt.Sprintf("%d.%0*d", r.IntN(100000), 1+r.IntN(4), r.IntN(10))
	case n < 52:
		d := fmt.Sprint(r.IntN(10))
		return strings.Repeat(d, 2+r.IntN(4))
	}
	length := 1 + r.IntN(7)
	var b strings.Builder
	for range length {
		fmt.Fprint(&b, r.IntN(10))
	}
	return b.String()
}

// sampleOf draws, wears and cuts a text.
func sampleOf(r *rand.Rand, face font.Face, text string) ([]byte, bool) {
	bounds, _ := font.BoundString(face, "0")
	height := float64((bounds.Max.Y - bounds.Min.Y).Ceil())
	if height < 8 {
		return nil, false
	}
	margin := int(height * 1.5)
	drawer := font.Drawer{Face: face, Src: image.NewUniform(color.Gray{})}
	width := drawer.MeasureString(text).Ceil()
	picture := image.NewGray(image.Rect(0, 0, width+2*margin, int(height)+2*margin))
	draw.Draw(picture, picture.Rect, image.White, image.Point{}, draw.Src)
	drawer.Dst = picture
	shift := fixed.Int26_6(r.IntN(64))
	drawer.Dot = fixed.Point26_6{X: fixed.I(margin) + shift, Y: fixed.I(margin) + fixed.I(int(height)) + fixed.Int26_6(r.IntN(64))}
	var middles []float64
	for _, sign := range text {
		b, _ := font.BoundString(face, string(sign))
		middles = append(middles, float64(drawer.Dot.X+(b.Min.X+b.Max.X)/2)/64)
		drawer.DrawString(string(sign))
	}
	ink := page.NewInk(worn.Random(r, height).Apply(r, picture))
	box, ok := digit.BoxOf(ink, ink.Bounds(), height)
	if !ok {
		return nil, false
	}
	frame, ok := digit.FrameOf(box, height*(0.9+0.2*r.Float64()))
	if !ok {
		return nil, false
	}
	frame.Left += (r.Float64() - 0.5) * 3 / frame.Scale
	frame.Middle += (r.Float64() - 0.5) * 2 / frame.Scale
	patch := frame.Cut(ink, ink.Bounds())
	sample := make([]byte, 0, len(patch)+digit.Steps)
	for _, v := range patch {
		sample = append(sample, byte(v*255+0.5))
	}
	return append(sample, targets(text, middles, frame)...), true
}

// targets says which sign has its middle at each step.
func targets(text string, middles []float64, frame digit.Frame) []byte {
	steps := make([]byte, digit.Steps)
	for i, sign := range []rune(text) {
		class := byte(strings.IndexRune(digit.Signs, sign) + 1)
		if sign == '无' || sign == '—' {
			class = map[rune]byte{'无': digit.SignNone, '—': digit.SignDash}[sign]
		}
		at := int(frame.Column(middles[i]) / 2)
		for s := max(0, at-1); s <= min(at+1, len(steps)-1); s++ {
			if s == at {
				steps[s] = class
			} else if steps[s] == 0 {
				steps[s] = either + class
			}
		}
	}
	return steps
}
