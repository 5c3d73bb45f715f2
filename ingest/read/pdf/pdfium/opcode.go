package pdfium

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

// operands passes over what follows an operation. It says false for one that it does not know.
func (c *cursor) operands(op byte) bool {
	switch {
	case op == opBranchTable:
		c.skip(c.number() + 1)
	case op == opSelectTyped:
		c.take(c.number())
	case op == opTryTable:
		c.skip(1)
		for catches := c.number(); catches > 0 && !c.ended; catches-- {
			kind := c.byte()
			if c.skip(1); kind < 2 { // a tag beside the label
				c.skip(1)
			}
		}
	case op == opCallIndirect, op == opReturnTable, op >= opLoad && op <= opStoreLast:
		c.skip(2)
	case op == opBlock, op == opLoop, op == opIf, op == opThrow, op == opBranch, op == opBranchIf, op == opCall, op == opReturnCall,
		op >= opLocalGet && op <= opTableSet, op == opMemorySize, op == opMemoryGrow, op == opConst32, op == opConst64,
		op == opNullRef, op == opFunctionRef:
		c.skip(1)
	case op == opConstFloat:
		c.take(4)
	case op == opConstDouble:
		c.take(8)
	case op == opMore:
		return c.moreOperands(c.number())
	case op == opVector:
		c.vectorOperands(c.number())
	default:
		return plain(op)
	}
	return true
}

// plain reports whether an operation has no operands.
func plain(op byte) bool {
	switch op {
	case 0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x1A, 0x1B, opIsNull: // unreachable, nop, else, throw_ref, end, return, drop, select
		return true
	}
	return op > opConstDouble && op <= opNumericLast
}

// moreOperands passes over what follows an operation of the second page: conversions have nothing, those on whole memories and tables
// have their indices.
func (c *cursor) moreOperands(op int) bool {
	switch op {
	case 0, 1, 2, 3, 4, 5, 6, 7:
	case 9, 11, 13, 15, 16, 17:
		c.skip(1)
	case 8, 10, 12, 14:
		c.skip(2)
	default:
		return false
	}
	return true
}

// vectorOperands passes over what follows an operation on vectors.
func (c *cursor) vectorOperands(op int) {
	switch {
	case op <= 11, op == 92, op == 93: // loads and stores
		c.skip(2)
	case op == 12, op == 13: // a constant, a shuffle
		c.take(16)
	case op >= 21 && op <= 34: // of one lane
		c.take(1)
	case op >= 84 && op <= 91: // loads and stores of one lane
		c.skip(2)
		c.take(1)
	}
}
