// Package doc reads Word 97–2003 documents and the text documents of WPS, which have the same layout inside an
// OLE2 container.
//
// A document is a stream of characters, put together from pieces; cell and row ends are characters too. What a
// character belongs to (a table, how deep, where the cell borders of a row are) stands in the paragraph properties,
// lists of small modifiers (sprm) that are looked up by the file position of the paragraph's last character.
//
// The invariant: columns come from the borders that the row states, never from counting cells; where the borders
// do not fit the cells the grid is ragged. Field instructions are left out. How a run looks is said by its paragraph's style, its
// character style and its own modifiers, in this order; package printed decides what of it counts. A colour is held against the
// ground that the run, the paragraph or the cell has. Numbers that a list prints stand nowhere in the text, so a value with one is in
// doubt, and so is one that a drawing of its row may cover. Text boxes, headers, footers and notes are not read. Encrypted
// documents and those of Word 6 and 95 are refused.
//
// The structures are those of [MS-DOC]; the section is named where one is not obvious.
package doc

import (
	"context"
	"fmt"
	"sync"

	"gongkai/ingest/read"
	"gongkai/ingest/read/ole"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// New returns the reader of DOC and WPS documents. A file is one document. It returns fault.ErrEncrypted, fault.ErrUnsupported (another
// kind of OLE2 file, or one of Word 6 or 95), fault.ErrTruncated, fault.ErrDamaged, fault.ErrEmpty or fault.ErrTooLarge.
func New() read.Reader { return read.Guard("doc", parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	f, err := ole.Open(src.Bytes)
	if err != nil {
		return nil, err
	}
	switch kind := f.Kind(); kind {
	case ole.KindWord:
	case ole.KindEncrypted:
		return nil, fault.ErrEncrypted
	case ole.KindOldWord:
		return nil, fmt.Errorf("%w: Word 6 or 95; open it in Word or WPS and save it again as .docx", fault.ErrUnsupported)
	case ole.KindWorks:
		return nil, fmt.Errorf("%w: Microsoft Works; open it in Works or LibreOffice and save it again as .docx", fault.ErrUnsupported)
	default:
		return nil, fmt.Errorf("%w: an OLE2 file without a Word document (%s)", fault.ErrUnsupported, kind)
	}
	main, err := f.Stream("WordDocument")
	if err != nil {
		return nil, err
	}
	h, err := readHeader(main)
	if err != nil {
		return nil, err
	}
	table, err := f.Stream(h.tableStream)
	if err != nil {
		return nil, err
	}
	var data []byte
	if f.Has("Data") {
		if data, err = f.Stream("Data"); err != nil {
			data = nil // pictures, mostly; a row whose borders lay in it is ragged
		}
	}
	pieces, err := readPieces(main, table, h)
	if err != nil {
		return nil, err
	}
	w := &walker{
		ctx:        ctx,
		pieces:     pieces,
		paragraphs: newLookup(main, table, h.papx, paragraphPage),
		characters: newLookup(main, table, h.chpx, characterPage),
		data:       data,
		styles:     readStyles(h.styles.in(table)),
		lists:      readLists(table, h.lists, h.listUses),
		anchors:    readAnchors(h.anchors.in(table)),
		ownMarks:   map[int]bool{},
	}
	readOwnMarks(h.notes.in(table), w.ownMarks)
	readOwnMarks(h.endnotes.in(table), w.ownMarks)
	w.shaded = sync.OnceValue(func() bool { return hasShading(main) || hasShading(data) || w.styles.shade() })
	blocks, notes, err := w.walk(src.Limits)
	if err != nil {
		return nil, err
	}
	if h.textBoxes > 0 {
		notes = append(notes, report.Note{Kind: report.NoteTextBox, Count: countBoxes(h.boxes.in(table))})
	}
	return []read.Document{{Blocks: blocks, Notes: notes}}, nil
}
