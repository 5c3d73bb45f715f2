//go:build !linux

package pdfium

// space is a slice that grows up to a limit. It can move: whoever writes to it does so under the lock of the memory.
type space struct {
	bytes []byte
	limit int
}

func newSpace(limit int) (space, error) { return space{limit: limit}, nil }

// grown returns the first bytes, nil where there are not as many.
func (s *space) grown(size int) []byte {
	if size > s.limit {
		return nil
	}
	if size > cap(s.bytes) {
		bytes := make([]byte, size, min(s.limit, size+size/4))
		copy(bytes, s.bytes)
		s.bytes = bytes
	}
	if size > len(s.bytes) {
		s.bytes = s.bytes[:size]
	}
	return s.bytes[:size:size]
}

func (s *space) clear(from, to int) { clear(s.bytes[from:to]) }

func (s *space) free() { s.bytes = nil }
