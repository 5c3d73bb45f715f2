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

// Restatement sets what was restated for a terminal: the totals first, then the cells.
func Restatement(w io.Writer, say messages.Printer, r *page.Restatement) error {
	p := newPaper(say, Plain())
	none := say.Text("explain.none")
	if len(r.Totals)+len(r.Cells) == 0 {
		p.line(say.Text("restatement.none", "since", r.Since, "until", r.Until))
		return p.out(w)
	}
	totals := rows.Table{
		Header: p.words("restatement.", "year", "region", "basis", "preferred", "code", "earlier", "value", "difference", "class", "cause"),
		Right:  map[int]bool{0: true, 5: true, 6: true, 7: true},
	}
	for _, t := range r.Totals {
		preferred := say.Text("restatement.is_" + strconv.FormatBool(t.Preferred))
		if t.WasPreferred != t.Preferred {
			preferred = say.Text("restatement.is_"+strconv.FormatBool(t.WasPreferred)) + " → " + preferred
		}
		totals.Add(strconv.Itoa(t.Year), t.RegionCode+" "+t.RegionName, say.Text("basis."+t.Basis), preferred, p.indicator(t.Code),
			Or(t.Earlier, none), Or(t.Value, none), Or(t.Difference, ""), p.classes(t.Classes), p.causes(t.Causes))
	}
	cells := rows.Table{
		Header: p.words("restatement.", "year", "region", "agency", "code", "earlier", "value", "difference", "class", "cause"),
		Right:  map[int]bool{0: true, 4: true, 5: true, 6: true},
	}
	for _, c := range r.Cells {
		cells.Add(strconv.Itoa(c.Year), c.RegionCode, c.Agency, p.indicator(c.Code),
			Or(c.Earlier, none), Or(c.Value, none), Or(c.Difference, ""), p.classes(c.Class), p.causes(c.Cause))
	}
	for _, part := range []struct {
		key   string
		table *rows.Table
	}{{"restatement.totals", &totals}, {"restatement.cells", &cells}} {
		p.line(say.Text(part.key, "count", len(part.table.Rows), "since", r.Since, "until", r.Until))
		if len(part.table.Rows) > 0 {
			p.table(part.table, wideRule)
		}
	}
	return p.out(w)
}

// causes names causes, which come as one text.
func (p *paper) causes(list string) string {
	return p.list(p.words("cause.", strings.Split(list, ", ")...))
}

// classes names the classes of causes, which come as one text.
func (p *paper) classes(list string) string {
	return p.list(p.words("class.", strings.Split(list, ", ")...))
}

// RestatementCSV writes a line a total or cell. The header and the causes are the same in both languages.
func RestatementCSV(w io.Writer, r *page.Restatement) error {
	lines := [][]string{{
		"kind", "year", "region_code", "name", "basis", "was_preferred", "preferred", "code", "earlier_value", "value", "difference", "causes",
		"classes",
	}}
	for _, t := range r.Totals {
		lines = append(lines, []string{
			"total", strconv.Itoa(t.Year), t.RegionCode, t.RegionName, t.Basis, strconv.FormatBool(t.WasPreferred), strconv.FormatBool(t.Preferred),
			t.Code, Or(t.Earlier, ""), Or(t.Value, ""), Or(t.Difference, ""), t.Causes, t.Classes,
		})
	}
	for _, c := range r.Cells {
		lines = append(lines, []string{
			"cell", strconv.Itoa(c.Year), c.RegionCode, c.Agency, "", "", "", c.Code,
			Or(c.Earlier, ""), Or(c.Value, ""), Or(c.Difference, ""), c.Cause, c.Class,
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}
