package recognise

import (
	"strings"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// names finds the names that labels stand for, on one axis of one subject.
type names struct {
	whole map[string]string
	cores []core
	order map[string]int // rank of a name on the forms, oldest form first
}

type core struct{ text, name string }

// axes are the names of one subject.
type axes struct {
	items, headings, groups names
}

// newAxes collects the labels that the forms print and the wordings of the lexicon.
func newAxes(subject report.Subject, set *forms.Set, labels []lexicon.Label) axes {
	a := axes{items: newNames(), headings: newNames(), groups: newNames()}
	for _, form := range set.Forms {
		for _, p := range form.Of(string(subject)) {
			if p.Role != forms.RoleCell {
				continue
			}
			a.items.add(p.ItemLabel(), p.Indicator.Item)
			a.headings.add(p.HeadingLabel(), p.Indicator.Heading)
		}
	}
	for _, l := range labels {
		if l.Subject != string(subject) {
			continue
		}
		switch l.Axis {
		case "item":
			a.items.addLabel(l)
		case "heading":
			a.headings.addLabel(l)
		default:
			a.groups.addLabel(l)
		}
	}
	return a
}

func newNames() names { return names{whole: map[string]string{}, order: map[string]int{}} }

func (n *names) add(label, name string) {
	if _, ok := n.order[name]; !ok {
		n.order[name] = len(n.order)
	}
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	if _, taken := n.whole[text]; !taken {
		n.whole[text] = name
	}
}

func (n *names) addLabel(l lexicon.Label) {
	if l.Whole {
		if _, taken := n.whole[l.Text]; !taken {
			n.whole[l.Text] = l.Name
		}
		return
	}
	n.cores = append(n.cores, core{l.Text, l.Name})
}

// find returns the name that a label stands for. The whole label decides first; then the core that stands earliest
// in it, the longer of two at one place, since offices copy filling instructions behind a label.
func (n *names) find(label string) (string, bool) {
	text := lexicon.Normalise(label)
	if text == "" {
		return "", false
	}
	trimmed := lexicon.TrimNumber(text)
	for _, s := range []string{trimmed, text, trimBracket(trimmed)} {
		if name, ok := n.whole[s]; ok {
			return name, true
		}
	}
	at, best := len(text), core{}
	for _, c := range n.cores {
		i := strings.Index(text, c.text)
		if i < 0 || i > at || i == at && len(c.text) <= len(best.text) {
			continue
		}
		at, best = i, c
	}
	return best.name, best.name != ""
}

// exact is find for whole labels only.
func (n *names) exact(label string) (string, bool) {
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	if name, ok := n.whole[text]; ok {
		return name, true
	}
	name, ok := n.whole[trimBracket(text)]
	return name, ok
}

// trimBracket takes a note in brackets from the end of a normalised label: 行政许可(件).
func trimBracket(s string) string {
	if strings.HasSuffix(s, ")") {
		if open := strings.LastIndex(s, "("); open > 0 {
			return s[:open]
		}
	}
	return s
}
