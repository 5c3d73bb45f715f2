package render

import (
	"slices"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/rows"
)

// findingColumns are the columns of the workbook of findings; a person fills in those at the end.
func findingColumns() []fillColumn {
	return []fillColumn{
		{key: "id", width: 19},
		{key: "agency", width: 30},
		{key: "region", width: 20},
		{key: "year", width: 7, number: true},
		{key: "severity", width: 8},
		{key: "rule", width: 22},
		{key: "message", width: 60},
		{key: "cell", width: 40},
		{key: "printed", width: 16, number: true},
		{key: "needed", width: 16, number: true},
		{key: "place", width: 28},
		{key: "document", width: 50},
		{key: "decision", width: 20, open: true},
		{key: "why", width: 40, open: true},
	}
}

// FindingColumns are the keys of the columns of the workbook of findings. A heading is workbook.<key> of the catalogue.
func FindingColumns() []string { return keysOf(findingColumns()) }

// Decisions are the words of the drop-down, in the order in which they are offered. A word is decision.<key> of the catalogue.
func Decisions() []string {
	out := []string{"accept", "accept_only", "dismiss"}
	for _, unit := range card.MoneyUnits() {
		out = append(out, string(unit))
	}
	return out
}

// offered are the decisions that a finding leaves open: the choice of a unit where both readings of an amount are suggested, the
// correction where one value is.
func offered(f *page.Finding) (out []string) {
	if _, ok := f.InUnit(card.Yuan); ok {
		for _, unit := range card.MoneyUnits() {
			out = append(out, string(unit))
		}
	} else if f.HasSuggestion() {
		out = append(out, "accept")
	}
	return append(out, "accept_only", "dismiss")
}

// FindingWorkbook is a list of findings as a workbook to be filled in.
func FindingWorkbook(say messages.Printer, list []page.Finding) ([]byte, error) {
	lines := make([]map[string]string, len(list))
	for i := range list {
		lines[i] = ReviewRow(say, &list[i])
	}
	book := rows.NewBook()
	sheet := fillIn(book, say, say.Text("workbook.sheet"), "workbook.", findingColumns(), lines)
	offerDecisions(sheet, say, list)
	sheet.Filter()
	sheet.Freeze(2)
	sheet.Protect()
	return book.Bytes()
}

// offerDecisions makes the drop-downs, one for each run of findings that leave the same open.
func offerDecisions(sheet *rows.Sheet, say messages.Printer, list []page.Finding) {
	column := slices.Index(FindingColumns(), "decision")
	for from := 0; from < len(list); {
		open, to := offered(&list[from]), from
		for to+1 < len(list) && slices.Equal(offered(&list[to+1]), open) {
			to++
		}
		var words []string
		for _, d := range open {
			words = append(words, say.Text("decision."+d))
		}
		sheet.Choose(column, from+2, to+2, rows.Choice{
			Words: words, Title: say.Text("workbook.decision"), Message: say.Text("workbook.choose"),
		})
		from = to + 1
	}
}
