// Package rows writes tables: a result of a query in every format (table, CSV, JSON, Markdown, Parquet, Arrow, XLSX), tables for
// people, and workbooks that people fill in.
//
// The invariants, which hold in every format alike:
//   - NULL is not an empty text: it is NULL in a table, null in JSON, nothing in CSV and Markdown, an empty cell of a workbook.
//   - A number keeps its digits: 3511 and not 3511.000000. A workbook, whose numbers have 15 digits, takes one with more as text.
//   - A text stays a text: no format reads =1+1 from a document as a formula, | does not end a cell of Markdown, and no control
//     character steers the terminal of the person who looks.
//
// The package knows neither the warehouse nor a language: names, headings and words come in ready.
//
//	w := rows.NewJSON(out)
//	err := errors.Join(w.Head([]rows.Column{{Name: "year", Kind: "SMALLINT"}}), w.Row([]any{int16(2024)}), w.Close())
package rows
