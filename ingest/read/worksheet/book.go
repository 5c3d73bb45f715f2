package worksheet

import (
	"fmt"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// Listed is a sheet as its workbook lists it, to be embedded in what else a format says of one.
type Listed struct {
	Name    string
	LeftOut report.NoteKind // why it is not read, empty for one that is
}

func (l Listed) listed() Listed { return l }

// Document reads the sheets of a workbook by contents. Each becomes a paragraph with its name and a grid; of one without a cell only its
// notes are left.
func Document[S interface{ listed() Listed }](
	sheets []S, limits read.Limits, contents func(S) (*Contents, error),
) (doc read.Document, err error) {
	cells := 0
	for _, sheet := range sheets {
		s := sheet.listed()
		if s.LeftOut != "" {
			doc.Notes = append(doc.Notes, report.Note{Kind: s.LeftOut, Count: 1})
			continue
		}
		found, err := contents(sheet)
		if err != nil {
			return read.Document{}, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		grid, err := found.Grid(limits, cells)
		if err != nil {
			return read.Document{}, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		if grid == nil {
			doc.Notes = append(doc.Notes, found.Notes()...)
			continue
		}
		cells += len(grid.Cells)
		doc.Blocks = append(doc.Blocks, read.Block{Text: s.Name}, read.Block{Grid: grid})
	}
	return doc, nil
}
