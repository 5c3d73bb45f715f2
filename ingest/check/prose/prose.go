// Package prose compares what the running text of a report says with what its tables print: requests received, results
// by kind, applicants, appeals, normative documents, fees, 未收到 and 未发生; and it looks at the text itself: the year it
// speaks of, the form it cites, sections that are missing, say nothing or repeat another.
//
// The invariants. Prose has more than one meaning, so nothing here is an error: a finding is a warning or an info. A
// number is compared only where every word between the statement and the number is known; one unknown word and nothing
// is said. A number that fits any accepted reading is right, and one with a reading whose cells have no value is left
// alone: a blank is never zero. Numbers of other years, other bodies, percentages, growth and rounded numbers (18万余条)
// are not compared.
//
// The statuses. A warning is fail where the text and the table contradict each other in plain words: the text is
// about the same bodies, or gives more than the table. It is uncertain where the text may cover less than the table:
// fewer than the table in a report on an area that does not say 全市, or fewer appeals (a table may hold those carried
// over). An info is always uncertain. Left is the number in the text, Right the one in the table by the first reading,
// Cells are the codes of that reading, and the message quotes the sentence and names its section.
//
//	words, err := lexicon.EmbeddedProse()
//	checker, err := prose.New(words)
//	findings := checker.Check(&report)
package prose

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Checker compares prose with tables. It may be used from many goroutines at once.
type Checker struct {
	words     *lexicon.Prose
	main      dictionary // words of sentences
	units     dictionary // words behind numbers
	claims    map[string]claim
	citations []lexicon.ProseWord
	endings   []string // of names of governments
	nothing   map[string]bool
	required  []string // names of sections that a report must have
}

// New returns a checker for a lexicon. It fails where a word has an unknown kind, stands twice, or where a claim or a
// message is missing.
func New(words *lexicon.Prose) (_ *Checker, err error) {
	defer fault.Wrap(&err, "new prose checker")
	c := &Checker{words: words, claims: map[string]claim{}, nothing: map[string]bool{}}
	for _, w := range words.Words {
		switch w.Kind {
		case "citation":
			c.citations = append(c.citations, w)
		case "agency_end":
			c.endings = append(c.endings, w.Text)
		case "nothing":
			c.nothing[w.Text] = true
		case "required":
			c.required = append(c.required, w.Name)
		case "unit":
			err = c.units.add(unit, w)
		case "near":
			if w.Name == "after" {
				err = c.units.add(near, w)
			} else {
				err = c.main.add(near, w)
			}
		default:
			k, ok := kinds()[w.Kind]
			if !ok {
				return nil, fmt.Errorf("%s: kind %q is unknown", w.Text, w.Kind)
			}
			err = c.main.add(k, w)
		}
		if err != nil {
			return nil, err
		}
	}
	c.main.sort()
	c.units.sort()
	if err := c.readClaims(); err != nil {
		return nil, err
	}
	for _, key := range messageKeys() {
		if !words.HasMessage(key) {
			return nil, fmt.Errorf("message %s is missing", key)
		}
	}
	return c, nil
}

// Check returns the findings on the prose of one report, in the order of the text. The report is not changed.
func (c *Checker) Check(r *report.Report) []report.Finding {
	if len(r.Narrative) == 0 {
		return nil
	}
	run := &reading{
		c: c, r: r, cells: make(map[string]*report.Cell, len(r.Cells)), years: map[int]int{}, yearQuote: map[int]place{},
		tokens: make([]token, 0, usualTokens), clauses: make([]token, 0, usualTokens),
	}
	for i := range r.Cells {
		run.cells[r.Cells[i].Code] = &r.Cells[i]
	}
	run.items = requestItems(r.Cells)
	stem := r.Agency
	for _, end := range c.endings {
		if cut, ok := strings.CutSuffix(stem, end); ok {
			stem = cut
			break
		}
	}
	run.stem = stem
	sections := make([]section, 0, len(r.Narrative))
	for _, s := range r.Narrative {
		sections = append(sections, newSection(s))
	}
	for i := range sections {
		run.section(&sections[i])
		run.fees.reported = run.fees.reported || sections[i].name == sectionSix
	}
	run.checkFees()
	run.checkYears()
	run.checkPeriod()
	run.checkForm(sections)
	run.checkSections(sections)
	return run.findings
}

// usualTokens is more than most sentences have.
const usualTokens = 128

// reading is the work on one report.
type reading struct {
	c         *Checker
	r         *report.Report
	cells     map[string]*report.Cell
	items     []string
	stem      string // the agency's name without 人民政府: the region, for a government
	findings  []report.Finding
	fees      fees
	years     map[int]int // how often the text names each year
	yearQuote map[int]place
	tokens    []token // of the sentence at hand
	clauses   []token // of it that are open, one within the other
}

// place is a stretch of the text of a section.
type place struct {
	section *section
	from    int
	to      int
}

// add keeps a finding unless the same numbers were found on the same cells before.
func (x *reading) add(f report.Finding) {
	if slices.ContainsFunc(x.findings, func(g report.Finding) bool {
		return g.Rule == f.Rule && slices.Equal(g.Cells, f.Cells) && equalSum(g.Left, f.Left) && (len(f.Cells) > 0 || g.MessageZH == f.MessageZH)
	}) {
		return
	}
	x.findings = append(x.findings, f)
}

func equalSum(a, b *report.Sum) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}
