package xls

import "bytes"

// tokensAt is where the tokens of a formula begin in its record.
const tokensAt = 22

// givesEmptyText reports whether a formula has an empty text in it, as IF(A1=0,"",A1) has. Only then its result may be one.
func givesEmptyText(b []byte, biff8 bool) bool {
	if len(b) <= tokensAt {
		return false
	}
	empty := []byte{tokenString, 0}
	for b = b[tokensAt:]; len(b) > 1; {
		if b[0] == tokenString && b[1] == 0 {
			return true
		}
		n := tokenLength(b, biff8)
		if n == 0 || n > len(b) { // one that is not known here: what follows may be anything
			return bytes.Contains(b, empty)
		}
		b = b[n:]
	}
	return false
}

const tokenString = 0x17

// tokenLength returns how long the token at the beginning of b is ([MS-XLS] 2.5.198), 0 for one that is rare. References are
// shorter in the older format.
func tokenLength(b []byte, biff8 bool) int {
	kind := b[0]
	if kind >= 0x40 { // the same with another class of value
		kind = kind&0x1F | 0x20
	}
	switch {
	case kind >= 0x03 && kind <= 0x16: // operators
		return 1
	case kind == tokenString && biff8 && len(b) > 2:
		return 3 + int(b[1])*(1+int(b[2]&flagWide))
	case kind == tokenString:
		return 2 + int(b[1])
	case kind == 0x1C || kind == 0x1D: // an error, a truth value
		return 2
	case kind == 0x1E || kind == 0x21: // an integer, a function
		return 3
	case kind == 0x1F: // a number
		return 9
	case kind == 0x22: // a function with a number of arguments
		return 4
	case kind == 0x19 && len(b) > 1 && b[1]&0x04 == 0: // an attribute, but for a choice, which has a list
		return 4
	case kind == 0x24 && biff8: // a reference
		return 5
	case kind == 0x25 && biff8: // an area
		return 9
	}
	return 0
}
