// Package scan makes pictures of invented reports, as a scanner or a copier leaves them. Fonts come from the machine: none is in the
// repository, and what is drawn with other fonts is another picture of the same truth.
package scan

import (
	"os"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
)

// Font is a font file of the machine, of a collection the face of an index.
type Font struct {
	Path  string
	Index int
}

// TrainingFonts are those that the recogniser of digits is trained on (Debian: fonts-noto-cjk, fonts-liberation). TestFonts are kept out
// of its training (fonts-dejavu-core, fonts-dejavu-extra).
func TrainingFonts() []Font {
	const noto, liberation = "/usr/share/fonts/opentype/noto/", "/usr/share/fonts/truetype/liberation/Liberation"
	return []Font{
		{noto + "NotoSansCJK-Regular.ttc", 2},
		{noto + "NotoSansCJK-Bold.ttc", 2},
		{noto + "NotoSerifCJK-Regular.ttc", 2},
		{noto + "NotoSerifCJK-Bold.ttc", 2},
		{liberation + "Serif-Regular.ttf", 0},
		{liberation + "Serif-Bold.ttf", 0},
		{liberation + "Serif-Italic.ttf", 0},
		{liberation + "Sans-Regular.ttf", 0},
		{liberation + "Sans-Bold.ttf", 0},
		{liberation + "SansNarrow-Regular.ttf", 0},
		{liberation + "Mono-Regular.ttf", 0},
	}
}

// TestFonts are those of digits only; Chinese is set in the first of the training fonts.
func TestFonts() []Font {
	const dejavu = "/usr/share/fonts/truetype/dejavu/DejaVu"
	return []Font{
		{dejavu + "Sans.ttf", 0},
		{dejavu + "Serif.ttf", 0},
		{dejavu + "SansCondensed.ttf", 0},
		{dejavu + "SerifCondensed.ttf", 0},
		{dejavu + "SansMono.ttf", 0},
	}
}

// Face opens a font at a size in dots.
func (f Font) Face(size float64) (font.Face, error) {
	parsed, err := f.open()
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

func (f Font) open() (*opentype.Font, error) {
	bytes, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, err
	}
	collection, err := opentype.ParseCollection(bytes)
	if err != nil {
		return nil, err
	}
	return collection.Font(f.Index)
}
