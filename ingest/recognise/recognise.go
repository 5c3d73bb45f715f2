package recognise

import (
	"fmt"
	"slices"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/config/rules"
	"gongkai/ingest/read"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Recogniser finds reports in documents. It may be used from many goroutines at once.
type Recogniser struct {
	vocabularies []*vocabulary // one for each family of forms
	forms        []*forms.Form
	units        map[string]lexicon.Unit // of indicators, by their text
	sections     []lexicon.Section
	sectionWords *lexicon.Finder // of their texts
	texts        *texts
	identify     Identifier
}

// Identifier settles who reported, for where, for when and with what scope.
type Identifier interface {
	// Identify fills agency, region, year, period, publication day, title and scopes of a report, with evidence, from
	// its prose, and from what the document's container says where meta is not nil: it is nil for one of several
	// reports in a document.
	Identify(r *report.Report, meta *read.Meta, prose []string, given Given)
	// Heading returns the heading that the last of some lines ends, nil where it ends none.
	Heading(lines []string) *identity.Heading
	// Body returns the heading that nothing but the name of a body is, nil for any other text.
	Body(text string) *identity.Heading
	// HeadingsIn returns the headings in a text without line ends.
	HeadingsIn(text string) []identity.Within
	// Opens reports whether a line says what the first lines of a report say.
	Opens(line string) bool
	// Remembering returns one for a single document and goroutine, which reads no line twice.
	Remembering() Identifier
}

// New returns a recogniser for the given forms and rules.
func New(set *forms.Set, all *rules.Set, identify Identifier) (_ *Recogniser, err error) {
	defer fault.Wrap(&err, "new recogniser")
	labels, err := lexicon.Labels()
	if err != nil {
		return nil, err
	}
	opposites, err := lexicon.Opposites()
	if err != nil {
		return nil, err
	}
	words, err := lexicon.CellValues()
	if err != nil {
		return nil, err
	}
	sections, err := lexicon.Sections()
	if err != nil {
		return nil, err
	}
	notes, err := lexicon.Notes()
	if err != nil {
		return nil, err
	}
	units, err := unitsOf(set, words)
	if err != nil {
		return nil, err
	}
	parted, err := families(set)
	if err != nil {
		return nil, err
	}
	rec := &Recogniser{
		forms: set.Forms, units: units, sections: sections, sectionWords: sectionWords(sections),
		texts: &texts{all, set, sections, notes}, identify: identify,
	}
	for _, family := range parted {
		rec.vocabularies = append(rec.vocabularies, newVocabulary(set, family, all, labels, opposites, values{words}, units))
	}
	return rec, nil
}

// Given is what is known of a document from outside: its path, and what a manifest says.
type Given struct {
	Path       string
	Agency     string
	RegionCode string
	Year       int
}

// Reports returns the reports in a document, at least one. It fails with fault.ErrNoTable where the document names
// itself an annual report and holds none of the three tables, with fault.ErrAttachmentOnly where it links to the
// report instead, and with fault.ErrNotAReport for anything else.
func (rec *Recogniser) Reports(doc *read.Document, given Given) (_ []report.Report, err error) {
	defer fault.Wrap(&err, "recognise")
	rec = rec.remembering()
	notes := doc.PlacedNotes()
	var reports []report.Report
	found := false
	for _, p := range rec.divide(doc) {
		tables := rec.tables(&p.doc, p.grids)
		if len(tables) == 0 && !p.whole {
			reports = append(reports, rec.untabled(p, p.notes(notes), given))
			continue
		}
		of := rec.reports(p, tables, p.notes(notes), given)
		found = found || len(of) > 0
		reports = append(reports, of...)
	}
	if !found {
		// No table, or every one that of another year.
		return nil, rec.refuse(doc, given)
	}
	return reports, nil
}

// untabled returns the report of a part that has a title and no table: a report without values.
func (rec *Recogniser) untabled(p part, notes []read.Placed, given Given) report.Report {
	r := rec.about(p, 0, len(p.doc.Blocks), given)
	rec.fill(&r, nil)
	rec.leftOut(&r, nil, notes, 0, len(p.doc.Blocks))
	return r
}

// reports returns the reports of the tables in a part of a document.
func (rec *Recogniser) reports(p part, tables []*table, notes []read.Placed, given Given) (reports []report.Report) {
	doc := &p.doc
	segments := rec.segments(doc, tables, given)
	for i, g := range segments {
		from, to := 0, len(doc.Blocks)
		if i > 0 {
			from = segments[i-1].end()
		}
		if i+1 < len(segments) {
			to = g.end()
		}
		for _, r := range rec.years(p, g, notes, from, to, given) {
			reports = rec.merge(reports, r)
		}
	}
	return reports
}

// tables finds the tables of a document in the order in which they stand. number is how many grids stand before its first
// block.
func (rec *Recogniser) tables(doc *read.Document, number int) []*table {
	tables := rec.tablesOf(rec.vocabularies[0], doc, number)
	for _, voc := range rec.vocabularies[1:] {
		tables = rec.better(tables, rec.tablesOf(voc, doc, number))
	}
	return tables
}

// tablesOf finds the tables of a document as one family of forms has them: candidates of every layout, of several at one place the
// best, each put to its proofs.
func (rec *Recogniser) tablesOf(voc *vocabulary, doc *read.Document, number int) []*table {
	p := rec.newPage(voc, doc.Blocks, number)
	for _, l := range voc.layouts {
		if !p.wants(l) || l.yields != "" && p.meagre(l.subject) == nil && p.isWhole(l.yields) {
			continue
		}
		p.add(l, p.try(l))
	}
	slices.SortStableFunc(p.tables, byBlock)
	return p.tables
}

// about makes a report of what blocks [from, to) of a part say outside the tables.
func (rec *Recogniser) about(p part, from, to int, given Given) report.Report {
	doc := &p.doc
	var r report.Report
	var meta *read.Meta
	if p.whole && from == 0 && to == len(doc.Blocks) {
		declared := doc.Meta
		declared.Fields = fieldsAbout(doc.Blocks)
		meta = &declared
	}
	prose := rec.Prose(doc.Blocks[from:to])
	rec.identify.Identify(&r, meta, rec.named(p, doc.Blocks[from:to], prose), given)
	p.tell(&r, rec.texts)
	r.Narrative = rec.narrative(prose)
	return r
}

// refuse says why a document without tables is no report.
func (rec *Recogniser) refuse(doc *read.Document, given Given) error {
	var r report.Report
	rec.identify.Identify(&r, &doc.Meta, rec.Prose(doc.Blocks), given)
	titled := r.Title != "" && r.Year != 0
	switch {
	case titled && len(doc.Links) > 0 && !rec.hasProse(doc):
		return fmt.Errorf("the report is in the attachment %s: %w", doc.Links[0].Address, fault.ErrAttachmentOnly)
	case titled:
		return fault.ErrNoTable
	}
	return fault.ErrNotAReport
}

// hasProse reports whether a document has a section of the report's own.
func (rec *Recogniser) hasProse(doc *read.Document) bool {
	return len(rec.narrative(rec.Prose(doc.Blocks))) > 1
}
