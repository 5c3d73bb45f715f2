package xlsx

import "io"

// byteReader gives a part byte by byte, which is all that the XML decoder asks for. It does less for each than bufio.Reader, which
// remembers the last one: a twentieth of the time of a workbook went there.
type byteReader struct {
	from    io.Reader
	buffer  []byte
	at, end int
}

const bufferSize = 8 << 10

// Read gives what is left in the buffer, or reads on.
func (b *byteReader) Read(p []byte) (int, error) {
	if b.at == b.end {
		return b.from.Read(p)
	}
	n := copy(p, b.buffer[b.at:b.end])
	b.at += n
	return n, nil
}

// ReadByte gives the next byte.
func (b *byteReader) ReadByte() (byte, error) {
	if b.at == b.end {
		if err := b.fill(); err != nil {
			return 0, err
		}
	}
	c := b.buffer[b.at]
	b.at++
	return c, nil
}

// maxEmpty is how often a reader may give nothing and no error.
const maxEmpty = 100

func (b *byteReader) fill() error {
	for range maxEmpty {
		n, err := b.from.Read(b.buffer)
		b.at, b.end = 0, max(0, n)
		switch {
		case n > 0:
			return nil // an error comes again with the next call
		case err != nil:
			return err
		}
	}
	return io.ErrNoProgress
}
