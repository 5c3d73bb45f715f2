package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// book is a workbook to write.
type bookOf struct {
	sheets []sheetOf
	shared string // the si elements
	main   string // another name of the workbook part
	styles string // what stands in styleSheet, none for a workbook without
	theme  string // what stands in clrScheme
	with   string // what stands in the workbook before its sheets
}

type sheetOf struct {
	name, state, kind string
	before            string // what stands before sheetData
	rows              string // what stands in sheetData
	after             string // what follows it
	drawing           string // what stands in the part with the drawings, whose relation is d
	vml               string // and in that of the notes and controls, v
	table             string // the name of the style of a table over A1:B2, t
}

const relationKind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

func (b bookOf) bytes(t testing.TB) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?>` + text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	main := "xl/workbook.xml"
	if b.main != "" {
		main = b.main
	}
	put("_rels/.rels", fmt.Sprintf(`<Relationships><Relationship Id="r" Type="%sofficeDocument" Target="%s"/></Relationships>`, relationKind, main))
	var list, rels strings.Builder
	for i, s := range b.sheets {
		kind := "worksheet"
		if s.kind != "" {
			kind = s.kind
		}
		fmt.Fprintf(&list, `<sheet name=%q sheetId="%d" state=%q r:id="s%d"/>`, s.name, i+1, s.state, i)
		fmt.Fprintf(&rels, `<Relationship Id="s%d" Type="%s%s" Target="/xl/worksheets/sheet%d.xml"/>`, i, relationKind, kind, i)
		if s.drawing != "" || s.vml != "" || s.table != "" {
			put(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", i), `<Relationships><Relationship Id="d" Type="`+relationKind+
				`drawing" Target="../drawings/drawing1.xml"/><Relationship Id="v" Type="`+relationKind+`vmlDrawing" Target="../drawings/vml1.vml"/><Relationship Id="t" Type="`+relationKind+`table" Target="../tables/table1.xml"/></Relationships>`)
			put("xl/tables/table1.xml", `<table ref="A1:B2"><tableStyleInfo name="`+s.table+`"/></table>`)
			put("xl/drawings/drawing1.xml", `<wsDr>`+s.drawing+`</wsDr>`)
			put("xl/drawings/vml1.vml", `<xml>`+s.vml+`</xml>`)
		}
		put(fmt.Sprintf("xl/worksheets/sheet%d.xml", i), `<worksheet xmlns:r="x">`+s.before+`<sheetData>`+s.rows+`</sheetData>`+s.after+`</worksheet>`)
	}
	if b.styles != "" {
		fmt.Fprintf(&rels, `<Relationship Id="y" Type="%sstyles" Target="styles.xml"/>`, relationKind)
		put("xl/styles.xml", `<styleSheet>`+b.styles+`</styleSheet>`)
	}
	if b.theme != "" {
		fmt.Fprintf(&rels, `<Relationship Id="h" Type="%stheme" Target="theme/theme1.xml"/>`, relationKind)
		put("xl/theme/theme1.xml", `<theme><themeElements><clrScheme>`+b.theme+`</clrScheme></themeElements></theme>`)
	}
	put(main, `<workbook xmlns:r="x">`+b.with+`<sheets>`+list.String()+`</sheets></workbook>`)
	fmt.Fprintf(&rels, `<Relationship Id="t" Type="%ssharedStrings" Target="sharedStrings.xml"/>`, relationKind)
	put("xl/_rels/workbook.xml.rels", `<Relationships>`+rels.String()+`</Relationships>`)
	put("xl/sharedStrings.xml", `<sst>`+b.shared+`</sst>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func one(rows, after string) bookOf {
	return bookOf{sheets: []sheetOf{{name: "S", rows: rows, after: after}}}
}

func TestSheets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		book bookOf
		want []string
	}{
		{
			"values as they are stored", one(`<row r="1"><c r="A1"><v>840.60</v></c><c r="B1"><v>1.5E3</v></c><c r="C1"><v>289.96000000000004</v></c></row>`, ""),
			[]string{`paragraph,"S"`, "grid,1,3", `0,0,1,1,"840.60"`, `0,1,1,1,"1500"`, `0,2,1,1,"289.96"`},
		},
		{"texts keep every character", bookOf{
			shared: `<si><t>规章</t></si><si><r><t xml:space="preserve">1 </t></r><rPh sb="0" eb="1"><t>yi</t></rPh><r><t>2</t></r></si><si><t>a_x000D__x000A_b_x005F_x0041_</t></si>`,
			sheets: []sheetOf{{name: "S", rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>` +
				`<c r="D1" t="inlineStr"><is><t>007</t></is></c><c r="E1" t="str"><f>A1</f><v>1.50E3</v></c><c r="F1" t="s"><v>9</v></c></row>`}},
		}, []string{
			`paragraph,"S"`, "grid,1,6", `0,0,1,1,"规章"`, `0,1,1,1,"1 2"`, `0,2,1,1,"a\nb_x0041_"`, `0,3,1,1,"007"`, `0,4,1,1,"1.50E3"`, `0,5,1,1,"�"`,
			`note,broken,1,"table 1, row 1, column 6"`,
		}},
		{
			"other kinds of cells", one(`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><f>SUM(A1:B1)</f></c><c r="D1" t="b"/><c r="E1"><v>0</v></c></row>`, ""),
			[]string{`paragraph,"S"`, "grid,1,5", `0,0,1,1,"TRUE"`, `0,1,1,1,"#REF!"`, `0,2,1,1,"￼"`, `0,3,1,1,""`, `0,4,1,1,"0"`, `note,field,1,"table 1, row 1, column 3"`},
		},
		// excelize v2.11.1 gives these as ["" 3 1 2], [], [33 22].
		{
			"rows and cells out of order", one(`<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="3"><c r="A3"><v>33</v></c></row><row r="2"><c r="A2"><v>22</v></c></row>`, ""),
			[]string{
				`paragraph,"S"`, "grid,3,3", `0,0,1,1,"1"`, `0,1,1,1,"2"`, `0,2,1,1,"3"`,
				`1,0,1,1,"22"`, `1,1,1,1,""`, `1,2,1,1,""`, `2,0,1,1,"33"`, `2,1,1,1,""`, `2,2,1,1,""`,
			},
		},
		{
			"rows and cells without references", one(`<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>`, ""),
			[]string{
				`paragraph,"S"`, "grid,2,3", `0,0,1,1,"1"`, `0,1,1,1,""`, `0,2,1,1,"2"`, `1,0,1,1,"3"`, `1,1,1,1,""`, `1,2,1,1,""`,
			},
		},
		{
			"merged", one(`<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2"><c r="C2"><v>3</v></c></row>`,
				`<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:C9"/><mergeCell ref="nonsense"/></mergeCells>`),
			[]string{`paragraph,"S"`, "grid,2,3", `0,0,2,2,"1"`, `0,2,1,1,"2"`, `1,2,1,1,"￼3"`, `note,covered,1,"table 1, row 2, column 3"`},
		},
		{
			"hidden rows and columns", one(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>`,
				`<cols><col min="2" max="16384" hidden="true"/></cols>`),
			[]string{`paragraph,"S"`, "grid,1,1", `0,0,1,1,"1"`, `note,hidden_row,1,"table 1, row 2"`, `note,hidden_column,1,"table 1, column 2"`},
		},
		{"hidden sheets and charts are named", bookOf{sheets: []sheetOf{
			{name: "old", state: "veryHidden", rows: `<row><c><v>1</v></c></row>`},
			{name: "chart", kind: "chartsheet"},
			{name: "empty"},
			{name: "new", state: "visible", rows: `<row><c><v>2</v></c></row>`},
		}}, []string{
			`paragraph,"new"`, "grid,1,1", `0,0,1,1,"2"`, `note,hidden_sheet,1`, `note,other_sheet,1`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), c.book.bytes(t))
			if diff := cmp.Diff(c.want, readtest.Lines(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	cell := `<row r="1"><c r="A1"><v>1</v></c></row>`
	good := one(cell, "").bytes(t)
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"under a password", readtest.Compound(readtest.Stream{Name: "EncryptedPackage", Data: []byte("x")}), fault.ErrEncrypted},
		{"no ZIP", []byte("text"), fault.ErrUnsupported},
		{"a binary workbook", bookOf{main: "xl/workbook.bin"}.bytes(t), fault.ErrUnsupported},
		{"no cells", one("", "").bytes(t), fault.ErrEmpty},
		{"cut", good[:len(good)-30], fault.ErrTruncated},
		{"a sheet that ends early", one(`<row r="1"><c r="A1"><v>1</v></c>`, "").bytes(t), fault.ErrDamaged},
		{"a row that is none", one(`<row r="0"/>`+cell, "").bytes(t), fault.ErrDamaged},
		{"a cell outside of any sheet", one(`<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`, "").bytes(t), fault.ErrDamaged},
		{"entities that are not declared", one(`<row r="1"><c r="A1"><v>&lol9;</v></c></row>`, "").bytes(t), fault.ErrDamaged},
		{"too many columns", one(`<row r="1"><c r="XFD1"><v>1</v></c></row>`, "").bytes(t), fault.ErrTooLarge},
		{"too many cells", one(`<row r="1">`+strings.Repeat(`<c r="A1"><v>1</v></c>`, 200_001)+`</row>`, "").bytes(t), fault.ErrTooLarge},
		{"a bomb", one(`<row r="1"><c r="A1"><v>`+strings.Repeat("1", 4<<20)+`</v></c></row>`, "").bytes(t), fault.ErrTooLarge},
		{"nested too deep", one(strings.Repeat("<a>", 1000), "").bytes(t), fault.ErrTooLarge},
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
	readtest.Truncate(t, New(), readtest.Load(t, "testdata/clean.xlsx"), 0)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	src := read.Source{Bytes: readtest.Load(t, "testdata/clean.xlsx"), Limits: read.DefaultLimits()}
	if _, err := New().Read(ctx, src); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("got %v, want %v", err, fault.ErrTooSlow)
	}
}

// seeds are small workbooks for the fuzzer, and sheets alone, since it cannot change what is packed.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	return [][]byte{one(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`, `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`).bytes(t)}
}

// FuzzSheet tries a sheet and the shared strings by themselves: packed, nearly every change ends at a checksum.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1E3</v></c></row>`, `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, `<si><t>a_x000D_</t></si>`)
	f.Fuzz(func(t *testing.T, rows, after, shared string) {
		b := one(rows, after)
		b.shared = shared
		_, _ = readtest.Hostile(t, New(), b.bytes(t))
	})
}
