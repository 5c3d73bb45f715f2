package queries

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/memory"
)

// counted counts what it is given.
type counted struct {
	columns []Column
	rows    int
}

func (c *counted) Head(columns []Column) error { c.columns = columns; return nil }
func (c *counted) Row([]any) error             { c.rows++; return nil }

// stillAnswers fails unless the next query of the session is right, and complete.
func stillAnswers(t *testing.T, s *Session) {
	t.Helper()
	var c counted
	err := s.Run(context.Background(), &c, "SELECT code, CAST(1 AS DECIMAL(18, 6)) AS one FROM region WHERE code = $1", "320803")
	if err != nil || c.rows != 1 {
		t.Errorf("the next query: %d rows, %v", c.rows, err)
	}
	if diff := cmp.Diff([]Column{{"code", "VARCHAR"}, {"one", "DECIMAL(18,6)"}}, c.columns); diff != "" {
		t.Error(diff)
	}
}

// The bounds here are small, so that nothing waits: what would run for hours or fill the memory is stopped by the same
// code as with the bounds of a person.
func TestRunIsBounded(t *testing.T) {
	s := openSession(t, SessionOptions{MemoryLimit: "200MB", Threads: 1, Timeout: 300 * time.Millisecond, ResultSize: 1 << 20})
	for _, c := range []struct {
		name, query string
		want        error
	}{
		{"a cross join for hours", "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3", context.DeadlineExceeded},
		{"hours behind EXISTS", "SELECT 1 WHERE EXISTS (SELECT 1 FROM range(10000000) a, range(10000000) b WHERE a.range + b.range < 0)", context.DeadlineExceeded},
		{"endless recursion", "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT 1 FROM a) SELECT count(*) FROM a", context.DeadlineExceeded},
		{"a result above the limit", "SELECT repeat('x', 1000) AS text FROM range(2000)", fault.ErrQueryTooLarge},
		{"a list above the limit", "SELECT list_transform(range(5000), lambda x: repeat('x', 1000)) AS list", fault.ErrQueryTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := s.Run(context.Background(), &counted{}, c.query); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			stillAnswers(t, s)
		})
	}
}

func TestRunIsBoundedInMemory(t *testing.T) {
	s := openSession(t, SessionOptions{MemoryLimit: "64MB", Threads: 1})
	for name, query := range map[string]string{
		"a sort":            "SELECT max(n) FROM (SELECT n, row_number() OVER (ORDER BY md5(n::VARCHAR)) AS r FROM range(3000000) t(n))",
		"one list":          "SELECT list(n) FROM range(50000000) t(n)",
		"a cross join kept": "SELECT list(a.range * b.range) FROM range(100000) a, range(100000) b",
	} {
		t.Run(name, func(t *testing.T) {
			if err := s.Run(context.Background(), &counted{}, query); !errors.Is(err, fault.ErrQueryTooLarge) {
				t.Errorf("%v", err)
			}
			stillAnswers(t, s)
		})
	}
}

// DuckDB holds a whole result beside its memory limit before it hands out the first row: the session itself keeps watch.
func TestRunIsWatched(t *testing.T) {
	if _, ok := memory.Resident("self"); !ok {
		t.Log("this system does not say how much memory a process holds: nothing is watched")
		return
	}
	s := openSession(t, SessionOptions{MemoryLimit: "100MB", Threads: 1, ResultSize: 50 << 20})
	err := s.Run(context.Background(), &counted{}, "SELECT md5(n::VARCHAR) || repeat('x', 1000) AS text FROM range(100000000) t(n)")
	if !errors.Is(err, fault.ErrQueryTooLarge) {
		t.Error(err)
	}
	stillAnswers(t, s)
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "200MB": 200e6, "1.5GB": 1.5e9, "1GiB": 1 << 30, "2 GB": 2e9, "10B": 10} {
		if got, err := ParseSize(text); got != want || err != nil {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"GB", "2", "2XB", "-1GB", "two GB"} {
		if _, err := ParseSize(text); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestRunIsCancelled(t *testing.T) {
	s := openSession(t, SessionOptions{Threads: 1})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := s.Run(ctx, &counted{}, "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3")
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	stillAnswers(t, s)
}

// A session leaves nothing: no file beside the snapshot, and no temporary view for the next one, even where the gate had
// let it through.
func TestSessionLeavesNothing(t *testing.T) {
	ctx := context.Background()
	path := newTables(t)
	first, err := OpenReadOnly(ctx, path, SessionOptions{MemoryLimit: "64MB", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	second, err := OpenReadOnly(ctx, path, SessionOptions{MemoryLimit: "64MB", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	for _, statement := range []string{"CREATE TEMP VIEW region AS SELECT 1 AS code", "SET VARIABLE values = 'adjusted'"} {
		if _, err := first.conn.ExecContext(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Run(ctx, &counted{}, "SELECT max(n) FROM (SELECT n, row_number() OVER (ORDER BY md5(n::VARCHAR)) AS r FROM range(3000000) t(n))"); err == nil {
		t.Error("the sort fits in 64 MB")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third, err := OpenReadOnly(ctx, path, SessionOptions{MemoryLimit: "64MB", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	for name, s := range map[string]*Session{"beside it": second, "after it": third} {
		var c counted
		if err := s.Run(ctx, &c, "SELECT parent_code FROM region"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var set any
		if err := s.conn.QueryRowContext(ctx, "SELECT getvariable('values')").Scan(&set); err != nil || set != nil {
			t.Errorf("%s: values = %v, %v", name, set, err)
		}
	}
	roomy, err := OpenReadOnly(ctx, newTables(t), SessionOptions{MemoryLimit: "64MB", Threads: 1, TempSize: "1GB"})
	if err != nil {
		t.Fatal(err)
	}
	if err := roomy.Run(ctx, &counted{}, "SELECT max(n) FROM (SELECT n, row_number() OVER (ORDER BY md5(n::VARCHAR)) AS r FROM range(3000000) t(n))"); err != nil {
		t.Error(err)
	}
	if err := roomy.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{filepath.Base(path)}, names); diff != "" {
		t.Error(diff)
	}
}

// With Files a session reads files, and still writes none and changes nothing.
func TestSessionFiles(t *testing.T) {
	s := openSession(t, SessionOptions{Files: true})
	file := filepath.Join(t.TempDir(), "given.csv")
	if err := os.WriteFile(file, []byte("code,n\n320803,7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		"SELECT r.name, g.n FROM region r JOIN '" + file + "' g ON g.code::VARCHAR = r.code",
		"SELECT n FROM read_csv('" + file + "')",
		"SELECT content FROM read_text('" + file + "')",
	} {
		if n, err := read(s, query); n != 1 || err != nil {
			t.Errorf("%s: %d rows, %v", query, n, err)
		}
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	for _, query := range []string{
		"COPY (SELECT 1) TO '" + out + "'",
		"ATTACH '" + out + "'",
		"SELECT * FROM enable_logging(storage = 'file')",
		"SELECT getvariable('as_of')",
		"SELECT * FROM query('SELECT 1')",
		"CREATE TEMP VIEW t AS SELECT 1",
		"SET threads = 1",
	} {
		if _, err := read(s, query); !errors.Is(err, fault.ErrUnsafeStatement) {
			t.Errorf("%s: %v", query, err)
		}
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error(err)
	}
}
