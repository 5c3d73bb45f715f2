package html

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// row is a row of a table before its cells have columns.
type row struct {
	cells []cell
	group int  // of the rows within one thead, tbody or tfoot, which no rowspan leaves
	flat  bool // of no height, with which Word keeps the widths of misaligned columns
}

// cell is a cell before it has a column.
type cell struct {
	text             string
	rowSpan, colSpan int // rowSpan 0: to the end of the group
}

// A table is layout where it holds so many cells of other tables, or, among few cells, one with the running text.
const (
	layoutNestedCells = 8
	layoutCells       = 12
	layoutBytes       = 2400 // 800 Chinese characters, beyond any label with the filling notes copied into it
	layoutParagraphs  = 5
)

// table appends a table as a grid followed by the tables in it, or, where it is layout, what its cells hold.
func (w *walker) table(n *html.Node) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	start := len(w.items)
	var rows []row
	cells, widest, long := 0, 0, false
	before := 0 // how many cells the row above has: mostly this one has as many
	for _, part := range parts(n) {
		if part.group < 0 { // a caption
			if err := w.element(part.node); err != nil {
				return err
			}
			start = len(w.items)
			continue
		}
		r := row{group: part.group, flat: isFlat(part.node), cells: make([]cell, 0, before)}
		for c := part.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			if styleOf(c).hidden {
				continue
			}
			got, paragraphs, err := w.cell(c)
			if err != nil {
				return err
			}
			if w.cells++; w.limits.Cells > 0 && w.cells > w.limits.Cells {
				return fmt.Errorf("more than %d table cells: %w", w.limits.Cells, fault.ErrTooLarge)
			}
			r.cells = append(r.cells, got)
			long = long || len(got.text) > layoutBytes && paragraphs >= layoutParagraphs
			r.flat = r.flat && got.text == ""
		}
		before = len(r.cells)
		cells += before
		widest = max(widest, len(r.cells))
		rows = append(rows, r)
	}
	inner := w.items[start:]
	if cells == 1 {
		// A frame around a text or a number: what it holds is the enclosing cell's own.
		return nil
	}
	if widest <= 1 || nestedCells(inner) >= layoutNestedCells || cells <= layoutCells && long {
		for i := range inner {
			inner[i].nested = true
		}
		return nil
	}
	grid, lost, err := place(rows, w.limits)
	if err != nil {
		return err
	}
	w.lost = append(w.lost, lost...)
	kept := append([]item(nil), item{block: read.Block{Grid: grid}, nested: true})
	for _, it := range inner {
		if it.nested {
			kept = append(kept, it)
		}
	}
	w.items = append(w.items[:start], kept...)
	return nil
}

// cell reads a cell; what it holds stays in w.items. paragraphs counts its own.
func (w *walker) cell(n *html.Node) (c cell, paragraphs int, err error) {
	mark, objects := len(w.items), w.objects
	if err := w.flow(n); err != nil {
		return cell{}, 0, err
	}
	w.flush()
	var own []string
	for _, it := range w.items[mark:] {
		if it.nested {
			w.objects++
			continue
		}
		own = append(own, it.block.Text)
	}
	c = cell{text: strings.Join(own, "\n"), rowSpan: 1, colSpan: 1}
	if c.text == "" && w.objects > objects {
		c.text = object
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "rowspan":
			if v, ok := number(a.Val); ok {
				c.rowSpan = v
			}
		case "colspan":
			if v, ok := number(a.Val); ok && v > 0 {
				c.colSpan = v
			}
		}
	}
	return c, len(own), nil
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

// part is a row or a caption of a table.
type part struct {
	node  *html.Node
	group int // -1 for a caption
}

// parts lists captions and rows in the order shown: the rows of thead first and those of tfoot last, wherever they stand.
func parts(table *html.Node) []part {
	var captions, head, body, foot []part
	group := 0
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		into := &body
		switch c.DataAtom {
		case atom.Caption:
			captions = append(captions, part{c, -1})
			continue
		case atom.Thead:
			into = &head
		case atom.Tfoot:
			into = &foot
		case atom.Tbody:
		default:
			continue
		}
		group++
		if styleOf(c).hidden {
			continue
		}
		for r := c.FirstChild; r != nil; r = r.NextSibling {
			if r.DataAtom == atom.Tr && !styleOf(r).hidden {
				*into = append(*into, part{r, group})
			}
		}
	}
	return append(append(append(captions, head...), body...), foot...)
}

// isFlat reports whether a row is declared to have no height.
func isFlat(tr *html.Node) bool {
	for _, a := range tr.Attr {
		switch a.Key {
		case "height":
			v, ok := number(a.Val)
			if ok && v == 0 {
				return true
			}
		case "style":
			lower := strings.ToLower(a.Val)
			if declares(lower, "height", "0") && !declares(lower, "height", "0.") {
				return true
			}
		}
	}
	return false
}

// number parses a non-negative number as browsers do: white space before it and anything behind it is ignored.
func number(s string) (int, bool) {
	s = strings.TrimPrefix(strings.TrimLeft(s, " \t\r\n\f"), "+")
	v, digits := 0, 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		v = min(v*10+int(s[digits]-'0'), 65534)
		digits++
	}
	return v, digits > 0
}
