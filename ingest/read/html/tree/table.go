package tree

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// startCell takes a start tag over in a row.
func (b *Builder) startCell(t tag) bool {
	switch t.known {
	case atom.Td, atom.Th:
		b.enterCell(t, inCell)
		return true
	case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
		b.leave(inSection)
		return false
	}
	return b.startPart(t)
}

// startRow takes a start tag over between rows.
func (b *Builder) startRow(t tag) bool {
	switch t.known {
	case atom.Tr:
		b.add(t)
		b.mode = inRow
		return true
	case atom.Td, atom.Th:
		b.add(tag{known: atom.Tr})
		b.mode = inRow
		return false
	case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Tfoot, atom.Thead:
		b.leave(inTable)
		return false
	}
	return b.startPart(t)
}

// startColumn takes a start tag over in a group of columns.
func (b *Builder) startColumn(t tag) bool {
	switch t.known {
	case atom.Html:
		b.noAttributes(t)
	case atom.Col:
		b.addVoid(t)
	case atom.Template:
		b.failed = true
	default:
		b.leave(inTable)
		return false
	}
	return true
}

// startPart takes a start tag over that may stand anywhere between cells, or begins a part of a table.
func (b *Builder) startPart(t tag) bool {
	switch t.known {
	case atom.Caption:
		b.enterCell(t, inCaption)
	case atom.Colgroup:
		b.add(t)
		b.mode = inColumns
	case atom.Col:
		b.add(tag{known: atom.Colgroup})
		b.mode = inColumns
		return false
	case atom.Tbody, atom.Tfoot, atom.Thead:
		b.add(t)
		b.mode = inSection
	case atom.Td, atom.Th, atom.Tr:
		b.add(tag{known: atom.Tbody})
		b.mode = inSection
		return false
	case atom.Style, atom.Script:
		b.addRaw(t)
	case atom.Form:
		if b.form == nil {
			b.form = b.addVoid(t)
			// The parser goes on as with any other tag, and finds a form open.
		}
	case atom.Input:
		if !isHidden(t) {
			b.failed = true
			return true
		}
		b.addVoid(t)
	default: // the parser puts it before the table
		b.failed = true
	}
	return true
}

func isHidden(t tag) bool {
	for _, a := range t.attributes {
		if a.Key == "type" {
			return strings.EqualFold(a.Val, "hidden")
		}
	}
	return false
}

// closeRow takes an end tag over in a row.
func (b *Builder) closeRow(t tag) bool {
	switch t.known {
	case atom.Tr:
		b.leave(inSection)
		return true
	case atom.Table:
		b.leave(inSection)
		return false
	case atom.Tbody, atom.Tfoot, atom.Thead:
		if b.within(inTables, t.known) == 0 {
			return true
		}
		b.leave(inSection)
		return false
	}
	return b.closePart(t)
}

// closeSection takes an end tag over between rows.
func (b *Builder) closeSection(t tag) bool {
	switch t.known {
	case atom.Tbody, atom.Tfoot, atom.Thead:
		if b.within(inTables, t.known) > 0 {
			b.leave(inTable)
		}
		return true
	case atom.Table:
		b.leave(inTable)
		return false
	}
	return b.closePart(t)
}

// closeColumns takes an end tag over in a group of columns.
func (b *Builder) closeColumns(t tag) bool {
	switch t.known {
	case atom.Colgroup:
		b.leave(inTable)
	case atom.Col:
	case atom.Template:
		b.failed = true
	default:
		b.leave(inTable)
		return false
	}
	return true
}

// closePart takes an end tag over that may stand anywhere between cells. Most find nothing to close: no end tag reaches out of a
// table.
func (b *Builder) closePart(t tag) bool {
	switch t.known {
	case atom.Table:
		b.cut(len(b.open) - 1)
		b.mode = b.around()
	case atom.Form:
		b.form = nil
	case atom.P, atom.Br, atom.Template:
		b.failed = true
	case atom.A:
		b.failed = b.failed || b.link > 0
	}
	return true
}

// leave closes the innermost part of a table.
func (b *Builder) leave(to mode) {
	b.cut(len(b.open) - 1)
	b.mode = to
}

// enterCell opens a cell. Links of the text around do not reach into it.
func (b *Builder) enterCell(t tag, m mode) {
	b.add(t)
	b.outer = append(b.outer, b.link)
	b.link = 0
	b.mode = m
}

// leaveCell closes the open cell, or the caption, with all that is open in it.
func (b *Builder) leaveCell() {
	at, next := b.within(inTables, atom.Td, atom.Th), inRow
	if b.mode == inCaption {
		at, next = b.within(inTables, atom.Caption), inTable
	}
	if at == 0 {
		b.failed = true
		return
	}
	b.link, b.outer = b.outer[len(b.outer)-1], b.outer[:len(b.outer)-1]
	b.open = b.open[:at]
	b.mode = next
}

// closeCell takes an end tag over that is about the table around the cell. taken is false for those of the text in it; done is false
// where the tag has closed the cell and is still to be read.
func (b *Builder) closeCell(t tag) (taken, done bool) {
	switch t.known {
	case atom.Body, atom.Col, atom.Colgroup, atom.Html:
		return true, true
	case atom.Td, atom.Th:
		if b.mode == inCell && b.within(inTables, t.known) > 0 {
			b.leaveCell()
		}
		return true, true
	case atom.Caption:
		if b.mode == inCaption {
			b.leaveCell()
		}
		return true, true
	case atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
		if b.mode == inCaption || b.within(inTables, t.known) == 0 {
			return true, true
		}
		b.leaveCell()
		return true, false
	case atom.Table:
		b.leaveCell()
		return true, false
	}
	return false, false
}

// around returns the mode of what is open.
func (b *Builder) around() mode {
	for i := len(b.open) - 1; i > 0; i-- {
		switch b.open[i].DataAtom {
		case atom.Td, atom.Th:
			return inCell
		case atom.Caption:
			return inCaption
		case atom.Tr:
			return inRow
		case atom.Tbody, atom.Thead, atom.Tfoot:
			return inSection
		case atom.Colgroup:
			return inColumns
		case atom.Table:
			return inTable
		case atom.Body:
			return inBody
		}
	}
	return inBody
}
