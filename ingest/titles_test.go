package ingest

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// title is that of one of the invented reports of testdata/bodies.
func title(agency, year string) string {
	return agency + year + "年政府信息公开工作年度报告"
}

// twoReports returns the lines of two whole reports, without their titles.
func twoReports(t *testing.T) (water, school string) {
	t.Helper()
	body, err := os.ReadFile("testdata/bodies/two_reports_in_text.txt")
	if err != nil {
		t.Fatal(err)
	}
	water, school, ok := strings.Cut(string(body), title("某某市教育局", "2024")+"\n")
	if water, _ = strings.CutPrefix(water, title("某某市水务局", "2024")+"\n"); !ok {
		t.Fatal("no second title")
	}
	return water, school + "\n"
}

// Where the titles of other reports stand before, between and after the reports of a document: what holds nothing of a report begins
// none, and each number is that of the nearest title that does.
func TestTitlesAroundReports(t *testing.T) {
	extractor := newExtractor(t, Options{})
	water, school := twoReports(t)
	a, b, c := title("某某市水务局", "2024")+"\n", title("某某市教育局", "2024")+"\n", title("某某市民政局", "2023")+"\n"
	list := title("某某市财政局", "2024") + "\n" + title("某某市司法局", "2024") + "\n" + c
	const (
		first, second = "某某市水务局 2024 200 17", "某某市教育局 2024 200 99"
		suspicion     = "layout.titles"
	)
	third := strings.Index(water, "三、收到")
	inParts := water[:third] + "某某市人民政府政府信息公开年度报告\n" + water[third:]
	for _, test := range []struct {
		name, text string
		want       []string
		told       string // a rule of which the first report has a finding
	}{
		{"a list behind", a + water + list, []string{first}, ""},
		{"a list before", list + a + water, []string{first}, suspicion},
		{"a list between", a + water + list + b + school, []string{first, second}, ""},
		{"a list between tables", a + water[:third] + list + water[third:], []string{first}, suspicion},
		{"a table of contents that names both", a + b + a + water + b + school, []string{first, second}, ""},
		{"a menu that names the second", b + a + water + b + school, []string{first, second}, ""},
		{"titles printed twice", a + a + water + b + b + school, []string{first, second}, ""},
		{"a cover each", a + "某某市水务局\n2025年1月\n" + a + water + b + "某某市教育局\n" + b + school, []string{first, second}, ""},
		{"a title over each table", a + water[:third] + "附表2 " + a + water[third:] + b + school, []string{first, second}, ""},
		{"years in a menu", title("某某市水务局", "2023") + "\n" + a + water, []string{first}, suspicion},
		{"a running head of its own", a + water[:third] + a + water[third:], []string{first}, ""},
		{"a running head of the parent", "某某市人民政府政府信息公开年度报告\n" + a + inParts, []string{first}, suspicion},
		{"in quotation marks", "《" + strings.TrimSpace(a) + "》\n" + water + "《" + strings.TrimSpace(b) + "》\n" + school, []string{first, second}, ""},
		{"a first report that is a picture", a + b + school, []string{second}, suspicion},
		{"a last report that is a picture", a + water + b + "一、总体情况\n二、主动公开政府信息情况\n", []string{first}, suspicion},
		{"a last report that is a picture, with its period", a + water + b + "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。\n", []string{first, "某某市教育局 2024 0 -"}, ""},
		{"numbered", "一、" + a + water + "二、" + b + school, []string{first, second}, ""},
		{"attachments", "附件1：" + a + water + "附件2：" + b + school, []string{first, second}, ""},
		{"issued", "某某市水务局关于印发《" + strings.TrimSpace(a) + "》的通知\n" + water + "某某市教育局关于印发《" + strings.TrimSpace(b) + "》的通知\n" + school, []string{first, second}, ""},
		{"a list with days", "2025-01-20 " + b + a + water, []string{first}, ""},
		{"the previous page", "上一篇 " + b + a + water, []string{first}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.txt")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			results := extractor.Extract(t.Context(), discovered(t, path)[0])
			if len(results) != 1 || results[0].Err != nil {
				t.Fatalf("%+v", results)
			}
			var got []string
			told := ""
			for i, r := range results[0].Reports {
				got = append(got, summary(r))
				for _, f := range r.Findings {
					if i == 0 && f.Rule == suspicion {
						told = f.Rule
					}
				}
			}
			if !slices.Equal(got, test.want) || told != test.told {
				t.Errorf("got %q, finding %q; want %q, %q", got, told, test.want, test.told)
			}
		})
	}
}

// bodiesOf reads a document and returns what its reports are.
func bodiesOf(t *testing.T, name string, body []byte) (got []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	results := newExtractor(t, Options{}).Extract(t.Context(), discovered(t, path)[0])
	if len(results) != 1 || results[0].Err != nil {
		t.Fatalf("%+v", results)
	}
	for _, r := range results[0].Reports {
		got = append(got, summary(r))
	}
	return got
}

// Links to other reports begin nothing and name nobody, wherever they stand.
func TestLinksToOtherReports(t *testing.T) {
	body, err := os.ReadFile("testdata/bodies/older_year_without_tables_first.html")
	if err != nil {
		t.Fatal(err)
	}
	page := string(body)
	first := `<a href="/1.html">` + title("某某市教育局", "2024") + `</a>`
	second := `<a href="/2.html">` + title("某某市民政局", "2023") + `</a>`
	menu := "<ul><li>" + first + "</li><li>[2025-01-20] " + second + "</li></ul>"
	list := "<table><tr><td>" + first + "</td></tr><tr><td>" + second + "</td></tr></table>"
	last := strings.LastIndex(page, "<table")
	start := strings.Index(page, "<h1>")
	want := []string{"某某市水务局 2023 0 -", "某某市水务局 2024 200 17"}
	for name, text := range map[string]string{
		"before":                 page[:start] + menu + page[start:],
		"between tables":         page[:last] + menu + page[last:],
		"behind":                 strings.Replace(page, "</body>", menu+"</body>", 1),
		"before, a table":        page[:start] + list + page[start:],
		"without a main heading": strings.NewReplacer("<h1>", "<p>", "</h1>", "</p>").Replace(page[:start] + menu + page[start:]),
	} {
		t.Run(name, func(t *testing.T) {
			if got := bodiesOf(t, "page.html", []byte(text)); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// A sheet that has no whole title is that of the body for which it is named.
func TestSheetsNamedForBodies(t *testing.T) {
	water, school, civil := "某某市水务局", "某某市教育局", "某某市民政局"
	for _, test := range []struct {
		name, second, third string // the titles of the sheets
		want                []string
	}{
		{
			"titles without a body", "2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告",
			[]string{water + " 2024 200 17", school + " 2024 200 99", civil + " 2024 200 5"},
		},
		{
			"no titles: nobody's, and not the first one's", "数据", "数据",
			[]string{water + " 2024 200 17", " 2024 200 99", " 2024 200 5"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := rewritten(t, "testdata/bodies/workbook_sheet_per_agency.xlsx", strings.NewReplacer(
				title(school, "2024"), test.second, title(civil, "2024"), test.third,
				`name="务局2"`, `name="`+water+`"`, `name="育局2"`, `name="`+school+`"`, `name="政局2"`, `name="`+civil+`"`))
			if got := bodiesOf(t, "book.xlsx", body); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// rewritten returns a workbook with other texts.
func rewritten(t *testing.T, path string, texts *strings.Replacer) []byte {
	t.Helper()
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	entity := regexp.MustCompile(`&#[0-9]+;`)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range in.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		text := entity.ReplaceAllStringFunc(string(body), html.UnescapeString)
		if _, err := io.WriteString(part, texts.Replace(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
