package web

import (
	"net/url"
	"strings"
)

// cite says how what a page shows is cited, and whom to tell of an error. The name is that of the entry in a list of references.
func (s *Site) cite(what, address, name string) *Citation {
	if s.Address.Off {
		return nil
	}
	full := s.Host + address
	mark := strings.Map(func(r rune) rune { // what a key of BibTeX may hold
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, name)
	creator := s.Creator
	if creator == "" {
		creator = "Gongkai"
	}
	out := &Citation{
		Text: s.Say.Text("web.citation", "creator", creator, "what", what, "shown", s.Shown, "day", s.Day, "address", full),
		BibTeX: "@misc{gongkai-" + mark + ",\n  author = {{" + braced(creator) + "}},\n  title = {" + braced(what) + "},\n  note = {" +
			braced(s.Shown) + "},\n  url = {" + full + "},\n  urldate = {" + s.Day + "}\n}",
	}
	body := s.Say.Text("web.mail_body", "what", what, "address", full, "shown", s.Shown)
	out.Mail = "mailto:" + s.Contact + "?subject=" + query(s.Say.Text("web.mail_subject", "what", what)) + "&body=" + query(body)
	return out
}

// query escapes a text for the query of a mail address, where a space is no plus.
func query(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// braced makes a text harmless in BibTeX.
func braced(text string) string {
	return strings.NewReplacer("{", "(", "}", ")", `\`, "/").Replace(text)
}
