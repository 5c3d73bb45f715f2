package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// bodies makes documents of different lengths.
func bodies(seed uint64, n int) (out [][]byte) {
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		out = append(out, fmt.Appendf(nil, "document %d of %d %s", i, seed, strings.Repeat(fmt.Sprint(random.Uint64()), random.IntN(40))))
	}
	return out
}

// onlyPack returns the one pack of an archive.
func onlyPack(t *testing.T, a *Archive) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(a.Dir(), packs, "*"+packEnding))
	if err != nil || len(files) != 1 {
		t.Fatalf("packs %v, %v", files, err)
	}
	return files[0]
}

// Whatever happens to a pack, a document that Get returns is the one that was asked for, and those that the damage did not reach are
// there.
func TestDamagedPack(t *testing.T) {
	kept := bodies(1, 12)
	a := Open(t.TempDir())
	keep(t, a, kept...)
	path := onlyPack(t, a)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode, err := os.Stat(path); err != nil || mode.Mode().Perm() != fileMode {
		t.Errorf("mode %v, %v", mode.Mode(), err)
	}
	random := rand.New(rand.NewPCG(2, 3))
	for n := range 400 {
		b := bytes.Clone(whole)
		at, least := random.IntN(len(b)), len(kept)-1
		switch n % 4 {
		case 0: // one byte: of a document, of its head, or of the index
			b[at] ^= byte(1 + random.IntN(255))
		case 1: // the end is missing
			b, least = b[:at], 0
			for _, e := range entriesOf(t, path) {
				if e.at+e.length <= int64(at) {
					least++
				}
			}
		case 2: // a hole of zeros within a document and the head of the next
			clear(b[at:min(at+40, len(b))])
			least = len(kept) - 2
		case 3: // an index that points elsewhere
			b, least = append(b[:len(b)-endBytes], bytes.Repeat([]byte{0xff}, endBytes)...), len(kept)
		}
		dir := t.TempDir()
		file := filepath.Join(dir, packs, filepath.Base(path))
		if err := errors.Join(os.Mkdir(filepath.Dir(file), 0o700), os.WriteFile(file, b, 0o600)); err != nil {
			t.Fatal(err)
		}
		damaged, right := Open(dir), 0
		for _, body := range kept {
			got, err := damaged.Get(sum(body))
			switch {
			case err == nil && !bytes.Equal(got, body):
				t.Fatalf("round %d at %d: another document", n, at)
			case err == nil:
				right++
			case !errors.Is(err, ErrMissing) && !strings.Contains(err.Error(), "damaged"):
				t.Fatalf("round %d at %d: %v", n, at, err)
			}
		}
		if right < least {
			t.Errorf("round %d at %d: %d of %d documents, want %d", n, at, right, len(kept), least)
		}
		if sums, err := damaged.Sums(); err != nil || len(sums) < right {
			t.Errorf("round %d: %d sums, %v", n, len(sums), err)
		}
	}
}

func entriesOf(t *testing.T, path string) []entry {
	t.Helper()
	entries, isStored, err := readIndex(path)
	if err != nil || !isStored {
		t.Fatalf("%v, %v", isStored, err)
	}
	return entries
}

// What one process keeps another one finds, also one that has the archive open.
func TestPacksOfOthers(t *testing.T) {
	reader := Open(filepath.Join(t.TempDir(), "archive"))
	for round := range uint64(20) {
		kept := bodies(round, 1+int(round)%7)
		keep(t, Open(reader.Dir()), kept...)
		for _, body := range kept {
			if got, err := reader.Get(sum(body)); err != nil || !bytes.Equal(got, body) {
				t.Fatalf("round %d: %v", round, err)
			}
		}
	}
}

// Documents that are put while a batch is forced to disk belong to the next pack, and none is lost.
func TestPutWhileFlushing(t *testing.T) {
	a := Open(t.TempDir())
	var want [][]byte
	for batch := range uint64(30) {
		kept := bodies(batch, 20)
		want = append(want, kept...)
		put := make(chan []string)
		go func() {
			var sums []string
			for _, body := range kept {
				if err := a.Put(sum(body), body); err != nil {
					t.Error(err)
				}
				sums = append(sums, sum(body))
			}
			put <- sums
		}()
		if err := a.Flush(nil); err != nil {
			t.Fatal(err)
		}
		if err := a.Flush(<-put); err != nil {
			t.Fatal(err)
		}
	}
	other := Open(a.Dir())
	for _, body := range want {
		if got, err := other.Get(sum(body)); err != nil || !bytes.Equal(got, body) {
			t.Fatal(err)
		}
	}
}

// A copy that is broken off leaves nothing.
func TestCopyBrokenOff(t *testing.T) {
	a, dir := Open(t.TempDir()), t.TempDir()
	kept := bodies(1, 3)
	keep(t, a, kept...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.CopyTo(ctx, dir, []string{sum(kept[0])}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := a.CopyTo(t.Context(), dir, []string{sum(kept[0]), sum([]byte("nobody has it"))}); !errors.Is(err, ErrMissing) {
		t.Errorf("error %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*", "*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// A pack can be unpacked without this program.
func TestPackIsZstandard(t *testing.T) {
	a := Open(t.TempDir())
	kept := bodies(5, 4)
	keep(t, a, kept...)
	file, err := os.Open(onlyPack(t, a))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	all, err := io.ReadAll(decoder)
	if want := bytes.Join(kept, nil); err != nil || !bytes.Equal(all, want) {
		t.Errorf("%v: %q, want %q", err, all, want)
	}
}

// FuzzScan looks through packs that may be anything.
func FuzzScan(f *testing.F) {
	f.Add([]byte(frameMagic + strings.Repeat("\x00", headBytes)))
	f.Fuzz(func(t *testing.T, b []byte) {
		reader := bytes.NewReader(b)
		for _, entries := range func() [2][]entry {
			stored, _ := storedIndex(reader, int64(len(b)))
			scanned, err := scan(reader, int64(len(b)))
			if err != nil {
				t.Error(err)
			}
			return [2][]entry{stored, scanned}
		}() {
			for _, e := range entries {
				if e.at < 0 || e.length < 0 || e.at+e.length > int64(len(b)) {
					t.Errorf("a document at %d of %d bytes in %d", e.at, e.length, len(b))
				}
			}
		}
	})
}
