package docx

import (
	"encoding/xml"
	"strconv"
)

// look says which parts of its style a table uses.
type look struct{ firstRow, lastRow, firstColumn, lastColumn, rowBands, columnBands toggle }

// lookOf reads a look: an attribute a part, or a number of bits.
func lookOf(start xml.StartElement) look {
	bits, err := strconv.ParseUint(value(start), 16, 16)
	part := func(name string, bit uint64, inverse bool) toggle {
		set := err == nil && bits&bit != 0
		if s := attribute(start, name); s != "" {
			set = truth(s, false)
		}
		if set != inverse {
			return on
		}
		return off
	}
	return look{
		firstRow: part("firstRow", 0x20, false), lastRow: part("lastRow", 0x40, false),
		firstColumn: part("firstColumn", 0x80, false), lastColumn: part("lastColumn", 0x100, false),
		rowBands: part("noHBand", 0x200, true), columnBands: part("noVBand", 0x400, true),
	}
}

// state sets the state in which the next cell of a row begins: with the format that the table's style gives it. Which row or
// column is the last is not known yet, and how bands run is not worked out: those parts may hold.
func (t *tableReader) state(r *row, state *cellState) {
	state.ground = r.ground.before(t.ground)
	if t.style == nil {
		return
	}
	state.run, state.ground = t.style.run, t.style.cell.before(state.ground).before(t.style.table)
	if len(t.style.parts) == 0 {
		return
	}
	apply := func(name string, holds toggle) {
		part, ok := t.style.parts[name]
		if !ok || holds == off || part.run == (format{}) && part.cell.kind == paintUnsaid {
			return
		}
		if holds == unsaid {
			state.maybe = append(state.maybe, part)
			return
		}
		state.run, state.ground = part.run.over(state.run), part.cell.before(state.ground)
	}
	first, left := len(t.rows) == 0, len(r.cells) == 0 && r.before == 0
	apply("wholeTable", on)
	apply("band1Vert", t.look.columnBands.maybe(true))
	apply("band2Vert", t.look.columnBands.maybe(true))
	apply("band1Horz", t.look.rowBands.maybe(!first || t.look.firstRow != on))
	apply("band2Horz", t.look.rowBands.maybe(!first || t.look.firstRow != on))
	apply("lastCol", t.look.lastColumn.maybe(true))
	apply("lastRow", t.look.lastRow.maybe(true))
	apply("firstCol", t.look.firstColumn.where(left))
	apply("firstRow", t.look.firstRow.where(first))
	apply("nwCell", t.look.firstRow.where(first).maybe(left && t.look.firstColumn != off))
	apply("neCell", t.look.firstRow.where(first).maybe(t.look.lastColumn != off))
	apply("swCell", t.look.lastRow.maybe(left))
	apply("seCell", t.look.lastRow.maybe(true))
}

// maybe returns unsaid for a part that is used and may hold here.
func (t toggle) maybe(here bool) toggle {
	if t == off || !here {
		return off
	}
	return unsaid
}

// where returns what is said of a part, off elsewhere.
func (t toggle) where(here bool) toggle {
	if !here {
		return off
	}
	return t
}
