package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
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
