package html

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// row is a row of a table before its cells have columns.
type row struct {
	cells []cell
	shown int  // how many of the cells are not hidden
	group int  // of the rows within one thead, tbody or tfoot, which no rowspan leaves
	flat  bool // of no height, with which Word keeps the widths of misaligned columns
}

// cell is a cell before it has a column.
type cell struct {
	text             string
	looks            printed.Look
	rowSpan, colSpan int  // rowSpan 0: to the end of the group
	hidden           bool // takes no place
	blocks           int  // hidden paragraphs and lists in it
}

// gap is a hidden row.
type gap struct {
	before int // the row that stands where it would
	cells  int // that hold text
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
	outer := w.style
	defer func() { w.style = outer }()
	start := len(w.items)
	var rows []row
	var gaps []gap
	cells, widest, long := 0, 0, false
	before := 0 // how many cells the row above has: mostly this one has as many
	for _, part := range w.parts(n) {
		if part.group < 0 { // a caption
			w.style = outer
			if err := w.element(part.node); err != nil {
				return err
			}
			start = len(w.items)
			continue
		}
		if part.hidden {
			if texts := cellsWithText(part.node); texts > 0 {
				gaps = append(gaps, gap{len(rows), texts})
			}
			continue
		}
		w.style = part.style
		r := row{group: part.group, flat: isFlat(part.node), cells: make([]cell, 0, before)}
		isLong, err := w.row(part.node, &r)
		if err != nil {
			return err
		}
		long = long || isLong
		before = r.shown
		cells += before
		widest = max(widest, before)
		rows = append(rows, r)
	}
	inner := w.items[start:]
	if cells == 1 {
		// A frame around a text or a number: what it holds is the enclosing cell's own.
		w.framed(rows)
		return nil
	}
	if widest <= 1 || nestedCells(inner) >= layoutNestedCells || cells <= layoutCells && long {
		for i := range inner {
			inner[i].nested = true
		}
		w.laidOut(rows, gaps)
		return nil
	}
	grid, err := place(rows, gaps, w.limits)
	if err != nil {
		return err
	}
	w.style = outer
	w.columns(n, grid)
	kept := append([]item(nil), item{block: read.Block{Grid: grid}, nested: true})
	for _, it := range inner {
		if it.nested {
			kept = append(kept, it)
		}
	}
	w.items = append(w.items[:start], kept...)
	return nil
}

// row reads the cells of a row. long says that one of them holds running text.
func (w *walker) row(tr *html.Node, r *row) (long bool, err error) {
	ofRow := w.style
	defer func() { w.style = ofRow }()
	for n := tr.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Td && n.DataAtom != atom.Th {
			continue
		}
		w.style = w.sheet.Compute(ofRow, n)
		if w.style.None {
			r.cells = append(r.cells, cell{hidden: true, text: textMark(n)})
			continue
		}
		got, paragraphs, err := w.tableCell(n)
		if err != nil {
			return false, err
		}
		if w.cells++; w.limits.Cells > 0 && w.cells > w.limits.Cells {
			return false, fmt.Errorf("more than %d table cells: %w", w.limits.Cells, fault.ErrTooLarge)
		}
		r.cells = append(r.cells, got)
		r.shown++
		long = long || len(got.text) > layoutBytes && paragraphs >= layoutParagraphs
		r.flat = r.flat && got.text == ""
	}
	return long, nil
}

// textMark says whether a hidden cell holds text: its text is not read.
func textMark(n *html.Node) string {
	if hasText(n) {
		return printed.Object
	}
	return ""
}

// framed hands what is known of the one cell of a table to the cell that holds it.
func (w *walker) framed(rows []row) {
	if w.cell == nil {
		w.laidOut(rows, nil)
		return
	}
	for _, r := range rows {
		for _, c := range r.cells {
			if c.hidden {
				continue
			}
			w.cell.blocks += c.blocks
			w.cell.looks |= c.looks &^ printed.Doubts
			w.cell.doubt |= c.looks & printed.Doubts
		}
	}
}

// laidOut notes what is left out of a table that is none.
func (w *walker) laidOut(rows []row, gaps []gap) {
	for range gaps {
		w.note(report.NoteHiddenBlock)
	}
	for _, r := range rows {
		for _, c := range r.cells {
			for range c.blocks {
				w.note(report.NoteHiddenBlock)
			}
			switch {
			case c.hidden && c.text != "":
				w.note(report.NoteHiddenBlock)
			case !c.hidden && (c.text == "" || c.text == printed.Object) && c.looks&printed.LeftOut != 0:
				w.unseen(c.looks)
			}
		}
	}
}

// tableCell reads a cell; what it holds stays in w.items. paragraphs counts its own.
func (w *walker) tableCell(n *html.Node) (c cell, paragraphs int, err error) {
	outer, floating, known := w.cell, w.floating, state{}
	w.cell, w.floating = &known, false
	defer func() { w.cell, w.floating = outer, floating }()
	if w.style.Covers || w.style.Floats {
		known.doubt |= printed.Moved
	}
	mark := len(w.items)
	if err := w.around(n); err != nil {
		return cell{}, 0, err
	}
	w.flush()
	looks := known.looks
	var own []string
	for _, it := range w.items[mark:] {
		if it.nested {
			known.objects++
			continue
		}
		own = append(own, it.block.Text)
		looks |= it.block.Looks
	}
	c = cell{text: strings.Join(own, "\n"), rowSpan: 1, colSpan: 1}
	c.text, c.looks = known.settle(c.text, looks)
	c.blocks = known.blocks
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

// settle returns the text of a cell with what puts all of it in doubt.
func (s *state) settle(text string, looks printed.Look) (string, printed.Look) {
	if text == "" {
		if s.objects > 0 {
			return printed.Object, looks | printed.Beside
		}
		return printed.Cell(text, looks), looks
	}
	digits := countDigits(text)
	if s.floated > 0 && digits > s.floated {
		s.doubt |= printed.Moved
	}
	if s.doubt == 0 || digits == 0 {
		return text, looks
	}
	if !strings.Contains(text, printed.Object) {
		text = printed.Object + text
	}
	return text, looks | s.doubt
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
	node   *html.Node
	group  int // -1 for a caption
	style  *style.Computed
	hidden bool
}

// parts lists captions and rows in the order shown: the rows of thead first and those of tfoot last, wherever they stand.
func (w *walker) parts(table *html.Node) []part {
	var captions, head, body, foot []part
	group := 0
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		into := &body
		switch c.DataAtom {
		case atom.Caption:
			captions = append(captions, part{node: c, group: -1})
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
		section := w.sheet.Compute(w.style, c)
		for r := c.FirstChild; r != nil; r = r.NextSibling {
			if r.DataAtom != atom.Tr {
				continue
			}
			st := w.sheet.Compute(section, r)
			hidden := section.None || section.Collapsed || st.None || st.Collapsed
			*into = append(*into, part{r, group, st, hidden})
		}
	}
	return append(append(append(captions, head...), body...), foot...)
}

// cellsWithText counts the cells of a row that hold text.
func cellsWithText(tr *html.Node) int {
	count := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && hasText(c) {
			count++
		}
	}
	return count
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

// declares reports whether a style sets a property to a value. The last declaration counts, as in a browser.
func declares(lower, property, value string) bool {
	at := strings.LastIndex(lower, property)
	for at > 0 && (lower[at-1] == '-' || lower[at-1] >= 'a' && lower[at-1] <= 'z') { // line-height
		at = strings.LastIndex(lower[:at], property)
	}
	if at < 0 {
		return false
	}
	rest, found := strings.CutPrefix(strings.TrimLeft(lower[at+len(property):], " \t\r\n"), ":")
	return found && strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), value)
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
