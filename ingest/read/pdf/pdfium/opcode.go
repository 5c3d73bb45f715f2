//go:build !js && !wasip1

package pdfium

import "fmt"

// Operations whose operands are not told by a range, as the core specification numbers them.
const (
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opThrow        = 0x08
	opBranch       = 0x0C
	opBranchIf     = 0x0D
	opBranchTable  = 0x0E
	opCall         = 0x10
	opCallIndirect = 0x11
	opReturnCall   = 0x12
	opReturnTable  = 0x13
	opSelectTyped  = 0x1C
	opTryTable     = 0x1F
	opLocalGet     = 0x20
	opTableSet     = 0x26
	opLoad         = 0x28
	opStoreLast    = 0x3E
	opMemorySize   = 0x3F
	opMemoryGrow   = 0x40
	opConst32      = 0x41
	opConst64      = 0x42
	opConstFloat   = 0x43
	opConstDouble  = 0x44
	opNumericLast  = 0xC4
	opNullRef      = 0xD0
	opIsNull       = 0xD1
	opFunctionRef  = 0xD2
	opMore         = 0xFC
	opVector       = 0xFD
)

// length returns how many bytes an instruction takes with its operands.
func length(b []byte) (int, error) {
	at := 1
	skip := func(numbers int) {
		for range numbers {
			at += varint(b[at:])
		}
	}
	switch op := b[0]; {
	case op == opBranchTable:
		targets, n := unsigned(b[at:])
		at += n
		skip(int(targets) + 1)
	case op == opSelectTyped:
		types, n := unsigned(b[at:])
		at += n + int(types)
	case op == opTryTable:
		skip(1)
		catches, n := unsigned(b[at:])
		at += n
		for range catches {
			kind := b[at]
			at++
			if skip(1); kind < 2 { // a tag beside the label
				skip(1)
			}
		}
	case op == opCallIndirect, op == opReturnTable, op >= opLoad && op <= opStoreLast:
		skip(2)
	case op == opBlock, op == opLoop, op == opIf, op == opThrow, op == opBranch, op == opBranchIf, op == opCall, op == opReturnCall,
		op >= opLocalGet && op <= opTableSet, op == opMemorySize, op == opMemoryGrow, op == opConst32, op == opConst64,
		op == opNullRef, op == opFunctionRef:
		skip(1)
	case op == opConstFloat:
		at += 4
	case op == opConstDouble:
		at += 8
	case op == opMore:
		sub, n := unsigned(b[at:])
		at += n
		operands, err := moreOperands(sub)
		if err != nil {
			return 0, err
		}
		skip(operands)
	case op == opVector:
		sub, n := unsigned(b[at:])
		at += n
		numbers, bytes := vectorOperands(sub)
		skip(numbers)
		at += bytes
	case plain(op):
	default:
		return 0, fmt.Errorf("%w: operation %#x", errModule, op)
	}
	return at, nil
}

// plain reports whether an operation has no operands.
func plain(op byte) bool {
	switch op {
	case 0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x1A, 0x1B, opIsNull: // unreachable, nop, else, throw_ref, end, return, drop, select
		return true
	}
	return op > opConstDouble && op <= opNumericLast
}

// moreOperands returns how many numbers follow an operation of the second page: conversions have none, those on whole memories and
// tables have their indices.
func moreOperands(sub uint64) (int, error) {
	switch sub {
	case 0, 1, 2, 3, 4, 5, 6, 7:
		return 0, nil
	case 9, 11, 13, 15, 16, 17:
		return 1, nil
	case 8, 10, 12, 14:
		return 2, nil
	}
	return 0, fmt.Errorf("%w: operation 0xfc %d", errModule, sub)
}

// vectorOperands returns how many numbers, and then bytes, follow an operation on vectors.
func vectorOperands(sub uint64) (numbers, bytes int) {
	switch {
	case sub <= 11, sub == 92, sub == 93: // loads and stores
		return 2, 0
	case sub == 12, sub == 13: // a constant, a shuffle
		return 0, 16
	case sub >= 21 && sub <= 34: // of one lane
		return 0, 1
	case sub >= 84 && sub <= 91: // loads and stores of one lane
		return 2, 1
	}
	return 0, 0
}

// varint returns the length of a number in LEB128, with sign or without.
func varint(b []byte) int {
	for i := range 10 {
		if b[i] < 0x80 {
			return i + 1
		}
	}
	panic(errModule)
}
