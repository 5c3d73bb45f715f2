package check

import (
	"fmt"
	"slices"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// add spells a rule out over every form. Terms that a form does not have make no relation there; a rule that no form
// has is a mistake.
func (c *Checker) add(rule *rules.Rule) error {
	for _, name := range rule.Condition.Forms {
		if _, ok := c.set.Form(name); !ok {
			return fmt.Errorf("its condition names form %s, which is not there", name)
		}
	}
	if rule.Expression.Op == rules.OpRelaxed {
		return nil
	}
	if err := c.checkWords(rule); err != nil {
		return err
	}
	spelled := false
	for _, f := range c.set.Forms {
		s := speller{c, rule, f, map[string]forms.Position{}}
		for _, p := range f.Of(rule.Subject) {
			s.positions[p.Indicator.Item+"."+p.Indicator.Heading] = p
		}
		groups, found, err := s.groups()
		if err != nil {
			return fmt.Errorf("form %s: %w", f.Name, err)
		}
		spelled = spelled || found
		key := form{f.Name, rule.Subject}
		c.groups[key] = append(c.groups[key], groups...)
	}
	if !spelled {
		return fmt.Errorf("no form has its cells")
	}
	return nil
}

// checkWords refuses an item or heading that no indicator of the subject has: a slip of the pen in a list of names would
// make a rule that is never applied.
func (c *Checker) checkWords(rule *rules.Rule) error {
	for _, t := range rule.Expression.Terms() {
		for _, axis := range []rules.Axis{rules.AxisItem, rules.AxisHeading} {
			name := t.On(axis)
			words := slices.Concat(name.Any, name.Except)
			if name.Kind != rules.Open {
				words = []string{name.Word}
			}
			for _, word := range words {
				if !c.has(rule.Subject, axis, rules.Name{Kind: rules.Open, Any: []string{word}}) {
					return fmt.Errorf("no indicator of %s has the %s %s", rule.Subject, axis, word)
				}
			}
		}
	}
	return nil
}

// has reports whether an open name stands for some item or heading of a subject.
func (c *Checker) has(subject report.Subject, axis rules.Axis, name rules.Name) bool {
	return slices.ContainsFunc(c.set.Indicators, func(i *forms.Indicator) bool {
		if axis == rules.AxisItem {
			return i.Subject == subject && name.Matches(i.Item)
		}
		return i.Subject == subject && name.Matches(i.Heading)
	})
}

// speller spells one rule out over one form.
type speller struct {
	*Checker
	rule      *rules.Rule
	form      *forms.Form
	positions map[string]forms.Position // by item.heading
}

// groups returns the relations of the rule, and whether there are any, also such whose unit the condition rules out.
func (s speller) groups() (out []group, found bool, err error) {
	for _, item := range s.open(rules.AxisItem) {
		for _, heading := range s.open(rules.AxisHeading) {
			rel, unit, ok, err := s.relation(item, heading)
			if err != nil {
				return nil, false, err
			}
			if !ok {
				continue
			}
			found = true
			if s.rule.Condition.Holds(rules.Facts{Unit: unit}) == rules.No {
				continue
			}
			if n := len(out); n == 0 || out[n-1].unit != unit {
				out = append(out, group{rule: s.rule, unit: unit})
			}
			last := &out[len(out)-1]
			last.relations = append(last.relations, rel)
		}
	}
	return out, found, nil
}

// open returns what the open names of an axis stand for, in the order of the form; just "" where none is open.
func (s speller) open(axis rules.Axis) []string {
	if !s.rule.Expression.IsOpen(axis) {
		return []string{""}
	}
	var out []string
	for _, p := range s.form.Of(s.rule.Subject) {
		word := p.Indicator.Item
		if axis == rules.AxisHeading {
			word = p.Indicator.Heading
		}
		if !slices.Contains(out, word) && !slices.ContainsFunc(s.rule.Expression.Terms(), func(t rules.Term) bool {
			return t.On(axis).Kind == rules.Open && !t.On(axis).Matches(word)
		}) {
			out = append(out, word)
		}
	}
	return out
}

// relation spells the rule out for one choice of its open names.
func (s speller) relation(item, heading string) (rel relation, unit string, ok bool, err error) {
	rel = relation{item: s.line(rules.AxisItem, item), heading: s.line(rules.AxisHeading, heading)}
	for _, part := range []struct {
		sum rules.Sum
		to  *side
	}{{s.rule.Expression.Left, &rel.left}, {s.rule.Expression.Right, &rel.right}} {
		part.to.constant = report.Sum{}.Add(report.Whole(part.sum.Constant))
		for _, t := range part.sum.Terms {
			positions := s.cells(t, item, heading)
			if len(positions) == 0 {
				return rel, "", false, nil
			}
			for _, p := range positions {
				if unit != "" && unit != p.Indicator.Unit {
					return rel, "", false, fmt.Errorf("it adds %s to %s: %s", p.Indicator.Unit, unit, p.Indicator.Code)
				}
				unit = p.Indicator.Unit
				rel.optional = rel.optional || p.Role == forms.RoleSubtotal
				part.to.terms = append(part.to.terms, term{s.places[p.Indicator.Code], t.Factor})
			}
		}
	}
	return rel, unit, true, nil
}

// line returns the item or heading of a relation: the chosen one, or the one that every term names.
func (s speller) line(axis rules.Axis, chosen string) string {
	for _, t := range s.rule.Expression.Terms() {
		if n := t.On(axis); n.Kind == rules.Named && chosen == "" {
			chosen = n.Word
		}
	}
	return chosen
}

// cells returns the positions that a term stands for: none where the form lacks one of them.
func (s speller) cells(t rules.Term, item, heading string) []forms.Position {
	var out []forms.Position
	for _, i := range s.words(t.Item, rules.AxisItem, item) {
		for _, h := range s.words(t.Heading, rules.AxisHeading, heading) {
			p, ok := s.positions[i+"."+h]
			if !ok {
				return nil
			}
			out = append(out, p)
		}
	}
	return out
}

// words returns the items or headings that a name stands for. Of the parts of a total only those that the form prints
// count: other is a row of the 2019 form, and a subtotal beside its parts on later ones.
func (s speller) words(name rules.Name, axis rules.Axis, chosen string) []string {
	switch name.Kind {
	case rules.Named:
		return []string{name.Word}
	case rules.Open:
		return []string{chosen}
	case rules.Parts:
	}
	var out []string
	for _, part := range s.set.Parts {
		if part.Subject == s.rule.Subject && part.Axis == string(axis) && part.Total == name.Word && s.prints(axis, part.Part) {
			out = append(out, part.Part)
		}
	}
	return out
}

// prints reports whether the form has a row or column of that name.
func (s speller) prints(axis rules.Axis, word string) bool {
	return slices.ContainsFunc(s.form.Of(s.rule.Subject), func(p forms.Position) bool {
		name := p.Indicator.Item
		if axis == rules.AxisHeading {
			name = p.Indicator.Heading
		}
		return name == word && p.Role == forms.RoleCell
	})
}
