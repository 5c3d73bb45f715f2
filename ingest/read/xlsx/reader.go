// Package xlsx reads workbooks of Excel 2007 and later, and those that WPS saves in this format: zipped XML. Each
// sheet becomes a paragraph with its name and a grid.
//
// The invariant: a cell stands where its reference says, in whatever order the file lists rows and cells; it has what the eye sees of
// it: a number and a date as its format shows it, a text without what is struck out or in the colour of its ground. Package worksheet
// decides that from the styles, the conditional formats and the drawings. A part that ends early is an error and never a shorter sheet.
//
// It is read here and not by excelize because that one puts cells that are listed out of order into the wrong column
// without a word, ends a sheet silently where the XML breaks, and reads each sheet twice to learn its merged areas.
//
// Sheets, rows and columns that the author has hidden are left out with a note, since nobody who opens the report sees them. Of formulas
// only the stored result is read; a cell whose formula has none is unreadable. Not looked at: the formats of pivot tables.
package xlsx

import (
	"bytes"
	"context"

	"gongkai/ingest/read"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

// New returns the reader of workbooks. A file is one document, with all its visible sheets. It returns fault.ErrEncrypted,
// fault.ErrUnsupported (a ZIP file without a workbook, or a binary workbook), fault.ErrTruncated, fault.ErrDamaged, fault.ErrEmpty,
// fault.ErrTooLarge or fault.ErrTooSlow.
func New() read.Reader { return read.Guard("xlsx", parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	if bytes.HasPrefix(src.Bytes, []byte("\xd0\xcf\x11\xe0")) {
		return nil, fault.ErrEncrypted // a workbook under a password lies in an OLE2 file
	}
	p, err := open(ctx, src)
	if err != nil {
		return nil, err
	}
	book, err := p.readBook()
	if err != nil {
		return nil, err
	}
	doc, err := worksheet.Document(book.sheets, src.Limits, func(s sheet) (*worksheet.Contents, error) {
		return p.readSheet(s.part, book)
	})
	return []read.Document{doc}, err
}
