package xls

import "encoding/binary"

// The records that matter here.
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recNote        = 0x001C
	recDate1904    = 0x0022
	recFont        = 0x0031
	recCodePage    = 0x0042
	recDefColWidth = 0x0055
	recObject      = 0x005D
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recPalette     = 0x0092
	recStdWidth    = 0x0099
	recMulRK       = 0x00BD
	recRichString  = 0x00D6
	recXF          = 0x00E0
	recMergeCells  = 0x00E5
	recDrawing     = 0x00EC
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recCondFmt     = 0x01B0
	recCF          = 0x01B1
	recTextObject  = 0x01B6
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recWindow2     = 0x023E
	recRK          = 0x027E
	recFormat      = 0x041E
	recBOF         = 0x0809
	recCondFmt12   = 0x0879
	recCF12        = 0x087A
	versionBIFF8   = 0x0600
	versionBIFF5   = 0x0500
	sheetWorksheet = 0x00
)

// record is one record of the stream.
type record struct {
	id   uint16
	data []byte
	end  int // where the next one begins
}

// recordAt reads the record at a position; false where there is none, or not all of it.
func recordAt(b []byte, at int) (record, bool) {
	if at < 0 || at+4 > len(b) {
		return record{}, false
	}
	size := int(binary.LittleEndian.Uint16(b[at+2:]))
	if at+4+size > len(b) {
		return record{}, false
	}
	return record{id: binary.LittleEndian.Uint16(b[at:]), data: b[at+4:][:size], end: at + 4 + size}, true
}

// continued returns the parts of a record: its own and those of the CONTINUE records after it.
func continued(b []byte, first record) (parts [][]byte, end int) {
	parts, end = [][]byte{first.data}, first.end
	for {
		r, ok := recordAt(b, end)
		if !ok || r.id != recContinue {
			return parts, end
		}
		parts, end = append(parts, r.data), r.end
	}
}

// word returns a 16-bit number, 0 past the end; callers have checked the length where 0 would mean something.
func word(b []byte, at int) int {
	if at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}
