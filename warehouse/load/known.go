package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
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
func KnownFiles(ctx context.Context, db *sql.DB) (_ map[string]KnownFile, err error) {
	defer fault.Wrap(&err, "known files")
	return knownFiles(ctx, db, nil, true)
}

// KnownFilesAt returns what is known of some paths. It reads all paths of the warehouse once, so ask for thousands at a time.
func KnownFilesAt(ctx context.Context, db *sql.DB, paths []string) (_ map[string]KnownFile, err error) {
	defer fault.Wrap(&err, "what is known of %d files", len(paths))
	return knownFiles(ctx, db, paths, false)
}

func knownFiles(ctx context.Context, db *sql.DB, paths []string, all bool) (_ map[string]KnownFile, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := statements.Exec(ctx, conn, "asked_path"); err != nil {
		return nil, err
	}
	if err := appendEach(conn, temporary, "asked_path", paths, func(_ int, path string) []driver.Value {
		return []driver.Value{sqlfile.Clean(path)}
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
func KnownGiven(ctx context.Context, db *sql.DB) (_ map[string]Given, err error) {
	defer fault.Wrap(&err, "known manifest entries")
	given := map[string]Given{}
	return given, statements.Each(ctx, db.QueryContext, "known_given", func(scan sqlfile.Scan) error {
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
