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
	return setReading(ctx, conn, variables, false)
}

// setReading sets session variables on a connection, and where it looks for names.
func setReading(ctx context.Context, conn *sql.Conn, variables []string, publicOnly bool) error {
	path, err := searchPath(ctx, conn, "", variables, publicOnly)
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

// read has the session show another reading. What a release holds is not laid out: it is read as it was frozen.
func (s *Session) read(ctx context.Context, variables []string, publicOnly bool) error {
	if err := s.layout.clear(ctx); err != nil {
		return err
	}
	s.layout = nil
	lays := len(variables) > 0 && !slices.ContainsFunc(variables, asksRelease)
	// What is laid out is the text of views, which finds what is internal by the search path.
	if err := setReading(ctx, s.conn, variables, publicOnly && !lays); err != nil || !lays {
		return err
	}
	var err error
	s.layout, err = newLayout(ctx, s.conn, publicOnly)
	return err
}

func asksRelease(variable string) bool { return strings.HasPrefix(variable, setRelease) }

// searchPath returns the statement by which a name means the computing view before the stored one, where the variables ask for one, before
// both what a release holds, where they ask for it, and at last, unless only what is public is to be found, what is internal. It is none
// where all is found in main. A snapshot of an earlier version may store nothing, or have nothing internal, and refuses to show a release.
// prefix is the catalog with its dot, where it is not the current one.
func searchPath(ctx context.Context, conn *sql.Conn, prefix string, variables []string, publicOnly bool) ([]string, error) {
	var computes, releases, hasInternal bool
	if err := statements.One(ctx, conn.QueryContext, "answers/computes", nil, &computes, &releases, &hasInternal); err != nil {
		return nil, err
	}
	asked := slices.ContainsFunc(variables, asksRelease)
	if asked && !releases {
		return nil, fault.Because(fault.ErrUsage, NoReleasedViews)
	}
	var path []string
	if asked {
		path = append(path, prefix+releasedSchema)
	}
	if computes && len(variables) > 0 {
		path = append(path, prefix+liveSchema)
	}
	path = append(path, prefix+"main")
	if hasInternal && !publicOnly {
		path = append(path, prefix+internalSchema)
	}
	if len(path) == 1 {
		return nil, nil
	}
	return []string{"SET search_path = " + literal(strings.Join(path, ","))}, nil
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
	path, err := searchPath(ctx, s.conn, identifier(name)+".", s.variables, true)
	if err != nil {
		return nil, err
	}
	return append(append(out, path...), s.variables...), nil
}
