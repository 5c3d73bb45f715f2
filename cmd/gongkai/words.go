package main

import (
	"cmp"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// querySource runs a query: a session on a snapshot, or the warehouse itself while it is written.
type querySource = page.Source

// either returns the text of the language chosen.
func (a *app) either(zh, en string) string {
	if a.say.Language == messages.Chinese {
		return zh
	}
	return en
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// orUnsettled is a text, or says that nobody knows.
func (a *app) orUnsettled(s string) string { return cmp.Or(s, a.say.Text("extract.unknown")) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
