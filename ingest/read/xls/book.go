package xls

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
	"gongkai/internal/report"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// checkEvery is after how many records the context is asked.
const checkEvery = 1024

// book is what the first part of a workbook says about the whole.
type book struct {
	bytes    []byte
	biff8    bool
	page     encoding.Encoding
	strings  []richText // shared by all sheets
	styles   styles
	date1904 bool
	sheets   []sheet
}

type sheet struct {
	worksheet.Listed
	at int // of its BOF record
}

func readBook(ctx context.Context, b []byte, limits read.Limits) (*book, error) {
	first, ok := recordAt(b, 0)
	if !ok {
		return nil, fmt.Errorf("%w: no first record", fault.ErrTruncated)
	}
	if first.id != recBOF || len(first.data) < 4 {
		return nil, fmt.Errorf("%w: a workbook older than Excel 5, or none; save it again as .xlsx", fault.ErrUnsupported)
	}
	k := &book{bytes: b, page: charset.CodePage(0, simplifiedchinese.GB18030)}
	switch v := word(first.data, 0); v {
	case versionBIFF8:
		k.biff8 = true
	case versionBIFF5:
	default:
		return nil, fmt.Errorf("%w: BIFF version %#x; save it again as .xlsx", fault.ErrUnsupported, v)
	}
	var names []record
	at := first.end
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r, ok := recordAt(b, at)
		if !ok {
			return nil, fmt.Errorf("%w: the workbook part has no end", fault.ErrTruncated)
		}
		at = r.end
		switch r.id {
		case recFilePass:
			return nil, fault.ErrEncrypted
		case recCodePage:
			k.page = charset.CodePage(word(r.data, 0), simplifiedchinese.GB18030)
		case recBoundSheet:
			names = append(names, r)
		case recDate1904:
			k.date1904 = word(r.data, 0) == 1
		case recFont, recFormat, recXF, recPalette:
			k.styles.take(k, r)
		case recSST:
			var parts [][]byte
			parts, at = continued(b, r)
			if err := k.readStrings(parts, 4*limits.Cells); err != nil {
				return nil, err
			}
		case recEOF:
			for _, r := range names { // after the code page, wherever that stood
				k.addSheet(r.data)
			}
			if !slices.ContainsFunc(k.sheets, func(s sheet) bool { return s.LeftOut != report.NoteOtherSheet }) {
				return nil, fmt.Errorf("%w: a workbook without sheets", fault.ErrDamaged)
			}
			return k, nil
		}
	}
}

// readStrings reads the shared strings. The file says how many there are, which is not believed: it ends with the
// bytes.
func (k *book) readStrings(parts [][]byte, limit int) error {
	c := &cursor{parts: parts}
	head, ok := c.take(8)
	if !ok {
		return fmt.Errorf("%w: the shared strings", fault.ErrTruncated)
	}
	count := binary.LittleEndian.Uint32(head[4:])
	for i := uint32(0); i < count; i++ {
		s, ok := c.rich(2)
		if !ok {
			return fmt.Errorf("%w: %d of %d shared strings", fault.ErrTruncated, i, count)
		}
		k.strings = append(k.strings, s)
		if limit > 0 && len(k.strings) > limit {
			return fmt.Errorf("%w: more than %d shared strings", fault.ErrTooLarge, limit)
		}
	}
	return nil
}

func (k *book) addSheet(b []byte) {
	if len(b) < 7 {
		return
	}
	s := sheet{at: int(binary.LittleEndian.Uint32(b))}
	if k.biff8 {
		c := &cursor{parts: [][]byte{b[6:]}}
		s.Name, _ = c.text(1)
	} else if n := int(b[6]); 7+n <= len(b) {
		s.Name = decode(b[7:7+n], k.page)
	}
	switch {
	case b[5] != sheetWorksheet:
		s.LeftOut = report.NoteOtherSheet
	case b[4]&3 != 0:
		s.LeftOut = report.NoteHiddenSheet
	}
	k.sheets = append(k.sheets, s)
}
