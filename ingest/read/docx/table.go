package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// object stands for content that is no text.
const object = "\ufffc"

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
}

// cell is a cell before it has a column.
type cell struct {
	span             int
	vertical, across merge
	text             string
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
}

// table appends a table as a grid followed by the tables in it, or, where it is layout, what its cells hold.
func (p *parser) table() error {
	start := len(p.items)
	t := &tableReader{p: p}
	if err := t.read(); err != nil {
		return err
	}
	inner := p.items[start:]
	if t.cells == 1 {
		// A frame around a text or a number: what it holds is the enclosing cell's own.
		return nil
	}
	if t.widest <= 1 || nestedCells(inner) >= layoutNestedCells || t.cells <= layoutCells && t.long {
		for i := range inner {
			inner[i].nested = true
		}
		return nil
	}
	grid, orphans, err := place(t.rows, p.limits)
	if err != nil {
		return err
	}
	p.loss.orphans += orphans
	kept := []item{{block: read.Block{Grid: grid}, nested: true}}
	for _, it := range inner {
		if it.nested {
			kept = append(kept, it)
		}
	}
	p.items = append(p.items[:start], kept...)
	return nil
}

// read reads rows and the wrappers around them.
func (t *tableReader) read() error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "tr":
			return t.row()
		case "AlternateContent":
			return t.p.choice(t.read)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag":
			return t.read()
		}
		return t.p.skip()
	})
}

func (t *tableReader) row() error {
	var r row
	mark, cells := len(t.p.items), t.p.cells
	hidden := false
	long := t.long
	if err := t.rowContent(&r, &hidden); err != nil {
		return err
	}
	if hidden {
		t.p.items, t.p.cells, t.long = t.p.items[:mark], cells, long
		t.p.loss.rows++
		return nil
	}
	t.cells += len(r.cells)
	t.widest = max(t.widest, len(r.cells))
	if len(r.cells) > 0 {
		t.rows = append(t.rows, r)
	}
	return nil
}

func (t *tableReader) rowContent(r *row, hidden *bool) error {
	return t.p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "trPr":
			return t.p.children(func(start xml.StartElement) error {
				switch start.Name.Local {
				case "gridBefore":
					r.before = t.number(start)
				case "hidden":
					*hidden = isOn(start)
				case "del":
					*hidden = true
				}
				return t.p.skip()
			})
		case "tc":
			return t.cell(r)
		case "AlternateContent":
			return t.p.choice(func() error { return t.rowContent(r, hidden) })
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag":
			return t.rowContent(r, hidden)
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
	mark, objects := len(p.items), p.objects
	c := cell{span: 1}
	if err := t.cellContent(&c); err != nil {
		return err
	}
	var own []string
	for _, it := range p.items[mark:] {
		if it.nested {
			p.objects++
			continue
		}
		own = append(own, it.block.Text)
	}
	c.text = strings.Join(own, "\n")
	if c.text == "" && p.objects > objects {
		c.text = object
	}
	t.long = t.long || len(c.text) > layoutBytes && len(own) >= layoutParagraphs
	r.cells = append(r.cells, c)
	return nil
}

func (t *tableReader) cellContent(c *cell) error {
	p := t.p
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "tcPr":
			return p.children(func(start xml.StartElement) error {
				switch strings.ToLower(start.Name.Local) {
				case "gridspan":
					c.span = max(1, t.number(start))
				case "vmerge":
					c.vertical = mergeOf(start)
				case "hmerge":
					c.across = mergeOf(start)
				case "celldel":
					p.objects++
					p.loss.deleted++
				}
				return p.skip()
			})
		case "p":
			return p.paragraph()
		case "tbl":
			return p.table()
		case "AlternateContent":
			return p.choice(p.flow)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag":
			return p.flow()
		case "del", "moveFrom":
			p.loss.deleted++
			p.objects++
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
