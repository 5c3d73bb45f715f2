package page

import (
	"strings"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
	"gongkai/config/sentence"
	"gongkai/internal/report"
)

// findingTexts are what findings say by the lists of rules and forms, in the language of a page.
type findingTexts struct {
	say   messages.Printer
	rules *rules.Set
	forms *forms.Set
}

func newFindingTexts(say messages.Printer) (t *findingTexts, err error) {
	t = &findingTexts{say: say}
	if t.rules, err = rules.Embedded(); err != nil {
		return t, err
	}
	t.forms, err = forms.Embedded()
	return t, err
}

// either returns the text of the language of the page.
func (t *findingTexts) either(zh, en string) string {
	return inLanguage(t.say.Language, zh, en)
}

// basis is the regulation that a rule rests on; empty for a rule that is not in the list, as of a finding that an older program stored.
func (t *findingTexts) basis(rule string) string {
	r, _ := t.rules.Rule(rule)
	return r.Basis
}

// between is the message of a rule between reports. Views find what these say, so no message is stored. A side without a value is one
// where nothing is published.
func (t *findingTexts) between(f *Finding, otherAgency string) string {
	rule, ok := t.rules.Rule(f.Rule)
	if !ok {
		return f.Rule
	}
	side := func(value *string) string {
		if value == nil {
			return t.say.Text("check.no_value")
		}
		return *value
	}
	var row, column, cell string
	if len(f.Printed) > 0 {
		cell = f.Printed[0].Label
		if parts := strings.Split(f.Printed[0].Code, "."); len(parts) == 3 { // subject.item.heading
			row = t.either(t.forms.Label(report.Subject(parts[0]), forms.AxisItem, parts[1]))
			column = t.either(t.forms.Label(report.Subject(parts[0]), forms.AxisHeading, parts[2]))
		}
	}
	return sentence.Fill(t.either(rule.MessageZH, rule.MessageEN), "left", side(f.Left), "right", side(f.Right), "row", row, "column", column,
		"cell", cell, "other", otherAgency)
}
