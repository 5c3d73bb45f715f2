package rules

import (
	"strings"
	"testing"
)

func TestEmbeddedRules(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	levels := map[Level]int{}
	for _, r := range set.Rules {
		levels[r.Level]++
		if r.Level == LevelLayout && (!strings.Contains(r.MessageZH, "{what}") || !strings.Contains(r.MessageEN, "{what}")) {
			t.Errorf("%s: a message does not say {what}", r.ID)
		}
		if r.Level == LevelReport && r.Expression.Op == "" {
			t.Errorf("%s has no expression", r.ID)
		}
	}
	if levels[LevelReport] < 20 || levels[LevelLayout] < 11 {
		t.Errorf("rules of each level: %v", levels)
	}
}

// Strict are just the sums that the form prints and what a count can be; everything else is at most a warning.
func TestOnlyArithmeticIsAnError(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Rules {
		if r.Level != LevelReport {
			continue
		}
		word := r.ID[strings.Index(r.ID, ".")+1:]
		strict := r.Expression.IsSum() || word == "non_negative" // a count that is not whole is not read
		if (r.Severity == "error") != strict {
			t.Errorf("%s is of severity %s", r.ID, r.Severity)
		}
	}
}

// row is a row of rules.csv that is right but for what a test changes.
func row(change map[string]string) string {
	fields := map[string]string{
		"rule": "request.a", "level": "report", "subject": "request", "severity": "error", "status": "fail", "expression": "a.* = b.*",
		"basis": "x", "message_zh": "x", "message_en": "x", "explanation_zh": "x", "explanation_en": "x",
	}
	for name, value := range change {
		fields[name] = value
	}
	var out []string
	for _, name := range strings.Split(header, ",") {
		out = append(out, `"`+fields[name]+`"`)
	}
	return strings.Join(out, ",") + "\n"
}

func TestParseRefuses(t *testing.T) {
	type change = map[string]string
	tests := []struct {
		name   string
		change change
		want   string
	}{
		{"an unknown level", change{"level": "guess"}, `level "guess"`},
		{"an unknown subject", change{"subject": "table"}, `subject "table"`},
		{"an unknown severity", change{"severity": "fatal"}, `severity "fatal"`},
		{"an unknown status", change{"status": "pass"}, `status "pass"`},
		{"an error that is not sure", change{"status": "uncertain"}, "severity error goes with status fail"},
		{"a warning that is not assessable", change{"severity": "warning", "status": "not_assessable"}, "goes with severity info"},
		{"an id of another subject", change{"rule": "appeal.a"}, "subject.word"},
		{"an id without a word", change{"rule": "request"}, "subject.word"},
		{"no explanation", change{"explanation_en": " "}, "explanation_en is empty"},
		{"a report rule without an expression", change{"expression": ""}, "expression: character 1: expected an item, found the end"},
		{"a warehouse rule with an expression", change{"level": "warehouse"}, "no expression"},
		{"a layout rule with a condition", change{"level": "layout", "expression": "", "condition": "numbers >= 3"}, "no condition here"},
		{"a warehouse rule on a kind of body", change{"level": "warehouse", "expression": "", "condition": "kind = a"}, `"kind = a" is not`},
		{"a warehouse rule on more numbers", change{"level": "warehouse", "expression": "", "condition": "numbers > 3"}, `is not "numbers >= "`},
		{"a warehouse rule on a number of numbers that is none", change{"level": "warehouse", "expression": "", "condition": "numbers >= three"}, "from 2 to 255"},
		{"a warehouse rule on one number", change{"level": "warehouse", "expression": "", "condition": "numbers >= 1"}, "from 2 to 255"},
		{"a warehouse rule on a number in other digits", change{"level": "warehouse", "expression": "", "condition": "numbers >= 03"}, "from 2 to 255"},
		{"a warehouse rule on too many numbers", change{"level": "warehouse", "expression": "", "condition": "numbers >= 256"}, "from 2 to 255"},
		{"a warehouse rule with a condition and a space", change{"level": "warehouse", "expression": "", "condition": "numbers >= 3 "}, "from 2 to 255"},
		{
			"a warehouse rule of info with a condition",
			change{"level": "warehouse", "severity": "info", "status": "uncertain", "expression": "", "condition": "numbers >= 3"},
			"says no less",
		},
		{"an unknown fact", change{"condition": "name = a"}, "condition: character 1: expected one of kind"},
		{"a message that asks for the row of a column", change{"message_zh": "{row}"}, "asks for {row}"},
		{"a message that asks for the side that is not there", change{"expression": "whole(*.*)", "message_en": "{right}"}, "asks for {right}"},
		{"a relaxed reading of no sum", change{"expression": "relaxed(none)"}, `no rule request.none`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse([]byte(header + "\n" + row(test.change)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
	for name, body := range map[string]string{
		"the header must be": "rule,kind\n", "stands twice": header + "\n" + row(nil) + row(nil), "wrong number of fields": header + "\na,b\n",
	} {
		if _, err := Parse([]byte(body)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want an error with %q", err, name)
		}
	}
}

// Of rules of the other levels only the texts stand here.
func TestOtherLevels(t *testing.T) {
	for _, level := range []Level{LevelWarehouse, LevelLayout, LevelProse, LevelDocument} {
		body := row(map[string]string{
			"rule": "carry_over.request", "level": string(level), "subject": "", "severity": "warning", "expression": "", "message_zh": "{anything}",
		})
		set, err := Parse([]byte(header + "\n" + body))
		if err != nil {
			t.Fatalf("%s: %v", level, err)
		}
		if r, ok := set.Rule("carry_over.request"); !ok || r.Level != level || r.Expression.Op != "" {
			t.Errorf("%s: got %+v, %v", level, r, ok)
		}
	}
}

// A rule about whole tables says from how many different numbers on it is more than information.
func TestLeastNumbers(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"copied.year": 3, "identical.bodies": 0, "carry.over": 0} {
		if r, ok := set.Rule(id); !ok || r.LeastNumbers != want {
			t.Errorf("%s: least numbers %d, want %d", id, r.LeastNumbers, want)
		}
	}
}

func TestVersionFollowsTheRules(t *testing.T) {
	a, err := Parse([]byte(header + "\n" + row(nil)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Parse([]byte(header + "\n" + row(map[string]string{"message_en": "y"})))
	if err != nil {
		t.Fatal(err)
	}
	if a.Version == b.Version {
		t.Errorf("two sets of rules have the version %s", a.Version)
	}
}
