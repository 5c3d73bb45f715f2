package rows

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// spreadsheetDigits is how many significant digits a number in a spreadsheet has.
const spreadsheetDigits = 15

// plainDecimal is a decimal number as it is written out. ParseFloat takes more: Inf, 0x10 and 1_000 are texts here.
var plainDecimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// sheetNumber returns an exact decimal number as a spreadsheet can hold it without a change: a float64, or the text
// itself where it has more digits than that.
func sheetNumber(text string) any {
	digits := strings.Trim(strings.ReplaceAll(strings.TrimPrefix(text, "-"), ".", ""), "0")
	if !plainDecimal.MatchString(text) || len(digits) > spreadsheetDigits {
		return text
	}
	n, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil:
		return text
	case n == 0:
		return 0.0 // -0 is 0
	}
	return n
}

// sheetFloat returns a DOUBLE as a spreadsheet can hold it: always a number, for a rate of 1/3 is no text because its
// digits do not end. It is rounded to the digits of a spreadsheet here, since the library that writes the file cuts off what
// is more: 2/3 would end in 6. NaN and the infinite ones, which no cell can be, are texts.
func sheetFloat(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', spreadsheetDigits, 64), 64)
	if err != nil {
		return v // the largest number of all, rounded up, is none any more
	}
	return rounded
}
