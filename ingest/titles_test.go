package ingest

import (
	"os"
	"path/filepath"
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
