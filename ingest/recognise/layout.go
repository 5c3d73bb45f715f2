package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// layout is a way in which one of the three tables stands in a document. Its file says by which example it was found.
type layout struct {
	name    string
	subject report.Subject
	// text: it reads running text, and only where nothing before it gave a cell of the subject.
	text bool
	// rival: it is also tried where grids gave less than most cells of the subject's only table, and taken where it reads more.
	rival bool
	// yields names a layout that goes before it where that reads every cell of the table without a doubt; else it is looked at first.
	yields string
	// proofs are those that what it reads has to stand.
	proofs stage
	read   func(p *page) []*table
}

// layouts returns all of them by rank. Those of grids are all tried, and of what they find at one place the best is taken; those of
// running text are tried one after the other until one finds something.
func layouts() []layout {
	return []layout{
		{name: "blocks", subject: report.Disclosure, read: blocks},
		{name: "crossed", subject: report.Request, proofs: ofGrid, read: crossed},
		{name: "columns", subject: report.Appeal, proofs: ofGrid, read: inColumns},
		{name: "turned", subject: report.Appeal, proofs: ofGrid | ofRows, read: turned},
		{name: "listed", subject: report.Appeal, proofs: ofGrid, read: listed},
		{name: "pieces", subject: report.Appeal, proofs: ofGrid, read: inPieces},
		{name: "loose_request", subject: report.Request, text: true, read: looseRequest},
		{name: "dump_request", subject: report.Request, text: true, rival: true, yields: "flow_request", read: dumpRequest},
		{name: "flow_request", subject: report.Request, text: true, proofs: ofText, read: flowRequests},
		{name: "flow_disclosure", subject: report.Disclosure, text: true, read: flowDisclosure},
		{name: "dump_appeal", subject: report.Appeal, text: true, rival: true, yields: "flow_appeal", proofs: ofDump, read: dumpAppeal},
		{name: "flow_appeal", subject: report.Appeal, text: true, read: flowAppeals},
		{name: "loose_appeal", subject: report.Appeal, text: true, read: looseAppeal},
	}
}

// page is what layouts look at: the grids of a document and its running text, as one family of forms has them.
type page struct {
	voc    *vocabulary
	blocks []read.Block
	sheets []sheet
	heads  [][]head // of each sheet: the headings of tables 四
	tables []*table // found so far
	// request is the table 三 that the running text has; several says that it has more than one.
	request *table
	several bool
	lines   *flow // the running text, once it is needed
	dumped  []dumpLine
	tried   map[string][]*table // what layouts found that were tried ahead of their turn, too
	units   units               // what it says about the units of amounts
	// form returns the form that a table follows, whatever the year.
	form      func(t *table) *forms.Form
	isSection func(line string) bool
}

// newPage prepares the grids of a document. number is how many grids stand before its first block.
func (rec *Recogniser) newPage(voc *vocabulary, blocks []read.Block, number int) *page {
	p := &page{voc: voc, blocks: blocks, units: voc.proseUnits(blocks)}
	p.form = func(t *table) *forms.Form { return rec.form(t, 0) }
	p.isSection = func(line string) bool { _, ok := rec.section(line); return ok }
	for i := range blocks {
		grid := blocks[i].Grid
		if grid == nil {
			continue
		}
		number++
		ragged := grid.Ragged
		if ragged {
			grid = square(grid)
		}
		s := newSheet(voc.join(voc.fold(grid)), number, i)
		s.ragged = ragged
		s.units = rec.around(voc, blocks, i)
		s.units.join(p.units)
		p.sheets = append(p.sheets, s)
		p.heads = append(p.heads, voc.heads(s))
	}
	return p
}

// try has a layout read the page, once, and puts what it finds to its proofs.
func (p *page) try(l layout) []*table {
	if found, tried := p.tried[l.name]; tried {
		return found
	}
	found := l.read(p)
	for _, t := range found {
		t.voc = p.voc
		p.voc.prove(candidate{t: t}, l.proofs)
	}
	if p.tried == nil {
		p.tried = map[string][]*table{}
	}
	p.tried[l.name] = found
	return found
}

// isWhole reports whether a layout reads every cell of a table without a doubt: then no other has to be tried.
func (p *page) isWhole(name string) bool {
	for _, l := range p.voc.layouts {
		if l.name == name {
			found := p.try(l)
			return len(found) == 1 && len(found[0].doubts) == 0 && found[0].hasAll(p.form(found[0]))
		}
	}
	return false
}

// hasAll reports whether a table has a value in each of its cells; subtotals of the form have none.
func (t *table) hasAll(form *forms.Form) bool {
	return !slices.ContainsFunc(form.Of(t.subject), func(p forms.Position) bool {
		return p.Role == forms.RoleCell && !t.cells[p.Indicator.Code].State.HasValue()
	})
}

// flow returns the running text.
func (p *page) flow() *flow {
	if p.lines == nil {
		p.lines = newFlow(p.blocks)
		p.lines.units = p.units
	}
	return p.lines
}

// wants reports whether a layout may find what no layout before it did.
func (p *page) wants(l layout) bool {
	switch {
	case !l.text:
		return true
	case p.several:
		return false
	case l.subject == report.Disclosure && p.partly() != nil:
		return true
	case l.rival && p.meagre(l.subject) != nil:
		return true
	}
	return !slices.ContainsFunc(p.tables, func(t *table) bool { return t.subject == l.subject && len(t.cells) > 0 })
}

// add keeps what a layout found.
func (p *page) add(l layout, found []*table) {
	if poor := p.meagre(l.subject); l.rival && poor != nil && len(found) > 0 {
		if len(found) > 1 || found[0].count() <= poor.count() || !found[0].agrees(poor) {
			return
		}
		p.tables = slices.DeleteFunc(p.tables, func(t *table) bool { return t == poor })
	}
	if l.text && l.subject == report.Request && len(found) > 0 {
		p.request, p.several = found[0], len(found) > 1
		if p.several {
			// Several reports in one text: where each begins is not proven.
			p.request.refuse(doubt{rule: ruleTables})
			found = found[:1]
		}
	}
	for _, t := range found {
		if len(t.cells) > 0 || len(t.doubts) > 0 {
			p.put(t)
		}
	}
}

// put adds a candidate; of two of a subject at one place, the one with more cells is kept, the first of two alike.
func (p *page) put(t *table) {
	i := slices.IndexFunc(p.tables, func(o *table) bool {
		return o.subject == t.subject && !t.flow && !o.flow && t.row > 0 && o.block == t.block && o.row == t.row
	})
	switch {
	case i < 0:
		p.tables = append(p.tables, t)
	case len(t.cells) > len(p.tables[i].cells):
		p.tables[i] = t
	}
}

// partly returns the only table 二 of a document where a grid gave some of its rows and others are left: a converter
// that makes a grid of one block and lines of the next (上海市科委 2024).
func (p *page) partly() *table {
	var only *table
	for _, t := range p.tables {
		if t.subject != report.Disclosure || len(t.cells) == 0 {
			continue
		}
		if only != nil {
			return nil
		}
		only = t
	}
	if only != nil && slices.ContainsFunc(only.doubts, func(d doubt) bool { return d.rule == ruleHeader }) {
		// Some rows are not read since their headings are missing, and a text has no better ones.
		return nil
	}
	if only == nil || len(only.items) >= len(itemsOf(p.form(only), report.Disclosure)) {
		return nil
	}
	return only
}

// meagre returns the only table of a subject where most of its cells are not read, and nothing is seen that may have
// slipped: it lost cells, or is cut into pieces.
func (p *page) meagre(subject report.Subject) *table {
	var only *table
	for _, t := range p.tables {
		if t.subject != subject || len(t.cells) == 0 {
			continue
		}
		if only != nil {
			return nil
		}
		only = t
	}
	if only == nil || only.count()*5 > len(p.form(only).Of(subject))*4 || !p.hasLostCells(only) {
		return nil
	}
	lost := []string{ruleHeader, ruleRow, ruleDetached}
	if slices.ContainsFunc(only.doubts, func(d doubt) bool { return !slices.Contains(lost, d.rule) }) {
		return nil
	}
	return only
}

// maxWhole is how many grids a table has whose cells stand in columns: one a page.
const maxWhole = 4

// hasLostCells reports whether rows of the grids of a table have no cell in some columns, so that the columns of the others say nothing, or
// whether it is in pieces.
func (p *page) hasLostCells(t *table) bool {
	n := 0
	for _, s := range p.sheets {
		if s.block < t.block || s.block > t.last {
			continue
		}
		n++
		if s.ragged {
			return false
		}
		for _, row := range s.at {
			if slices.Contains(row, -1) {
				return true
			}
		}
	}
	return n > maxWhole
}

// agrees reports whether two tables have no different values for one cell.
func (t *table) agrees(o *table) bool {
	for code, cell := range o.cells {
		if own := t.cells[code]; cell.State.HasValue() && own.State.HasValue() && own.Value != cell.Value {
			return false
		}
	}
	return true
}
