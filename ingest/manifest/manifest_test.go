package manifest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/ingest"
	"gongkai/ingest/sheet"
	"gongkai/internal/fault"
)

// manifest reads a manifest with these bytes in a folder.
func manifest(t *testing.T, dir, body string) (*Manifest, error) {
	t.Helper()
	path := filepath.Join(dir, "manifest.csv")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(path, Options{LastYear: 2026, Headings: map[string][]string{"path": {"路径"}, "year": {"年度"}}})
}

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A list that Excel or WPS saved says the same in whatever encoding and with whatever separators.
func TestManifestEncodings(t *testing.T) {
	const text = "path,agency,region_code,year,source\r\na.html,盐城市教育局,320900,2024,https://example.org/a\r\n" +
		"年报/b.html,\"盐城市公安局\",盐城市,2023,\r\n"
	utf16 := func(order unicode.Endianness) encoding.Encoding { return unicode.UTF16(order, unicode.UseBOM) }
	tabs := strings.ReplaceAll(text, ",", "\t")
	for _, test := range []struct{ name, body string }{
		{"utf-8", text},
		{"utf-8 with a mark", "\ufeff" + text},
		{"gbk", encoded(t, simplifiedchinese.GBK, text)},
		{"gb18030", encoded(t, simplifiedchinese.GB18030, text)},
		{"utf-16 as Excel's Unicode text", encoded(t, utf16(unicode.LittleEndian), tabs)},
		{"utf-16 big endian", encoded(t, utf16(unicode.BigEndian), text)},
		{"gbk with tabs", encoded(t, simplifiedchinese.GBK, tabs)},
		{"gbk with semicolons", encoded(t, simplifiedchinese.GBK, strings.ReplaceAll(text, ",", ";"))},
		{"the separator named", "sep=;\n" + strings.ReplaceAll(text, ",", ";")},
		{"cr alone", encoded(t, simplifiedchinese.GBK, strings.ReplaceAll(text, "\r\n", "\r"))},
		{"chinese headings in gbk", encoded(t, simplifiedchinese.GBK, strings.NewReplacer("path", "路径", "year", "年度").Replace(text))},
		{"blank lines and rows", "\n" + strings.ReplaceAll(text, "\r\n", "\n,,,,\n\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			m, err := manifest(t, dir, test.body)
			if err != nil {
				t.Fatal(err)
			}
			got := []ingest.Entry{m.Entry(filepath.Join(dir, "a.html")), m.Entry(filepath.Join(dir, "年报", "b.html")), m.Entry("elsewhere")}
			want := []ingest.Entry{
				{Agency: "盐城市教育局", RegionCode: "320900", Year: 2024, Source: "https://example.org/a"},
				{Agency: "盐城市公安局", RegionCode: "320900", Year: 2023},
				{},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A workbook is a manifest too, with years and codes as numbers; rows can name what lies in an archive, of Windows too.
func TestManifestWorkbook(t *testing.T) {
	dir := t.TempDir()
	w := excelize.NewFile()
	var err error
	for cell, v := range map[string]any{
		"A1": "路径", "B1": "agency", "C1": "region_code", "D1": "年度",
		"A2": `年报.zip!2024\a.html`, "B2": "盐城市教育局", "C2": 320900, "D2": 2024,
	} {
		err = errors.Join(err, w.SetCellValue("Sheet1", cell, v))
	}
	path := filepath.Join(dir, "manifest.xlsx")
	if err := errors.Join(err, w.SaveAs(path), w.Close()); err != nil {
		t.Fatal(err)
	}
	m, err := Read(path, Options{LastYear: 2026, Headings: map[string][]string{"path": {"路径"}, "year": {"年度"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := ingest.Entry{Agency: "盐城市教育局", RegionCode: "320900", Year: 2024}
	if got := m.Entry(filepath.Join(dir, "年报.zip!2024/a.html")); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// 联通 in GBK is also UTF-8 of another script; a character of GB18030 alone is no damage.
func TestManifestNamesThatLookLikeOtherEncodings(t *testing.T) {
	for _, name := range []string{"联通", "㙍𠮷镕"} {
		dir := t.TempDir()
		m, err := manifest(t, dir, encoded(t, simplifiedchinese.GB18030, "path,agency\na.html,"+name+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Entry(filepath.Join(dir, "a.html")).Agency; got != name {
			t.Errorf("%s is read as %s", name, got)
		}
	}
}

// Every row that does not fit is named, with the line that it stands on; a manifest with one is refused whole.
func TestManifestRowsThatDoNotFit(t *testing.T) {
	gbk := encoded(t, simplifiedchinese.GBK, "盐城市公安局")
	for _, test := range []struct {
		name, body string
		want       []Problem
	}{
		{"years", "path,year\na,24\nb,2024\nc,20233\nd,2007\ne,2027\nf,二〇二四\ng,2024.5\n", []Problem{
			{Line: 2, Kind: Year, Value: "24"},
			{Line: 4, Kind: Year, Value: "20233"},
			{Line: 5, Kind: Year, Value: "2007"},
			{Line: 6, Kind: Year, Value: "2027"},
			{Line: 7, Kind: Year, Value: "二〇二四"},
			{Line: 8, Kind: Year, Value: "2024.5"},
		}},
		{"regions", "path,region_code,year\na,999999,2024\nb,鼓楼区,2024\nc,无此市,\n" +
			"d,莱芜市,2023\ne,莱芜市,2018\nf,320900,\n", []Problem{
			{Line: 2, Kind: Region, Value: "999999", Year: 2024},
			{Line: 3, Kind: Region, Value: "鼓楼区", Year: 2024},
			{Line: 4, Kind: Region, Value: "无此市"},
			{Line: 5, Kind: Region, Value: "莱芜市", Year: 2023},
		}},
		{"a region by name alone", "path,region\na,无此市\n", []Problem{{Line: 2, Kind: Region, Value: "无此市"}}},
		{"two rows for one path", "path,year\na.html,2024\n./a.html,2023\nx/../a.html,2024\n.\\a.html,\n", []Problem{
			{Line: 3, Kind: Conflict, Value: "./a.html", Other: 2}, {Line: 5, Kind: Conflict, Value: `.\a.html`, Other: 2},
		}},
		{"no path", "path,agency\n,盐城市教育局\n", []Problem{{Line: 2, Kind: NoPath}}},
		{"several at once, after blank lines and a cell of two lines", "path,agency,year\n\n" +
			"a,\"盐城市\n教育局\",24\n\n,x,20233\n", []Problem{
			{Line: 3, Kind: Year, Value: "24"}, {Line: 6, Kind: NoPath}, {Line: 6, Kind: Year, Value: "20233"},
		}},
		{"a damaged character", "path,agency,year\na,盐城市教\xe8\x82,24\nb,盐城市公安局,24\n", []Problem{
			{Line: 2, Kind: Damaged}, {Line: 3, Kind: Year, Value: "24"},
		}},
		{"gbk among utf-8", "path,agency\na,盐城市教育局和盐城市财政局\nb," + gbk + "\n", []Problem{{Line: 3, Kind: Damaged}}},
		{"utf-8 among gbk", "path,agency\na," + strings.Repeat(gbk, 9) + "\nb,盐城市公安局\n", []Problem{{Line: 3, Kind: Damaged}}},
		{"gbk cut in a character", "path,agency\na," + gbk[:len(gbk)-1] + "\n", []Problem{{Line: 2, Kind: Damaged}}},
		{"lost before", "path,agency\na,盐城市\ufffd\ufffd局\n", []Problem{{Line: 2, Kind: Damaged}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := manifest(t, t.TempDir(), test.body)
			var refused *Error
			if !errors.As(err, &refused) || !errors.Is(err, fault.ErrUsage) || m != nil {
				t.Fatalf("got %v, want a refusal", err)
			}
			lines := map[int]bool{}
			for _, p := range test.want {
				lines[p.Line] = true
			}
			if refused.Rows() != len(lines) {
				t.Errorf("counts %d rows, want %d", refused.Rows(), len(lines))
			}
			if diff := cmp.Diff(test.want, refused.Problems); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Rows that say the same twice are no contradiction, in whatever words.
func TestManifestSameRowTwice(t *testing.T) {
	m, err := manifest(t, t.TempDir(), "path,region_code,year\na.html,320900,2024\na.html,盐城市,2024\n./a.html,320900,2024\n")
	if err != nil || m.Rows() != 1 {
		t.Fatalf("%v, %+v", err, m)
	}
}

// What is no table, or has no path, is wrong use.
func TestManifestThatIsNone(t *testing.T) {
	for _, bad := range []string{
		"", "agency\nx\n", "path,year\n\"a\n", "path,path\na,b\n", "PK\x03\x04", "\xd0\xcf\x11\xe0 an old workbook",
	} {
		if _, err := manifest(t, t.TempDir(), bad); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%q gives %v, want wrong use", bad, err)
		}
	}
	var column *sheet.ColumnError
	if _, err := manifest(t, t.TempDir(), "path,Path\na,b\n"); !errors.As(err, &column) || !column.Twice {
		t.Errorf("two columns of one name give %v", err)
	}
}

// A document is found by whatever path it is given, and what no document asked for is told.
func TestManifestUnmatched(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	absolute := filepath.Join(dir, "r", "c.html")
	m, err := manifest(t, dir, "path,agency,note\nr\\a.html,甲,x\nr\\\\b.html,乙,x\nr/none.html,丙,x\n"+absolute+",丁,x\n")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"r/a.html": "甲", "./r/b.html": "乙", filepath.Join("r", "c.html"): "丁", "a.html": ""} {
		if got := m.Entry(path).Agency; got != want {
			t.Errorf("%s is of %q, want %q", path, got, want)
		}
	}
	want := []Row{{Line: 4, Path: "r/none.html", Full: filepath.Join(dir, "r", "none.html")}}
	if diff := cmp.Diff(want, m.Unmatched()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"note"}, m.Ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
}

// A manifest beside the documents is found as absolute path, and its rows as those of the documents that are read.
func TestManifestIsAsked(t *testing.T) {
	dir := t.TempDir()
	m, err := manifest(t, dir, "path,agency\na.txt,盐城市教育局\nb.txt,盐城市公安局\n")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("no report"), 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := ingest.New(ingest.Options{Manifest: m.Entry})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	results := e.Extract(context.Background(), ingest.File{Path: filepath.Join(dir, "a.txt"), Size: 9})
	if len(results) != 1 || results[0].Entry.Agency != "盐城市教育局" {
		t.Errorf("got %+v", results)
	}
	if got := m.Unmatched(); len(got) != 1 || got[0].Line != 3 {
		t.Errorf("unmatched %+v", got)
	}
}
