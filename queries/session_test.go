package queries

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// openSession returns a session on a fresh warehouse with a region and one report.
func openSession(t *testing.T, o SessionOptions) *Session {
	t.Helper()
	return openScript(t, `
-- regions
320803 | 淮安区 | county | -
-- agencies
淮安区人民政府 | 320803 | county | government
-- report 淮安区人民政府 2023 area recorded=2024-05-01
request.received.total 60
-- adjust 淮安区人民政府 2023 request.received.total 60 61
`, o)
}

// openScript returns a session on a fresh warehouse with what a script loads, and the answers stored.
func openScript(t *testing.T, script string, o SessionOptions) *Session {
	t.Helper()
	path := copyOf(t, func() ([]byte, error) { return loaded(t, script) })
	s, err := OpenReadOnly(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// loadedScripts are the bytes of warehouses by the script that was loaded, each made once for all tests.
var loadedScripts sync.Map

func loaded(t *testing.T, script string) ([]byte, error) {
	t.Helper()
	if body, ok := loadedScripts.Load(script); ok {
		return body.([]byte), nil
	}
	path := copyOf(t, preparedViews)
	db := openFile(t, path)
	runScript(t, db, script)
	if _, err := StoreAnswers(t.Context(), db); err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	body, err := os.ReadFile(path)
	loadedScripts.Store(script, body)
	return body, err
}

// read runs a query in a session and counts its rows.
func read(s *Session, query string, args ...any) (n int, err error) {
	rows, err := s.Query(context.Background(), query, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func TestSessionGate(t *testing.T) {
	s := openSession(t, SessionOptions{})
	allowed := []string{
		"SELECT value FROM county_request WHERE outcome = 'received'",
		"SELECT 1;",
		"-- a remark\nSELECT 1",
		"WITH a AS (SELECT 1 AS x) SELECT x FROM a UNION ALL SELECT 2",
		"DESCRIBE region",
		"SHOW TABLES",
		"DESCRIBE SELECT 1",
		"SUMMARIZE region",
		"EXPLAIN SELECT 1",
		"explain\n SELECT code FROM region",
		"SELECT n FROM range(3) t(n)",
		"SELECT unnest([1, 2])",
		"FROM region",
		"VALUES (1)",
		"SELECT table_name, comment FROM duckdb_tables()",
		"SELECT table_name FROM information_schema.tables",
		"PIVOT region ON level IN ('county') USING count(*)",
		"SELECT 'COPY; read_csv(1)' AS text",
	}
	for _, query := range allowed {
		if _, err := read(s, query); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
	refused := []string{
		"COPY (SELECT 1) TO 'x.csv'",
		"COPY (SELECT 1) TO 'warehouse.duckdb.wal'",
		"WITH a AS (SELECT 1) COPY (FROM a) TO 'warehouse.duckdb.wal'",
		"CALL enable_logging(storage = 'file')",
		"SELECT * FROM enable_logging(storage = 'file')",
		"SELECT * FROM enable_profiling()",
		"SELECT * FROM read_blob('warehouse.duckdb')",
		"SELECT * FROM read_csv('/etc/passwd')",
		"SELECT * FROM read_text('/etc/passwd')",
		"SELECT * FROM glob('/*')",
		"SELECT * FROM '../../etc/passwd'",
		`SELECT * FROM "../warehouse"`,
		`SUMMARIZE "../warehouse.duckdb"`,
		`DESCRIBE '/etc/passwd.csv'`,
		"SHOW VARIABLES",
		"SHOW DATABASES",
		"SELECT * FROM read_duckdb('warehouse.duckdb', table_name = 'region')",
		"SELECT * FROM histogram_values('/etc/passwd.csv', x)",
		"SELECT * FROM '/etc/passwd.csv'",
		`SELECT * FROM "warehouse.duckdb"`,
		"SELECT * FROM parquet_metadata('x')",
		"SELECT * FROM query('SELECT 1')",
		"SELECT * FROM query_table('region')",
		"SELECT * FROM json_execute_serialized_sql('{}')",
		"SELECT * FROM checkpoint()",
		"SELECT * FROM pragma_database_list()",
		"SELECT * FROM pragma_database_list",
		"SELECT * FROM duckdb_databases()",
		"SELECT * FROM duckdb_databases",
		"SELECT * FROM duckdb_settings()",
		"SELECT * FROM duckdb_secrets()",
		"SELECT * FROM (SELECT 1) a, (SELECT count(*) FROM duckdb_settings()) b",
		"SELECT getvariable('as_of')",
		"SELECT (SELECT GetVariable('as_of'))",
		"SELECT n FROM range(1) t(n) WHERE current_setting('threads') > 0",
		"SELECT current_setting('temp_directory')",
		"SELECT pg_sleep(1)",
		"SELECT sleep_ms(1)",
		"SELECT write_log('x')",
		"SELECT n FROM range(CAST(current_setting('threads') AS BIGINT)) t(n)",
		"SELECT 1; SELECT 2",
		"EXPLAIN ANALYZE SELECT 1",
		"EXPLAIN (ANALYZE) SELECT 1",
		"EXPLAIN COPY (SELECT 1) TO 'x'",
		"EXPLAIN SELECT 1; COPY (SELECT 1) TO 'x'",
		"EXPLAIN SELECT current_setting('threads')",
		"CREATE TEMP TABLE t AS SELECT 1",
		"CREATE TEMP VIEW t AS SELECT 1",
		"CREATE TEMP MACRO m(x) AS x",
		"INSERT INTO region VALUES (1)",
		"UPDATE region SET name = ''",
		"DELETE FROM region",
		"DROP TABLE region",
		"SET VARIABLE as_of = 1",
		"SET search_path = 'x'",
		"SET threads = 1",
		"PRAGMA version",
		"PREPARE p AS SELECT 1",
		"BEGIN",
		"ATTACH 'x.duckdb'",
		"USE x",
		"INSTALL excel",
		"LOAD excel",
		"EXPORT DATABASE 'x'",
		"PIVOT region ON level",
	}
	for _, query := range refused {
		if _, err := read(s, query); !errors.Is(err, fault.ErrUnsafeStatement) && !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%s: %v", query, err)
		}
	}
	for _, query := range []string{"", "SELEC 1", "-- nothing"} {
		if _, err := read(s, query); err == nil {
			t.Errorf("%q ran", query)
		}
	}
	// And it still answers.
	if n, err := read(s, "SELECT code FROM region WHERE code = ?", "320803"); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// Behind the gate the database itself refuses: each wall holds without the other.
func TestSessionIsReadOnlyBehindTheGate(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for _, statement := range []string{
		"CREATE TABLE t (x INTEGER)",
		"INSERT INTO withdrawal SELECT 1, 'x', NULL, now()",
		"SELECT * FROM read_text('/etc/passwd')",
		"COPY (SELECT 1) TO '/tmp/x.csv'",
		"SET enable_external_access = true",
		"SET threads = 9",
		"ATTACH '/tmp/x.duckdb'",
	} {
		if _, err := s.conn.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("%s ran", statement)
		}
	}
}

func TestSessionVariables(t *testing.T) {
	for _, c := range []struct {
		name    string
		options SessionOptions
		want    string
	}{
		{"published", SessionOptions{}, "60"},
		{"adjusted", SessionOptions{Values: "adjusted"}, "61"},
		{"before it was known", SessionOptions{AsOf: report.Date{Year: 2024, Month: 4, Day: 30}}, ""},
		{"on the day", SessionOptions{AsOf: report.Date{Year: 2024, Month: 5, Day: 1}, Boundaries: "year"}, "60"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openSession(t, c.options)
			rows, err := s.Query(context.Background(), `SELECT CAST(value AS INTEGER)::VARCHAR FROM county_request
				WHERE outcome = 'received' AND applicant = 'total' AND basis = 'published'`)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			got := ""
			for rows.Next() {
				if err := rows.Scan(&got); err != nil {
					t.Fatal(err)
				}
			}
			if got != c.want || rows.Err() != nil {
				t.Errorf("got %q, want %q, %v", got, c.want, rows.Err())
			}
		})
	}
}

func TestSessionTimeout(t *testing.T) {
	s := openSession(t, SessionOptions{Timeout: 200 * time.Millisecond, MemoryLimit: "500MB", Threads: 1})
	start := time.Now()
	_, err := read(s, "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3")
	if err == nil || time.Since(start) > 20*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestOpenReadOnlyRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	if _, err := OpenReadOnly(context.Background(), path, SessionOptions{}); !errors.Is(err, fault.ErrNoWarehouse) {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, o := range []SessionOptions{{Values: "guessed"}, {Boundaries: "tomorrow"}} {
		if _, err := OpenReadOnly(context.Background(), path, o); !errors.Is(err, fault.ErrUsage) {
			t.Error(err)
		}
	}
}

// Two sessions of one process share the open file, and each keeps its own day.
func TestSessionsSideBySide(t *testing.T) {
	path := copyOf(t, preparedViews)
	db := openFile(t, path)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var sessions []*Session
	for _, day := range []int{1, 2} {
		s, err := OpenReadOnly(context.Background(), path, SessionOptions{AsOf: report.Date{Year: 2024, Month: 5, Day: day}})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		sessions = append(sessions, s)
	}
	for i, want := range []int{1, 2} {
		n, err := read(sessions[i], "SELECT 1 FROM as_of WHERE known_before = ?::TIMESTAMPTZ", fmt.Sprintf("2024-05-0%dT16:00:00Z", want))
		if err != nil || n != 1 {
			t.Errorf("session %d: %d rows, %v", i, n, err)
		}
	}
}
