package lexicon

import (
	"reflect"
	"testing"
)

func TestNeeds(t *testing.T) {
	for _, test := range []struct {
		expression string
		want       [][]string
	}{
		{`公开.*报告`, [][]string{{"公开"}, {"报告"}}},
		{`年报|月报告`, [][]string{{"年报", "月报告"}}},
		{`^(?:附件|名称):?`, nil}, // it fails at the first character
		{`(?:附件|名称):?`, [][]string{{"附件", "名称"}}},
		{`(?:文|件)年?`, [][]string{{"件", "文"}}},
		{`(?:甲乙|丙.丁戊)`, [][]string{{"甲乙", "丁戊"}}},
		{`[局厅委]及`, [][]string{{"厅", "委", "局"}, {"及"}}},
		{`(?:[〇零]){1,2}`, [][]string{{"〇", "零"}}},
		{`(?:更正)?`, nil},
		{`更正|\p{Han}+`, nil},
		{`(?i:[a-z])`, nil},
		{`^$`, nil},
	} {
		p, err := newPattern("", test.expression)
		if err != nil || !reflect.DeepEqual(p.needs, test.want) {
			t.Errorf("%s: needs %q, want %q (%v)", test.expression, p.needs, test.want, err)
		}
	}
}

// Every pattern matches texts of the corpus with and without the strings that it needs looked for first.
func TestNeedsLoseNoMatch(t *testing.T) {
	words, err := EmbeddedAgencies()
	if err != nil {
		t.Fatal(err)
	}
	some := 0
	for _, name := range words.Patterns.Names() {
		for _, p := range words.Patterns.Named(name) {
			for _, other := range words.Patterns.Names() {
				for _, text := range words.Patterns.Named(other) {
					if m := p.compiled().FindString(text.Text); m != "" {
						some++
						if !has(text.Text, p.needs) {
							t.Errorf("%s %s matches %q, which lacks one of %q", name, p.Text, text.Text, p.needs)
						}
					}
				}
			}
		}
	}
	if some == 0 {
		t.Error("no pattern matched anything")
	}
}
