//go:build !js

package archive

import (
	"fmt"
	"hash"
	"io"

	"gongkai/internal/fault"
)

// summed checks the checksum of a file in a 7z archive at its end, which the library leaves to its caller. 0 stands for
// no checksum.
type summed struct {
	io.ReadCloser
	sum  hash.Hash32
	want uint32
}

func (s *summed) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	s.sum.Write(p[:n])
	if err == io.EOF && s.want != 0 && s.sum.Sum32() != s.want {
		return n, fmt.Errorf("checksum %08x, not %08x: %w", s.sum.Sum32(), s.want, fault.ErrDamaged)
	}
	return n, err
}
