package render

import (
	"strconv"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// MissingColumns are the columns of the list of who is missing, by their keys in the catalogue.
func MissingColumns() []string {
	return []string{"member", "note", "deadline", "days_late", "contact", "subjects"}
}

// Missing is the list of who is missing as a table for people, with the columns of MissingColumns.
func Missing(say messages.Printer, m *page.Missing) rows.Table {
	t := rows.Table{Right: map[int]bool{3: true}}
	for _, key := range MissingColumns() {
		t.Header = append(t.Header, say.Text("region.column."+key))
	}
	for i := range m.Missing {
		t.Add(missingRow(say, &m.Missing[i], m.Region)...)
	}
	return t
}

// missingRow is a row of the list.
func missingRow(say messages.Printer, m *page.MissingMember, region string) []string {
	name, note := m.Name(), ""
	switch {
	case m.Kind == "region" && m.Reports > 0:
		note = say.Text("region.note_part", "reports", m.Reports, "silent", m.Silent)
	case m.Kind == "region":
		note = say.Text("region.note_region")
	case name == "":
		name, note = say.Text("region.own_level", "region", region), say.Text("region.note_unknown")
	case m.ExpectedFrom == "history":
		note = say.Text("region.note_history")
	}
	subjects := say.Text("region.all_tables")
	if len(m.Subjects) < len(report.Subjects()) {
		p := newPaper(say, Plain())
		subjects = p.list(p.words("subject.", m.Subjects...))
	}
	days := ""
	if m.DaysLate != nil {
		days = strconv.Itoa(*m.DaysLate)
	}
	return []string{name, note, or(m.Deadline, ""), days, or(m.Contact, ""), subjects}
}

// Unknown says that nothing is known of a year, who reported last, and what to do, a line each; an empty region stands for all.
func Unknown(say messages.Printer, k page.YearKnown, region string, year int) []string {
	if region == "" {
		region = say.Text("known.all_regions")
	}
	lines := []string{say.Text("known.nothing", "region", region, "year", year)}
	if k.LastYear != 0 {
		lines = append(lines, say.Text("known.last", "year", k.LastYear, "count", k.LastReports))
		for _, body := range k.LastBodies {
			lines = append(lines, "  "+body)
		}
		if rest := k.LastReports - len(k.LastBodies); rest > 0 {
			lines = append(lines, "  "+say.Text("known.more", "count", rest))
		}
	}
	return append(lines, say.Text("known.import", "year", year))
}

// NobodyMissing says that nobody is missing, and of whom that is said: of those on the register, or of those seen before.
func NobodyMissing(say messages.Printer, k page.YearKnown, region string, year int) string {
	if k.Registered == 0 {
		return say.Text("region.nobody_seen_missing", "region", region, "year", year)
	}
	return say.Text("region.nobody_missing", "region", region, "year", year)
}
