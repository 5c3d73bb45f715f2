package snapshot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/warehousetest"
)

// backedUp is a warehouse with an archive, and a backup of both.
func backedUp(t *testing.T) (BackupOptions, *warehouse.Warehouse) {
	t.Helper()
	dir := t.TempDir()
	w := create(t, filepath.Join(dir, "w.duckdb"))
	keep(t, w, "two reports", "image", "an archive")
	published(t, w)
	kept := archive.Open(w.Path() + ".archive")
	var sums []string
	for _, content := range []string{"two reports", "image"} { // "an archive" is not kept
		if err := kept.Put(warehousetest.SHA(content), []byte(content)); err != nil {
			t.Fatal(err)
		}
		sums = append(sums, warehousetest.SHA(content))
	}
	if err := kept.Flush(sums); err != nil {
		t.Fatal(err)
	}
	return BackupOptions{Path: w.Path(), Archive: kept, Dir: filepath.Join(dir, "backup"), Generator: "test", Now: warehousetest.Noon()}, w
}

func TestBackupAndRestore(t *testing.T) {
	o, w := backedUp(t)
	o.DryRun = true
	if b, err := MakeBackup(t.Context(), o); err != nil || b.Documents != 2 || len(b.Missing) != 1 {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := os.Stat(o.Dir); !os.IsNotExist(err) {
		t.Errorf("a dry run wrote %s: %v", o.Dir, err)
	}
	o.DryRun = false
	b, err := MakeBackup(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{warehousetest.SHA("an archive")}, b.Missing); diff != "" || b.Documents != 2 {
		t.Errorf("%d documents, missing (-want +got):\n%s", b.Documents, diff)
	}
	if _, err := MakeBackup(t.Context(), o); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("over another backup: %v, want wrong use", err)
	}

	elsewhere := BackupOptions{Path: filepath.Join(t.TempDir(), "r.duckdb"), Dir: o.Dir}
	elsewhere.Archive = archive.Open(elsewhere.Path + ".archive")
	elsewhere.DryRun = true
	if _, err := Restore(t.Context(), elsewhere); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(elsewhere.Path); !os.IsNotExist(err) {
		t.Errorf("a dry run wrote %s: %v", elsewhere.Path, err)
	}
	elsewhere.DryRun = false
	if _, err := Restore(t.Context(), elsewhere); err != nil {
		t.Fatal(err)
	}
	restored := create(t, elsewhere.Path)
	if diff := cmp.Diff(dump(t, w), dump(t, restored)); diff != "" {
		t.Errorf("(-warehouse +restored):\n%s", diff)
	}
	if body, err := elsewhere.Archive.Get(warehousetest.SHA("two reports")); err != nil || string(body) != "two reports" {
		t.Errorf("a restored document: %q, %v", body, err)
	}
	if _, err := Restore(t.Context(), elsewhere); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), "restore_exists path="+elsewhere.Path) {
		t.Errorf("over a warehouse: %v, want wrong use", err)
	}
}

// changePack changes the one pack of a backup's archive.
func changePack(dir string, by func([]byte) []byte) error {
	packs, err := filepath.Glob(filepath.Join(dir, "archive", "packs", "*.pack"))
	if err != nil || len(packs) != 1 {
		return fmt.Errorf("%d packs: %w", len(packs), err)
	}
	return change(packs[0], by)
}

func TestRestoreRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(dir string) error
		is     error
		text   string
	}{
		{"a byte of the warehouse", func(dir string) error {
			return change(filepath.Join(dir, "warehouse.duckdb"), func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
		}, nil, "warehouse.duckdb is damaged"},
		{"the end of the warehouse", func(dir string) error {
			return change(filepath.Join(dir, "warehouse.duckdb"), func(b []byte) []byte { return b[:len(b)-1] })
		}, nil, "warehouse.duckdb is damaged"},
		{"a document", func(dir string) error {
			return changePack(dir, func(b []byte) []byte { b[80] ^= 1; return b }) // behind the head of the first
		}, nil, "damaged"},
		{"a document is gone", func(dir string) error {
			return changePack(dir, func(b []byte) []byte { return b[:150] }) // within the second
		}, nil, "1 documents are there, want 2"},
		{"no list", func(dir string) error { return os.Remove(filepath.Join(dir, "backup.json")) }, fault.ErrUsage, "no backup"},
		{"a newer schema", func(dir string) error {
			return change(filepath.Join(dir, "backup.json"), func(b []byte) []byte {
				return []byte(strings.Replace(string(b), `"schema_version": `, `"schema_version": 9`, 1))
			})
		}, fault.ErrSchemaTooNew, "backup_newer generator=test"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, _ := backedUp(t)
			if _, err := MakeBackup(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			if err := c.damage(o.Dir); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "r.duckdb")
			_, err := Restore(t.Context(), BackupOptions{Path: path, Archive: archive.Open(path + ".archive"), Dir: o.Dir})
			if err == nil || !strings.Contains(err.Error(), c.text) || c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error %v, want one with %q", err, c.text)
			}
			if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}

func TestBackupCancelledLeavesNothing(t *testing.T) {
	o, _ := backedUp(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := MakeBackup(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want a cancelled context", err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(o.Dir), "*backup*"))
	if hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(o.Dir), ".backup*")); err != nil || len(left)+len(hidden) > 0 {
		t.Errorf("left: %v %v, %v", left, hidden, err)
	}
	o.Path = filepath.Join(t.TempDir(), "none.duckdb")
	if _, err := MakeBackup(t.Context(), o); !errors.Is(err, fault.ErrNoWarehouse) {
		t.Errorf("error %v, want no warehouse", err)
	}
}

// change rewrites a file.
func change(path string, edit func([]byte) []byte) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, edit(body), 0o666)
}

// dump prints all tables of a warehouse.
func dump(t *testing.T, w *warehouse.Warehouse) string {
	t.Helper()
	return warehousetest.Dump(t, w.DB(), warehousetest.Tables(t, w.DB())...)
}
