package main

import (
	_ "embed"
	"html/template"
	"path/filepath"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
)

//go:embed templates/card.html
var cardHTML string

// cardPage is a card as a page to print or to send: what has to be mended in a table, notes only counted. Everything
// from a document is text in it, so that no markup of a document reaches whoever opens the page.
type cardPage struct {
	Language, Heading                                            string
	Findings, What, Printed, Needed, Place, None, Unread, Limits string // in the language chosen
	Cards                                                        []cardSheet
}

// cardSheet is one card of a page.
type cardSheet struct {
	Title   string
	Fields  []cardField
	Rows    []cardRow
	Notes   string
	NotRead []string
}

type cardField struct{ Name, Value string }

// cardRow is one finding to act on.
type cardRow struct {
	Number                                                           int
	Class, Severity, Message, Basis, Decided, Printed, Needed, Place string
}

// htmlCards prints the cards as one page.
func (a *app) htmlCards(cards []card) error {
	page, err := template.New("card").Parse(cardHTML)
	if err != nil {
		return err
	}
	p := cardPage{
		Language: "en", Findings: a.say.Text("card.findings"), What: a.say.Text("card.what"), Printed: a.say.Text("card.column_printed"),
		Needed: a.say.Text("card.column_needed"), Place: a.say.Text("card.column_place"), None: a.say.Text("check.none"),
		Unread: a.say.Text("card.unread"), Limits: a.say.Text("card.limits"),
	}
	if a.say.Language == messages.Chinese {
		p.Language = "zh-CN"
	}
	for i := range cards {
		p.Cards = append(p.Cards, a.cardSheet(&cards[i]))
	}
	if len(p.Cards) > 0 {
		p.Heading = p.Cards[0].Title
	}
	return page.Execute(a.out, p)
}

// cardSheet lays out one card.
func (a *app) cardSheet(c *card) cardSheet {
	text := func(s string) string { return printable(oneLine(s)) }
	s := cardSheet{Title: a.cardTitle(c, text)}
	for _, field := range a.cardFields(c, text) {
		name, value, _ := strings.Cut(a.say.Text("card."+field.Name, "value", "\x00"), "\x00")
		s.Fields = append(s.Fields, cardField{strings.TrimRight(name, ":： "), field.Value + value})
	}
	notes := 0
	for i := range c.Findings {
		f := &c.Findings[i]
		if f.Severity == string(report.Info) {
			notes++
			continue
		}
		basis, _ := a.basis(f.Rule)
		row := cardRow{
			Number: len(s.Rows) + 1, Class: f.Severity, Severity: a.say.Text("severity." + f.Severity), Message: text(f.Message),
			Basis: basis, Printed: text(a.printed(f)), Needed: text(a.needed(f)), Place: text(a.where(f)),
		}
		if f.Verdict != nil {
			row.Decided = text(a.decided(f))
		}
		s.Rows = append(s.Rows, row)
	}
	if notes > 0 {
		s.Notes = a.say.Text("card.notes", "count", notes)
	}
	a.cardUnread(func(line string) { s.NotRead = append(s.NotRead, line) }, text, c)
	return s
}

// cardFields are the facts at the head of a card; those that are not known are left out.
func (a *app) cardFields(c *card, text func(string) string) []cardField {
	var out []cardField
	field := func(name, value string) {
		if value != "" {
			out = append(out, cardField{name, value})
		}
	}
	field("document", text(c.Title))
	field("file", text(filepath.Base(c.Path)))
	field("region", text(strings.TrimSpace(c.Region+" "+c.RegionCode)))
	field("published", text(c.PublishedOn))
	for _, s := range c.Subjects {
		name := a.say.Text("subject." + string(s.Subject))
		if s.Form == "" {
			field("table", a.say.Text("extract.no_table", "subject", name))
			continue
		}
		field("table", a.say.Text("extract.subject", "subject", name, "form", s.Form, "scope", a.say.Text("scope."+string(s.Scope))))
	}
	field("result", a.say.Text("card.counts", "error", c.Counts.Error, "warning", c.Counts.Warning, "info", c.Counts.Info))
	return out
}

// cardTitle names the report.
func (a *app) cardTitle(c *card, text func(string) string) string {
	unsettled := func(s string) string {
		if s == "" {
			return a.say.Text("extract.unknown")
		}
		return text(s)
	}
	return a.say.Text("card.title", "agency", unsettled(c.Agency), "year", unsettled(yearText(c.Year)))
}
