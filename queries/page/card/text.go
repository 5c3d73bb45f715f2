package card

import (
	"strings"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
	"gongkai/config/sentence"
	"gongkai/internal/report"
)

// Texts are what findings say by the lists of rules and forms, in the language of a page.
type Texts struct {
	say   messages.Printer
	rules *rules.Set
	forms *forms.Set
}

// NewTexts reads the lists that ship with the program.
func NewTexts(say messages.Printer) (t *Texts, err error) {
	t = &Texts{say: say}
	if t.rules, err = rules.Embedded(); err != nil {
		return t, err
	}
	t.forms, err = forms.Embedded()
	return t, err
}

// Either returns the text of the language of the page.
func (t *Texts) Either(zh, en string) string {
	if t.say.Language == messages.Chinese {
		return zh
	}
	return en
}

// Basis is the regulation that a rule rests on; empty for a rule that is not in the list, as of a finding that an older program stored.
func (t *Texts) Basis(rule string) string {
	r, _ := t.rules.Rule(rule)
	return r.Basis
}

// Between is the message of a rule between reports. Views find what these say, so no message is stored. A side without a value is one
// where nothing is published.
func (t *Texts) Between(f *Finding, otherAgency string) string {
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
			row = t.Either(t.forms.Label(report.Subject(parts[0]), forms.AxisItem, parts[1]))
			column = t.Either(t.forms.Label(report.Subject(parts[0]), forms.AxisHeading, parts[2]))
		}
	}
	return sentence.Fill(t.Either(rule.MessageZH, rule.MessageEN), "left", side(f.Left), "right", side(f.Right), "row", row, "column", column,
		"cell", cell, "other", otherAgency)
}
