package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// AgencyList is a list of bodies as a table for people; with the year that was asked for it says what became of each report.
func AgencyList(say messages.Printer, list []page.ListedAgency, withYear bool) rows.Table {
	p := newPaper(say, Plain())
	t := rows.Table{Header: p.words("agency.column.", "agency", "region", "level", "kind", "years", "reports"), Right: map[int]bool{5: true}}
	if withYear {
		t.Header = append(t.Header, p.words("agency.column.", "standing", "contact")...)
	}
	for _, one := range list {
		years := year(one.FirstYear)
		if one.LastYear != one.FirstYear {
			years += "–" + year(one.LastYear)
		}
		kind := word(say, "agency.kind.", one.Kind)
		if one.System != "" {
			kind += " (" + one.System + ")"
		}
		row := []string{
			one.Name, strings.TrimSpace(one.Region + " " + one.RegionCode), word(say, "agency.level.", one.Level), kind,
			years, strconv.Itoa(one.Reports),
		}
		if withYear {
			standing := say.Text("agency.standing." + one.Standing)
			if one.Absence != "" {
				standing = say.Text("absence." + one.Absence)
			}
			row = append(row, standing, one.Contact)
		}
		t.Add(row...)
	}
	return t
}

// agencyColumn is a column of the list as a file.
type agencyColumn struct {
	key    string
	width  float64
	prefix string // of the words for its values in the catalogue; empty for names and numbers
	number bool
	value  func(*page.ListedAgency) string
}

// agencyColumns are the columns of the list as a file. Those of a register are among them, so that a register can be made of it.
func agencyColumns() []agencyColumn {
	return []agencyColumn{
		{"agency_id", 21, "", false, func(a *page.ListedAgency) string { return a.ID }},
		{"agency", 36, "", false, func(a *page.ListedAgency) string { return a.Name }},
		{"region_code", 12, "", false, func(a *page.ListedAgency) string { return a.RegionCode }},
		{"region", 16, "", false, func(a *page.ListedAgency) string { return a.Region }},
		{"level", 10, "agency.level.", false, func(a *page.ListedAgency) string { return a.Level }},
		{"kind", 16, "agency.kind.", false, func(a *page.ListedAgency) string { return a.Kind }},
		{"system", 12, "", false, func(a *page.ListedAgency) string { return a.System }},
		{"valid_from", 12, "", false, func(a *page.ListedAgency) string { return a.ValidFrom }},
		{"valid_to", 12, "", false, func(a *page.ListedAgency) string { return a.ValidTo }},
		{"first_year", 10, "", true, func(a *page.ListedAgency) string { return year(a.FirstYear) }},
		{"last_year", 10, "", true, func(a *page.ListedAgency) string { return year(a.LastYear) }},
		{"reports", 8, "", true, func(a *page.ListedAgency) string { return strconv.Itoa(a.Reports) }},
		{"standing", 14, "agency.standing.", false, func(a *page.ListedAgency) string { return a.Standing }},
		{"expected_from", 14, "agency.from.", false, func(a *page.ListedAgency) string { return a.From }},
		{"contact", 28, "", false, func(a *page.ListedAgency) string { return a.Contact }},
		{"year", 8, "", true, func(a *page.ListedAgency) string { return year(a.Year) }},
		{"status", 12, "agency.status.", false, func(a *page.ListedAgency) string { return a.Status }},
		{"absence", 14, "absence.", false, func(a *page.ListedAgency) string { return a.Absence }},
	}
}

// AgencyListCSV writes a line a body. The header and the words are those of the data, the same in both languages.
func AgencyListCSV(w io.Writer, list []page.ListedAgency) error {
	lines := make([][]string, 1+len(list))
	for _, c := range agencyColumns() {
		lines[0] = append(lines[0], c.key)
		for i := range list {
			lines[i+1] = append(lines[i+1], c.value(&list[i]))
		}
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// AgencyListSheet is the list as a workbook for people.
func AgencyListSheet(say messages.Printer, list []page.ListedAgency) ([]byte, error) {
	var columns []rows.SheetColumn
	lines := make([][]string, len(list))
	for _, c := range agencyColumns() {
		columns = append(columns, rows.SheetColumn{Heading: say.Text("sheet." + c.key), Width: c.width, Number: c.number})
		for i := range list {
			value := c.value(&list[i])
			if c.prefix != "" && value != "" {
				value = word(say, c.prefix, value)
			}
			lines[i] = append(lines[i], value)
		}
	}
	return rows.Workbook(say.Text("sheet.agencies"), columns, lines)
}

// year is a year, nothing where none is known.
func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
