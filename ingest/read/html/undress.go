package html

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/html/style"
	"gongkai/internal/fault"
)

// maxToken bounds a single tag or text; the tokenizer spends sixteen bytes on each byte of a tag full of attributes.
const maxToken = 16 << 20

// maxKept is how many open tags that only dress, and that a rule may be about, are kept. A page that leaves hundreds of <b> open
// would nest deeper than the parser goes.
const maxKept = 100

// undresser drops what only dresses text before the page is parsed: tags (font, b, span without a style that matters, o:p) and
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
	sheets  style.Builder
	suspect suspicion

	z     *html.Tokenizer
	out   []byte
	open  []dress
	kept  int      // how many of the open ones are kept
	inert int      // inside how many <template> and <noscript>
	text  *sheetOf // of the <style> being read
}

// sheetOf is a <style> whose text comes next.
type sheetOf struct{ media string }

// run undresses a page.
//
// cut says that the page ends inside a table without having ended as a page: it was not received whole, and its last number
// may have lost digits. The parser would close the table and say nothing.
func (u *undresser) run(text string) (out []byte, cut bool, err error) {
	u.out = make([]byte, 0, len(text))
	tables, ended := 0, false
	u.z = html.NewTokenizer(contextReader{u.ctx, strings.NewReader(text)})
	u.z.SetMaxBuf(maxToken)
	for {
		switch kind := u.z.Next(); kind {
		case html.ErrorToken:
			switch err := u.z.Err(); {
			case err == io.EOF:
				return u.out, tables > 0 && !ended, nil
			case errors.Is(err, html.ErrBufferExceeded):
				return nil, false, fmt.Errorf("a tag or text of more than %d bytes: %w", maxToken, fault.ErrTooLarge)
			default:
				return nil, false, err
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, err := u.start(kind == html.SelfClosingTagToken)
			if err != nil {
				return nil, false, err
			}
			if name == atom.Table {
				tables++
			}
		case html.EndTagToken:
			switch u.end() {
			case atom.Table:
				tables = max(0, tables-1)
			case atom.Html, atom.Body:
				ended = true
			}
		case html.CommentToken: // also Word's <!--[if …]> and <![if …]>
		case html.TextToken:
			if u.text != nil {
				u.sheets.Add(string(u.z.Raw()), u.text.media)
				u.text = nil
			}
			u.out = append(u.out, u.z.Raw()...)
		default:
			u.out = append(u.out, u.z.Raw()...)
		}
	}
}

// start takes a start tag over.
func (u *undresser) start(selfClosing bool) (atom.Atom, error) {
	raw := u.z.Raw()
	tells := true
	if !u.styled {
		var suspect suspicion
		tells, suspect = mayTell(raw)
		u.suspect |= suspect
	}
	name, attributes := u.z.TagName()
	u.text = nil
	known := atom.Lookup(name)
	switch known {
	case atom.Template, atom.Noscript:
		u.inert++
	case atom.Style, atom.Link:
		if !u.styled && u.inert == 0 {
			u.noteSheet(known, attributes)
			attributes = false
		}
	}
	attributes = attributes && (tells || hasOwn(known))
	strikes := isStrike(name)
	if !isDress(name) && !strikes {
		u.out = append(append(u.out, '<'), name...)
		if attributes {
			u.keepAttributes(string(name))
		}
		if selfClosing {
			u.out = append(u.out, '/')
		}
		u.out = append(u.out, '>')
		return known, nil
	}
	if strikes && !u.styled {
		u.out = append(u.out, "<del>"...)
		return known, nil
	}
	start := len(u.out)
	u.out = append(u.out, '<')
	if u.styled || known == atom.Bdo || known == atom.Bdi {
		u.out = append(u.out, style.Dress...)
		u.out = append(u.out, name...)
	} else {
		u.out = append(u.out, "span"...)
	}
	bare := len(u.out)
	if attributes {
		u.keepAttributes(string(name))
	}
	// One that hides its text is kept, under a name that the parser does not re-open.
	keep := len(u.out) > bare || known == atom.Bdi || strikes
	if u.styled && !selfClosing && u.kept < maxKept {
		keep = keep || u.sheet.Names(string(name))
	}
	if keep {
		u.out = append(u.out, '>')
	} else {
		u.out = u.out[:start]
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

// end takes an end tag over.
func (u *undresser) end() atom.Atom {
	name, _ := u.z.TagName()
	known := atom.Lookup(name)
	switch {
	case isStrike(name) && !u.styled:
		u.out = append(u.out, "</del>"...)
	case isDress(name), isStrike(name):
		var keep bool
		if u.open, keep = closeDress(u.open, known); !keep {
			return known
		}
		u.kept--
		u.out = append(u.out, "</"...)
		if u.styled || known == atom.Bdo || known == atom.Bdi {
			u.out = append(u.out, style.Dress...)
			u.out = append(u.out, name...)
		} else {
			u.out = append(u.out, "span"...)
		}
		u.out = append(u.out, '>')
	default:
		if known == atom.Template || known == atom.Noscript {
			u.inert = max(0, u.inert-1)
		}
		u.out = append(append(append(u.out, "</"...), name...), '>')
	}
	return known
}

// noteSheet notes a style sheet in the page or beside it.
func (u *undresser) noteSheet(name atom.Atom, attributes bool) {
	var href, rel, media, kind string
	for attributes {
		var key, value []byte
		key, value, attributes = u.z.TagAttr()
		switch string(key) {
		case "href":
			href = string(value)
		case "rel":
			rel = strings.ToLower(string(value))
		case "media":
			media = string(value)
		case "type":
			kind = strings.ToLower(strings.TrimSpace(string(value)))
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

// contextReader reads until the context ends, so that parsing a hostile page stops with it.
type contextReader struct {
	ctx  context.Context
	page io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.page.Read(p)
}
