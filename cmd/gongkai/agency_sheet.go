package main

import (
	"gongkai/rows"
)

// reviewColumns are the columns of the list of open reports; a person fills in those at the end.
func reviewColumns() []workbookColumn {
	return []workbookColumn{
		{key: "report", width: 16},
		{key: "open", width: 14},
		{key: "title", width: 50},
		{key: "document", width: 40},
		{key: "agency", width: 30},
		{key: "region", width: 20},
		{key: "year", width: 7, number: true},
		{key: "candidates", width: 50},
		{key: "set_agency", width: 30, open: true},
		{key: "set_region", width: 20, open: true},
		{key: "set_year", width: 8, open: true},
		{key: "set_scope", width: 12, open: true},
		{key: "why", width: 40, open: true},
	}
}

// registerColumns are the columns of a register, of which agency, region or region_code, and status must be there. The others are those
// of agency list that say what sort a body is, so that its list can be taken as it is.
func registerColumns() []workbookColumn {
	var out []workbookColumn
	for _, key := range []string{
		"agency", "region_code", "region", "year", "status", "contact", "why", "agency_id", "level", "kind", "system",
	} {
		out = append(out, workbookColumn{key: key})
	}
	return out
}

// sheet writes a workbook of one sheet to be filled in: a heading, a row each, what is not to be written in locked.
func (a *app) sheet(title string, columns []workbookColumn, lines []map[string]string) ([]byte, error) {
	book := rows.NewBook()
	sheet := book.Sheet(title)
	for i, c := range columns {
		sheet.Column(c.headed(a.say.Text("sheet." + c.key)))
		for n, line := range lines {
			sheet.Cell(i, n+2, line[c.key])
		}
	}
	sheet.Filter()
	sheet.Protect()
	return book.Bytes()
}
