package recognise

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
	"gongkai/ingest/read/text"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/report"
)

// nobody is an Identifier that settles only the year.
type nobody struct{ year int }

func (n nobody) Identify(r *report.Report, _ *read.Meta, _ []string, _ Given) {
	r.Title, r.Year = "年度报告", n.year
}

func (n nobody) Heading([]string) *identity.Heading { return nil }

func (n nobody) Opens(string) bool { return false }

func (n nobody) Remembering() Identifier { return n }

func (n nobody) Body(string) *identity.Heading { return nil }

func (n nobody) HeadingsIn(string) []identity.Within { return nil }

func newRecogniser(t testing.TB, year int) *Recogniser {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
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

// document reads bytes with the reader of their format.
func document(t testing.TB, body []byte) *read.Document {
	t.Helper()
	reader := text.New()
	if read.Sniff(body) == read.FormatHTML {
		reader = html.New()
	}
	docs, err := reader.Read(context.Background(), read.Source{Path: "test", Bytes: body, Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	return &docs[0]
}

// truth returns the printed values of a file by code; an empty one is a cell printed blank.
func truth(t testing.TB, folder, name string) map[string]string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(folder, "cells.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for _, row := range rows[1:] {
		if row[0] == name {
			cells[row[1]] = strings.TrimSuffix(row[2], ".0")
		}
	}
	if len(cells) == 0 {
		t.Fatalf("cells.csv has no cell of %s", name)
	}
	return cells
}

// reported returns the values of a report by code, only of cells that have one.
func reported(r *report.Report) map[string]string {
	cells := map[string]string{}
	for _, c := range r.Cells {
		if c.State.HasValue() {
			cells[c.Code] = c.Value.String()
		}
	}
	return cells
}

func TestRealReports(t *testing.T) {
	const folder = "../../testdata/reports"
	tests := []struct {
		file              string
		year              int
		disclosure, other string
		blanks            int
	}{
		{"zibo_research_office_2024.txt", 2024, "2021", "2021", 0},
		{"shanghai_general_office_2019.html", 2019, "2019", "2019", 135},
		{"pingtan_zone_2023.html", 2023, "2021", "2021", 0},
		{"pingtan_jinjing_2019.html", 2019, "2019", "2019", 0},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join(folder, test.file))
			if err != nil {
				t.Fatal(err)
			}
			reports, err := newRecogniser(t, test.year).Reports(document(t, body), Given{})
			if err != nil {
				t.Fatal(err)
			}
			if len(reports) != 1 {
				t.Fatalf("got %d reports, want 1", len(reports))
			}
			r := &reports[0]
			want := report.PerSubject[string]{Disclosure: test.disclosure, Request: test.other, Appeal: test.other}
			if r.Forms != want {
				t.Errorf("forms %v, want %v", r.Forms, want)
			}
			got, blanks := reported(r), 0
			for code, value := range truth(t, folder, test.file) {
				if value == "" {
					blanks++
				}
				if got[code] != value {
					t.Errorf("%s = %q, want %q", code, got[code], value)
				}
			}
			if blanks != test.blanks {
				t.Errorf("the truth has %d blanks, want %d", blanks, test.blanks)
			}
			for _, c := range r.Cells {
				if c.State == report.Absent || c.State == report.Unreadable {
					t.Errorf("%s is %s (%q)", c.Code, c.State, c.Raw)
				}
				if c.Place == (report.Place{}) {
					t.Errorf("%s has no place", c.Code)
				}
			}
			for _, f := range r.Findings {
				if f.Rule == ruleLeftOut && f.Severity == report.Info {
					continue // most pages hide a menu
				}
				t.Errorf("finding %s: %s %v", f.Rule, f.MessageEN, f.Cells)
			}
			if sections := len(r.Narrative); sections < 4 {
				t.Errorf("%d sections of prose: %v", sections, strings.Join(sectionNames(r), " "))
			}
		})
	}
}

func sectionNames(r *report.Report) []string {
	var out []string
	for _, s := range r.Narrative {
		out = append(out, s.Name)
	}
	return out
}

// A table about the document says who issued it; the tables of the report, which print numbers, say nothing of the kind.
func TestFieldsAbout(t *testing.T) {
	about := drawn(t, "| 索 引 号 | 000014349 | 发布机构： | 淮安市水利局 |\n| 名称 | 2024年政府信息公开工作年度报告 | 发文日期 | 2025-01-20 |")
	table := drawn(t, "| 行政许可 | 17 |\n| 行政处罚 | 4 |")
	got := fieldsAbout([]read.Block{{Text: "发布机构"}, {Grid: about}, {Grid: table}})
	want := []string{"000014349:发布机构：", "发布机构:淮安市水利局", "名称:2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告:发文日期"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
