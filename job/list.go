package job

import (
	"errors"
	"io/fs"

	"gongkai/ingest/sheet"
)

// The problems of a row that any list can have.
const (
	RowDamaged = "sheet.damaged" // it holds bytes that cannot be decoded
	RowTwice   = "sheet.twice"   // row: an earlier one is about the same
)

// ReadList reads a list that a person keeps and that must have some columns, region also under region_code.
func ReadList(path string, columns []sheet.Column, required ...string) (sheet.Table, error) {
	table, err := sheet.Read(path, columns)
	if errors.Is(err, fs.ErrNotExist) {
		return table, Refuse(NoSuchPath, "path", path)
	}
	if err != nil {
		return table, err
	}
	return table, NeedColumns(table, required...)
}

// NeedColumns refuses a list that lacks one of some columns, region also under region_code.
func NeedColumns(table sheet.Table, required ...string) error {
	for _, key := range required {
		if !table.There[key] && (key != "region" || !table.There["region_code"]) {
			return &sheet.ColumnError{Key: key}
		}
	}
	return nil
}

// EachRow has take read each row of a list and say what it is about, as a key; an empty one is about nothing else. It returns a *RowsError
// that names every row that does not fit, those included that are about the same as an earlier one, and any other error at once.
func EachRow(path string, rows []sheet.Row, take func(sheet.Row) (key string, err error)) error {
	refused := &RowsError{Path: path}
	taken := map[string]int{}
	for _, r := range rows {
		key, err := "", Refuse(RowDamaged)
		if !r.Damaged {
			key, err = take(r)
		}
		if earlier, twice := taken[key]; err == nil && twice && key != "" {
			err = Refuse(RowTwice, "row", earlier)
		}
		if err := refused.Take(r.Number, err); err != nil {
			return err
		}
		if err == nil {
			taken[key] = r.Number
		}
	}
	return refused.OrNil()
}
