package release

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql
var files embed.FS

var statements = sqlfile.New(files, "sql")

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
	Rows          int       `json:"rows"`         // totals
	Flagged       int       `json:"flagged"`      // totals with a cell under an open error
	Lower         int       `json:"lower_bounds"` // totals that lack a member, and are at least their value
	KnownBefore   time.Time `json:"known_before"`
	RecordedAt    time.Time `json:"recorded_at"`
}

// List returns the releases of a year, or of all where it is 0, the newest first.
func List(ctx context.Context, source sqlfile.Source, year int) (_ []Release, err error) {
	defer fault.Wrap(&err, "list releases")
	return list(ctx, source, "", year)
}

// Find returns the release whose id begins with the text. It returns an error that wraps fault.ErrUsage where there is
// none or more than one.
func Find(ctx context.Context, source sqlfile.Source, id string) (_ Release, err error) {
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

func list(ctx context.Context, source sqlfile.Source, id string, year int) ([]Release, error) {
	out := []Release{}
	err := statements.Each(ctx, source, "list", func(scan sqlfile.Scan) error {
		var r Release
		if err := scan(&r.ID, &r.Year, &r.Status, &r.Inputs, &r.Totals, &r.Views, &r.ParserVersion, &r.RulesVersion, &r.ReferenceHash,
			&r.Program, &r.Reports, &r.KnownBefore, &r.RecordedAt, &r.Rows, &r.Flagged,
			&r.Lower); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	}, id, year)
	return out, err
}

// over returns sql/<name>.sql with the statement of another file before it, as the relation that it reads: what is frozen
// and what it is compared with later are one statement.
func over(name, relation, from string) (string, error) {
	text, err := statements.Text(name)
	if err != nil {
		return "", err
	}
	inner, err := statements.Text(from)
	if err != nil {
		return "", err
	}
	return "WITH " + relation + " AS (\n" + strings.TrimSpace(inner) + "\n)\n" + text, nil
}
