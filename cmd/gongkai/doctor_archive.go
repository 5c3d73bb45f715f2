package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"gongkai/warehouse"
)

// checkArchive says where the documents are kept, how many, and how many of the warehouse are not.
func (a *app) checkArchive(ctx context.Context) (_ []check, err error) {
	kept := a.archive()
	if kept == nil {
		return []check{{"archive", checkNote, a.say.Text("doctor.archive_off")}}, nil
	}
	sums, err := kept.Sums()
	if err != nil {
		return []check{{"archive", checkFail, err.Error()}}, err
	}
	bytes, err := kept.Bytes()
	if err != nil {
		return []check{{"archive", checkFail, err.Error()}}, err
	}
	path := a.settings().Warehouse.Path
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return []check{{"archive", checkOK, a.say.Text("doctor.archive_ok", "path", kept.Dir(), "documents", len(sums), "bytes", bytes)}}, nil
	}
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path, ReadOnly: true})
	if err != nil {
		return nil, nil // checkWarehouse has said so
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	documents, err := w.Documents(ctx)
	if err != nil {
		return []check{{"archive", checkFail, err.Error()}}, err
	}
	missing := 0
	for _, sum := range documents {
		if !sums[sum] {
			missing++
		}
	}
	if missing > 0 {
		return []check{{"archive", checkNote, a.say.Text("doctor.archive_lacks", "path", kept.Dir(), "missing", missing, "documents", len(documents))}}, nil
	}
	return []check{{"archive", checkOK, a.say.Text("doctor.archive_ok", "path", kept.Dir(), "documents", len(sums), "bytes", bytes)}}, nil
}
