// Package scanned makes reports of tables that were read from pictures. Their labels are not read: a table is one of the form's where its
// cells, with how far they go, lie as those of the form, and where its sums close.
//
// The invariant: a number counts, as inferred, where the recogniser is sure and a sum that closes holds it. All others are unreadable,
// and a finding names them: those of table 二 too, where nothing adds up. What was seen stays in the cell's raw text, for a person.
package scanned

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/check"
	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// sure is how sure a reading has to be to enter a sum (docs/decisions/0037-scans.md).
const sure = 0.95

// Rules that are told here.
const (
	ruleUnread  = "layout.scan_unread" // numbers of a picture that are not sure
	ruleLabels  = "layout.scan_labels" // numbers of a picture whose rows and columns are told by their places
	ruleMissing = "layout.table_missing"
)

// Recogniser makes reports of scanned documents. It may be used from many goroutines at once.
type Recogniser struct {
	forms   *forms.Set
	rules   *rules.Set
	checker *check.Checker
}

// New returns a recogniser.
func New(set *forms.Set, all *rules.Set, checker *check.Checker) *Recogniser {
	return &Recogniser{set, all, checker}
}

// found is a table of the form.
type found struct {
	form    *forms.Form
	subject report.Subject
	number  int // of the grid, from 1
	grid    *read.Grid
	cells   map[string]*read.GridCell
	read    map[string]report.Cell
}

// Fill gives a report the tables of a document. It fails with fault.ErrNeedsOCR, and says why, where none is proven.
func (rec *Recogniser) Fill(r *report.Report, doc *read.Document) error {
	grids := 0
	tables := map[report.Subject][]found{}
	for i := range doc.Blocks {
		g := doc.Blocks[i].Grid
		if g == nil {
			continue
		}
		grids++
		for _, subject := range report.Subjects() {
			if t, ok := rec.fit(subject, g, r.Year); ok {
				t.number = grids
				tables[subject] = append(tables[subject], t)
			}
		}
	}
	if len(tables) == 0 {
		return fmt.Errorf("%w: of %d ruled tables none has the rows and columns of the form", fault.ErrNeedsOCR, grids)
	}
	proven := 0
	for _, subject := range report.Subjects() {
		if of := tables[subject]; len(of) == 1 {
			if isProven, isTold := rec.value(&of[0]); isProven || !isTold {
				if isProven {
					proven++
				}
				rec.place(r, of[0])
				continue
			}
		}
		r.Findings = append(r.Findings, rec.finding(ruleMissing, subject, nil))
	}
	if proven == 0 {
		return fmt.Errorf("%w: the sums of no table close", fault.ErrNeedsOCR)
	}
	r.Notes = append(r.Notes, doc.Notes...)
	return nil
}

// fit finds the form whose table a grid is. Where several have it alike, as table 四, it is that of the year, else the newest.
func (rec *Recogniser) fit(subject report.Subject, g *read.Grid, year int) (found, bool) {
	var best found
	for _, form := range rec.forms.Forms {
		cells := shape(form, subject, g)
		if cells == nil {
			continue
		}
		inForce := year >= form.ValidFrom && (form.ValidTo == 0 || year <= form.ValidTo)
		if best.form == nil || inForce || year == 0 {
			best = found{form: form, subject: subject, grid: g, cells: cells}
		}
	}
	return best, best.form != nil
}

// value gives the cells of a table their values. It says whether the sums prove the table, and whether the form has any that tell.
func (rec *Recogniser) value(t *found) (isProven, isTold bool) {
	numbers := map[string]report.Value{}
	t.read = map[string]report.Cell{}
	for _, p := range t.form.Of(t.subject) {
		c := t.cells[p.Indicator.Code]
		if c == nil {
			continue
		}
		cell := report.Cell{
			Code: p.Indicator.Code, Raw: c.Text,
			Place: report.Place{Page: t.grid.Page, Grid: t.number, Row: c.Row + 1, Column: c.Column + 1},
		}
		cell.State, cell.Value = stateOf(c)
		if cell.State != report.Unreadable {
			numbers[cell.Code] = cell.Value // nothing is added where nothing is printed
		}
		t.read[cell.Code] = cell
	}
	sums := rec.checker.Sums(t.form.Name, t.subject)
	held := map[string]bool{}
	assessed, closed, asked := 0, 0, 0
	for _, s := range sums {
		if s.Optional {
			continue
		}
		asked++
		left, okLeft := total(numbers, s.Left)
		right, okRight := total(numbers, s.Right)
		if !okLeft || !okRight {
			continue
		}
		assessed++
		if left != right {
			continue
		}
		closed++
		for _, code := range append(slices.Clone(s.Left), s.Right...) {
			held[code] = true
		}
	}
	for code, cell := range t.read {
		if cell.State.HasValue() && !held[code] {
			cell.State, cell.Value = report.Unreadable, report.Value(0)
			t.read[code] = cell
		}
	}
	// Most sums have to be there, and of these nearly all to close: a body adds up wrongly once or twice, not a dozen times.
	return asked > 0 && assessed*2 >= asked && closed*10 >= assessed*8, asked > 0
}

// stateOf says what is printed in a cell, as far as the recogniser is sure.
func stateOf(c *read.GridCell) (report.State, report.Value) {
	switch {
	case c.Text == "":
		return report.Blank, 0
	case c.Sure < sure:
		return report.Unreadable, 0
	case strings.ContainsAny(c.Text, "/-无—") && len([]rune(c.Text)) == 1:
		return report.Placeholder, 0
	}
	v, err := report.ParseValue(c.Text)
	if err != nil || !v.IsWhole() {
		return report.Unreadable, 0
	}
	return report.Inferred, v
}

// total adds values. It says false where one is not known.
func total(numbers map[string]report.Value, codes []string) (sum report.Value, known bool) {
	for _, code := range codes {
		v, ok := numbers[code]
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, true
}

// place puts the cells of a table into the report, and tells what is in doubt.
func (rec *Recogniser) place(r *report.Report, t found) {
	r.Forms.Set(t.subject, t.form.Name)
	var unread, counted []string
	for _, p := range t.form.Of(t.subject) {
		cell, ok := t.read[p.Indicator.Code]
		if !ok {
			continue
		}
		r.Cells = append(r.Cells, cell)
		if cell.State == report.Unreadable {
			unread = append(unread, cell.Code)
		}
		if cell.State.HasValue() {
			counted = append(counted, cell.Code)
		}
	}
	if len(counted) > 0 { // rows that changed places keep every sum of their columns
		r.Findings = append(r.Findings, rec.finding(ruleLabels, t.subject, counted))
	}
	if len(unread) > 0 {
		r.Findings = append(r.Findings, rec.finding(ruleUnread, t.subject, unread))
	}
}

// finding tells of cells of a table, or of the table. All that was read of one is named by its first and last cell.
func (rec *Recogniser) finding(id string, subject report.Subject, codes []string) report.Finding {
	f := report.Finding{Rule: id, Subject: subject, Severity: report.Warning, Status: report.Uncertain, Cells: codes}
	named, between := codes, [2]string{"；", "; "}
	if id == ruleLabels && len(codes) > 2 {
		named, between = []string{codes[0], codes[len(codes)-1]}, [2]string{" … ", " … "}
	}
	var zh, en []string
	for _, code := range named {
		if i, ok := rec.forms.Indicator(code); ok {
			zh, en = append(zh, i.LabelZH), append(en, i.LabelEN)
		}
	}
	if len(codes) == 0 {
		zh, en = []string{string(subject)}, []string{string(subject)}
	}
	if rule, ok := rec.rules.Rule(id); ok {
		f.Severity = rule.Severity
		f.MessageZH = strings.ReplaceAll(rule.MessageZH, "{what}", strings.Join(zh, between[0]))
		f.MessageEN = strings.ReplaceAll(rule.MessageEN, "{what}", strings.Join(en, between[1]))
	}
	return f
}
