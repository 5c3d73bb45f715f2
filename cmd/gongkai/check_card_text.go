package main

import (
	"fmt"
	"io"
	"strings"

	"gongkai/internal/report"
)

// cardStyle is how a card is set: as plain text for a terminal, or as Markdown to send.
type cardStyle struct {
	title, heading string
	item           string // before a line of a list
	text           func(string) string
}

func plainCard() cardStyle {
	return cardStyle{item: "  ", text: func(s string) string { return printable(oneLine(s)) }}
}

func markdownCard() cardStyle {
	return cardStyle{title: "# ", heading: "## ", item: "- ", text: markdown}
}

// markdown keeps text of a document from being read as marks: a label with a * must not turn the rest into italics,
// and no link or HTML of a document may reach the person who gets the page.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range printable(oneLine(s)) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// showCards prints the cards in a format.
func (a *app) showCards(cards []card, format string) error {
	if format == "json" {
		return writeJSON(a.out, struct {
			Cards []card `json:"cards"`
		}{cards})
	}
	if format == "html" {
		return a.htmlCards(cards)
	}
	style := plainCard()
	if format == "markdown" {
		style = markdownCard()
	}
	for i := range cards {
		if i > 0 {
			a.printf("\n")
		}
		if _, err := io.WriteString(a.out, a.cardText(&cards[i], style)); err != nil {
			return err
		}
	}
	return nil
}

// cardText sets one card.
func (a *app) cardText(c *card, style cardStyle) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s%s", style.title, a.cardTitle(c, style.text))
	line("")
	for _, field := range a.cardFields(c, style.text) {
		line("%s%s", style.item, a.say.Text("card."+field.Name, "value", field.Value))
	}
	line("\n%s%s\n", style.heading, a.say.Text("card.findings"))
	if len(c.Findings) == 0 {
		line("%s%s", style.item, a.say.Text("check.none"))
	}
	for i := range c.Findings {
		a.cardFinding(line, style, i+1, &c.Findings[i])
	}
	line("\n%s%s\n", style.heading, a.say.Text("card.unread"))
	a.cardUnread(func(text string) { line("%s%s", style.item, text) }, style.text, c)
	line("\n%s", a.say.Text("card.limits"))
	return b.String()
}

// cardFinding sets one finding: what is wrong, what is printed and needed, where, and on what it rests.
func (a *app) cardFinding(line func(string, ...any), style cardStyle, n int, f *listedFinding) {
	line("%d. %s — %s", n, a.say.Text("severity."+f.Severity), style.text(f.Message))
	field := func(key, value string) {
		if value != "" {
			line("   %s%s", style.item, a.say.Text("card."+key, "value", style.text(value)))
		}
	}
	if len(f.Suggestion) > 0 || len(f.Printed) == 1 {
		field("cell", a.labels(f))
	}
	field("printed", a.printed(f))
	field("needed", a.needed(f))
	field("place", a.where(f))
	basis, _ := a.basis(f.Rule)
	field("basis", basis)
	if f.Verdict != nil {
		line("   %s%s", style.item, style.text(a.decided(f)))
	}
	field("rule", strings.TrimSpace(f.Rule+" "+f.FindingID))
}

// cardUnread says what has no value and why, a line each. A table that was read whole gives no line.
func (a *app) cardUnread(line func(string), text func(string) string, c *card) {
	nothing := true
	say := func(s string) { nothing = false; line(s) }
	for _, s := range c.Subjects {
		name := a.say.Text("subject." + string(s.Subject))
		if s.Form == "" {
			say(a.say.Text("extract.no_table", "subject", name))
			continue
		}
		for _, state := range []report.State{report.Unreadable, report.Absent, report.Blank, report.Placeholder} {
			var cells []string
			for _, u := range s.Unread {
				if u.State == state {
					cells = append(cells, a.unread(u))
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
			say(a.say.Text(key, "subject", name, "count", len(cells), "of", s.Cells,
				"why", a.say.Text("unread."+string(state)), "cells", text(strings.Join(cells, "; "))))
		}
		if s.Inferred > 0 {
			say(a.say.Text("card.inferred", "subject", name, "count", s.Inferred))
		}
	}
	if nothing {
		line(a.say.Text("card.all_read"))
	}
}

// unread is a cell without a value: its label, what is printed, and where.
func (a *app) unread(c printedCell) string {
	text := c.Label
	if c.State == report.Unreadable {
		text += " “" + c.Raw + "”"
	}
	if where := a.place(c.Place); where != "" {
		text += " (" + where + ")"
	}
	return text
}
