package recognise

import (
	"strconv"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// Rules about how a document is laid out. They are judged while it is read: where a number stood, and under what, is not seen in a
// report any more. Their messages and severities are data (config/rules).
const (
	ruleOrder    = "layout.label_order"   // labels stand out of the order of the form
	ruleHeader   = "layout.headings"      // columns of values without their headings
	ruleLabel    = "layout.label_missing" // a row of values whose label is missing or unknown
	ruleSlipped  = "layout.label_slipped" // labels may stand beside the values of other rows
	ruleRow      = "layout.row_shape"     // a row with fewer or other cells than its headings
	ruleTwice    = "layout.cell_twice"    // two different cells for one indicator
	ruleForm     = "layout.form_mixed"    // rows or columns of another form within one table
	ruleUnit     = "layout.unit_missing"  // an amount without its unit
	ruleUnits    = "layout.unit_conflict" // numbers with units that contradict each other
	ruleTables   = "layout.table_twice"   // two tables for one subject of one report
	ruleTitles   = "layout.titles"        // titles of other reports before or between the tables
	ruleMissing  = "layout.table_missing" // no table for a subject
	ruleGlued    = "layout.glued"         // digits printed without separation
	ruleUnclosed = "layout.glued_sum"     // glued digits that do not add up however they are cut
	ruleColumns  = "layout.glued_columns" // sums between rows of glued digits that do not close however they are cut
	// ruleDetached: rows of numbers that stand apart from their labels
	ruleDetached = "layout.label_detached"
)

// culpritAgency says that what is wrong is wrong in the document.
const culpritAgency = "agency"

// texts are the messages of the rules and the labels that they name.
type texts struct {
	rules *rules.Set
	forms *forms.Set
	// sections are the headings of the report's sections, of which three are its tables.
	sections []lexicon.Section
	// notes are how people call what is left out, and the parts of a place.
	notes map[string]lexicon.Wording
}

// of returns the messages with rows and columns called as some forms print them.
func (t *texts) of(forms *forms.Set) *texts {
	out := *t
	out.forms = forms
	return &out
}

// labels lists rows or columns as people call them.
func (t *texts) labels(subject report.Subject, names []string) (zh, en string) {
	var chinese, english []string
	for _, name := range names {
		c, e := t.forms.Label(subject, forms.AxisItem, name)
		if c == name {
			c, e = t.forms.Label(subject, forms.AxisHeading, name)
		}
		chinese, english = append(chinese, c), append(english, e)
	}
	return strings.Join(chinese, "；"), strings.Join(english, "; ")
}

// severity returns how severe a rule is.
func (t *texts) severity(id string) report.Severity {
	rule, ok := t.rules.Rule(id)
	if !ok {
		return report.Warning
	}
	return rule.Severity
}

// message fills the message of a rule in both languages.
func (t *texts) message(id, whatZH, whatEN string) (zh, en string) {
	rule, ok := t.rules.Rule(id)
	if !ok {
		return id + ": " + whatZH, id + ": " + whatEN
	}
	return strings.ReplaceAll(rule.MessageZH, "{what}", whatZH), strings.ReplaceAll(rule.MessageEN, "{what}", whatEN)
}

// finding tells a doubt. The messages are in package messages' two languages at once, since they are stored.
func (d doubt) finding(subject report.Subject, texts *texts) report.Finding {
	f := report.Finding{Rule: d.rule, Subject: subject, Severity: texts.severity(d.rule), Status: report.Uncertain, Cells: d.codes}
	if f.Severity == report.Error {
		f.Status = report.Fail
	}
	zh, en := texts.labels(subject, d.names)
	if len(d.names) == 0 {
		zh, en = texts.subject(subject)
	}
	if len(d.names) == 0 && zh == "" {
		zh, en = strconv.Itoa(len(d.codes)), strconv.Itoa(len(d.codes))
	}
	if d.detail != "" {
		zh, en = d.detail+"（"+zh+"）", d.detail+" ("+en+")"
	}
	for _, value := range d.values {
		f.Suggestion = append(f.Suggestion, report.Suggestion{Code: d.codes[0], Value: value.String(), Culprit: culpritAgency})
	}
	f.MessageZH, f.MessageEN = texts.message(d.rule, zh, en)
	return f
}

// subject returns how people call the table of a subject.
func (t *texts) subject(subject report.Subject) (zh, en string) {
	for _, s := range t.sections {
		if s.Name == string(subject) {
			return s.Text, s.Name
		}
	}
	return "", ""
}
