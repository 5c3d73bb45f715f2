package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// missingColumns are the columns of the list for people, by their keys in the catalogue.
func missingColumns() []string {
	return []string{"member", "note", "absence", "filing_deadline", "publishing_deadline", "days_late", "looked", "contact", "subjects"}
}

// Missing is the list of who is missing as a table for people.
func Missing(say messages.Printer, m *page.Missing) rows.Table {
	t := rows.Table{Header: newPaper(say, Plain()).words("region.column.", missingColumns()...), Right: map[int]bool{5: true}}
	for i := range m.Missing {
		t.Add(MissingRow(say, &m.Missing[i], m.Region)...)
	}
	return t
}

// MissingSheet is the list as a workbook.
func MissingSheet(say messages.Printer, m *page.Missing) ([]byte, error) {
	var columns []rows.SheetColumn
	for i, width := range []float64{36, 40, 12, 12, 12, 10, 40, 28, 40} {
		key := missingColumns()[i]
		columns = append(columns, rows.SheetColumn{Heading: say.Text("region.column." + key), Width: width, Number: key == "days_late"})
	}
	var lines [][]string
	for i := range m.Missing {
		lines = append(lines, MissingRow(say, &m.Missing[i], m.Region))
	}
	return rows.Workbook(say.Text("region.sheet", "region", m.Region, "year", m.Year), columns, lines)
}

// MissingCSV writes a line a member. The header is the same in both languages.
func MissingCSV(w io.Writer, m *page.Missing) error {
	lines := [][]string{{
		"kind", "member", "region_code", "absence", "filing_deadline", "publishing_deadline", "days_late", "looked_on", "address", "contact",
		"silent", "reports", "subjects", "expected_from",
	}}
	for i := range m.Missing {
		one := &m.Missing[i]
		lines = append(lines, []string{
			one.Kind, one.Name(), Or(one.RegionCode, ""), Or(one.Absence, ""), Or(one.FilingDeadline, ""), Or(one.PublishingDeadline, ""),
			daysLate(one), Or(one.LookedOn, ""), Or(one.Address, ""), Or(one.Contact, ""), strconv.Itoa(one.Silent), strconv.Itoa(one.Reports),
			strings.Join(one.Subjects, " "), one.ExpectedFrom,
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// daysLate is by how many days the report is late, empty where nobody knows that it is.
func daysLate(m *page.MissingMember) string {
	if m.DaysLate == nil {
		return ""
	}
	return strconv.Itoa(*m.DaysLate)
}

// MissingRow is one line of the list of who is missing, with the columns of Missing.
func MissingRow(say messages.Printer, m *page.MissingMember, region string) []string {
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
	word, looked := say.Text("absence.elsewhere"), ""
	if m.Absence != nil {
		word = say.Text("absence." + *m.Absence)
	}
	if m.LookedOn != nil {
		looked = *m.LookedOn + " " + Or(m.Address, "")
	}
	return []string{
		name, note, word, Or(m.FilingDeadline, ""), Or(m.PublishingDeadline, ""), daysLate(m), looked, Or(m.Contact, ""), subjects,
	}
}

// Absence says what is known of a report that is not there, and by how many days it is late where anybody can know that.
func Absence(say messages.Printer, word, lookedOn string, days *int) string {
	text := say.Text("absence." + word)
	if lookedOn != "" {
		text += say.Text("absence.looked", "day", lookedOn)
	}
	if days != nil && *days > 0 {
		text += say.Text("absence.days", "days", *days)
	}
	return text
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
