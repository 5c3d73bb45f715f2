package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/internal/fault"
)

// Kind returns what a ZIP file is by the parts that each format must have, read.FormatZIP for one that is no document: files to be read
// one by one. Names are compared without regard to case, as
// the packers of some offices write Word/document.xml.
func Kind(r *zip.Reader) read.Format {
	types := false
	kind := read.FormatZIP
	for _, f := range r.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case name == "ofd.xml":
			return read.FormatOFD
		case name == "mimetype" && f.UncompressedSize64 < 100:
			kind = read.FormatODF
		case name == "[content_types].xml":
			types = true
		case strings.HasPrefix(name, "word/document") && strings.HasSuffix(name, ".xml"):
			return read.FormatDOCX
		case name == "xl/workbook.xml":
			return read.FormatXLSX
		case name == "xl/workbook.bin":
			return read.FormatXLSB
		case name == "ppt/presentation.xml" && types:
			kind = read.FormatPPTX
		}
	}
	return kind
}

// OpenZIP opens a ZIP file. It fails with fault.ErrTruncated where the directory at the end is missing, with fault.ErrDamaged where it
// cannot be read, where entries overlap or there is no ZIP file, and with fault.ErrTooLarge for more entries than entries, if that is not
// 0.
func OpenZIP(b []byte, entries int) (r *zip.Reader, err error) {
	defer fault.Wrap(&err, "open zip")
	// A directory of a million empty entries costs more memory than the file. The mark also stands in ZIP files that are
	// stored inside, so a real count is made below.
	if entries > 0 && bytes.Count(b, []byte("PK\x01\x02")) > 16*entries {
		return nil, fmt.Errorf("more than %d entries: %w", 16*entries, fault.ErrTooLarge)
	}
	r, err = zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if bytes.HasPrefix(b, []byte("PK")) && !bytes.Contains(b, []byte("PK\x05\x06")) {
			return nil, fmt.Errorf("no directory: %w", fault.ErrTruncated)
		}
		return nil, fmt.Errorf("%s: %w", err, fault.ErrDamaged)
	}
	if entries > 0 && len(r.File) > entries {
		return nil, fmt.Errorf("%d entries: %w", len(r.File), fault.ErrTooLarge)
	}
	if err := apart(r); err != nil {
		return nil, err
	}
	return r, nil
}

// OpenEntry opens an entry of a ZIP file for reading within the budget. The error of reading wraps a reason of package
// fault; the caller closes.
func (b *Budget) OpenEntry(f *zip.File) (rc io.ReadCloser, err error) {
	defer fault.Wrap(&err, "open %q", Name(f))
	if f.Flags&1 != 0 {
		return nil, fault.ErrEncrypted
	}
	body, err := f.Open()
	if err == io.EOF { // the directory names an entry that begins behind the end
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, reason(err)
	}
	return b.Bound(body, int64(f.CompressedSize64)), nil
}

// ReadEntry returns the bytes of an entry of a ZIP file within the budget.
func (b *Budget) ReadEntry(f *zip.File) (content []byte, err error) {
	rc, err := b.OpenEntry(f)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rc.Close()) }()
	content, err = io.ReadAll(rc)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", Name(f), err)
	}
	return content, nil
}

// Name returns the name of an entry of a ZIP file: the name of its Unicode extra field, else as flagged, else UTF-8 where
// it is valid, else GBK, which Windows in Chinese writes without any flag.
func Name(f *zip.File) string {
	if name, ok := unicodeName(f); ok {
		return name
	}
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return strings.ToValidUTF8(f.Name, "\ufffd")
	}
	name, _, _ := charset.Decode([]byte(f.Name), charset.GB18030)
	return name
}

// unicodeName returns the name in the Info-ZIP Unicode path field (0x7075), which holds the CRC of the name it replaces.
func unicodeName(f *zip.File) (string, bool) {
	for extra := f.Extra; len(extra) >= 4; {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return "", false
		}
		field := extra[:size]
		extra = extra[size:]
		if id == 0x7075 && size > 5 && field[0] == 1 && binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) &&
			utf8.Valid(field[5:]) {
			return string(field[5:]), true
		}
	}
	return "", false
}

// Unpacked is how many bytes the parts of a ZIP file that hold text are said to have, 0 where it cannot be opened. What else lies in a
// document, as pictures, is not unpacked by who reads it.
func Unpacked(b []byte, entries int) (size int64) {
	r, err := OpenZIP(b, entries)
	if err != nil {
		return 0
	}
	for _, f := range r.File {
		if name := strings.ToLower(f.Name); strings.HasSuffix(name, ".xml") || !strings.Contains(name, ".") {
			size += int64(min(f.UncompressedSize64, 1<<40)) //nolint:gosec // it is bounded here
		}
	}
	return size
}
