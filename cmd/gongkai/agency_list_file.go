package main

import (
	"encoding/csv"
	"strconv"

	"github.com/google/renameio/v2"

	"gongkai/internal/fault"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// agencyColumns are the columns of the list as a file. Those of a register are among them, so that agency import takes it as it is.
func agencyColumns() []workbookColumn {
	return []workbookColumn{
		{key: "agency_id", width: 21},
		{key: "agency", width: 36},
		{key: "region_code", width: 12},
		{key: "region", width: 16},
		{key: "level", width: 10},
		{key: "kind", width: 16},
		{key: "system", width: 12},
		{key: "valid_from", width: 12},
		{key: "valid_to", width: 12},
		{key: "first_year", width: 10, number: true},
		{key: "last_year", width: 10, number: true},
		{key: "reports", width: 8, number: true},
		{key: "standing", width: 14},
		{key: "expected_from", width: 14},
		{key: "contact", width: 28},
		{key: "year", width: 8, number: true},
		{key: "status", width: 12},
	}
}

// agencyRow is a body column by column, in the words of the data.
func agencyRow(one *page.ListedAgency) map[string]string {
	return map[string]string{
		"agency_id": one.ID, "agency": one.Name, "region_code": one.RegionCode, "region": one.Region, "level": one.Level,
		"kind": one.Kind, "system": one.System, "valid_from": one.ValidFrom, "valid_to": one.ValidTo, "first_year": yearText(one.FirstYear),
		"last_year": yearText(one.LastYear), "reports": strconv.Itoa(one.Reports), "standing": one.Standing, "expected_from": one.From,
		"contact": one.Contact, "year": yearText(one.Year), "status": one.Status,
	}
}

// agenciesCSV prints a line a body. The header is the same in both languages.
func (a *app) agenciesCSV(list []page.ListedAgency) error {
	var header []string
	for _, c := range agencyColumns() {
		header = append(header, c.key)
	}
	lines := [][]string{header}
	for i := range list {
		lines = append(lines, cellsOf(agencyRow(&list[i])))
	}
	return csv.NewWriter(a.out).WriteAll(lines)
}

func cellsOf(row map[string]string) []string {
	var out []string
	for _, c := range agencyColumns() {
		out = append(out, row[c.key])
	}
	return out
}

// writeAgencies writes the list as a workbook for people, in the language chosen; agency import takes either.
func (a *app) writeAgencies(list []page.ListedAgency, path string) (err error) {
	defer fault.Wrap(&err, "agency list %s", path)
	var columns []rows.SheetColumn
	for _, c := range agencyColumns() {
		columns = append(columns, c.headed(a.say.Text("sheet."+c.key)))
	}
	var lines [][]string
	for i := range list {
		row := agencyRow(&list[i])
		for key, prefix := range map[string]string{
			"level": "agency.level.", "kind": "agency.kind.", "standing": "agency.standing.", "status": "agency.status.",
			"expected_from": "agency.from.",
		} {
			if row[key] != "" {
				row[key] = render.Word(a.say, prefix, row[key])
			}
		}
		lines = append(lines, cellsOf(row))
	}
	content, err := rows.Workbook(a.say.Text("sheet.agencies"), columns, lines)
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(path, content, 0o666); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("agency.written", "count", len(list), "path", path))
	return nil
}
