package rows

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// lowerMark stands before a number of which the whole is at least that much.
const lowerMark = "≥"

// AtLeast marks a number as a lower bound, in a text for people.
func AtLeast(number string) string { return lowerMark + number }

// lowerLooks are the styles of cells that show a number as a lower bound: it stays a number, which adds up and sorts, and its
// number format sets ≥ before it. There is one for each style that the cell has otherwise and each count of decimals, since no one
// format shows both 3 and 3.5 as they are.
type lowerLooks map[lowerLook]int

type lowerLook struct{ base, decimals int }

// lower returns the style of a cell that shows a number as a lower bound and looks as the base style otherwise.
func (w *workbook) lower(base int, look excelize.Style, number float64) int {
	_, decimals, _ := strings.Cut(strconv.FormatFloat(number, 'f', -1, 64), ".")
	key := lowerLook{base, len(decimals)}
	if w.lowers == nil {
		w.lowers = lowerLooks{}
	}
	id, ok := w.lowers[key]
	if !ok {
		format := `"` + lowerMark + `"0`
		if decimals != "" {
			format += "." + strings.Repeat("0", len(decimals))
		}
		look.NumFmt, look.CustomNumFmt = 0, &format
		id = w.style(look)
		w.lowers[key] = id
	}
	return id
}
