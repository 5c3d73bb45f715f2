package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// What cannot be read is told with a reason, each by itself, and the good file among it is read.
func TestUnreadableEntries(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	tree(t, dir, "good.txt", "inner/other.txt")
	tree(t, elsewhere, "secret.txt")
	for from, to := range map[string]string{
		"loop_a": "loop_b", "loop_b": "loop_a", "out.txt": filepath.Join(elsewhere, "secret.txt"), "out_folder": elsewhere,
		"near.txt": "inner/other.txt", "log": "/proc/kmsg", "nowhere": "gone",
	} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := Discover(t.Context(), []string{dir, filepath.Join(dir, "loop_a")})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	err = newExtractor(t, Options{}).Stream(t.Context(), found.Files(t.Context()), func(r Result) error {
		reason, _ := fault.Reason(r.Err)
		got[filepath.Base(r.File.Path)] = reason
		return nil
	})
	want := map[string]string{
		"good.txt": "not_a_report", "other.txt": "not_a_report", "near.txt": "not_a_report", "loop_a": "unreadable", "loop_b": "unreadable",
		"out.txt": "unreadable", "log": "unreadable", "pipe": "unreadable",
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || found.Count < len(want) {
		t.Errorf("%d files, %v; -want +got:\n%s", found.Count, err, diff)
	}
}

// A file that blocks costs its time, and no more.
func TestFileThatBlocks(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	limits := read.DefaultLimits()
	limits.Milliseconds = 50
	results := newExtractor(t, Options{Limits: limits}).Extract(t.Context(), File{Path: pipe})
	if len(results) != 1 || !errors.Is(results[0].Err, fault.ErrTooSlow) {
		t.Errorf("%+v", results)
	}
}

// A member whose name steers a terminal bears it written out.
func TestNamesOfMembers(t *testing.T) {
	body := zipped(t, "a\x1b[31m\nb\u202egpj.txt", "x")
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	results := newExtractor(t, Options{}).Extract(t.Context(), File{Path: path, Size: int64(len(body))})
	if len(results) != 1 || !strings.HasSuffix(results[0].File.Path, `!a\u001b[31m\u000ab\u202egpj.txt`) {
		t.Errorf("%+v", results)
	}
}

// zipped is a ZIP file with one member.
func zipped(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
