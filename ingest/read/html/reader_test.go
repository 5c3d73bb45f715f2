package html

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/ingest/read/html/style"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func mustRead(t testing.TB, page string) read.Document {
	t.Helper()
	docs, err := New().Read(t.Context(), read.Source{Path: "page.html", Bytes: []byte(page), Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 {
		t.Fatalf("%d documents, want 1", len(docs))
	}
	return docs[0]
}

// dump prints the blocks of a document: a paragraph a line, a grid as a head and a cell a line with its spans.
func dump(doc read.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Grid == nil {
			fmt.Fprintf(&b, "%q\n", block.Text)
			continue
		}
		fmt.Fprintf(&b, "grid %dx%d\n", block.Grid.Rows, block.Grid.Columns)
		for _, c := range block.Grid.Cells {
			fmt.Fprintf(&b, "\t%d,%d", c.Row, c.Column)
			if c.RowSpan != 1 || c.ColumnSpan != 1 {
				fmt.Fprintf(&b, " %dx%d", c.RowSpan, c.ColumnSpan)
			}
			fmt.Fprintf(&b, " %q\n", c.Text)
		}
	}
	return b.String()
}

func TestReadGolden(t *testing.T) {
	for _, name := range []string{"cms", "word_paste_gbk", "shanghai_general_office_2019"} {
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(filepath.Join("testdata", name+".html"))
			if err != nil {
				t.Fatal(err)
			}
			got := dump(mustRead(t, string(page)))
			golden := filepath.Join("testdata", name+".golden")
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
				t.Errorf("blocks of %s (-want +got):\n%s", name, diff)
			}
		})
	}
}

func TestReadMeta(t *testing.T) {
	page, err := os.ReadFile("testdata/cms.html")
	if err != nil {
		t.Fatal(err)
	}
	doc := mustRead(t, string(page))
	doc.Blocks = nil
	want := read.Document{
		Format: "html",
		Title:  "某某市某某局2023年政府信息公开工作年度报告_某某市人民政府",
		Meta: read.Meta{
			Titles: []string{
				"某某市某某局2023年政府信息公开工作年度报告",
				"某某市某某局2023年政府信息公开工作年度报告_某某市人民政府",
			},
			Issuer:      "市某某局",
			Site:        "某某市人民政府",
			Host:        "www.example.gov.cn",
			PublishedOn: report.Date{Year: 2024, Month: 1, Day: 9},
		},
		Links: []read.Link{
			{Text: "年度报告.docx", Address: "/att/2024/P020240109.docx"},
			{Text: "下载", Address: "/down.jsp?fileId=12"},
			{Address: "/pdfjs/web/viewer.html?file=/u/report.pdf"},
		},
		Notes: []report.Note{{Kind: report.NoteHiddenBlock, Count: 1}},
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestReadBlocks(t *testing.T) {
	const two = "<td>a</td><td>b</td>"
	tests := []struct {
		name, page string
		want       []string
	}{
		{"paragraphs and breaks", "<p>一<br>二</p>三<div>四<div>五</div>六</div>", []string{`"一\n二"`, `"三"`, `"四"`, `"五"`, `"六"`}},
		{"white space", "<p> a \n b&nbsp;&nbsp;c　d </p>", []string{`"a b\u00a0\u00a0c\u3000d"`}},
		{"a word wrapped by the editor", "<p>主动公开\r\n  政府信息\n2024\n年</p>", []string{`"主动公开政府信息 2024 年"`}},
		{"characters in spans", "<p><span>商</span><span lang=EN-US>业<o:p></o:p></span> <b>企</b>业</p>", []string{`"商业 企业"`}},
		{"not shown", "<p>a<script>x</script><style>x</style><template>x</template><noscript>x</noscript><!--x--><span style='DISPLAY : none'>x</span><i hidden>y</i><ruby>各<rt>ge</rt></ruby></p>", []string{`"a各"`}},
		{"hidden by a tag that dresses", "<p><em style='display:none'>x<b>y</b></em>a<i><font style='DISPLAY:NONE'>x</i>y</font><b>b</b></p>", []string{`"ab"`}},
		{"hidden paragraph", "<p hidden>x</p><p style='mso-display:none'>y</p>", []string{`"y"`}},
		{"preformatted", "<pre>a  1\n\nb\t2</pre>", []string{`"a  1\n\nb\t2"`}},
		{"settings of Word", "<xml><w:View>Normal</w:View><w:Zoom>7.8 磅</w:Zoom></xml><p>a</p>", []string{`"a"`}},
		{"short rows stay short", "<table><tr>" + two + "</tr><tr><td>c</td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "c"`}},
		{"empty cells are kept", "<table><tr>" + two + "</tr><tr><td></td><td>&nbsp;</td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 ""`, `1,1 ""`}},
		{"spans: zero, garbage, spaces", "<table><tr><td colspan=0>a</td><td colspan=x>b</td><td colspan=' 2 '>c</td></tr></table>", []string{"grid 1x4", `0,0 "a"`, `0,1 "b"`, `0,2 1x2 "c"`}},
		{"spans: per cent", "<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td colspan=100%>d</td><td>e</td></tr></table>", []string{"grid 2x4", `0,0 "a"`, `0,1 "b"`, `0,2 "c"`, `1,0 1x3 "d"`, `1,3 "e"`}},
		{"rowspan to the end of the group", "<table><tbody><tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr></tbody><tbody><tr><td>d</td><td>e</td></tr></tbody></table>", []string{"grid 3x2", `0,0 2x1 "a"`, `0,1 "b"`, `1,1 "c"`, `2,0 "d"`, `2,1 "e"`}},
		{"a rowspan does not leave its group", "<table><thead><tr><td rowspan=9>a</td><td>b</td></tr></thead><tr><td>c</td><td>d</td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "c"`, `1,1 "d"`}},
		{"foot stands last", "<table><tfoot><tr><td>z</td><td>y</td></tr></tfoot><tbody><tr>" + two + "</tr></tbody></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "z"`, `1,1 "y"`}},
		{"a row of nothing but spans is dropped", "<table><tr><td rowspan=2>a</td><td rowspan=2>b</td></tr><tr></tr><tr><td>c</td><td>d</td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "c"`, `1,1 "d"`}},
		{"a blank row with a height is kept", "<table><tr>" + two + "</tr><tr height=20><td></td><td></td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 ""`, `1,1 ""`}},
		{"title over all the columns", "<table><tr><td colspan=1000>t</td></tr><tr>" + two + "</tr></table>", []string{"grid 2x2", `0,0 1x2 "t"`, `1,0 "a"`, `1,1 "b"`}},
		{"overlapping spans", "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td><td>d</td></tr></table>", []string{"grid 2x3", `0,0 "a"`, `0,1 2x1 "b"`, `1,0 "c"`, `1,2 "d"`}},
		{"missing end tags", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "c"`, `1,1 "d"`}},
		{"caption", "<table><caption>表</caption><tr>" + two + "</tr></table>", []string{`"表"`, "grid 1x2", `0,0 "a"`, `0,1 "b"`}},
		{"nested table of a table of data", "<table><tr><td>a</td><td>b<table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>c</td><td>d</td></tr></table><p>e</p>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 "c"`, `1,1 "d"`, "grid 1x2", `0,0 "1"`, `0,1 "2"`, `"e"`}},
		{"a cell with nothing but a table is not blank", "<table><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>", []string{"grid 1x2", `0,0 "a"`, `0,1 "￼"`, "grid 1x2", `0,0 "1"`, `0,1 "2"`}},
		{"a number framed by a table of one cell", "<table><tr><td>a</td><td><table><tr><td>12</td></tr></table></td></tr></table>", []string{"grid 1x2", `0,0 "a"`, `0,1 "12"`}},
		{"one column lays out", "<table><tr><td><p>一</p><p>二</p></td></tr><tr><td>三</td></tr></table>", []string{`"一"`, `"二"`, `"三"`}},
		{"layout around a table", "<table><tr><td>nav</td><td><p>一</p><table><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td><td>7</td><td>8</td></tr></table><p>二</p></td></tr></table>", []string{`"nav"`, `"一"`, "grid 2x4", `0,0 "1"`, `0,1 "2"`, `0,2 "3"`, `0,3 "4"`, `1,0 "5"`, `1,1 "6"`, `1,2 "7"`, `1,3 "8"`, `"二"`}},
		{"content that is no text", "<table><tr><td><img></td><td><select><option>1<option>2</select></td><td><input value='3'></td><td><input type=hidden value=4></td><td>5<img></td></tr></table>", []string{"grid 1x5", `0,0 "￼"`, `0,1 "￼"`, `0,2 "3"`, `0,3 ""`, `0,4 "5"`}},
		{"struck out", "<table><tr><td><del>1</del>2</td><td><strike>3</strike></td><td><span style='text-decoration:line-through'>4</span>5</td><td><s></s></td></tr></table>", []string{"grid 1x4", `0,0 "2"`, `0,1 "￼"`, `0,2 "5"`, `0,3 ""`}},
		{"a strike left open", "<div><s>1<table><tr>" + two + "</tr></table></div>", []string{`"1"`, "grid 1x2", `0,0 "a"`, `0,1 "b"`}},
		{"flat rows by their style", "<table><tr>" + two + "</tr><tr style='line-height:9;HEIGHT : 0px'><td></td><td></td></tr><tr style='height:0.5pt'><td></td><td></td></tr></table>", []string{"grid 2x2", `0,0 "a"`, `0,1 "b"`, `1,0 ""`, `1,1 ""`}},
		{"footnote marks", "<table><tr><td>22<sup>1</sup></td><td>22<span style='vertical-align:super'>1</span></td><td>m<sup>2</sup></td><td>22<sup>①</sup></td></tr></table>", []string{"grid 1x4", `0,0 "22"`, `0,1 "22"`, `0,2 "m2"`, `0,3 "22"`}},
		{"hidden cells take no place", "<table><tr><td>a</td><td style='display:none'>x</td><td>b</td></tr></table>", []string{"grid 1x2", `0,0 "a"`, `0,1 "b"`}},
		{"several reports keep their order", "<h2>甲</h2><table><tr>" + two + "</tr></table><h2>乙</h2><table><tr>" + two + "</tr></table>", []string{`"甲"`, "grid 1x2", `0,0 "a"`, `0,1 "b"`, `"乙"`, "grid 1x2", `0,0 "a"`, `0,1 "b"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(dump(mustRead(t, test.page)), "\t", "")), "\n")
			if diff := cmp.Diff(test.want, lines); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// A cell with the running text of a page without tables is not a cell of data.
func TestReadLayoutByText(t *testing.T) {
	prose := strings.Repeat("<p>"+strings.Repeat("公开", 100)+"</p>", 6)
	doc := mustRead(t, "<table><tr><td>栏目</td><td>"+prose+"</td></tr></table>")
	if len(doc.Blocks) != 7 || doc.Blocks[0].Text != "栏目" || doc.Blocks[6].Grid != nil {
		t.Errorf("got %d blocks, want the navigation and 6 paragraphs:\n%s", len(doc.Blocks), dump(doc))
	}
}

func TestReadHostile(t *testing.T) {
	limits := read.DefaultLimits()
	tests := []struct {
		name, page string
		want       error // nil: read
	}{
		{"empty", "", fault.ErrEmpty},
		{"white space", "<html><body> &nbsp;</body></html>", fault.ErrEmpty},
		{"spans of 10,000 columns", "<table><tr>" + strings.Repeat("<td colspan=10000>1</td>", 3) + "</tr></table>", fault.ErrTooLarge},
		{"10,000 columns", "<table><tr>" + strings.Repeat("<td>1", 10_000) + "</table>", fault.ErrTooLarge},
		{"one span of 10,000 columns", "<table><tr><td colspan=10000 rowspan=99999999999999999999>1</td></tr><tr><td>1</td><td>2</td></tr></table>", nil},
		{"more cells than the limit", "<table>" + strings.Repeat("<tr><td>1<td>2", limits.Cells/2+1) + "</table>", fault.ErrTooLarge},
		{"nested too deep", strings.Repeat("<div>", 100_000), fault.ErrTooLarge},
		{"tables nested too deep", strings.Repeat("<table><tr><td>1</td><td>", 10_000), fault.ErrTooLarge},
		{"more tags than the limit", strings.Repeat("<p>", maxTags+1), fault.ErrTooLarge},
		{"unclosed formatting", strings.Repeat("<b><i><font color=1><o:p/><span>", 10_000) + strings.Repeat("<p>x", 10_000), nil},
		{"a comment never closed", "<p>1</p><!--" + strings.Repeat("<table>", 1000), nil},
		{"cut in a number", "<html><body><table><tr><td>规章</td><td>12", fault.ErrTruncated},
		{"cut in a tag", "<table><tr><td>规章</td><td>1234</td><td", fault.ErrTruncated},
		{"a table left open by a whole page", "<html><body><table><tr><td>规章</td><td>12</body></html>", nil},
		{"a tag never closed", "<p>1</p><td colspan='", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New().Read(t.Context(), read.Source{Bytes: []byte(test.page), Limits: limits})
			if !errors.Is(err, test.want) {
				t.Errorf("Read = %v, want %v", err, test.want)
			}
		})
	}
	t.Run("larger than the limit", func(t *testing.T) {
		_, err := New().Read(t.Context(), read.Source{Bytes: []byte("<p>long"), Limits: read.Limits{Bytes: 3}})
		if !errors.Is(err, fault.ErrTooLarge) {
			t.Errorf("Read = %v, want %v", err, fault.ErrTooLarge)
		}
	})
	t.Run("the deadline has passed", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := New().Read(ctx, read.Source{Bytes: []byte("<p>1"), Limits: limits})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Read = %v, want %v", err, context.Canceled)
		}
	})
}

// testPage is a page of testdata.
type testPage struct {
	name string
	body []byte
}

// testPages returns the pages of testdata.
func testPages(tb testing.TB) []testPage {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		tb.Fatal(err)
	}
	if len(files) == 0 {
		tb.Fatal("no pages")
	}
	var pages []testPage
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, testPage{file, body})
	}
	return pages
}

// What undress drops must not change what is read.
func TestUndressChangesNothing(t *testing.T) {
	for _, page := range testPages(t) {
		text, _, _ := charset.Decode(page.body, "")
		root, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() { // the one change that is meant
			if n.Data == "s" {
				n.Data, n.DataAtom = "del", atom.Del
			}
		}
		var sheets style.Builder
		sheet, err := sheets.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		w := walker{ctx: t.Context(), limits: read.DefaultLimits(), sheet: sheet}
		if err := w.page(root); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dump(read.Document{Blocks: w.blocks()}), dump(mustRead(t, string(page.body)))); diff != "" {
			t.Errorf("%s (-dressed +undressed):\n%s", page.name, diff)
		}
	}
}

func TestDate(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"2024-03-08 15:34", "2024-03-08"},
		{"2024/3/8", "2024-03-08"},
		{"20240308153400", "2024-03-08"},
		{"2024年3月8日", "2024-03-08"},
		{"2024-02-30", ""},
		{"2024-03", ""},
		{"0001-01-01", ""},
		{"", ""},
	} {
		if got := date(test.in).String(); got != test.want {
			t.Errorf("date(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
