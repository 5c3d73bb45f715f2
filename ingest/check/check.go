// Package check runs the rules of level report over one report: the sums that the form prints, and whatever else the
// rules claim of its cells (config/rules). It does no I/O and changes nothing: a failed sum is a finding, the printed
// values stay.
//
// The invariants: a finding names just the cells of the relation that failed; a relation with a cell that has no
// value is not assessable, never a failure, since a blank is not zero; severity error goes only with status fail; a rule
// whose condition asks for what is not known about a report is not applied to it. Arithmetic is exact.
//
// What passes is counted, not stored. New spells every rule out over every form once, so that checking a report is
// adding up its cells.
//
//	checker, err := check.New(forms, rules)
//	outcome := checker.Assess(&report)
package check

import (
	"fmt"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/config/rules"
	"gongkai/ingest/check/locate"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Checker checks reports. It may be used from many goroutines at once.
type Checker struct {
	set     *forms.Set
	rules   *rules.Set
	codes   []string       // of all indicators; cells are known by their place here
	places  map[string]int // the reverse
	groups  map[form][]group
	relaxed map[form][]relaxed
	locate  map[form]*locate.Locator // of the tables whose sums can locate a cell
}

// form is the layout of one subject.
type form struct {
	name    string
	subject report.Subject
}

// Outcome is what became of the rules on one report. The numbers count relations: a rule that is claimed of seven
// columns counts seven times. Relations of which nothing is printed do not count.
type Outcome struct {
	Findings                                 []report.Finding
	Passed, Failed, Uncertain, NotAssessable int
}

// New returns a checker for the given forms and rules. It fails where a rule names what no form has.
func New(set *forms.Set, all *rules.Set) (_ *Checker, err error) {
	defer fault.Wrap(&err, "new checker")
	c := &Checker{
		set: set, rules: all, places: map[string]int{},
		groups: map[form][]group{}, relaxed: map[form][]relaxed{}, locate: map[form]*locate.Locator{},
	}
	for i, indicator := range set.Indicators {
		c.codes = append(c.codes, indicator.Code)
		c.places[indicator.Code] = i
	}
	for i := range all.Rules {
		rule := &all.Rules[i]
		if rule.Level != rules.LevelReport {
			continue
		}
		if err := c.add(rule); err != nil {
			return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
		}
	}
	for i := range all.Rules {
		if rule := &all.Rules[i]; rule.Expression.Op == rules.OpRelaxed {
			c.addRelaxed(rule)
		}
	}
	return c, c.addLocators()
}

// Version names the rules that the checker runs.
func (c *Checker) Version() string { return c.rules.Version }

// Check returns the findings of the rules on one report, by subject in the order of the rules and of the form.
func (c *Checker) Check(r *report.Report) []report.Finding { return c.Assess(r).Findings }

// Assess returns the findings, and how many relations came to what.
func (c *Checker) Assess(r *report.Report) Outcome {
	var out Outcome
	printed := c.read(r)
	for _, subject := range report.Subjects() {
		key := form{r.Forms.Of(subject), subject}
		if key.name == "" {
			continue
		}
		facts := rules.Facts{
			Kind: r.AgencyKind, Level: r.AgencyLevel, Scope: known(r.Scopes.Of(subject)), Form: key.name, Year: r.Year,
		}
		groups := c.groups[key]
		for i := range groups {
			g := &groups[i]
			facts.Unit = g.unit
			if g.rule.Condition.Holds(facts) != rules.Yes {
				continue
			}
			c.assess(g, printed, &out)
		}
		for _, reading := range c.relaxed[key] {
			if f, ok := c.relax(reading, printed); ok {
				out.Findings = append(out.Findings, f)
			}
		}
	}
	out.Findings = c.explain(r, out.Findings)
	return out
}

// known returns a scope as a condition names it, empty where it could not be settled.
func known(s report.Scope) string {
	if s == report.ScopeUnknown {
		return ""
	}
	return string(s)
}

// slot is what is printed for an indicator.
type slot struct {
	value report.Value
	state slotState
}

type slotState uint8

const (
	slotAbsent slotState = iota // nothing, or nothing that can be read
	slotBlank                   // empty, or a placeholder
	slotBroken                  // a number that is not whole, and was not read for it
	slotValue
)

// read lays the cells of a report out by the places of their indicators. Cells mostly stand in the order of the
// indicators, so that the next place is tried first.
func (c *Checker) read(r *report.Report) []slot {
	slots := make([]slot, len(c.codes))
	next := 0
	for i := range r.Cells {
		cell := &r.Cells[i]
		if next >= len(c.codes) || c.codes[next] != cell.Code {
			place, ok := c.places[cell.Code]
			if !ok {
				continue
			}
			next = place
		}
		switch cell.State {
		case report.Reported, report.Inferred:
			slots[next] = slot{cell.Value, slotValue}
		case report.Blank, report.Placeholder:
			slots[next] = slot{state: slotBlank}
		case report.Unreadable:
			slots[next] = broken(r.Cells, i)
		case report.Absent:
			slots[next] = slot{}
		}
		next++
	}
	return slots
}

// broken returns the slot of the i-th cell, which could not be read: with its number where it begins with one that has a
// fraction, which no count has. What a neighbour prints too is the text of several cells that nobody could take apart.
func broken(cells []report.Cell, i int) slot {
	raw := cells[i].Raw
	if raw == "" || i > 0 && cells[i-1].Raw == raw || i+1 < len(cells) && cells[i+1].Raw == raw {
		return slot{}
	}
	digits := strings.Map(lexicon.Narrow, raw)
	if end := strings.IndexFunc(digits, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' }); end >= 0 {
		digits = digits[:end]
	}
	value, err := report.ParseValue(digits)
	if err != nil || value.IsWhole() {
		return slot{}
	}
	return slot{value, slotBroken}
}
