package warehouse

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gongkai/internal/fault"
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
	create, err := statement("asked_path")
	if err != nil {
		return nil, err
	}
	query, err := statement("known_file")
	if err != nil {
		return nil, err
	}
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, create); err != nil {
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
	rows, err := conn.QueryContext(ctx, query, all)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	known := map[string]KnownFile{}
	for rows.Next() {
		var path string
		var f KnownFile
		if err := rows.Scan(&path, &f.Size, &f.ModifiedAt, &f.SHA256, &f.ParserVersion, &f.RulesVersion, &f.Reason); err != nil {
			return nil, err
		}
		known[path] = f
	}
	return known, rows.Err()
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
	query, err := statement("known_given")
	if err != nil {
		return nil, err
	}
	rows, err := w.db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	given := map[string]Given{}
	for rows.Next() {
		var sum, field, value string
		if err := rows.Scan(&sum, &field, &value); err != nil {
			return nil, err
		}
		g := given[sum]
		switch field {
		case "agency":
			g.Agency = value
		case "region":
			g.RegionCode = value
		case "year":
			if g.Year, err = strconv.Atoi(value); err != nil {
				return nil, fmt.Errorf("document %s: year %q: %w", sum, value, err)
			}
		}
		given[sum] = g
	}
	return given, rows.Err()
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
