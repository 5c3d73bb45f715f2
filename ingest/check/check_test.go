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

func newChecker(t testing.TB) (*Checker, *forms.Set) {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(set, all)
	if err != nil {
		t.Fatal(err)
	}
	return c, set
}

// closing returns a report of a form whose sums all close: natural persons have made n requests of each result.
func closing(t testing.TB, set *forms.Set, name string, n int64) *report.Report {
	t.Helper()
	form, ok := set.Form(name)
	if !ok {
		t.Fatalf("there is no form %s", name)
	}
	leaves := map[string]bool{}
	for _, p := range set.Parts {
		if p.Total == "concluded" {
			leaves[p.Part] = true
		}
	}
	results := int64(0)
	for _, p := range form.Of("request") {
		if p.Role == forms.RoleCell && leaves[p.Indicator.Item] && p.Indicator.Heading == "total" {
			results += n
		}
	}
	r := &report.Report{Forms: report.PerSubject[string]{Disclosure: name, Request: name, Appeal: name}}
	for _, p := range form.Positions {
		i := p.Indicator
		if p.Role != forms.RoleCell {
			continue
		}
		var v int64
		switch {
		case i.Subject == "appeal" && i.Heading == "upheld", i.Subject == "appeal" && i.Heading == "total":
			v = n
		case i.Subject != "request" || i.Heading != "natural_person" && i.Heading != "total":
		case leaves[i.Item]:
			v = n
		case i.Item == "concluded":
			v = results
		case i.Item == "received":
			v = results - 1
		case i.Item == "carried_in":
			v = 3
		case i.Item == "carried_out":
			v = 2
		}
		r.Cells = append(r.Cells, report.Cell{Code: i.Code, State: report.Reported, Value: report.Whole(v)})
	}
	return r
}

func cell(t testing.TB, r *report.Report, code string) *report.Cell {
	t.Helper()
	for i := range r.Cells {
		if r.Cells[i].Code == code {
			return &r.Cells[i]
		}
	}
	t.Fatalf("the report has no cell %s", code)
	return nil
}

func TestPrintedSums(t *testing.T) {
	c, _ := newChecker(t)
	for _, test := range []struct {
		form    string
		subject report.Subject
		want    int
	}{
		{"2021", report.Request, 39},
		{"2019", report.Request, 37},
		{"2021", report.Appeal, 3},
		{"2019", report.Appeal, 3},
		{"2021", report.Disclosure, 0},
	} {
		if got := c.Relations(test.form, test.subject); got != test.want {
			t.Errorf("form %s, %s: %d sums, want %d", test.form, test.subject, got, test.want)
		}
	}
}

func TestClosingReportHasNoFinding(t *testing.T) {
	c, set := newChecker(t)
	for _, form := range []string{"2019", "2021"} {
		if findings := c.Check(closing(t, set, form, 5)); len(findings) > 0 {
			t.Errorf("form %s: %+v", form, findings)
		}
	}
}

// Any wrong cell of table 三 breaks at least two sums and any of table 四 one, and the findings name it. Of table 二
// no error is told, since nothing there is a sum.
func TestEverySingleWrongCellIsFlagged(t *testing.T) {
	c, set := newChecker(t)
	for _, form := range []string{"2019", "2021"} {
		for i := range closing(t, set, form, 5).Cells {
			r := closing(t, set, form, 5)
			wrong := &r.Cells[i]
			wrong.Value += report.Whole(1)
			named := 0
			for _, f := range c.Check(r) {
				if rule, _ := c.rules.Rule(f.Rule); rule.Level == rules.LevelLocation {
					// Which cell it is stands beside the failed sums; it is no failure of its own.
					if f.Severity != report.Info {
						t.Errorf("%s: %s is %s", wrong.Code, f.Rule, f.Severity)
					}
					continue
				}
				if f.IsOpenError() == (f.Subject == report.Disclosure) {
					t.Errorf("%s: %s is %s %s", wrong.Code, f.Rule, f.Severity, f.Status)
				}
				if f.IsOpenError() && slices.Contains(f.Cells, wrong.Code) {
					named++
				}
			}
			want := map[string]int{"request": 2, "appeal": 1, "disclosure": 0}[strings.SplitN(wrong.Code, ".", 2)[0]]
			if named < want || want == 0 && named > 0 {
				t.Errorf("form %s: %d findings name the wrong %s, want at least %d", form, named, wrong.Code, want)
			}
		}
	}
}

func TestFindings(t *testing.T) {
	tests := []struct {
		name   string
		change func(t *testing.T, r *report.Report)
		want   []string // rule, severity, status, left, right, number of cells
	}{
		{
			"a total left at zero, as 洪泽 2023 prints",
			func(t *testing.T, r *report.Report) { cell(t, r, "appeal.reconsideration.total").Value = 0 },
			[]string{"appeal.total error fail 5 0 5", "appeal.group info uncertain ? ? 1"},
		},
		{
			"a blank makes its sums not assessable",
			func(t *testing.T, r *report.Report) {
				c := cell(t, r, "request.received.business")
				c.State, c.Value = report.Blank, 0
			},
			[]string{"request.balance info not_assessable ? ? 4", "request.applicants info not_assessable ? ? 7", "request.relaxed info not_assessable ? ? 1"},
		},
		{
			"a table printed blank gives nothing to assess",
			func(t *testing.T, r *report.Report) {
				for i := range r.Cells {
					if strings.HasPrefix(r.Cells[i].Code, "appeal.") {
						r.Cells[i].State, r.Cells[i].Value = report.Blank, 0
					}
				}
			},
			nil,
		},
		{
			"a negative count",
			func(t *testing.T, r *report.Report) {
				cell(t, r, "disclosure.licence.decisions").Value = report.Whole(-2)
			},
			[]string{"disclosure.non_negative error fail -2 0 1"},
		},
		{
			"a decimal among counts, which is not read",
			func(t *testing.T, r *report.Report) {
				c := cell(t, r, "disclosure.penalty.decisions")
				c.State, c.Value, c.Raw = report.Unreadable, 0, "１.5件"
			},
			[]string{"disclosure.whole warning fail 1.5 ? 1"},
		},
		{
			"a decimal as an older version read it",
			func(t *testing.T, r *report.Report) { cell(t, r, "disclosure.penalty.decisions").Value = 1_500_000 },
			[]string{"disclosure.whole warning fail 1.5 ? 1"},
		},
		{
			"a count that cannot be read for another reason",
			func(t *testing.T, r *report.Report) {
				c := cell(t, r, "disclosure.penalty.decisions")
				c.State, c.Value, c.Raw = report.Unreadable, 0, "12↵13"
			},
			nil,
		},
		{
			"money has decimals, read or not",
			func(t *testing.T, r *report.Report) {
				c := cell(t, r, "disclosure.fee.amount")
				c.State, c.Value, c.Raw = report.Unreadable, 0, "1.5"
			},
			nil,
		},
		{
			"a printed subtotal that does not fit",
			func(_ *testing.T, r *report.Report) {
				r.Cells = append(r.Cells, report.Cell{Code: "request.denied.natural_person", State: report.Reported, Value: report.Whole(1)})
			},
			[]string{"request.denied error fail 40 1 9", "request.located info uncertain ? ? 1"},
		},
		{
			"a missing table is not checked",
			func(_ *testing.T, r *report.Report) {
				r.Forms.Appeal = ""
				r.Cells = slices.DeleteFunc(r.Cells, func(c report.Cell) bool { return strings.HasPrefix(c.Code, "appeal.") })
			},
			nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, set := newChecker(t)
			r := closing(t, set, "2021", 5)
			test.change(t, r)
			var got []string
			for _, f := range c.Check(r) {
				if f.MessageZH == "" || f.MessageEN == "" || strings.Contains(f.MessageZH+f.MessageEN, "{") {
					t.Errorf("%s: messages %q, %q", f.Rule, f.MessageZH, f.MessageEN)
				}
				got = append(got, fmt.Sprintf("%s %s %s %s %s %d", f.Rule, f.Severity, f.Status, text(f.Left), text(f.Right), len(f.Cells)))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func text(s *report.Sum) string {
	if s == nil {
		return "?"
	}
	return s.String()
}

func BenchmarkCheckClosing(b *testing.B) {
	c, set := newChecker(b)
	r := closing(b, set, "2021", 5)
	for b.Loop() {
		if len(c.Check(r)) > 0 {
			b.Fatal("the report does not close")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// The pattern of failed sums names the one wrong cell of a full table 三 and its number, on every sum that failed.
func TestWrongCellIsLocated(t *testing.T) {
	c, set := newChecker(t)
	for _, code := range []string{"request.received.natural_person", "request.denied_deliberative.total", "request.concluded.business"} {
		r := closing(t, set, "2021", 5)
		wrong := cell(t, r, code)
		right := wrong.Value
		wrong.Value += report.Whole(7)
		located := false
		for _, f := range c.Check(r) {
			if f.Rule == "request.located" {
				located = slices.Equal(f.Cells, []string{code})
				continue
			}
			if len(f.Suggestion) != 1 || f.Suggestion[0].Code != code || f.Suggestion[0].Value != right.String() {
				t.Errorf("%s: %s suggests %+v, want %s", code, f.Rule, f.Suggestion, right)
			}
		}
		if !located {
			t.Errorf("%s was not located", code)
		}
	}
}
