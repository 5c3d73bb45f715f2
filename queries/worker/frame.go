package worker

import (
	"encoding/binary"
	"errors"
	"io"
	"sync"
)

// readFrame reads a letter and what belongs to it.
func readFrame(from io.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return 0, nil, err
	}
	length := binary.BigEndian.Uint32(head[1:])
	if length > 1<<20 {
		return 0, nil, errors.New("a frame that no worker writes")
	}
	body = make([]byte, length)
	_, err = io.ReadFull(from, body)
	return head[0], body, err
}

// frames writes them.
type frames struct {
	mu sync.Mutex
	to io.Writer
}

func (f *frames) write(kind byte, body []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	head := [5]byte{kind}
	binary.BigEndian.PutUint32(head[1:], uint32(len(body))) //nolint:gosec // a frame is at most a chunk
	if _, err := f.to.Write(append(head[:], body...)); err != nil {
		return err
	}
	return nil
}

// Write writes data, in frames of at most a chunk.
func (f *frames) Write(b []byte) (n int, err error) {
	for len(b) > 0 {
		part := b[:min(len(b), chunk)]
		if err := f.write(frameData, part); err != nil {
			return n, err
		}
		n, b = n+len(part), b[len(part):]
	}
	return n, nil
}
