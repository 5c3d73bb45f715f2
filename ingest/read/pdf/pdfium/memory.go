package pdfium

import (
	"bytes"
	"sync"

	"github.com/tetratelabs/wazero/experimental"
)

// pageSize of a module's memory.
const pageSize = 64 << 10

// memory is that of one instance of the module. It stands where it stands for as long as the instance lives, so that stop can write
// to it while the module runs, and grows.
type memory struct {
	mutex sync.Mutex
	space space
	size  int
	most  int  // that it may have; more than that is denied
	short bool // more was asked for than it may have, since it was lent

	// fresh is the beginning of the memory as it was after the start; all behind it was 0.
	fresh []byte
}

// allocator hands out one memory, to the one instance that is made with it.
type allocator struct {
	*memory
	err error // there is no room for it
}

// Allocate implements wazero's experimental.MemoryAllocator.
func (a *allocator) Allocate(_, limit uint64) experimental.LinearMemory {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.space, a.err = newSpace(int(limit))
	return a.memory
}

// Reallocate returns the first bytes of the memory, as many as are asked for; nil where there are none.
func (m *memory) Reallocate(size uint64) []byte {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.most > 0 && int(size) > m.most {
		m.short = true
		return nil
	}
	b := m.space.grown(int(size))
	if b == nil {
		m.short = true
	} else {
		m.size = int(size)
	}
	return b
}

// lend bounds the memory for one document.
func (m *memory) lend(most int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.most, m.short = most, false
}

// isShort reports whether the document asked for more than there is.
func (m *memory) isShort() bool {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.short
}

// Free gives the memory back.
func (m *memory) Free() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.space.free()
	m.space, m.size = space{}, 0
}

// stop makes the module end at the next turn of a loop.
func (m *memory) stop() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.size > stopAddress {
		m.space.grown(m.size)[stopAddress] = 1
	}
}

// keep remembers the memory as it is.
func (m *memory) keep() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	b := m.space.grown(m.size)
	end, zero := len(b), make([]byte, pageSize)
	for end >= pageSize && bytes.Equal(b[end-pageSize:end], zero) {
		end -= pageSize
	}
	m.fresh = bytes.Clone(b[:end])
}

// restore makes the memory what it was. It keeps its size, which no module asks for.
func (m *memory) restore() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	copy(m.space.grown(m.size), m.fresh)
	m.space.clear(len(m.fresh), m.size)
}
