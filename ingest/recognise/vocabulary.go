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

// vocabulary is what the forms of one family print and how it is worded: their rows, columns, groups and units.
type vocabulary struct {
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
	// organizationGroups are the wordings of the group over the organisations, litigationGroup that over two tracks.
	organizationGroups []string
	litigationGroup    string
	trackTexts         []string // the labels of the tracks, normalised
	subtotals          map[string]bool
	orders             map[orderKey]order
	ranks              map[*forms.Form]ranks
	requestCodes       map[string][]string // by the items of table 三: the codes of their rows
	articles           map[string]bool     // of table 二: 第二十条第(一)项
	articleItems       map[string]bool     // article and item that some form puts under it
	leads              map[string]int
	words              flowWords
	layouts            []layout
	proofs             []judge
}

// newVocabulary returns the vocabulary of a family. Labels are those of the lexicon for all forms.
func newVocabulary(
	set *forms.Set, of family, all *rules.Set, labels []lexicon.Label, opposites []string, words values, units map[string]lexicon.Unit,
) *vocabulary {
	labels = of.own(set, labels)
	voc := &vocabulary{
		set:            set.Only(of.forms),
		forms:          of.forms,
		values:         words,
		disclosure:     newAxes(report.Disclosure, of.forms, labels, opposites),
		request:        newAxes(report.Request, of.forms, labels, opposites),
		appeal:         newAxes(report.Appeal, of.forms, labels, opposites),
		applicants:     of.applicants.names,
		results:        of.results.names,
		resultLabels:   of.results.labels,
		tracks:         of.tracks,
		firstRequest:   of.first,
		lastRequest:    of.last,
		units:          units,
		subtotals:      map[string]bool{},
		orders:         map[orderKey]order{},
		ranks:          map[*forms.Form]ranks{},
		requestCodes:   map[string][]string{},
		articles:       map[string]bool{},
		articleItems:   map[string]bool{},
		layouts:        layouts(),
		proofs:         proofs(),
		applicantTexts: make([]string, len(of.applicants.labels)),
	}
	for i, label := range of.applicants.labels {
		voc.applicantTexts[i] = flat(label)
	}
	voc.countUnit = voc.units[of.forms[0].Of(report.Request)[0].Indicator.Unit]
	for _, rule := range all.Rules {
		if rule.Subject == report.Request && rule.Expression.Adds(rules.AxisItem) {
			voc.sums = append(voc.sums, rule)
		}
	}
	voc.groups(labels)
	for _, form := range set.Forms {
		voc.ranks[form] = newRanks(form)
	}
	for _, form := range of.forms {
		for _, subject := range report.Subjects() {
			voc.orders[orderKey{form.Name, subject}] = itemsOf(form, subject)
		}
		for _, p := range form.Positions {
			if p.Role == forms.RoleSubtotal {
				voc.subtotals[p.Indicator.Item] = true
			}
		}
		for _, p := range form.Of(report.Disclosure) {
			if len(p.Label) > 2 {
				article := flat(p.Label[0])
				voc.articles[article] = true
				voc.articleItems[article+" "+p.Indicator.Item] = true
			}
		}
	}
	for _, track := range voc.tracks {
		for _, p := range of.forms[0].Of(report.Appeal) {
			if p.Indicator.Item == track {
				voc.trackTexts = append(voc.trackTexts, flat(p.ItemLabel()))
				break
			}
		}
	}
	requests := table{subject: report.Request}
	for _, indicator := range set.Indicators {
		if item := indicator.Item; indicator.Subject == report.Request && voc.requestCodes[item] == nil {
			voc.requestCodes[item] = requests.codesUnder([]string{item}, voc.applicants)
		}
	}
	voc.leads = voc.leadsOf()
	voc.words = voc.flowWords()
	return voc
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
func (voc *vocabulary) groups(labels []lexicon.Label) {
	for _, l := range labels {
		switch {
		case l.Axis == "subtotal":
			voc.subtotalWord = l.Text
		case l.Axis == "group" && l.Name == "content":
			voc.contentWord = l.Text
		case l.Axis == "group" && l.Name == "applicants":
			voc.applicantsGroup = l.Text
			voc.notes = append(voc.notes, l.Text)
		case l.Axis == "group" && (l.Name == "organizations" || l.Name == "header_note"):
			voc.notes = append(voc.notes, l.Text)
		}
		switch {
		case l.Axis == "group" && l.Name == "organizations":
			voc.organizationGroups = append(voc.organizationGroups, flat(l.Text))
		case l.Axis == "group" && l.Name == "litigation":
			voc.litigationGroup = flat(l.Text)
		}
	}
}

// printed reports whether some form prints an item of table 三 as a row of its own.
func (voc *vocabulary) printed(item string) bool {
	for _, form := range voc.forms {
		if slices.Contains(voc.items(form, report.Request), item) {
			return true
		}
	}
	return false
}

// isSubtotal reports whether an item is one that offices print beside the rows of the form.
func (voc *vocabulary) isSubtotal(item string) bool { return voc.subtotals[item] }

// cell reads a printed cell, of which around is what its labels and what stands about the grid say about units.
func (voc *vocabulary) cell(s sheet, t *table, code string, printed *read.GridCell, around units) report.Cell {
	cell, got := voc.text(code, printed.Text, around, s.place(printed))
	t.note(code, got)
	return cell
}

// text reads a printed text as a cell, where around is what its headings, labels and notes say about units. What keeps a
// number from being read comes with it.
func (voc *vocabulary) text(code, text string, around units, place report.Place) (report.Cell, parsed) {
	cell := report.Cell{Code: code, Raw: rawText(text), Place: place}
	indicator, ok := voc.set.Indicator(code)
	if !ok {
		// A label of one block under a heading of another, as 规章 under 收费金额.
		cell.State = report.Unreadable
		return cell, parsed{state: report.Unreadable}
	}
	want := voc.units[indicator.Unit]
	got := voc.values.read(text, want, around.of(want.Class))
	cell.State, cell.Value = got.state, got.value
	return cell, got
}
