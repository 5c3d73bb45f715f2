package export

import (
	"strconv"
	"strings"
)

// spreadsheetDigits is how many significant digits a number in a spreadsheet has.
const spreadsheetDigits = 15

// SpreadsheetNumber returns a decimal number as a spreadsheet can hold it without a change: a float64, or the text itself
// where it has more digits than that.
func SpreadsheetNumber(text string) any {
	digits := strings.Trim(strings.ReplaceAll(strings.TrimPrefix(text, "-"), ".", ""), "0")
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || len(digits) > spreadsheetDigits {
		return text
	}
	return n
}
