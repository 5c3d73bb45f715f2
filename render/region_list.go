package render

import (
	"encoding/csv"
	"io"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/rows"
)

// RegionList is a list of regions as a table for people.
func RegionList(say messages.Printer, list *page.RegionList) rows.Table {
	t := rows.Table{Header: newPaper(say, Plain()).words("region.column.", "code", "name", "level", "valid_from", "valid_to", "successor")}
	for _, r := range list.Regions {
		level := say.Text("level." + r.Level)
		if r.Kind == regions.KindZone {
			level = say.Text("level.zone")
		}
		t.Add(r.Code, r.Path, level, Or(r.ValidFrom, ""), Or(r.ValidTo, ""), Or(r.Successor, ""))
	}
	return t
}

// RegionListCSV writes a line a region. The header is the same in both languages.
func RegionListCSV(w io.Writer, list *page.RegionList) error {
	lines := [][]string{{"code", "name", "level", "kind", "parent_code", "path", "valid_from", "valid_to", "successor_code", "source"}}
	for _, r := range list.Regions {
		lines = append(lines, []string{
			r.Code, r.Name, r.Level, r.Kind, r.Parent, r.Path, Or(r.ValidFrom, ""), Or(r.ValidTo, ""), Or(r.Successor, ""), r.Source,
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}
