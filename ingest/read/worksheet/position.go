package worksheet

import (
	"strconv"
	"strings"
)

// The last row and column of a sheet, counted from 1.
const (
	MaxRow    = 1 << 20
	MaxColumn = 1 << 14
)

// ParsePosition reads a reference as B3, also $B$3, into row and column from 0.
func ParsePosition(ref string) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] | 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'a' || c > 'z' {
			break
		}
		if column = column*26 + int(c-'a') + 1; column > MaxColumn {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(strings.TrimPrefix(ref[i:], "$"))
	if err != nil || row < 1 || row > MaxRow || column < 1 {
		return 0, 0, false
	}
	return row - 1, column - 1, true
}

// ParseArea reads a reference as A1:B3, A:B, 1:3 or A1.
func ParseArea(ref string) (Area, bool) {
	from, to, ok := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !ok {
		to = from
	}
	top, left, ok1 := ParsePosition(from)
	bottom, right, ok2 := ParsePosition(to)
	if ok1 && ok2 {
		return Area{Top: top, Bottom: bottom, Left: left, Right: right}, true
	}
	if !ok {
		return Area{}, false
	}
	// whole columns or rows
	if _, left, ok1 = ParsePosition(from + "1"); ok1 {
		if _, right, ok2 = ParsePosition(to + "1"); ok2 {
			return Area{Bottom: MaxRow - 1, Left: left, Right: right}, true
		}
	}
	if top, _, ok1 = ParsePosition("A" + from); ok1 {
		if bottom, _, ok2 = ParsePosition("A" + to); ok2 {
			return Area{Top: top, Bottom: bottom, Right: MaxColumn - 1}, true
		}
	}
	return Area{}, false
}
