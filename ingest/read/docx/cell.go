package docx

import (
	"encoding/xml"
	"fmt"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// merge is the part that a cell has in a merged one.
type merge int

const (
	mergeNone merge = iota
	mergeRestart
	mergeContinue
)

// cell is a cell before it has a column.
type cell struct {
	span             int
	vertical, across merge
	text             string
	looks            printed.Look
	tally            tally
	boxes            []box
	line             line
}

// cellState is what the reader knows of the cell being read.
type cellState struct {
	run         format  // of the table's style
	own, ground paint   // of the cell itself, and of what is behind it
	maybe       []style // parts of the table's style that may hold for it
	looks       printed.Look
	doubt       bool // its digits may be other than its text
	objects     bool // something is there that is no text
	numbered    bool // a paragraph has an automatic number
	crossed     bool // a line runs from corner to corner
	tally       tally
	boxes       []box
}

// cell reads a cell; what it holds stays in the items of the parser.
func (t *tableReader) cell(r *row) error {
	p := t.p
	if p.cells++; p.limits.Cells > 0 && p.cells > p.limits.Cells {
		return fmt.Errorf("more than %d table cells: %w", p.limits.Cells, fault.ErrTooLarge)
	}
	outer, base := p.cell, p.fields.base
	state := p.newState()
	t.state(r, state)
	p.cell, p.fields.base = state, len(p.fields.open)
	mark := len(p.items)
	c := cell{span: 1}
	err := t.cellContent(&c)
	p.fieldsEnd(p.fields.base)
	for len(p.fields.open) > p.fields.base {
		p.close()
	}
	p.cell, p.fields.base = outer, base
	if err != nil {
		return err
	}
	t.gather(&c, state, p.items[mark:])
	p.spare = append(p.spare, state)
	if c.text != "" {
		r.words++
	}
	r.cells = append(r.cells, c)
	return nil
}

// newState returns an empty state; tables have many cells, and few at a time.
func (p *parser) newState() *cellState {
	n := len(p.spare)
	if n == 0 {
		return &cellState{}
	}
	state := p.spare[n-1]
	p.spare = p.spare[:n-1]
	*state = cellState{}
	return state
}

// gather makes the text of a cell of what was read in it.
func (t *tableReader) gather(c *cell, state *cellState, items []item) {
	var own []string
	looks := state.looks
	for i, it := range items {
		if it.nested {
			state.objects = true
			continue
		}
		looks |= it.block.Looks
		if it.block.Text != "" {
			own = append(own, it.block.Text)
		}
		c.line.width = max(c.line.width, it.line.width)
		if i > 0 && it.line.align != c.line.align {
			it.line.align = "both"
		}
		c.line.align = it.line.align
	}
	text := strings.Join(own, "\n")
	t.long = t.long || len(text) > layoutBytes && len(own) >= layoutParagraphs
	if state.crossed && isValue(text) {
		looks |= printed.Covered
		state.doubt = true
	}
	t.numbered(state, text, &looks)
	c.text, c.looks, c.tally, c.boxes = printed.Cell(text, looks), looks, state.tally, state.boxes
	switch {
	case c.text == "" && state.objects:
		c.text = printed.Object
	case state.doubt && isValue(text):
		c.text = printed.Object + text
	}
	t.frame.looks |= state.looks
	t.frame.numbered = t.frame.numbered || state.numbered
	t.frame.doubt, t.frame.objects = t.frame.doubt || state.doubt, t.frame.objects || state.objects
	t.frame.tally.merge(state.tally)
	if t.cells == 0 && len(t.frame.boxes) < maxBoxes {
		t.frame.boxes = append(t.frame.boxes, state.boxes...)
	}
}

// numbered says what the automatic number of a cell does: to a value it may add digits, and an empty cell is not blank with it. A
// label has it before its text, which is as good without.
func (t *tableReader) numbered(state *cellState, text string, looks *printed.Look) {
	switch {
	case !state.numbered:
	case text == "" || isValue(text):
		*looks |= printed.Beside
		state.doubt, state.objects = true, true
	default:
		t.p.tally.add(report.NoteBeside, 1)
	}
}

func (t *tableReader) cellContent(c *cell) error {
	return t.p.children(func(start xml.StartElement) error {
		if start.Name.Local == "tcPr" {
			return t.cellProperties(c)
		}
		return t.p.block(start)
	})
}

func (t *tableReader) cellProperties(c *cell) error {
	p := t.p
	return p.children(func(start xml.StartElement) error {
		switch strings.ToLower(start.Name.Local) {
		case "gridspan":
			c.span = max(1, t.number(start))
		case "vmerge":
			c.vertical = mergeOf(start)
		case "hmerge":
			c.across = mergeOf(start)
		case "shd":
			p.cell.own = shading(start)
		case "celldel":
			p.doubt(printed.Deleted)
		case "tcborders":
			return p.children(func(start xml.StartElement) error {
				switch start.Name.Local {
				case "tl2br", "tr2bl": // a line from corner to corner
					if v := value(start); v != "nil" && v != "none" {
						p.cell.crossed = true
					}
				}
				return p.skip()
			})
		}
		return p.skip()
	})
}

// mergeOf returns the part of a cell: without a value it continues.
func mergeOf(start xml.StartElement) merge {
	if attribute(start, "val") == "restart" {
		return mergeRestart
	}
	return mergeContinue
}
