package main

import (
	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// workbookColumn is a column of the review workbook: its key, the heading comes from the catalogue, and its width in
// Latin letters, of which a Chinese one takes two.
type workbookColumn struct {
	key    string
	width  float64
	open   bool // a person writes here; the others are locked
	number bool // what reads as a number is one, not a text that looks like it
}

// headed is the column of a sheet.
func (c workbookColumn) headed(heading string) rows.SheetColumn {
	return rows.SheetColumn{Heading: heading, Width: c.width, Open: c.open, Number: c.number}
}

// workbookColumns lists the columns in their order.
func workbookColumns() []workbookColumn {
	return []workbookColumn{
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

// decisions are the words of the drop-down, in the order in which they are offered.
func decisions() []string { return []string{"accept", "accept_only", "dismiss"} }

// workbook makes the workbook of a list of findings.
func (a *app) workbook(list []page.Finding) ([]byte, error) {
	book := rows.NewBook()
	sheet := book.Sheet(a.say.Text("workbook.sheet"))
	columns := workbookColumns()
	for _, c := range columns {
		sheet.Column(c.headed(a.say.Text("workbook." + c.key)))
	}
	for n := range list {
		row := render.ReviewRow(a.say, &list[n])
		for i, c := range columns {
			sheet.Cell(i, n+2, row[c.key])
		}
	}
	a.dropDowns(sheet, list)
	sheet.Filter()
	sheet.Freeze(2)
	sheet.Protect()
	return book.Bytes()
}

// dropDowns offers the decisions. Where a finding suggests no value there is no correction to accept.
func (a *app) dropDowns(sheet *rows.Sheet, list []page.Finding) {
	words := map[bool][]string{}
	for _, d := range decisions() {
		words[true] = append(words[true], a.say.Text("decision."+d))
		if d != "accept" {
			words[false] = append(words[false], a.say.Text("decision."+d))
		}
	}
	for from := 0; from < len(list); {
		to := from
		for to+1 < len(list) && list[to+1].HasSuggestion() == list[from].HasSuggestion() {
			to++
		}
		sheet.Choose(a.columnOf("decision"), from+2, to+2, rows.Choice{
			Words: words[list[from].HasSuggestion()], Title: a.say.Text("workbook.decision"), Message: a.say.Text("workbook.choose"),
		})
		from = to + 1
	}
}

func (a *app) columnOf(key string) int {
	for i, c := range workbookColumns() {
		if c.key == key {
			return i
		}
	}
	return -1
}

// bothLanguages returns the app in each language: a workbook may come back from an office that works in the other.
func (a *app) bothLanguages() ([]*app, error) {
	catalogue, err := messages.Embedded()
	if err != nil {
		return nil, err
	}
	var out []*app
	for _, l := range []messages.Language{messages.Chinese, messages.English} {
		other := *a
		other.say = catalogue.In(l)
		out = append(out, &other)
	}
	return out, nil
}
