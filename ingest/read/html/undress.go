package html

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/internal/fault"
)

// maxToken bounds a single tag or text; the tokenizer spends sixteen bytes on each byte of a tag full of attributes.
const maxToken = 16 << 20

// undress drops what only dresses text before the page is parsed: tags (font, b, span without a style that matters, o:p) and
// attributes that are not read here. The tree is the same but for them. Word pastes put every character into a span, so
// most of the page goes; the parser re-opens every unclosed formatting element in each following paragraph, which lets a
// few kilobytes of <b> grow to gigabytes, and nests self-closed <o:p/> until it gives up.
//
// cut says that the page ends inside a table without having ended as a page: it was not received whole, and its last number
// may have lost digits. The parser would close the table and say nothing.
func undress(ctx context.Context, text string) (out []byte, cut bool, err error) {
	out = make([]byte, 0, len(text))
	tables, ended := 0, false
	z := html.NewTokenizer(contextReader{ctx, strings.NewReader(text)})
	z.SetMaxBuf(maxToken)
	var open []dress
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			switch err := z.Err(); {
			case err == io.EOF:
				return out, tables > 0 && !ended, nil
			case errors.Is(err, html.ErrBufferExceeded):
				return nil, false, fmt.Errorf("a tag or text of more than %d bytes: %w", maxToken, fault.ErrTooLarge)
			default:
				return nil, false, err
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			telling := mayTell(z.Raw())
			name, attributes := z.TagName()
			attributes = attributes && telling
			switch {
			case isStrike(name):
				out = append(out, "<del>"...)
			case isDress(name):
				start := len(out)
				out = append(out, "<span"...)
				bare := len(out)
				if attributes {
					out = keepAttributes(out, z, name)
				}
				// One that hides its text is kept, as a span, which the parser does not re-open.
				keep := len(out) > bare
				if keep {
					out = append(out, '>')
				} else {
					out = out[:start]
				}
				if kind == html.SelfClosingTagToken && !keep { // <o:p/>
					continue
				}
				if len(open) == maxTags {
					return nil, false, fmt.Errorf("more than %d open tags: %w", maxTags, fault.ErrTooLarge)
				}
				open = append(open, dress{atom.Lookup(name), keep})
			default:
				if string(name) == "table" {
					tables++
				}
				out = append(append(out, '<'), name...)
				if attributes {
					out = keepAttributes(out, z, name)
				}
				if kind == html.SelfClosingTagToken {
					out = append(out, '/')
				}
				out = append(out, '>')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch {
			case isStrike(name):
				out = append(out, "</del>"...)
			case isDress(name):
				var keep bool
				if open, keep = closeDress(open, atom.Lookup(name)); keep {
					out = append(out, "</span>"...)
				}
			default:
				switch string(name) {
				case "table":
					tables = max(0, tables-1)
				case "html", "body":
					ended = true
				}
				out = append(append(append(out, "</"...), name...), '>')
			}
		case html.CommentToken: // also Word's <!--[if …]> and <![if …]>
		default:
			out = append(out, z.Raw()...)
		}
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

// maxAttributes bounds the attributes kept of a tag: each that is read here, twice.
const maxAttributes = 12

// keepAttributes appends the attributes of a tag that are read here.
func keepAttributes(out []byte, z *html.Tokenizer, name []byte) []byte {
	for kept := 0; kept < maxAttributes; {
		key, value, more := z.TagAttr()
		if isRead(string(name), string(key), value) {
			out = append(append(out, ' '), key...)
			out = append(append(append(out, `="`...), html.EscapeString(string(value))...), '"')
			kept++
		}
		if !more {
			break
		}
	}
	return out
}

// mayTell reports whether a tag, as it stands in the page, may have an attribute that isRead takes: some name that it knows, or
// a word of a style, stands in it. Nearly no tag of a Word paste has one, and its attributes need not be taken apart. What
// is written with an entity (&#104;idden) or holds a NUL may be anything.
func mayTell(tag []byte) bool {
	for i, c := range tag {
		if c == '&' || c == 0 {
			return true
		}
		rest := tag[i:]
		tells := false
		switch c | ' ' { // the letter in lower case
		case 'c':
			tells = begins(rest, "colspan") || begins(rest, "content")
		case 'd':
			tells = begins(rest, "display") || begins(rest, "data") || begins(rest, "download")
		case 'h':
			tells = begins(rest, "hidden") || begins(rest, "height") || begins(rest, "href")
		case 'l':
			tells = begins(rest, "line-through")
		case 'n':
			tells = begins(rest, "name")
		case 'p':
			tells = begins(rest, "property")
		case 'r':
			tells = begins(rest, "rowspan")
		case 's':
			tells = begins(rest, "src")
		case 't':
			tells = begins(rest, "type") || begins(rest, "title")
		case 'v':
			tells = begins(rest, "vertical-align") || begins(rest, "value")
		}
		if tells {
			return true
		}
	}
	return false
}

// begins reports whether b begins with a word, in letters of either case.
func begins(b []byte, word string) bool {
	return len(b) >= len(word) && bytes.EqualFold(b[:len(word)], []byte(word))
}

// isRead reports whether an attribute of an element matters.
func isRead(name, key string, value []byte) bool {
	switch key {
	case "hidden":
		return true
	case "style":
		return hasStyle(name, value)
	case "rowspan", "colspan":
		return name == "td" || name == "th"
	case "height":
		return name == "tr"
	case "name", "property", "content":
		return name == "meta"
	case "type", "value":
		return name == "input"
	case "href", "src", "data", "title", "download":
		return name == "a" || name == "iframe" || name == "embed" || name == "frame" || name == "object"
	}
	return false
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

// hasStyle reports whether the style of an element may hide, raise or strike its text, or take the height from a row.
func hasStyle(name string, value []byte) bool {
	lower := bytes.ToLower(value)
	return bytes.Contains(lower, []byte("display")) || bytes.Contains(lower, []byte("line-through")) ||
		name != "td" && name != "th" && bytes.Contains(lower, []byte("vertical-align")) ||
		name == "tr" && bytes.Contains(lower, []byte("height"))
}

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
