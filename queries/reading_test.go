package queries

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

const readingScript = `
-- regions
320803 | 淮安区 | county | -
-- agencies
淮安区人民政府 | 320803 | county | government
-- report 淮安区人民政府 2023 area recorded=2024-05-01
request.received.total 60
-- adjust 淮安区人民政府 2023 request.received.total 60 61
`

// A database of somebody else, to which the snapshot is attached, shows what a session shows. The name of the snapshot has
// a quotation mark.
func TestAttachedSnapshotReadsAsASession(t *testing.T) {
	long(t)
	ctx := context.Background()
	made := copyOf(t, preparedViews)
	db := openFile(t, made)
	runScript(t, db, readingScript)
	if _, err := StoreAnswers(ctx, db); err != nil { // as a snapshot has them
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "it's.duckdb")
	if err := os.Rename(made, path); err != nil {
		t.Fatal(err)
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	const received = `SELECT CAST(value AS INTEGER)::VARCHAR FROM county_request
		WHERE outcome = 'received' AND applicant = 'total' AND basis = 'published'`
	public, err := readPublic()
	if err != nil {
		t.Fatal(err)
	}
	described := map[bool]bool{} // with a reading of its own
	for _, c := range []struct {
		name    string
		options SessionOptions
		want    []string
	}{
		{"published", SessionOptions{}, []string{"60"}},
		{"adjusted", SessionOptions{Values: "adjusted"}, []string{"61"}},
		{"before it was known", SessionOptions{AsOf: report.Date{Year: 2024, Month: 4, Day: 30}}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			session, err := OpenReadOnly(ctx, path, c.options)
			if err != nil {
				t.Fatal(err)
			}
			statements, err := session.Attach(ctx, path, "gongkai")
			if err := errors.Join(err, session.Close()); err != nil {
				t.Fatal(err)
			}
			own := openFile(t, "")
			for _, s := range statements {
				exec(t, own, s)
			}
			if diff := cmp.Diff(c.want, answer(t, own, received)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			isRead := len(statements) > 2
			for _, v := range views {
				if described[isRead] || !public[v.Name] {
					continue // what a name means depends on where it is looked for, and that on nothing else
				}
				if _, err := own.ExecContext(ctx, "DESCRIBE "+identifier(v.Name)); err != nil {
					t.Errorf("view %s: %v", v.Name, err)
				}
			}
			described[isRead] = true
			if _, err := own.ExecContext(ctx, "DELETE FROM cell"); err == nil {
				t.Error("the snapshot can be written")
			}
		})
	}
	if _, err := OpenReadOnly(ctx, path, SessionOptions{Values: "guessed"}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("error %v, want wrong use", err)
	}
}

func TestReadSetsTheReadingOfAConnection(t *testing.T) {
	ctx := context.Background()
	db := newDatabase(t)
	runScript(t, db, readingScript)
	conn, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	o := SessionOptions{Values: "adjusted", AsOf: report.Date{Year: 2024, Month: 5, Day: 1}, Threads: 1}
	if err := o.Read(ctx, conn); err != nil {
		t.Fatal(err)
	}
	var day, values string
	if err := conn.QueryRowContext(ctx, "SELECT getvariable('as_of')::VARCHAR, getvariable('values')").Scan(&day, &values); err != nil {
		t.Fatal(err)
	}
	if day != "2024-05-01" || values != "adjusted" {
		t.Errorf("as_of %s, values %s", day, values)
	}
	if err := (SessionOptions{Boundaries: "tomorrow"}).Read(ctx, conn); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("error %v, want wrong use", err)
	}
}
