package worksheet

import (
	"slices"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet/numberformat"
)

// Bounds on conditional formats. Beyond them every cell is in doubt.
const (
	maxRules    = 10_000
	maxRuleWork = 20_000_000 // areas looked at for a cell
)

// Rule is a conditional format.
type Rule struct {
	Areas    []Area
	Priority int // the lowest comes first
	Stop     bool
	Test     Test
	Effect   Effect
}

// Effect is what a conditional format changes; nil where it changes nothing.
type Effect struct {
	Struck *bool
	Ink    *printed.Colour
	Ground *printed.Colour
	Format *numberformat.Format
	Hides  bool // the value, behind a bar or a symbol
}

// Idle reports whether an effect changes nothing that matters here.
func (e *Effect) Idle() bool {
	return e.Struck == nil && e.Ink == nil && e.Ground == nil && e.Format == nil && !e.Hides
}

// AddRule notes a conditional format. One that changes nothing and stops no other is not kept.
func (c *Contents) AddRule(r Rule) {
	if r.Effect.Idle() && !r.Stop {
		return
	}
	if len(c.rules) <= maxRules {
		c.rules = append(c.rules, r)
	}
}

// Unsure says that there are conditional formats that were not read, so that nobody can be sure of any cell.
func (c *Contents) Unsure() { c.unsure = true }

// dress returns the style of a cell with the conditional formats that hold for it, and whether it is in doubt since nobody can
// tell whether one holds.
func (c *Contents) dress(cell *Cell) (*Style, bool) {
	if len(c.rules) == 0 || c.unsure || len(c.rules) > maxRules {
		return cell.Style, c.unsure || len(c.rules) > 0
	}
	style, unsure := cell.Style, false
	var set Effect
	for i := range c.rules {
		r := &c.rules[i]
		if c.ruleWork += len(r.Areas); c.ruleWork > maxRuleWork {
			return style, true
		}
		if !slices.ContainsFunc(r.Areas, func(a Area) bool { return a.holds(cell.Row, cell.Column) }) {
			continue
		}
		switch c.holds(r, cell) {
		case no:
		case maybe:
			with := style.with(set.and(r.Effect))
			unsure = unsure || r.Effect.Hides || !with.Alike(style)
		case yes:
			set = set.and(r.Effect)
			style = cell.Style.with(set)
			unsure = unsure || r.Effect.Hides
			if r.Stop {
				return style, unsure
			}
		}
	}
	return style, unsure
}

// and adds what another effect changes and this one does not.
func (e Effect) and(other Effect) Effect {
	if e.Struck == nil {
		e.Struck = other.Struck
	}
	if e.Ink == nil {
		e.Ink = other.Ink
	}
	if e.Ground == nil {
		e.Ground = other.Ground
	}
	if e.Format == nil {
		e.Format = other.Format
	}
	return e
}

func (a Area) holds(row, column int) bool {
	return row >= a.Top && row <= a.Bottom && column >= a.Left && column <= a.Right
}

// sortRules brings the rules into the order in which they count.
func (c *Contents) sortRules() {
	slices.SortStableFunc(c.rules, func(a, b Rule) int { return a.Priority - b.Priority })
}
