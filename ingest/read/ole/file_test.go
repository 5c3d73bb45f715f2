package ole

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"
)

// long is a stream of several sectors, each with its own bytes.
func long(size int) []byte {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(i / 64)
	}
	return b
}

func TestStream(t *testing.T) {
	t.Parallel()
	small, large := long(200), long(5000)
	b := readtest.Compound(
		readtest.Stream{Name: "Small", Data: small},
		readtest.Stream{Name: "Large", Data: large},
		readtest.Stream{Name: "Empty"},
		readtest.Stream{Name: "\x05Other", Data: long(70)},
	)
	f, err := Open(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		want []byte
	}{
		{"Small", small}, {"Large", large}, {"LARGE", large}, {"Empty", nil}, {"\x05Other", long(70)},
	} {
		got, err := f.Stream(c.name)
		if err != nil || !bytes.Equal(got, c.want) {
			t.Errorf("Stream(%q): %d bytes, %v; want %d", c.name, len(got), err, len(c.want))
		}
	}
	if _, err := f.Stream("None"); !errors.Is(err, fault.ErrDamaged) {
		t.Errorf("Stream of none: %v", err)
	}
}

// TestStreamJumps swaps two sectors of a chain, so that its parts do not lie one after the other.
func TestStreamJumps(t *testing.T) {
	t.Parallel()
	large := long(5000)
	b := readtest.Compound(readtest.Stream{Name: "Large", Data: large})
	fat := func(i int) []byte { return b[sectorAt(0)+4*i:] }
	// The stream has sectors 1 to 10. Let it run 1 2 4 3 5 …
	binary.LittleEndian.PutUint32(fat(2), 4)
	binary.LittleEndian.PutUint32(fat(4), 3)
	binary.LittleEndian.PutUint32(fat(3), 5)
	three := append([]byte(nil), b[sectorAt(3):sectorAt(4)]...)
	copy(b[sectorAt(3):], b[sectorAt(4):sectorAt(5)])
	copy(b[sectorAt(4):], three)
	f, err := Open(b)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Stream("Large"); err != nil || !bytes.Equal(got, large) {
		t.Errorf("the stream differs: %v", err)
	}
}

func sectorAt(n int) int { return 512 * (n + 1) }

func TestHostile(t *testing.T) {
	t.Parallel()
	const directory = 48
	for _, c := range []struct {
		name   string
		damage func(b []byte) []byte
		want   error
	}{
		{"nothing", func([]byte) []byte { return nil }, fault.ErrTruncated},
		{"no magic", func(b []byte) []byte { b[0] = 0; return b }, fault.ErrUnsupported},
		{"sectors of 2^40 bytes", func(b []byte) []byte { b[30] = 40; return b }, fault.ErrDamaged},
		{"a table of 4 G sectors", func(b []byte) []byte { b[47] = 0xFF; return b }, fault.ErrTruncated},
		{"directory far behind the end", func(b []byte) []byte {
			binary.LittleEndian.PutUint32(b[directory:], 0x10000)
			return b
		}, fault.ErrTruncated},
		{"directory in a circle", func(b []byte) []byte {
			first := binary.LittleEndian.Uint32(b[directory:])
			binary.LittleEndian.PutUint32(b[sectorAt(0)+4*int(first):], first)
			return b
		}, fault.ErrDamaged},
		{"cut", func(b []byte) []byte { return b[:len(b)/2] }, fault.ErrTruncated},
		{"list of table sectors in a circle", func(b []byte) []byte {
			binary.LittleEndian.PutUint32(b[44:], 12) // more than the header lists is asked for
			binary.LittleEndian.PutUint32(b[68:], 0)
			for i := 1; i < 109; i++ {
				binary.LittleEndian.PutUint32(b[76+4*i:], 0)
			}
			return b
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := c.damage(readtest.Compound(readtest.Stream{Name: "Large", Data: long(6000)}))
			if _, err := Open(b); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestCircles lets the stream and the tree of names run in circles: both must end.
func TestCircles(t *testing.T) {
	t.Parallel()
	b := readtest.Compound(readtest.Stream{Name: "Large", Data: long(6000)}, readtest.Stream{Name: "Other", Data: long(10)})
	binary.LittleEndian.PutUint32(b[sectorAt(0)+4*3:], 1) // sector 3 leads back to 1
	first := int(binary.LittleEndian.Uint32(b[48:]))
	binary.LittleEndian.PutUint32(b[sectorAt(first)+2*128+72:], 1) // the second entry's right neighbour is the first
	f, err := Open(b)
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Stream("Large")
	if err != nil || len(got) != 6000 {
		t.Errorf("a circle gives as many bytes as the stream is long, or an error: %d, %v", len(got), err)
	}
}

func TestKind(t *testing.T) {
	t.Parallel()
	word := func(magic, nFib uint16) []byte {
		b := binary.LittleEndian.AppendUint16(nil, magic)
		return binary.LittleEndian.AppendUint16(b, nFib)
	}
	for _, c := range []struct {
		name    string
		streams []readtest.Stream
		want    Kind
	}{
		{"word", []readtest.Stream{{Name: "WordDocument", Data: word(0xA5EC, 0xC1)}}, KindWord},
		{"word 6", []readtest.Stream{{Name: "WordDocument", Data: word(0xA5DC, 0x65)}}, KindOldWord},
		{"word 95", []readtest.Stream{{Name: "WordDocument", Data: word(0xA5EC, 0x68)}}, KindOldWord},
		{"workbook", []readtest.Stream{{Name: "Workbook", Data: long(10)}}, KindWorkbook},
		{"old workbook", []readtest.Stream{{Name: "Book", Data: long(10)}}, KindWorkbook},
		{"encrypted", []readtest.Stream{{Name: "EncryptionInfo", Data: long(10)}, {Name: "EncryptedPackage", Data: long(10)}}, KindEncrypted},
		{"works", []readtest.Stream{{Name: "MatOST", Data: long(10)}, {Name: "CONTENTS", Data: long(10)}}, KindWorks},
		{"slides", []readtest.Stream{{Name: "PowerPoint Document", Data: long(10)}}, KindSlides},
		{"message", []readtest.Stream{{Name: "__properties_version1.0", Data: long(10)}}, KindMessage},
		{"other", []readtest.Stream{{Name: "x", Data: long(10)}}, KindUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Detect(readtest.Compound(c.streams...))
			if err != nil || got != c.want {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(readtest.Compound(readtest.Stream{Name: "Workbook", Data: long(5000)}, readtest.Stream{Name: "Small", Data: long(100)}))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Open(b)
		if err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Fatalf("an error without a reason: %v", err)
			}
			return
		}
		for _, e := range file.children {
			if got, err := file.Stream(e.name); err == nil && len(got) > len(b) {
				t.Fatalf("%d bytes out of %d", len(got), len(b))
			}
		}
	})
}
