package digit

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"gongkai/ingest/read/scan/page"
)

// drawn prints a text in a font that the net has never seen, and returns how high its digits are.
func drawn(t *testing.T, text string, size int) (*page.Ink, float64) {
	t.Helper()
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(size), DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewGray(image.Rect(0, 0, 8*size, 3*size))
	draw.Draw(picture, picture.Rect, image.White, image.Point{}, draw.Src)
	(&font.Drawer{Dst: picture, Src: image.NewUniform(color.Gray{Y: 30}), Face: face, Dot: fixed.P(size, 2*size)}).DrawString(text)
	box, _ := font.BoundString(face, "0")
	return page.NewInk(picture), float64((box.Max.Y - box.Min.Y).Ceil())
}

func TestRead(t *testing.T) {
	t.Parallel()
	net, err := New()
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for n := range 300 {
		text := fmt.Sprint(n * n * 37 % 100000)
		ink, height := drawn(t, text, 18+n%22)
		all++
		switch r := net.Read(ink, ink.Bounds(), height); {
		case r.Text == text && r.Sure >= 0.95:
			right++
		case r.Sure >= 0.95:
			t.Errorf("%s is read as %s, %.4f sure", text, r.Text, r.Sure)
		}
	}
	if right*10 < all*9 {
		t.Errorf("%d of %d numbers are read", right, all)
	}
}

func TestReadNothing(t *testing.T) {
	t.Parallel()
	net, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"12 345", "1,234", "ab", "007", "+5", "12345678901234"} {
		ink, height := drawn(t, text, 30)
		if r := net.Read(ink, ink.Bounds(), height); r.Blank || r.Text != "" && r.Sure >= 0.95 {
			t.Errorf("%q is read as %+v", text, r)
		}
	}
	ink, height := drawn(t, "", 30)
	if r := net.Read(ink, ink.Bounds(), height); !r.Blank {
		t.Errorf("an empty cell is read as %+v", r)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, file := range [][]byte{nil, weightsFile[:len(weightsFile)-1], append([]byte{0}, weightsFile...)} {
		if _, err := load(file); err == nil {
			t.Errorf("%d bytes are taken for weights", len(file))
		}
	}
}
