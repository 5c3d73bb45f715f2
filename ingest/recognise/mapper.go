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

// mapper knows the forms and the wordings, and reads tables from grids and lines.
type mapper struct {
	set            *forms.Set
	values         values
	disclosure     axes
	request        axes
	appeal         axes
	applicants     []string                // the headings of table 三, in order
	applicantTexts []string                // their labels on the newest form, normalised
	results        []string                // the headings of table 四, in order
	resultLabels   []string                // the headings of table 四 as the form prints them
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
}

func newMapper(set *forms.Set, all *rules.Set, labels []lexicon.Label, words *lexicon.Values) (*mapper, error) {
	if len(set.Forms) == 0 {
		return nil, fmt.Errorf("there is no form")
	}
	m := &mapper{
		set:        set,
		values:     values{words},
		disclosure: newAxes(report.Disclosure, set, labels),
		request:    newAxes(report.Request, set, labels),
		appeal:     newAxes(report.Appeal, set, labels),
		units:      map[string]lexicon.Unit{},
		subtotals:  map[string]bool{},
		orders:     map[orderKey]order{},
		articles:   map[string]bool{}, articleItems: map[string]bool{},
	}
	for _, form := range set.Forms {
		for _, subject := range report.Subjects() {
			m.orders[orderKey{form.Name, subject}] = itemsOf(form, subject)
		}
	}
	newest := set.Forms[len(set.Forms)-1]
	rows := m.items(newest, report.Request)
	if len(rows) < 2 {
		return nil, fmt.Errorf("form %s has no rows of requests", newest.Name)
	}
	m.firstRequest, m.lastRequest = rows[0], rows[len(rows)-1]
	for _, indicator := range set.Indicators {
		unit, ok := words.Unit(indicator.Unit)
		if !ok {
			return nil, fmt.Errorf("%s: the unit %s is unknown", indicator.Code, indicator.Unit)
		}
		m.units[indicator.Unit] = unit
	}
	m.countUnit = m.units[newest.Of(report.Request)[0].Indicator.Unit]
	m.applicants = m.headingsOf(newest, report.Request)
	m.applicantTexts = m.applicantLabels()
	m.results = m.headingsOf(newest, report.Appeal)
	for _, p := range newest.Of(report.Appeal)[:len(m.results)] {
		m.resultLabels = append(m.resultLabels, p.HeadingLabel())
	}
	m.tracks = m.items(newest, report.Appeal)
	for _, rule := range all.Rules {
		if rule.Subject == report.Request && rule.Expression.Adds(rules.AxisItem) {
			m.sums = append(m.sums, rule)
		}
	}
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
	for _, form := range set.Forms {
		for _, p := range form.Positions {
			if p.Role == forms.RoleSubtotal {
				m.subtotals[p.Indicator.Item] = true
			}
		}
	}
	for _, form := range set.Forms {
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
	return m, nil
}

// printed reports whether some form prints an item of table 三 as a row of its own.
func (m *mapper) printed(item string) bool {
	for _, form := range m.set.Forms {
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
