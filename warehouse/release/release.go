package release

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
)

//go:embed sql/*.sql
var statements embed.FS

// Status says whether the numbers of a release are still expected to change.
type Status string

// The statuses.
const (
	Provisional Status = "provisional"
	Final       Status = "final"
)

// Release is a frozen year.
type Release struct {
	ID            string    `json:"release_id"`
	Year          int       `json:"year"`
	Status        Status    `json:"status"`
	Inputs        string    `json:"inputs"`         // hash of the reports that counted
	Totals        string    `json:"totals"`         // hash of the totals
	ReferenceHash string    `json:"reference_hash"` // of regions and indicators
	Views         string    `json:"views"`          // hash of the views that added them up
	ParserVersion string    `json:"parser_version"` // of the program that made it; a report may be of an earlier one
	RulesVersion  string    `json:"rules_version"`
	Program       string    `json:"program"`
	Reports       int       `json:"reports"`
	Rows          int       `json:"rows"`    // totals
	Flagged       int       `json:"flagged"` // totals with a cell under an open error
	KnownBefore   time.Time `json:"known_before"`
	RecordedAt    time.Time `json:"recorded_at"`
}

// Source runs a query: on a session with a snapshot, or on the warehouse itself.
type Source func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// List returns the releases of a year, or of all where it is 0, the newest first.
func List(ctx context.Context, source Source, year int) (_ []Release, err error) {
	defer fault.Wrap(&err, "list releases")
	return list(ctx, source, "", year)
}

// Find returns the release whose id begins with the text. It returns an error that wraps fault.ErrUsage where there is
// none or more than one.
func Find(ctx context.Context, source Source, id string) (_ Release, err error) {
	defer fault.Wrap(&err, "release %s", id)
	found, err := list(ctx, source, id, 0)
	if err != nil {
		return Release{}, err
	}
	if id == "" || len(found) != 1 {
		return Release{}, fmt.Errorf("%w: %d releases begin with it", fault.ErrUsage, len(found))
	}
	return found[0], nil
}

func list(ctx context.Context, source Source, id string, year int) ([]Release, error) {
	out := []Release{}
	err := query(ctx, source, "list", func(scan func(...any) error) error {
		var r Release
		if err := scan(&r.ID, &r.Year, &r.Status, &r.Inputs, &r.Totals, &r.Views, &r.ParserVersion, &r.RulesVersion, &r.ReferenceHash,
			&r.Program, &r.Reports, &r.KnownBefore, &r.RecordedAt, &r.Rows, &r.Flagged); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	}, id, year)
	return out, err
}

// statement returns sql/<name>.sql.
func statement(name string) (string, error) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", err
	}
	return string(text), nil
}

// query runs sql/<name>.sql and hands each row on.
func query(ctx context.Context, source Source, name string, row func(scan func(...any) error) error, args ...any) error {
	text, err := statement(name)
	if err != nil {
		return err
	}
	return rows(ctx, source, text, row, args...)
}

func rows(ctx context.Context, source Source, text string, row func(scan func(...any) error) error, args ...any) (err error) {
	rows, err := source(ctx, text, args...)
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

// over returns sql/<name>.sql with the statement of another file before it, as the relation that it reads: what is frozen
// and what it is compared with later are one statement.
func over(name, relation, from string) (string, error) {
	text, err := statement(name)
	if err != nil {
		return "", err
	}
	inner, err := statement(from)
	if err != nil {
		return "", err
	}
	return "WITH " + relation + " AS (\n" + strings.TrimSpace(inner) + "\n)\n" + text, nil
}
