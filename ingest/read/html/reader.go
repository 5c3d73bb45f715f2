// Package html reads reports published as web pages, and as HTML saved under .doc or .xls.
//
// A page is parsed as a browser does (implied end tags, stray cells, text misplaced inside tables), then walked once
// in document order. Every block-level text becomes a paragraph; every table becomes a grid by the table algorithm of
// the HTML standard. A table that only lays out the page (one column, or holding whole tables or the running text) is
// not a grid: what its cells hold becomes blocks of its own, in reading order. A table nested in a table of data stands
// after it.
//
// The invariant: a cell stands where a browser shows it. Empty cells are kept and a short row stays short, for a
// missing cell is not a blank one. A cell whose content is there but is no text (an image, a drop-down list, struck out
// text, a nested table) reads as U+FFFC and never as blank.
//
// What counts as printed package printed decides; how text looks by its tags, its attributes and the style sheets in the
// file package style works out. Scripts are not run, so a page that fetches its report with one has none here. Several
// reports on one page are left together; package recognise parts them.
package html

import (
	"context"
	"fmt"

	"golang.org/x/net/html"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/html/tree"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// maxTags bounds the tree. A node costs about 150 bytes and its text and block as much again, so this is at most 170 MB; the
// largest real page seen has 3,000 tags.
const maxTags = 1 << 19

// New returns the reader of pages. A file is one document. It fails with fault.ErrEmpty for a page without text, table or link, with
// fault.ErrTruncated for one that ends inside a table, and with fault.ErrTooLarge for one beyond the limits.
func New() read.Reader { return WithSheets(nil) }

// WithSheets returns a reader of pages whose style sheets lie beside them. find returns the text of one by its address as the page
// writes it; found is false for one that is not at hand, err says of one that is that it cannot be read.
func WithSheets(find func(address string) (text string, found bool, err error)) read.Reader {
	return read.Guard("html", parser{sheet: find}.document)
}

// parser reads pages. Where sheet is nil only the style sheets in the page itself are known.
type parser struct {
	sheet func(address string) (text string, found bool, err error)
}

func (r parser) document(ctx context.Context, src read.Source) ([]read.Document, error) {
	text, _, lossy := charset.Decode(src.Bytes, "")
	root, sheet, cut, err := r.parse(ctx, text)
	if err != nil {
		return nil, err
	}
	w := walker{ctx: ctx, limits: src.Limits, sheet: sheet}
	if err := w.page(root); err != nil {
		return nil, err
	}
	if cut {
		return nil, fmt.Errorf("the page ends inside a table: %w", fault.ErrTruncated)
	}
	if sheet.Broken() {
		w.note(report.NoteStyleUnknown)
	}
	doc := read.Document{Blocks: w.blocks(), Links: links(root)}
	doc.Title, doc.Meta = meta(root, sheet)
	for _, kind := range report.NoteKinds() {
		if n := w.notes[kind]; n > 0 {
			doc.Notes = append(doc.Notes, report.Note{Kind: kind, Count: n})
		}
	}
	if lossy > 0 {
		doc.Notes = append(doc.Notes, report.Note{Kind: report.NoteUndecoded, Count: lossy})
	}
	return []read.Document{doc}, nil
}

// parse returns the tree of the page without the tags that only dress text, what its style sheets say, and whether the page was
// cut off in a table.
//
// Most pages have no style that changes what is read. They are told by a first pass over their tags; only the others keep
// classes, colours and all the tags that a rule may be about, and pay for it. Most need no repair either: package tree makes their
// tree from the tags as they come, the others are written out and parsed as a browser does.
func (r parser) parse(ctx context.Context, text string) (root *html.Node, sheet *style.Sheet, cut bool, err error) {
	u := undresser{ctx: ctx, sheets: style.Builder{Import: r.sheet}}
	built := tree.New()
	if cut, err = u.run(text, built); err != nil {
		return nil, nil, false, err
	}
	if sheet, err = u.sheets.Sheet(); err != nil {
		return nil, nil, false, err
	}
	if u.suspect == 0 && !sheet.Telling() {
		sheet = sheet.Silent()
	} else {
		if u.suspect&ofOrder != 0 {
			sheet.NameAll()
		}
		u = undresser{ctx: ctx, styled: true, sheet: sheet, matters: u.suspect}
		if sheet.TellsSize() {
			u.matters |= ofSize
		}
		if sheet.TellsColour() {
			u.matters |= ofColour
		}
		built = tree.New()
		if cut, err = u.run(text, built); err != nil {
			return nil, nil, false, err
		}
	}
	if root = built.Root(); built.Failed() {
		u = u.again()
		if root, err = u.repaired(text); err != nil {
			return nil, nil, false, err
		}
	}
	return root, sheet, cut, nil
}
