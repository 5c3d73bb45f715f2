// Package sqlfile runs the statements that a package keeps in .sql files beside its code.
//
// A statement is called by the name of its file without the ending, and so is every error: `new_version: Binder Error …` says
// where to look, and a name without a file is an error that says so. Values are bound as arguments, never written into the text;
// what must be written into it, as the name of a table, is put there by the package that owns the file, out of Text.
//
//	//go:embed sql/*.sql
//	var files embed.FS
//
//	statements := sqlfile.New(files, "sql")
//	_, err := statements.Exec(ctx, conn, "run", sql.Named("run_id", id))
//	err = statements.One(ctx, conn.QueryContext, "summary", nil, &documents, &reports)
//	err = statements.Each(ctx, session.Query, "finding", func(scan sqlfile.Scan) error { … }, year)
package sqlfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// Catalogue is a folder of statements. It may be used by several goroutines.
type Catalogue struct {
	files  fs.FS
	folder string
}

// New returns the statements in a folder of files, "." for those at its root.
func New(files fs.FS, folder string) Catalogue { return Catalogue{files, folder} }

// Source runs a query: the QueryContext of a connection or a transaction, or a session on a snapshot.
type Source func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// Executor runs what returns no rows: a database, a connection or a transaction.
type Executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Scan copies the columns of one row to where they belong.
type Scan = func(to ...any) error

// Text returns a statement as it stands in its file.
func (c Catalogue) Text(name string) (string, error) {
	text, err := fs.ReadFile(c.files, path.Join(c.folder, name+".sql"))
	if err != nil {
		return "", fmt.Errorf("statement %s: %w", name, err)
	}
	return string(text), nil
}

// Exec runs a statement.
func (c Catalogue) Exec(ctx context.Context, on Executor, name string, args ...any) (sql.Result, error) {
	text, err := c.Text(name)
	if err != nil {
		return nil, err
	}
	result, err := on.ExecContext(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return result, nil
}

// Each runs a query and hands out its rows in their order, until row fails.
func (c Catalogue) Each(ctx context.Context, source Source, name string, row func(Scan) error, args ...any) error {
	text, err := c.Text(name)
	if err != nil {
		return err
	}
	if err := Rows(ctx, source, text, row, args...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// One asks a query for its first row, and returns an error that wraps sql.ErrNoRows where it has none.
func (c Catalogue) One(ctx context.Context, source Source, name string, args []any, to ...any) error {
	found := false
	err := c.Each(ctx, source, name, func(scan Scan) error {
		if found {
			return nil
		}
		found = true
		return scan(to...)
	}, args...)
	if err == nil && !found {
		return fmt.Errorf("%s: %w", name, sql.ErrNoRows)
	}
	return err
}

// Rows is Each for a query that was put together out of its parts.
func Rows(ctx context.Context, source Source, query string, row func(Scan) error, args ...any) (err error) {
	rows, err := source(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
