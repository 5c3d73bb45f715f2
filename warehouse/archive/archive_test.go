package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func sum(body []byte) string {
	s := sha256.Sum256(body)
	return hex.EncodeToString(s[:])
}

// keep puts and flushes.
func keep(t *testing.T, a *Archive, bodies ...[]byte) {
	t.Helper()
	var sums []string
	for _, b := range bodies {
		if err := a.Put(sum(b), b); err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum(b))
	}
	if err := a.Flush(sums); err != nil {
		t.Fatal(err)
	}
}

func TestThereAndBack(t *testing.T) {
	a := Open(filepath.Join(t.TempDir(), "archive"))
	bodies := [][]byte{nil, []byte("年报"), bytes.Repeat([]byte("<td>0</td>"), 10_000)}
	keep(t, a, bodies...)
	keep(t, a, bodies...) // once more changes nothing
	sums, err := a.Sums()
	if err != nil || len(sums) != len(bodies) {
		t.Fatalf("%d documents, %v, want %d", len(sums), err, len(bodies))
	}
	for _, b := range bodies {
		got, err := a.Get(sum(b))
		if err != nil || !bytes.Equal(b, got) {
			t.Errorf("%d bytes, %v, want %d", len(got), err, len(b))
		}
	}
	if size, err := a.Bytes(); err != nil || size > 1000 {
		t.Errorf("%d bytes on disk, %v: not compressed", size, err)
	}
}

func TestNothingIsThereBeforeTheFlush(t *testing.T) {
	a := Open(t.TempDir())
	body := []byte("half way")
	if err := a.Put(sum(body), body); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Get(sum(body)); !errors.Is(err, ErrMissing) {
		t.Errorf("error %v, want that it is missing", err)
	}
	// The run is killed here; the next one tidies, and writes it anew.
	next := Open(a.Dir())
	if err := next.Tidy(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(a.Dir(), "*", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left after tidying: %v, %v", left, err)
	}
	keep(t, next, body)
	if _, err := next.Get(sum(body)); err != nil {
		t.Error(err)
	}
}

func TestDamageIsSeen(t *testing.T) {
	body := bytes.Repeat([]byte("政府信息公开"), 300)
	for _, c := range []struct {
		name   string
		damage func(path string, whole []byte) error
	}{
		{"a byte is another", func(path string, whole []byte) error {
			whole[len(whole)/2] ^= 1
			return os.WriteFile(path, whole, 0o600)
		}},
		{"it is cut off", func(path string, whole []byte) error { return os.WriteFile(path, whole[:len(whole)-3], 0o600) }},
		{"it is empty", func(path string, _ []byte) error { return os.WriteFile(path, nil, 0o600) }},
		{"it is another document", func(path string, _ []byte) error {
			return os.WriteFile(path, pack1(t, []byte("another document")), 0o600)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Open(t.TempDir())
			oldFile(t, a, body)
			path := a.path(sum(body))
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.damage(path, whole); err != nil {
				t.Fatal(err)
			}
			if _, err := a.Get(sum(body)); err == nil || errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("error %v, want that it is damaged", err)
			}
		})
	}
}

// pack1 returns a document as it is packed.
func pack1(t *testing.T, body []byte) []byte {
	t.Helper()
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(true))
	if err != nil {
		t.Fatal(err)
	}
	return encoder.EncodeAll(body, nil)
}

// oldFile keeps a document as a version before packs did.
func oldFile(t *testing.T, a *Archive, body []byte) {
	t.Helper()
	path := a.path(sum(body))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, pack1(t, body), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// Documents that earlier versions kept are those of the archive as before, and are not kept twice.
func TestFilesOfEarlierVersions(t *testing.T) {
	a := Open(filepath.Join(t.TempDir(), "archive"))
	old, fresh := []byte("old"), []byte("new")
	oldFile(t, a, old)
	keep(t, a, old, fresh)
	if packs, err := filepath.Glob(filepath.Join(a.Dir(), packs, "*")); err != nil || len(packs) != 1 {
		t.Errorf("%v, %v", packs, err)
	}
	want := map[string]bool{sum(old): true, sum(fresh): true}
	copied := Open(filepath.Join(t.TempDir(), "copy"))
	if err := a.CopyTo(t.Context(), copied.Dir(), []string{sum(old), sum(fresh)}); err != nil {
		t.Fatal(err)
	}
	for _, a := range []*Archive{a, copied} {
		sums, err := a.Sums()
		if diff := cmp.Diff(want, sums); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		for _, body := range [][]byte{old, fresh} {
			got, err := a.Get(sum(body))
			has, failed := a.Has(sum(body))
			if !bytes.Equal(got, body) || err != nil || !has || failed != nil {
				t.Errorf("%q, %v, %v, %v", got, err, has, failed)
			}
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	a := Open(t.TempDir())
	want := map[string]bool{}
	var all []string
	var group sync.WaitGroup
	for n := range 200 {
		body := fmt.Appendf(nil, "document %d", n%50) // four files of each content
		want[sum(body)] = true
		all = append(all, sum(body))
		group.Go(func() {
			if err := a.Put(sum(body), body); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if err := a.Flush(all); err != nil {
		t.Fatal(err)
	}
	sums, err := a.Sums()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, sums); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyHashesAreNames(t *testing.T) {
	a := Open(t.TempDir())
	for _, name := range []string{"", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("a", 63)} {
		if err := a.Put(name, nil); err == nil {
			t.Errorf("%q was put", name)
		}
		if _, err := a.Get(name); err == nil || errors.Is(err, ErrMissing) {
			t.Errorf("%q was looked for: %v", name, err)
		}
	}
}
