//go:build !js

package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ulikunitz/xz/lzma"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// make7z makes a 7z file of packed streams and a header, with sound checksums: only its header can be wrong.
func make7z(packed, header []byte) []byte {
	start := binary.LittleEndian.AppendUint64(nil, uint64(len(packed)))
	start = binary.LittleEndian.AppendUint64(start, uint64(len(header)))
	start = binary.LittleEndian.AppendUint32(start, crc32.ChecksumIEEE(header))
	out := binary.LittleEndian.AppendUint32([]byte("7z\xbc\xaf\x27\x1c\x00\x04"), crc32.ChecksumIEEE(start))
	return slices.Concat(out, start, packed, header)
}

// join makes a header of bytes, numbers from 0 to 127, and parts.
func join(parts ...any) []byte {
	var out []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			out = append(out, byte(part))
		case string:
			out = append(out, part...)
		case []byte:
			out = append(out, part...)
		}
	}
	return out
}

// n64 is a number in the longest form.
func n64(n uint64) []byte { return binary.LittleEndian.AppendUint64([]byte{0xff}, n) }

const (
	copyFolder = "\x01\x01\x00"              // one coder, Copy
	nameA      = "\x11\x05\x00a\x00\x00\x00" // the name a
	twoNames   = "\x11\x09\x00a\x00\x00\x00b\x00\x00\x00"
)

// streamsOf is the StreamsInfo of one packed stream of a folder.
func streamsOf(position, packed, unpacked int, folder []byte) []byte {
	return join(6, n64(uint64(position)), 1, 9, n64(uint64(packed)), 0, 7, 0x0b, 1, 0, folder, 0x0c, n64(uint64(unpacked)), 0, 0)
}

// lzmaFolder is a folder of one coder with properties.
func lzmaFolder(id, properties string) []byte {
	return join(1, 0x20|len(id), id, len(properties), properties)
}

func TestCheck7z(t *testing.T) {
	plain := join(1, 4, streamsOf(0, 3, 3, []byte(copyFolder)), 5, 1, nameA, 0, 0)
	pack := func(w io.WriteCloser, err error, b *bytes.Buffer) []byte {
		t.Helper()
		if err == nil {
			_, err = w.Write(plain)
		}
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var b1, b2 bytes.Buffer
	w1, err1 := lzma.WriterConfig{DictCap: 1 << 16, Size: int64(len(plain))}.NewWriter(&b1)
	viaLZMA := pack(w1, err1, &b1)
	w2, err2 := lzma.Writer2Config{DictCap: 1 << 16}.NewWriter2(&b2)
	viaLZMA2 := pack(w2, err2, &b2)
	encoded := func(folder, header []byte, unpacked int) []byte {
		return make7z(slices.Concat([]byte("abc"), header), join(0x17, streamsOf(3, len(header), unpacked, folder)))
	}
	limits := read.DefaultLimits()
	few := limits
	few.Entries = 1
	// A folder of n coders, each with the dictionary of LZMA2 that property stands for, bound in a chain.
	chain := func(n int, property string) []byte {
		out := join(n, bytes.Repeat(join(0x21, coderLZMA2, 1, property), n))
		for i := range n - 1 {
			out = append(out, byte(i+1), byte(i))
		}
		return join(7, 0x0b, 1, 0, out, 0x0c, bytes.Repeat([]byte{3}, n), 0)
	}
	// n folders of LZMA2 with 64 MB, each with count files.
	folders := func(n, count int) []byte {
		sizes := bytes.Repeat([]byte{3}, n)
		counts := bytes.Repeat([]byte{byte(count)}, n)
		return join(7, 0x0b, n, 0, bytes.Repeat(lzmaFolder(coderLZMA2, "\x1c"), n), 0x0c, sizes, 0, 8, 0x0d, counts, 9, bytes.Repeat([]byte{1}, n*(count-1)), 0, 0)
	}
	files := func(parts ...any) []byte { return make7z(nil, join(1, 5, join(parts...))) }
	streams := func(parts ...any) []byte { return make7z(nil, join(1, 4, join(parts...))) }
	zeros := strings.Repeat("\x00", 100)
	two := streamsOf(0, 4, 4, []byte(copyFolder))
	two = two[:len(two)-1] // not the end of the streams yet
	tests := []struct {
		name   string
		bytes  []byte
		limits read.Limits
		files  []string
		want   error
	}{
		{"sound", make7z([]byte("abc"), plain), limits, []string{"a: abc"}, nil},
		{"sound, header copied", encoded([]byte(copyFolder), plain, len(plain)), limits, []string{"a: abc"}, nil},
		{"sound, header by LZMA", encoded(lzmaFolder(coderLZMA, string(viaLZMA[:5])), viaLZMA[13:], len(plain)), limits, []string{"a: abc"}, nil},
		{"sound, header by LZMA2", encoded(lzmaFolder(coderLZMA2, "\x08"), viaLZMA2, len(plain)), limits, []string{"a: abc"}, nil},
		{"sound, times and attributes of some", make7z([]byte("abcd"), join(1, 4, two, 8, 0x0d, 2, 9, 3, 0, 0, 5, 2, twoNames, 0x14, 11, 0, 0x40, 0, "12345678", 0x15, 10, 1, 0, "\x20\x00\x00\x00\x20\x00\x00\x00", 0x19, 2, "xx", 0, 0)), limits, []string{"a: abc", "b: d"}, nil},

		{"encrypted and stored", make7z([]byte("0123456789abcdef"), join(1, 4, streamsOf(0, 16, 16, lzmaFolder(coderAES, "\xd3\x00AA")), 5, 1, nameA, 0, 0)), limits, []string{"a! encrypted"}, nil},
		{"checksum of a file", make7z([]byte("abce"), join(1, 4, two, 8, 0x0a, 1, "\xc2\x41\x24\x35", 0, 0, 5, 1, nameA, 0, 0)), limits, []string{"a! damaged"}, nil},
		{"sound, with its checksum", make7z([]byte("abcd"), join(1, 4, two, 8, 0x0a, 1, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte("abcd"))), 0, 0, 5, 1, nameA, 0, 0)), limits, []string{"a: abcd"}, nil},

		{"files", files(n64(1<<32-1), nameA, 0, 0), limits, nil, fault.ErrDamaged},
		{"files beyond 64 bits of memory", files(n64(1<<63), nameA, 0, 0), limits, nil, fault.ErrDamaged},
		{"files for the bytes, not for the names", files(50, nameA, 0x19, 100, zeros, 0, 0), limits, nil, fault.ErrDamaged},
		{"more files than allowed", files(2, twoNames, 0, 0), few, nil, fault.ErrTooLarge},
		{"packed streams", streams(6, 0, n64(1<<32-1), 0, 0, 0), limits, nil, fault.ErrDamaged},
		{"folders", streams(7, 0x0b, n64(1<<32-1), 0, copyFolder, 0, 0), limits, nil, fault.ErrDamaged},
		{"more folders than allowed", streams(7, 0x0b, 2, 0, copyFolder, copyFolder, 0x0c, 3, 3, 0, 0, 0), few, nil, fault.ErrTooLarge},
		{"coders", streams(7, 0x0b, 1, 0, n64(1<<32-1), 1, 0, zeros), limits, nil, fault.ErrDamaged},
		{"65 coders", streams(7, 0x0b, 1, 0, 65, strings.Repeat("\x01\x00", 65), zeros), limits, nil, fault.ErrDamaged},
		{"inputs", streams(7, 0x0b, 1, 0, 1, 0x11, 0, n64(1<<31), 1, zeros), limits, nil, fault.ErrDamaged},
		{"outputs", streams(7, 0x0b, 1, 0, 1, 0x11, 0, n64(1<<31), n64(1<<31), zeros), limits, nil, fault.ErrDamaged},
		{"properties of a coder", streams(7, 0x0b, 1, 0, 1, 0x21, 0x21, n64(1<<32-1), zeros), limits, nil, fault.ErrDamaged},
		{"files in a folder", streams(7, 0x0b, 1, 0, copyFolder, 0x0c, 3, 0, 8, 0x0d, n64(1<<32-1), 9, zeros), limits, nil, fault.ErrDamaged},
		{"files in folders, which add up to none", streams(7, 0x0b, 2, 0, copyFolder, copyFolder, 0x0c, 3, 3, 0, 8, 0x0d, n64(1<<63), n64(1<<63), 9, zeros), limits, nil, fault.ErrDamaged},
		{"digests", streams(6, 0, 1, 9, 3, 0x0a, 1, 0, 0), limits, nil, fault.ErrDamaged},
		{"a property", files(1, 0x19, n64(1<<63), 0, 0), limits, nil, fault.ErrDamaged},
		{"names elsewhere", files(1, "\x11\x05\x01a\x00\x00\x00", 0, 0), limits, nil, fault.ErrUnsupported},
		{"archive properties", make7z(nil, join(1, 2, zeros)), limits, nil, fault.ErrUnsupported},
		{"no header at all", make7z(nil, nil), limits, nil, fault.ErrDamaged},
		{"cut header", make7z([]byte("abc"), plain[:len(plain)-2]), limits, nil, fault.ErrDamaged},

		{"dictionary of LZMA2", streams(chain(1, "\x28"), 0, 0), limits, nil, fault.ErrTooLarge},
		{"dictionaries of a chain", streams(chain(3, "\x1e"), 0, 0), limits, nil, fault.ErrTooLarge},
		{"dictionaries that stay open", streams(folders(3, 2), 0, 0), limits, nil, fault.ErrTooLarge},
		{"memory of PPMd", streams(7, 0x0b, 1, 0, lzmaFolder(coderPPMd, "\x06\xff\xff\xff\xff"), 0x0c, 3, 0, 0, 0), limits, nil, fault.ErrTooLarge},
		{"dictionary of LZMA", streams(7, 0x0b, 1, 0, lzmaFolder(coderLZMA, "\x5d\xff\xff\xff\xff"), 0x0c, n64(1<<40), 0, 0, 0), limits, nil, fault.ErrTooLarge},
		{"properties that LZMA does not have", streams(7, 0x0b, 1, 0, lzmaFolder(coderLZMA, "\x5d"), 0x0c, 3, 0, 0, 0), limits, nil, fault.ErrDamaged},

		{"encoded header too large", encoded([]byte(copyFolder), plain, maxHeader+1), limits, nil, fault.ErrTooLarge},
		{"encoded header with a large dictionary", encoded(lzmaFolder(coderLZMA2, "\x28"), viaLZMA2, len(plain)), limits, nil, fault.ErrTooLarge},
		{"encoded header in an encoded header", encoded([]byte(copyFolder), []byte{0x17}, 1), limits, nil, fault.ErrUnsupported},
		{"encoded header by a filter", encoded(lzmaFolder("\x03\x03\x01\x03", ""), plain, len(plain)), limits, nil, fault.ErrUnsupported},
		{"encoded header encrypted", encoded(lzmaFolder(coderAES, "\xd3\x00"), plain, len(plain)), limits, nil, fault.ErrEncrypted},
		{"encoded header with hostile counts", encoded([]byte(copyFolder), join(1, 5, n64(1<<32-1), 0, 0), 12), limits, nil, fault.ErrDamaged},
		{"encoded header beyond the file", make7z(nil, join(0x17, streamsOf(0, 1<<40, 10, []byte(copyFolder)))), limits, nil, fault.ErrDamaged},
		{"encoded header that is cut", encoded(lzmaFolder(coderLZMA2, "\x08"), viaLZMA2[:10], len(plain)), limits, nil, fault.ErrDamaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := unpack(t, test.bytes, test.limits)
			if !errors.Is(err, test.want) {
				t.Errorf("Open = %v, want %v", err, test.want)
			}
			if diff := cmp.Diff(test.files, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			_, checking := check7z(test.bytes, test.limits.Entries, NewBudget(test.limits))
			if !errors.Is(checking, test.want) {
				t.Errorf("check7z = %v, want %v before the library sees the file", checking, test.want)
			}
		})
	}
}

func TestCheck7zRatio(t *testing.T) {
	var packed bytes.Buffer
	w, err := lzma.Writer2Config{DictCap: 1 << 16}.NewWriter2(&packed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(zerosOf(20 << 20)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b := make7z(packed.Bytes(), join(0x17, streamsOf(0, packed.Len(), 20<<20, lzmaFolder(coderLZMA2, "\x08"))))
	if _, err := check7z(b, 0, NewBudget(read.DefaultLimits())); !errors.Is(err, fault.ErrTooLarge) {
		t.Errorf("check7z = %v, want %v", err, fault.ErrTooLarge)
	}
}

// FuzzHeader7z gives the header sound checksums, so that the library goes as far as check7z lets it.
func FuzzHeader7z(f *testing.F) {
	header := join(1, 4, streamsOf(0, 3, 3, []byte(copyFolder)), 5, 1, nameA, 0, 0)
	f.Add([]byte("abc"), header)
	f.Add(header, join(0x17, streamsOf(0, len(header), len(header), []byte(copyFolder))))
	f.Add([]byte("abc"), join(1, 4, 7, 0x0b, 1, 0, lzmaFolder(coderLZMA, "\x5d\x00\x00\x01\x00"), 0x0c, 3, 0, 8, 0x0d, 2, 9, 1, 0x0a, 1, "12345678", 0, 0, 5, 2, twoNames, 0x14, 11, 0, 0x40, 0, "12345678", 0, 0))
	f.Add([]byte("abc"), join(1, 4, 6, 0, 1, 9, 3, 0, 7, 0x0b, 1, 0, lzmaFolder(coderPPMd, "\x06\x00\x00\x10\x00"), 0x0c, 3, 0, 0, 5, 1, nameA, 0x0e, 1, 0x80, 0, 0))
	for _, name := range []string{"plain.7z", "encrypted.7z", "encrypted_names.7z"} {
		b := testdata(f, name)
		offset, size := binary.LittleEndian.Uint64(b[12:]), binary.LittleEndian.Uint64(b[20:])
		f.Add(b[32:32+offset], b[32+offset:][:size])
	}
	limits := read.DefaultLimits()
	limits.Bytes, limits.Unpacked, limits.Entries = 1<<20, 4<<20, 100
	f.Fuzz(func(t *testing.T, packed, header []byte) {
		var total int
		err := Open(t.Context(), read.Source{Bytes: make7z(packed, header), Limits: limits}, func(_ string, b []byte, err error) bool {
			total += len(b)
			return true
		})
		if _, ok := fault.Reason(err); err != nil && !ok {
			t.Errorf("error without a reason: %v", err)
		}
		if total > 4<<20 {
			t.Errorf("%d bytes unpacked", total)
		}
	})
}
