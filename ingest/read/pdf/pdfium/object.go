package pdfium

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
)

// Object is a handle of what stands on a page: a piece of text, a path, a picture, a form.
type Object uint32

// Font is a handle of the font of a piece of text.
type Font uint32

// Mark is a handle of marked content that an object stands in.
type Mark uint32

// Matrix maps the units of an object to those around it: x' = A·x + C·y + E, y' = B·x + D·y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Colour has an opacity from 0 to 255.
type Colour struct{ Red, Green, Blue, Alpha uint8 }

// CountObjects returns how many objects a page has, those in forms not among them.
func (in *Instance) CountObjects(p Page) (int, error) {
	n, err := in.call("FPDFPage_CountObjects", uint64(p))
	return int(int32(uint32(n))), err
}

// Object returns the i-th object of a page in the order of painting.
func (in *Instance) Object(p Page, i int) (Object, error) {
	o, err := in.handle("FPDFPage_GetObject", uint64(p), uint64(i))
	return Object(o), err
}

// CountFormObjects and FormObject do for a form what CountObjects and Object do for a page.
func (in *Instance) CountFormObjects(form Object) (int, error) {
	n, err := in.call("FPDFFormObj_CountObjects", uint64(form))
	return int(int32(uint32(n))), err
}

// FormObject returns the i-th object of a form.
func (in *Instance) FormObject(form Object, i int) (Object, error) {
	o, err := in.handle("FPDFFormObj_GetObject", uint64(form), uint64(i))
	return Object(o), err
}

// ObjectKind returns what an object is.
func (in *Instance) ObjectKind(o Object) (enums.FPDF_PAGEOBJ, error) {
	kind, err := in.call("FPDFPageObj_GetType", uint64(o))
	return enums.FPDF_PAGEOBJ(int32(uint32(kind))), err
}

// Matrix returns how the units of an object map to those of the page, or of the form it is in.
func (in *Instance) Matrix(o Object) (Matrix, error) {
	if err := in.do("FPDFPageObj_GetMatrix", uint64(o), in.out(0)); err != nil {
		return Matrix{}, err
	}
	at := func(i int) float64 { return float64(in.float32At(in.out(0) + uint64(4*i))) }
	return Matrix{at(0), at(1), at(2), at(3), at(4), at(5)}, nil
}

// Bounds returns the box around an object.
func (in *Instance) Bounds(o Object) (Rectangle, error) {
	if err := in.do("FPDFPageObj_GetBounds", uint64(o), in.out(0), in.out(1), in.out(2), in.out(3)); err != nil {
		return Rectangle{}, err
	}
	at := func(i int) float64 { return float64(in.float32At(in.out(i))) }
	return Rectangle{Left: at(0), Bottom: at(1), Right: at(2), Top: at(3)}, nil
}

// ImageWidth returns how many dots wide a picture is, whatever it is scaled to.
func (in *Instance) ImageWidth(o Object) (int, error) {
	if err := in.do("FPDFImageObj_GetImagePixelSize", uint64(o), in.out(0), in.out(1)); err != nil {
		return 0, err
	}
	return int(in.uint32At(in.out(0))), nil
}

// FillColour returns the colour that an object is filled with.
func (in *Instance) FillColour(o Object) (Colour, error) {
	return in.colour("FPDFPageObj_GetFillColor", o)
}

// StrokeColour returns the colour of its outline.
func (in *Instance) StrokeColour(o Object) (Colour, error) {
	return in.colour("FPDFPageObj_GetStrokeColor", o)
}

func (in *Instance) colour(name string, o Object) (Colour, error) {
	if err := in.do(name, uint64(o), in.out(0), in.out(1), in.out(2), in.out(3)); err != nil {
		return Colour{}, err
	}
	at := func(i int) uint8 { return uint8(in.uint32At(in.out(i))) }
	return Colour{at(0), at(1), at(2), at(3)}, nil
}

// StrokeWidth returns how wide its outline is, in its own units.
func (in *Instance) StrokeWidth(o Object) (float64, error) {
	if err := in.do("FPDFPageObj_GetStrokeWidth", uint64(o), in.out(0)); err != nil {
		return 0, err
	}
	return float64(in.float32At(in.out(0))), nil
}

// IsTransparent reports whether an object is transparent, blended or masked.
func (in *Instance) IsTransparent(o Object) (bool, error) {
	yes, err := in.call("FPDFPageObj_HasTransparency", uint64(o))
	return uint32(yes) == 1, err
}

// SetActive puts an object on its page, or takes it off.
func (in *Instance) SetActive(o Object, active bool) error {
	value := uint64(0)
	if active {
		value = 1
	}
	return in.do("FPDFPageObj_SetIsActive", uint64(o), value)
}

// Font returns the font of a piece of text; a blank has none.
func (in *Instance) Font(o Object) (Font, error) {
	f, err := in.handle("FPDFTextObj_GetFont", uint64(o))
	return Font(f), err
}

// IsEmbedded reports whether the file holds the shapes of a font.
func (in *Instance) IsEmbedded(f Font) (bool, error) {
	yes, err := in.call("FPDFFont_GetIsEmbedded", uint64(f))
	return uint32(yes) == 1, err
}

// RenderMode returns how a piece of text is painted.
func (in *Instance) RenderMode(o Object) (enums.FPDF_TEXT_RENDERMODE, error) {
	mode, err := in.call("FPDFTextObj_GetTextRenderMode", uint64(o))
	return enums.FPDF_TEXT_RENDERMODE(int32(uint32(mode))), err
}

// SetFontSize changes the size of a piece of text.
func (in *Instance) SetFontSize(o Object, size float32) error {
	return in.do("FPDFTextObj_SetFontSize", uint64(o), uint64(math.Float32bits(size)))
}

// ObjectText returns what a piece of text says.
func (in *Instance) ObjectText(o Object, t Text) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		return in.call("FPDFTextObj_GetText", uint64(o), uint64(t), at, room)
	})
}

// CountMarks returns within how many marks of content an object stands.
func (in *Instance) CountMarks(o Object) (int, error) {
	n, err := in.call("FPDFPageObj_CountMarks", uint64(o))
	return int(int32(uint32(n))), err
}

// Mark returns the i-th of them.
func (in *Instance) Mark(o Object, i int) (Mark, error) {
	m, err := in.handle("FPDFPageObj_GetMark", uint64(o), uint64(i))
	return Mark(m), err
}

// RemoveMark takes an object out of a mark.
func (in *Instance) RemoveMark(o Object, m Mark) error {
	return in.do("FPDFPageObj_RemoveMark", uint64(o), uint64(m))
}

// MarkName returns the name of a mark, as OC.
func (in *Instance) MarkName(m Mark) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		err := in.do("FPDFPageObjMark_GetName", uint64(m), at, room, in.out(0))
		return uint64(in.uint32At(in.out(0))), err
	})
}

// MarkText returns an entry of a mark that is a string.
func (in *Instance) MarkText(m Mark, key string) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		err := in.do("FPDFPageObjMark_GetParamStringValue", uint64(m), in.word(key), at, room, in.out(0))
		return uint64(in.uint32At(in.out(0))), err
	})
}
