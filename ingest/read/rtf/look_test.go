package rtf

import (
	"strconv"
	"testing"

	"gongkai/ingest/read/readtest"

	"github.com/google/go-cmp/cmp"
)

// The head of the cases: colours 1 black, 2 white, 3 red, 4 dark blue; styles; two lists, of numbers and of bullets.
const caseHead = `{\fonttbl{\f0\fcharset134 SimSun;}{\f9\fnil\fcharset2 Wingdings;}}` +
	`{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red255\green0\blue0;\red0\green0\blue128;}` +
	`{\stylesheet{Normal;}{\s1\strike Old;}{\s2\sbasedon1 Based;}{\s3\sbasedon1\strike0 Back;}{\s4\ls1 List;}{\s5\sl-1 Flat;}` +
	`{\*\cs15\v Hid;}{\*\cs16\additive\super Ref{\*\keycode 1};}{\*\cs17\sbasedon18\i St;}{\*\cs18\sbasedon17\strike Ring;}` +
	`{\*\ts19\tsrowd\strike Grid;}}` +
	`{\*\listtable{\list{\listlevel\levelnfc0\levelnfcn0{\leveltext\'02\'00.;}}\listid1}` +
	`{\list{\listlevel\levelnfc23{\leveltext\'01\u-3913 ?;}}\listid2}{\list{\listlevel\levelnfc0{\leveltext\'00;}}\listid3}}` +
	`{\*\listoverridetable{\listoverride\listid1\ls1}{\listoverride\listid2\ls2}{\listoverride\listid3\ls3}}`

// TestLooks reads the second cell of a row.
func TestLooks(t *testing.T) {
	t.Parallel()
	const row = `\trowd\cellx1000\cellx2000`
	for _, c := range []struct {
		name, row, cell string
		want            string
		notes           []string
	}{
		{"struck out", row, `{\strike 99}64250`, "64250", []string{"struck"}},
		{"struck out twice", row, `{\striked1 99}64250`, "64250", []string{"struck"}},
		{"struck out, until it is not", row, `\strike 99\strike0 64250`, "64250", []string{"struck"}},
		{"struck out, until plain", row, `\striked1 99\plain 64250`, "64250", []string{"struck"}},
		{"not struck out twice", row, `\striked0 64250`, "64250", nil},
		{"all of it struck out", row, `\strike 99`, "\ufffc", []string{"struck"}},
		{"superscript", row, `64250{\super 1}`, "64250", []string{"raised"}},
		{"superscript, until it is not", row, `64\super\nosupersub 250`, "64250", nil},
		{"subscript", row, `64250{\sub 1}`, "64250", []string{"lowered"}},
		{"raised", row, `64250{\up6 1}`, "64250", []string{"raised"}},
		{"raised by the default", row, `64250{\up\fs12 1}`, "64250", []string{"raised"}},
		{"lowered", row, `64250{\dn4 1}`, "64250", []string{"lowered"}},
		{"raised by nothing", row, `6425{\up0 0}`, "64250", nil},
		{"hidden", row, `{\v 99}64250`, "64250", []string{"hidden"}},
		{"all of it hidden is blank", row, `{\v 99}`, "", []string{"hidden"}},
		{"hidden as Unicode", row, `{\v \u57?\u57?}64250`, "64250", []string{"hidden"}},
		{"on the web only", row, `{\webhidden 64250}`, "64250", nil},
		{"capitals", row, `{\caps\b\ul\i 64250}`, "64250", nil},
		{"deleted", row, `{\deleted 99}{\revised 64250}`, "64250", []string{"deleted"}},
		{"moved away", row, `{\mvf 99}64250`, "64250", []string{"deleted"}},
		{"of no size", row, `{\fs0 99}64250`, "64250", []string{"tiny"}},
		{"of one point", row, `{\fs2 99}64250`, "64250", []string{"tiny"}},
		{"of two points", row, `{\fs4 99}64250`, "\ufffc9964250", []string{"dim"}},
		{"of five points", row, `{\fs10 64}{\fs44 250}`, "64250", nil},
		{"of no width", row, `{\charscalex1 99}64250`, "64250", []string{"tiny"}},
		{"narrow", row, `{\charscalex80\expnd-1\expndtw-6 64250}`, "64250", nil},
		{"characters on each other", row, `{\expndtw-200 99}`, "\ufffc99", []string{"covered"}},
		{"in a line of no height", row, `\sl-20\slmult0 99`, "\ufffc", []string{"clipped"}},
		{"in a line of no height, by a style", row, `\s5 99`, "\ufffc", []string{"clipped"}},
		{"in a line of some height", row, `\sl-560\slmult0 64250`, "64250", nil},
		{"white", row, `{\cf2 99}64250`, "64250", []string{"faint"}},
		{"red", row, `{\cf3 64}\cf1 250`, "64250", nil},
		{"a colour that is not there", row, `\cf77 64250`, "64250", nil},
		{"white on blue", row, `{\cf2\chcbpat4 64250}`, "64250", nil},
		{"white in a marker", row, `{\cf2\highlight3 64250}`, "64250", nil},
		{"red on red", row, `{\cf3\highlight3 99}64250`, "64250", []string{"faint"}},
		{"white on a ground that Word does not paint", row, `{\cf2\cb4 99}`, "\ufffc99", []string{"dim"}},
		{"white in a blue paragraph", row, `\cbpat4\cf2 64250`, "64250", nil},
		{"white in a paragraph of a pattern", row, `\cfpat4\shading9000\cf2 64250`, "64250", nil},
		{"white in a blue cell", `\trowd\cellx1000\clcbpat4\cellx2000`, `\cf2 64250`, "64250", nil},
		{"white beside a blue cell", `\trowd\clcbpat4\cellx1000\cellx2000`, `{\cf2 99}64250`, "64250", []string{"faint"}},
		{"hidden by a style", row, `{\cs15 99}64250`, "64250", []string{"hidden"}},
		{"raised by a style", row, `64250{\cs16 1}`, "64250", []string{"raised"}},
		{"struck out by a style in a ring", row, `{\cs17 99}64250`, "64250", []string{"struck"}},
		{"a style, until plain", row, `\cs18 99\plain 64250`, "64250", []string{"struck"}},
		{"a style, but not here", row, `{\cs18\strike0 64250}`, "64250", nil},
		{"a paragraph style", row, `\s1 99`, "\ufffc", []string{"struck"}},
		{"one that is based on it", row, `\s2 99`, "\ufffc", []string{"struck"}},
		{"one that is based on it and is not struck out", row, `\s3 64250`, "64250", nil},
		{"the style of the paragraph before", row, `\s1\pard\intbl 64250`, "64250", nil},
		{"the number of a style is that of its kind", row, `\s18\cs1 64250`, "64250", nil},
		{"a font of symbols", row, `{\f9 9}64250`, "\ufffc964250", []string{"replaced"}},
		{"a mark of the writer's own", row, `64250{\super 1{\footnote\pard\plain {\super 1}x}}`, "64250", []string{"raised"}},
		{"one in the line", row, `642501{\footnote\pard\plain x}`, "642501\ufffc", []string{"beside"}},
		{"the number of a note", row, `64250\chftn{\footnote\pard\plain\chftn x}`, "64250", []string{"raised"}},
		{
			"a field in the instruction of another", row,
			`{\field{\*\fldinst = {\field{\*\fldinst MERGEFIELD a}{\fldrslt 99}} \\# 0}{\fldrslt 64250}}`, "64250", nil,
		},
		{"an instruction without a star", row, `{\field{\fldinst = 99}{\fldrslt 64250}}`, "64250", nil},
		{"a field of symbols", row, `{\field{\*\fldinst SYMBOL 57 \\f "Arial"}{\fldrslt\f1}}64250`, "\ufffc64250", []string{"field", "beside"}},
		{"a number of the page", row, `\chpgn 64250`, "\ufffc64250", []string{"field", "beside"}},
		{"a day", row, `64250{\chdpa}`, "\ufffc64250", []string{"field", "beside"}},
		{"a hidden number of the page", row, `{\v\chpgn}64250`, "64250", nil},
		{"a formula", row, `{\mmath{\*\moMath{\mf{\mnum{\mr 9}}}}}64250`, "\ufffc64250", []string{"beside"}},
		{"text for old programs", row, `{\upr{?}{\*\ud{\u57 9}}}64250`, "964250", nil},
		{"text for old programs alone", row, `{\upr{9}{\*\ud{}}}64250`, "64250", nil},
		{
			"a group of drawings", row, `{\shpgrp{\*\shpinst\shpleft0\shpright900\shpbottom300\shpbxcolumn\shpbypara\shpwr3{\shp{\*\shpinst\shpleft9\shpwr2}}}}64250`,
			"\ufffc64250",
			[]string{"text_box", "covered"},
		},
		{"a list to choose from", row, `{\field{\*\fldinst {FORMDROPDOWN {\*\formfield x}}}{\fldrslt }}`, "\ufffc", []string{"field", "beside"}},
		{"a field that shows nothing", row, `64250{\field{\*\fldinst SET a 1}}`, "64250", nil},
		{"the number of a list", row, `{\listtext\pard\plain\f0 9.\tab}\ls1 64250`, "\ufffc9.\t64250", []string{"replaced"}},
		{"an old number of a list", row, `{\pntext\f0 9}{\*\pn\pnlvlbody\pndec}64250`, "\ufffc964250", []string{"replaced"}},
		{"an old number that is not there", row, `{\*\pn\pnlvlbody\pndec}64250`, "\ufffc64250", []string{"replaced"}},
		{"an old bullet", row, `{\*\pn\pnlvlblt}64250`, "64250", nil},
		{"a list without its number", row, `\ls1 64250`, "\ufffc64250", []string{"replaced"}},
		{"a list by a style", row, `\s4 64250`, "\ufffc64250", []string{"replaced"}},
		{"a list that nobody describes", row, `\ls7 64250`, "\ufffc64250", []string{"replaced"}},
		{"a bullet", row, `{\listtext\'b7\tab}\ls2 64250`, "64250", nil},
		{"a bullet that is not there", row, `\ls2 64250`, "64250", nil},
		{"a list of empty numbers", row, `\ls3 64250`, "64250", nil},
		{"a hidden number of a list", row, `{\listtext\v 9.\tab}64250`, "64250", nil},
		{"a label in a list", row, `{\listtext 1.\tab}\u-30268?\u31456?`, "1.\t规章", nil},
		{"a label in a list without its number", row, `\ls1\u-30268?\u31456?`, "规章", nil},
		{"nothing but the number of a list", row, `{\listtext 9.}`, "\ufffc", []string{"replaced"}},
		{"an embedded picture between digits", row, `64{\pict 00}250`, "64\ufffc250", []string{"picture", "beside"}},
		{"an object with a picture", row, `{\object{\*\objdata 00}{\result{\pict 00}}}`, "\ufffc", []string{"picture"}},
		{"text of an object", row, `{\object{\*\objdata 00}{\result 64250}}`, "64250", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body := c.row + `\pard\intbl a\cell\pard\intbl ` + c.cell + `\cell\row`
			got := readtest.Lines(readtest.Read(t, New(), []byte(`{\rtf1\ansi\uc1`+caseHead+body+`}`)))
			if len(got) > 3 && got[3] == "note,embedded,1" { // which has no place
				got = append(got[:3], got[4:]...)
			}
			checkCell(t, got, c.want, c.notes)
		})
	}
}

// checkCell compares the second cell of a row, and the notes about it.
func checkCell(t *testing.T, got []string, text string, notes []string) {
	t.Helper()
	want := []string{"grid,1,2", `0,0,1,1,"a"`, "0,1,1,1," + strconv.Quote(text)}
	for _, n := range notes {
		want = append(want, "note,"+n+`,1,"table 1, row 1, column 2"`)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDrawings reads a cell with a drawing, 1000 twips wide.
func TestDrawings(t *testing.T) {
	t.Parallel()
	const byCell, byPage = `\shpbxcolumn\shpbypara`, `\shpbxpage\shpbypage`
	const over, behind, around = `\shpwr3\shpfblwtxt0`, `\shpwr3\shpfblwtxt1`, `\shpwr2`
	for _, c := range []struct {
		name, place, wrap, sides, text, want string
		covered                              bool
	}{
		{"over the cell", byCell, over, `\shpleft0\shptop0\shpright500\shpbottom300`, "64250", "\ufffc64250", true},
		{"over a blank cell", byCell, over, `\shpleft0\shptop0\shpright500\shpbottom300`, "", "\ufffc", true},
		{"over a label", byCell, over, `\shpleft0\shptop0\shpright500\shpbottom300`, "x", "x", true},
		{"somewhere on the page", byPage, over, `\shpleft9000\shptop0\shpright9500\shpbottom300`, "64250", "\ufffc64250", true},
		{"beside the cell", byCell, over, `\shpleft1100\shptop0\shpright1500\shpbottom300`, "64250", "64250", false},
		{"below the line", byCell, over, `\shpleft0\shptop900\shpright500\shpbottom1500`, "64250", "64250", false},
		{"behind the text", byCell, behind, `\shpleft0\shptop0\shpright500\shpbottom300`, "64250", "\ufffc64250", true},
		{"the text flows around it", byCell, around, `\shpleft0\shptop0\shpright500\shpbottom300`, "64250", "64250", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			shape := `{\shp{\*\shpinst` + c.sides + c.place + c.wrap + `{\sp{\sn fFilled}{\sv 1}}{\shptxt\pard\plain 99\par}}` +
				`{\shprslt{\*\do\dobxcolumn}}}`
			body := `{\rtf1\trowd\cellx1000\cellx2000\pard\intbl a\cell ` + shape + c.text + `\cell\row}`
			notes := []string{"text_box"}
			if c.covered {
				notes = append(notes, "covered")
			}
			checkCell(t, readtest.Lines(readtest.Read(t, New(), []byte(body))), c.want, notes)
		})
	}
	t.Run("in a cell that is not marked as such", func(t *testing.T) {
		t.Parallel()
		body := `{\rtf1\trowd\cellx1000\cellx2000 a\cell{\listtext 9.}64250\cell\row}`
		checkCell(t, readtest.Lines(readtest.Read(t, New(), []byte(body))), "\ufffc9.64250", []string{"replaced"})
	})
	t.Run("an old one", func(t *testing.T) {
		t.Parallel()
		body := `{\rtf1\trowd\cellx1000\cellx2000\pard\intbl a\cell{\*\do\dobxcolumn\dprect\dpx0}64250\cell\row}`
		checkCell(t, readtest.Lines(readtest.Read(t, New(), []byte(body))), "\ufffc64250", []string{"text_box", "covered"})
	})
	t.Run("from the cell before", func(t *testing.T) {
		t.Parallel()
		body := `{\rtf1\trowd\cellx1000\cellx2000\pard\intbl a{\shp{\*\shpinst\shpleft1100\shpright1500\shpbottom300` + byCell + over +
			`}}\cell 64250\cell\row}`
		want := []string{
			"grid,1,2", `0,0,1,1,"a"`, "0,1,1,1,\"\ufffc64250\"",
			`note,text_box,1,"table 1, row 1, column 1"`, `note,covered,1,"table 1, row 1, column 2"`,
		}
		if diff := cmp.Diff(want, readtest.Lines(readtest.Read(t, New(), []byte(body)))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestHiddenParts reads what is hidden or runs together as a whole.
func TestHiddenParts(t *testing.T) {
	t.Parallel()
	const row = `\trowd\cellx1000\cellx2000\pard\intbl `
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{
			"a hidden row", row + `a\cell 1\cell\row` + row + `{\v b\cell 2\cell\row}`,
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,hidden_row,2,"table 1, row 2"`},
		},
		{
			"a row whose text shows", row + `a\cell {\v 2}\cell{\v\row}`,
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,""`, `note,hidden,1,"table 1, row 1, column 2"`},
		},
		{
			"a row of no height", row + `a\cell 1\cell\row\trowd\trrh-20\cellx1000\cellx2000\pard\intbl b\cell 2\cell\row`,
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,hidden_row,2,"table 1, row 2"`},
		},
		{
			"a row of at least no height", `\trowd\trrh20\cellx1000\cellx2000\pard\intbl b\cell 2\cell\row`,
			[]string{"grid,1,2", `0,0,1,1,"b"`, `0,1,1,1,"2"`},
		},
		{
			"a deleted row", row + `a\cell 1\cell\row` + row + `{\deleted b\cell 2\cell\row}`,
			[]string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,deleted,2,"table 1, row 2"`},
		},
		{
			"a hidden paragraph", `a\par{\v 64250\par}b\par`,
			[]string{`paragraph,"a"`, `paragraph,"b"`, "note,hidden_block,1"},
		},
		{"a mark that is hidden", `a{\v\par}b\par`, []string{`paragraph,"ab"`}},
		{"a mark that is deleted", `a{\deleted\par}b\par`, []string{`paragraph,"ab"`}},
		{"a deleted paragraph", `a\par{\deleted x\par}b\par`, []string{`paragraph,"a"`, `paragraph,"b"`, "note,deleted,1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readtest.Lines(readtest.Read(t, New(), []byte(`{\rtf1\ansi `+c.body+`}`)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
