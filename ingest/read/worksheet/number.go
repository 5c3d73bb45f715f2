package worksheet

import (
	"math"
	"strconv"
	"strings"
)

// digits is how many digits a spreadsheet keeps of a number.
const digits = 15

// Decimal returns a number as plain decimal text: as few digits as give the same value again, but no more than 15.
// A sum of 289.95 and 0.01 is stored as 289.96000000000004 and shown as 289.96 whatever the format.
func Decimal(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "#NUM!"
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	if err != nil {
		rounded = v
	}
	if rounded == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// Number returns a number written in a file as plain decimal text. It is left as it is unless it has an exponent or
// more digits than a spreadsheet keeps: 840.60 stays 840.60, 1.5E3 becomes 1500.
func Number(raw string) string {
	s := strings.TrimSpace(raw)
	count := 0
	for _, c := range strings.TrimLeft(s, "-+0.") {
		if c >= '0' && c <= '9' {
			count++
		}
	}
	if count <= digits && !strings.ContainsAny(s, "eE") {
		return s
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return Decimal(v)
}
