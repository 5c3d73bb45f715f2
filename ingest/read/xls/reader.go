// Package xls reads Excel workbooks of the binary format (BIFF8, and BIFF5/7 with its code page) and the ET
// workbooks of WPS where they have it. Each sheet becomes a paragraph with its name and a grid.
//
// The invariant: a cell stands at the row and column that its record names, and a number is given as the decimal text
// of the value stored, not as its number format shows it: 840.60 is 840.6, and a sum that a format rounds to
// 12 keeps its .5. Like Excel itself it gives no more than 15 digits, beyond which a double holds noise.
//
// Every count in the file is bounded by the bytes that are left, and cells by Limits; sheets, rows and columns that the
// author has hidden are left out and named in Lost, since nobody who opens the report sees them. Dates stay the numbers that
// they are stored as. A workbook under a password is refused.
//
// The records are those of [MS-XLS].
package xls

import (
	"context"
	"fmt"

	"gongkai/ingest/read"
	"gongkai/ingest/read/ole"
	"gongkai/internal/fault"
)

// Reader reads one workbook. It has no state and may be used from many goroutines.
type Reader struct{}

// New returns a Reader.
func New() *Reader { return &Reader{} }

var _ read.Reader = (*Reader)(nil)

// Read returns the one document in src, with all its visible sheets. It returns fault.ErrEncrypted,
// fault.ErrUnsupported (another kind of OLE2 file, or a workbook older than Excel 5), fault.ErrTruncated, fault.ErrDamaged,
// fault.ErrEmpty, fault.ErrTooLarge or fault.ErrTooSlow.
func (r *Reader) Read(ctx context.Context, src read.Source) (docs []read.Document, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("xls.Read(%s): %w", src.Path, err)
		}
	}()
	if src.Limits.Bytes > 0 && int64(len(src.Bytes)) > src.Limits.Bytes {
		return nil, fmt.Errorf("%w: %d bytes", fault.ErrTooLarge, len(src.Bytes))
	}
	b, err := workbookStream(src.Bytes)
	if err != nil {
		return nil, err
	}
	book, err := readBook(ctx, b, src.Limits)
	if err != nil {
		return nil, err
	}
	doc := read.Document{Format: "xls", Lost: book.lost}
	cells := 0
	for _, s := range book.sheets {
		if s.hidden {
			doc.Lost = append(doc.Lost, fmt.Sprintf("the hidden sheet %q", s.name))
			continue
		}
		found, err := book.readSheet(ctx, s, src.Limits)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
		grid, err := found.Grid(src.Limits, cells)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
		doc.Lost = append(doc.Lost, found.lost...)
		if n := found.LeftOut(); n > 0 {
			doc.Lost = append(doc.Lost, fmt.Sprintf("%d cells in hidden rows or columns of sheet %q", n, s.name))
		}
		if grid == nil {
			continue
		}
		cells += len(grid.Cells)
		doc.Blocks = append(doc.Blocks, read.Block{Text: s.name}, read.Block{Grid: grid})
	}
	if len(doc.Blocks) == 0 {
		return nil, fault.ErrEmpty
	}
	return []read.Document{doc}, nil
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
