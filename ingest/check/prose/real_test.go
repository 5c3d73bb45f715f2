package prose

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
	"gongkai/ingest/read/text"
	"gongkai/internal/report"
)

const folder = "../../../testdata/reports"

func newChecker(t testing.TB) *Checker {
	t.Helper()
	words, err := lexicon.EmbeddedProse()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// real is a document with its true cells, so that what is tested is the prose and not a reader of tables.
type real struct {
	file, agency string
	year         int
	scope        report.Scope
	form         string
}

func reals() []real {
	return []real{
		{"pingtan_jinjing_2019.html", "平潭综合实验区金井片区管理局", 2019, report.ScopeOwn, "2019"},
		{"pingtan_zone_2014.txt", "平潭综合实验区管理委员会", 2014, report.ScopeArea, ""},
		{"pingtan_zone_2019.txt", "平潭综合实验区", 2019, report.ScopeArea, "2019"},
		{"pingtan_zone_2021.txt", "平潭综合实验区", 2021, report.ScopeArea, "2021"},
		{"pingtan_zone_2023.html", "平潭综合实验区", 2023, report.ScopeArea, "2021"},
		{"pingtan_zone_2023.txt", "平潭综合实验区", 2023, report.ScopeArea, "2021"},
		{"shanghai_general_office_2019.html", "上海市人民政府办公厅", 2019, report.ScopeOwn, "2019"},
		{"shanghai_stc_2024.md", "上海市科学技术委员会", 2024, report.ScopeOwn, "2021"},
		{"suqian_city_2023.txt", "宿迁市人民政府", 2023, report.ScopeArea, "2021"},
		{"zibo_research_office_2024.txt", "淄博市人民政府研究室", 2024, report.ScopeOwn, "2021"},
	}
}

func (d real) load(t testing.TB) *report.Report {
	t.Helper()
	r := &report.Report{
		Agency: d.agency, Year: d.year,
		Scopes: report.PerSubject[report.Scope]{Disclosure: d.scope, Request: d.scope, Appeal: d.scope},
		Forms:  report.PerSubject[string]{Disclosure: d.form, Request: d.form, Appeal: d.form},
	}
	body, err := os.ReadFile(filepath.Join(folder, d.file))
	if err != nil {
		t.Fatal(err)
	}
	reader := text.New()
	if strings.HasSuffix(d.file, ".html") {
		reader = html.New()
	}
	docs, err := reader.Read(context.Background(), read.Source{Path: d.file, Bytes: body, Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	headings, err := lexicon.Sections()
	if err != nil {
		t.Fatal(err)
	}
	section := report.Section{Name: "preamble"}
	for _, b := range docs[0].Blocks {
		if b.Grid != nil {
			continue
		}
		if name := heading(headings, b.Text); name != "" {
			r.Narrative = append(r.Narrative, section)
			section = report.Section{Name: name}
			continue
		}
		section.Text += b.Text + "\n"
	}
	r.Narrative = append(r.Narrative, section)
	file, err := os.Open(filepath.Join(folder, "cells.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] != d.file {
			continue
		}
		cell := report.Cell{Code: row[1], State: report.Blank}
		if row[2] != "" {
			cell.State = report.Reported
			if cell.Value, err = report.ParseValue(row[2]); err != nil {
				t.Fatal(err)
			}
		}
		r.Cells = append(r.Cells, cell)
	}
	if (len(r.Cells) == 0) != (d.form == "") {
		t.Fatalf("%s has %d cells", d.file, len(r.Cells))
	}
	return r
}

func heading(headings []lexicon.Section, line string) string {
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) > 40 {
		return ""
	}
	flat := lexicon.TrimNumber(lexicon.Normalise(line))
	for _, h := range headings {
		if h.Whole && flat == h.Text || !h.Whole && strings.Contains(flat, h.Text) {
			return h.Name
		}
	}
	return ""
}

// line writes a finding as a test case does.
func line(f report.Finding) string {
	out := fmt.Sprintf("%s %s %s", f.Rule, f.Severity, f.Status)
	if f.Left != nil {
		out += " " + f.Left.String()
	}
	if f.Right != nil {
		out += "≠" + f.Right.String()
	}
	return out
}

func lines(findings []report.Finding) []string {
	out := []string{}
	for _, f := range findings {
		out = append(out, line(f))
	}
	return out
}

func TestRealReports(t *testing.T) {
	c := newChecker(t)
	known := map[string][]string{
		"pingtan_zone_2023.html": {"prose.normative warning uncertain 393≠470"},
		"pingtan_zone_2023.txt":  {"prose.normative warning uncertain 393≠470"},
		// Its annex has the heading of part five but no text of it.
		"shanghai_stc_2024.md": {"prose.section info uncertain"},
	}
	for _, d := range reals() {
		t.Run(d.file, func(t *testing.T) {
			findings := c.Check(d.load(t))
			want := known[d.file]
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, lines(findings)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for _, f := range findings {
				if f.MessageZH == "" || f.MessageEN == "" || strings.Contains(f.MessageZH+f.MessageEN, "{") {
					t.Errorf("%s: %q %q", f.Rule, f.MessageZH, f.MessageEN)
				}
			}
		})
	}
}

// Silence is no proof that a number was compared: each of these cells, one more than printed, must be found.
func TestRealNumbersAreCompared(t *testing.T) {
	c := newChecker(t)
	want := map[string][]string{
		"pingtan_zone_2021.txt": {"request.received.total", "request.concluded.total", "request.carried_out.total"},
		"pingtan_zone_2023.html": {
			"request.received.total", "request.concluded.total",
			"request.granted.total", "request.partly_granted.total", "request.denied_enforcement_file.total",
			"request.unavailable_not_held.total", "request.rejected_duplicate.total", "request.other_misc.total",
			"appeal.reconsideration.total", "appeal.litigation_after_reconsideration.total",
			"disclosure.normative_document.issued",
		},
		"shanghai_general_office_2019.html": {
			"request.received.total", "request.carried_in.total", "request.concluded.total", "request.carried_out.total",
			"request.other.total", "appeal.reconsideration.total",
		},
		"shanghai_stc_2024.md": {
			"request.received.total", "request.carried_in.total", "request.granted.total", "request.partly_granted.total",
			"request.denied_deliberative.total", "request.unavailable_needs_creation.total", "request.rejected_petition.total",
			"request.other_misc.total", "appeal.reconsideration.total", "appeal.litigation_direct.total",
		},
		"suqian_city_2023.txt": {
			"request.received.total", "request.received.natural_person", "request.carried_in.business", "request.granted.total",
			"request.partly_granted.total", "request.denied_third_party_rights.total", "request.unavailable_not_held.total",
			"request.rejected_petition.total", "request.other_misc.total", "request.carried_out.total",
		},
		"zibo_research_office_2024.txt": {"request.received.total"},
	}
	// Numbers with a reading whose cells are blank are left alone: 上海 2019 prints most totals blank.
	silent := map[string]bool{"request.other.total": true}
	for _, d := range reals() {
		r := d.load(t)
		before := len(c.Check(r))
		for _, code := range want[d.file] {
			found := false
			for i := range r.Cells {
				if r.Cells[i].Code == code {
					found = r.Cells[i].State.HasValue()
					r.Cells[i].Value += report.Whole(1)
				}
			}
			if !found && !silent[code] {
				t.Errorf("%s has no value in %s", d.file, code)
			}
			if n := len(c.Check(r)); (n <= before) != silent[code] {
				t.Errorf("%s: %s one more than printed gives %d findings, %d before", d.file, code, n, before)
			}
			for i := range r.Cells {
				if r.Cells[i].Code == code {
					r.Cells[i].Value -= report.Whole(1)
				}
			}
		}
	}
}

// A blank is never compared: without any value there is nothing to contradict.
func TestBlankCellsAreNotCompared(t *testing.T) {
	c := newChecker(t)
	for _, d := range reals() {
		r := d.load(t)
		for i := range r.Cells {
			r.Cells[i].State = report.Blank
		}
		for _, f := range c.Check(r) {
			if len(f.Cells) > 0 {
				t.Errorf("%s: %s", d.file, line(f))
			}
		}
	}
}
