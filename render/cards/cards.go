// Package cards sets report cards: as text for a terminal, as Markdown to send, as HTML to print. It also has the words of one finding,
// which lists and workbooks say too.
//
// The invariant: text of a document is text on every card. It stands on package card alone and builds for WebAssembly, so that the page
// of `gongkai check --bundle` says what the command says, by the same templates.
//
//	err := cards.Text(out, say, []card.Card{c}, cards.Markdown())
package cards

import (
	"cmp"
	"embed"
	htmltemplate "html/template"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

//go:embed templates/*.tmpl
var templates embed.FS

// cardPage is one or several cards, with the words of the page in its language.
type cardPage struct {
	Style    Style // of text and Markdown
	Language string
	Heading  string
	Say      func(key string, pairs ...any) string
	Cards    []cardView
}

// cardView is one card, its texts made harmless.
type cardView struct {
	Title    string
	Fields   []cardField
	Findings []findingView
	Notes    int // findings that are only counted
	NotRead  []string
}

// cardField is a fact at the head of a card: its whole line, and that cut in two.
type cardField struct{ Line, Name, Value string }

// findingView is a finding: its lines of text, and the columns of a table. What is empty is left out.
type findingView struct {
	Number                                                                 int
	Class, Severity, Message, Basis, Decided, Cell, Printed, Needed, Place string
	Lines                                                                  []string
}

// Text sets report cards one below the other, plain or as Markdown.
func Text(w io.Writer, say messages.Printer, cards []card.Card, style Style) error {
	t, err := template.ParseFS(templates, "templates/card.text.tmpl")
	if err != nil {
		return err
	}
	return t.Execute(w, newCardPage(say, cards, style, false))
}

// HTML sets report cards as one page to print or to send: what has to be mended in a table, notes only counted.
func HTML(w io.Writer, say messages.Printer, cards []card.Card) error {
	t, err := htmltemplate.ParseFS(templates, "templates/card.html.tmpl")
	if err != nil {
		return err
	}
	return t.Execute(w, newCardPage(say, cards, Plain(), true))
}

// Articles sets report cards as HTML that stands in another page, which has Look as its style.
func Articles(w io.Writer, say messages.Printer, list []card.Card) error {
	t, err := htmltemplate.ParseFS(templates, "templates/card.html.tmpl")
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, "cards", newCardPage(say, list, Plain(), true))
}

// Look is the style of cards in HTML.
func Look() (string, error) {
	t, err := htmltemplate.ParseFS(templates, "templates/card.html.tmpl")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.ExecuteTemplate(&b, "look", nil)
	return b.String(), err
}

func newCardPage(say messages.Printer, cards []card.Card, style Style, withoutNotes bool) cardPage {
	p := cardPage{Style: style, Language: "en", Say: say.Text}
	if say.Language == messages.Chinese {
		p.Language = "zh-CN"
	}
	s := cardSetter{say, style.Text}
	for i := range cards {
		p.Cards = append(p.Cards, s.card(&cards[i], withoutNotes))
	}
	if len(p.Cards) > 0 {
		p.Heading = p.Cards[0].Title
	}
	return p
}

// cardSetter says what a card says in a language, and makes texts of documents harmless.
type cardSetter struct {
	say  messages.Printer
	text func(string) string
}

func (s cardSetter) card(c *card.Card, withoutNotes bool) cardView {
	year := ""
	if c.Year != 0 {
		year = strconv.Itoa(c.Year)
	}
	settled := func(text string) string { return cmp.Or(s.text(text), s.say.Text("extract.unknown")) }
	v := cardView{
		Title:  s.say.Text("card.title", "agency", settled(c.Agency), "year", settled(year)),
		Fields: s.fields(c), NotRead: s.notRead(c),
	}
	for i := range c.Findings {
		if withoutNotes && c.Findings[i].Severity == report.Info {
			v.Notes++
			continue
		}
		v.Findings = append(v.Findings, s.finding(len(v.Findings)+1, &c.Findings[i]))
	}
	return v
}

// fields are the facts at the head of a card; those that are not known are left out.
func (s cardSetter) fields(c *card.Card) []cardField {
	var out []cardField
	field := func(key, value string) {
		if value == "" {
			return
		}
		name, rest, _ := strings.Cut(s.say.Text("card."+key, "value", "\x00"), "\x00")
		out = append(out, cardField{name + value + rest, strings.TrimRight(name, ":： "), value + rest})
	}
	field("document", s.text(c.Title))
	field("file", s.text(filepath.Base(c.Path)))
	field("region", s.text(c.Region+" "+c.RegionCode))
	field("published", s.text(c.PublishedOn))
	for _, t := range c.Subjects {
		name := s.say.Text("subject." + string(t.Subject))
		if t.Form == "" {
			field("table", s.say.Text("extract.no_table", "subject", name))
			continue
		}
		field("table", s.say.Text("extract.subject", "subject", name, "form", t.Form, "scope", s.say.Text("scope."+string(t.Scope))))
	}
	field("result", s.say.Text("card.counts", "error", c.Counts.Error, "warning", c.Counts.Warning, "info", c.Counts.Info))
	return out
}

// finding says what is wrong, what is printed and needed, where, and on what it rests.
func (s cardSetter) finding(number int, f *card.Finding) findingView {
	v := findingView{
		Number: number, Class: string(f.Severity), Severity: s.say.Text("severity." + string(f.Severity)), Message: s.text(f.Message),
		Basis: f.Basis, Decided: s.text(Decided(s.say, f)), Printed: s.text(Printed(s.say, f)), Needed: s.text(Needed(s.say, f)),
		Place: s.text(Where(s.say, f)),
	}
	line := func(key, value string) {
		if value != "" {
			v.Lines = append(v.Lines, s.say.Text("card."+key, "value", value))
		}
	}
	if len(f.Suggestion) > 0 || len(f.Printed) == 1 {
		v.Cell = s.text(Labels(f))
	}
	line("cell", v.Cell)
	line("printed", v.Printed)
	line("needed", v.Needed)
	line("place", v.Place)
	line("basis", s.text(v.Basis))
	if v.Decided != "" {
		v.Lines = append(v.Lines, v.Decided)
	}
	line("rule", s.text(f.Rule+" "+f.FindingID))
	return v
}

// notRead says what has no value and why, a line each. A table that was read whole gives no line.
func (s cardSetter) notRead(c *card.Card) (out []string) {
	for _, t := range c.Subjects {
		name := s.say.Text("subject." + string(t.Subject))
		if t.Form == "" {
			out = append(out, s.say.Text("extract.no_table", "subject", name))
			continue
		}
		for _, state := range []report.State{report.Unreadable, report.Absent, report.Blank, report.Placeholder} {
			var cells []string
			for _, u := range t.Unread {
				if u.State == state {
					cells = append(cells, s.unread(u))
				}
			}
			if len(cells) == 0 {
				continue
			}
			key := "card.unread_cells"
			const most = 6 // beyond it a count says more than a list
			if len(cells) <= most || state == report.Unreadable {
				key = "card.unread_listed"
			}
			out = append(out, s.say.Text(key, "subject", name, "count", len(cells), "of", t.Cells,
				"why", s.say.Text("unread."+string(state)), "cells", s.text(strings.Join(cells, "; "))))
		}
		if t.Inferred > 0 {
			out = append(out, s.say.Text("card.inferred", "subject", name, "count", t.Inferred))
		}
	}
	if len(out) == 0 {
		out = append(out, s.say.Text("card.all_read"))
	}
	return out
}

// unread is a cell without a value: its label, what is printed, and where.
func (s cardSetter) unread(c card.Cell) string {
	text := c.Label
	if c.State == report.Unreadable {
		text += " “" + c.Raw + "”"
	}
	if where := cellPlace(s.say, &c); where != "" {
		text += " (" + where + ")"
	}
	return text
}
