package rtf

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestInterpreter(t *testing.T) {
	t.Parallel()
	const fonts = `{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}{\f2\fcharset136 MingLiU;}}`
	const two = `\trowd\trleft0\cellx1000\cellx2000 `
	for _, c := range []struct {
		name string
		body string
		want []string
	}{
		{
			"text", `a\line b\par\pard c\tab d\~e\_f\-g \{\}\\ \emdash\ldblquote x\rdblquote\par`,
			[]string{`paragraph,"a\nb"`, `paragraph,"c\td` + "\\u00a0" + `e-fg {}\\ —“x”"`},
		},
		{"Chinese bytes in their font", fonts + `\f1 \'d5\'fe\'b8\'ae\f2 \'ac\'46\f0 1\par`, []string{`paragraph,"政府政1"`}},
		{"Chinese bytes in a Latin font", fonts + `\f0 \'d5\'fe2024\par`, []string{`paragraph,"政2024"`}},
		{"Chinese bytes as they are", `\ansicpg936 ` + "\xd5\xfe\xb8\xae" + `\par`, []string{`paragraph,"政府"`}},
		{"Latin bytes", `\'93caf\'e9\'94\par`, []string{`paragraph,"“café”"`}},
		{"a second byte as a plain character", `\ansicpg936\'81@\par`, []string{`paragraph,"丂"`}},
		{"Unicode wins over the bytes beside it", `\ansicpg936{\uc2\u25919\'d5\'fe}\u24220?1\par`, []string{`paragraph,"政府1"`}},
		{"Unicode with a word beside it", `\uc1\u25919\emdash x\uc0\u24220 y\par`, []string{`paragraph,"政x府y"`}},
		{"negative numbers and pairs of halves", `\u-255?\u-10174?\u-8265?\par`, []string{`paragraph,"！𠮷"`}},
		{
			"what is no text", `{\header h}{\*\unknown u}{\info{\title t}}{\pict 00ff}a{\field{\*\fldinst PAGE}{\fldrslt 3}}\par`,
			[]string{`paragraph,"a3"`, "note,picture,1"},
		},
		{"bytes of a picture", "{\\pict\\bin4 }}{{}b\\par", []string{`paragraph,"b"`, "note,picture,1"}},
		{"an object", "{\\object\\objemb{\\*\\objdata 00}{\\result 5}}a\\par", []string{`paragraph,"5a"`, "note,embedded,1"}},
		{"hidden and deleted", `1{\v 2}{\deleted 3}4\v 5\v0 6\plain 7\par`, []string{`paragraph,"1467"`, "note,deleted,1", "note,hidden,1"}},
		{"a table", two + `\pard\intbl a\cell 1\cell\row ` + two + `\pard\intbl b\cell\cell\row\pard end\par`, []string{
			"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `1,0,1,1,"b"`, `1,1,1,1,""`, `paragraph,"end"`,
		}},
		{"borders behind the cells, and none for the next row", `\pard\intbl a\cell 1\cell{` + two + `\row}\pard\intbl b\cell 2\cell\row`, []string{
			"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `1,0,1,1,"b"`, `1,1,1,1,"2"`,
		}},
		{"cells that are not marked as such", two + `a\cell 1\cell\row`, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`}},
		{"merges", `\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl a\cell b\cell\cell\row` +
			`\trowd\clvmrg\cellx1000\cellx2000\cellx3000\intbl\cell 1\cell 2\cell\row`, []string{
			"grid,2,3", `0,0,2,1,"a"`, `0,1,1,2,"b"`, `1,1,1,1,"1"`, `1,2,1,1,"2"`,
		}},
		{"fewer borders than cells", `\trowd\cellx1000\intbl a\cell 1\cell\row`, []string{
			"ragged,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`,
			`note,no_borders,1,"table 1, row 1"`,
		}},
		{"a table in a cell", `\trowd\cellx5000\pard\intbl\itap1 before\par` +
			`\pard\intbl\itap2 x\nestcell{\nonesttables\par}y\nestcell{\nonesttables\par}` +
			`{\*\nesttableprops` + two + `\nestrow}{\nonesttables\par}\pard\intbl\itap1 after\cell\row\pard end\par`, []string{
			"grid,1,1", `0,0,1,1,"before\nafter"`, "grid,1,2", `0,0,1,1,"x"`, `0,1,1,1,"y"`, `paragraph,"end"`,
		}},
		{"a picture is not a blank", two + `\intbl a\cell{\*\shppict{\pict 00}}\cell\row`, []string{
			"grid,1,2", `0,0,1,1,"a"`, "0,1,1,1,\"\ufffc\"", `note,picture,1,"table 1, row 1, column 2"`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), []byte(`{\rtf1\ansi\ansicpg1252\deff0 `+c.body+`}`))
			if diff := cmp.Diff(c.want, readtest.Lines(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		text string
		want error
	}{
		{"another format", "text", fault.ErrUnsupported},
		{"nothing", "", fault.ErrEmpty},
		{"no text", `{\rtf1\ansi}`, fault.ErrEmpty},
		{"not closed", `{\rtf1\ansi a\par`, fault.ErrTruncated},
		{"cut within a word", `{\rtf1\ansi a\pa`, fault.ErrTruncated},
		{"cut behind a backslash", `{\rtf1\ansi a\`, fault.ErrTruncated},
		{"bytes of a picture that are not there", `{\rtf1{\pict\bin2000000000 }`, fault.ErrTruncated},
		{"nested too deep", `{\rtf1` + strings.Repeat("{", 100_000), fault.ErrTooLarge},
		{"tables nested too deep", `{\rtf1\intbl\itap2000000000 a\par}`, fault.ErrTooLarge},
		{"too many cells", `{\rtf1\trowd\cellx1 ` + strings.Repeat(`\cell`, 200_001) + `}`, fault.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := readtest.Hostile(t, New(), []byte(c.text)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestManyBorders has rows that share thousands of borders, which must not be copied for each.
func TestManyBorders(t *testing.T) {
	t.Parallel()
	text := `{\rtf1\trowd` + strings.Repeat(`\cellx1`, 10_000) + strings.Repeat(`\cell\row`, 100_000) + `}`
	doc, err := readtest.Hostile(t, New(), []byte(text))
	if err != nil || !doc.Blocks[0].Grid.Ragged {
		t.Errorf("want a ragged grid, got error %v", err)
	}
}

func TestTruncate(t *testing.T) {
	t.Parallel()
	readtest.Truncate(t, New(), readtest.Load(t, "testdata/word.rtf"), 0)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	src := read.Source{Bytes: readtest.Load(t, "testdata/word.rtf"), Limits: read.DefaultLimits()}
	if _, err := New().Read(ctx, src); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("got %v, want %v", err, fault.ErrTooSlow)
	}
}

// seeds are small documents for the fuzzer.
func seeds() [][]byte {
	return [][]byte{
		[]byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f1\fcharset134 S;}}\f1 \'d5\'fe\uc2\u25919\'d5\'fe\par` +
			`\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\cell\cell\row` +
			`\pard\intbl\itap2 x\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}\pard\intbl\cell\row\pard\bin2 xx}`),
		[]byte(`{\rtf1` + caseHead + `\trowd\clcbpat4\cellx1000\cellx2000\pard\intbl\s4{\listtext 1.\tab}\cs17\cf2\up6\fs3 9\cell` +
			`{\shp{\*\shpinst\shpleft0\shpright9\shpbxcolumn\shpbypara\shpwr3}}1{\footnote x}{\field{\*\fldinst EQ}{\fldrslt }}\cell\row}`),
		[]byte(`{\rtf1{\*\listoverridetable{\listoverride\ls1}}\trowd\cellx1000\pard\intbl\ls1 9\cell\row}`), // a use of no list
	}
}
