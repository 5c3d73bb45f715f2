package recognise

import (
	"maps"
	"slices"
	"strings"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// table is one of the three tables as found in a document: its cells by code, before a form is chosen.
type table struct {
	subject  report.Subject
	block    int // of its first row
	row      int // its first row, where it was read from a grid
	last     int // of its last row
	from, to int // its characters, where it was read from a flow
	flow     bool
	voc      *vocabulary // of the family with which it was read
	sequence []track     // of table 四: as its columns or rows follow each other
	unruled  bool        // rows and columns were told by where the numbers stand
	slipped  bool        // labels may stand beside the values of other rows: nothing of it is read
	cells    map[string]report.Cell
	items    []string            // as their rows follow each other
	headings []string            // as their columns follow each other
	units    units               // what stands about it in running text about units
	troubles map[string]parsed   // what keeps numbers from being read
	glued    []proof.Glued       // rows whose numbers were printed without separation
	withheld []string            // codes that stay unread whatever else is found
	rows     map[string][]string // of table 二: the headings over each item's row, in their order
	doubts   []doubt
	extras   []report.Extra
}

// doubt is something about the labels of a table that a finding must tell.
type doubt struct {
	rule   string
	codes  []string
	names  []string // items or headings, for the message
	detail string   // a label as printed, for the message
	// values are those that the one cell may have.
	values []report.Value
}

// manyCells is about how many cells a table 三 has, with the subtotals that some offices print: no more than a map of 256 places
// takes, since one of twice that size is a tenth of the memory that a document takes.
const manyCells = 224

func newTable(subject report.Subject, block int) *table {
	size := 0
	if subject == report.Request {
		size = manyCells
	}
	return &table{
		subject: subject, block: block, last: block,
		cells: make(map[string]report.Cell, size), troubles: map[string]parsed{}, rows: map[string][]string{},
	}
}

func (t *table) code(item, heading string) string {
	return string(t.subject) + "." + item + "." + heading
}

// codesUnder returns the codes of rows under headings, row by row.
func (t *table) codesUnder(items, headings []string) []string {
	var codes []string
	for _, item := range items {
		for _, heading := range headings {
			codes = append(codes, t.code(item, heading))
		}
	}
	return codes
}

// put adds a cell. A second cell for one code leaves neither: which of them is meant nobody can say, unless both
// print the same.
func (t *table) put(cell report.Cell) {
	first, again := t.cells[cell.Code]
	if !again {
		t.cells[cell.Code] = cell
		return
	}
	if first.State == cell.State && first.Value == cell.Value {
		return
	}
	first.State, first.Value = report.Unreadable, 0
	t.cells[cell.Code] = first
	t.doubt(doubt{rule: ruleTwice, codes: []string{cell.Code}, detail: cell.Raw})
}

// note keeps what keeps a number from being read. Of two for one cell nobody knows which values are meant.
func (t *table) note(code string, got parsed) {
	if got.trouble != unitMissing && got.trouble != unitConflict {
		return
	}
	if first, again := t.troubles[code]; again {
		got = parsed{trouble: max(first.trouble, got.trouble)}
	}
	t.troubles[code] = got
}

// withhold makes cells unreadable that were read, since what their labels say is in doubt.
func (t *table) withhold(codes []string) {
	t.withheld = append(t.withheld, codes...)
	for _, code := range codes {
		if cell, ok := t.cells[code]; ok && cell.State.HasValue() {
			cell.State, cell.Value = report.Unreadable, 0
			t.cells[code] = cell
		}
	}
}

func (t *table) doubt(d doubt) { t.doubts = append(t.doubts, d) }

// complete adds the rows that only another reading of the same table has.
func (t *table) complete(o *table) {
	for _, item := range o.items {
		if slices.Contains(t.items, item) {
			continue
		}
		t.items = append(t.items, item)
		for code, cell := range o.cells {
			if of, _ := splitCode(code); of == item {
				t.cells[code] = cell
				if trouble, ok := o.troubles[code]; ok {
					t.troubles[code] = trouble
				}
			}
		}
	}
}

// values returns the values of some cells, and false where one of them has none.
func (t *table) values(codes []string) ([]report.Value, bool) {
	out := make([]report.Value, len(codes))
	for i, code := range codes {
		cell := t.cells[code]
		if !cell.State.HasValue() {
			return nil, false
		}
		out[i] = cell.Value
	}
	return out, true
}

// all returns the codes of all cells, sorted.
func (t *table) all() []string { return slices.Sorted(maps.Keys(t.cells)) }

// codesOf returns the codes of cells that stand in the given rows or columns, sorted.
func (t *table) codesOf(keep func(item, heading string) bool) []string {
	var codes []string
	for code := range t.cells {
		item, heading := splitCode(code)
		if keep(item, heading) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// splitCode returns the item and heading of a code.
func splitCode(code string) (item, heading string) {
	_, rest, _ := strings.Cut(code, ".")
	item, heading, _ = strings.Cut(rest, ".")
	return item, heading
}
