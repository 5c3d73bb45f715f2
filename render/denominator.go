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

// Denominators lists how many people regions have.
func Denominators(say messages.Printer, list []page.Denominator) rows.Table {
	p := newPaper(say, Plain())
	t := rows.Table{
		Header: p.words("sheet.", "region", "year", "kind_of_people", "value", "is_interpolated", "source", "recorded_on"),
		Right:  map[int]bool{3: true},
	}
	for _, d := range list {
		t.Add(strings.TrimSpace(d.Region+" "+d.RegionCode), strconv.Itoa(d.Year), word(say, "denominator.kind.", d.Kind),
			strconv.FormatInt(d.Value, 10), say.Text("denominator.mark."+yesOrNo(d.IsInterpolated)), d.Source, d.RecordedOn+" "+d.Who)
	}
	return t
}

// DenominatorCSV writes the list for programs. It is a list that denominator import takes.
func DenominatorCSV(w io.Writer, list []page.Denominator) error {
	lines := [][]string{{"region_code", "region", "year", "kind", "value", "source", "is_interpolated"}}
	for _, d := range list {
		lines = append(lines, []string{
			d.RegionCode, d.Region, strconv.Itoa(d.Year), d.Kind, strconv.FormatInt(d.Value, 10), d.Source, yesOrNo(d.IsInterpolated),
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}

func yesOrNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
