package render

import (
	"cmp"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// OpenReports sets the reports that are in no total because something about them is not settled, for people.
func OpenReports(w io.Writer, say messages.Printer, list []page.OpenReport) error {
	p, counts := newPaper(say, Plain()), map[string]int{}
	known := func(text string) string { return cmp.Or(text, unsettled(say)) }
	for _, r := range list {
		counts[r.Why]++
		head := say.Text("review.head", "report", r.Report, "why", say.Text("review.why."+r.Why),
			"agency", known(r.Agency), "region", known(strings.TrimSpace(r.Region+" "+r.RegionCode)),
			"year", known(year(r.Year)))
		p.line(rows.Printable(head))
		for _, line := range []string{r.Title, r.Path} {
			if line != "" {
				p.line("    ", rows.OneLine(line))
			}
		}
		for _, c := range r.Candidates {
			p.line("    ", rows.Printable(RegionCandidate(say, c)))
		}
		for _, e := range r.Evidence {
			if e.IsTakenOver() {
				p.line("    ", rows.Printable(TakenOver(say, r.Report, []string{e.Field}, e.Quote)))
			}
		}
	}
	if len(list) == 0 {
		p.line(say.Text("review.none"))
		return p.out(w)
	}
	var parts []string
	for _, why := range page.OpenWhys() {
		if counts[why] > 0 {
			parts = append(parts, say.Text("review.why."+why)+" "+strconv.Itoa(counts[why]))
		}
	}
	p.line(say.Text("review.count", "count", len(list), "whys", strings.Join(parts, ", ")))
	return p.out(w)
}

// openColumns are the columns of the list of open reports; a person fills in those at the end.
func openColumns() []fillColumn {
	return []fillColumn{
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

// OpenReportColumns are the keys of the columns of that list. A heading is sheet.<key> of the catalogue.
func OpenReportColumns() []string { return keysOf(openColumns()) }

// OpenReportSheet is the list as a workbook to be filled in.
func OpenReportSheet(say messages.Printer, list []page.OpenReport) ([]byte, error) {
	book := rows.NewBook()
	sheet := fillIn(book, say, say.Text("sheet.review"), "sheet.", openColumns(), openRows(say, list))
	sheet.Filter()
	sheet.Protect()
	return book.Bytes()
}

// OpenReportCSV writes the list as a CSV to be filled in. It has the keys of the columns as its header, the same in both languages.
func OpenReportCSV(w io.Writer, say messages.Printer, list []page.OpenReport) error {
	keys := OpenReportColumns()
	lines := [][]string{keys}
	for _, row := range openRows(say, list) {
		line := make([]string, len(keys))
		for i, key := range keys {
			line[i] = row[key]
		}
		lines = append(lines, line)
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // without it a spreadsheet takes the Chinese for something else
		return err
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// openRows are the rows of the list, by the keys of the columns.
func openRows(say messages.Printer, list []page.OpenReport) []map[string]string {
	var out []map[string]string
	for _, r := range list {
		var candidates []string
		for _, c := range r.Candidates {
			candidates = append(candidates, RegionCandidate(say, c))
		}
		out = append(out, map[string]string{
			"report": r.Report, "open": say.Text("review.why." + r.Why), "title": strings.Join(strings.Fields(r.Title), " "), "document": r.Path,
			"agency": r.Agency, "region": strings.TrimSpace(r.Region + " " + r.RegionCode), "year": year(r.Year),
			"candidates": strings.Join(candidates, "\n"),
		})
	}
	return out
}
