package pdfium

import (
	"bytes"
	"testing"
)

func newMemory(t *testing.T, limit int) *memory {
	t.Helper()
	a := &allocator{memory: &memory{}}
	a.Allocate(0, uint64(limit))
	if a.err != nil {
		t.Fatal(a.err)
	}
	t.Cleanup(a.Free)
	return a.memory
}

func TestMemoryIsPutBack(t *testing.T) {
	m := newMemory(t, 8*pageSize)
	b := m.Reallocate(2 * pageSize)
	copy(b[pageSize-2:], "start")
	m.keep()
	if len(m.fresh) != 2*pageSize {
		t.Errorf("%d bytes are kept", len(m.fresh))
	}
	b = m.Reallocate(6 * pageSize)
	copy(b, bytes.Repeat([]byte("work"), len(b)/4))
	m.restore()
	want := make([]byte, 6*pageSize)
	copy(want[pageSize-2:], "start")
	if !bytes.Equal(m.space.grown(m.size), want) {
		t.Error("something of the work is left")
	}
}

func TestMemoryGrowsToItsLimit(t *testing.T) {
	m := newMemory(t, 4*pageSize)
	copy(m.Reallocate(pageSize), "old")
	if b := m.Reallocate(4 * pageSize); len(b) != 4*pageSize || !bytes.HasPrefix(b, []byte("old")) {
		t.Errorf("%d bytes, which begin with %q", len(b), b[:3])
	}
	if b := m.Reallocate(5 * pageSize); b != nil {
		t.Errorf("%d bytes over the limit", len(b))
	}
}

func TestStopReachesMemoryThatGrew(t *testing.T) {
	m := newMemory(t, 4*pageSize)
	m.Reallocate(pageSize)
	m.stop()
	if b := m.Reallocate(3 * pageSize); b[stopAddress] == 0 {
		t.Error("the stop is lost where the memory grows")
	}
	m.Free()
	m.stop() // of a memory that is gone
}
