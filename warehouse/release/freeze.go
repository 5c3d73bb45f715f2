package release

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Options say what to freeze and as what.
type Options struct {
	Year          int
	Status        Status
	ParserVersion string
	RulesVersion  string
	Program       string
	Now           time.Time
	DryRun        bool // say what would be written, and write nothing
}

// Writer is a warehouse that is open for writing.
type Writer interface {
	// Transact runs f in a transaction, which is kept where f returns true and no error.
	Transact(ctx context.Context, f func(conn *sql.Conn) (commit bool, err error)) error
}

// format marks the way an id is made. Another way is another number, so that no old id is given to anything new.
const format = "gongkai release 1"

// Freeze makes a release of a year from everything that is known, in one transaction. Where the warehouse has the very
// release it is returned with made false, and nothing is written. It returns an error that wraps fault.ErrUsage for a year
// without a report, and for a status that does not exist.
func Freeze(ctx context.Context, w Writer, o Options) (_ Release, made bool, err error) {
	defer fault.Wrap(&err, "freeze %d", o.Year)
	if o.Status != Provisional && o.Status != Final {
		return Release{}, false, fmt.Errorf("%w: a release is provisional or final, not %q", fault.ErrUsage, o.Status)
	}
	var out Release
	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		r, err := stage(ctx, conn, o)
		if err != nil {
			return false, err
		}
		known, err := list(ctx, conn.QueryContext, r.ID, 0)
		if err != nil {
			return false, err
		}
		out = r
		if len(known) > 0 {
			out = known[0]
			return false, nil
		}
		made = true
		if o.DryRun {
			return false, nil
		}
		return true, write(ctx, conn, r)
	})
	if err != nil {
		return Release{}, false, err
	}
	return out, made, nil
}

// stage fills the staged tables and returns the release that they make.
func stage(ctx context.Context, conn *sql.Conn, o Options) (Release, error) {
	if _, err := statements.Exec(ctx, conn, "staging"); err != nil {
		return Release{}, err
	}
	for _, part := range []struct{ table, from string }{
		{"new_release_input", "inputs"},
		{"new_release_total", "totals"},
		{"new_release_member", "members"},
		{"new_release_previous", "previous"},
	} {
		text, err := statements.Text(part.from)
		if err != nil {
			return Release{}, err
		}
		if _, err := conn.ExecContext(ctx, "INSERT INTO "+part.table+"\n"+text, o.Year); err != nil {
			return Release{}, fmt.Errorf("%s: %w", part.from, err)
		}
	}
	r := Release{
		Year: o.Year, Status: o.Status, ParserVersion: o.ParserVersion, RulesVersion: o.RulesVersion, Program: o.Program,
		// The database keeps microseconds. What was recorded in the very microsecond of the release is part of it.
		RecordedAt: o.Now.UTC().Truncate(time.Microsecond), KnownBefore: o.Now.UTC().Truncate(time.Microsecond).Add(time.Microsecond),
	}
	if err := statements.One(ctx, conn.QueryContext, "hashes", nil,
		&r.Reports, &r.Rows, &r.Flagged, &r.Lower, &r.Inputs, &r.Totals, &r.Views); err != nil {
		return Release{}, err
	}
	if r.Reports == 0 {
		return Release{}, fmt.Errorf("%w: the warehouse has no report of %d", fault.ErrUsage, o.Year)
	}
	reference, err := Reference(ctx, conn.QueryContext)
	if err != nil {
		return Release{}, err
	}
	r.ReferenceHash = reference
	r.ID = id(r)
	return r, nil
}

// id is the name of a release: its year and a hash of what the numbers come from and what they are.
func id(r Release) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s\n%s\n%s\n%s\n", format, r.Year, r.Status, r.Inputs, r.Totals, r.ReferenceHash))
	return fmt.Sprintf("%d-%s", r.Year, hex.EncodeToString(sum[:8]))
}

// Reference returns the hash of the regions and indicators that a warehouse holds.
func Reference(ctx context.Context, source sqlfile.Source) (hash string, err error) {
	defer fault.Wrap(&err, "reference data")
	err = statements.One(ctx, source, "reference", nil, &hash)
	return hash, err
}

func write(ctx context.Context, conn *sql.Conn, r Release) error {
	for _, part := range []struct {
		name string
		args []any
	}{
		{"insert_release", []any{
			r.ID, r.Year, string(r.Status), r.Inputs, r.Totals, r.Views, r.ParserVersion, r.RulesVersion, r.ReferenceHash, r.Program,
			r.Reports, r.KnownBefore, r.RecordedAt, strings.Join(held(), " "),
		}},
		{"insert_input", []any{r.ID}},
		{"insert_total", []any{r.ID}},
		{"insert_member", []any{r.ID}},
		{"insert_previous", []any{r.ID}},
	} {
		if _, err := statements.Exec(ctx, conn, part.name, part.args...); err != nil {
			return err
		}
	}
	for _, relation := range Relations() {
		text, err := relation.over("insert_row")
		if err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, text, r.ID, r.Year); err != nil {
			return fmt.Errorf("rows of %s: %w", relation.Name, err)
		}
	}
	return nil
}
