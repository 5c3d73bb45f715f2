package job

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/internal/fault"
)

// A second demo leaves what is there alone, and puts back what somebody changed.
func TestDemoTwice(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	d, err := NewDemo(dir)
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(d.Documents)
	if err != nil || len(files) != d.Reports {
		t.Fatalf("%d documents, want %d: %v", len(files), d.Reports, err)
	}
	kept, changed := filepath.Join(d.Documents, files[0].Name()), filepath.Join(d.Documents, files[1].Name())
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := errors.Join(os.Chtimes(kept, long, long), os.WriteFile(changed, []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := NewDemo(dir); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(kept); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a document that was there is written again: %v, %v", info, err)
	}
	if body, err := os.ReadFile(changed); err != nil || string(body) == "x" {
		t.Errorf("a changed document stays: %q, %v", body, err)
	}
}

// A folder that demo did not make is refused, and nothing is put into it; so is a file.
func TestDemoRefusesOtherFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine.duckdb")
	if err := os.WriteFile(mine, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, mine} {
		var refused *fault.Cause
		if _, err := NewDemo(path); !errors.As(err, &refused) || refused.Kind != NotDemo {
			t.Errorf("%s: %v", path, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}
