//go:build !js

package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"unicode/utf8"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"

	"gongkai/ingest/read/charset"
	"gongkai/internal/fault"
)

func (u *unpacker) sevenZip(b []byte, prefix string, depth int) error {
	if isCut7z(b) {
		return fmt.Errorf("no header: %w", fault.ErrTruncated)
	}
	encrypted, err := check7z(b, u.limits.Entries, u.budget)
	if err != nil {
		return err
	}
	r, err := sevenzip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return reason(err)
	}
	// A file is reached by unpacking those packed with it before, also where they are passed over, so the declared sizes
	// bound the work. The library gives no file more than it declares.
	declared := int64(0)
	for _, f := range r.File {
		if f.UncompressedSize > 1<<40 {
			return fmt.Errorf("%d bytes declared for a file: %w", f.UncompressedSize, fault.ErrTooLarge)
		}
		declared += int64(f.UncompressedSize)
		if u.limits.Unpacked > 0 && declared > u.limits.Unpacked {
			return fmt.Errorf("more than %d bytes declared: %w", u.limits.Unpacked, fault.ErrTooLarge)
		}
	}
	if u.limits.Ratio > 0 && declared > ratioFloor && declared/u.limits.Ratio > int64(len(b)) {
		return fmt.Errorf("unpacks to more than %d times its size: %w", u.limits.Ratio, fault.ErrTooLarge)
	}
	for _, f := range r.File {
		if f.FileInfo().IsDir() || isJunk(f.Name) {
			continue
		}
		var rc io.ReadCloser
		// The library would decrypt with an empty password and, where the file is stored, give what comes out.
		err := fault.ErrEncrypted
		if f.UncompressedSize == 0 || f.Stream >= len(encrypted) || !encrypted[f.Stream] {
			rc, err = f.Open()
		}
		if err != nil {
			err = reason(err)
		} else {
			rc = u.budget.Bound(&summed{ReadCloser: rc, sum: crc32.NewIEEE(), want: f.CRC32}, 0)
		}
		if err := u.file(prefix+clean(f.Name), rc, err, depth); err != nil {
			return err
		}
	}
	return nil
}

// isCut7z reports whether a 7z file ends before the header that stands at its end.
func isCut7z(b []byte) bool {
	if len(b) < 32 {
		return true
	}
	offset, size := binary.LittleEndian.Uint64(b[12:]), binary.LittleEndian.Uint64(b[20:])
	left := uint64(len(b) - 32)
	return offset > left || size > left-offset
}

func (u *unpacker) rar(b []byte, prefix string, depth int) error {
	r, err := rardecode.NewReader(bytes.NewReader(b), rardecode.MaxDictionarySize(maxDictionary))
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return reason(err)
	}
	for {
		if err := u.ctx.Err(); err != nil {
			return err
		}
		header, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return reason(err)
		}
		name := header.Name
		if !utf8.ValidString(name) { // written by RAR before 3, on Windows in Chinese
			name, _, _ = charset.Decode([]byte(name), charset.GB18030)
		}
		if header.IsDir {
			continue
		}
		body := u.budget.Bound(io.NopCloser(r), header.PackedSize)
		if header.Solid { // the packed size says nothing: earlier files are the dictionary
			body = u.budget.Bound(io.NopCloser(r), int64(len(b)))
		}
		if isJunk(name) {
			// The next file may need it as its dictionary, so it is unpacked in any case; here it is counted.
			if _, err := u.read(body); err != nil && u.budget.spent() {
				return err
			}
			continue
		}
		err = nil
		if header.Encrypted {
			err = fault.ErrEncrypted
		}
		if err := u.file(prefix+clean(name), body, err, depth); err != nil {
			return err
		}
	}
}

// foreignReason is what the libraries of 7z and RAR say of a file; nil where it is no error of theirs.
func foreignReason(err error) error {
	var sevenZip *sevenzip.ReadError
	switch {
	case errors.As(err, &sevenZip) && sevenZip.Encrypted,
		errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return fault.ErrEncrypted
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return fault.ErrTooLarge
	case errors.Is(err, rardecode.ErrMultiVolume), errors.Is(err, rardecode.ErrUnknownVersion),
		errors.Is(err, rardecode.ErrUnknownDecoder), errors.Is(err, rardecode.ErrUnsupportedDecoder):
		return fault.ErrUnsupported
	case errors.Is(err, rardecode.ErrUnexpectedArcEnd), errors.Is(err, rardecode.ErrShortFile),
		errors.Is(err, rardecode.ErrDecoderOutOfData):
		return fault.ErrTruncated
	}
	return nil
}
