package ingest

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"gongkai/internal/report"
)

// A report ends where the next title begins, in every format; a titled report without tables is a report without values. The
// documents of testdata/bodies are invented; what differs in each is in its name.
func TestReportsEndWhereTheNextTitleBegins(t *testing.T) {
	extractor := newExtractor(t, Options{})
	for _, test := range []struct {
		file string
		want []string // agency, year, cells with a value, decisions on licences
	}{
		{"first_report_without_tables.html", []string{"某某市水务局 2024 0 -", "某某市教育局 2024 200 99"}},
		{"tables_of_two_agencies_joined.html", []string{"某某市水务局 2024 10 17", "某某市教育局 2024 190 -"}},
		{"older_year_without_tables_first.html", []string{"某某市水务局 2023 0 -", "某某市水务局 2024 200 17"}},
		{"workbook_two_agencies_joined.xlsx", []string{"某某市水务局 2024 10 17", "某某市教育局 2024 190 -"}},
		{"workbook_sheet_per_agency.xlsx", []string{"某某市水务局 2024 200 17", "某某市教育局 2024 200 99", "某某市民政局 2024 200 5"}},
		{"two_reports_in_text.txt", []string{"某某市水务局 2024 200 17", "某某市教育局 2024 200 99"}},
	} {
		t.Run(test.file, func(t *testing.T) {
			files := discovered(t, filepath.Join("testdata/bodies", test.file))
			results := extractor.Extract(t.Context(), files[0])
			if len(results) != 1 || results[0].Err != nil {
				t.Fatalf("%+v", results)
			}
			var got []string
			for _, r := range results[0].Reports {
				got = append(got, summary(r))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func summary(r report.Report) string {
	valued, licences := 0, "-"
	for _, c := range r.Cells {
		if !c.State.HasValue() {
			continue
		}
		valued++
		if c.Code == "disclosure.licence.decisions" {
			licences = c.Value.String()
		}
	}
	return fmt.Sprintf("%s %d %d %s", r.Agency, r.Year, valued, licences)
}
