package recognise

import (
	"strings"
	"sync"
	"sync/atomic"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// names finds the names that labels stand for, on one axis of one subject.
type names struct {
	whole map[string]string
	cores []core
	order map[string]int // rank of a name on the forms, oldest form first
	like  *likeness
	bare  bool    // some label is nothing but a number or a mark: 0 and 12 might be labels
	found answers // of find
	same  answers // of exact
}

type core struct{ text, name string }

// axes are the names of one subject. A label is asked of the subject whose table it stands in: 其他 is a column of table 三
// (other_organization) and one of its rows (other_misc), and a result of table 四 (other).
type axes struct {
	items, headings, groups *names
}

// answers remembers what labels stand for: the same few hundred are printed in every report, and each is asked for by
// several passes over a grid.
type answers struct {
	known sync.Map // label → name, empty for none
	size  atomic.Int64
}

// A document of an unknown kind has labels that never come again, and none of them may fill the memory.
const (
	maxAnswers     = 1 << 13
	maxLabelToKeep = 200 // bytes
)

// of returns the name that a label stands for, asking ask for one that it does not know.
func (a *answers) of(label string, ask func(string) string) string {
	if name, ok := a.known.Load(label); ok {
		return name.(string)
	}
	name := ask(label)
	if len(label) <= maxLabelToKeep && a.size.Load() < maxAnswers {
		a.size.Add(1)
		// A label that is cut from a document would hold the whole of it.
		a.known.Store(strings.Clone(label), name)
	}
	return name
}

// newAxes collects the labels that the forms print and the wordings of the lexicon.
func newAxes(subject report.Subject, of []*forms.Form, labels []lexicon.Label, opposites []string) axes {
	a := axes{items: newNames(), headings: newNames(), groups: newNames()}
	for _, form := range of {
		for _, p := range form.Of(subject) {
			if p.Role != forms.RoleCell {
				continue
			}
			a.items.add(p.ItemLabel(), p.Indicator.Item)
			a.headings.add(p.HeadingLabel(), p.Indicator.Heading)
		}
	}
	for _, l := range labels {
		if l.Subject != subject {
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
	all := []*names{a.items, a.headings, a.groups}
	for _, n := range all {
		n.like = newLikeness(n, all, opposites)
	}
	return a
}

func newNames() *names {
	return &names{whole: map[string]string{}, order: map[string]int{}}
}

func (n *names) add(label, name string) {
	if _, ok := n.order[name]; !ok {
		n.order[name] = len(n.order)
	}
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	if _, taken := n.whole[text]; !taken {
		n.whole[text] = name
	}
	n.bare = n.bare || hasOnlyValue(text)
}

func (n *names) addLabel(l lexicon.Label) {
	n.bare = n.bare || hasOnlyValue(l.Text)
	if l.Whole {
		if _, taken := n.whole[l.Text]; !taken {
			n.whole[l.Text] = l.Name
		}
		return
	}
	n.cores = append(n.cores, core{l.Text, l.Name})
}

// find returns the name that a label stands for. The whole label decides first; then the core that stands earliest
// in it, the longer of two at one place, since offices copy filling instructions behind a label; then the one that is nearest.
func (n *names) find(label string) (string, bool) { return n.ask(label, &n.found, n.search) }

// exact is find for whole labels only.
func (n *names) exact(label string) (string, bool) { return n.ask(label, &n.same, n.match) }

// ask returns what a label stands for. Most cells print a number, which is none.
func (n *names) ask(label string, known *answers, ask func(string) string) (string, bool) {
	if !n.bare && hasOnlyValue(label) {
		return "", false
	}
	name := known.of(label, ask)
	return name, name != ""
}

func (n *names) search(label string) string {
	text := lexicon.Normalise(label)
	if text == "" {
		return ""
	}
	trimmed := lexicon.TrimNumber(text)
	for _, s := range []string{trimmed, text, trimBracket(trimmed)} {
		if name, ok := n.whole[s]; ok {
			return name
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
	if best.name == "" {
		return n.like.nearest(trimmed, false)
	}
	return best.name
}

func (n *names) match(label string) string {
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	if name, ok := n.whole[text]; ok {
		return name
	}
	if name, ok := n.whole[trimBracket(text)]; ok {
		return name
	}
	return n.like.nearest(text, true)
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
