package queries

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

// Read sets on a connection which of the numbers the views show: o.AsOf, o.Values, o.Boundaries, o.Strict and o.Release, nothing else
// of o.
// It is for connections that are no Session, as that of an export. It returns an error that wraps fault.ErrUsage for a
// reading that does not exist.
func (o SessionOptions) Read(ctx context.Context, conn *sql.Conn) (err error) {
	defer fault.Wrap(&err, "set the reading")
	variables, err := o.variables()
	if err != nil {
		return err
	}
	return setReading(ctx, conn, variables)
}

// setReading sets session variables on a connection, before which the computing views go: what is stored is of none of them.
func setReading(ctx context.Context, conn *sql.Conn, variables []string) error {
	if len(variables) == 0 {
		return nil
	}
	path, err := computeFirst(ctx, conn, "", variables)
	if err != nil {
		return err
	}
	for _, statement := range append(path, variables...) {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// computeFirst returns the statement by which a name means the computing view before the stored one, and before both what a release
// holds, where the variables ask for one; none for a snapshot of an earlier version, which stores nothing, and refuses to show a
// release. prefix is the catalog with its dot, where it is not the current one.
func computeFirst(ctx context.Context, conn *sql.Conn, prefix string, variables []string) ([]string, error) {
	var computes, releases bool
	if err := statements.One(ctx, conn.QueryContext, "answers/computes", nil, &computes, &releases); err != nil {
		return nil, err
	}
	asked := slices.ContainsFunc(variables, func(v string) bool { return strings.HasPrefix(v, setRelease) })
	switch {
	case asked && !releases:
		return nil, fault.Because(fault.ErrUsage, NoReleasedViews)
	case !computes:
		return nil, nil
	}
	path := prefix + liveSchema + "," + prefix + "main"
	if asked {
		path = prefix + releasedSchema + "," + path
	}
	return []string{"SET search_path = " + literal(path)}, nil
}

// Attach returns the statements with which any DuckDB client of at least the version that wrote the snapshot of the session reads it
// as the session does: it is attached read-only under a name, its tables and views need no prefix, and the reading is set. The path
// should be absolute.
func (s *Session) Attach(ctx context.Context, snapshotPath, name string) (_ []string, err error) {
	defer fault.Wrap(&err, "attach %s", snapshotPath)
	out := []string{
		"ATTACH " + literal(snapshotPath) + " AS " + identifier(name) + " (READ_ONLY)",
		"USE " + identifier(name),
	}
	if len(s.variables) == 0 {
		return out, nil
	}
	path, err := computeFirst(ctx, s.conn, identifier(name)+".", s.variables)
	if err != nil {
		return nil, err
	}
	return append(append(out, path...), s.variables...), nil
}
