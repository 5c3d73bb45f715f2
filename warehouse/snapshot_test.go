package warehouse

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

func publish(t *testing.T, w *Warehouse) Snapshot {
	t.Helper()
	s, err := w.Publish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
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
	if _, err := CurrentSnapshot(path); !errors.Is(err, fault.ErrNoWarehouse) {
		t.Errorf("before the first: %v, want no warehouse", err)
	}
	w := open(t, path)
	if _, err := w.DB().ExecContext(t.Context(), `CREATE VIEW known AS SELECT path FROM document_path;
		COMMENT ON VIEW known IS '已知文件'; COMMENT ON COLUMN known.path IS '路径'`); err != nil {
		t.Fatal(err)
	}
	first := publish(t, w)
	reader, err := Open(t.Context(), Options{Path: first.Path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	documents := corpus(t, 3)
	for i := range documents {
		load(t, w.BeginRun(t.Context(), info()), documents[i])
		if s := publish(t, w); !s.New || s.Generation != i+2 {
			t.Errorf("snapshot %+v, want a new one, %d", s, i+2)
		}
		if s := publish(t, w); s.New || s.Generation != i+2 {
			t.Errorf("snapshot %+v, want %d as it is", s, i+2)
		}
	}
	if diff := cmp.Diff([]string{"3.duckdb", "4.duckdb", "CURRENT"}, files(t, path+".snapshots")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if got := counts(t, reader.DB())["document"]; got != "0" {
		t.Errorf("the reader of a removed snapshot sees %s documents, want the 0 of its day", got)
	}
	current, err := CurrentSnapshot(path)
	if err != nil {
		t.Fatal(err)
	}
	last, err := Open(t.Context(), Options{Path: current, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close()
	got := append(column(t, last.DB(), "SELECT path FROM known ORDER BY path"),
		column(t, last.DB(), "SELECT comment FROM duckdb_columns() WHERE table_name = 'known' AND database_name = current_database()")...)
	if diff := cmp.Diff([]string{"reports/0.html", "reports/1.html", "reports/2.html", "路径"}, got); diff != "" {
		t.Errorf("what the snapshot holds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(counts(t, w.DB()), counts(t, last.DB())); diff != "" {
		t.Errorf("rows (-warehouse +snapshot):\n%s", diff)
	}
}

func TestPublishRepairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		crash func(folder string) error
		want  []string
	}{
		{"no folder", os.RemoveAll, []string{"1.duckdb", "CURRENT"}},
		{"no pointer", func(f string) error { return os.Remove(filepath.Join(f, "CURRENT")) }, []string{"1.duckdb", "2.duckdb", "CURRENT"}},
		{"no snapshot", func(f string) error { return os.Remove(filepath.Join(f, "1.duckdb")) }, []string{"1.duckdb", "CURRENT"}},
		{"half a copy", func(f string) error { return os.WriteFile(filepath.Join(f, "2.duckdb.tmp"), []byte("half"), 0o666) }, []string{"1.duckdb", "CURRENT"}},
		{"a copy without its pointer", func(f string) error { return os.WriteFile(filepath.Join(f, "2.duckdb"), []byte("whole"), 0o666) }, []string{"1.duckdb", "2.duckdb", "CURRENT"}},
		{"a pointer to nonsense", func(f string) error { return os.WriteFile(filepath.Join(f, "CURRENT"), []byte("../x\n"), 0o666) }, []string{"1.duckdb", "2.duckdb", "CURRENT"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.duckdb")
			w := open(t, path)
			publish(t, w)
			if err := c.crash(path + ".snapshots"); err != nil {
				t.Fatal(err)
			}
			s := publish(t, w)
			if diff := cmp.Diff(c.want, files(t, path+".snapshots")); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if current, err := CurrentSnapshot(path); err != nil || current != s.Path {
				t.Errorf("current %s, %v, want %s", current, err, s.Path)
			}
		})
	}
}
