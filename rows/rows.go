// Package rows writes tables: a result of a query in every format (table, CSV, JSON, Markdown, Parquet, Arrow, XLSX), tables for
// people, and workbooks that people fill in.
//
// The invariants, which hold in every format alike:
//   - NULL is not an empty text: it is NULL in a table, null in JSON, nothing in CSV and Markdown, an empty cell of a workbook.
//   - A number keeps its digits: 3511 and not 3511.000000. A workbook, whose numbers have 15 digits, takes one with more as text.
//   - A text stays a text: no workbook reads =1+1 from a document as a formula, | does not end a cell of Markdown, and no control
//     character steers the terminal of the person who looks.
//
// The package knows neither the warehouse nor a language: names, headings and words come in ready.
//
//	w := rows.NewJSON(out)
//	err := errors.Join(w.Head([]rows.Column{{Name: "year", Kind: "SMALLINT"}}), w.Row([]any{int16(2024)}), w.Close())
package rows

import "fmt"

// Writer writes one table. Head is called once, before the first row. The values of a row are those of the DuckDB driver, nil for
// NULL; a Writer keeps none of them. Close ends the table, and is not called after an error: see Abort.
type Writer interface {
	Head(columns []Column) error
	Row(values []any) error
	Close() error
}

// Abort lets go of what a Writer holds, in place of Close, when its rows end with an error.
func Abort(w Writer) error {
	if holder, ok := w.(interface{ abort() error }); ok {
		return holder.abort()
	}
	return nil
}

// The limits of a sheet, by the file format.
const (
	sheetRows    = 1_048_576 // with the header
	SheetLetters = 32_767    // of a cell
)

// LimitError says that a table does not fit into a sheet: that it has more rows than Most, or a text of more letters.
type LimitError struct {
	What string // "rows" or "text"
	Most int
}

func (e *LimitError) Error() string {
	if e.What == "rows" {
		return fmt.Sprintf("a sheet takes %d rows", e.Most)
	}
	return fmt.Sprintf("a cell of a sheet takes %d letters", e.Most)
}
