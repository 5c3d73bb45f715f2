package render

import (
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Agency sets the page of a body: who it is, what became of its reports, its numbers over the years, and every rendition.
func Agency(w io.Writer, say messages.Printer, a *page.Agency, style Style) error {
	p := agencyPaper{newPaper(say, style), a}
	p.title(p.text(a.Name))
	p.who()
	p.heading(say.Text("page.years"))
	p.years()
	if len(a.Measures) > 0 {
		p.heading(say.Text("page.values"))
		p.measures()
	}
	if len(a.Versions) > 0 {
		p.heading(say.Text("page.versions"))
		p.versions()
	}
	return p.out(w)
}

// agencyPaper is the page of a body in the making.
type agencyPaper struct {
	*paper
	agency *page.Agency
}

// who says what is known of the body.
func (p agencyPaper) who() {
	for _, text := range AgencyFields(p.say, p.agency, p.text) {
		p.item(text)
	}
}

// AgencyFields says what is known of a body, a line each. text makes a text of a document harmless.
func AgencyFields(say messages.Printer, a *page.Agency, text func(string) string) (out []string) {
	field := func(key, value string) {
		if value != "" {
			out = append(out, say.Text("page."+key, "value", text(value)))
		}
	}
	field("region", strings.TrimSpace(a.Region+" "+a.RegionCode))
	field("kind", word(say, "agency.kind.", a.Kind)+", "+word(say, "agency.level.", a.Level))
	field("system", a.System)
	field("names", strings.Join(a.Names, ", "))
	field("valid_from", a.ValidFrom)
	field("valid_to", a.ValidTo)
	for _, l := range a.Before {
		field("before", strings.TrimSpace(l.Agency+" "+l.Since))
	}
	for _, l := range a.After {
		field("after", strings.TrimSpace(l.Agency+" "+l.Since))
	}
	field("number", a.ID)
	return out
}

// years says for each year what became of the report.
func (p agencyPaper) years() {
	t := AgencyYears(p.say, p.agency)
	t.Terminal = p.style.Terminal
	p.table(&t, wideRule)
}

// AgencyYears has a row a year, which says what became of the report.
func AgencyYears(say messages.Printer, a *page.Agency) rows.Table {
	p := agencyPaper{newPaper(say, Plain()), a}
	t := rows.Table{
		Header: p.words("page.column.", "year", "state", "published", "scope", "error", "warning", "contact"),
		Right:  map[int]bool{0: true, 4: true, 5: true},
	}
	for _, y := range a.Years {
		scope, errors, warnings := "", "", ""
		if y.HasReport {
			scope, errors, warnings = p.scope(y.Scopes), strconv.Itoa(y.Errors), strconv.Itoa(y.Warnings)
		}
		t.Add(strconv.Itoa(y.Year), p.state(&y), y.PublishedOn, scope, errors, warnings, y.Contact)
	}
	return t
}

// scope is that of the requests, and where the subjects differ one each.
func (p agencyPaper) scope(scopes map[string]string) string {
	words := p.words("scope.", scopes["disclosure"], scopes["request"], scopes["appeal"])
	if scopes["disclosure"] == scopes["request"] && scopes["appeal"] == scopes["request"] {
		return words[1]
	}
	return strings.Join(words, " / ")
}

// state is what became of the report: what the register says of it, else whether it came and when.
func (p agencyPaper) state(y *page.AgencyYear) string {
	switch {
	case y.Absence != "":
		return Absence(p.say, y.Absence, y.LookedOn, y.DaysLate)
	case y.Standing != "" && y.Standing != "reported":
		return p.say.Text("agency.standing." + y.Standing)
	case y.DaysLate != nil && *y.DaysLate > 0:
		return p.say.Text("page.late", "days", *y.DaysLate)
	case y.Punctual == "on_time":
		return p.say.Text("page.on_time")
	case y.HasReport:
		return p.say.Text("agency.standing.reported")
	}
	return p.say.Text("agency.standing.missing")
}

// measures has a row a measure and a column a year. What has no value shows as NULL, what the form does not have as nothing.
func (p agencyPaper) measures() {
	t := rows.Table{Header: p.words("page.column.", "measure"), Right: map[int]bool{}, Terminal: p.style.Terminal}
	for _, y := range p.agency.Years {
		if y.HasReport {
			t.Right[len(t.Header)] = true
			t.Header = append(t.Header, strconv.Itoa(y.Year))
		}
	}
	empty := ""
	for _, m := range p.agency.Measures {
		row := []*string{&m.Label}
		for _, year := range t.Header[1:] {
			value, there := m.Values[year]
			if !there {
				value = &empty
			}
			row = append(row, value)
		}
		t.Rows = append(t.Rows, row)
	}
	p.table(&t, wideRule)
}

// versions has a row a rendition; * marks the one that counts.
func (p agencyPaper) versions() {
	t := rows.Table{
		Header: p.words("page.column.", "year", "counts", "report", "published", "recorded", "document"),
		Right:  map[int]bool{0: true}, Terminal: p.style.Terminal,
	}
	for _, v := range p.agency.Versions {
		mark := ""
		if v.Counts {
			mark = "*"
		}
		t.Add(strconv.Itoa(v.Year), mark, v.Report, v.PublishedOn, v.RecordedAt, v.Path)
	}
	p.table(&t, wideRule)
	for _, v := range p.agency.Versions {
		if v.TakenFrom != "" {
			p.item(p.text(TakenOver(p.say, v.Report, v.Taken, v.TakenFrom)))
		}
	}
}

// TakenOver says that a person settled fields of a report for another document of it.
func TakenOver(say messages.Printer, name string, fields []string, from string) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = word(say, "report.field.", f)
	}
	return say.Text("report.taken_over", "report", name, "fields", strings.Join(names, ", "), "document", report.Name(from, 0))
}

// word is the word for a stored name, and the name itself where there is none: the lists of sources, fields and kinds are open.
func word(say messages.Printer, prefix, name string) string {
	if key := prefix + name; say.Has(key) {
		return say.Text(key)
	}
	return name
}
