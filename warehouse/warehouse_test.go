package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse/warehousetest"
)

// A new warehouse is its owner's alone; one that is there keeps its rights.
func TestCreateIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	for _, want := range []os.FileMode{0o600, 0o640} {
		w, err := Create(t.Context(), Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%v, %v, want %v", info.Mode(), err, want)
		}
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLockHolder(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		ok               bool
	}{
		{"with a path", `IO Error: Could not set lock on file "/a/w.duckdb": Conflicting lock is held in /usr/bin/gongkai (PID 4711) by user u. See also https://duckdb.org/docs/connect/concurrency`, "gongkai (PID 4711)", true},
		{"without a path", `Could not set lock on file "w": Conflicting lock is held in (PID 12).`, "a program (PID 12)", true},
		{"holder unknown", `Could not set lock on file "w": Resource temporarily unavailable`, "another process", true},
		{"something else", `IO Error: No space left on device`, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := lockHolder(c.text)
			if got != c.want || ok != c.ok {
				t.Errorf("got %q, %v, want %q, %v", got, ok, c.want, c.ok)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := filepath.Join(folder, "foreign.duckdb")
	db, err := sql.Open("duckdb", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE mine (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		open func(context.Context, Options) (*Warehouse, error)
		path string
		is   error
		text string
	}{
		{"no file", Open, filepath.Join(folder, "none.duckdb"), fault.ErrNoWarehouse, "no_file"},
		{"a folder", Open, folder, fault.ErrNoWarehouse, "no_file"},
		{"an empty file", Open, write("empty.duckdb", ""), fault.ErrNoWarehouse, "no_file"},
		{"another database", Open, foreign, fault.ErrNoWarehouse, "no_tables"},
		{"another database, for writing", Create, foreign, fault.ErrUsage, "other_database"},
		{"not a database", Create, write("text.duckdb", strings.Repeat("报告", 5000)), nil, "not a valid DuckDB database"},
		{"a question mark", Create, filepath.Join(folder, "a?b"), fault.ErrUsage, "may hold no"},
		{"a hash", Create, filepath.Join(folder, "a#b"), fault.ErrUsage, "may hold no"},
		{"memory", Create, ":memory:", fault.ErrUsage, "needs a file"},
		{"no path", Create, "", fault.ErrUsage, "needs a file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := c.open(t.Context(), Options{Path: c.path})
			if err == nil {
				_ = w.Close()
				t.Fatal("it opened")
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error %v is not %v", err, c.is)
			}
			if !strings.Contains(err.Error(), c.text) {
				t.Errorf("error %v does not say %q", err, c.text)
			}
		})
	}
}

func TestPathsThatLookLikeAddresses(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"年报 2024.duckdb", "a:b.duckdb", "-x.duckdb"} {
		w, err := Create(t.Context(), Options{Path: path, Threads: 1, MemoryLimit: "512MB"})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestExtensionsAreNotFetched(t *testing.T) {
	got := warehousetest.Column(t, fresh(t).DB(), `SELECT name || '=' || value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name`)
	want := []string{"autoinstall_known_extensions=false", "autoload_known_extensions=false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
