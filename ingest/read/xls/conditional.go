package xls

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/read/worksheet"
	"gongkai/ingest/read/worksheet/numberformat"
)

// conditional reads the conditional formats of a sheet: a record with their area, and then one for each.
type conditional struct {
	areas []worksheet.Area
	count int
}

// take notes a record of conditional formats ([MS-XLS] 2.4.56, 2.4.42; the newer ones have a header more).
func (c *conditional) take(k *book, r record, found *worksheet.Contents) {
	b := r.data
	switch r.id {
	case recCondFmt:
		c.begin(b)
	case recCondFmt12:
		c.begin(b[min(12, len(b)):])
	case recCF:
		if len(b) >= 12 {
			c.rule(k, b[0], b[1], word(b, 2), word(b, 4), b[6:], found)
		}
	case recCF12:
		if len(b) >= 30 {
			size := int(binary.LittleEndian.Uint32(b[18:]))
			rest := b[22:]
			if size == 0 { // the format is left as it is: an empty one
				rest = append(make([]byte, 6), rest...)
			}
			c.rule(k, b[12], b[13], word(b, 14), word(b, 16), rest, found)
		}
	}
}

func (c *conditional) begin(b []byte) {
	c.areas = nil
	for at := 14; at+8 <= len(b) && len(c.areas) < word(b, 12); at += 8 {
		c.areas = append(c.areas, worksheet.Area{Top: word(b, at), Bottom: word(b, at+2), Left: word(b, at+4), Right: word(b, at+6)})
	}
}

// rule notes one rule. In workbooks of this kind the first that holds is the only one.
func (c *conditional) rule(k *book, kind, operator byte, size1, size2 int, b []byte, found *worksheet.Contents) {
	effect, length := k.styles.effect(b)
	c.count++
	r := worksheet.Rule{Areas: c.areas, Priority: c.count, Stop: true, Effect: effect}
	names := []string{"", "between", "notBetween", "equal", "notEqual", "greaterThan", "lessThan", "greaterThanOrEqual", "lessThanOrEqual"}
	if len(c.areas) > 0 && length+size1+size2 <= len(b) {
		switch {
		case kind == 1 && int(operator) < len(names):
			r.Test.Kind, r.Test.Operator = worksheet.TestValue, names[operator]
		case kind == 2:
			r.Test.Kind = worksheet.TestExpression
		}
		for _, tokens := range [][]byte{b[length:][:size1], b[length+size1:][:size2]} {
			if len(tokens) > 0 {
				r.Test.Formulas = append(r.Test.Formulas, infix(tokens, c.areas[0]))
			}
		}
	}
	found.AddRule(r)
}

// effect reads what a conditional format changes (DXFN, [MS-XLS] 2.5.91), and how long its description is.
func (s *styles) effect(b []byte) (worksheet.Effect, int) {
	var out worksheet.Effect
	if len(b) < 6 {
		return out, len(b)
	}
	flags, user := binary.LittleEndian.Uint32(b), b[4]&1 != 0
	at := 6
	if flags&(1<<25) != 0 { // a number format
		switch {
		case user:
			c := &cursor{parts: [][]byte{b[min(at+2, len(b)):]}}
			code, _ := c.text(2)
			out.Format = numberformat.Parse(code)
			at += max(2, word(b, at))
		case at+2 <= len(b):
			out.Format = s.format(int(b[at+1]))
			at += 2
		}
	}
	if flags&(1<<26) != 0 { // a font
		if at+118 <= len(b) {
			font := b[at:]
			if font[88]&0x80 == 0 { // the line through it is said
				struck := font[68]&0x80 != 0
				out.Struck = &struck
			}
			if index := int32(binary.LittleEndian.Uint32(font[80:])); index >= 0 && index < automatic {
				if rgb, ok := s.colour(int(index)); ok {
					out.Ink = &rgb
				}
			}
		}
		at += 118
	}
	if flags&(1<<27) != 0 {
		at += 8
	}
	if flags&(1<<28) != 0 {
		at += 8
	}
	if flags&(1<<29) != 0 { // a fill, whose one colour is the back one
		if at+4 <= len(b) {
			index := word(b, at+2) >> 7 & 0x7F
			if flags&(1<<18) != 0 {
				index = word(b, at+2) & 0x7F
			}
			if rgb, ok := s.colour(index); ok {
				out.Ground = &rgb
			}
		}
		at += 4
	}
	if flags&(1<<30) != 0 {
		at += 2
	}
	return out, min(at, len(b))
}

// infix writes the tokens of a formula as text, as far as conditional formats of reports need them; an unknown one gives a text that
// no formula has. Relative references count from the first cell of the area.
func infix(b []byte, area worksheet.Area) string {
	const unknown = "?"
	var stack []string
	push := func(s string) { stack = append(stack, s) }
	for len(b) > 0 {
		length := 0
		switch token := b[0]; token {
		case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E:
			if len(stack) < 2 {
				return unknown
			}
			operator := []string{"<", "<=", "=", ">=", ">", "<>"}[token-0x09]
			stack = append(stack[:len(stack)-2], stack[len(stack)-2]+operator+stack[len(stack)-1])
			length = 1
		case 0x15: // a bracket, which the order says already
			length = 1
		case 0x17:
			c := &cursor{parts: [][]byte{b[1:]}}
			s, ok := c.text(1)
			if !ok {
				return unknown
			}
			push(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
			length = 1 + c.at
		case 0x1D:
			if len(b) < 2 {
				return unknown
			}
			push(map[bool]string{true: "TRUE", false: "FALSE"}[b[1] != 0])
			length = 2
		case 0x1E:
			push(strconv.Itoa(word(b, 1)))
			length = 3
		case 0x1F:
			if len(b) < 9 {
				return unknown
			}
			push(strconv.FormatFloat(math.Float64frombits(binary.LittleEndian.Uint64(b[1:])), 'f', -1, 64))
			length = 9
		case 0x24, 0x44, 0x64, 0x2C, 0x4C, 0x6C:
			push(reference(word(b, 1), word(b, 3), token&0x08 != 0, area))
			length = 5
		default:
			return unknown
		}
		if length > len(b) || len(stack) > 16 {
			return unknown
		}
		b = b[length:]
	}
	if len(stack) != 1 {
		return unknown
	}
	return stack[0]
}

// reference writes a reference. In the formulas of conditional formats a relative one is stored as an offset.
func reference(row, column int, offset bool, area worksheet.Area) string {
	relativeColumn, relativeRow := column&0x4000 != 0, column&0x8000 != 0
	column &= 0xFF
	if offset && relativeColumn {
		column = (column + area.Left) & 0xFF
	}
	if offset && relativeRow {
		row = (row + area.Top) & 0xFFFF
	}
	name := string(rune('A' + column%26))
	if column >= 26 {
		name = string(rune('A'+column/26-1)) + name
	}
	mark := func(relative bool) string {
		if relative {
			return ""
		}
		return "$"
	}
	return fmt.Sprintf("%s%s%s%d", mark(relativeColumn), name, mark(relativeRow), row+1)
}
