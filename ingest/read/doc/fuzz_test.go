package doc

import (
	"testing"

	"gongkai/ingest/read/readtest"
)

// FuzzRead tries bytes that may be anything.
func FuzzRead(f *testing.F) {
	whole := readtest.Load(f, "testdata/clean.doc")
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	for _, seed := range seeds() {
		f.Add(seed)
	}
	r := New()
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readtest.Hostile(t, r, b)
	})
}
