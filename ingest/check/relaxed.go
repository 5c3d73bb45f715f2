package check

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/rules"
	"gongkai/config/sentence"
	"gongkai/internal/report"
)

// relaxed is a rule that reads blanks as zeros, with the sums that must close then.
type relaxed struct {
	rule      *rules.Rule
	relations []*relation
}

// addRelaxed collects the sums that a relaxed reading is about. The rules that it names were added before.
func (c *Checker) addRelaxed(rule *rules.Rule) {
	for _, f := range c.set.Forms {
		key := form{f.Name, rule.Subject}
		reading := relaxed{rule: rule}
		for i := range c.groups[key] {
			g := &c.groups[key][i]
			_, word, _ := strings.Cut(g.rule.ID, ".")
			if !slices.Contains(rule.Expression.Rules, word) {
				continue
			}
			for k := range g.relations {
				if !g.relations[k].optional {
					reading.relations = append(reading.relations, &g.relations[k])
				}
			}
		}
		if len(reading.relations) > 0 {
			c.relaxed[key] = append(c.relaxed[key], reading)
		}
	}
}

// relax returns a finding where something of a table is blank, something is not, and every sum closes if the blanks are
// zeros. A cell that is absent or cannot be read may hold anything: then nothing is said. Nothing becomes zero here.
func (c *Checker) relax(reading relaxed, printed []slot) (report.Finding, bool) {
	var blanks []int
	values := false
	for _, rel := range reading.relations {
		left, okLeft := rel.left.addRelaxed(printed, &blanks, &values)
		right, okRight := rel.right.addRelaxed(printed, &blanks, &values)
		if !okLeft || !okRight || !left.Equal(right) {
			return report.Finding{}, false
		}
	}
	if len(blanks) == 0 || !values {
		return report.Finding{}, false
	}
	slices.Sort(blanks)
	blanks = slices.Compact(blanks)
	rule := reading.rule
	f := report.Finding{
		Rule: rule.ID, Subject: rule.Subject, Severity: rule.Severity, Status: rule.Status,
	}
	for _, place := range blanks {
		f.Cells = append(f.Cells, c.codes[place])
	}
	count := strconv.Itoa(len(blanks))
	f.MessageZH = sentence.Fill(rule.MessageZH, "count", count)
	f.MessageEN = sentence.Fill(rule.MessageEN, "count", count)
	return f, true
}

// addRelaxed adds the cells of a side without its blanks, which it notes; false where a cell is lost.
func (s *side) addRelaxed(printed []slot, blanks *[]int, values *bool) (report.Sum, bool) {
	sum := s.constant
	for _, t := range s.terms {
		switch cell := printed[t.place]; cell.state {
		case slotValue:
			*values = true
			sum = times(sum, cell.value, t.factor)
		case slotBlank:
			*blanks = append(*blanks, t.place)
		case slotAbsent, slotBroken:
			return sum, false
		}
	}
	return sum, true
}
