package recognise

import (
	"fmt"
	"slices"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// family is forms whose tables 三 and 四 have the same columns and whose rows begin and end alike: those of 2019 and 2021. They are
// read together, since a document does not say which it follows; a form with other columns is read by itself, so that its labels
// change nothing of how the others are read.
type family struct {
	forms       []*forms.Form
	applicants  columnsOf // of table 三
	results     columnsOf // of table 四, under each of its tracks
	tracks      []string
	first, last string // rows of table 三
}

// columnsOf is the columns of a table, in order, with what is printed over them.
type columnsOf struct{ names, labels []string }

// families parts the forms, the oldest first.
func families(set *forms.Set) ([]family, error) {
	var out []family
	for _, form := range set.Forms {
		f := family{
			forms:      []*forms.Form{form},
			applicants: columnsIn(form, report.Request),
			results:    columnsIn(form, report.Appeal),
			tracks:     itemsOf(form, report.Appeal),
		}
		rows := itemsOf(form, report.Request)
		switch {
		case len(rows) < 2:
			return nil, fmt.Errorf("form %s has no rows of requests", form.Name)
		case len(f.results.names) < 2:
			return nil, fmt.Errorf("form %s has no results of appeals", form.Name)
		}
		f.first, f.last = rows[0], rows[len(rows)-1]
		if i := slices.IndexFunc(out, f.isLike); i >= 0 {
			out[i].forms = append(out[i].forms, form)
			continue
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is no form")
	}
	return out, nil
}

// isLike reports whether the tables of two families have the same columns, first and last row.
func (f family) isLike(o family) bool {
	return f.applicants.isLike(o.applicants) && f.results.isLike(o.results) && slices.Equal(f.tracks, o.tracks) &&
		f.first == o.first && f.last == o.last
}

func (c columnsOf) isLike(o columnsOf) bool {
	return slices.Equal(c.names, o.names) && slices.Equal(c.labels, o.labels)
}

// columnsIn returns the columns that a form prints for a subject.
func columnsIn(form *forms.Form, subject report.Subject) columnsOf {
	var out columnsOf
	for _, p := range form.Of(subject) {
		if p.Role == forms.RoleCell && !slices.Contains(out.names, p.Indicator.Heading) {
			out.names = append(out.names, p.Indicator.Heading)
			out.labels = append(out.labels, p.HeadingLabel())
		}
	}
	return out
}

// own returns the labels without those for rows and columns that forms of other families alone have.
func (f family) own(set *forms.Set, labels []lexicon.Label) []lexicon.Label {
	type name struct {
		subject    report.Subject
		axis, name string
	}
	known := func(all []*forms.Form) map[name]bool {
		out := map[name]bool{}
		for _, form := range all {
			for _, p := range form.Positions {
				out[name{p.Indicator.Subject, "item", p.Indicator.Item}] = true
				out[name{p.Indicator.Subject, "heading", p.Indicator.Heading}] = true
			}
		}
		return out
	}
	every, ours := known(set.Forms), known(f.forms)
	return slices.DeleteFunc(slices.Clone(labels), func(l lexicon.Label) bool {
		n := name{l.Subject, l.Axis, l.Name}
		return every[n] && !ours[n]
	})
}

// better returns of two families' readings of a document that which fits its forms better, subject by subject; the first of two
// that fit alike.
func (rec *Recogniser) better(a, b []*table) []*table {
	var out []*table
	for _, subject := range report.Subjects() {
		isOther := func(t *table) bool { return t.subject != subject }
		first, second := slices.DeleteFunc(slices.Clone(a), isOther), slices.DeleteFunc(slices.Clone(b), isOther)
		if rec.fit(second) > rec.fit(first) {
			first = second
		}
		out = append(out, first...)
	}
	slices.SortStableFunc(out, byBlock)
	return out
}

// fit adds up how well tables fit the form that each follows.
func (rec *Recogniser) fit(tables []*table) (sum int) {
	for _, t := range tables {
		sum += t.fit(rec.form(t, 0))
	}
	return sum
}

// byBlock orders tables as they stand in a document.
func byBlock(a, b *table) int { return a.block - b.block }
