package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
	"gongkai/warehouse"
)

// One warehouse does for all that is asked of reports.
func TestStoredReports(t *testing.T) {
	t.Parallel()
	w := newWarehouse(t, hongze(2022), hongze(2023))
	t.Run("card", func(t *testing.T) { testStoredCard(t, w) })
	t.Run("found", func(t *testing.T) { testFindReport(t, w) })
	t.Run("forms", func(t *testing.T) { testForms(t, w) })
}

// The card of a report in the warehouse says the same as that of the document as it was read, but for what only the warehouse knows.
func testStoredCard(t *testing.T, w *warehouse.Warehouse) {
	r := hongze(2022) // the year after is told to repeat it
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		printer := say(t, language)
		version, err := FindReport(t.Context(), w.DB().QueryContext, ReportQuery{Agency: r.Agency, Year: r.Year})
		if err != nil {
			t.Fatal(err)
		}
		stored, err := StoredCard(t.Context(), w.DB().QueryContext, printer, version)
		if err != nil {
			t.Fatal(err)
		}
		if stored.Findings, err = Findings(t.Context(), w.DB().QueryContext, printer, FindingQuery{VersionID: version}); err != nil {
			t.Fatal(err)
		}
		reader, err := card.NewReader(printer)
		if err != nil {
			t.Fatal(err)
		}
		read := reader.Card(&r, "")
		ignore := []cmp.Option{
			cmpopts.IgnoreFields(Finding{}, "FindingID", "Region", "Path", "Version"), cmpopts.IgnoreFields(Card{}, "Region", "Path"),
			cmpopts.IgnoreFields(card.Subject{}, "Stored"),
			cmpopts.EquateEmpty(),
		}
		if diff := cmp.Diff(read, stored, ignore...); diff != "" {
			t.Errorf("%s (-read +stored):\n%s", language, diff)
		}
		s := stored.Subjects[2]
		if s.Cells != 15 || s.Inferred != 1 || len(s.Unread) != 11 || stored.Region != "洪泽区" || stored.Path != "/d/2022.html" {
			t.Errorf("%s: %+v", language, stored)
		}
		if stored.Findings[0].Basis == "" {
			t.Error("it is not said what the rule rests on")
		}
	}
}

func TestCardOfOneRule(t *testing.T) {
	t.Parallel()
	reader, err := card.NewReader(say(t, messages.English))
	if err != nil {
		t.Fatal(err)
	}
	r := hongze(2023)
	r.Findings = append(r.Findings, report.Finding{Rule: "appeal.total", Severity: report.Error, Status: report.Pass})
	c := reader.Card(&r, "appeal.total")
	c.Trim(report.Error)
	if diff := cmp.Diff([]string{"appeal.total"}, rulesOf(c.Findings)); diff != "" || c.Counts != (card.Counts{Error: 1}) {
		t.Errorf("%+v (-want +got):\n%s", c.Counts, diff)
	}
	c = reader.Card(&r, "")
	c.Trim(report.Error)
	if diff := cmp.Diff([]string{"appeal.total"}, rulesOf(c.Findings)); diff != "" || c.Counts != (card.Counts{Error: 1, Info: 1}) {
		t.Errorf("what is left out is not counted: %+v (-want +got):\n%s", c.Counts, diff)
	}
}

func testFindReport(t *testing.T, w *warehouse.Warehouse) {
	name := "淮安市洪泽区人民政府"
	for _, tc := range []struct {
		query ReportQuery
		want  error
	}{
		{ReportQuery{Agency: name, Year: 2023}, nil},
		{ReportQuery{Agency: "洪泽区", Year: 2022}, nil},
		{ReportQuery{Agency: "320813", Region: "洪泽区", Year: 2022}, nil},
		{ReportQuery{Agency: name, Region: "320800", Year: 2022}, &NotFound{What: WhatReport, Text: name + " 2022", Near: []string{name}}},
		{ReportQuery{Agency: "洪泽", Year: 2023}, &NotFound{What: WhatReport, Text: "洪泽 2023", Near: []string{name}}},
		{ReportQuery{Agency: "乌有局"}, &NotFound{What: WhatReport, Text: "乌有局"}},
		{ReportQuery{Agency: name}, &Ambiguous{What: WhatReport, Text: name, Candidates: []Candidate{
			{Name: name, Code: "320813", Year: 2023}, {Name: name, Code: "320813", Year: 2022},
		}}},
	} {
		version, err := FindReport(t.Context(), w.DB().QueryContext, tc.query)
		if diff := cmp.Diff(tc.want, err); diff != "" || (err == nil) != (version > 0) {
			t.Errorf("%+v: version %d (-want +got):\n%s", tc.query, version, diff)
		}
	}
}
