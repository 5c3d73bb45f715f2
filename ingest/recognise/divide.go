package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/report"
)

// held is what stands between one title and the next.
type held struct {
	any      bool // anything of a report
	opens    bool // it begins as a report does
	says     bool // with a line about its period or the law
	subjects []report.Subject
}

// stretch is the titles of one report and what they hold.
type stretch struct {
	from     place
	own      identity.Heading
	text     string // of its title
	subjects []report.Subject
	before   []headed // titles of others directly before the first of its own, which hold nothing
	after    []headed // of others behind the last report, which hold no more than headings of sections
	others   []string
}

// mayDivide reports whether a document has two lines that may be titles, or is one in which titles are not lines. Most have one, and are
// not looked at further.
func mayDivide(doc *read.Document) bool {
	if gluedBlock(doc) >= 0 {
		return true
	}
	found := 0
	count := func(text string) {
		for line := range strings.SplitSeq(text, "\n") {
			if identity.MayBeTitle(line) {
				found++
			}
		}
	}
	for i := range doc.Blocks {
		if isSheet(doc, i) {
			return true
		}
		if grid := doc.Blocks[i].Grid; grid != nil {
			for c := range grid.Cells {
				count(grid.Cells[c].Text)
			}
			continue
		}
		count(doc.Blocks[i].Text)
	}
	return found > 1
}

// divide cuts a document where another report begins: at a title that names another body or another year than the title of what
// stands before it. A title that holds nothing of a report is one of a list of links, of a menu or of a cover, and cuts
// nothing; what follows a list of titles, or the head of a page, and goes on where the report stopped is still the
// report's, with a finding.
func (rec *Recogniser) divide(doc *read.Document) []part {
	whole := part{doc: *doc, whole: true}
	if !mayDivide(doc) {
		return []part{whole}
	}
	all := rec.headings(doc)
	if !slices.ContainsFunc(all, func(h headed) bool { return !h.heading.Same(*all[0].heading) }) {
		return []part{whole}
	}
	end := place{len(doc.Blocks), 0}
	var stretches []stretch
	begins := 0       // the title after the last one that holds something
	var bare []headed // titles since then over headings of sections without a sentence
	for i, h := range all {
		next := end
		if i+1 < len(all) {
			next = all[i+1].at
		}
		if has := rec.held(doc, h.at, next); has.any {
			stretches = follow(stretches, all[begins:i], h, has)
			begins, bare = i+1, nil
		} else if has.opens {
			bare = append(bare, h)
		}
	}
	if len(stretches) == 0 {
		return []part{whole}
	}
	last := &stretches[len(stretches)-1]
	last.after = slices.DeleteFunc(bare, func(o headed) bool { return o.heading.Same(last.own) })
	suspect(stretches)
	var parts []part
	counted, grids := 0, 0
	for i, s := range stretches {
		p := whole
		if len(stretches) > 1 {
			from, to := s.from, end
			if i == 0 {
				from = place{}
			}
			if i+1 < len(stretches) {
				to = stretches[i+1].from
			}
			p = piece(doc, from, to)
			for ; counted < from.block; counted++ {
				grids += boolInt(doc.Blocks[counted].Grid != nil)
			}
			p.grids = grids
		}
		p.others = s.others
		if i == 0 && s.own.Year != 0 {
			p.foreign = linesOf(s.before)
		}
		parts = append(parts, p)
	}
	return parts
}

// follow adds a title that holds something: to the last report, or as a new one. empty are the titles between, which hold
// nothing.
func follow(all []stretch, empty []headed, h headed, has held) []stretch {
	if len(all) > 0 {
		last := &all[len(all)-1]
		if last.own.Same(*h.heading) {
			last.own = fuller(last.own, *h.heading)
			last.subjects = append(last.subjects, has.subjects...)
			return all
		}
		isOther := func(o headed) bool { return !o.heading.Same(*h.heading) && !o.heading.Same(last.own) }
		isHead := func(o headed) bool { return o.heading.Same(*h.heading) }
		goesOn := !has.opens && !slices.ContainsFunc(has.subjects, func(s report.Subject) bool { return slices.Contains(last.subjects, s) })
		if goesOn && (slices.ContainsFunc(empty, isOther) || slices.ContainsFunc(last.before, isHead)) {
			last.subjects = append(last.subjects, has.subjects...)
			last.others = append(last.others, h.text)
			return all
		}
	}
	s := stretch{from: h.at, own: *h.heading, text: h.text, subjects: has.subjects}
	n := len(empty)
	for n > 0 && empty[n-1].heading.Same(s.own) { // the title of a cover, or a title printed twice
		n--
		s.from, s.own = empty[n].at, fuller(s.own, *empty[n].heading)
	}
	if last := len(all) - 1; last >= 0 && len(all[last].subjects) == 0 && !has.says && all[last].text != "" {
		// What follows may be the tables of the report above: a title stands alone between its first lines and the rest.
		s.others = append(s.others, all[last].text)
	}
	s.before = slices.DeleteFunc(slices.Clone(empty[:n]), func(o headed) bool { return o.heading.Same(s.own) })
	return append(all, s)
}

// fuller returns the heading of a report that both of two headings name, with what one of them leaves out.
func fuller(a, b identity.Heading) identity.Heading {
	if len(b.Agency) > len(a.Agency) {
		a.Agency = b.Agency
	}
	if a.Year == 0 {
		a.Year = b.Year
	}
	return a
}

// suspect notes the titles before a report that hold nothing and name a body and a year of which the document has no report: those of
// a list, or of a report that is a picture.
func suspect(all []stretch) {
	for i := range all {
		s := &all[i]
		for _, o := range slices.Concat(s.before, s.after) {
			if len(s.others) == maxOthers {
				break
			}
			found := slices.ContainsFunc(all, func(other stretch) bool { return other.own.Same(*o.heading) })
			if !found && o.heading.Year != 0 && o.text != "" && !slices.Contains(s.others, o.text) {
				s.others = append(s.others, o.text)
			}
		}
	}
}

// linesOf returns the titles that are a line each.
func linesOf(all []headed) (lines []string) {
	for _, h := range all {
		if h.heading.Lines == 1 && h.text != "" {
			lines = append(lines, h.text)
		}
	}
	return lines
}

// minSections is how many sections a text without line ends has at least that is a report, and minFigures how many numbers
// stand in a row of lines that are a table which cannot be read.
const (
	minSections = 2
	minFigures  = 12
)

// held tells what stands between two places. A report without tables has a sentence after its first section's heading, or one about
// its period; a table of contents has headings and no sentence.
func (rec *Recogniser) held(doc *read.Document, from, to place) (h held) {
	p := piece(doc, from, to)
	for _, t := range rec.tables(&p.doc, 0) {
		h.any = true
		h.subjects = append(h.subjects, t.subject)
	}
	lines := rec.Prose(p.doc.Blocks)
	sentence := slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, sentenceEnd) })
	for i, line := range lines {
		name, ok := rec.section(line)
		if ok && name != rec.sections[0].Name {
			break
		}
		h.says = i > 0 && !ok && rec.identify.Opens(line)
		h.opens = h.opens || ok || h.says
		if h.says {
			break
		}
	}
	h.any = h.any || h.opens && sentence || figures(lines) >= minFigures
	for i := range p.doc.Blocks {
		if rec.sectionsIn(p.doc.Blocks[i].Text) >= minSections {
			h.any, h.opens = true, true
		}
	}
	return h
}

// figures counts the numbers that stand by themselves in lines.
func figures(lines []string) (n int) {
	for _, line := range lines {
		for _, word := range strings.Fields(line) {
			if hasDigit(word) && hasOnlyValue(word) {
				n++
			}
		}
	}
	return n
}

// sectionsIn counts the headings of sections inside a text that lost its line ends.
func (rec *Recogniser) sectionsIn(text string) int {
	if !isLonger(text, maxCell) {
		return 0
	}
	text = flat(text)
	var found []string
	for _, s := range rec.sections {
		if !slices.Contains(found, s.Name) && strings.Contains(text, s.Text) {
			found = append(found, s.Name)
		}
	}
	return len(found)
}
