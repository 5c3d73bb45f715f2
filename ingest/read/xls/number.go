package xls

import (
	"encoding/binary"
	"math"

	"gongkai/ingest/read/worksheet"
)

// rk returns the value of an RK number ([MS-XLS] 2.5.217): 30 bits of an integer or of the upper half of a double,
// optionally in hundredths.
func rk(v uint32) string {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return worksheet.Decimal(f)
}

func double(b []byte) string {
	return worksheet.Decimal(math.Float64frombits(binary.LittleEndian.Uint64(b)))
}

// boolErr returns the text of a truth value or an error value as Excel shows it.
func boolErr(value, isError byte) string {
	if isError == 0 {
		if value != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	switch value {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	}
	return "#ERROR"
}
