package feed

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func written() *report.Report {
	r := &report.Report{
		Path: "a.html", SHA256: "00", Title: "<年报>", Agency: "淮安市人民政府", RegionCode: "320800", Year: 2024,
		Period: report.Period{
			From: report.Date{Year: 2024, Month: time.January, Day: 1}, To: report.Date{Year: 2024, Month: time.December, Day: 31},
		},
		Cells: []report.Cell{
			{
				Code: "request.received.total", Value: report.Whole(3119), State: report.Reported, Raw: "3119",
				Place: report.Place{Page: 3, Grid: 2, Row: 4, Column: 10},
			},
			{Code: "request.granted.total", State: report.Blank},
			{Code: "request.denied.total", State: report.Absent, Value: report.Whole(7)}, // a value that does not count
		},
		Findings: []report.Finding{{
			Rule: "request.balance", Severity: report.Error, Status: report.Fail, MessageZH: "不平", MessageEN: "does not balance",
			Cells:      []string{"request.received.total"},
			Suggestion: []report.Suggestion{{Code: "request.granted.total", Value: "53", Culprit: "agency"}},
		}},
	}
	r.Scopes = report.PerSubject[report.Scope]{
		Disclosure: report.ScopeArea, Request: report.ScopeArea, Appeal: report.ScopeArea,
	}
	r.Forms.Set(report.Request, "2021")
	return r
}

func TestJSONWriter(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := NewJSONWriter(&b, "en")
	for _, r := range []*report.Report{written(), {Path: "b.txt", Scopes: written().Scopes}} {
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close([]Rejected{{Path: "c.pdf", Reason: "encrypted", Message: "…"}}); err != nil {
		t.Fatal(err)
	}
	want := `{"reports":[
{"path":"a.html","sha256":"00","title":"<年报>","agency":"淮安市人民政府","region_code":"320800","year":2024,` +
		`"period":["2024-01-01","2024-12-31"],"published_on":null,"scope":"area",` +
		`"scopes":{"disclosure":"area","request":"area","appeal":"area"},` +
		`"forms":{"disclosure":null,"request":"2021","appeal":null},` +
		`"cells":[{"code":"request.received.total","value":"3119","state":"reported","raw":"3119","place":{"page":3,"grid":2,"row":4,"column":10}},` +
		`{"code":"request.granted.total","value":null,"state":"blank","raw":"","place":{}},` +
		`{"code":"request.denied.total","value":null,"state":"absent","raw":"","place":{}}],` +
		`"findings":[{"rule":"request.balance","severity":"error","status":"fail","message":"does not balance","cells":["request.received.total"],` +
		`"suggestion":[{"code":"request.granted.total","value":"53","culprit":"agency"}]}],"notes":[]},
{"path":"b.txt","sha256":"","title":"","agency":null,"region_code":null,"year":null,"period":null,"published_on":null,"scope":"area",` +
		`"scopes":{"disclosure":"area","request":"area","appeal":"area"},"forms":{"disclosure":null,"request":null,"appeal":null},"cells":[],"findings":[],"notes":[]}
],
"rejected":[{"path":"c.pdf","reason":"encrypted","message":"…"}]}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !json.Valid(b.Bytes()) {
		t.Error("not JSON")
	}
}

func TestCSVWriter(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := NewCSVWriter(&b)
	if err := w.Report(written()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(nil); err != nil {
		t.Fatal(err)
	}
	want := `path,agency,region_code,year,scope,form,code,value,state,raw,place
a.html,淮安市人民政府,320800,2024,area,2021,request.received.total,3119,reported,3119,"page 3, table 2, row 4, column 10"
a.html,淮安市人民政府,320800,2024,area,2021,request.granted.total,,blank,,
a.html,淮安市人民政府,320800,2024,area,2021,request.denied.total,,absent,,
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeaderOrFrameWithoutReports(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		finish func(*bytes.Buffer) error
		want   string
	}{
		{"json", func(b *bytes.Buffer) error { return NewJSONWriter(b, "zh").Close([]Rejected{}) }, "{\"reports\":[],\n\"rejected\":[]}\n"},
		{"csv", func(b *bytes.Buffer) error { return NewCSVWriter(b).Close(nil) }, "path,agency,region_code,year,scope,form,code,value,state,raw,place\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := tc.finish(&b); err != nil {
				t.Fatal(err)
			}
			if b.String() != tc.want {
				t.Errorf("got %q, want %q", b.String(), tc.want)
			}
		})
	}
}
