// Package mime reads mails (.eml) with what is attached to them, and web archives (MHT), which Word also writes under .doc.
//
// A web archive is one page: Reader reads its root, decoded, as package html does, with the style sheets that stand beside
// it. A mail is a parcel: Open gives the body and each attachment as a file of its own, for whichever reader their content asks.
//
// The invariant: text reaches the next reader as UTF-8 with a byte order mark, decoded by the charset of its part, so that
// a <meta> that was true before the mail was sent cannot mislead. Of the alternatives of a body only the richest is given;
// the other says the same again. Broken encodings make the part an error, never a shorter text.
//
// Fields and encodings are decoded by the standard library; the parts are cut here, without copying, since libraries for mail
// decode gb2312 as GBK, nest without bound and do not tell a message that is cut off from one that ends.
package mime

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/ingest/read/html"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// New returns the reader of web archives. A file is one page, with the address it was saved from as its host where the page names
// none. It fails with fault.ErrTruncated where the root is cut off, and with fault.ErrUnsupported where there is no HTML.
func New() read.Reader { return read.Guard("mht", parse) }

// IsPage reports whether a message is a web archive rather than a mail: it went to nobody and holds a page.
func IsPage(b []byte) bool {
	fields, _, err := header(b[:min(len(b), 64<<10)])
	if err != nil {
		return false
	}
	for _, field := range []string{
		"Received", "Return-Path", "Delivered-To", "To", "Cc", "Bcc", "Message-Id", "Dkim-Signature", "Reply-To", "Sender",
	} {
		if fields.Get(field) != "" {
			return false
		}
	}
	mediaType, _ := contentType(fields.Get("Content-Type"))
	return mediaType == "multipart/related" || mediaType == "text/html"
}

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	p := &parser{ctx: ctx, limits: src.Limits}
	m, err := p.parse(src.Bytes, 1)
	if err != nil {
		return nil, err
	}
	root := m.root()
	if root == nil {
		if m.truncated {
			return nil, fault.ErrTruncated
		}
		return nil, fmt.Errorf("no HTML: %w", fault.ErrUnsupported)
	}
	if root.err != nil {
		return nil, root.err
	}
	text, lossy := utf8Of(root)
	reader := html.WithSheets(sheets{parts: m.sheets(nil), base: root.location}.find)
	docs, err := reader.Read(ctx, read.Source{Path: src.Path, Bytes: text, Limits: src.Limits})
	if err != nil {
		return nil, err
	}
	for i := range docs {
		if docs[i].Meta.Host == "" {
			docs[i].Meta.Host = host(root.location)
		}
		if lossy > 0 && !slices.ContainsFunc(docs[i].Notes, isUndecoded) { // else the page has counted them
			docs[i].Notes = append(docs[i].Notes, report.Note{Kind: report.NoteUndecoded, Count: lossy})
		}
		if m.truncated {
			docs[i].Notes = append(docs[i].Notes, report.Note{Kind: report.NoteOuterPart, Count: 1})
		}
	}
	return docs, nil
}

func isUndecoded(n report.Note) bool { return n.Kind == report.NoteUndecoded }

// root returns the HTML that a page starts with: the part that start names, else the first.
func (m message) root() *part {
	if m.leaf != nil {
		if m.leaf.mediaType == "text/html" && !m.leaf.attachment {
			return m.leaf
		}
		return nil
	}
	if m.start != "" {
		for _, child := range m.children {
			if child.leaf != nil && child.leaf.id == m.start && child.leaf.mediaType == "text/html" {
				return child.leaf
			}
		}
	}
	for _, child := range m.children {
		if root := child.root(); root != nil {
			return root
		}
	}
	return nil
}

// Open calls yield for the body of a mail and for each file attached to it or to a mail inside it, in their order. err is
// not nil where a part could not be decoded, with its reason; b is then nil. yield owns b and returns false to stop.
// Pictures inside the body are passed over.
//
// Open itself fails with a reason of package fault where the message cannot be read, and with fault.ErrTruncated behind the
// last part where its end is missing; the parts given before stay good.
func Open(ctx context.Context, src read.Source, yield func(name string, b []byte, err error) bool) (err error) {
	defer fault.Wrap(&err, "open mail %q", src.Path)
	if err := src.Fits(); err != nil {
		return err
	}
	p := &parser{ctx: ctx, limits: src.Limits}
	m, err := p.parse(src.Bytes, 1)
	if err != nil {
		return err
	}
	g := giver{yield: yield, sheets: m.sheets(nil)}
	if err := g.give(m); err != nil {
		if errors.Is(err, errStopped) {
			return nil
		}
		return err
	}
	if m.isTruncated() {
		return fault.ErrTruncated
	}
	return nil
}

// errStopped says that yield asked for no more.
var errStopped = errors.New("stopped")

// giver gives the files of a message.
type giver struct {
	yield  func(string, []byte, error) bool
	sheets []*part // style sheets that a body may name
	bodies int
	files  int
}

func (g *giver) give(m message) error {
	if m.leaf != nil {
		return g.leaf(m.leaf)
	}
	if m.mediaType == "multipart/alternative" {
		if best := m.richest(); best != nil {
			return g.give(*best)
		}
	}
	for _, child := range m.children {
		if err := g.give(child); err != nil {
			return err
		}
	}
	return nil
}

// richest returns the alternative with HTML, else the last that can be read.
func (m message) richest() *message {
	var best *message
	for i := range m.children {
		child := &m.children[i]
		if child.root() != nil {
			return child
		}
		if child.leaf == nil || strings.HasPrefix(child.leaf.mediaType, "text/plain") || child.leaf.name != "" {
			best = child
		}
	}
	return best
}

func (g *giver) leaf(l *part) error {
	name, content := l.name, l.content
	switch {
	case l.attachment, name != "" && !strings.HasPrefix(l.mediaType, "image/"):
		if name == "" {
			g.files++
			name = fmt.Sprintf("attachment-%d", g.files)
		}
	case l.mediaType == "text/html", l.mediaType == "text/plain":
		if l.err == nil && strings.TrimSpace(string(content)) == "" {
			return nil
		}
		g.bodies++
		name = fmt.Sprintf("body-%d.txt", g.bodies)
		if l.mediaType == "text/html" {
			name = fmt.Sprintf("body-%d.html", g.bodies)
		}
		if l.err == nil {
			content, _ = utf8Of(l)
			content = withSheets(content, g.sheets)
		}
	default: // pictures in the body, delivery reports, signatures
		return nil
	}
	if !g.yield(name, content, l.err) {
		return errStopped
	}
	return nil
}

func (m message) isTruncated() bool {
	if m.truncated {
		return true
	}
	for _, child := range m.children {
		if child.isTruncated() {
			return true
		}
	}
	return false
}

// utf8Of returns the text of a part with a byte order mark, and how many characters were lost.
func utf8Of(l *part) (text []byte, lossy int) {
	s, _, lossy := charset.Decode(l.content, l.charset)
	return append([]byte("\xef\xbb\xbf"), s...), lossy
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
