package queries

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"gongkai/warehouse/release"
)

// testWriter lets package release, which stands on an open warehouse, write to the database of a script.
type testWriter struct{ *sql.DB }

func (w testWriter) Transact(ctx context.Context, f func(conn *sql.Conn) (commit bool, err error)) error {
	conn, err := w.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	commit, err := f(conn)
	end := "ROLLBACK"
	if commit && err == nil {
		end = "COMMIT"
	}
	if _, err := conn.ExecContext(ctx, end); err != nil {
		return err
	}
	return err
}

// freeze makes a release of a year as the views answer now, under a name that a script can tell.
func (s *script) freeze(id string, year int, status, recorded string) {
	s.t.Helper()
	exec(s.t, s.db, computingFirst)
	day, err := time.Parse(time.DateOnly, recorded)
	if err != nil {
		s.t.Fatal(err)
	}
	r, made, err := release.Freeze(context.Background(), testWriter{s.db}, release.Options{
		Year: year, Status: release.Status(status), ParserVersion: "1", RulesVersion: "1", Now: day,
	})
	if err != nil || !made {
		s.t.Fatalf("freeze %s: made %v: %v", id, made, err)
	}
	for _, table := range releaseTables() {
		exec(s.t, s.db, "UPDATE "+table+" SET release_id = ? WHERE release_id = ?", id, r.ID)
	}
	if s.stores {
		exec(s.t, s.db, plainFirst)
	}
}

// layOutFrozen lays out what a release freezes, which is computed, whatever is stored.
func (s *script) layOutFrozen() {
	s.t.Helper()
	asked := release.Tables()
	for _, r := range release.Relations() {
		asked = append(asked, r.Name)
	}
	laying := script{t: s.t, db: s.db, query: strings.Join(asked, " ")}
	laying.layOut()
	s.layout = laying.layout
}

// releaseTables are those that hold releases.
func releaseTables() []string {
	return []string{"release", "release_input", "release_total", "release_member", "release_previous", "release_row"}
}
