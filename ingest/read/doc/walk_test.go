package doc

import (
	"context"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestWalk(t *testing.T) {
	t.Parallel()
	two := []int{0, 1000, 2000}
	deleted, hidden := sprm(sprmDeleted, 1), sprm(sprmHidden, 1)
	for _, c := range []struct {
		name string
		file file
		want []string
	}{
		{
			"text",
			file{paras: []para{p("一、总体情况\r"), p("\r"), p("第\vb\u001e c\t\u001fd\r")}},
			[]string{`paragraph,"一、总体情况"`, `paragraph,"第\nb- c\td"`},
		},
		{
			"one byte a character",
			file{ansi: true, paras: []para{p("caf\u00e9 \u0093x\u0094\r")}},
			[]string{`paragraph,"café “x”"`},
		},
		{"a character beyond 16 bits", file{paras: []para{p("𠮷\r")}}, []string{`paragraph,"𠮷"`}},
		{"a table", file{paras: []para{
			p("规章\a", inTable()), p("7\a", inTable()), p("\a", rowEnd(), borders(two)),
			p("after\r"),
		}}, []string{"grid,1,2", `0,0,1,1,"规章"`, `0,1,1,1,"7"`, `paragraph,"after"`}},
		{"vertical merge, and one that Word repeated as a first cell", file{paras: []para{
			p("a\a", inTable()), p("1\a", inTable()), p("\a", rowEnd(), borders(two, 0x60)),
			p("\a", inTable()), p("2\a", inTable()), p("\a", rowEnd(), borders(two, 0x20)),
			p("\a", inTable()), p("3\a", inTable()), p("\a", rowEnd(), borders(two, 0x60)),
		}}, []string{
			"grid,3,2", `0,0,2,1,"a"`, `0,1,1,1,"1"`, `1,1,1,1,"2"`, `2,0,1,1,""`, `2,1,1,1,"3"`,
		}},
		{"vertical merge in a modifier of its own", file{paras: []para{
			p("a\a", inTable()), p("1\a", inTable()), p("\a", rowEnd(), borders(two), sprm(sprmVertMerge, 2, 0, 3)),
			p("\a", inTable()), p("2\a", inTable()), p("\a", rowEnd(), borders(two), sprm(sprmVertMerge, 2, 0, 1)),
		}}, []string{"grid,2,2", `0,0,2,1,"a"`, `0,1,1,1,"1"`, `1,1,1,1,"2"`}},
		{"horizontal merges, both conventions", file{paras: []para{
			p("a\a", inTable()), p("\a", inTable()), p("\a", rowEnd(), borders(two, 2, 1)),
			p("b\a", inTable()), p("\a", inTable()), p("\a", rowEnd(), borders(two, 1, 2)),
			p("c\a", inTable()), p("\a", inTable()), p("\a", rowEnd(), borders(two), sprm(sprmMerge, 0, 2)),
			p("d\a", inTable()), p("e\a", inTable()), p("\a", rowEnd(), borders(two)),
		}}, []string{
			"grid,4,2", `0,0,1,2,"a"`, `1,0,1,2,"b"`, `2,0,1,2,"c"`, `3,0,1,1,"d"`, `3,1,1,1,"e"`,
		}},
		{"a table in a cell", file{paras: []para{
			p("before\r", depth(1)),
			p("x\r", depth(2), sprm(sprmInnerCell, 1)), p("y\r", depth(2), sprm(sprmInnerCell, 1)),
			p("\r", depth(2), sprm(sprmInnerCell, 1), sprm(sprmInnerRowEnd, 1), borders(two)),
			p("after\a", depth(1)), p("\a", depth(1), sprm(sprmRowEnd, 1), borders([]int{0, 3000})),
		}}, []string{"grid,1,1", `0,0,1,1,"before\nafter"`, "grid,1,2", `0,0,1,1,"x"`, `0,1,1,1,"y"`}},
		{"borders in the Data stream", file{
			data: func() []byte {
				b := join(rowEnd(), borders(two))
				return append(binary.LittleEndian.AppendUint16([]byte{9, 9}, uint16(len(b))), b...)
			}(),
			paras: []para{
				p("a\a", inTable()), p("1\a", inTable()), p("\a", sprm(sprmHuge, 2, 0, 0, 0)),
			},
		}, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`}},
		{"a row without borders", file{paras: []para{
			p("a\a", inTable()), p("1\a", inTable()), p("\a", rowEnd()),
		}}, []string{
			"ragged,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`,
			`note,no_borders,1,"table 1, row 1"`,
		}},
		{"a field keeps its result", file{paras: []para{
			p("a\u0013 HYPERLINK \"x\" \u0014见\u0013 PAGE \u00143\u0015附件\u0015b\u0013 SEQ \u0015c\r"),
		}}, []string{`paragraph,"a见3附件bc"`, "note,field,1", "note,beside,1"}},
		{"a field without an end swallows no number", file{paras: []para{
			p("a\u0013 PAGE\a", inTable()), p("17\a", inTable()), p("\a", rowEnd(), borders(two)),
		}}, []string{
			"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"17"`,
			`note,field,1,"table 1, row 1, column 1"`, `note,beside,1,"table 1, row 1, column 1"`,
		}},
		{"tracked deletions and hidden text", file{paras: []para{
			{spans: []span{{text: "12"}, {"3", deleted}, {"4", hidden}, {text: "5\r"}}},
			{spans: []span{{text: "one "}, {"\r", deleted}}},
			p("paragraph\r"),
		}}, []string{`paragraph,"125"`, `paragraph,"one paragraph"`, "note,deleted,1", "note,hidden,1"}},
		{"a deleted row", file{paras: []para{
			p("a\a", inTable()), p("1\a", inTable()), p("\a", rowEnd(), borders(two)),
			{spans: []span{{"b\a", deleted}}, modifiers: inTable()},
			{spans: []span{{"2\a", deleted}}, modifiers: inTable()},
			{spans: []span{{"\a", deleted}}, modifiers: join(rowEnd(), borders(two))},
		}}, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`, `note,deleted,2,"table 1, row 2"`}},
		{"a picture is not a blank", file{paras: []para{
			p("a\a", inTable()), p("\u0001\a", inTable()), p("\a", rowEnd(), borders(two)),
			p("\u0001\r"),
		}}, []string{
			"grid,1,2", `0,0,1,1,"a"`, "0,1,1,1,\"\ufffc\"", "note,picture,1", `note,picture,1,"table 1, row 1, column 2"`,
		}},
		{"modifiers of the piece", file{prm: 1, prc: inTable(), paras: []para{
			p("a\a"), p("1\a"), p("\a", sprm(sprmRowEnd, 1), borders(two)),
		}}, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`}},
		{"a short modifier of the piece", file{prm: 0x18<<1 | 1<<8, paras: []para{
			p("a\a"), p("1\a"), p("\a", sprm(sprmRowEnd, 1), borders(two)),
		}}, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"1"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), c.file.bytes())
			if diff := cmp.Diff(c.want, readtest.Lines(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRowShape applies the modifiers that change a row after its borders were set.
func TestRowShape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		modifiers []byte
		want      []int
	}{
		{"defined", borders([]int{-108, 1000, 2000}), []int{-108, 1000, 2000}},
		{"only inserted", sprm(sprmInsert, 0, 3, 0xE8, 3), []int{0, 1000, 2000, 3000}},
		{"inserted", join(borders([]int{0, 1000, 2000}), sprm(sprmInsert, 1, 1, 0x64, 0)), []int{0, 1000, 1100, 2100}},
		{"removed", join(borders([]int{0, 1000, 2000, 4000}), sprm(sprmRemove, 0, 2)), []int{0, 2000}},
		{"widened", join(borders([]int{0, 1000, 2000}), sprm(sprmWidth, 0, 1, 0xD0, 7)), []int{0, 2000, 3000}},
		{"after tab stops of every form", join(
			sprm(sprmChangeTabs, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0),
			sprm(sprmChangeTabs, 2, 0, 0),
			borders([]int{0, 500}),
		), []int{0, 500}},
		{"after the borders of Word 6", join(sprm(sprmBordersOld, 4, 0, 9, 9, 9), borders([]int{0, 500})), []int{0, 500}},
		{"more borders than bytes", sprm(sprmBorders, 4, 0, 9, 0, 0), nil},
		{"more cells than the format allows", sprm(sprmInsert, 0, 200, 1, 0), nil},
		{"out of range", join(sprm(sprmRemove, 5, 9), sprm(sprmWidth, 7, 9, 1, 0), sprm(sprmVertMerge, 2, 9, 3)), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := readParagraph(&run{modifiers: c.modifiers}, nil, nil, false).row.edges
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	text := []para{p("text\r")}
	huge := sprm(sprmHuge, 0, 0, 0, 0)
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"encrypted", file{paras: text, flags: flagEncrypted}.bytes(), fault.ErrEncrypted},
		{"DOCX under a password", readtest.Compound(readtest.Stream{Name: "EncryptedPackage", Data: []byte("x")}), fault.ErrEncrypted},
		{"Word 6", file{paras: text, magic: 0xA5DC, nFib: 0x65}.bytes(), fault.ErrUnsupported},
		{"Word 95", file{paras: text, nFib: 0x68}.bytes(), fault.ErrUnsupported},
		{"a workbook", readtest.Compound(readtest.Stream{Name: "Workbook", Data: []byte("x")}), fault.ErrUnsupported},
		{"no table stream", file{paras: text, flags: flagTable1}.bytes(), fault.ErrDamaged},
		{"no text", file{paras: []para{p("\r")}}.bytes(), fault.ErrEmpty},
		{"modifiers that point at themselves", file{
			data: append(binary.LittleEndian.AppendUint16(nil, uint16(len(huge))), huge...), paras: []para{p("\r", huge)},
		}.bytes(), fault.ErrEmpty},
		{"a header cut short", readtest.Compound(readtest.Stream{Name: "WordDocument", Data: []byte{0xEC, 0xA5, 0xC1, 0}}), fault.ErrTruncated},
		{"no container", []byte("text"), fault.ErrTruncated},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := readtest.Hostile(t, New(), c.b); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestTruncate(t *testing.T) {
	t.Parallel()
	readtest.Truncate(t, New(), readtest.Load(t, "testdata/clean.doc"), 0)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	src := read.Source{Bytes: readtest.Load(t, "testdata/clean.doc"), Limits: read.DefaultLimits()}
	if _, err := New().Read(ctx, src); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("got %v, want %v", err, fault.ErrTooSlow)
	}
}

// seeds are small documents for the fuzzer.
func seeds() [][]byte {
	return [][]byte{
		file{paras: []para{
			p("a\u0013 PAGE \u00141\u0015\r"),
			p("b\a", inTable()), p("1\a", inTable()), p("\a", rowEnd(), borders([]int{0, 1000, 2000}, 0x60, 2)),
			p("x\r", depth(2), sprm(sprmInnerCell, 1)),
			p("\r", depth(2), sprm(sprmInnerRowEnd, 1), borders([]int{0, 500})),
			p("c\a", depth(1)), p("\a", depth(1), sprm(sprmRowEnd, 1), sprm(sprmInsert, 0, 1, 1, 1)),
		}}.bytes(),
		file{
			styles: caseStyles(),
			paras: rowOf(para{style: styleBasedOnIt, modifiers: sprm(sprmList, 1, 0), spans: []span{
				{"99", join(sprm(sprmCharStyle, styleRing, 0), sprm(sprmColour, 9, 9, 9, 0))},
				{"(", sprm(sprmSymbol, 1, 0, 2, 0)},
				{text: "\b64\u0013 = \u0013 A \u00141\u0015\u00142\u0015"},
			}}, "a", sprm(sprmShades, 10, 1, 2, 3, 0, 4, 5, 6, 0, 2, 0)),
		}.list(0, 0, '.').anchor(5, 0, 0, 500, 300, 0x74).bytes(),
	}
}
