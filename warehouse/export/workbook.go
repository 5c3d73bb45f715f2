package export

import (
	"context"
	"errors"
	"fmt"
	"os"

	"gongkai/rows"
)

// workbookPath is the workbook of an export.
const workbookPath = "xlsx/panels.xlsx"

// workbook writes the relations that have a sheet into one workbook, with a last sheet that says what the columns mean.
// An empty cell is a gap, never a zero.
func (w *writer) workbook(ctx context.Context) (err error) {
	book := rows.NewPanels()
	defer func() { err = errors.Join(err, book.Close()) }()
	f := File{Path: workbookPath, Format: XLSX}
	var meanings [][]any
	for _, t := range w.tables {
		if !t.Sheet {
			continue
		}
		for _, c := range t.columns {
			meanings = append(meanings, []any{t.Name, c.name, c.zh, c.en})
		}
		if err := book.Sheet(t.Name, 3, t.rowColumns()); err != nil {
			return err
		}
		n, err := w.each(ctx, part{table: t, year: w.options.Year, path: t.Name}, book.Row)
		if err != nil {
			return tooLong(err)
		}
		f.Rows += n
	}
	if err := book.Sheet("dictionary", 2, []rows.Column{{Name: "sheet"}, {Name: "column"}, {Name: "中文"}, {Name: "English"}}); err != nil {
		return err
	}
	for _, line := range meanings {
		if err := book.Row(line); err != nil {
			return err
		}
	}
	name, err := w.place(f.Path)
	if err != nil {
		return err
	}
	content, err := book.Bytes()
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		return err
	}
	return w.list(f)
}

// tooLong says what to do where a sheet is full.
func tooLong(err error) error {
	var limit *rows.LimitError
	if errors.As(err, &limit) && limit.What == "rows" {
		return fmt.Errorf("%w: name a year, or export CSV", err)
	}
	return err
}
