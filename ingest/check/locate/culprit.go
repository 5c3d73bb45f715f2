package locate

import (
	"slices"
	"strings"

	"gongkai/internal/report"
)

// explanation turns changes of cells into what is reported, with who is likelier at fault.
func (t *table) explanation(shifts []shift) Explanation {
	changes := make([]Change, len(shifts))
	for i, s := range shifts {
		cell := t.cells[s.cell]
		c := Change{Code: t.codes[s.cell], Printed: cell.Value, Needed: cell.Value + report.Value(s.by), Culprit: who(cell)}
		switch {
		case cell.State == report.Inferred:
			c.Why = Inferred
		case isJoined(cell.Raw):
			c.Why = Joined
		default:
			c.Why = difference(c.Printed, c.Needed)
		}
		changes[i] = c
	}
	if len(changes) == 2 {
		between(&changes[0], &changes[1], t.cells[shifts[0].cell].Place, t.cells[shifts[1].cell].Place)
	}
	return Explanation{changes}
}

// who returns who is likelier at fault for a cell with a value. Documents with digits as text are read exactly: where the
// text of the cell is the number, the agency printed it. Where the reader had to solve or to join digits, it is the
// likelier one. Anything else, as a number with a unit or a separator, or one without its text, is left open.
func who(cell *report.Cell) Culprit {
	digits := narrow(cell.Raw)
	switch {
	case cell.State == report.Inferred || isJoined(cell.Raw):
		return Reader
	case digits != "" && strings.Trim(digits, "0123456789") == "" && trimZeros(digits) == cell.Value.String():
		return Agency
	default:
		return Unknown
	}
}

// whoLost returns who is likelier at fault for a cell without a value: the agency where it printed none.
func whoLost(cell *report.Cell) Culprit {
	switch {
	case cell == nil:
		return Unknown
	case cell.State == report.Blank || cell.State == report.Placeholder:
		return Agency
	case cell.State == report.Unreadable:
		return Reader
	default:
		return Unknown
	}
}

// narrow makes full-width digits ASCII and trims.
func narrow(raw string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, raw))
}

func trimZeros(digits string) string {
	if trimmed := strings.TrimLeft(digits, "0"); trimmed != "" {
		return trimmed
	}
	return "0"
}

// isJoined reports whether white space stands between the digits of a cell.
func isJoined(raw string) bool {
	parts := strings.Fields(narrow(raw))
	for i := 1; i < len(parts); i++ {
		if strings.ContainsAny(parts[i-1], "0123456789") && strings.ContainsAny(parts[i], "0123456789") {
			return true
		}
	}
	return false
}

// between looks at two neighbouring cells that changed together. Digits that crossed the border between two cells of a
// row are the mark of a reader that drew the border in the wrong place; an agency types a cell at a time.
func between(a, b *Change, placeA, placeB report.Place) {
	if placeA.Grid == 0 || placeA.Page != placeB.Page || placeA.Grid != placeB.Grid ||
		placeA.Row == 0 || placeA.Column == 0 || placeB.Row == 0 || placeB.Column == 0 {
		return
	}
	if placeB.Column < placeA.Column {
		a, b, placeA, placeB = b, a, placeB, placeA
	}
	beside := placeA.Row == placeB.Row && placeB.Column == placeA.Column+1
	above := placeA.Column == placeB.Column && (placeA.Row == placeB.Row+1 || placeB.Row == placeA.Row+1)
	switch {
	case (beside || above) && a.Printed == b.Needed && b.Printed == a.Needed:
		a.Why, b.Why = Swapped, Swapped
	case beside && a.Printed.String()+b.Printed.String() == a.Needed.String()+b.Needed.String():
		a.Why, b.Why = Shared, Shared
		a.Culprit, b.Culprit = Reader, Reader
	}
}

// difference says what the digits of two counts have to do with each other.
func difference(printed, needed report.Value) Hint {
	if !isCount(int64(printed)) || !isCount(int64(needed)) {
		return NoHint
	}
	p, n := printed.String(), needed.String()
	switch {
	case p == "0":
		return LeftZero
	case len(p) == len(n):
		return sameLength(p, n)
	case len(p)+1 == len(n) && lacksOne(p, n) >= 0:
		return Dropped
	case len(p) == len(n)+1 && lacksOne(n, p) >= 0:
		if at := lacksOne(n, p); at > 0 && p[at] == p[at-1] {
			return Repeated
		}
		return Added
	}
	return NoHint
}

func sameLength(p, n string) Hint {
	var other []int
	for i := range len(p) {
		if p[i] != n[i] {
			other = append(other, i)
		}
	}
	switch {
	case len(other) == 1 && looksLike(p[other[0]], n[other[0]]):
		return Confused
	case len(other) == 1:
		return Replaced
	case len(other) == 2 && other[1] == other[0]+1 && p[other[0]] == n[other[1]] && p[other[1]] == n[other[0]]:
		return Transposed
	}
	return NoHint
}

// lacksOne returns the last position at which long has a digit that short lacks, or -1 where more is different.
func lacksOne(short, long string) int {
	for i := len(long) - 1; i >= 0; i-- {
		if long[:i]+long[i+1:] == short {
			return i
		}
	}
	return -1
}

// looksLike reports whether two digits are often taken for each other.
func looksLike(a, b byte) bool {
	return slices.ContainsFunc([]string{"0689", "17", "38", "56"}, func(group string) bool {
		return strings.IndexByte(group, a) >= 0 && strings.IndexByte(group, b) >= 0
	})
}
