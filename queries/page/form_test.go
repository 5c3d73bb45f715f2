package page

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/warehouse"
)

func testForms(t *testing.T, w *warehouse.Warehouse) {
	source := Source(w.DB().QueryContext)
	body, err := AgencyForms(t.Context(), source, "淮安市洪泽区人民政府", 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(body) != 2 || body[0].Year != 2022 || body[1].Year != 2023 || !body[1].IsAgency || body[1].RegionCode != "320813" {
		t.Fatalf("want a form a year: %+v", body)
	}
	table := body[1].Tables[report.Appeal]
	if table.Form != "2021" || table.Basis != "area" || table.IsMixed {
		t.Errorf("the table rests on %+v", table)
	}
	area, err := AreaForms(t.Context(), source, "洪泽区", 2023)
	if err != nil || len(area) != 1 || area[0].Name != "洪泽区" || area[0].IsAgency {
		t.Fatalf("%+v, %v", area, err)
	}
	if total := area[0].Tables[report.Appeal]; total.Basis != "published" || total.Form != "2021" {
		t.Errorf("the total rests on %+v", total)
	}
	for code, want := range map[string]string{
		"appeal.reconsideration.upheld": "9", "appeal.reconsideration.total": "0", "appeal.reconsideration.pending": "",
		"appeal.litigation_direct.total": "",
	} {
		for name, cells := range map[string]map[string]FormCell{"body": table.Cells, "area": area[0].Tables[report.Appeal].Cells} {
			if got := cells[code].Value; (got == nil) != (want == "") || got != nil && *got != want {
				t.Errorf("%s of the %s: %v, want %q", code, name, got, want)
			}
		}
	}
	if c := table.Cells["appeal.litigation_direct.total"]; c.State != report.Unreadable {
		t.Errorf("the state is %q", c.State)
	}
	_, noBody := AgencyForms(t.Context(), source, "乌有局", 0)
	checkRefused(t, noBody, &NotFound{What: WhatAgencyReport, Text: "乌有局"})
	_, noTotals := AreaForms(t.Context(), source, "江苏省", 2019)
	checkRefused(t, noTotals, &NotFound{What: WhatTotals, Text: "江苏省"})
	var several *Ambiguous
	if _, err := AreaForms(t.Context(), source, "鼓楼区", 2023); !errors.As(err, &several) {
		t.Errorf("a name that several areas have: %v", err)
	}
}

// The fewest reports and the most missing of any cell that the form prints; a cell that is not there is empty and counts no members.
func TestFormCoverage(t *testing.T) {
	t.Parallel()
	position := func(code string, role string) forms.Position {
		return forms.Position{Indicator: &forms.Indicator{Code: code}, Role: role}
	}
	one := "1"
	table := FormTable{Cells: map[string]FormCell{
		"a": {Value: &one, Reports: 3, Expected: 4, Missing: 1, Flagged: 2},
		"b": {Reports: 2, Expected: 4, Missing: 2, State: report.Unreadable},
		"c": {Reports: 1, Expected: 9, Missing: 8},
	}}
	printed := []forms.Position{
		position("a", forms.RoleCell), position("b", forms.RoleCell), position("none", forms.RoleCell), position("c", forms.RoleSubtotal),
	}
	want := FormCoverage{Reports: 2, Expected: 4, Missing: 2, Empty: 2, Flagged: 1, Unreadable: 1}
	if diff := cmp.Diff(want, table.Coverage(printed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
