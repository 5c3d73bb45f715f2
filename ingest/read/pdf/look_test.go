package pdf

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// digitsAt prints digits in the font of letters.
func digitsAt(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", size, x, y, text)
}

// inCell is a page with a table in which content prints the second cell of the second row: from 160, 680 to 260, 710.
func inCell(t testing.TB, content string) string {
	t.Helper()
	return strings.Replace(smallTable(t), show(t, 170, 691, "904.94"), content, 1)
}

// cellOf returns the text and looks of that cell.
func cellOf(t testing.TB, doc read.Document) (string, printed.Look) {
	t.Helper()
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for _, c := range b.Grid.Cells {
			if c.Row == 1 && c.Column == 1 {
				return c.Text, c.Looks
			}
		}
	}
	return "no such cell", 0
}

type lookCase struct {
	name, content string
	want          string
	looks         printed.Look
	file          builder // besides its page
}

// plain makes a page of the case as it is.
func plain(t *testing.T, c *lookCase) { c.file.pages = []string{inCell(t, c.content)} }

// turned sets it upright on a page that is turned.
func turned(t *testing.T, c *lookCase) {
	table := strings.Replace(latinTable(t), show(t, 170, 691, "904.94"), c.content, 1)
	c.file.pages, c.file.mediaBox, c.file.rotate = []string{"0 1 -1 0 842 0 cm\n" + table}, "0 0 842 595", 90
}

// scaled draws it at twice the size, within a form of half the size.
func scaled(t *testing.T, c *lookCase) {
	c.file.pages, c.file.form = []string{"1.9 0 0 1.9 -200 -450 cm /Fm Do\n"}, inCell(t, c.content)
}

func (c lookCase) run(t *testing.T, r *Reader, draw func(*testing.T, *lookCase)) {
	t.Helper()
	draw(t, &c)
	doc := readBytes(t, r, c.file.bytes(t))
	if got, looks := cellOf(t, doc); got != c.want || looks != c.looks {
		t.Errorf("%s: %q, looks %b, want %q, %b; notes %s", c.name, got, looks, c.want, c.looks, notes(doc))
	}
}

const (
	object   = printed.Object
	oldValue = "99"
	newValue = "86460"
)

var (
	first  = digitsAt(170, 691, 10, "99")     // 170 to 181.1
	second = digitsAt(183, 691, 10, newValue) // 183 to 210.8
	whole  = digitsAt(170, 691, 10, newValue) // 170 to 197.8
)

func lineCases() []lookCase {
	line := func(x0, y0, x1, y1 float64) string {
		return fmt.Sprintf("0.6 w %g %g m %g %g l S\n", x0, y0, x1, y1)
	}
	return []lookCase{
		{name: "plain", content: whole, want: newValue},
		{name: "struck by a line", content: first + line(170, 694.3, 181, 694.3) + second, want: newValue, looks: printed.Struck},
		{name: "struck by a line painted before", content: line(170, 694.3, 181, 694.3) + first + second, want: newValue, looks: printed.Struck},
		{name: "struck by a thin box", content: first + "170 694 11 .7 re f\n" + second, want: newValue, looks: printed.Struck},
		{name: "struck by two lines", content: first + line(170, 693.6, 181, 693.6) + line(170, 695.4, 181, 695.4) + second, want: newValue, looks: printed.Struck},
		{name: "struck in pieces", content: first + line(170, 694.3, 175, 694.3) + line(175.2, 694.3, 181, 694.3) + second, want: newValue, looks: printed.Struck},
		{name: "struck by a red line", content: first + "1 0 0 RG " + line(170, 694.3, 181, 694.3) + "0 G " + second, want: newValue, looks: printed.Struck},
		{name: "nothing else in the cell", content: first + line(170, 694.3, 181, 694.3), want: object, looks: printed.Struck},
		{name: "struck by a bar", content: first + "170 692.5 11 3.5 re f\n" + second, want: object + oldValue + newValue, looks: printed.Covered},
		{name: "struck by a wave", content: first + "170 694 m 173 696 176 692 181 694.5 c S\n" + second, want: object + oldValue + newValue, looks: printed.Covered},
		{name: "crossed out", content: first + line(169, 690, 182, 699) + line(169, 699, 182, 690) + second, want: object + oldValue + newValue, looks: printed.Covered},
		{name: "a line through the whole cell", content: whole + line(160, 694.3, 260, 694.3), want: object + newValue, looks: printed.Covered},
		{name: "a white line", content: first + "1 G " + line(170, 694.3, 181, 694.3) + "0 G", want: oldValue},
		{name: "underlined", content: whole + line(170, 689.8, 198, 689.8), want: newValue},
		{name: "underlined at its foot", content: whole + line(170, 691, 198, 691), want: newValue},
		{name: "a line above", content: whole + line(170, 699.5, 198, 699.5), want: newValue},
		{name: "a line beside", content: whole + line(200, 694.3, 220, 694.3), want: newValue},
		{name: "in a circle", content: whole + "165 694 m 165 708 203 708 203 694 c 203 680 165 680 165 694 c S\n", want: newValue},
		{name: "in a frame", content: whole + "166 688 36 14 re S\n", want: newValue},
	}
}

func colourCases() []lookCase {
	states := builder{resources: "/ExtGState << /Gone << /ca 0 /CA 0 >> /Half << /ca 0.5 >> /Multiply << /BM /Multiply >> >>"}
	return []lookCase{
		{name: "white on white", content: "1 g " + first + "0 g " + second, want: newValue, looks: printed.Faint},
		{name: "white by rgb", content: "1 1 1 rg " + first + "0 g " + second, want: newValue, looks: printed.Faint},
		{name: "white by cmyk", content: "0 0 0 0 k " + first + "0 g " + second, want: newValue, looks: printed.Faint},
		{name: "nearly white", content: "0.99 g " + first + "0 g " + second, want: newValue, looks: printed.Faint},
		{name: "white restored", content: "q 1 g Q " + whole, want: newValue},
		{name: "red", content: "1 0 0 rg " + whole + "0 g ", want: newValue},
		{name: "grey", content: "0.6 g " + whole + "0 g ", want: newValue},
		{name: "white on blue", content: "0 0.2 0.7 rg 161 681 98 28 re f 1 g " + whole + "0 g ", want: newValue},
		{name: "blue on blue", content: "0 0.2 0.7 rg 161 681 98 28 re f " + first + "1 g " + second + "0 g ", want: newValue, looks: printed.Faint},
		{name: "grey on grey", content: "0.5 g 161 681 98 28 re f " + first + "0 g " + second, want: newValue, looks: printed.Faint},
		{name: "black on grey", content: "0.85 g 161 681 98 28 re f 0 g " + whole, want: newValue},
		{name: "transparent", content: "/Gone gs " + first, want: object, looks: printed.Faint, file: states},
		{name: "half transparent", content: "/Half gs " + whole, want: newValue, file: states},
		{name: "multiplied", content: "/Multiply gs " + whole, want: newValue, file: states},
		{name: "neither filled nor outlined", content: "3 Tr " + first + "0 Tr " + second, want: newValue, looks: printed.Faint},
		{name: "for a clip alone", content: "q 7 Tr " + first + "Q 0 Tr " + second, want: newValue, looks: printed.Faint},
		{name: "outlined in white", content: "1 Tr 1 G " + first + "0 Tr 0 G " + second, want: newValue, looks: printed.Faint},
		{name: "outlined", content: "1 Tr 0.2 w " + whole + "0 Tr ", want: newValue},
		{name: "bold by outline", content: "2 Tr 0.2 w " + whole + "0 Tr ", want: newValue},
		{name: "filled white, outlined black", content: "2 Tr 0.2 w 1 g " + whole + "0 Tr 0 g ", want: newValue},
	}
}

func clipCases() []lookCase {
	return []lookCase{
		{name: "outside of its clip", content: "q 182 680 60 30 re W n " + first + second + "Q ", want: newValue, looks: printed.Clipped},
		{name: "cut by its clip", content: "q 173 680 60 30 re W n " + whole + "Q ", want: object + newValue, looks: printed.Covered},
		{name: "within its clip", content: "q 161 681 98 28 re W n " + whole + "Q ", want: newValue},
		{name: "a clip in a clip", content: "q 100 600 200 200 re W n 182 600 60 200 re W n " + first + second + "Q ", want: newValue, looks: printed.Clipped},
		{name: "within a clip that is no box", content: "q 150 694 m 150 740 220 740 220 694 c 220 650 150 650 150 694 c W n " + whole + "Q ", want: object + newValue, looks: printed.Dim},
		{name: "outside of a clip that is no box", content: "q 182 694 m 182 720 240 720 240 694 c 240 670 182 670 182 694 c W n " + first + "Q " + second, want: newValue, looks: printed.Clipped},
		{
			// As WPS and Word print: each cell in a clip of its own, on a white ground that is painted right before its text.
			name: "cells with clips and grounds of their own", want: newValue,
			content: "q 161 681 98 28 re W* n 1 g 161 681 98 28 re f 0 g " + whole + "Q q 261 681 98 28 re W* n 1 g 261 681 98 28 re f 0 g Q ",
		},
		{name: "wholly outside", content: "q 300 300 10 10 re W n " + first + "Q " + second, want: newValue, looks: printed.Clipped},
		{
			name: "outside of the box of its form", content: "/Fm Do " + second, want: newValue, looks: printed.Clipped,
			file: builder{form: digitsAt(170, 991, 10, "99")},
		},
	}
}

func coverCases() []lookCase {
	return []lookCase{
		{name: "under a white box", content: whole + "1 g 165 687 40 14 re f 0 g " + digitsAt(170, 691, 10, "123"), want: "123", looks: printed.Clipped},
		{name: "under a white box, nothing on it", content: whole + "1 g 165 687 40 14 re f 0 g ", want: object, looks: printed.Clipped},
		{name: "under a black bar", content: whole + "165 687 40 14 re f ", want: object, looks: printed.Clipped},
		{name: "half under a white box", content: whole + "1 g 165 694 40 14 re f 0 g ", want: object + newValue, looks: printed.Covered},
		{name: "one digit under a white box", content: whole + "1 g 168 687 7.5 14 re f 0 g ", want: "6460", looks: printed.Clipped},
		{name: "a box below", content: "1 g 165 687 40 14 re f 0 g " + whole, want: newValue},
		{name: "a box beside", content: whole + "0 0 1 rg 205 687 10 10 re f 0 g ", want: newValue},
		{name: "a box in its frame", content: whole + "165 687 40 14 re 166 688 38 12 re f* ", want: newValue},
		{name: "a yellow layer", content: whole + "/Half gs 1 1 0 rg 165 687 40 14 re f 0 g ", want: newValue, file: builder{resources: "/ExtGState << /Half << /ca 0.5 >> >>"}},
		{name: "a marker", content: whole + "/M gs 1 1 0 rg 165 687 40 14 re f 0 g ", want: newValue, file: builder{resources: "/ExtGState << /M << /BM /Multiply >> >>"}},
		{name: "a black layer", content: whole + "/M gs 165 687 40 14 re f ", want: object, looks: printed.Clipped, file: builder{resources: "/ExtGState << /M << /ca 0.99 >> >>"}},
		{name: "under a picture", content: whole + "q 40 0 0 14 165 687 cm /Im Do Q " + digitsAt(210, 691, 10, "123"), want: "123", looks: printed.Clipped},
		{name: "on a picture", content: "q 40 0 0 14 165 687 cm /Im Do Q " + whole, want: newValue},
		{
			name: "under a picture that shows through", content: whole + "q 200 0 0 200 100 600 cm /Seal Do Q ", want: newValue,
			file: builder{resources: "/XObject << /Seal 9 0 R >>", more: []string{
				stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 10 0 R", "\x80"),
				stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x30"),
			}},
		},
		{name: "under a filled circle", content: whole + "1 g 160 694 m 160 720 208 720 208 694 c 208 660 160 660 160 694 c f 0 g ", want: object, looks: printed.Clipped},
		{name: "beside a filled circle", content: whole + "1 0 0 rg 200 700 m 200 712 215 712 215 700 c 215 690 200 690 200 700 c f 0 g ", want: newValue},
	}
}

func layerCases() []lookCase {
	layers := func(state string) builder {
		return builder{
			catalog:   "/OCProperties << /OCGs [9 0 R 10 0 R] /D << /Order [9 0 R 10 0 R] " + state + " >> >>",
			resources: "/Properties << /Old 9 0 R /Other 10 0 R /Both 11 0 R >> /XObject << /Layer 12 0 R /Im 7 0 R >>",
			more: []string{
				"<< /Type /OCG /Name (old) >>", "<< /Type /OCG /Name (other) >>", "<< /Type /OCMD /OCGs [9 0 R 10 0 R] /P /AllOn >>",
				stream("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /OC 9 0 R /Resources << /Font << /F1 3 0 R >> >>", first),
			},
		}
	}
	off, on := layers("/OFF [9 0 R]"), layers("")
	return []lookCase{
		{name: "a layer that is off", content: "/OC /Old BDC " + first + "EMC " + second, want: newValue, looks: printed.Hidden, file: off},
		{name: "a layer that is off, at the same place", content: "/OC /Old BDC " + digitsAt(170, 691, 10, "12345") + "EMC " + whole, want: newValue, looks: printed.Hidden, file: off},
		{name: "a layer that is on", content: "/OC /Old BDC " + whole + "EMC ", want: newValue, file: on},
		{name: "all off", content: "/OC /Old BDC " + first + "EMC " + second, want: newValue, looks: printed.Hidden, file: layers("/BaseState /OFF")},
		{name: "one of several off", content: "/OC /Both BDC " + first + "EMC " + second, want: newValue, looks: printed.Hidden, file: off},
		{name: "one on, one off", content: "/OC /Old BDC " + digitsAt(170, 691, 10, "12345") + "EMC /OC /Other BDC " + whole + "EMC ", want: newValue, looks: printed.Hidden, file: off},
		{name: "a form of a layer that is off", content: "/Layer Do " + second, want: newValue, looks: printed.Hidden, file: off},
		{name: "a form of a layer that is on", content: "/Layer Do ", want: oldValue, file: on},
		{name: "more layers than are looked at one by one", content: strings.Repeat("/Layer Do ", 9) + digitsAt(190, 691, 10, "1"), want: "1", looks: printed.Hidden, file: off},
		{name: "a box of a layer that is off", content: whole + "/OC /Old BDC 1 g 165 687 40 14 re f 0 g EMC ", want: newValue, file: off},
		{name: "a box of a layer that is on", content: whole + "/OC /Old BDC 1 g 165 687 40 14 re f 0 g EMC ", want: object, looks: printed.Clipped, file: on},
	}
}

func otherCases() []lookCase {
	return []lookCase{
		{name: "a replacement", content: "/Span << /ActualText (9999) >> BDC " + whole + "EMC ", want: newValue},
		{name: "a replacement in UTF-16", content: "/Span << /ActualText <FEFF00390039> >> BDC " + whole + "EMC ", want: newValue},
		{name: "a replacement by nothing", content: "/Span << /ActualText () >> BDC " + whole + "EMC ", want: newValue},
		{name: "many marks", content: strings.Repeat("/Span << /ActualText (9) >> BDC ", 40) + whole + strings.Repeat("EMC ", 40), want: newValue},
		{name: "a replacement that says the same", content: "/Span << /ActualText (86460) >> BDC " + whole + "EMC ", want: newValue},
		{name: "a note mark", content: whole + "BT /F1 6 Tf 4 Ts 1 0 0 1 198 691 Tm (1) Tj ET 0 Ts ", want: newValue, looks: printed.Raised},
		{name: "a note mark, hardly raised", content: whole + digitsAt(198, 691.8, 7, "1"), want: newValue, looks: printed.Raised},
		{name: "a note mark below", content: whole + digitsAt(198, 688, 6, "2"), want: newValue, looks: printed.Lowered},
		{name: "a note mark in brackets", content: whole + digitsAt(198, 695, 6, "[12]"), want: newValue, looks: printed.Raised},
		{name: "a note mark as large as the digits", content: whole + digitsAt(198, 695, 10, "1"), want: newValue, looks: printed.Raised},
		{name: "a small digit on the line", content: whole + digitsAt(198, 691, 6, "1"), want: newValue + object + "1", looks: printed.Moved},
		{name: "digits on top of each other", content: whole + digitsAt(170.5, 691, 10, "11111"), want: object + "8161416101", looks: printed.Covered},
		{name: "bold by printing twice", content: whole + digitsAt(170.3, 691, 10, newValue), want: newValue},
		{name: "of no size", content: digitsAt(180, 691, 0.3, "99") + second, want: newValue, looks: printed.Tiny},
		{name: "too small to be read", content: digitsAt(170, 691, 1.5, newValue), want: object + newValue, looks: printed.Covered},
		{name: "another size", content: digitsAt(170, 691, 7, newValue), want: newValue},
		{name: "a small unit", content: whole + digitsAt(199, 691, 8.8, "%"), want: newValue + "%"},
	}
}

func TestLooks(t *testing.T) {
	r := newReader(t)
	for _, group := range []struct {
		name  string
		cases []lookCase
	}{
		{"lines", lineCases()},
		{"colours", colourCases()},
		{"clips", clipCases()},
		{"covers", coverCases()},
		{"layers", layerCases()},
		{"others", otherCases()},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				c.run(t, r, plain)
			}
		})
		t.Run(group.name+" on a turned page", func(t *testing.T) {
			for _, c := range group.cases {
				c.run(t, r, turned)
			}
		})
		t.Run(group.name+" in a form", func(t *testing.T) {
			for _, c := range group.cases {
				if c.file.resources == "" && c.file.form == "" && !strings.Contains(c.content, "/Im Do") {
					c.run(t, r, scaled)
				}
			}
		})
	}
}

// What the page is cropped to counts, not the paper.
func TestCropBox(t *testing.T) {
	r := newReader(t)
	file := builder{page: "/CropBox [50 600 210 800]", pages: []string{smallTable(t)}}
	if got, _ := cellOf(t, readBytes(t, r, file.bytes(t))); got != "904.94" {
		t.Errorf("inside: %q", got)
	}
	file.page = "/CropBox [50 600 182 800]"
	doc := readBytes(t, r, file.bytes(t))
	if got := text(doc); strings.Contains(got, "90") || strings.Contains(got, "11991") {
		t.Errorf("a number that the crop cuts is read: %s", got)
	}
}

// The appearance of an annotation, as object 9, and the annotation itself.
func annotation(dictionary, appearance string) builder {
	b := builder{page: "/Annots [<< /Type /Annot " + dictionary + " >>]"}
	if appearance != "" {
		b.page = "/Annots [<< /Type /Annot " + dictionary + " /AP << /N 9 0 R >> >>]"
		b.more = []string{stream("/Type /XObject /Subtype /Form /BBox [0 0 40 14] /Resources << /Font << /F1 3 0 R >> >>", appearance)}
	}
	return b
}

func TestAnnotations(t *testing.T) {
	r := newReader(t)
	const over = "/Rect [165 687 205 701] "
	quads := "/QuadPoints [170 699 181 699 170 690 181 690] /Rect [170 690 181 699] "
	both := first + second
	for _, c := range []lookCase{
		{name: "struck out, without a picture", content: both, file: annotation("/Subtype /StrikeOut /C [1 0 0] "+quads, ""), want: newValue, looks: printed.Struck},
		{name: "struck out, to be printed", content: both, file: annotation("/Subtype /StrikeOut /F 4 "+quads, ""), want: newValue, looks: printed.Struck},
		{name: "struck out, hidden", content: whole, file: annotation("/Subtype /StrikeOut /F 2 "+quads, ""), want: newValue},
		{name: "struck out, not on the screen", content: whole, file: annotation("/Subtype /StrikeOut /F 36 "+quads, ""), want: newValue},
		{name: "underlined", content: whole, file: annotation("/Subtype /Underline /C [1 0 0] "+quads, ""), want: newValue},
		{name: "marked", content: whole, file: annotation("/Subtype /Highlight /C [1 1 0] "+quads, ""), want: newValue},
		{name: "a filled square", content: whole, file: annotation("/Subtype /Square /IC [1 1 1] /C [1 1 1] "+over, ""), want: object, looks: printed.Clipped},
		{name: "a frame", content: whole, file: annotation("/Subtype /Square /C [1 0 0] "+over, ""), want: newValue},
		{name: "free text over it", content: whole, file: annotation("/Subtype /FreeText /Contents (1) "+over, "1 g 0 0 40 14 re f 0 g "+digitsAt(2, 4, 10, "123")), want: "123", looks: printed.Clipped},
		{name: "free text without a picture", content: whole, file: annotation("/Subtype /FreeText /Contents (123) "+over, ""), want: object + newValue, looks: printed.Covered},
		{name: "a stroke of a pen", content: whole, file: annotation("/Subtype /Ink /C [1 0 0] /InkList [[168 690 200 700]] "+over, ""), want: object + newValue, looks: printed.Covered},
		{name: "to be redacted", content: whole, file: annotation("/Subtype /Redact "+over, ""), want: object + newValue, looks: printed.Covered},
		{name: "a link", content: whole, file: annotation("/Subtype /Link "+over, ""), want: newValue},
		{name: "a note", content: whole, file: annotation("/Subtype /Text /Contents (1) /Rect [230 687 250 707] ", ""), want: newValue},
		{name: "a field", file: annotation("/Subtype /Widget /FT /Tx /V (86460) "+over, digitsAt(2, 4, 10, newValue)), want: newValue},
		{name: "a field that is not drawn", file: annotation("/Subtype /Widget /FT /Tx /V (86460) "+over, ""), want: "\ufffd"},
		{name: "a field that is hidden", content: whole, file: annotation("/Subtype /Widget /FT /Tx /F 2 /V (1) "+over, digitsAt(2, 4, 10, "1")), want: newValue},
		{name: "an empty field", file: annotation("/Subtype /Widget /FT /Tx "+over, ""), want: ""},
	} {
		c.run(t, r, plain)
	}
}
