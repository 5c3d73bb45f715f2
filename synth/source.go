// Package synth invents annual reports with known truth, as documents of no format yet. Beside it stand mutate, with the
// mess that publishing systems leave and the faults that people make; render, which writes a document in every format that
// reports are published in; and nation, which invents all bodies of a country with years of reports. They serve the test
// that proves the readers silent about no error, and `gongkai synth`.
//
// The invariant: a report and its bytes depend on nothing but seed and options, and Facts say of every cell what the
// document says, or, where a mutation broke the document, what it said before it broke: then a reader must abstain or
// flag. Labels come from the forms, other Chinese texts from words.csv; no number is real.
//
//	source, err := synth.New(7)
//	invented := source.Report(synth.Options{Form: "2021", Size: synth.City})
//	document := invented.Document()
//	for _, renderer := range render.All() {
//		body, err := renderer.Render(document)
//	}
package synth

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/regions"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Size is how much an agency has to report.
type Size int

// The sizes. Most real reports are those of departments, nearly all zeros.
const (
	Department Size = iota
	County
	City
	// Dense has no zero and no number twice in a row or column of table 三: what moves is seen.
	Dense
)

// Sizes lists the sizes.
func Sizes() []Size { return []Size{Department, County, City, Dense} }

// Hybrid is the mix seen in 洪泽 2023: table 二 of the form of 2021 and table 三 of that of 2019.
const Hybrid = "hybrid"

// Options choose what is invented.
type Options struct {
	Form string // "2021", "2019", Hybrid; by the year where empty
	Year int    // by the seed where 0
	Size Size
}

// Source invents reports. It is deterministic by its seed and not for several goroutines.
type Source struct {
	Forms     *forms.Set
	Words     Words
	Divisions *regions.Table

	random  *rand.Rand
	regions []*regions.Region // that a report may be of
}

// New returns a source.
func New(seed uint64) (_ *Source, err error) {
	defer fault.Wrap(&err, "new source of invented reports")
	s := &Source{random: generator(seed)}
	if s.Forms, err = forms.Embedded(); err != nil {
		return nil, err
	}
	if s.Words, err = loadWords(); err != nil {
		return nil, err
	}
	table, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	s.Divisions, s.regions = table, candidates(table, s.Words.One("district"))
	return s, nil
}

// Again returns a source with another seed that shares the forms and regions of s, which take a while to load.
func (s *Source) Again(seed uint64) *Source {
	again := *s
	again.random = generator(seed)
	return &again
}

func generator(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x676f6e676b6169)) }

// Report is an invented report.
type Report struct {
	Title     string
	Facts     Facts
	Previous  *Report // the same agency a year before
	Form      report.PerSubject[*forms.Form]
	Published int // pieces of information, of which the overview tells
	Words     Words
}

// Report invents the next report.
func (s *Source) Report(o Options) Report {
	year := o.Year
	if year == 0 {
		year = 2021 + s.random.IntN(5)
		if o.Form == "2019" {
			year = 2019 + s.random.IntN(2)
		}
	}
	name := o.Form
	if name == "" {
		name = "2021"
		if year < 2021 {
			name = "2019"
		}
	}
	names := report.PerSubject[string]{Disclosure: name, Request: name, Appeal: name}
	if name == Hybrid {
		names = report.PerSubject[string]{Disclosure: "2021", Request: "2019", Appeal: "2019"}
	}
	agency, code, scope := s.agency(o.Size)
	r := Report{Facts: Facts{Agency: agency, RegionCode: code, Year: year, Scope: scope, Forms: names}, Words: s.Words}
	for _, subject := range report.Subjects() {
		form, _ := s.Forms.Form(names.Of(subject))
		r.Form.Set(subject, form)
	}
	r.Title = fmt.Sprintf(s.Words.One("title"), agency, year)
	before := r
	before.Facts.Year = year - 1
	before.Title = fmt.Sprintf(s.Words.One("title"), agency, year-1)
	before.Facts.Cells = s.cells(before.Form, o.Size)
	r.Previous = &before
	r.Facts.Cells = s.cells(r.Form, o.Size)
	r.Published = 1 + s.random.IntN(5000)
	before.Published = r.Published
	return r
}

// agency chooses a region that is still there and a body of it.
func (s *Source) agency(size Size) (name, code string, scope report.Scope) {
	for {
		region := s.regions[s.random.IntN(len(s.regions))]
		switch {
		case size == City && region.Level != regions.LevelCity, size == County && region.Level != regions.LevelCounty:
			continue
		}
		body := region.Name
		if parent, ok := s.Divisions.Parent(region.Code, last); ok && region.Level == regions.LevelCounty && s.IsDistrict(body) {
			// A district is named with its city: 淮安市洪泽区.
			body = parent.Name + body
		}
		if size == Department {
			offices := s.Words["office"]
			return body + offices[s.random.IntN(len(offices))], region.Code, report.ScopeOwn
		}
		return body + s.Words.One("government"), region.Code, report.ScopeArea
	}
}

// IsDistrict reports whether a name is that of a city's district. Two counties are called so too and stand alone.
func (s *Source) IsDistrict(name string) bool {
	return strings.HasSuffix(name, s.Words.One("district")) &&
		!slices.ContainsFunc(s.Words["county_district"], func(end string) bool { return strings.HasSuffix(name, end) })
}
