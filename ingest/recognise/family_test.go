package recognise

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// withInvented returns the shipped forms and that of testdata/form2030, added by its files alone.
func withInvented(t testing.TB) *forms.Set {
	t.Helper()
	shipped, invented := os.DirFS("../../config/forms"), os.DirFS("testdata/form2030")
	files := fstest.MapFS{}
	for _, from := range []fs.FS{shipped, invented} {
		names, err := fs.Glob(from, "*.csv")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			body, err := fs.ReadFile(from, name)
			if err != nil {
				t.Fatal(err)
			}
			if files[name] == nil {
				files[name] = &fstest.MapFile{}
			}
			files[name].Data = append(files[name].Data, body...)
		}
	}
	set, err := forms.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func recogniserOf(t testing.TB, set *forms.Set, year int) *Recogniser {
	t.Helper()
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := New(set, all, nobody{year})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// A form with other columns and rows comes as data files and is read by its own labels.
func TestInventedForm(t *testing.T) {
	set := withInvented(t)
	rec := recogniserOf(t, set, 2030)
	if n := len(rec.vocabularies); n != 2 {
		t.Fatalf("the forms have %d families, want 2: 2019 and 2021, and the invented one", n)
	}
	doc := &read.Document{}
	for _, text := range []string{
		`| 第二十条第（十六）项 | > | > |
		 | 信息内容 | 本年开放数量 | 本年更新数量 |
		 | 开放数据集 | 12 | 7 |`,
		`| 申请人情况 | > | 自然人 | 农户 | 总计 |
		 | 一、收到诉求数量 | > | 5 | 3 | 8 |
		 | 二、上年结转诉求数量 | > | 1 | 0 | 1 |
		 | 三、办理结果 | （一）全部满足 | 2 | 1 | 3 |
		 | ^ | （二）调解 | 2 | 2 | 4 |
		 | ^ | （三）总计 | 4 | 3 | 7 |
		 | 四、结转下年度继续办理 | > | 2 | 0 | 2 |`,
		`| 行政复议 | > | > | 行政仲裁 | > | > |
		 | 结果维持 | 和解结案 | 总计 | 结果维持 | 和解结案 | 总计 |
		 | 3 | 1 | 4 | 0 | 6 | 6 |`,
	} {
		doc.Blocks = append(doc.Blocks, read.Block{Grid: drawn(t, text)})
	}
	reports, err := rec.Reports(doc, Given{})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != 1 {
		t.Fatalf("got %d reports, want 1", len(reports))
	}
	r := reports[0]
	for _, subject := range report.Subjects() {
		if got := r.Forms.Of(subject); got != "2030" {
			t.Errorf("%s follows the form %s, want 2030", subject, got)
		}
	}
	want := map[string]string{
		"disclosure.dataset.opened": "12", "disclosure.dataset.updated": "7",
		"request.received.natural_person": "5", "request.received.farm": "3", "request.received.total": "8",
		"request.carried_in.natural_person": "1", "request.carried_in.farm": "0", "request.carried_in.total": "1",
		"request.granted.natural_person": "2", "request.granted.farm": "1", "request.granted.total": "3",
		"request.mediated.natural_person": "2", "request.mediated.farm": "2", "request.mediated.total": "4",
		"request.concluded.natural_person": "4", "request.concluded.farm": "3", "request.concluded.total": "7",
		"request.carried_out.natural_person": "2", "request.carried_out.farm": "0", "request.carried_out.total": "2",
		"appeal.reconsideration.upheld": "3", "appeal.reconsideration.settled": "1", "appeal.reconsideration.total": "4",
		"appeal.arbitration.upheld": "0", "appeal.arbitration.settled": "6", "appeal.arbitration.total": "6",
	}
	if got := reported(&r); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(r.Findings) > 0 {
		t.Errorf("findings: %v", r.Findings)
	}
}

// Reports of 2019 and 2021 are read as they are without the invented form.
func TestInventedFormChangesNoOther(t *testing.T) {
	const folder = "../../testdata/reports"
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{2019, 2024} {
		before, with := newRecogniser(t, year), recogniserOf(t, withInvented(t), year)
		for _, file := range files {
			if !slices.Contains([]string{".txt", ".md", ".html"}, filepath.Ext(file.Name())) {
				continue
			}
			body, err := os.ReadFile(filepath.Join(folder, file.Name()))
			if err != nil {
				t.Fatal(err)
			}
			want, errWant := before.Reports(document(t, body), Given{})
			got, errGot := with.Reports(document(t, body), Given{})
			if (errWant == nil) != (errGot == nil) || len(got) != len(want) {
				t.Fatalf("%s: %d reports and %v, want %d and %v", file.Name(), len(got), errGot, len(want), errWant)
			}
			for i := range want {
				same := slices.EqualFunc(got[i].Findings, want[i].Findings, func(a, b report.Finding) bool {
					return a.Rule == b.Rule && a.MessageZH == b.MessageZH && slices.Equal(a.Cells, b.Cells)
				})
				if !slices.Equal(got[i].Cells, want[i].Cells) || !same || got[i].Forms != want[i].Forms {
					t.Errorf("%s: report %d is read otherwise", file.Name(), i+1)
				}
			}
		}
	}
}
