package warehouse

import (
	"context"
	"errors"
	"time"
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

// KnownFiles returns what is known of every path, as it was when last seen.
func (w *Warehouse) KnownFiles(ctx context.Context) (_ map[string]KnownFile, err error) {
	defer wrap(&err, "known files")
	query, err := statement("known_file")
	if err != nil {
		return nil, err
	}
	rows, err := w.db.QueryContext(ctx, query)
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
