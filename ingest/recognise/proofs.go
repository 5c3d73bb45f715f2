package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// stage is what a proof is about, a bit each.
type stage int

const (
	ofBand stage = 1 << iota // what one grid gave of a table 三
	ofGrid                   // a table read from grids
	ofRows                   // a table 四 with a row for each track
	ofDump                   // a table 四 of which every cell is a line
	ofText                   // a table 三 read from running text
	ofForm                   // a table whose form is known
)

// candidate is what a proof looks at.
type candidate struct {
	voc  *vocabulary
	t    *table
	band *band       // of stage ofBand
	form *forms.Form // of stage ofForm
}

// verdict is what a proof says: nothing, where it finds nothing wrong.
type verdict struct {
	doubts   []doubt
	withhold []string // codes of cells that are not read, since what their labels say is in doubt
	all      bool     // no cell of the table is read: which labels belong to which values is not proven
	gone     []string // codes of cells that are none
	slipped  bool     // nothing of the table is read, in the grids that follow neither
	// values are those of cells that are proven together and were not read one by one.
	values map[string]report.Value
}

// judge is a proof: a reason to doubt what a layout read, or to read more. Its file says by which example it was found.
type judge struct {
	name     string
	stage    stage
	subjects []report.Subject
	says     func(c candidate) verdict
}

// proofs returns all of them, in the order in which a table has to stand them.
func proofs() []judge {
	disclosure, request, appeal := []report.Subject{report.Disclosure}, []report.Subject{report.Request}, []report.Subject{report.Appeal}
	return []judge{
		{"labels", ofBand, request, judgeLabels},
		{"headings", ofBand, request, judgeHeadings},
		{"strays", ofBand, request, judgeStrays},
		{"unruled", ofGrid, request, judgeUnruled},
		{"glued", ofText, request, judgeGlued},
		{"group_gaps", ofGrid | ofDump, appeal, judgeGroupGaps},
		{"group_order", ofGrid, appeal, judgeGroupOrder},
		{"tracks", ofRows, appeal, judgeTracks},
		{"wrapped", ofGrid, appeal, judgeWrapped},
		{"row_order", ofForm, append(disclosure, request...), judgeRowOrder},
		{"heading_order", ofForm, disclosure, judgeHeadingOrder},
		{"gaps", ofForm, disclosure, judgeGaps},
		{"edges", ofForm, request, judgeEdges},
		{"column_order", ofForm, request, judgeColumnOrder},
		{"units", ofForm, report.Subjects(), judgeUnits},
	}
}

// prove puts a candidate to the proofs of some stages.
func (voc *vocabulary) prove(c candidate, of stage) {
	c.voc = voc
	for _, p := range voc.proofs {
		if p.stage&of != 0 && slices.Contains(p.subjects, c.t.subject) {
			c.t.apply(p.says(c))
		}
	}
}

// apply does to a table what a verdict says.
func (t *table) apply(v verdict) {
	for code, value := range v.values {
		if cell, ok := t.cells[code]; ok && !slices.Contains(t.withheld, code) {
			cell.State, cell.Value = report.Inferred, value
			t.cells[code] = cell
		}
	}
	if v.all {
		t.withhold(t.all())
	}
	t.withhold(v.withhold)
	for _, code := range v.gone {
		delete(t.cells, code)
	}
	t.slipped = t.slipped || v.slipped
	t.doubts = append(t.doubts, v.doubts...)
}

// refuse withholds a whole table, with a doubt.
func (t *table) refuse(d doubt) { t.apply(verdict{all: true, doubts: []doubt{d}}) }
