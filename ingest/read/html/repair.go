package html

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/internal/fault"
)

// repaired returns the tree of a page as the parser of golang.org/x/net/html mends it.
func (u *undresser) repaired(text string) (*html.Node, error) {
	w := writer{out: make([]byte, 0, len(text))}
	if _, err := u.run(text, &w); err != nil {
		return nil, err
	}
	root, err := html.Parse(contextReader{u.ctx, bytes.NewReader(w.out)})
	if err != nil {
		if cause := u.ctx.Err(); cause != nil {
			return nil, cause
		}
		// The parser fails for nothing else: it refuses elements nested deeper than 512.
		return nil, fmt.Errorf("%s: %w", err, fault.ErrTooLarge)
	}
	return root, nil
}

// writer writes an undressed page out.
type writer struct{ out []byte }

// escaped is what html.EscapeString writes otherwise, and a carriage return, which a second parser would read as a line feed.
const escaped = "<>&'\"\r"

// Start writes a start tag.
func (w *writer) Start(name []byte, _ atom.Atom, attributes []html.Attribute, selfClosing bool) {
	w.out = append(append(w.out, '<'), name...)
	for _, a := range attributes {
		w.out = append(append(append(w.out, ' '), a.Key...), `="`...)
		if strings.ContainsAny(a.Val, escaped) {
			a.Val = html.EscapeString(a.Val)
		}
		w.out = append(append(w.out, a.Val...), '"')
	}
	if selfClosing { // which means something in pictures alone
		w.out = append(w.out, '/')
	}
	w.out = append(w.out, '>')
}

// Close writes an end tag.
func (w *writer) Close(name []byte, _ atom.Atom) {
	w.out = append(append(append(w.out, "</"...), name...), '>')
}

// Text writes text. A < that begins no tag in the page may not begin one with what comes after a tag that is gone: <<b>p>.
func (w *writer) Text(raw string) {
	for {
		before, after, found := strings.Cut(raw, "<")
		w.out = append(w.out, before...)
		if !found {
			return
		}
		w.out = append(w.out, "&lt;"...)
		raw = after
	}
}

// RawText writes the content of an element that holds no tags.
func (w *writer) RawText(raw string) { w.out = append(w.out, raw...) }

// Doctype writes the document type.
func (w *writer) Doctype(raw string) { w.out = append(w.out, raw...) }

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
