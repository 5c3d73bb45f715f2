package recognise

import (
	"fmt"
	"slices"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/config/rules"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// mapper knows the forms of one family and their wordings, and reads tables from grids and lines.
type mapper struct {
	set            *forms.Set
	forms          []*forms.Form // of the family, oldest first
	values         values
	disclosure     axes
	request        axes
	appeal         axes
	applicants     []string                // the headings of table 三, in order
	applicantTexts []string                // their labels, normalised
	results        []string                // the headings of table 四, in order
	resultLabels   []string                // the headings of table 四 as printed
	tracks         []string                // the items of table 四, in order
	firstRequest   string                  // the first row of table 三
	lastRequest    string                  // and its last
	sums           []rules.Rule            // of table 三, over its rows
	countUnit      lexicon.Unit            // the unit of requests and appeals
	units          map[string]lexicon.Unit // of indicators, by their text
	subtotalWord   string                  // 小计
	contentWord    string                  // 信息内容, the first heading of each block of table 二
	notes          []string                // what stands among the headings of table 三 and is none
	// applicantsGroup is the group over all applicants: 申请人情况.
	applicantsGroup string
	subtotals       map[string]bool
	orders          map[orderKey]order
	articles        map[string]bool // of table 二: 第二十条第(一)项
	articleItems    map[string]bool // article and item that some form puts under it
	leads           map[string]int
	words           flowWords
	layouts         []layout
	proofs          []judge
}

// newMapper returns the mapper of a family. Labels are those of the lexicon for all forms.
func newMapper(set *forms.Set, of family, all *rules.Set, labels []lexicon.Label, words values, units map[string]lexicon.Unit) *mapper {
	labels = of.own(set, labels)
	m := &mapper{
		set:            set.Only(of.forms),
		forms:          of.forms,
		values:         words,
		disclosure:     newAxes(report.Disclosure, of.forms, labels),
		request:        newAxes(report.Request, of.forms, labels),
		appeal:         newAxes(report.Appeal, of.forms, labels),
		applicants:     of.applicants.names,
		results:        of.results.names,
		resultLabels:   of.results.labels,
		tracks:         of.tracks,
		firstRequest:   of.first,
		lastRequest:    of.last,
		units:          units,
		subtotals:      map[string]bool{},
		orders:         map[orderKey]order{},
		articles:       map[string]bool{},
		articleItems:   map[string]bool{},
		layouts:        layouts(),
		proofs:         proofs(),
		applicantTexts: make([]string, len(of.applicants.labels)),
	}
	for i, label := range of.applicants.labels {
		m.applicantTexts[i] = flat(label)
	}
	m.countUnit = m.units[of.forms[0].Of(report.Request)[0].Indicator.Unit]
	for _, rule := range all.Rules {
		if rule.Subject == report.Request && rule.Expression.Adds(rules.AxisItem) {
			m.sums = append(m.sums, rule)
		}
	}
	m.groups(labels)
	for _, form := range of.forms {
		for _, subject := range report.Subjects() {
			m.orders[orderKey{form.Name, subject}] = itemsOf(form, subject)
		}
		for _, p := range form.Positions {
			if p.Role == forms.RoleSubtotal {
				m.subtotals[p.Indicator.Item] = true
			}
		}
		for _, p := range form.Of(report.Disclosure) {
			if len(p.Label) > 2 {
				article := flat(p.Label[0])
				m.articles[article] = true
				m.articleItems[article+" "+p.Indicator.Item] = true
			}
		}
	}
	m.leads = m.leadsOf()
	m.words = m.flowWords()
	return m
}

// unitsOf returns the units of indicators by their text.
func unitsOf(set *forms.Set, words *lexicon.Values) (map[string]lexicon.Unit, error) {
	out := map[string]lexicon.Unit{}
	for _, indicator := range set.Indicators {
		unit, ok := words.Unit(indicator.Unit)
		if !ok {
			return nil, fmt.Errorf("%s: the unit %s is unknown", indicator.Code, indicator.Unit)
		}
		out[indicator.Unit] = unit
	}
	return out, nil
}

// groups keeps the words that stand over or among the headings and are none.
func (m *mapper) groups(labels []lexicon.Label) {
	for _, l := range labels {
		switch {
		case l.Axis == "subtotal":
			m.subtotalWord = l.Text
		case l.Axis == "group" && l.Name == "content":
			m.contentWord = l.Text
		case l.Axis == "group" && l.Name == "applicants":
			m.applicantsGroup = l.Text
			m.notes = append(m.notes, l.Text)
		case l.Axis == "group" && (l.Name == "organizations" || l.Name == "header_note"):
			m.notes = append(m.notes, l.Text)
		}
	}
}

// printed reports whether some form prints an item of table 三 as a row of its own.
func (m *mapper) printed(item string) bool {
	for _, form := range m.forms {
		if slices.Contains(m.items(form, report.Request), item) {
			return true
		}
	}
	return false
}

// isSubtotal reports whether an item is one that offices print beside the rows of the form.
func (m *mapper) isSubtotal(item string) bool { return m.subtotals[item] }

// cell reads a printed cell, of which around is what its labels and what stands about the grid say about units.
func (m *mapper) cell(s sheet, t *table, code string, printed *read.GridCell, around units) report.Cell {
	cell, got := m.text(code, printed.Text, around, s.place(printed))
	t.note(code, got)
	return cell
}

// text reads a printed text as a cell, where around is what its headings, labels and notes say about units. What keeps a
// number from being read comes with it.
func (m *mapper) text(code, text string, around units, place report.Place) (report.Cell, reading) {
	cell := report.Cell{Code: code, Raw: rawText(text), Place: place}
	indicator, ok := m.set.Indicator(code)
	if !ok {
		// A label of one block under a heading of another, as 规章 under 收费金额.
		cell.State = report.Unreadable
		return cell, reading{state: report.Unreadable}
	}
	want := m.units[indicator.Unit]
	got := m.values.read(text, want, around.of(want.Class))
	cell.State, cell.Value = got.state, got.value
	return cell, got
}
