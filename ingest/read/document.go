// Package read turns the bytes of a document into one neutral shape, whatever the format: blocks in reading
// order, each a paragraph or a grid. A package below it reads one format; package ingest lists them.
//
// The invariant: a grid keeps every cell where it stands, empty ones too, with its spans. A reader never moves a
// value to another row or column; what it cannot place, and what is not printed (package printed decides), it leaves out and
// says so in Notes. Readers know nothing of annual reports: labels, forms and sums belong to package recognise.
//
// Bytes are hostile. A reader checks every count and offset against the bytes that are left, obeys Limits, and
// returns an error of package fault; ingest adds the deadline and recovers a panic.
package read

import (
	"context"
	"fmt"

	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Reader reads one format.
type Reader interface {
	// Read returns the documents in src, at least one, or an error that wraps one of package fault's reasons.
	// It does not keep src.Bytes. It may be called from many goroutines at once.
	Read(ctx context.Context, src Source) ([]Document, error)
}

// Source is one file as found.
type Source struct {
	Path   string // for messages only; the format is found by content
	Bytes  []byte
	Limits Limits
}

// Fits refuses a file above the limit.
func (s Source) Fits() error {
	if size := int64(len(s.Bytes)); s.Limits.Bytes > 0 && size > s.Limits.Bytes {
		return fmt.Errorf("%d bytes, at most %d: %w", size, s.Limits.Bytes, fault.ErrTooLarge)
	}
	return nil
}

// Limits bound what one document may cost.
type Limits struct {
	Bytes        int64 // of the file
	Unpacked     int64 // of everything unpacked from it
	Ratio        int64 // unpacked to packed
	Depth        int   // nesting of elements, tables or archives
	Entries      int   // of an archive
	Cells        int   // of all grids of a document
	Columns      int   // of one grid
	Pages        int
	Milliseconds int64
}

// DefaultLimits are those used where the settings name no others.
func DefaultLimits() Limits {
	return Limits{
		Bytes:        64 << 20,
		Unpacked:     256 << 20,
		Ratio:        200,
		Depth:        512,
		Entries:      20_000,
		Cells:        200_000,
		Columns:      512,
		Pages:        600,
		Milliseconds: 30_000,
	}
}

// Document is what a reader found in one file.
type Document struct {
	Format string // "html", "text", "docx" …
	Title  string // as the container declares it: <title>, a metadata field; may be a site's name
	Meta   Meta
	Blocks []Block
	// Scanned: it was read from pictures. There are grids only, without labels, and cells say how sure their text is.
	Scanned bool
	Links   []Link // to attachments that may hold the report
	// Notes are about the document as a whole, or a page. What is about a table stands in its grid, what is about a cell or a
	// paragraph in its looks; PlacedNotes gives all.
	Notes []report.Note
}

// Meta is what the container says about the document, empty where it does not.
type Meta struct {
	Titles      []string // declared titles, best first
	Issuer      string
	Fields      []string // of a table about the document, each as 发布机构:淮安市水利局
	Site        string
	Host        string
	PublishedOn report.Date
}

// Link is a link to a file.
type Link struct{ Text, Address string }

// Block is a paragraph, or a grid where Grid is not nil. A nested grid stands as a block of its own after the
// grid that holds it.
type Block struct {
	Text string // without line breaks at the ends; inner ones are "\n"
	Page int    // from 1; 0 where the format has no pages
	Line int    // from 1; 0 where the format has no lines
	Grid *Grid
	// Linked: all of the text is that of links, as in a menu or a list of related pages. Formats without links never say so.
	Linked bool
	// Looks are those of text that was left out of the paragraph or is in doubt; 0 for a grid.
	Looks printed.Look
}

// Grid is a table with its cells in row-major order of their upper left corner. Rows and columns count from 0.
type Grid struct {
	Rows, Columns int
	Cells         []GridCell
	Page          int
	// Ragged: the format does not say how wide a cell is (text with a cell a line), so only the order of the
	// cells in a row can be trusted and Column counts cells.
	Ragged bool
	// Unruled: no line parts the cells; rows and columns were told by where the numbers stand.
	Unruled bool
	// Edges are the x positions of the Columns+1 column borders in points, where the format has them.
	Edges []float64
	// Notes are about the table: rows and columns that are left out, cells that nobody can place. Their row and column count from
	// 1, 0 for the table as a whole; what is left out stands where it would be.
	Notes []report.Note
}

// GridCell is a cell of a Grid.
type GridCell struct {
	Row, Column         int
	RowSpan, ColumnSpan int // at least 1
	Text                string
	Looks               printed.Look // of text that was left out of the cell or is in doubt
	Page                int          // where the grid runs over pages; 0 for Grid.Page
	Line                int          // where the format has lines
	Sure                float64      // of a scanned document: from 0 to 1
}
