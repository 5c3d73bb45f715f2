package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseExpression(t *testing.T) {
	word := func(w string) Name { return Name{Kind: Named, Word: w} }
	parts := func(w string) Name { return Name{Kind: Parts, Word: w} }
	open := func(globs ...string) Name { return Name{Kind: Open, Any: globs} }
	tests := []struct {
		text string
		want Expression
	}{
		{"received.* + carried_in.* = concluded.*", Expression{
			Op:    OpEqual,
			Left:  Sum{Terms: []Term{{1, word("received"), open("*")}, {1, word("carried_in"), open("*")}}},
			Right: Sum{Terms: []Term{{1, word("concluded"), open("*")}}},
		}},
		{"*.parts(total)=*.total", Expression{
			Op:    OpEqual,
			Left:  Sum{Terms: []Term{{1, open("*"), parts("total")}}},
			Right: Sum{Terms: []Term{{1, open("*"), word("total")}}},
		}},
		{"{a,b}.in_force >= *.issued - *.repealed", Expression{
			Op:    OpAtLeast,
			Left:  Sum{Terms: []Term{{1, open("a", "b"), word("in_force")}}},
			Right: Sum{Terms: []Term{{1, open("*"), word("issued")}, {-1, open("*"), word("repealed")}}},
		}},
		{"*.except(*_change, x) > - 1", Expression{
			Op:    OpMore,
			Left:  Sum{Terms: []Term{{1, open("*"), Name{Kind: Open, Any: []string{"*"}, Except: []string{"*_change", "x"}}}}},
			Right: Sum{Constant: -1},
		}},
		{"2 * other.total < concluded.total + 20 - 3", Expression{
			Op:    OpLess,
			Left:  Sum{Terms: []Term{{2, word("other"), word("total")}}},
			Right: Sum{Terms: []Term{{1, word("concluded"), word("total")}}, Constant: 17},
		}},
		{"-other_*.total <= 0", Expression{
			Op: OpAtMost, Left: Sum{Terms: []Term{{-1, open("other_*"), word("total")}}},
		}},
		{"whole(*.*)", Expression{Op: OpWhole, Left: Sum{Terms: []Term{{1, open("*"), open("*")}}}}},
		{"whole.total = 1", Expression{
			Op: OpEqual, Left: Sum{Terms: []Term{{1, word("whole"), word("total")}}}, Right: Sum{Constant: 1},
		}},
		{"relaxed(balance, results)", Expression{Op: OpRelaxed, Rules: []string{"balance", "results"}}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got, err := parseExpression(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseExpressionSaysWhere(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "character 1: expected an item, found the end"},
		{"received", `character 9: expected ".", found the end`},
		{"received.", "character 10: expected a heading, found the end"},
		{"received.* +", "character 13: expected an item, found the end"},
		{"received.*", "character 11: expected +, - or one of = <= < >= >, found the end"},
		{"a.b = c.d = e.f", `character 11: expected the end, found "="`},
		{"a.b ! c.d", "character 5: '!' has no meaning here"},
		{"新收.总计 ≥ 0", "character 7: '≥' has no meaning here"},
		{"parts(concluded.* = concluded.*", `character 16: expected ")", found "."`},
		{"parts(*).a = b.a", `character 7: expected an item, found "*"`},
		{"{a,}.b = 0", `character 4: expected an item, found "}"`},
		{"{a b}.c = 0", `character 4: expected "," or "}", found "b"`},
		{"*.except() = 0", `character 10: expected a heading, found ")"`},
		{"1 = a.b", "character 3: the left side of = names no cell"},
		{"0 * a.b = 0", "character 1: a factor is 1 to 10000, not 0"},
		{"2*a.b = 0", `character 1: expected an item, found "2*a"`},
		{"a.b = 1234567890123", "character 7: 1234567890123 has more than 12 digits"},
		{"whole(parts(a).b)", `character 7: expected a pattern of single cells, found "parts"`},
		{"relaxed(request.balance)", `character 16: expected "," or ")", found "."`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			_, err := parseExpression(test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		name Name
		word string
		want bool
	}{
		{Name{Kind: Open, Any: []string{"*"}}, "", true},
		{Name{Kind: Open, Any: []string{"other_*"}}, "other_misc", true},
		{Name{Kind: Open, Any: []string{"other_*"}}, "other", false},
		{Name{Kind: Open, Any: []string{"*_of_*s"}}, "kind_of_cells", true},
		{Name{Kind: Open, Any: []string{"*_of_*s"}}, "kind_of_cell", false},
		{Name{Kind: Open, Any: []string{"*"}, Except: []string{"*_change"}}, "items_change", false},
		{Name{Kind: Open, Any: []string{"a", "b"}}, "b", true},
		{Name{Kind: Open, Any: []string{"a", "b"}}, "c", false},
		{Name{Kind: Named, Word: "a"}, "a", false},
	}
	for _, test := range tests {
		if got := test.name.Matches(test.word); got != test.want {
			t.Errorf("%+v matches %q: %v, want %v", test.name, test.word, got, test.want)
		}
	}
}

func TestKindsOfExpressions(t *testing.T) {
	tests := []struct {
		text                   string
		sum, rows, acrossItems bool
	}{
		{"received.* + carried_in.* = concluded.*", true, true, false},
		{"parts(concluded).* = concluded.*", true, true, false},
		{"*.parts(total) = *.total", true, false, true},
		{"*.a = *.b + 1", false, false, false},
		{"2 * a.* = b.*", false, false, false},
		{"a.* - b.* = c.*", false, false, false},
		{"a.* >= b.*", false, false, false},
		{"regulation.* = 0", false, false, false},
		{"a.{x,y} = b.*", true, false, false},
		{"relaxed(a)", false, false, false},
	}
	for _, test := range tests {
		e, err := parseExpression(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if e.IsSum() != test.sum || e.Adds(AxisItem) != test.rows || e.Adds(AxisHeading) != test.acrossItems {
			t.Errorf("%s: a sum %v, of rows %v, of columns %v", test.text, e.IsSum(), e.Adds(AxisItem), e.Adds(AxisHeading))
		}
	}
}

// Any text is read or refused with a place in it.
func FuzzParse(f *testing.F) {
	set, err := Embedded()
	if err != nil {
		f.Fatal(err)
	}
	for _, r := range set.Rules {
		f.Add(r.Source.Expression, r.Source.Condition)
	}
	f.Add("a.b ! 新收.*", "level in (county, 'town')")
	f.Fuzz(func(t *testing.T, expression, condition string) {
		if e, err := parseExpression(expression); err == nil && e.Op == "" {
			t.Errorf("%q is read as nothing", expression)
		} else if err != nil && !strings.HasPrefix(err.Error(), "character ") {
			t.Errorf("%q: %v", expression, err)
		}
		c, err := parseCondition(condition)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "character ") {
				t.Errorf("%q: %v", condition, err)
			}
			return
		}
		if got := c.Holds(Facts{}); c.claim != nil && got != Unknown {
			t.Errorf("%q comes to %d where nothing is known", condition, got)
		}
	})
}
