package html

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/html/token"
	"gongkai/internal/fault"
)

// maxToken bounds a single tag or text; the tokenizer spends sixteen bytes on each byte of a tag full of attributes.
const maxToken = 16 << 20

// maxKept is how many open tags that only dress, and that a rule may be about, are kept. A page that leaves hundreds of <b> open
// would nest deeper than the parser goes.
const maxKept = 100

// undresser drops what only dresses text before the tree of a page is made: tags (font, b, span without a style that matters, o:p) and
// attributes that are not read here. The tree is the same but for them. Word pastes put every character into a span, so
// most of the page goes; the parser re-opens every unclosed formatting element in each following paragraph, which lets a
// few kilobytes of <b> grow to gigabytes, and nests self-closed <o:p/> until it gives up.
type undresser struct {
	ctx context.Context
	// styled: the page has styles that matter. Then sheet says which attributes its selectors ask for, and what dresses is kept under
	// another name.
	styled  bool
	sheet   *style.Sheet
	matters suspicion // whether sizes and colours do

	// What a first pass finds: the style sheets, and what of the tags bears on the whole page.
	noted   bool // not looked for once more
	sheets  style.Builder
	suspect suspicion

	z     *token.Scanner
	page  []byte // what z cuts
	to    sink
	open  []dress
	kept  int      // how many of the open ones are kept
	tags  int      // so far, of those that go on
	inert int      // inside how many <template> and <noscript>
	text  *sheetOf // of the <style> being read

	attributes []html.Attribute // of the tag, those that are kept
	value      []byte
	name       []byte
}

// sink takes the tags and texts of an undressed page. What it is given is valid during the call.
type sink interface {
	Doctype(raw string)
	Start(name []byte, known atom.Atom, attributes []html.Attribute, selfClosing bool)
	Close(name []byte, known atom.Atom)
	Text(raw string)
	RawText(raw string) // of an element that holds no tags
}

// sheetOf is a <style> whose text comes next.
type sheetOf struct{ media string }

// again returns one that undresses the same page in the same way.
func (u *undresser) again() undresser {
	return undresser{ctx: u.ctx, styled: u.styled, sheet: u.sheet, matters: u.matters, noted: true}
}

// run undresses a page.
//
// cut says that the page ends inside a table without having ended as a page: it was not received whole, and its last number
// may have lost digits. The parser would close the table and say nothing.
func (u *undresser) run(text string, to sink) (cut bool, err error) {
	u.z, u.page, u.to = token.New(text), []byte(text), to
	tables, ended := 0, false
	for count := 0; ; count++ {
		if count&1023 == 0 {
			if err := u.ctx.Err(); err != nil {
				return false, err
			}
		}
		kind := u.z.Next()
		if from, end := u.z.Range(); end-from > maxToken {
			return false, fmt.Errorf("a tag or text of more than %d bytes: %w", maxToken, fault.ErrTooLarge)
		}
		switch kind {
		case token.End:
			return tables > 0 && !ended, nil
		case token.Start, token.SelfClosing:
			name, err := u.start(kind == token.SelfClosing)
			if err != nil {
				return false, err
			}
			if name == atom.Table {
				tables++
			}
		case token.Close:
			switch u.end() {
			case atom.Table:
				tables = max(0, tables-1)
			case atom.Html, atom.Body:
				ended = true
			}
		case token.Comment: // also Word's <!--[if …]> and <![if …]>
		case token.Text:
			if u.text != nil {
				u.sheets.Add(u.z.Raw(), u.text.media)
				u.text = nil
			}
			if u.z.IsRaw() {
				u.to.RawText(u.z.Raw())
			} else {
				u.to.Text(u.z.Raw())
			}
		case token.Doctype:
			u.to.Doctype(u.z.Raw())
		}
		if u.tags > maxTags {
			return false, fmt.Errorf("more than %d tags: %w", maxTags, fault.ErrTooLarge)
		}
	}
}

// start takes a start tag over.
func (u *undresser) start(selfClosing bool) (atom.Atom, error) {
	tells := true
	if !u.styled {
		from, to := u.z.Range()
		var suspect suspicion
		tells, suspect = mayTell(u.page[from:to])
		u.suspect |= suspect
	}
	name := u.z.Name()
	u.text = nil
	u.attributes = u.attributes[:0]
	known := atom.Lookup(name)
	switch known {
	case atom.Template, atom.Noscript:
		u.inert++
	case atom.Style, atom.Link:
		if !u.styled && !u.noted && u.inert == 0 {
			u.noteSheet(known)
		}
		if !u.styled && u.inert == 0 {
			tells = false
		}
	}
	strikes := isStrike(name)
	if strikes && !u.styled {
		u.give([]byte("del"), atom.Del, false)
		return known, nil
	}
	if tells || hasOwn(known) {
		u.keepAttributes(string(name))
	}
	if !isDress(name) && !strikes {
		u.give(name, known, selfClosing)
		return known, nil
	}
	// One that hides its text is kept, under a name that the parser does not re-open.
	keep := len(u.attributes) > 0 || known == atom.Bdi || strikes
	if u.styled && !selfClosing && u.kept < maxKept {
		keep = keep || u.sheet.Names(string(name))
	}
	if keep {
		name, known := u.renamed(name, known)
		u.give(name, known, false)
	}
	if selfClosing && !keep { // <o:p/>
		return known, nil
	}
	if len(u.open) == maxTags {
		return 0, fmt.Errorf("more than %d open tags: %w", maxTags, fault.ErrTooLarge)
	}
	u.open = append(u.open, dress{known, keep})
	if keep {
		u.kept++
	}
	return known, nil
}

// give hands a start tag on.
func (u *undresser) give(name []byte, known atom.Atom, selfClosing bool) {
	u.tags++
	u.to.Start(name, known, u.attributes, selfClosing)
}

// renamed returns the name under which a tag that dresses text is kept.
func (u *undresser) renamed(name []byte, known atom.Atom) ([]byte, atom.Atom) {
	if u.styled || known == atom.Bdo || known == atom.Bdi {
		u.name = append(append(u.name[:0], style.Dress...), name...)
		return u.name, atom.Lookup(u.name)
	}
	return append(u.name[:0], "span"...), atom.Span
}

// end takes an end tag over.
func (u *undresser) end() atom.Atom {
	name := u.z.Name()
	known := atom.Lookup(name)
	u.tags++
	switch {
	case isStrike(name) && !u.styled:
		u.to.Close([]byte("del"), atom.Del)
	case isDress(name), isStrike(name):
		var keep bool
		if u.open, keep = closeDress(u.open, known); !keep {
			u.tags--
			return known
		}
		u.kept--
		u.to.Close(u.renamed(name, known))
	default:
		if known == atom.Template || known == atom.Noscript {
			u.inert = max(0, u.inert-1)
		}
		u.to.Close(name, known)
	}
	return known
}

// noteSheet notes a style sheet in the page or beside it.
func (u *undresser) noteSheet(name atom.Atom) {
	var href, rel, media, kind string
	u.z.Attributes()
	for key, value, ok := u.z.Attribute(); ok; key, value, ok = u.z.Attribute() {
		switch string(key) {
		case "href":
			href = value
		case "rel":
			rel = strings.ToLower(value)
		case "media":
			media = value
		case "type":
			kind = strings.ToLower(strings.TrimSpace(value))
		case "disabled":
			return
		}
	}
	if kind != "" && kind != "text/css" {
		return
	}
	switch words := strings.Fields(rel); {
	case name == atom.Style:
		u.text = &sheetOf{media}
	case slices.Contains(words, "stylesheet") && !slices.Contains(words, "alternate"):
		u.sheets.Link(href, media)
	}
}

// dress is an open tag that dresses text.
type dress struct {
	name atom.Atom // 0 for those of Office, which nest properly
	keep bool
}

// closeDress takes the innermost open tag of a name away and returns whether it was kept. It looks no further than a page
// that closes its tags in the wrong order needs, so that tags left open do not cost more and more.
func closeDress(open []dress, name atom.Atom) ([]dress, bool) {
	for i := len(open) - 1; i >= max(0, len(open)-32); i-- {
		if open[i].name == name {
			keep := open[i].keep
			return append(open[:i], open[i+1:]...), keep
		}
	}
	return open, false
}

// isDress reports whether an element only dresses its text, unless its style hides it. Office puts elements of its own namespaces (o:p,
// st1:chsdate) around words; those of v: are drawings and are kept.
func isDress(name []byte) bool {
	switch string(name) {
	case "b", "big", "code", "em", "font", "i", "nobr", "small", "span", "strong", "tt", "u", "ins", "mark", "label", "bdo", "bdi":
		return true
	}
	at := bytes.IndexByte(name, ':')
	return at > 0 && !(at == 1 && name[0] == 'v')
}

// isStrike reports whether an element strikes its text out. The parser re-opens <s> as it does <b>, but not <del>.
func isStrike(name []byte) bool { return string(name) == "s" || string(name) == "strike" }
