package main

import (
	"cmp"
	"strconv"
	"strings"

	"gongkai/config/messages"
)

// either returns the text of the language chosen.
func (a *app) either(zh, en string) string {
	if a.say.Language == messages.Chinese {
		return zh
	}
	return en
}

// orUnsettled is a text, or says that nobody knows.
func (a *app) orUnsettled(s string) string { return cmp.Or(s, a.say.Text("extract.unknown")) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// yearText is a year, nothing where none is known.
func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
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

// staleNotice says that there are some, on the output for people or beside what programs read; nothing where there are none.
func (a *app) staleNotice(count int, say func(format string, args ...any)) {
	if count > 0 {
		say("%s", a.say.Text("stale.reports", "count", count))
	}
}
