package snapshot

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/warehousetest"
)

// create makes a warehouse, or opens it, and closes it with the test.
func create(t *testing.T, path string) *warehouse.Warehouse {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path, Now: warehousetest.Noon})
	return warehousetest.Opened(t, w, err)
}

// published publishes.
func published(t *testing.T, w *warehouse.Warehouse) Published {
	t.Helper()
	p, err := Publish(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// keep puts documents with these contents into a warehouse, as a load of one batch does.
func keep(t *testing.T, w *warehouse.Warehouse, contents ...string) {
	t.Helper()
	for _, c := range contents {
		warehousetest.Exec(t, w.DB(), `INSERT INTO document
			SELECT count(*) + 1, $1, 'text/html', 1, NULL, NULL, NULL, NULL, '1', 1 FROM document`, warehousetest.SHA(c))
		warehousetest.Exec(t, w.DB(), "INSERT INTO document_path VALUES ($1, 1, now()::TIMESTAMP_NS, $2, 1)", c+".html", warehousetest.SHA(c))
	}
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPublish(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if _, err := Current(path); !errors.Is(err, fault.ErrNoWarehouse) {
		t.Errorf("before the first: %v, want no warehouse", err)
	}
	w := create(t, path)
	warehousetest.Exec(t, w.DB(), `CREATE VIEW known AS SELECT path FROM document_path;
		COMMENT ON VIEW known IS '已知文件'; COMMENT ON COLUMN known.path IS '路径'`)
	first := published(t, w)
	reader, err := warehouse.Open(t.Context(), warehouse.Options{Path: first.Path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for i, content := range []string{"0", "1", "2"} {
		keep(t, w, content)
		if s := published(t, w); !s.New || s.Generation != i+2 {
			t.Errorf("snapshot %+v, want a new one, %d", s, i+2)
		}
		if s := published(t, w); s.New || s.Generation != i+2 {
			t.Errorf("snapshot %+v, want %d as it is", s, i+2)
		}
	}
	if diff := cmp.Diff([]string{"3.duckdb", "4.duckdb", "CURRENT", "current.duckdb"}, files(t, path+".snapshots")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if got := warehousetest.Counts(t, reader.DB())["document"]; got != "0" {
		t.Errorf("the reader of a removed snapshot sees %s documents, want the 0 of its day", got)
	}
	current, err := Current(path)
	if err != nil {
		t.Fatal(err)
	}
	last, err := warehouse.Open(t.Context(), warehouse.Options{Path: current, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close()
	got := append(warehousetest.Column(t, last.DB(), "SELECT path FROM known ORDER BY path"),
		warehousetest.Column(t, last.DB(), "SELECT comment FROM duckdb_columns() WHERE table_name = 'known' AND database_name = current_database()")...)
	if diff := cmp.Diff([]string{"0.html", "1.html", "2.html", "路径"}, got); diff != "" {
		t.Errorf("what the snapshot holds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(warehousetest.Counts(t, w.DB()), warehousetest.Counts(t, last.DB())); diff != "" {
		t.Errorf("rows (-warehouse +snapshot):\n%s", diff)
	}
}

func TestPublishRepairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		crash func(folder string) error
		want  []string
	}{
		{"no folder", os.RemoveAll, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"no pointer", func(f string) error { return os.Remove(filepath.Join(f, "CURRENT")) }, []string{"1.duckdb", "2.duckdb", "CURRENT", "current.duckdb"}},
		{"no snapshot", func(f string) error { return os.Remove(filepath.Join(f, "1.duckdb")) }, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"half a copy", func(f string) error { return os.WriteFile(filepath.Join(f, "2.duckdb.tmp"), []byte("half"), 0o666) }, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"a copy without its pointer", func(f string) error { return os.WriteFile(filepath.Join(f, "2.duckdb"), []byte("whole"), 0o666) }, []string{"1.duckdb", "2.duckdb", "CURRENT", "current.duckdb"}},
		{"a pointer to nonsense", func(f string) error { return os.WriteFile(filepath.Join(f, "CURRENT"), []byte("../x\n"), 0o666) }, []string{"1.duckdb", "2.duckdb", "CURRENT", "current.duckdb"}},
		{"no link", func(f string) error { return os.Remove(filepath.Join(f, "current.duckdb")) }, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"a link to another", func(f string) error {
			return errors.Join(os.Remove(filepath.Join(f, "current.duckdb")), os.Symlink("7.duckdb", filepath.Join(f, "current.duckdb")))
		}, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"a copy in place of the link", func(f string) error {
			return errors.Join(os.Remove(filepath.Join(f, "current.duckdb")), os.WriteFile(filepath.Join(f, "current.duckdb"), []byte("old"), 0o666))
		}, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
		{"half a link", func(f string) error { return os.Symlink("1.duckdb", filepath.Join(f, "current.duckdb.tmp")) }, []string{"1.duckdb", "CURRENT", "current.duckdb"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.duckdb")
			w := create(t, path)
			published(t, w)
			if err := c.crash(path + ".snapshots"); err != nil {
				t.Fatal(err)
			}
			s := published(t, w)
			if diff := cmp.Diff(c.want, files(t, path+".snapshots")); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if current, err := Current(path); err != nil || current != s.Path {
				t.Errorf("current %s, %v, want %s", current, err, s.Path)
			}
			linked, err := Link(path)
			if to, readErr := os.Readlink(linked); err != nil || readErr != nil || to != filepath.Base(s.Path) {
				t.Errorf("the link %s leads to %q, %v %v, want %s", linked, to, err, readErr, filepath.Base(s.Path))
			}
		})
	}
}

// A program that keeps the path of the link sees what it opened for as long as it has it open, and the next snapshot once its last
// connection is closed; the link is relative, so that the folder may be moved.
func TestLink(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "w.duckdb")
	if _, err := Link(path); !errors.Is(err, fault.ErrNoWarehouse) {
		t.Errorf("before the first: %v, want no warehouse", err)
	}
	w := create(t, path)
	keep(t, w, "0")
	published(t, w)
	linked, err := Link(path)
	if err != nil || linked != filepath.Join(path+".snapshots", "current.duckdb") {
		t.Fatalf("link %q, %v", linked, err)
	}
	open := func(path string) *warehouse.Warehouse {
		t.Helper()
		r, err := warehouse.Open(t.Context(), warehouse.Options{Path: path, ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	documents := func(r *warehouse.Warehouse) string { return warehousetest.Counts(t, r.DB())["document"] }
	kept := open(linked)
	for i := range 3 { // the snapshot that was opened is removed
		keep(t, w, strconv.Itoa(i+1))
		published(t, w)
		if got := documents(kept); got != "1" {
			t.Errorf("what was opened has %s documents, want the 1 of its day", got)
		}
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	next := open(linked)
	if got := documents(next); got != "4" {
		t.Errorf("opened anew it has %s documents, want 4", got)
	}
	if err := errors.Join(next.Close(), os.Rename(path+".snapshots", filepath.Join(dir, "moved"))); err != nil {
		t.Fatal(err)
	}
	moved := open(filepath.Join(dir, "moved", "current.duckdb"))
	defer moved.Close()
	if got := documents(moved); got != "4" {
		t.Errorf("moved it has %s documents, want 4", got)
	}
}
