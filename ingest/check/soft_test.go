package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// set changes the values of cells.
func set(t testing.TB, r *report.Report, values map[string]int64) {
	t.Helper()
	for code, v := range values {
		cell(t, r, code).Value = report.Whole(v)
	}
}

// blank empties the cells whose codes contain a text.
func blank(r *report.Report, text string, state report.State) {
	for i := range r.Cells {
		if strings.Contains(r.Cells[i].Code, text) {
			r.Cells[i].State, r.Cells[i].Value = state, 0
		}
	}
}

func lines(findings []report.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s %s %s %s %s %d", f.Rule, f.Severity, f.Status, text(f.Left), text(f.Right), len(f.Cells)))
	}
	return out
}

func TestSoftRules(t *testing.T) {
	type values = map[string]int64
	power := []string{"disclosure.regulation_power warning fail 6 0 1"}
	tests := []struct {
		name        string
		form        string
		kind, level string
		values      values
		want        []string
	}{
		{
			"issued this year and not in force", "2021", "", "",
			values{"disclosure.normative_document.issued": 5, "disclosure.normative_document.repealed": 1, "disclosure.normative_document.in_force": 3},
			[]string{"disclosure.stock warning fail 3 4 3"},
		},
		{
			"more repealed than issued", "2021", "", "",
			values{"disclosure.normative_document.issued": 5, "disclosure.normative_document.repealed": 9},
			nil,
		},
		{"rules of a town, as 尼勒克 2023", "2021", "township", "town", values{"disclosure.regulation.in_force": 6}, power},
		{"rules of a county government", "2021", "government", "county", values{"disclosure.regulation.in_force": 6}, power},
		{"rules of a department of a city", "2021", "department", "city", values{"disclosure.regulation.in_force": 6}, power},
		{"rules of a ministry", "2021", "department", "nation", values{"disclosure.regulation.in_force": 6}, nil},
		{"rules of a city government", "2021", "government", "city", values{"disclosure.regulation.in_force": 6}, nil},
		{"rules of the office of a province", "2021", "office", "province", values{"disclosure.regulation.in_force": 6}, nil},
		{"rules of a body that nobody knows", "2021", "", "", values{"disclosure.regulation.in_force": 6}, nil},
		{"rules of a department of unknown level", "2021", "department", "", values{"disclosure.regulation.in_force": 6}, nil},
		{
			"fees of a county in yuan", "2021", "department", "county",
			values{"disclosure.fee.amount": 2_510_000},
			[]string{"disclosure.fee_unit warning uncertain 2510000 1000000 1"},
		},
		{"fees of a city", "2021", "government", "city", values{"disclosure.fee.amount": 2_510_000}, nil},
		{
			"more newly disclosed than disclosed", "2019", "", "",
			values{
				"disclosure.normative_document.made": 8, "disclosure.normative_document.published": 9,
				"disclosure.normative_document.published_total": 7,
			},
			[]string{"disclosure.published warning fail 9 7 2", "disclosure.made info uncertain 8 7 2"},
		},
		{
			"fewer items than none", "2019", "", "",
			values{"disclosure.licence.items_previous_year": 3, "disclosure.licence.items_change": -4},
			[]string{"disclosure.items warning fail -1 0 2"},
		},
		{
			"items less the change", "2019", "", "",
			values{"disclosure.licence.items_previous_year": 185, "disclosure.licence.items_change": -185},
			nil,
		},
		{
			"hundreds of other results", "2019", "", "",
			values{
				"request.other.natural_person": 205, "request.other.total": 205, "request.concluded.natural_person": 295, "request.concluded.total": 295,
				"request.received.natural_person": 294, "request.received.total": 294,
			},
			[]string{"request.other_high info uncertain 410 315 2"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, all := newChecker(t)
			r := closing(t, all, test.form, 5)
			r.AgencyKind, r.AgencyLevel = test.kind, test.level
			set(t, r, test.values)
			findings := c.Check(r)
			for _, f := range findings {
				if f.MessageZH == "" || f.MessageEN == "" || strings.Contains(f.MessageZH+f.MessageEN, "{") {
					t.Errorf("%s: messages %q, %q", f.Rule, f.MessageZH, f.MessageEN)
				}
			}
			if got := lines(findings); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What passes is counted: 39 sums and 3, and the rules on single cells.
func TestOutcome(t *testing.T) {
	c, all := newChecker(t)
	r := closing(t, all, "2021", 5)
	type counts struct{ passed, failed, uncertain, notAssessable int }
	of := func(o Outcome) counts { return counts{o.Passed, o.Failed, o.Uncertain, o.NotAssessable} }
	// Of 200 cells each is not negative, and all but the fees are counts; twice a stock.
	closes := counts{passed: 39 + 3 + 200 + 199 + 2}
	if got := of(c.Assess(r)); got != closes {
		t.Errorf("a report that closes: %+v, want %+v", got, closes)
	}
	// Two sums fail, two more lack a cell, and that cell is no longer looked at by itself.
	cell(t, r, "request.granted.total").Value += report.Whole(1)
	cell(t, r, "request.received.business").State = report.Blank
	r.AgencyLevel = "county"
	want := counts{passed: closes.passed - 4 - 2 + 4, failed: 2, notAssessable: 2}
	if got := of(c.Assess(r)); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	cell(t, r, "disclosure.fee.amount").Value = report.Whole(5_000_000)
	want.passed, want.uncertain = want.passed-1, 1
	if got := of(c.Assess(r)); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestRelaxed(t *testing.T) {
	tests := []struct {
		name   string
		change func(t *testing.T, r *report.Report)
		want   int // cells of the finding, 0 for none
	}{
		{"nothing is blank", func(*testing.T, *report.Report) {}, 0},
		{"zeros are blank", func(_ *testing.T, r *report.Report) { blank(r, "request.received.business", report.Blank) }, 1},
		{"zeros are dashes", func(_ *testing.T, r *report.Report) { blank(r, ".business", report.Placeholder) }, 25},
		{"a number is blank", func(_ *testing.T, r *report.Report) { blank(r, "request.granted.total", report.Blank) }, 0},
		{"a zero is lost", func(_ *testing.T, r *report.Report) {
			blank(r, ".business", report.Blank)
			blank(r, "request.received.business", report.Absent)
		}, 0},
		{"a sum fails elsewhere", func(t *testing.T, r *report.Report) {
			blank(r, ".business", report.Blank)
			cell(t, r, "request.granted.total").Value++
		}, 0},
		{"all is blank", func(_ *testing.T, r *report.Report) { blank(r, "request.", report.Blank) }, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, all := newChecker(t)
			r := closing(t, all, "2021", 5)
			test.change(t, r)
			got := 0
			for _, f := range c.Check(r) {
				if f.Rule != "request.relaxed" {
					continue
				}
				got = len(f.Cells)
				if f.Severity != report.Info || f.Status != report.NotAssessable || !strings.Contains(f.MessageEN, fmt.Sprint(got)) {
					t.Errorf("got %+v", f)
				}
			}
			if got != test.want {
				t.Errorf("the finding has %d cells, want %d", got, test.want)
			}
		})
	}
}

// A row of subtotals that an office prints is added up both ways.
func TestPrintedSubtotals(t *testing.T) {
	c, all := newChecker(t)
	r := closing(t, all, "2021", 5)
	for _, heading := range []string{"natural_person", "business", "research_institution", "public_interest_organization", "legal_service", "other_organization", "total"} {
		v := int64(0)
		if heading == "natural_person" || heading == "total" {
			v = 40
		}
		r.Cells = append(r.Cells, report.Cell{Code: "request.denied." + heading, State: report.Reported, Value: report.Whole(v)})
	}
	if findings := c.Check(r); len(findings) > 0 {
		t.Errorf("right subtotals give %q", lines(findings))
	}
	cell(t, r, "request.denied.total").Value = report.Whole(39)
	want := []string{"request.applicants error fail 40 39 7", "request.denied error fail 40 39 9", "request.located info uncertain ? ? 1"}
	if got := lines(c.Check(r)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSums(t *testing.T) {
	c, _ := newChecker(t)
	sums := c.Sums("2021", report.Appeal)
	if len(sums) != 3 || sums[0].Rule != "appeal.total" || len(sums[0].Left) != 4 ||
		!slices.Equal(sums[0].Right, []string{"appeal.reconsideration.total"}) {
		t.Errorf("got %+v", sums)
	}
	printed := 0
	for _, s := range c.Sums("2021", report.Request) {
		if !s.Optional {
			printed++
		}
	}
	if printed != 39 {
		t.Errorf("%d sums that are printed, want 39", printed)
	}
}

// A new rule is a row of data.
func TestNewRule(t *testing.T) {
	const data = "rule,level,subject,severity,status,expression,condition,basis,message_zh,message_en,explanation_zh,explanation_en\n" +
		"appeal.pending,report,appeal,warning,uncertain,{reconsideration}.pending < 3 * *.total - *.upheld,year >= 2021 and scope = area,x," +
		"{row}{left}/{right},{row}: {left} against {right},x,x\n"
	all, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	list, err := rules.Parse([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(all, list)
	if err != nil {
		t.Fatal(err)
	}
	r := closing(t, all, "2021", 5)
	set(t, r, map[string]int64{"appeal.reconsideration.pending": 10, "appeal.litigation_direct.pending": 10})
	if o := c.Assess(r); len(o.Findings) > 0 || o.Passed > 0 {
		t.Errorf("year and scope are not known, and the rule is applied: %+v", o)
	}
	r.Year, r.Scopes.Appeal = 2023, report.ScopeArea
	findings := c.Check(r)
	if got, want := lines(findings), []string{"appeal.pending warning uncertain 10 10 3"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if got, want := findings[0].MessageZH, "行政复议10/10"; got != want {
		t.Errorf("the message is %s, want %s", got, want)
	}
}

func TestNewRefuses(t *testing.T) {
	const header = "rule,level,subject,severity,status,expression,condition,basis,message_zh,message_en,explanation_zh,explanation_en\n"
	all, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, expression, condition, want string }{
		{"an item that is not there", "recieved.* = 0", "", "no indicator of request has the item recieved"},
		{"a heading that is not there", "*.parts(sum) = 0", "", "no indicator of request has the heading sum"},
		{"an item without parts", "parts(received).* = 0", "", "no form has its cells"},
		{"a glob that nothing matches", "x_*.* = 0", "", "has the item x_*"},
		{"a list with a name that is not there", "{received,recieved}.* = 0", "", "has the item recieved"},
		{"an exception that is not there", "*.except(*_chnage) = 0", "", "has the heading *_chnage"},
		{"a form that is not there", "*.* = 0", "form = 2030", "names form 2030"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list, err := rules.Parse([]byte(header + `request.a,report,request,error,fail,"` + test.expression + `",` + test.condition + ",x,x,x,x,x\n"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := New(all, list); err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "request.a") {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	list, err := rules.Parse([]byte(header + "disclosure.a,report,disclosure,error,fail,licence.decisions = fee.amount,,x,x,x,x,x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(all, list); err == nil || !strings.Contains(err.Error(), "adds 万元 to 件") {
		t.Errorf("a rule that compares money with a count gives %v", err)
	}
}
