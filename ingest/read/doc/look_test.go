package doc

import (
	"encoding/binary"
	"testing"

	"gongkai/ingest/read/readtest"

	"github.com/google/go-cmp/cmp"
)

// numbers of the styles that the cases use.
const (
	styleNormal = iota
	styleStruckText
	styleStruckParagraph
	styleBasedOnIt
	styleNumbered
	styleRing
	styleRaised
	styleHidden
	styleBack
	styleDarkTable
	styleTable
)

func caseStyles() []byte {
	return styles(
		styleOf{kind: 1, base: 0xFFF},
		styleOf{kind: 2, base: 0xFFF, characters: sprm(sprmStrike, 1)},
		styleOf{kind: 1, base: styleNormal, characters: sprm(sprmStrike, 1)},
		styleOf{kind: 1, base: styleStruckParagraph},
		styleOf{kind: 1, base: styleNormal, paragraph: sprm(sprmList, 1, 0)},
		styleOf{kind: 2, base: styleRing, characters: sprm(sprmStrike, 1)},
		styleOf{kind: 2, base: 0xFFF, characters: sprm(sprmScript, 1)},
		styleOf{kind: 2, base: 0xFFF, characters: sprm(sprmHidden, 1)},
		styleOf{kind: 1, base: styleStruckParagraph, characters: sprm(sprmStrike, 0x81)},
		styleOf{kind: 3, base: 0xFFF, table: sprm(sprmStyleShade, 10, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0)},
		styleOf{kind: 3, base: styleDarkTable},
	)
}

// row is a row of a label and a cell of values with spans of its own.
func row(label string, spans ...span) []para {
	return rowOf(para{spans: spans}, label)
}

func rowOf(value para, label string, shape ...[]byte) []para {
	value.spans = append(value.spans, span{text: "\a"})
	value.modifiers = join(inTable(), value.modifiers)
	return []para{p(label+"\a", inTable()), value, p("\a", rowEnd(), borders([]int{0, 1000, 2000}), join(shape...))}
}

// TestLooks reads a cell whose number stands beside text that looks otherwise.
func TestLooks(t *testing.T) {
	t.Parallel()
	white, black := []byte{255, 255, 255, 0}, []byte{0, 0, 0, 0}
	style := func(n byte) []byte { return sprm(sprmCharStyle, n, 0) }
	for _, c := range []struct {
		name  string
		spans []span
		want  string
		notes []string // of the second cell
	}{
		{"struck out", []span{{"99", sprm(sprmStrike, 1)}, {text: "64250"}}, "64250", []string{"struck"}},
		{"struck out twice", []span{{"99", sprm(sprmDoubleStrike, 1)}, {text: "64250"}}, "64250", []string{"struck"}},
		{"all of it struck out", []span{{"99", sprm(sprmStrike, 1)}}, "\ufffc", []string{"struck"}},
		{"struck out by a style", []span{{"99", style(styleStruckText)}, {text: "64250"}}, "64250", []string{"struck"}},
		{
			"by a style, and not by the run",
			[]span{{"64250", join(style(styleStruckText), sprm(sprmStrike, 0))}},
			"64250", nil,
		},
		{"not struck out, as the style has it", []span{{"64250", sprm(sprmStrike, 0x80)}}, "64250", nil},
		{"the opposite of the style", []span{{"99", sprm(sprmStrike, 0x81)}, {text: "64250"}}, "64250", []string{"struck"}},
		{"a style that is based on itself", []span{{"99", style(styleRing)}, {text: "64250"}}, "64250", []string{"struck"}},
		{"superscript", []span{{text: "64250"}, {"1", sprm(sprmScript, 1)}}, "64250", []string{"raised"}},
		{"superscript by a style", []span{{text: "64250"}, {"1", style(styleRaised)}}, "64250", []string{"raised"}},
		{"subscript", []span{{text: "64250"}, {"1", sprm(sprmScript, 2)}}, "64250", []string{"lowered"}},
		{"raised and smaller", []span{{text: "64250"}, {"1", join(sprm(sprmRaise, 12, 0), sprm(sprmSize, 12, 0))}}, "64250", []string{"raised"}},
		{"lowered", []span{{text: "64250"}, {"1", sprm(sprmRaise, 0xFA, 0xFF)}}, "64250", []string{"lowered"}},
		{"all of it raised", []span{{"64", sprm(sprmRaise, 4, 0)}, {"250", sprm(sprmRaise, 4, 0)}}, "64250", []string{"raised"}},
		{"hidden", []span{{"99", sprm(sprmHidden, 1)}, {text: "64250"}}, "64250", []string{"hidden"}},
		{"hidden by a style", []span{{"99", style(styleHidden)}, {text: "64250"}}, "64250", []string{"hidden"}},
		{"all of it hidden is blank", []span{{"99", sprm(sprmHidden, 1)}}, "", []string{"hidden"}},
		{"on the web only", []span{{"64250", sprm(0x0811, 1)}}, "64250", nil},
		{"deleted", []span{{"99", sprm(sprmDeleted, 1)}, {text: "64250"}}, "64250", []string{"deleted"}},
		{"white", []span{{"99", sprm(sprmColour, white...)}, {text: "64250"}}, "64250", []string{"faint"}},
		{"white as in Word 97", []span{{"99", sprm(sprmOldColour, 8)}, {text: "64250"}}, "64250", []string{"faint"}},
		{"red", []span{{"64250", sprm(sprmOldColour, 6)}}, "64250", nil},
		{"bold, underlined, small", []span{{"64250", join(sprm(0x0835, 1), sprm(0x2A3E, 1), sprm(sprmSize, 11, 0))}}, "64250", nil},
		{
			"white on black",
			[]span{{"64250", join(sprm(sprmColour, white...), sprm(sprmCharShade, join([]byte{10}, black, black, []byte{1, 0})...))}},
			"64250", nil,
		},
		{"white in a marker", []span{{"64250", join(sprm(sprmColour, white...), sprm(sprmMarker, 9))}}, "64250", nil},
		{
			"yellow in a yellow marker",
			[]span{{"99", join(sprm(sprmOldColour, 7), sprm(sprmMarker, 7))}, {text: "64250"}},
			"64250",
			[]string{"faint"},
		},
		{"of one point", []span{{"99", sprm(sprmSize, 2, 0)}, {text: "64250"}}, "64250", []string{"tiny"}},
		{"of two points", []span{{"99", sprm(sprmSize, 4, 0)}, {text: "64250"}}, "\ufffc9964250", []string{"dim"}},
		{"of no width", []span{{"99", sprm(sprmScale, 1, 0)}, {text: "64250"}}, "64250", []string{"tiny"}},
		{"narrow", []span{{"64250", join(sprm(sprmScale, 80, 0), sprm(sprmSpacing, 0xFA, 0xFF))}}, "64250", nil},
		{"characters on each other", []span{{"99", sprm(sprmSpacing, 0, 0xFF)}}, "\ufffc99", []string{"covered"}},
		{"a run that is plain again", []span{{"64250", join(style(styleStruckText), sprm(sprmPlain, 0))}}, "64250", nil},
		{"a symbol before", []span{{"(", sprm(sprmSymbol, 3, 0, 0x39, 0xF0)}, {text: "64250"}}, "\ufffc64250", []string{"beside"}},
		{"nothing but a symbol", []span{{"(", sprm(sprmSymbol, 3, 0, 0x39, 0xF0)}}, "\ufffc", []string{"beside"}},
		{"the mark of a note", []span{{text: "64250\u0002"}}, "64250", []string{"raised"}},
		{"a picture between digits", []span{{text: "64\u0001250"}}, "64\ufffc250", []string{"picture", "beside"}},
		{"a picture apart", []span{{text: "64250 \u0001"}}, "64250 ", []string{"picture"}},
		{"the data of a form field", []span{{"\u0001", sprm(sprmBinary, 1)}, {text: "64250"}}, "64250", nil},
		{
			"a field in the instruction of another",
			[]span{{text: "\u0013 = \u0013 MERGEFIELD a \u001499\u0015 \\# 0 \u001464250\u0015"}},
			"64250", nil,
		},
		{"a field that shows what is not there", []span{{text: "\u0013 FORMDROPDOWN \u0015"}}, "\ufffc", []string{"field", "beside"}},
		{"a field that shows nothing", []span{{text: "64250\u0013 XE \"x\" \u0015"}}, "64250", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), file{styles: caseStyles(), paras: row("a", c.spans...)}.bytes())
			checkCell(t, readtest.Lines(doc), c.want, c.notes)
		})
	}
}

// checkCell compares the second cell of a row, and the notes about it.
func checkCell(t *testing.T, got []string, text string, notes []string) {
	t.Helper()
	want := []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"` + text + `"`}
	for _, n := range notes {
		want = append(want, "note,"+n+`,1,"table 1, row 1, column 2"`)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestParagraphLooks reads cells whose paragraph, row or document says how they look.
func TestParagraphLooks(t *testing.T) {
	t.Parallel()
	white := sprm(sprmColour, 255, 255, 255, 0)
	dark := []byte{0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0} // an SHD: nothing on black
	whole := []span{{text: "64250"}}
	numbered := para{spans: whole, modifiers: sprm(sprmList, 1, 0)}
	for _, c := range []struct {
		name  string
		file  file
		value para
		shape []byte // of the row
		want  string
		notes []string
	}{
		{"a paragraph style that strikes out", file{}, para{spans: whole, style: styleStruckParagraph}, nil, "\ufffc", []string{"struck"}},
		{"a style that is based on it", file{}, para{spans: whole, style: styleBasedOnIt}, nil, "\ufffc", []string{"struck"}},
		{"a style that is based on it and does not", file{}, para{spans: whole, style: styleBack}, nil, "64250", nil},
		{
			"a run that is the opposite of its style",
			file{},
			para{spans: []span{{"64250", sprm(sprmStrike, 0x81)}, {text: "9"}}, style: styleStruckParagraph},
			nil, "64250",
			[]string{"struck"},
		},
		{"in a line of no height", file{}, para{spans: whole, modifiers: sprm(sprmLine, 0xEC, 0xFF, 0, 0)}, nil, "\ufffc", []string{"clipped"}},
		{"in a line of some height", file{}, para{spans: whole, modifiers: sprm(sprmLine, 0xD0, 0xFD, 0, 0)}, nil, "64250", nil},
		{"a list that prints a number", file{}.list(0, 0, '.'), numbered, nil, "\ufffc64250", []string{"replaced"}},
		{"a list by a style", file{}.list(0, 0, '.'), para{spans: whole, style: styleNumbered}, nil, "\ufffc64250", []string{"replaced"}},
		{"a list that nobody describes", file{}, numbered, nil, "\ufffc64250", []string{"replaced"}},
		{"a list of bullets", file{}.list(bullet, 0xF0B7), numbered, nil, "64250", nil},
		{"a list without numbers", file{}.list(noNumber), numbered, nil, "64250", nil},
		{"no list", file{}, para{spans: whole, modifiers: sprm(sprmList, 0, 0)}, nil, "64250", nil},
		{
			"nothing but the number of a list", file{}.list(0, 0), para{modifiers: sprm(sprmList, 1, 0)}, nil, "\ufffc", []string{"replaced"},
		},
		{
			"a label in a list", file{}.list(0, 0),
			para{spans: []span{{text: "行政许可"}}, modifiers: sprm(sprmList, 1, 0)},
			nil,
			"行政许可", nil,
		},
		{"white in a dark cell", file{}, para{spans: []span{{"64250", white}}}, sprm(sprmShades, join([]byte{20}, dark, dark)...), "64250", nil},
		{
			"white beside a dark cell",
			file{},
			para{spans: []span{{"99", white}, {text: "64250"}}},
			sprm(sprmShades, join([]byte{10}, dark)...),
			"64250",
			[]string{"faint"},
		},
		{
			"white in a dark table",
			file{},
			para{spans: []span{{"64250", white}}},
			sprm(sprmTableShade, join([]byte{10}, dark)...),
			"64250", nil,
		},
		{
			"white in a table whose style may be dark",
			file{},
			para{spans: []span{{"64250", white}}},
			sprm(sprmTableStyle, styleTable, 0),
			"\ufffc64250",
			[]string{"dim"},
		},
		{
			"white in a dark paragraph",
			file{},
			para{spans: []span{{"64250", white}}, modifiers: sprm(sprmParaShade, join([]byte{10}, dark)...)},
			nil, "64250", nil,
		},
		{
			"a note with a mark of the writer's own",
			file{notes: join(binary.LittleEndian.AppendUint32(nil, 7), []byte{99, 0, 0, 0, 0, 0})},
			para{spans: []span{{text: "642501"}}},
			nil, "64250",
			[]string{"raised"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.file.styles, c.file.paras = caseStyles(), rowOf(c.value, "a", c.shape)
			doc := readtest.Read(t, New(), c.file.bytes())
			checkCell(t, readtest.Lines(doc), c.want, c.notes)
		})
	}
}

// TestDrawings reads a cell with the anchor of a drawing, 1000 twips wide.
func TestDrawings(t *testing.T) {
	t.Parallel()
	// Of FSPA: placed by column and paragraph, in front of the text.
	const byCell, byPage, over, behind, around = 0x14, 0x0A, 0x60, 0x4060, 0x40
	for _, c := range []struct {
		name                     string
		left, top, right, bottom int32
		flags                    uint16
		text, want               string
		covered                  bool
	}{
		{"over the cell", 0, 0, 500, 300, byCell | over, "64250", "\ufffc64250", true},
		{"over a blank cell", 0, 0, 500, 300, byCell | over, "", "\ufffc", true},
		{"over a label", 0, 0, 500, 300, byCell | over, "行政许可", "行政许可", true},
		{"somewhere on the page", 9000, 0, 9500, 300, byPage | over, "64250", "\ufffc64250", true},
		{"beside the cell", 1100, 0, 1500, 300, byCell | over, "64250", "64250", false},
		{"below the line", 0, 900, 500, 1500, byCell | over, "64250", "64250", false},
		{"behind the text", 0, 0, 500, 300, byCell | behind, "64250", "\ufffc64250", true},
		{"the text flows around it", 0, 0, 500, 300, byCell | around, "64250", "64250", false},
		{"the text flows around it, of which there is none", 0, 0, 500, 300, byCell | around, "", "\ufffc", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := file{paras: row("a", span{text: "\b" + c.text})}.anchor(2, c.left, c.top, c.right, c.bottom, c.flags)
			notes := []string{"text_box"}
			if c.covered {
				notes = append(notes, "covered")
			}
			checkCell(t, readtest.Lines(readtest.Read(t, New(), f.bytes())), c.want, notes)
		})
	}
}

// TestHiddenParts reads what is hidden or runs together as a whole.
func TestHiddenParts(t *testing.T) {
	t.Parallel()
	gone := sprm(sprmHidden, 1)
	for _, c := range []struct {
		name  string
		paras []para
		want  []string
	}{
		{
			"a hidden row",
			append(rowOf(para{spans: []span{{text: "1"}}}, "a"), []para{
				{spans: []span{{"b\a", gone}}, modifiers: inTable()},
				{spans: []span{{"2\a", gone}}, modifiers: inTable()},
				{spans: []span{{"\a", gone}}, modifiers: join(rowEnd(), borders([]int{0, 1000, 2000}))},
			}...),
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,hidden_row,2,"table 1, row 2"`},
		},
		{
			"a row of no height",
			append(rowOf(para{spans: []span{{text: "1"}}}, "a"), rowOf(para{spans: []span{{text: "2"}}}, "b", sprm(sprmHeight, 0xEC, 0xFF))...),
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,hidden_row,2,"table 1, row 2"`},
		},
		{
			"a row whose text shows",
			[]para{
				p("b\a", inTable()),
				{spans: []span{{"2\a", gone}}, modifiers: inTable()},
				{spans: []span{{"\a", gone}}, modifiers: join(rowEnd(), borders([]int{0, 1000, 2000}))},
			},
			[]string{"grid,1,2", `0,0,1,1,"b"`, `0,1,1,1,""`, `note,hidden,1,"table 1, row 1, column 2"`},
		},
		{
			"a hidden paragraph",
			[]para{p("a\r"), {spans: []span{{"64250\r", gone}}}, p("b\r")},
			[]string{`paragraph,"a"`, `paragraph,"b"`, "note,hidden_block,1"},
		},
		{
			"a mark that is hidden",
			[]para{{spans: []span{{text: "一、"}, {"\r", sprm(sprmMarkHidden, 1)}}}, p("总体情况\r")},
			[]string{`paragraph,"一、总体情况"`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), file{paras: c.paras}.bytes())
			if diff := cmp.Diff(c.want, readtest.Lines(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
