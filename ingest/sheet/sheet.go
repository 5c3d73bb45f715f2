// Package sheet reads the tables that people keep beside the documents: manifests, registers, review lists that were filled in.
//
// They come as CSV from whatever spreadsheet an office has: Excel and WPS under Chinese Windows save GBK, other programs UTF-8 with
// or without a byte order mark, "Unicode text" is UTF-16 with tabs, and some locales put semicolons. All of these read alike, and so
// does the first sheet of a workbook (XLSX).
//
// The invariant: a name is what the file says, or its row is marked as damaged. Bytes that fit no encoding, and lines of UTF-8 in a
// file that is otherwise GBK, as when two lists were put together, are never guessed at. Which columns a table must have, and what
// its rows must say, is for the caller.
package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/internal/fault"
)

// The most that is read: the tables of a whole nation are a tenth of it, and they may come by mail.
const (
	mostBytes    = 64 << 20
	mostUnzipped = 256 << 20
	mostRows     = 1_000_000
)

// UnreadableError is a file that is no table. It wraps fault.ErrUsage and why.
type UnreadableError struct{ Why error }

// Error says why.
func (e *UnreadableError) Error() string { return "no table that can be read: " + e.Why.Error() }

// Unwrap returns fault.ErrUsage and why.
func (e *UnreadableError) Unwrap() []error { return []error{fault.ErrUsage, e.Why} }

// Column is a column that is looked for: its key, by which its values are found, and the other headings that it may have.
type Column struct {
	Key      string
	Headings []string
}

// ColumnError is a column that is not there, or that is there twice. It wraps fault.ErrUsage.
type ColumnError struct {
	Key   string
	Twice bool
}

// Error names the column.
func (e *ColumnError) Error() string {
	if e.Twice {
		return "two columns " + e.Key
	}
	return "there is no column " + e.Key
}

// Unwrap returns fault.ErrUsage.
func (e *ColumnError) Unwrap() error { return fault.ErrUsage }

// Row is a row in which something is written.
type Row struct {
	Number  int // of its first line, or of the row of a workbook, from 1
	Values  map[string]string
	Damaged bool // some of it could not be decoded: no value of the row is to be trusted
}

// Table is what a file holds below its headings.
type Table struct {
	There   map[string]bool // the columns, by their keys
	Ignored []string        // headings that are none of the columns
	Rows    []Row
}

// Read reads the table in a file. The first row that holds something has the headings; the spelling of Latin ones may be in capitals. It
// returns an error that wraps fs.ErrNotExist, *UnreadableError, or *ColumnError for two columns of one key.
func Read(path string, columns []Column) (_ Table, err error) {
	defer fault.Wrap(&err, "read table %s", path)
	return read(path, split, columns)
}

// ReadWorkbook is Read for a file that must be a workbook.
func ReadWorkbook(path string, columns []Column) (_ Table, err error) {
	defer fault.Wrap(&err, "read workbook %s", path)
	return read(path, splitWorkbook, columns)
}

func read(path string, split func([]byte) ([]line, error), columns []Column) (Table, error) {
	body, err := load(path)
	if err != nil {
		return Table{}, err
	}
	lines, err := split(body)
	if err != nil {
		return Table{}, err
	}
	t := Table{There: map[string]bool{}}
	if len(lines) == 0 {
		return t, nil
	}
	at := map[int]string{}
	for i, heading := range lines[0].cells {
		heading = strings.TrimSpace(heading)
		switch key := keyOf(heading, columns); {
		case key == "" && heading != "":
			t.Ignored = append(t.Ignored, heading)
		case key == "":
		case t.There[key]:
			return Table{}, &ColumnError{Key: key, Twice: true}
		default:
			at[i], t.There[key] = key, true
		}
	}
	if lines[0].damaged {
		t.Rows = append(t.Rows, Row{Number: lines[0].number, Damaged: true})
	}
	for _, l := range lines[1:] {
		r := Row{Number: l.number, Values: map[string]string{}, Damaged: l.damaged}
		filled := false
		for i, cell := range l.cells {
			if key, ok := at[i]; ok {
				r.Values[key] = strings.TrimSpace(cell)
				filled = filled || r.Values[key] != ""
			}
		}
		if filled || r.Damaged {
			t.Rows = append(t.Rows, r)
		}
	}
	return t, nil
}

// keyOf returns the key of the column with a heading, or nothing.
func keyOf(heading string, columns []Column) string {
	for _, c := range columns {
		if strings.EqualFold(heading, c.Key) || slices.ContainsFunc(c.Headings, func(h string) bool { return strings.EqualFold(heading, h) }) {
			return c.Key
		}
	}
	return ""
}

// load returns the bytes of a file.
func load(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	body, err := io.ReadAll(io.LimitReader(file, mostBytes+1))
	if err != nil {
		return nil, &UnreadableError{err} // a folder, for one
	}
	if len(body) > mostBytes {
		return nil, &UnreadableError{fmt.Errorf("more than %d MB", mostBytes>>20)}
	}
	return body, nil
}

// line is a row as the file has it.
type line struct {
	number  int
	cells   []string
	damaged bool
}

// split takes a CSV or a workbook apart.
func split(body []byte) ([]line, error) {
	if bytes.HasPrefix(body, []byte("PK")) {
		return splitWorkbook(body)
	}
	return splitText(body)
}

// splitWorkbook reads the first sheet. Numbers are as they are stored, not as they are shown: 2024 and not 2,024.
// The library indexes into what it reads: a panic of it is a damaged workbook.
func splitWorkbook(body []byte) (_ []line, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &UnreadableError{fmt.Errorf("reading stopped at %v", p)}
		}
	}()
	w, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{
		UnzipSizeLimit: mostUnzipped, UnzipXMLSizeLimit: mostUnzipped, RawCellValue: true,
	})
	if err != nil {
		return nil, &UnreadableError{err}
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	rows, err := w.GetRows(w.GetSheetName(0))
	if err != nil {
		return nil, &UnreadableError{err}
	}
	var lines []line
	for i, cells := range rows {
		if !isBlank(cells) {
			lines = append(lines, line{number: i + 1, cells: cells, damaged: isDamaged(cells)})
		}
	}
	if len(lines) > mostRows {
		return nil, &UnreadableError{fmt.Errorf("more than %d rows", mostRows)}
	}
	return lines, nil
}

func isBlank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// isDamaged reports whether a character was lost, here or before: U+FFFD stands where one was, a NUL where UTF-16 was taken for bytes.
func isDamaged(cells []string) bool {
	return slices.ContainsFunc(cells, func(cell string) bool { return strings.ContainsAny(cell, "\ufffd\x00") })
}
