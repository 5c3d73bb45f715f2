// Package rowstest reads workbooks back for the tests of what writes them: rows itself, render, the exports and the commands.
package rowstest

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Open opens the file of a workbook until the test ends.
func Open(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}

// Cell returns what a cell of a sheet is, columns and rows counted from 1: a float64, a string, a bool, or nil where it is empty. A
// formula fails the test: no text of a document may become one.
func Cell(t *testing.T, book *excelize.File, sheet string, column, row int) any {
	t.Helper()
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := book.GetCellType(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	text, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
		t.Errorf("%s is the formula %s, %v", cell, formula, err)
	}
	switch {
	case kind == excelize.CellTypeBool:
		return text == "1"
	case kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString:
		return text
	case text == "":
		return nil
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Errorf("%s: a cell of type %d holds %q", cell, kind, text)
	}
	return number
}

// FirstColumn returns the first column of a sheet as one text.
func FirstColumn(t *testing.T, book *excelize.File, sheet string) string {
	t.Helper()
	columns, err := book.GetCols(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(columns[0], "\n")
}

// Fill returns the colour of a cell's background, empty for none.
func Fill(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := book.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(style.Fill.Color, "")
}
