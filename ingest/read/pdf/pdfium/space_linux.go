//go:build linux

package pdfium

import "syscall"

// space is a range of addresses. Only pages that were written take memory.
type space struct{ all []byte }

func newSpace(limit int) (space, error) {
	all, err := syscall.Mmap(-1, 0, limit, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
	return space{all}, err
}

// grown returns the first bytes, nil where there are not as many.
func (s *space) grown(size int) []byte {
	if size > len(s.all) {
		return nil
	}
	return s.all[:size:size]
}

// clear makes a part all zero by giving its pages back, which costs nothing for those that nobody wrote.
func (s *space) clear(from, to int) {
	if to <= from {
		return
	}
	if syscall.Madvise(s.all[from:to], syscall.MADV_DONTNEED) != nil {
		clear(s.all[from:to])
	}
}

func (s *space) free() {
	if s.all != nil {
		_ = syscall.Munmap(s.all) // it fails for what is not mapped
	}
}
