package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// The file has the words of the data, the table those of the language; a year that is not known is empty and not 0.
func TestAgencyList(t *testing.T) {
	t.Parallel()
	list := []page.ListedAgency{
		{
			ID: "7", Name: "洪泽区财政局", RegionCode: "320813", Region: "洪泽区", Level: "county", Kind: "department", System: "财政",
			Standing: "missing", Absence: "not_found", Year: 2024,
		},
		{ID: "8", Name: "甲", Level: "unheard_of", FirstYear: 2022, LastYear: 2023, Reports: 2},
	}
	var b strings.Builder
	if err := AgencyListCSV(&b, list); err != nil {
		t.Fatal(err)
	}
	want := "agency_id,agency,region_code,region,level,kind,system,valid_from,valid_to,first_year,last_year,reports," +
		"standing,expected_from,contact,year,status,absence\n" +
		"7,洪泽区财政局,320813,洪泽区,county,department,财政,,,,,0,missing,,,2024,,not_found\n" +
		"8,甲,,,unheard_of,,,,,2022,2023,2,,,,,,\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
	table := AgencyList(in(t, messages.Chinese), list[:1], true)
	var row []string
	for _, cell := range table.Rows[0] {
		row = append(row, *cell)
	}
	listed := []string{"洪泽区财政局", "洪泽区 320813", "县级", "部门 (财政)", "", "0", "未找到", ""}
	if diff := cmp.Diff(listed, row); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if len(row) != len(table.Header) {
		t.Errorf("%d cells under %d headings", len(row), len(table.Header))
	}
}

// A child region stands for the bodies behind it, and a body that nobody knows for the level of the region.
func TestMissing(t *testing.T) {
	t.Parallel()
	m := &page.Missing{Region: "淮安市", Year: 2024, Missing: []page.MissingMember{
		{
			Kind: "region", RegionCode: ptr("320813"), Region: ptr("洪泽区"), Reports: 3, Silent: 1, Absence: ptr("not_filed"),
			FilingDeadline: ptr("2025-02-20"), PublishingDeadline: ptr("2025-03-31"), DaysLate: ptr(12),
			Subjects: []string{"disclosure", "request", "appeal"},
		},
		{
			Kind: "body", Subjects: []string{"request", "appeal"}, Absence: ptr("not_found"), DaysLate: ptr(0), LookedOn: ptr("2025-01-31"),
			Address: ptr("https://example.org/"),
		},
	}}
	var b strings.Builder
	if err := MissingCSV(&b, m); err != nil {
		t.Fatal(err)
	}
	want := "kind,member,region_code,absence,filing_deadline,publishing_deadline,days_late,looked_on,address,contact," +
		"silent,reports,subjects,expected_from\n" +
		"region,洪泽区,320813,not_filed,2025-02-20,2025-03-31,12,,,,1,3,disclosure request appeal,\n" +
		"body,,,not_found,,,0,2025-01-31,https://example.org/,,0,0,request appeal,\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
	say := in(t, messages.Chinese)
	table := Missing(say, m)
	got := []string{*table.Rows[0][1], *table.Rows[0][2], *table.Rows[0][8], *table.Rows[1][0], *table.Rows[1][6], *table.Rows[1][8]}
	wanted := []string{
		say.Text("region.note_part", "reports", 3, "silent", 1), say.Text("absence.not_filed"), say.Text("region.all_tables"),
		say.Text("region.own_level", "region", "淮安市"), "2025-01-31 https://example.org/",
		say.Text("subject.request") + "、" + say.Text("subject.appeal"),
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}
