package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// order is the order of the rows of one form's table.
type order []string

// order returns the rows of the form that the given items fit best.
func (voc *vocabulary) order(subject report.Subject, items []string) order {
	form := bestForm(voc.forms, func(form *forms.Form) int {
		printed := voc.items(form, subject)
		score := 0
		for _, item := range items {
			if slices.Contains(printed, item) {
				score++
			}
		}
		return score
	})
	return voc.items(form, subject)
}

// items returns the rows that a form prints, in order.
func (voc *vocabulary) items(form *forms.Form, subject report.Subject) order {
	return voc.orders[orderKey{form.Name, subject}]
}

// orderKey is one table of one form.
type orderKey struct {
	form    string
	subject report.Subject
}

// itemsOf returns the rows that a form prints, in order.
func itemsOf(form *forms.Form, subject report.Subject) order {
	var out order
	for _, p := range form.Of(subject) {
		if p.Role == forms.RoleCell && !slices.Contains(out, p.Indicator.Item) {
			out = append(out, p.Indicator.Item)
		}
	}
	return out
}

// bestForm returns the form with the highest score, the last of several.
func bestForm(of []*forms.Form, score func(*forms.Form) int) *forms.Form {
	var best *forms.Form
	top := 0
	for _, form := range of {
		if n := score(form); best == nil || n >= top {
			best, top = form, n
		}
	}
	return best
}

// between returns the rows that are due between two known ones; the empty name stands for the table's edge.
func (o order) between(before, after string) []string {
	from, to := 0, len(o)
	if before != "" {
		from = slices.Index(o, before) + 1
		if from == 0 {
			return nil
		}
	}
	if after != "" {
		if to = slices.Index(o, after); to < 0 {
			return nil
		}
	}
	if from >= to {
		return nil
	}
	return o[from:to]
}

// resembles reports whether a label is the one that a form prints for the item, misprinted.
func (voc *vocabulary) resembles(subject report.Subject, label, item string) bool {
	for _, form := range voc.forms {
		for _, p := range form.Of(subject) {
			if p.Indicator.Item != item || p.Role != forms.RoleCell {
				continue
			}
			if resembles(label, p.ItemLabel()) {
				return true
			}
			break
		}
	}
	return false
}

// resembles reports whether one label may be the other, misprinted: they share at least half of the pairs of
// neighbouring characters of the longer one, or the first has all characters of the second in their order and not
// many others.
func resembles(have, want string) bool {
	have, want = lexicon.TrimNumber(lexicon.Normalise(have)), lexicon.TrimNumber(lexicon.Normalise(want))
	pairsHave, pairsWant := pairs(have), pairs(want)
	shared := 0
	for _, p := range pairsHave {
		if slices.Contains(pairsWant, p) {
			shared++
		}
	}
	if shared*2 >= max(len(pairsHave), len(pairsWant)) && shared > 0 {
		return true
	}
	rest := []rune(want)
	extra := 0
	for _, r := range have {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		} else {
			extra++
		}
	}
	return len(rest) == 0 && len(pairsWant) > 0 && extra <= len(pairsWant)+1
}

func pairs(s string) []string {
	runes := []rune(s)
	var out []string
	for i := 0; i+1 < len(runes); i++ {
		out = append(out, string(runes[i:i+2]))
	}
	return out
}
