package xls

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/readtest"

	"github.com/google/go-cmp/cmp"
)

// unsure stands before a text that is in doubt, and for one that is not shown.
const unsure = printed.Object

// cells reads a workbook and returns the first row of its sheets: the texts, with the kinds of the notes behind them.
func cells(t *testing.T, book []byte) []string {
	t.Helper()
	doc := readtest.Read(t, New(), wrap("Workbook", book))
	var out []string
	for _, block := range doc.Blocks {
		if block.Grid == nil {
			continue
		}
		for _, c := range block.Grid.Cells {
			if c.Row == 0 {
				out = append(out, c.Text)
			}
		}
	}
	for _, n := range doc.PlacedNotes() {
		out = append(out, fmt.Sprintf("%s %s", n.Kind, strings.TrimPrefix(n.String(), "table 1, ")))
	}
	return out
}

func font(height, flags, colour, script int) []byte {
	return rec(recFont, height, flags, colour, 400, script, byte(0), byte(0), byte(0), byte(0), byte(1), byte(0), byte('A'))
}

// xf is a cell format with a font, a number format and a fill of one colour, -1 for none.
func xf(font, number, fill int) []byte {
	pattern := uint32(0)
	if fill >= 0 {
		pattern = 1 << 26
	}
	return rec(recXF, font, number, 0, 0, uint32(0), 0, pattern, max(fill, 0))
}

// looks are fonts, formats and cell formats to try. There is no font 4.
func looks() []byte {
	return join(
		font(220, 0, 0x7FFF, 0), font(220, 0x08, 0x7FFF, 0), font(220, 0, 9, 0), font(220, 0, 0x7FFF, 1),
		font(520, 0, 10, 0), font(20, 0, 0x7FFF, 0), font(220, 0, 12, 0),
		rec(recFont, 220, 0, 0x7FFF, 400, 0, uint32(0), byte(9), byte(0), []byte("Wingdings")),
		rec(recFormat, 164, wide("0!.0,")),
		rec(recPalette, 5, uint32(0), uint32(0xFFFFFF), uint32(0x0000FF), uint32(0), uint32(0xFFFFFF)),
		xf(0, 0, -1), xf(1, 0, -1), xf(2, 0, -1), xf(2, 0, 10), xf(3, 0, -1), xf(5, 0, -1), xf(6, 0, -1), xf(0, 0, 8), xf(0, 164, -1), xf(0, 14, -1), xf(7, 0, -1),
		xf(8, 0, -1), rec(recXF, 0, 0, 0, 4, uint32(0), 0, uint32(0), 0),
	)
}

func TestStyles(t *testing.T) {
	t.Parallel()
	for style, c := range []struct {
		name string
		want []string
	}{
		{"plain", []string{"7611000"}},
		{"struck", []string{unsure, "struck row 1, column 1"}},
		{"white", []string{unsure, "faint row 1, column 1"}},
		{"white on red", []string{"7611000"}},
		{"raised", []string{"7611000", "raised row 1, column 1"}},
		{"red and large", []string{"7611000"}},
		{"of no size", []string{"", "tiny row 1, column 1"}},
		{"black on black", []string{unsure, "faint row 1, column 1"}},
		{"in ten thousands", []string{"761.1"}},
		{"a date that cannot be", []string{unsure + "7611000", "replaced row 1, column 1"}},
		{"white by a palette of its own", []string{unsure, "faint row 1, column 1"}},
		{"symbols", []string{unsure + "7611000", "replaced row 1, column 1"}},
		{"repeated to fill the cell", []string{unsure + "7611000", "replaced row 1, column 1"}},
		{"no such style", []string{unsure + "7611000", "replaced row 1, column 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, record := range [][]byte{
				rec(recNumber, 0, 0, style, 7611000.0),
				rec(recRK, 0, 0, style, rkInteger(7611000, false)),
				rec(recMulRK, 0, 0, style, rkInteger(7611000, false), 0),
				rec(recFormula, 0, 0, style, 7611000.0, 0, uint32(0), 0),
			} {
				if diff := cmp.Diff(c.want, cells(t, book8(looks(), sheetOf{name: "S", records: record}))); diff != "" {
					t.Errorf("%x (-want +got):\n%s", record[:2], diff)
				}
			}
		})
	}
	book := book8(join(looks(), rec(recDate1904, 1)), sheetOf{name: "S", records: rec(recNumber, 0, 0, 9, 43834.0)})
	if diff := cmp.Diff([]string{"2024/1/5"}, cells(t, book)); diff != "" {
		t.Errorf("days from 1904 (-want +got):\n%s", diff)
	}
}

// richString is a string of single-byte characters with fonts from some of them on.
func richString(s string, fonts ...int) []byte {
	b := []byte{byte(len(s)), 0, flagRich, byte(len(fonts) / 2), 0}
	b = append(b, s...)
	for _, n := range fonts {
		b = append(b, byte(n), byte(n>>8))
	}
	return b
}

func TestRuns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fonts []int
		style int
		want  []string
	}{
		{"struck at the front", []int{0, 1, 2, 0}, 0, []string{"97355", "struck row 1, column 1"}},
		{"struck at the end", []int{5, 1}, 0, []string{"99973", "struck row 1, column 1"}},
		{"a mark", []int{6, 3}, 0, []string{"999735", "raised row 1, column 1"}},
		{"white", []int{0, 2, 2, 0}, 0, []string{"97355", "faint row 1, column 1"}},
		{"red and large", []int{0, 5, 2, 0}, 0, []string{"9997355"}},
		{"a cell that is struck but for its end", []int{2, 0}, 1, []string{"97355", "struck row 1, column 1"}},
		{"a font that is not there", []int{2, 99}, 0, []string{"9997355"}},
		{"behind the end", []int{900, 1}, 0, []string{"9997355"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := richString("9997355", c.fonts...)
			shared := book8(join(looks(), rec(recSST, uint32(1), uint32(1), text)), sheetOf{name: "S", records: rec(recLabelSST, 0, 0, c.style, uint32(0))})
			if diff := cmp.Diff(c.want, cells(t, shared)); diff != "" {
				t.Errorf("shared (-want +got):\n%s", diff)
			}
			own := join([]byte{7, 0, 0}, []byte("9997355"), text[3:5], text[12:])
			if diff := cmp.Diff(c.want, cells(t, book8(looks(), sheetOf{name: "S", records: rec(recRichString, 0, 0, c.style, own)}))); diff != "" {
				t.Errorf("in its record (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAsShown(t *testing.T) {
	t.Parallel()
	number := func(row, column int, v float64) []byte { return rec(recNumber, row, column, 0, v) }
	blank := []byte{0x03, 0, 0, 0, 0, 0, 0xFF, 0xFF} // a result that is an empty text
	for _, c := range []struct {
		name    string
		records []byte
		want    []string
	}{
		{"a formula that was never worked out", rec(recFormula, 0, 0, 0, blank, 0, uint32(0), 5, []byte{0x1E, 1, 0, 0x1E, 2}), []string{unsure, "field row 1, column 1"}},
		{
			"one with a number that looks like an empty text", rec(recFormula, 0, 0, 0, blank, 0, uint32(0), 10, []byte{0x1F, 0, 0, 0, 0x17, 0, 0, 0, 0x40, 0x1E, 1, 0, 0x03}),
			[]string{unsure, "field row 1, column 1"},
		},
		{
			"one that chooses", join(rec(recFormula, 0, 0, 0, blank, 0, uint32(0), 10, []byte{0x44, 0, 0, 0, 0xC0, 0x1E, 0, 0, 0x0B, 0x19, 2, 7, 0, 0x17, 0, 0}), number(0, 1, 1)),
			[]string{"", "1"},
		},
		{"one whose result is no text", join(rec(recFormula, 0, 0, 0, blank, 0, uint32(0), 3, []byte{0x17, 0, 0}), number(0, 1, 1)), []string{"", "1"}},
		{"zeros are not shown", join(rec(recWindow2, 0xA6), number(0, 0, 0), number(0, 1, 1)), []string{"0", "1", "zero row 1, column 1"}},
		{"zeros are shown", join(rec(recWindow2, 0xB6), number(0, 0, 0)), []string{"0"}},
		{"formulas are shown", join(rec(recWindow2, 0xB7), rec(recFormula, 0, 0, 0, 2.0, 0, uint32(0), 0)), []string{unsure + "2", "replaced row 1, column 1"}},
		{"a column of no width", join(rec(recColInfo, 0, 0, 0, 0, 0, 0), number(0, 0, 5), number(0, 1, 1)), []string{"", "1", "hidden_column column 1"}},
		{"####", join(rec(recColInfo, 0, 0, 512, 0, 0, 0), number(0, 0, 97355)), []string{"97355", "narrow row 1, column 1"}},
		{"a row of no height", join(number(0, 0, 1), rec(recRow, 1, 0, 9, 0, 0, 0, 0x40, 0), number(1, 0, 2)), []string{"1", "hidden_row row 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, cells(t, book8(looks(), sheetOf{name: "S", records: c.records}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// dxf is what a conditional format changes: a font, a fill or a number format.
func dxf(what string) []byte {
	font := make([]byte, 118)
	font[88] = 0x80 // nothing about a line
	for i := range 4 {
		font[80+i] = 0xFF // nor about a colour
	}
	switch what {
	case "struck":
		font[68], font[88] = 0x80, 0
	case "white":
		copy(font[80:], []byte{9, 0, 0, 0})
	case "red fill":
		return join([]byte{0, 0, 0, 1 << 5, 0, 0}, []byte{0, 4, 0, 5})
	case "thousands":
		code := wide("0,")
		return join([]byte{0, 0, 0, 1 << 1, 1, 0}, []byte{byte(2 + len(code)), 0}, code)
	}
	return join([]byte{0, 0, 0, 1 << 2, 0, 0}, font)
}

func TestConditional(t *testing.T) {
	t.Parallel()
	area := rec(recCondFmt, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0)
	rule := func(kind, operator byte, changes []byte, first, second []byte) []byte {
		return join(area, rec(recCF, kind, operator, len(first), len(second), changes, first, second))
	}
	always := []byte{0x1D, 1}
	integer := func(n int) []byte { return []byte{0x1E, byte(n), byte(n >> 8)} }
	shown, struck := []string{"97355", "3"}, []string{unsure, "3", "struck row 1, column 1"}
	for _, c := range []struct {
		name  string
		rules []byte
		want  []string
	}{
		{"struck", rule(2, 0, dxf("struck"), always, nil), struck},
		{"white", rule(2, 0, dxf("white"), always, nil), []string{unsure, "3", "faint row 1, column 1"}},
		{"thousands", rule(2, 0, dxf("thousands"), always, nil), []string{"97", "3"}},
		{"a fill", rule(2, 0, dxf("red fill"), always, nil), shown},
		{"bold", rule(2, 0, dxf(""), always, nil), shown},
		{"above a limit", rule(1, 5, dxf("struck"), integer(1000), nil), struck},
		{"below a limit", rule(1, 6, dxf("struck"), integer(1000), nil), shown},
		{"between limits", rule(1, 1, dxf("struck"), integer(1000), []byte{0x1F, 0, 0, 0, 0, 0x6A, 0xF8, 0x40, 0x41}), struck},
		{"by its neighbour", rule(2, 0, dxf("struck"), join([]byte{0x2C, 0, 0, 1, 0xC0}, integer(3), []byte{0x0B}), nil), struck},
		{"nobody can tell", rule(2, 0, dxf("struck"), []byte{0x41, 1, 0}, nil), []string{unsure + "97355", "3", "replaced row 1, column 1"}},
		{"the first that holds is the only one", join(rule(2, 0, dxf(""), always, nil), rec(recCF, byte(2), byte(0), 2, 0, dxf("struck"), always)), shown},
		{"the first does not hold", join(rule(2, 0, dxf(""), []byte{0x1D, 0}, nil), rec(recCF, byte(2), byte(0), 2, 0, dxf("struck"), always)), struck},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			records := join(rec(recNumber, 0, 0, 0, 97355.0), rec(recNumber, 0, 1, 0, 3.0), c.rules)
			if diff := cmp.Diff(c.want, cells(t, book8(looks(), sheetOf{name: "S", records: records}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// escher writes a record of a drawing.
func escher(version, kind int, body []byte) []byte {
	return join([]byte{byte(version), byte(version >> 8), byte(kind), byte(kind >> 8)},
		[]byte{byte(len(body)), byte(len(body) >> 8), 0, 0}, body)
}

// drawn is a shape of a kind over B1, with the object and the text that belong to it.
func drawn(shape, object int, filled bool, text string) []byte {
	fill := []byte{0xBF, 0x01, 0, 0, 0x10, 0}
	if filled {
		fill[2] = 0x10
	}
	place := []byte{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0}
	if shape == shapeLine {
		place = []byte{0, 0, 1, 0, 0, 0, 0, 0, 128, 0, 2, 0, 0, 0, 0, 0, 128, 0}
	}
	one := escher(0xF, escherShape, join(escher(shape<<4|2, escherFSP, make([]byte, 8)), escher(1<<4|3, escherOptions, fill),
		escher(0, escherAnchor, place), escher(0, escherClientData, nil)))
	out := join(rec(recDrawing, one), rec(recObject, 0x15, 18, object, 7, 0, uint32(0), uint32(0), uint32(0)))
	if text != "" {
		out = join(out, rec(recTextObject, 0, 0, 0, 0, 0, len(text), 16, uint32(0)), rec(recContinue, byte(0), []byte(text)), rec(recContinue, make([]byte, 16)))
	}
	return out
}

func TestDrawings(t *testing.T) {
	t.Parallel()
	plain := []string{"1", "2", "3"}
	covered := func(kind string) []string {
		return []string{"1", unsure + "2", "3", kind + " row 1, column 2", "covered row 1, column 2"}
	}
	for _, c := range []struct {
		name    string
		records []byte
		want    []string
	}{
		{"a filled box", drawn(shapeRectangle, 2, true, ""), covered("picture")},
		{"a text box", drawn(shapeTextBox, 6, false, "9"), covered("text_box")},
		{"a frame", drawn(shapeRectangle, 2, false, ""), plain},
		{"a picture", drawn(75, objectPicture, false, ""), covered("picture")},
		{"a line", drawn(shapeLine, objectLine, false, ""), covered("picture")},
		{"the arrow of a filter", drawn(201, objectDrop, true, ""), plain},
		{"a note that is hidden", drawn(shapeTextBox, objectNote, true, "9"), plain},
		{"a note that is shown", join(drawn(shapeTextBox, objectNote, true, "9"), rec(recNote, 0, 1, 2, 7, 0)), covered("text_box")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			records := join(rec(recMulRK, 0, 0, 0, rkInteger(1, false), 0, rkInteger(2, false), 0, rkInteger(3, false), 2), c.records)
			if diff := cmp.Diff(c.want, cells(t, book8(looks(), sheetOf{name: "S", records: records}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestBIFF5Looks reads the formats of a workbook of Excel 95, whose records are shorter.
func TestBIFF5Looks(t *testing.T) {
	t.Parallel()
	before := func(at uint32) []byte {
		return join(rec(recBOF, versionBIFF5, 5), font(220, 0, 0x7FFF, 0), font(220, 0x08, 0x7FFF, 0), font(220, 0, 9, 0),
			rec(recFormat, 164, byte(5), []byte("0!.0,")),
			rec(recXF, 0, 0, 0, 0, uint32(0), uint32(0)), rec(recXF, 1, 0, 0, 0, uint32(0), uint32(0)), rec(recXF, 2, 0, 0, 0, uint32(0), uint32(0)),
			rec(recXF, 2, 0, 0, 0, uint32(1<<16|10), uint32(0)), rec(recXF, 0, 164, 0, 0, uint32(0), uint32(0)),
			rec(recBoundSheet, at, byte(0), byte(0), byte(1), []byte("S")), rec(recEOF))
	}
	box := rec(recObject, uint32(1), 2, 1, 0, 6, 0, 0, 0, 7, 0, 1, 0)
	book := join(before(uint32(len(before(0)))), rec(recBOF, versionBIFF5, 0x10),
		rec(recNumber, 0, 0, 0, 7611000.0), rec(recNumber, 0, 1, 1, 7611000.0), rec(recNumber, 0, 2, 2, 7611000.0),
		rec(recNumber, 0, 3, 3, 7611000.0), rec(recNumber, 0, 4, 4, 7611000.0),
		rec(recRichString, 0, 5, 0, 4, []byte("9957"), byte(2), []byte{0, 1, 2, 0}), rec(recNumber, 0, 6, 0, 5.0), box, rec(recEOF))
	doc := readtest.Read(t, New(), wrap("Book", book))
	want := []string{
		`paragraph,"S"`, "grid,1,7", `0,0,1,1,"7611000"`, `0,1,1,1,"` + unsure + `"`, `0,2,1,1,"` + unsure + `"`, `0,3,1,1,"7611000"`,
		`0,4,1,1,"761.1"`, `0,5,1,1,"57"`, `0,6,1,1,"` + unsure + `5"`,
		`note,picture,1,"table 1, row 1, column 7"`, `note,struck,1,"table 1, row 1, column 2"`, `note,faint,1,"table 1, row 1, column 3"`,
		`note,struck,1,"table 1, row 1, column 6"`, `note,covered,1,"table 1, row 1, column 7"`,
	}
	if diff := cmp.Diff(want, readtest.Lines(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
