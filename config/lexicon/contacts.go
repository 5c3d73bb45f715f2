package lexicon

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/config/table"
)

// Contacts finds the phone numbers, mail addresses, accounts and names of persons to ask that reports print in their
// prose, so that a text can be passed on without them. Addresses of offices stay: they are no person's.
//
// It takes away rather too much than too little, and says so where it does: what is left out is replaced by a mark. Two
// things it does not find: a name that no word such as 联系人 announces, and a number of seven digits or fewer that no
// word such as 电话 does.
type Contacts struct{ patterns []contactPattern }

// contactPattern is one line of contacts.csv. Group 1 of the expression is what is left out. It is matched against
// text in which full-width characters are ASCII.
type contactPattern struct {
	mark       string
	expression *regexp.Regexp
}

// LoadContacts returns the patterns that ship with the program.
func LoadContacts() (Contacts, error) { return loadContacts(files) }

func loadContacts(fsys fs.FS) (_ Contacts, err error) {
	rows, err := table.Read(fsys, "contacts.csv", "kind", "mark", "pattern")
	if err != nil {
		return Contacts{}, err
	}
	var c Contacts
	for n, row := range rows {
		expression, err := regexp.Compile(row[2])
		if err != nil {
			return Contacts{}, fmt.Errorf("contacts.csv: line %d: %w", n+2, err)
		}
		if expression.NumSubexp() != 1 {
			return Contacts{}, fmt.Errorf("contacts.csv: line %d: the pattern has %d groups, not one", n+2, expression.NumSubexp())
		}
		c.patterns = append(c.patterns, contactPattern{mark: row[1], expression: expression})
	}
	return c, nil
}

// Without returns a text with a mark in place of each contact. A text without any is returned as it is.
func (c Contacts) Without(text string) string {
	for _, p := range c.patterns {
		text = p.replace(text)
	}
	return text
}

// replace puts the mark in place of each match. What ends one match may begin the next, as the comma between two
// numbers, so the search goes on right behind what was left out.
func (p contactPattern) replace(text string) string {
	narrow, places := narrowed(text)
	var out strings.Builder
	kept := 0 // up to here the text is written
	for at := 0; at <= len(narrow); {
		m := p.expression.FindStringSubmatchIndex(narrow[at:])
		if m == nil {
			break
		}
		from, to := at+m[2], at+m[3]
		out.WriteString(text[kept:places[from]])
		out.WriteString(p.mark)
		kept, at = places[to], to
	}
	if kept == 0 {
		return text
	}
	out.WriteString(text[kept:])
	return out.String()
}

// narrowed returns a text with ASCII in place of full-width characters, and for each of its bytes, and its end, the
// place of that character in the text.
func narrowed(text string) (string, []int) {
	var out strings.Builder
	out.Grow(len(text))
	places := make([]int, 0, len(text)+1)
	for at, r := range text {
		r = Narrow(r)
		if r == utf8.RuneError {
			r = '?' // one byte that is no character must not become three
		}
		for range utf8.RuneLen(r) {
			places = append(places, at)
		}
		out.WriteRune(r)
	}
	return out.String(), append(places, len(text))
}
