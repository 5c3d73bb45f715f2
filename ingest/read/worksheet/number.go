package worksheet

import (
	"math"
	"strconv"
	"strings"

	"gongkai/internal/report"
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

// noteNumber says so where the sheet does not show a number that is read: a zero that it leaves out, or one that a column is too
// narrow for and shows as ####.
func (c *Contents) noteNumber(s *shown, columns int) {
	if !s.number || s.looks != 0 {
		return
	}
	text := strings.TrimSpace(s.text)
	if c.HideZeros && text != "" && strings.Trim(text, "0.") == "" {
		c.note(report.NoteZero, s.row, s.column, 1)
	}
	if s.plain { // General drops what has no room behind the point
		text, _, _ = strings.Cut(text, ".")
	}
	if len(text) <= leastWidth {
		return
	}
	width := 0.0
	for i := range min(columns, maxHiddenSearch) {
		width += c.Width(s.column + i)
	}
	if float64(len(text)) > width+1 {
		c.note(report.NoteNarrow, s.row, s.column, 1)
	}
}

// leastWidth is how many digits have room in any column that is not very narrow.
const leastWidth = 2
