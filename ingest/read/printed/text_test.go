package printed

import "testing"

// run is a run of a case.
type run struct {
	text string
	look Look
}

func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		runs  []run
		want  string
		looks Look
	}{
		{"plain", []run{{"64", 0}, {"250", 0}}, "64250", 0},
		{"struck out before", []run{{"99", Struck}, {"64250", 0}}, "64250", Struck},
		{"struck out behind", []run{{"64250", 0}, {"99", Struck}}, "64250", Struck},
		{"hidden in the middle", []run{{"64", 0}, {"99", Hidden}, {"250", 0}}, "64250", Hidden},
		{"white space with a look has none", []run{{" ", Struck}, {"5", 0}}, "5", 0},
		{"a note mark", []run{{"64250", 0}, {"1", Raised}}, "64250", Raised},
		{"a note mark, a character at a time", []run{{"5", 0}, {"[", Raised}, {"1", Raised}, {"]", Raised}}, "5", Raised},
		{"a lowered mark", []run{{"64250", 0}, {"2", Lowered}}, "64250", Lowered},
		{"a mark and a unit", []run{{"64250", 0}, {"1", Raised}, {"件", 0}}, "64250件", Raised},
		{"a circled mark", []run{{"64250", 0}, {"①", Raised}}, "64250", Raised},
		{"a raised unit belongs to the number", []run{{"12", 0}, {"万", Raised}}, "12万", Raised},
		{"a digit behind the mark", []run{{"64", 0}, {"1", Raised}, {"250", 0}}, "64\ufffc1250", Raised},
		{"a mark before the number", []run{{"1", Raised}, {"64250", 0}}, "1\ufffc64250", Raised},
		{"cents", []run{{"604.", 0}, {"09", Raised}}, "604.\ufffc09", Raised},
		{"a power", []run{{"6×", 0}, {"10", 0}, {"4", Raised}}, "6×10\ufffc4", Raised},
		{"no power", []run{{"410", 0}, {"4", Raised}}, "410", Raised},
		{"all of it raised", []run{{"64", Raised}, {"250", Raised}}, "64250", Raised},
		{"a mark alone", []run{{"9", Raised}}, "\ufffc9", Raised},
		{"the mark of a label", []run{{"行政许可", 0}, {"1", Raised}}, "行政许可", Raised},
		{"the mark of a label in brackets", []run{{"（一）规章", 0}, {"[1]", Raised}}, "（一）规章", Raised},
		{"a square", []run{{"m", 0}, {"2", Raised}}, "m2", Raised},
		{"raised words of a label", []run{{"行政许可", 0}, {"注", Raised}}, "行政许可注", Raised},
		{"covered", []run{{"5067", Covered}}, "\ufffc5067", Covered},
		{"covered in part", []run{{"5", 0}, {"067", Covered}}, "5\ufffc067", Covered},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var text Text
			for _, r := range c.runs {
				text.Write(r.text, r.look)
			}
			if got, looks := text.Take(); got != c.want || looks != c.looks {
				t.Errorf("got %q, looks %b, want %q, %b", got, looks, c.want, c.looks)
			}
			if got, looks := text.Take(); got != "" || looks != 0 {
				t.Errorf("taken again: %q, %b", got, looks)
			}
		})
	}
}

func TestCell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		looks      Look
		want       string
	}{
		{"blank", "", 0, ""},
		{"hidden text leaves a blank", "", Hidden, ""},
		{"struck out text does not", " ", Struck, Object},
		{"a picture does not", "", Beside, Object},
		{"text is kept", "5", Struck, "5"},
	} {
		if got := Cell(c.text, c.looks); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestInk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		ink, ground Colour
		want        Look
	}{
		{"black on white", Colour{}, White(), 0},
		{"red on white", Colour{255, 0, 0}, White(), 0},
		{"grey on white", Colour{0x80, 0x80, 0x80}, White(), 0},
		{"silver on white", Colour{0xc0, 0xc0, 0xc0}, White(), 0},
		{"yellow on white", Colour{255, 255, 0}, White(), 0},
		{"white on blue", White(), Colour{0, 0x60, 0xc0}, 0},
		{"red on green", Colour{0xc0, 0, 0}, Colour{0, 0x70, 0}, 0},
		{"white on white", White(), White(), Faint},
		{"nearly white on white", Colour{0xfe, 0xfe, 0xfe}, White(), Faint},
		{"white on nearly white", White(), Colour{0xf7, 0xf7, 0xf7}, Faint},
		{"black on black", Colour{}, Colour{}, Faint},
		{"pale on white", Colour{0xe8, 0xe8, 0xe8}, White(), Dim},
	} {
		if got := Ink(c.ink, c.ground); got != c.want {
			t.Errorf("%s: got %b, want %b", c.name, got, c.want)
		}
	}
	if got := (Colour{}).Over(White(), 0); got != White() {
		t.Errorf("nothing over white: %v", got)
	}
	if got := (Colour{}).Over(White(), 1); got != (Colour{}) {
		t.Errorf("black over white: %v", got)
	}
}
