// Package table reads the data files of the program, which are CSV with a known header.
//
// The header is part of the format: a file with another column, or the columns in another order, is refused rather than read
// into the wrong fields. Rows of another length than the header are refused too.
//
//	rows, err := table.Read(files, "sections.csv", "name", "match", "text")
package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"
)

// Read returns the rows of a file below its header. Its errors name the file.
func Read(fsys fs.FS, name string, header ...string) ([][]string, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := Parse(data, header...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

// Parse is Read for the content of a file.
func Parse(data []byte, header ...string) ([][]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != strings.Join(header, ",") {
		return nil, fmt.Errorf("the header must be %s", strings.Join(header, ","))
	}
	return rows[1:], nil
}
