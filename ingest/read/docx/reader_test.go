package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"gongkai/ingest/read"
	"gongkai/ingest/read/sniff"
	"gongkai/internal/fault"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// part is a file of a package.
type part struct{ name, content string }

func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func document(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document ` + namespaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`
}

func withBody(t testing.TB, body string) []byte {
	t.Helper()
	return pack(t, part{"[Content_Types].xml", "<Types/>"}, part{"word/document.xml", document(body)})
}

func readBytes(t testing.TB, b []byte) ([]read.Document, error) {
	t.Helper()
	return New().Read(t.Context(), read.Source{Path: "a.docx", Bytes: b, Limits: read.DefaultLimits()})
}

// dump prints the blocks of a document: a paragraph a line, a grid as a head and a cell a line with its spans.
func dump(blocks []read.Block) []string {
	var out []string
	for _, block := range blocks {
		if block.Grid == nil {
			out = append(out, fmt.Sprintf("%q", block.Text))
			continue
		}
		out = append(out, fmt.Sprintf("grid %dx%d", block.Grid.Rows, block.Grid.Columns))
		for _, c := range block.Grid.Cells {
			spans := ""
			if c.RowSpan != 1 || c.ColumnSpan != 1 {
				spans = fmt.Sprintf(" %dx%d", c.RowSpan, c.ColumnSpan)
			}
			out = append(out, fmt.Sprintf("%d,%d%s %q", c.Row, c.Column, spans, c.Text))
		}
	}
	return out
}

func p(s string) string { return "<w:p>" + r(s) + "</w:p>" }
func r(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }

// tc makes a cell with properties; tr and tbl wrap.
func tc(properties, content string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"
}
func tr(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
func tbl(rows ...string) string {
	return "<w:tbl><w:tblPr/><w:tblGrid/>" + strings.Join(rows, "") + "</w:tbl>"
}

func cells(texts ...string) string {
	var out []string
	for _, s := range texts {
		out = append(out, tc("", p(s)))
	}
	return strings.Join(out, "")
}

func TestReadBody(t *testing.T) {
	const (
		restart = `<w:vMerge w:val="restart"/>`
		goOn    = `<w:vMerge/>`
		two     = `<w:gridSpan w:val="2"/>`
	)
	nested := tbl(tr(cells("1", "2", "3", "4")), tr(cells("5", "6", "7", "8")))
	tests := []struct {
		name, body string
		want       []string
	}{
		{"characters in runs", "<w:p>" + r("商") + r("业") + "<w:r><w:tab/><w:t xml:space='preserve'> 企</w:t><w:br/><w:t>业</w:t><w:noBreakHyphen/></w:r></w:p>", []string{`"商业\t 企\n业-"`}},
		{"empty paragraphs go", "<w:p/>" + p("　 ") + p("一"), []string{`"一"`}},
		{"wrappers", "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p("一") + "</w:sdtContent></w:sdt><w:p><w:ins>" + r("二") + "</w:ins><w:smartTag><w:hyperlink>" + r("三") + "</w:hyperlink></w:smartTag><w:sdt><w:sdtContent>" + r("四") + "</w:sdtContent></w:sdt></w:p>", []string{`"一"`, `"二三四"`}},
		{"tracked changes", "<w:p><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>" + r("9") + "</w:ins><w:moveFrom>" + r("7") + "</w:moveFrom></w:p>", []string{`"9"`}},
		{"a drawing in two renditions", "<w:p><mc:AlternateContent><mc:Choice>" + r("一") + "</mc:Choice><mc:Fallback>" + r("一") + "</mc:Fallback></mc:AlternateContent></w:p>", []string{`"一"`}},
		{"text boxes, footnotes and fields", "<w:p><w:r><w:drawing><wps:txbx><w:txbxContent>" + p("框") + "</w:txbxContent></wps:txbx></w:drawing><w:footnoteReference/><w:instrText>PAGE</w:instrText><w:t>一</w:t></w:r></w:p>", []string{`"一"`}},
		{"looks", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>22</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>", []string{`"22"`}},
		{"ruby", "<w:p><w:r><w:ruby><w:rt>" + r("ge") + "</w:rt><w:rubyBase>" + r("各") + "</w:rubyBase></w:ruby></w:r>" + r("省") + "</w:p>", []string{`"各省"`}},
		{"spans and merges", tbl(tr(tc(restart+two, p("a")), tc("", p("b"))), tr(tc(goOn+two, "<w:p/>"), tc("", p("c"))), tr(cells("d", "e", ""))), []string{"grid 3x3", `0,0 2x2 "a"`, `0,2 "b"`, `1,2 "c"`, `2,0 "d"`, `2,1 "e"`, `2,2 ""`}},
		{"merge again at once", tbl(tr(tc(restart, p("a")), tc("", p("b"))), tr(tc(goOn, ""), tc("", p("c"))), tr(tc(restart, p("d")), tc("", p("e"))), tr(tc(goOn, ""), tc("", p("f")))), []string{"grid 4x2", `0,0 2x1 "a"`, `0,1 "b"`, `1,1 "c"`, `2,0 2x1 "d"`, `2,1 "e"`, `3,1 "f"`}},
		{"merges go on without a start or in another width", tbl(tr(tc(goOn, p("a")), tc(restart+two, p("b"))), tr(tc("", p("c")), tc(goOn, p("d")), tc("", p("e")))), []string{"grid 2x3", `0,0 "a"`, `0,1 1x2 "b"`, `1,0 "c"`, `1,1 "d"`, `1,2 "e"`}},
		{"hidden texts of merged cells", tbl(tr(tc(restart, p("1")), tc(restart, ""), tc(restart, p("甲")), tc("", p("x"))), tr(tc(goOn, p("2")), tc(goOn, p("3")), tc(goOn, p("甲")), tc("", p("y")))), []string{"grid 2x4", `0,0 2x1 "1\n2"`, `0,1 2x1 "￼"`, `0,2 2x1 "甲"`, `0,3 "x"`, `1,3 "y"`}},
		{"old merges across", tbl(tr(tc(`<w:hMerge w:val="restart"/>`, p("a")), tc(`<w:hMerge/>`, ""), tc("", p("b"))), tr(cells("c", "d", "e"))), []string{"grid 2x3", `0,0 1x2 "a"`, `0,2 "b"`, `1,0 "c"`, `1,1 "d"`, `1,2 "e"`}},
		{"old merges both ways", tbl(tr(tc(restart+`<w:hMerge w:val="restart"/>`, p("a")), tc(restart+`<w:hMerge/>`, ""), tc("", p("b"))), tr(tc(goOn+`<w:hMerge w:val="restart"/>`, ""), tc(goOn+`<w:hMerge/>`, ""), tc("", p("c")))), []string{"grid 2x3", `0,0 2x2 "a"`, `0,2 "b"`, `1,2 "c"`}},
		{"rows that begin further right", tbl(tr(cells("a", "b", "c")), "<w:tr><w:trPr><w:gridBefore w:val='2'/><w:gridAfter w:val='1'/></w:trPr>"+cells("d")+"</w:tr>"), []string{"grid 2x3", `0,0 "a"`, `0,1 "b"`, `0,2 "c"`, `1,2 "d"`}},
		{"hidden and deleted rows", tbl(tr(cells("a", "b")), "<w:tr><w:trPr><w:hidden/></w:trPr>"+cells("x", "y")+"</w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"+cells("x", "y")+"</w:tr>"), []string{"grid 1x2", `0,0 "a"`, `0,1 "b"`}},
		{"wrappers in a table", tbl("<w:sdt><w:sdtContent>" + tr("<w:sdt><w:sdtContent>"+tc("", p("a"))+"</w:sdtContent></w:sdt>", tc("", "<w:sdt><w:sdtContent>"+p("b")+"</w:sdtContent></w:sdt>")) + "</w:sdtContent></w:sdt>"), []string{"grid 1x2", `0,0 "a"`, `0,1 "b"`}},
		{"cells in several paragraphs", tbl(tr(tc("", p("自然")+p("人")), tc("", p("12")))), []string{"grid 1x2", `0,0 "自然\n人"`, `0,1 "12"`}},
		{"content that is no text", tbl(tr(tc("", "<w:p><w:r><w:drawing/></w:r></w:p>"), tc("", "<w:p><w:del><w:r><w:delText>1</w:delText></w:r></w:del></w:p>"), tc("<w:cellDel/>", "<w:p/>"), tc("", "<w:p/>"))), []string{"grid 1x4", `0,0 "￼"`, `0,1 "￼"`, `0,2 "￼"`, `0,3 ""`}},
		{"nested table of a table of data", tbl(tr(tc("", p("a")), tc("", p("b")+tbl(tr(cells("1", "2")))))) + p("c"), []string{"grid 1x2", `0,0 "a"`, `0,1 "b"`, "grid 1x2", `0,0 "1"`, `0,1 "2"`, `"c"`}},
		{"a number framed by a table of one cell", tbl(tr(tc("", p("a")), tc("", tbl(tr(cells("12")))))), []string{"grid 1x2", `0,0 "a"`, `0,1 "12"`}},
		{"layout around a table", tbl(tr(tc("", p("一")+nested+p("二")), tc("", p("三")))), []string{`"一"`, "grid 2x4", `0,0 "1"`, `0,1 "2"`, `0,2 "3"`, `0,3 "4"`, `1,0 "5"`, `1,1 "6"`, `1,2 "7"`, `1,3 "8"`, `"二"`, `"三"`}},
		{"one column lays out", tbl(tr(cells("一")), tr(cells("二"))), []string{`"一"`, `"二"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			docs, err := readBytes(t, withBody(t, test.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, dump(docs[0].Blocks)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadPackage(t *testing.T) {
	body := document(p("一"))
	strict := strings.ReplaceAll(body, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(body, "UTF-8", "UTF-16", 1))
	if err != nil {
		t.Fatal(err)
	}
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://x/core-properties" Target="docProps/core.xml"/><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`
	flat := `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="x"><pkg:part pkg:name="/word/glossary/document.xml"><pkg:xmlData><w:glossaryDocument><w:body>` + p("词") + `</w:body></w:glossaryDocument></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body>` + p("一") + `</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>`
	old := `<?xml version="1.0"?><w:wordDocument xmlns:w="x" xmlns:wx="y"><w:body><wx:sect>` + p("一") + `</wx:sect></w:body></w:wordDocument>`
	tests := []struct {
		name  string
		bytes []byte
	}{
		{"plain", pack(t, part{"word/document.xml", body})},
		{"strict", pack(t, part{"word/document.xml", strict})},
		{"other prefix", pack(t, part{"word/document.xml", strings.ReplaceAll(strings.ReplaceAll(body, "w:", "ns0:"), "xmlns:w", "xmlns:ns0")})},
		{"case and slashes of the names", pack(t, part{`Word\Document.xml`, body})},
		{"main part found by its relation", pack(t, part{"_rels/.rels", rels}, part{"word/document.xml", document(p("二"))}, part{"word/document2.xml", body})},
		{"a relation to nothing", pack(t, part{"_rels/.rels", rels}, part{"word/document.xml", body})},
		{"utf-16", pack(t, part{"word/document.xml", wide})},
		{"flat OPC", []byte(flat)},
		{"Word 2003 XML", []byte(old)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			docs, err := readBytes(t, test.bytes)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]read.Document{{Format: "docx", Blocks: []read.Block{{Text: "一"}}}}, docs); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
		})
	}
	for _, test := range []struct {
		xml  string
		want bool
	}{{flat, true}, {old, true}, {body, false}} {
		if got := sniff.Format([]byte(test.xml), 0); (got == read.FormatDOCX) != test.want {
			t.Errorf("Format(%.60s) = %v", test.xml, got)
		}
	}
}

func TestReadGolden(t *testing.T) {
	b, err := os.ReadFile("testdata/libreoffice_blank.docx")
	if err != nil {
		t.Fatal(err)
	}
	docs, err := readBytes(t, b)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := docs[0].Title, "测试市某某局2024年政府信息公开工作年度报告"; got != want {
		t.Errorf("Title = %q, want %q", got, want)
	}
	got := strings.Join(dump(docs[0].Blocks), "\n") + "\n"
	const golden = "testdata/libreoffice_blank.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestReadHostile(t *testing.T) {
	limits := read.DefaultLimits()
	sound, err := os.ReadFile("testdata/libreoffice_blank.docx")
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(sound)
	at := bytes.Index(damaged, []byte("word/document.xml"))
	copy(damaged[at+2000:], "damage damage damage")
	encrypted := bytes.Clone(withBody(t, p("一")))
	for i := range len(encrypted) - 4 {
		switch string(encrypted[i : i+4]) {
		case "PK\x01\x02":
			encrypted[i+8] |= 1
		case "PK\x03\x04":
			encrypted[i+6] |= 1
		}
	}
	billion := `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`
	tests := []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"zip bomb", pack(t, part{"word/document.xml", document("<w:p>" + strings.Repeat(" ", 32<<20) + "</w:p>")}), fault.ErrTooLarge},
		{"depth bomb", withBody(t, strings.Repeat("<w:sdt><w:sdtContent>", 100_000)), fault.ErrTooLarge},
		{"entity bomb", pack(t, part{"word/document.xml", billion}), fault.ErrDamaged},
		{"span of 10,000 columns", withBody(t, tbl(tr(tc(`<w:gridSpan w:val="10000"/>`, p("1")), tc("", p("2"))))), fault.ErrTooLarge},
		{"rows begin 10,000 columns to the right", withBody(t, tbl("<w:tr><w:trPr><w:gridBefore w:val='10000'/></w:trPr>"+cells("1", "2")+"</w:tr>")), fault.ErrTooLarge},
		{"a span that is no number", withBody(t, tbl(tr(tc(`<w:gridSpan w:val="-99999999999999999999"/>`, p("1")), tc("", p("2"))))), nil},
		{"more cells than the limit", withBody(t, tbl(strings.Repeat("<w:tr>"+strings.Repeat("<w:tc/>", 100)+"</w:tr>", limits.Cells/100+1))), fault.ErrTooLarge},
		{"truncated file", sound[:len(sound)*2/3], fault.ErrTruncated},
		{"truncated part", pack(t, part{"word/document.xml", document(p("一"))[:200]}), fault.ErrTruncated},
		{"damaged part", damaged, fault.ErrDamaged},
		{"no main part", pack(t, part{"word/styles.xml", "<a/>"}), fault.ErrDamaged},
		{"no body", pack(t, part{"word/document.xml", "<w:document></w:document>"}), fault.ErrDamaged},
		{"not XML", pack(t, part{"word/document.xml", "hello"}), fault.ErrDamaged},
		{"an end without a start", pack(t, part{"word/document.xml", "</a></a><w:body>"}), fault.ErrDamaged},
		{"encrypted entry", encrypted, fault.ErrEncrypted},
		{"empty part", pack(t, part{"word/document.xml", ""}), fault.ErrTruncated},
		{"a page inside", withBody(t, "<w:altChunk r:id='a'/>"), fault.ErrUnsupported},
		{"empty body", withBody(t, "<w:p/>"), fault.ErrEmpty},
		{"not a ZIP", []byte("PK\x03\x04"), fault.ErrTruncated},
		{"nothing", nil, fault.ErrEmpty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New().Read(t.Context(), read.Source{Path: "a.docx", Bytes: test.bytes, Limits: limits})
			if !errors.Is(err, test.want) {
				t.Errorf("Read = %v, want %v", err, test.want)
			}
		})
	}
	t.Run("the deadline has passed", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		long := withBody(t, strings.Repeat(p("一"), 5000))
		if _, err := New().Read(ctx, read.Source{Bytes: long, Limits: limits}); !errors.Is(err, context.Canceled) {
			t.Errorf("Read = %v, want %v", err, context.Canceled)
		}
	})
}
