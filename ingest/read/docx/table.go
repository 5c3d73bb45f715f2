package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"gongkai/ingest/read"
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

// row is a row of a table before its cells have columns.
type row struct {
	before int // columns to the left of the first cell
	cells  []cell
	height measure // the least, in twips, or the exact one
	exact  bool
	hidden printed.Look // it is not printed, or deleted
	ground paint
	words  int // cells with text
}

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

// A table is layout where it holds so many cells of other tables, or, among few cells, one with the running text.
const (
	layoutNestedCells = 8
	layoutCells       = 12
	layoutBytes       = 2400 // 800 Chinese characters, beyond any label with the filling notes copied into it
	layoutParagraphs  = 5
)

// tableReader gathers one table.
type tableReader struct {
	p             *parser
	rows          []row
	cells, widest int
	long          bool // a cell holds running text
	style         *style
	look          look
	ground        paint
	columns       []float64 // widths in points
	frame         cellState // what the cells hold beside text, for a table that is none
	notes         []report.Note
}

// table appends a table as a grid followed by the tables in it, or, where it is layout, what its cells hold.
func (p *parser) table() error {
	start := len(p.items)
	outer, para, last := p.cell, p.para, p.last
	t := &tableReader{p: p, look: look{firstRow: unsaid}}
	t.style = p.sheet.find("", p.sheet.table)
	err := t.read()
	p.cell, p.para = outer, para
	if err != nil {
		return err
	}
	inner := p.items[start:]
	if t.cells == 1 {
		// A frame around a text or a number: what it holds is the enclosing cell's own.
		t.dissolve()
		return nil
	}
	if t.widest <= 1 || nestedCells(inner) >= layoutNestedCells || t.cells <= layoutCells && t.long {
		for i := range inner {
			inner[i].nested = true
		}
		t.dissolve()
		return nil
	}
	placed, err := t.place()
	if err != nil {
		return err
	}
	p.last = last
	p.under(placed)
	kept := []item{{block: read.Block{Grid: placed.grid}, nested: true}}
	for _, it := range inner {
		if it.nested {
			kept = append(kept, it)
		}
	}
	p.items = append(p.items[:start], kept...)
	return nil
}

// dissolve gives what the cells hold beside text to what is around the table.
func (t *tableReader) dissolve() {
	p := t.p
	if p.cell != nil {
		p.cell.looks |= t.frame.looks
		p.cell.doubt, p.cell.objects = p.cell.doubt || t.frame.doubt, p.cell.objects || t.frame.objects
		p.cell.numbered = p.cell.numbered || t.frame.numbered
		p.cell.boxes = append(p.cell.boxes, t.frame.boxes...)
		p.cell.tally.merge(t.frame.tally)
	} else {
		p.tallyLooks(t.frame.looks)
		p.tally.merge(t.frame.tally)
	}
	for _, n := range t.notes {
		p.notes = append(p.notes, report.Note{Kind: n.Kind, Count: n.Count})
	}
}

// read reads rows and the wrappers around them.
func (t *tableReader) read() error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "tr":
			return t.row()
		case "tblPr":
			return t.properties()
		case "tblGrid":
			return t.grid()
		case "AlternateContent":
			return t.p.choice(t.read)
		case "annotation":
			return t.p.annotation(start, t.read)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "content":
			return t.read()
		}
		return t.p.skip()
	})
}

func (t *tableReader) properties() error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "tblStyle":
			t.style = t.p.sheet.find(value(start), t.p.sheet.table)
		case "shd":
			t.ground = shading(start)
		case "tblLook":
			t.look = lookOf(start)
		}
		return t.p.skip()
	})
}

// grid reads the widths of the columns.
func (t *tableReader) grid() error {
	return t.p.children(func(start xml.StartElement) error {
		if start.Name.Local == "gridCol" && len(t.columns) <= t.p.columns() {
			w, _ := measured(attribute(start, "w"))
			t.columns = append(t.columns, float64(max(w, 0))/20)
		}
		return t.p.skip()
	})
}

func (t *tableReader) row() error {
	var r row
	mark, cells := len(t.p.items), t.p.cells
	long, frame := t.long, t.frame
	if err := t.rowContent(&r); err != nil {
		return err
	}
	if r.exact && r.height.said && r.height.v <= tinyHeight {
		r.hidden |= printed.Hidden
	}
	if r.hidden != 0 {
		t.p.items, t.p.cells, t.long, t.frame = t.p.items[:mark], cells, long, frame
		kind := report.NoteHiddenRow
		if r.hidden&printed.Deleted != 0 {
			kind = report.NoteDeleted
		}
		t.notes = append(t.notes, report.Note{Kind: kind, Place: report.Place{Row: len(t.rows) + 1}, Count: max(1, r.words)})
		return nil
	}
	t.cells += len(r.cells)
	t.widest = max(t.widest, len(r.cells))
	if len(r.cells) > 0 {
		t.rows = append(t.rows, r)
	}
	return nil
}

func (t *tableReader) rowContent(r *row) error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "trPr":
			return t.rowProperties(r)
		case "tblPrEx":
			return t.p.ground(&r.ground)
		case "tc":
			return t.cell(r)
		case "AlternateContent":
			return t.p.choice(func() error { return t.rowContent(r) })
		case "annotation":
			return t.p.annotation(start, func() error { return t.rowContent(r) })
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "content":
			return t.rowContent(r)
		}
		return t.p.skip()
	})
}

func (t *tableReader) rowProperties(r *row) error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "gridBefore":
			r.before = t.number(start)
		case "hidden":
			r.hidden &^= printed.Hidden
			if isOn(start) {
				r.hidden |= printed.Hidden
			}
		case "del":
			r.hidden |= printed.Deleted
		case "trHeight":
			r.height = measureOf(start)
			rule := attribute(start, "hRule") + attribute(start, "h-rule")
			r.exact = rule == "exact"
		}
		return t.p.skip()
	})
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
	if p.fieldsEnd(p.fields.base); len(p.fields.open) > p.fields.base {
		for len(p.fields.open) > p.fields.base {
			p.close()
		}
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
	p := t.p
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "tcPr":
			return t.cellProperties(c)
		case "p":
			return p.paragraph()
		case "tbl":
			return p.table()
		case "AlternateContent":
			return p.choice(p.flow)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "content":
			return p.flow()
		case "annotation":
			return p.annotation(start, p.flow)
		case "del", "moveFrom":
			return p.deletion()
		case "altChunk":
			if err := p.chunk(attribute(start, "id")); err != nil {
				return err
			}
		}
		return p.skip()
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

// number returns the value of a count, cut to just beyond the limit so that place refuses it.
func (t *tableReader) number(start xml.StartElement) int {
	v, err := strconv.Atoi(strings.TrimSpace(attribute(start, "val")))
	if err != nil || v < 0 {
		return 0
	}
	return min(v, t.p.columns()+1)
}

func (p *parser) columns() int {
	if p.limits.Columns > 0 {
		return p.limits.Columns
	}
	return 1000
}

func nestedCells(items []item) int {
	n := 0
	for _, it := range items {
		if it.block.Grid != nil {
			n += len(it.block.Grid.Cells)
		}
	}
	return n
}
