package register

import (
	"errors"
	"io/fs"

	"gongkai/ingest/sheet"
	"gongkai/job"
)

// readList reads a list that must have some columns; region also under region_code.
func readList(o ImportOptions, d Decision, required ...string) (sheet.Table, error) {
	if d.Who == "" {
		return sheet.Table{}, job.Refuse(job.NoWho)
	}
	table, err := sheet.Read(o.Path, o.Columns)
	if errors.Is(err, fs.ErrNotExist) {
		return table, job.Refuse(job.NoSuchPath, "path", o.Path)
	}
	if err != nil {
		return table, err
	}
	for _, key := range required {
		if !table.There[key] && (key != "region" || !table.There["region_code"]) {
			return table, &sheet.ColumnError{Key: key}
		}
	}
	return table, nil
}
