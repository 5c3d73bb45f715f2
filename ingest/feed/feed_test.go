package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

func set(t testing.TB) *forms.Set {
	t.Helper()
	s, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sample() report.Report {
	scopes := report.PerSubject[report.Scope]{Disclosure: report.ScopeLevel, Request: report.ScopeArea, Appeal: report.ScopeArea}
	return report.Report{
		Title: "淮安市人民政府2024年政府信息公开工作年度报告", Agency: "淮安市人民政府", RegionCode: "320800", Year: 2024,
		Scopes: scopes, Forms: report.PerSubject[string]{Disclosure: "2021", Request: "2021"},
		Cells: []report.Cell{
			{Code: "disclosure.fee.amount", State: report.Reported, Value: 5_949_088_667, Raw: "5949.088667", Place: report.Place{Line: 2}},
			{Code: "request.received.total", State: report.Inferred, Value: report.Whole(3119), Raw: "3119", Place: report.Place{Line: 3}},
			{Code: "request.received.business", State: report.Blank, Place: report.Place{Line: 4}},
			{Code: "request.carried_in.total", State: report.Placeholder, Raw: "/", Place: report.Place{Line: 5}},
			{Code: "request.carried_out.total", State: report.Unreadable, Raw: "12\n13", Place: report.Place{Line: 6}},
		},
	}
}

func TestNotesThatCannotBe(t *testing.T) {
	for _, note := range []report.Note{{Kind: "sorcery", Count: 1}, {Kind: report.NoteStruck}, {Kind: report.NoteStruck, Count: -1}} {
		r := sample()
		r.Notes = []report.Note{note}
		body, err := json.Marshal(File{Reports: []Report{From(&r, "en")}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseJSON(body, set(t)); !errors.Is(err, fault.ErrDamaged) {
			t.Errorf("%+v: %v", note, err)
		}
	}
}

func TestJSONThereAndBack(t *testing.T) {
	want := sample()
	want.Period = report.Period{From: report.Date{Year: 2024, Month: 1, Day: 1}, To: report.Date{Year: 2024, Month: 12, Day: 31}}
	want.PartOfYear = true
	want.Notes = []report.Note{{Kind: report.NoteHiddenRow, Place: report.Place{Grid: 2, Row: 8}, Count: 7}}
	want.PublishedOn = report.Date{Year: 2025, Month: 2, Day: 25}
	order := report.Finding{
		Rule: "layout.label_order", Severity: report.Error, Status: report.Fail, MessageZH: "order", MessageEN: "order", Cells: []string{"request.received.total"},
	}
	written := want
	written.Findings = []report.Finding{order, {Rule: "request.balance", Severity: report.Error, Status: report.Fail}}
	want.Findings = []report.Finding{order}
	body, err := json.Marshal(File{Reports: []Report{From(&written, "en")}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseJSON(body, set(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]report.Report{want}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCSVThereAndBack(t *testing.T) {
	want := sample()
	want.Title = ""
	want.Scopes.Appeal = report.ScopeUnknown // no cell says it
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{Header()}, Rows(&want)...)); err != nil {
		t.Fatal(err)
	}
	if !IsCSV(b.Bytes()) {
		t.Fatalf("the header is not recognised: %s", b.String())
	}
	got, err := ParseCSV(b.Bytes(), set(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]report.Report{want}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	head := strings.Join(Header(), ",") + "\n"
	const good = "a,测试局,350128,2023,own,2021,request.received.total,5,reported,5,\n"
	tests := []struct{ name, body, want string }{
		{"no cell", head, "empty"},
		{"an unknown code", head + "a,测试局,350128,2023,own,2021,request.none.total,5,reported,5,\n", "no indicator"},
		{"a cell twice", head + good + good, "stands twice"},
		{"a blank with a value", head + "a,测试局,350128,2023,own,2021,request.received.total,5,blank,,\n", "blank has the value"},
		{"a report without its value", head + "a,测试局,350128,2023,own,2021,request.received.total,,reported,5,\n", "reported has the value"},
		{"an unknown state", head + "a,测试局,350128,2023,own,2021,request.received.total,5,guessed,5,\n", "state"},
		{"an unknown form", head + "a,测试局,350128,2023,own,1999,request.received.total,5,reported,5,\n", "no form"},
		{"an unknown scope", head + "a,测试局,350128,2023,all,2021,request.received.total,5,reported,5,\n", "no scope"},
		{"two forms for a subject", head + good + "a,测试局,350128,2023,own,2019,request.carried_in.total,5,reported,5,\n", "forms 2021 and 2019"},
		{"a number with an exponent", head + "a,测试局,350128,2023,own,2021,request.received.total,1e5,reported,5,\n", "decimal"},
		{"a year in words", head + "a,测试局,350128,last,own,2021,request.received.total,5,reported,5,\n", "year"},
		{"a line too short", head + "a,b\n", "wrong number of fields"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reports, err := ParseCSV([]byte(test.body), set(t))
			if err == nil || !strings.Contains(err.Error(), test.want) || reports != nil {
				t.Errorf("got %v, %v; want an error with %q and no report", reports, err, test.want)
			}
			if _, ok := fault.Reason(err); !ok {
				t.Errorf("%v has no reason", err)
			}
		})
	}
	for _, body := range []string{`{"reports":[]}`, `{"reports":[{"path":1}]}`, `{"reports"`, `{"reports":[{"unknown":1}]}`} {
		if _, err := ParseJSON([]byte(body), set(t)); !errors.Is(err, fault.ErrDamaged) && !errors.Is(err, fault.ErrEmpty) {
			t.Errorf("%s gives %v", body, err)
		}
	}
}

// A count that is not whole has no value, whatever the feed says of it; what it said is kept. Money has decimals.
func TestCountsAreWhole(t *testing.T) {
	const row = "a,测试局,350128,2023,own,2021,"
	body := strings.Join(Header(), ",") + "\n" +
		row + "request.received.total,1.5,reported,1.5件,\n" +
		row + "disclosure.licence.decisions,-0.5,inferred,,\n" +
		row + "appeal.litigation_direct.total,2.000,reported,2.000,\n" +
		row + "disclosure.fee.amount,0.5,reported,0.5,\n"
	fromCSV, err := ParseCSV([]byte(body), set(t))
	if err != nil {
		t.Fatal(err)
	}
	file, err := json.Marshal(File{Reports: []Report{{
		Scopes: report.PerSubject[report.Scope]{Disclosure: report.ScopeOwn, Request: report.ScopeOwn, Appeal: report.ScopeOwn},
		Forms:  report.PerSubject[*string]{Disclosure: known("2021"), Request: known("2021"), Appeal: known("2021")},
		Cells: []Cell{
			{Code: "request.received.total", Value: known("1.5"), State: report.Reported, Raw: "1.5件"},
			{Code: "disclosure.licence.decisions", Value: known("-0.5"), State: report.Inferred},
			{Code: "appeal.litigation_direct.total", Value: known("2.000"), State: report.Reported, Raw: "2.000"},
			{Code: "disclosure.fee.amount", Value: known("0.5"), State: report.Reported, Raw: "0.5"},
		},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	fromJSON, err := ParseJSON(file, set(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []report.Cell{
		{Code: "request.received.total", State: report.Unreadable, Raw: "1.5件"},
		{Code: "disclosure.licence.decisions", State: report.Unreadable, Raw: "-0.5"},
		{Code: "appeal.litigation_direct.total", State: report.Reported, Value: report.Whole(2), Raw: "2.000"},
		{Code: "disclosure.fee.amount", State: report.Reported, Value: 500_000, Raw: "0.5"},
	}
	for name, reports := range map[string][]report.Report{"CSV": fromCSV, "JSON": fromJSON} {
		for i := range reports[0].Cells {
			reports[0].Cells[i].Place = report.Place{}
		}
		if diff := cmp.Diff(want, reports[0].Cells); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	r := sample()
	body, err := json.Marshal(File{Reports: []Report{From(&r, "en")}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte(strings.Join(Header(), ",") + "\na,测试局,350128,2023,own,2021,request.received.total,5,reported,5,\n"))
	known := set(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, parse := range []func([]byte, *forms.Set) ([]report.Report, error){ParseJSON, ParseCSV} {
			reports, err := parse(body, known)
			if err != nil {
				if _, ok := fault.Reason(err); !ok {
					t.Fatalf("an error without a reason: %v", err)
				}
				continue
			}
			for _, r := range reports {
				for _, c := range r.Cells {
					if !c.State.HasValue() && c.Value != 0 {
						t.Fatalf("%s is %s and has the value %s", c.Code, c.State, c.Value)
					}
				}
			}
		}
	})
}
