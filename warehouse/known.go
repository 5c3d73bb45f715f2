package warehouse

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// KnownFile is what the warehouse remembers of a path. A file whose size and time are these need not be read again,
// unless its parser or rules are stale.
type KnownFile struct {
	Size          int64
	ModifiedAt    time.Time
	SHA256        string
	ParserVersion string // of the newest judgement of its content
	RulesVersion  string
	Reason        string // why it was rejected, empty where it gave reports
}

// KnownFiles returns what is known of every path, as it was when last seen. For a nation that is a gigabyte: whoever can asks
// for some at a time.
func (w *Warehouse) KnownFiles(ctx context.Context) (_ map[string]KnownFile, err error) {
	defer fault.Wrap(&err, "known files")
	return w.knownFiles(ctx, nil, true)
}

// KnownFilesAt returns what is known of some paths. It reads all paths of the warehouse once, so ask for thousands at a time.
func (w *Warehouse) KnownFilesAt(ctx context.Context, paths []string) (_ map[string]KnownFile, err error) {
	defer fault.Wrap(&err, "what is known of %d files", len(paths))
	return w.knownFiles(ctx, paths, false)
}

func (w *Warehouse) knownFiles(ctx context.Context, paths []string, all bool) (_ map[string]KnownFile, err error) {
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := statements.Exec(ctx, conn, "asked_path"); err != nil {
		return nil, err
	}
	if err := appendRows(conn, temporary, "asked_path", func(add addRow) error {
		for _, path := range paths {
			if err := add(clean(path)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	known := map[string]KnownFile{}
	return known, statements.Each(ctx, conn.QueryContext, "known_file", func(scan sqlfile.Scan) error {
		var path string
		var f KnownFile
		err := scan(&path, &f.Size, &f.ModifiedAt, &f.SHA256, &f.ParserVersion, &f.RulesVersion, &f.Reason)
		known[path] = f
		return err
	}, all)
}

// Given is what a manifest said of a document; empty fields are those of which it said nothing.
type Given struct {
	Agency     string
	RegionCode string
	Year       int
}

// KnownGiven returns what a manifest said of documents when they were last read, by their hashes.
func (w *Warehouse) KnownGiven(ctx context.Context) (_ map[string]Given, err error) {
	defer fault.Wrap(&err, "known manifest entries")
	given := map[string]Given{}
	return given, statements.Each(ctx, w.db.QueryContext, "known_given", func(scan sqlfile.Scan) error {
		var sum, field, value string
		if err := scan(&sum, &field, &value); err != nil {
			return err
		}
		g := given[sum]
		switch field {
		case "agency":
			g.Agency = value
		case "region":
			g.RegionCode = value
		case "year":
			year, err := strconv.Atoi(value)
			if err != nil {
				return fmt.Errorf("document %s: year %q: %w", sum, value, err)
			}
			g.Year = year
		}
		given[sum] = g
		return nil
	})
}

// Documents returns the hashes of all documents.
func (w *Warehouse) Documents(ctx context.Context) (_ []string, err error) {
	defer fault.Wrap(&err, "documents")
	rows, err := w.db.QueryContext(ctx, "SELECT sha256 FROM document ORDER BY document_id")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var sums []string
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	return sums, rows.Err()
}
