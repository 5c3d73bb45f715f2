package pdfium

import "math"

// Text is a handle of the characters of a page.
type Text uint32

// LoadText finds the characters of a page.
func (in *Instance) LoadText(p Page) (Text, error) {
	t, err := in.handle("FPDFText_LoadPage", uint64(p))
	return Text(t), err
}

// CloseText frees a handle.
func (in *Instance) CloseText(t Text) error {
	_, err := in.call("FPDFText_ClosePage", uint64(t))
	return err
}

// CountChars returns how many characters a page has, blanks that pdfium makes up among them.
func (in *Instance) CountChars(t Text) (int, error) {
	return in.count("FPDFText_CountChars", uint64(t))
}

// Unicode returns what the i-th character is. What the file says need not be a character.
func (in *Instance) Unicode(t Text, i int) (uint32, error) {
	u, err := in.call("FPDFText_GetUnicode", uint64(t), uint64(i))
	return uint32(u), err
}

// HasMapError reports whether the font of a character does not say what it is.
func (in *Instance) HasMapError(t Text, i int) (bool, error) {
	n, err := in.count("FPDFText_HasUnicodeMapError", uint64(t), uint64(i))
	return n == 1, err
}

// LooseBox returns the box of a character from line to line and as wide as its advance.
func (in *Instance) LooseBox(t Text, i int) (Rectangle, error) {
	if err := in.do("FPDFText_GetLooseCharBox", uint64(t), uint64(i), in.out(0)); err != nil {
		return Rectangle{}, err
	}
	return in.rectangleAt(in.out(0)), nil
}

// CharBox returns the box around the shape of a character.
func (in *Instance) CharBox(t Text, i int) (Rectangle, error) {
	if err := in.do("FPDFText_GetCharBox", uint64(t), uint64(i), in.out(0), in.out(1), in.out(2), in.out(3)); err != nil {
		return Rectangle{}, err
	}
	at := func(i int) float64 { return in.float64At(in.out(i)) }
	return Rectangle{Left: at(0), Right: at(1), Bottom: at(2), Top: at(3)}, nil
}

// CharAngle returns by how many radians a character is turned.
func (in *Instance) CharAngle(t Text, i int) (float64, error) {
	bits, err := in.call("FPDFText_GetCharAngle", uint64(t), uint64(i))
	angle := float64(math.Float32frombits(uint32(bits)))
	if err == nil && angle == -1 {
		err = ErrNone
	}
	return angle, err
}

// CharOrigin returns where the pen stood that drew a character.
func (in *Instance) CharOrigin(t Text, i int) (x, y float64, err error) {
	if err := in.do("FPDFText_GetCharOrigin", uint64(t), uint64(i), in.out(0), in.out(1)); err != nil {
		return 0, 0, err
	}
	return in.float64At(in.out(0)), in.float64At(in.out(1)), nil
}

// FontSize returns the size of a character in points.
func (in *Instance) FontSize(t Text, i int) (float64, error) {
	bits, err := in.call("FPDFText_GetFontSize", uint64(t), uint64(i))
	return math.Float64frombits(bits), err
}
