package recognise

import (
	"maps"
	"slices"
	"strings"

	"gongkai/config/forms"
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
	forms    *forms.Set // the family with which it was read
	unruled  bool       // rows and columns were told by where the numbers stand
	slipped  bool       // labels may stand beside the values of other rows: nothing of it is read
	cells    map[string]report.Cell
	items    []string            // as their rows follow each other
	headings []string            // as their columns follow each other
	units    units               // what stands about it in running text about units
	troubles map[string]reading  // what keeps numbers from being read
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

// manyCells is about how many cells a table 三 has, with the subtotals that some offices print.
const manyCells = 256

func newTable(subject report.Subject, block int) *table {
	size := 0
	if subject == report.Request {
		size = manyCells
	}
	return &table{
		subject: subject, block: block, last: block,
		cells: make(map[string]report.Cell, size), troubles: map[string]reading{}, rows: map[string][]string{},
	}
}

func (t *table) code(item, heading string) string {
	return string(t.subject) + "." + item + "." + heading
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
func (t *table) note(code string, got reading) {
	if got.trouble != unitMissing && got.trouble != unitConflict {
		return
	}
	if first, again := t.troubles[code]; again {
		got = reading{trouble: max(first.trouble, got.trouble)}
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

// withholdAll makes every cell unreadable that was read: which labels belong to which values is not proven.
func (t *table) withholdAll() { t.withhold(t.all()) }

func (t *table) doubt(d doubt) { t.doubts = append(t.doubts, d) }

// maxGaps is how many cells may be blank in a table or row that is printed in full otherwise: a slip of the values by one
// place leaves one blank row or a blank cell or two, an office that prints no zeros leaves most blank.
const maxGaps = 3

// proveEdges withholds a table 三 that is printed in full but for its first or last row: the values have slipped by a
// row, or these blanks are meant, and nobody can tell.
func (t *table) proveEdges(rows order, headings []string) {
	if len(rows) == 0 || len(headings) == 0 {
		return
	}
	blank := func(item string) int {
		n := 0
		for _, heading := range headings {
			cell, ok := t.cells[t.code(item, heading)]
			if ok && cell.State == report.Blank || !ok && item == rows[0] {
				// A text has nothing behind the label of a blank row.
				n++
			}
		}
		return n
	}
	if blank(rows[0]) < len(headings) && blank(rows[len(rows)-1]) < len(headings) {
		return
	}
	inside := 0
	for _, item := range rows[1 : len(rows)-1] {
		inside += blank(item)
	}
	if inside <= maxGaps && len(t.items) > len(rows)/2 {
		t.withholdAll()
		t.doubt(doubt{rule: ruleSlipped})
	}
}

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

// proveOrder adds a doubt where rows or columns do not stand in the order of the form: the sums cannot see it.
func (t *table) proveOrder(form *forms.Form) {
	items, headings := map[string]int{}, map[string]int{}
	for _, p := range form.Of(t.subject) {
		if p.Role != forms.RoleCell {
			continue
		}
		if _, ok := items[p.Indicator.Item]; !ok {
			items[p.Indicator.Item] = len(items)
		}
		if _, ok := headings[p.Indicator.Heading]; !ok {
			headings[p.Indicator.Heading] = len(headings)
		}
	}
	if rows := misplaced(t.items, items); len(rows) > 0 {
		t.doubt(doubt{rule: ruleOrder, names: rows, codes: t.codesOf(
			func(item, _ string) bool { return slices.Contains(rows, item) })})
	}
	for _, item := range t.items {
		t.proveRow(form, item)
	}
	t.proveGaps()
	if t.subject == report.Request {
		t.proveEdges(itemsOf(form, t.subject), t.headings)
	}
	if columns := misplaced(t.headings, headings); t.subject == report.Request && len(columns) > 0 {
		t.doubt(doubt{rule: ruleOrder, names: columns, codes: t.codesOf(
			func(_, heading string) bool { return slices.Contains(columns, heading) })})
	}
}

// proveGaps withholds the rows of table 二 that have a blank beside numbers in a table that is printed in full otherwise:
// a value that was left out moves those behind it, and nothing adds up here.
func (t *table) proveGaps() {
	if t.subject != report.Disclosure {
		return
	}
	blanks := t.codesOf(func(item, heading string) bool { return t.cells[t.code(item, heading)].State == report.Blank })
	if len(blanks) == 0 || len(blanks) > maxGaps {
		return
	}
	for _, item := range t.items {
		codes := t.codesOf(func(of, _ string) bool { return of == item })
		if len(codes) > 1 && slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(blanks, code) }) &&
			slices.ContainsFunc(codes, func(code string) bool { return t.cells[code].State.HasValue() }) {
			t.withhold(codes)
			t.doubt(doubt{rule: ruleRow, names: []string{item}, codes: codes})
		}
	}
}

// proveRow adds a doubt where the headings over a row of table 二 do not stand in the order of the form.
func (t *table) proveRow(form *forms.Form, item string) {
	rank := map[string]int{}
	for _, p := range form.Of(t.subject) {
		if p.Indicator.Item == item && p.Role == forms.RoleCell {
			rank[p.Indicator.Heading] = len(rank)
		}
	}
	if columns := misplaced(t.rows[item], rank); len(columns) > 0 {
		t.doubt(doubt{rule: ruleOrder, names: columns, codes: t.codesOf(
			func(of, heading string) bool { return of == item && slices.Contains(columns, heading) })})
	}
}

// misplaced returns the names that stand out of the order of the form: those at whose place another one is due.
// Names that the form does not know are passed over.
func misplaced(sequence []string, rank map[string]int) []string {
	var known []string
	for _, name := range sequence {
		if _, ok := rank[name]; ok {
			known = append(known, name)
		}
	}
	due := slices.Clone(known)
	slices.SortStableFunc(due, func(a, b string) int { return rank[a] - rank[b] })
	var out []string
	for i := range known {
		if known[i] != due[i] {
			out = append(out, known[i])
		}
	}
	return out
}

// splitCode returns the item and heading of a code.
func splitCode(code string) (item, heading string) {
	_, rest, _ := strings.Cut(code, ".")
	item, heading, _ = strings.Cut(rest, ".")
	return item, heading
}
