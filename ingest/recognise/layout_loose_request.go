package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// A converter from PDF to Markdown may break table 三 to pieces: the headings over lines of text and a row of a grid, rows
// with and without their label, labels in paragraphs between them (上海市科委 2024). Rows that stand beside their label are
// read where the text over the table proves the order of the headings; rows without one only where the order of all rows
// and every sum leave a single reading.

// looseRow is a row of seven values in a grid whose headings stand elsewhere.
type looseRow struct {
	item   string // empty where no label stands beside the values
	label  string
	first  int // how many cells stand before the values
	cells  []*read.GridCell
	values []report.Cell
	sheet  sheet
	line   int // of the flow
}

// isFull reports whether every cell of a row has a value and they add up to the last.
func (r looseRow) isFull() bool {
	values := make([]report.Value, len(r.values))
	for i, cell := range r.values {
		if !cell.State.HasValue() {
			return false
		}
		values[i] = cell.Value
	}
	return proof.Row(values)
}

// groupResults is the label over all results of table 三.
const groupResults = "results"

// maxHeadLines is how many lines the headings over a table in pieces may take.
const maxHeadLines = 24

// looseRequest reads table 三 from its pieces.
func looseRequest(p *page) []*table {
	if t := p.voc.looseRequest(p.blocks, p.flow(), p.isSection); t != nil {
		return []*table{t}
	}
	return nil
}

// looseRequest returns the table, nil where the document holds none, or more than one.
func (voc *vocabulary) looseRequest(blocks []read.Block, f *flow, isSection func(string) bool) *table {
	rows := voc.looseRows(blocks, f)
	from := slices.IndexFunc(rows, func(r looseRow) bool { return r.item == voc.firstRequest })
	if from < 0 {
		return nil
	}
	rows = rows[from:]
	to := slices.IndexFunc(rows, func(r looseRow) bool { return r.item == voc.lastRequest })
	if to < 0 {
		return nil
	}
	rows = rows[:to+1]
	var labelled []string
	for _, r := range rows {
		if r.label != "" && r.item == "" || r.item != "" && slices.Contains(labelled, r.item) {
			return nil
		}
		if r.item != "" {
			labelled = append(labelled, r.item)
		}
	}
	if !voc.looseApplicants(f, rows[0].line, isSection) {
		return nil
	}
	t := newTable(report.Request, rows[0].sheet.block)
	t.flow, t.last, t.headings = true, rows[to].sheet.block, voc.applicants
	t.from, t.to = f.ofLine(rows[0].line), f.ofLine(rows[to].line+1)
	detached := voc.detached(f, t, rows)
	for i, r := range rows {
		item, state := r.item, report.Reported
		if item == "" {
			if detached == nil {
				continue
			}
			item, state = detached[i], report.Inferred
		}
		t.items = append(t.items, item)
		sound := voc.isAligned(rows, r)
		for c, cell := range r.values {
			cell.Code = t.code(item, voc.applicants[c])
			switch {
			case !sound && cell.State.HasValue():
				cell.State, cell.Value = report.Unreadable, 0
			case cell.State == report.Reported:
				cell.State = state
			}
			t.put(cell)
		}
		if !sound {
			t.doubt(doubt{rule: ruleRow, names: []string{item}, detail: strings.TrimSpace(r.label), codes: voc.rowCodes(t, item)})
		}
	}
	if len(labelled) < len(rows) {
		t.doubt(doubt{rule: ruleDetached, names: missingFrom(voc.order(report.Request, labelled), labelled)})
	}
	return t
}

// looseRows returns the rows of seven values of all grids that span no cells.
func (voc *vocabulary) looseRows(blocks []read.Block, f *flow) []looseRow {
	var out []looseRow
	labels := requests{voc: voc}
	number := 0
	for b := range blocks {
		grid := blocks[b].Grid
		if grid == nil {
			continue
		}
		number++
		if grid.Ragged || slices.ContainsFunc(grid.Cells, func(c read.GridCell) bool { return c.RowSpan > 1 || c.ColumnSpan > 1 }) {
			continue
		}
		s := newSheet(grid, number, b)
		for r := range grid.Rows {
			cells := s.row(r)
			row := looseRow{sheet: s, line: f.lineOf(b, r)}
			for i, cell := range cells {
				if !isBlank(cell.Text) && !voc.values.isValue(cell.Text, voc.countUnit) {
					row.first, row.label = i+1, cell.Text
				}
			}
			rest := cells[row.first:]
			n := len(voc.applicants)
			if len(rest) < n || slices.ContainsFunc(rest[n:], func(c *read.GridCell) bool { return !isBlank(c.Text) }) ||
				slices.ContainsFunc(cells[:row.first], func(c *read.GridCell) bool { return hasOnlyValue(c.Text) && !isBlank(c.Text) }) {
				continue
			}
			row.cells = rest[:n]
			for _, cell := range row.cells {
				row.values = append(row.values, voc.looseCell(s, cell))
			}
			if row.label != "" {
				row.item, _ = labels.item(row.label)
			} else if !row.isFull() {
				continue
			}
			out = append(out, row)
		}
	}
	return out
}

// looseCell reads a cell whose indicator is not known yet: all of table 三 are counts.
func (voc *vocabulary) looseCell(s sheet, printed *read.GridCell) report.Cell {
	got := voc.values.read(printed.Text, voc.countUnit, s.units.count)
	return report.Cell{Raw: rawText(printed.Text), Place: s.place(printed), State: got.state, Value: got.value}
}

// isAligned reports whether it is proven which value of a row is which: all are there and add up, or the row has some
// blank and another one of its grid and width adds up.
func (voc *vocabulary) isAligned(rows []looseRow, r looseRow) bool {
	if r.isFull() {
		return true
	}
	if !slices.ContainsFunc(r.values, func(c report.Cell) bool { return !c.State.HasValue() }) {
		return false
	}
	return slices.ContainsFunc(rows, func(o looseRow) bool {
		return o.sheet.block == r.sheet.block && o.first == r.first && o.label != "" && o.isFull()
	})
}

// detached returns the items of all rows where those without a label can be only one row each: the table has just the rows
// of one form, every label of it is in the text, the labelled rows stand at their places among the others, and the sums of
// all columns close.
func (voc *vocabulary) detached(f *flow, t *table, rows []looseRow) []string {
	var fits []order
	for _, form := range voc.forms {
		items := voc.items(form, report.Request)
		if len(items) != len(rows) || slices.ContainsFunc(fits, func(o order) bool { return slices.Equal(o, items) }) {
			continue
		}
		fit := true
		for i, r := range rows {
			fit = fit && (r.item == "" || r.item == items[i])
		}
		if fit && voc.holdsLabels(f, t.from, t.to, items) {
			fits = append(fits, items)
		}
	}
	if len(fits) != 1 {
		return nil
	}
	for column := range voc.applicants {
		for _, sum := range voc.columnSums(fits[0]) {
			if !looseCloses(rows, fits[0], sum, column) {
				return nil
			}
		}
	}
	return fits[0]
}

// holdsLabels reports whether a text has the label of every item once.
func (voc *vocabulary) holdsLabels(f *flow, from, to int, items order) bool {
	count := map[string]int{}
	for _, k := range f.find(voc.words.requests, from, to) {
		count[k.name]++
	}
	return !slices.ContainsFunc(items, func(item string) bool { return count[item] == 0 })
}

// looseCloses reports whether a relation between rows holds in a column. One that needs a labelled row's lost value, and
// none of the rows without a label, says nothing.
func looseCloses(rows []looseRow, items order, sum proof.Column, column int) bool {
	lost, unlabelled := false, false
	for _, name := range slices.Concat(sum.Left, sum.Right) {
		row := rows[slices.Index(items, name)]
		lost = lost || !row.values[column].State.HasValue()
		unlabelled = unlabelled || row.item == ""
	}
	if lost {
		return !unlabelled
	}
	return sum.Closes(func(item string) report.Value { return rows[slices.Index(items, item)].values[column].Value })
}

// looseApplicants reports whether the lines over a table prove the order of its headings, with the headings of sections
// and pieces of the label that runs down beside the results left out.
func (voc *vocabulary) looseApplicants(f *flow, line int, isSection func(string) bool) bool {
	var texts []string
	for i := line - 1; i >= max(0, line-maxHeadLines); i-- {
		text := flat(f.lines[i].text)
		if strings.Contains(text, voc.applicantsGroup) {
			texts = append(texts, text)
			slices.Reverse(texts)
			return voc.applicantsIn(strings.Join(texts, "")) != nil
		}
		if isSection(strings.TrimLeft(f.lines[i].text, "# ")) || voc.isResultsPiece(text) {
			continue
		}
		texts = append(texts, text)
	}
	return false
}

// isResultsPiece reports whether a line is a piece of the label over all results: 三、本年|度办|理结果.
func (voc *vocabulary) isResultsPiece(text string) bool {
	text = lexicon.TrimNumber(text)
	if text == "" || utf8.RuneCountInString(text) > 4 {
		return text == ""
	}
	for label, name := range voc.request.groups.whole {
		if name == groupResults && strings.Contains(label, text) {
			return true
		}
	}
	return false
}

// lineOf returns the line of a flow that a grid's row is.
func (f *flow) lineOf(block, row int) int {
	first, _ := slices.BinarySearchFunc(f.lines, block, func(l flowLine, block int) int { return l.block - block })
	return first + row
}

// ofLine returns the first character of a line, or of the next that has one.
func (f *flow) ofLine(line int) int {
	at, _ := slices.BinarySearch(f.line, line)
	return at
}
