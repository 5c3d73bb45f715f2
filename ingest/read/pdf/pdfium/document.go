package pdfium

import (
	"errors"
	"fmt"
)

// Reasons for which pdfium does not open a document (fpdfview.h, FPDF_GetLastError).
var (
	ErrPassword = errors.New("pdfium: the document needs a password")
	ErrSecurity = errors.New("pdfium: the document is secured in a way that is not known")
)

// Document is a handle of an open document. Like all handles it is of use within one borrowing of its instance.
type Document uint32

// Page is a handle of a page that was parsed.
type Page uint32

// Open opens a document, whose bytes are copied.
func (in *Instance) Open(file []byte) (Document, error) {
	at, err := in.allocate(len(file))
	if err != nil {
		return 0, err
	}
	if !in.module.Memory().Write(at, file) {
		return 0, fmt.Errorf("no room for %d bytes", len(file))
	}
	d, err := in.handle("FPDF_LoadMemDocument", uint64(at), uint64(len(file)), 0)
	if !errors.Is(err, ErrNone) {
		return Document(d), err
	}
	switch code, err := in.call("FPDF_GetLastError"); {
	case err != nil:
		return 0, err
	case code == 4:
		return 0, ErrPassword
	case code == 5:
		return 0, ErrSecurity
	default:
		return 0, fmt.Errorf("pdfium: error %d", code)
	}
}

// CountPages returns how many pages a document says it has.
func (in *Instance) CountPages(d Document) (int, error) {
	return in.count("FPDF_GetPageCount", uint64(d))
}

// MetaText returns an entry of the document's information, such as Title.
func (in *Instance) MetaText(d Document, key string) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		return in.call("FPDF_GetMetaText", uint64(d), in.word(key), at, room)
	})
}

// LoadPage parses a page, counted from 0.
func (in *Instance) LoadPage(d Document, index int) (Page, error) {
	p, err := in.handle("FPDF_LoadPage", uint64(d), uint64(index))
	return Page(p), err
}

// ClosePage frees a page.
func (in *Instance) ClosePage(p Page) error {
	_, err := in.call("FPDF_ClosePage", uint64(p))
	return err
}

// Rectangle is a box of a page, in points with y upwards. Of a damaged file its sides can be in any order.
type Rectangle struct{ Left, Bottom, Right, Top float64 }

// rectangleAt reads a FS_RECTF.
func (in *Instance) rectangleAt(at uint64) Rectangle {
	return Rectangle{
		Left: float64(in.float32At(at)), Top: float64(in.float32At(at + 4)),
		Right: float64(in.float32At(at + 8)), Bottom: float64(in.float32At(at + 12)),
	}
}

// PageBox returns the box of a page that is shown.
func (in *Instance) PageBox(p Page) (Rectangle, error) {
	if err := in.do("FPDF_GetPageBoundingBox", uint64(p), in.out(0)); err != nil {
		return Rectangle{}, err
	}
	return in.rectangleAt(in.out(0)), nil
}

// Rotation returns by how many quarter turns clockwise a page is shown.
func (in *Instance) Rotation(p Page) (int, error) {
	turns, err := in.call("FPDFPage_GetRotation", uint64(p))
	return int(int32(uint32(turns))), err
}

// Flatten makes the annotations of a page part of its content, and returns the page as it is then. It says false where pdfium cannot;
// the page is what it was then.
func (in *Instance) Flatten(d Document, p Page, index int) (Page, bool, error) {
	const (
		forDisplay = 0
		failed     = 0
		done       = 1
	)
	switch result, err := in.call("FPDFPage_Flatten", uint64(p), forDisplay); {
	case err != nil:
		return p, false, err
	case uint32(result) == failed:
		return p, false, nil
	case uint32(result) != done: // there was nothing to do
		return p, true, nil
	}
	// It writes the page anew, but the one that is loaded keeps what was parsed.
	flat, err := in.LoadPage(d, index)
	if err != nil {
		return p, false, err
	}
	return flat, true, in.ClosePage(p)
}
