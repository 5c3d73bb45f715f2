package pdfium

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if cache := OpenCache(filepath.Join(file, "below")); cache != nil {
		t.Error("a cache below a file")
	}
	dir := filepath.Join(t.TempDir(), "a", "b")
	cache := OpenCache(dir)
	if cache == nil {
		t.Fatal("no cache in a new folder")
	}
	if err := cache.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// small is a document of one page with one word.
func small() []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n" +
		"4 0 obj<</Length 36>>stream\nBT /F 20 Tf 20 100 Td (2024) Tj ET   \nendstream endobj\n" +
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
}

// word reads the word.
func word(t *testing.T, in *Instance) string {
	t.Helper()
	d, err := in.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	p, err := in.LoadPage(d, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, err := in.LoadText(p)
	if err != nil {
		t.Fatal(err)
	}
	n, err := in.CountChars(text)
	if err != nil {
		t.Fatal(err)
	}
	var runes []rune
	for i := range n {
		r, err := in.Unicode(text, i)
		if err != nil {
			t.Fatal(err)
		}
		runes = append(runes, rune(r))
	}
	return strings.TrimSpace(string(runes))
}

func borrow(t *testing.T, e *Engine) *Instance {
	t.Helper()
	in, err := e.Borrow(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func newTestEngine(t *testing.T, guarded bool) *Engine {
	t.Helper()
	e, err := New(Config{MaxInstances: 1})
	if !guarded {
		e, err = newEngine(Config{MaxInstances: 1}, shipped, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestInstanceForgets(t *testing.T) {
	e := newTestEngine(t, true)
	first := borrow(t, e)
	if got := word(t, first); got != "2024" {
		t.Fatalf("read %q", got)
	}
	e.Return(first)
	second := borrow(t, e)
	defer e.Return(second)
	if second != first {
		t.Error("the instance is not kept")
	}
	now := second.memory.space.grown(second.memory.size)
	if !bytes.HasPrefix(now, second.memory.fresh) || len(bytes.Trim(now[len(second.memory.fresh):], "\x00")) > 0 {
		t.Error("something of the document is left in memory")
	}
	if got := word(t, second); got != "2024" {
		t.Errorf("read %q the second time", got)
	}
}

// An instance that failed answers nothing more and is not used again, however the module is stopped.
func TestInstanceThatIsStopped(t *testing.T) {
	for name, guarded := range map[string]bool{"by itself": true, "from outside": false} {
		t.Run(name, func(t *testing.T) {
			e := newTestEngine(t, guarded)
			ctx, cancel := context.WithCancel(t.Context())
			in, err := e.Borrow(ctx, 0)
			if err != nil {
				t.Fatal(err)
			}
			if got := word(t, in); got != "2024" {
				t.Errorf("read %q", got)
			}
			cancel()
			for i := 0; i < 1000 && err == nil; i++ {
				_, err = in.Open(small())
				time.Sleep(time.Millisecond)
			}
			if err == nil || errors.Is(err, ErrNone) {
				t.Errorf("it goes on: %v", err)
			}
			e.Return(in)
			again := borrow(t, e)
			defer e.Return(again)
			if again == in {
				t.Error("it is used again")
			}
			if got := word(t, again); got != "2024" {
				t.Errorf("the next one reads %q", got)
			}
		})
	}
}

func TestBorrowWaits(t *testing.T) {
	e := newTestEngine(t, true)
	in := borrow(t, e)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := e.Borrow(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second instance, or %v", err)
	}
	e.Return(in)
}

func TestConditionOfTheEngine(t *testing.T) {
	if c := Examine(Config{CacheDir: t.TempDir()}); !c.IsCached || !c.IsGuarded {
		t.Errorf("%+v", c)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if c := Examine(Config{CacheDir: filepath.Join(file, "below")}); c.IsCached {
		t.Errorf("%+v below a file", c)
	}
}
