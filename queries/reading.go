package queries

import (
	"context"
	"database/sql"
	"fmt"

	"gongkai/internal/fault"
)

// Read sets on a connection which of the numbers the views show: o.AsOf, o.Values and o.Boundaries, nothing else of o.
// It is for connections that are no Session, as that of an export. It returns an error that wraps fault.ErrUsage for a
// reading that does not exist.
func (o SessionOptions) Read(ctx context.Context, conn *sql.Conn) (err error) {
	defer fault.Wrap(&err, "set the reading")
	variables, err := o.variables()
	if err != nil {
		return err
	}
	for _, statement := range variables {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// Attach returns the statements with which any DuckDB client of at least the version that wrote the snapshot reads it: it
// is attached read-only under a name, its tables and views need no prefix, and the reading of o is set. The path should be
// absolute. It returns an error that wraps fault.ErrUsage for a reading that does not exist.
func Attach(snapshotPath, name string, o SessionOptions) (_ []string, err error) {
	defer fault.Wrap(&err, "attach %s", snapshotPath)
	variables, err := o.variables()
	if err != nil {
		return nil, err
	}
	return append([]string{
		"ATTACH " + literal(snapshotPath) + " AS " + identifier(name) + " (READ_ONLY)",
		"USE " + identifier(name),
	}, variables...), nil
}
