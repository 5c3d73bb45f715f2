// Package xls reads Excel workbooks of the binary format (BIFF8, and BIFF5/7 with its code page) and the ET
// workbooks of WPS where they have it. Each sheet becomes a paragraph with its name and a grid.
//
// The invariant: a cell stands at the row and column that its record names, and it has what the eye sees of it: a number and a date as
// its format shows it, a text without what is struck out or in the colour of its ground. Package worksheet decides that from the
// formats, the conditional formats and the drawings. Like Excel itself it gives no more than 15 digits, beyond which a double holds noise.
//
// Every count in the file is bounded by the bytes that are left, and cells by Limits; sheets, rows and columns that the
// author has hidden are left out with a note, since nobody who opens the report sees them. A workbook under a password is refused.
//
// The records are those of [MS-XLS].
package xls

import (
	"context"
	"fmt"

	"gongkai/ingest/read"
	"gongkai/ingest/read/ole"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

// New returns the reader of workbooks of the binary format. A file is one document, with all its visible sheets. It returns
// fault.ErrEncrypted, fault.ErrUnsupported (another kind of OLE2 file, or a workbook older than Excel 5), fault.ErrTruncated,
// fault.ErrDamaged, fault.ErrEmpty, fault.ErrTooLarge or fault.ErrTooSlow.
func New() read.Reader { return read.Guard("xls", parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	b, err := workbookStream(src.Bytes)
	if err != nil {
		return nil, err
	}
	book, err := readBook(ctx, b, src.Limits)
	if err != nil {
		return nil, err
	}
	doc, err := worksheet.Document(book.sheets, src.Limits, func(s sheet) (*worksheet.Contents, error) {
		return book.readSheet(ctx, s, src.Limits)
	})
	return []read.Document{doc}, err
}

func workbookStream(b []byte) ([]byte, error) {
	f, err := ole.Open(b)
	if err != nil {
		return nil, err
	}
	switch kind := f.Kind(); {
	case kind == ole.KindEncrypted:
		return nil, fault.ErrEncrypted
	case kind != ole.KindWorkbook:
		return nil, fmt.Errorf("%w: an OLE2 file without a workbook (%s)", fault.ErrUnsupported, kind)
	case f.Has("Workbook"):
		return f.Stream("Workbook")
	}
	return f.Stream("Book")
}
