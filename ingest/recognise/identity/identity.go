// Package identity tells who made a report, for where, for which year and with what scope, from the words of the
// document: its titles, what its container says, and its prose.
//
// The invariant: nothing is settled by luck. A name that four districts have stays without a region unless the
// document names the city; a body of a zone that is in no list is not counted for the city around it; a title and a
// reporting period that disagree leave the year open unless something else decides. What stays open is empty, and a
// finding says so. Every settled value has evidence that quotes the words it rests on.
//
// The package does no I/O and holds no words of the documents: patterns and names of bodies are data (config/lexicon),
// as are the regions (config/regions).
//
//	recogniser := identity.New(agencies, table, clues)
//	found := recogniser.Identify(identity.Input{Titles: []string{"淮安市人民政府", "2024年政府信息公开工作年度报告"}})
package identity

import (
	"strconv"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/internal/report"
)

// Input is what a document says about itself.
type Input struct {
	Titles     []string // best first: titles of the container, then the first lines
	Issuer     string
	Fields     []string // what tables about the document say of it: 发布机构:淮安市水利局
	Site       string
	Host       string   // tells regions apart only where it spells a city out: abbreviations have several readings
	Paragraphs []string // the prose in order
	Published  report.Date
	FileName   string
	Folder     string // the path of the document without its name
	Manifest   Manifest
}

// Manifest is what the person who ingests says about the document. It wins over the document, and a finding tells where
// they differ.
type Manifest struct {
	Agency     string
	RegionCode string
	Year       int
}

// Identity is who, where, when and with what scope. What could not be settled is empty.
type Identity struct {
	Agency      string // normalised, with its region written in full
	AgencyKind  string // government, office, department, zone_committee, township, vertical, other
	AgencyLevel string // nation, province, city, county, town
	System      string // the vertical system
	RegionCode  string
	Year        int
	Period      report.Period
	PartOfYear  bool // the statistics are not those of a year: half of it, a quarter, some months
	PublishedOn report.Date
	Title       string // without white space
	Correction  bool
	Scopes      report.PerSubject[report.Scope]
	Evidence    []report.Evidence
	Findings    []report.Finding
}

// Recogniser holds the reference data. It does not change and may be used from many goroutines.
type Recogniser struct {
	words    *lexicon.Agencies
	regions  *regions.Table
	clues    *regions.Clues
	digits   map[rune]int    // of years written in Chinese
	triggers *lexicon.Finder // of the patterns that search the prose

	titles map[string]titleRead // of one document; nil where they are not kept
}

// New returns a recogniser on reference data.
func New(words *lexicon.Agencies, table *regions.Table, clues *regions.Clues) *Recogniser {
	r := &Recogniser{
		words: words, regions: table, clues: clues, digits: map[rune]int{},
		triggers: lexicon.NewFinder(words.Patterns.Triggers("period", "period.named", "period.part", "period.months", "period.until",
			"scope.area", "scope.office", "scope.branches", "scope.subordinates", "scope.sum", "scope.zone", "scope.level.disclosure",
			"scope.level.request", "scope.level.appeal", "scope.level", "scope.system", "scope.own")...),
	}
	for _, p := range words.Patterns.Named("digit") {
		n, err := strconv.Atoi(p.Text)
		for _, digit := range p.Trigger {
			if err == nil {
				r.digits[digit] = n
			}
		}
	}
	return r
}

// Rules of the findings that this package makes.
const (
	RuleAgency = "document.agency" // the agency is not settled, or is not what the manifest says
	RuleRegion = "document.region" // the same for the region
	RuleYear   = "document.year"   // the same for the year, or title and period differ
	RulePeriod = "document.period" // the reporting period is printed but cannot be read
	RulePart   = "document.part_of_year"
	RuleShort  = "document.short_year" // of a body set up during the year
)

// Sources of evidence.
const (
	sourceManifest = "manifest"
	sourceTitle    = "title"
	sourceIssuer   = "issuer"
	sourceSite     = "site"
	sourceText     = "text"
	sourceFile     = "file_name"
	sourceMeta     = "container"
	sourceFolder   = "folder"
	sourceAddress  = "address"
	sourcePhone    = "phone"
	sourceHost     = "host"
	sourceSigned   = "signature"
)

// fieldCandidate is the field of evidence for and against a region that an ambiguous name can mean.
const fieldCandidate = "region_candidate"

// Identify reads one report. It never fails: what it cannot tell is empty and has a finding.
func (r *Recogniser) Identify(in Input) Identity {
	c := &inquiry{Recogniser: r, in: in, text: newProse(in, r.triggers)}
	c.readTitle()
	c.readPeriod()
	c.readPublished()
	c.settleYear()
	c.settlePart()
	c.settleAgency()
	c.settleScope()
	return c.out
}

// inquiry is the work on one document.
type inquiry struct {
	*Recogniser
	in    Input
	text  *prose
	title title
	named name   // the agency's name, taken apart
	from  string // the source of the name
	quote string // the period as printed, for the votes on the year
	out   Identity
}

func (c *inquiry) evidence(field, value, source, quote string) {
	c.out.Evidence = append(c.out.Evidence, report.Evidence{Field: field, Value: value, Source: source, Quote: clip(quote)})
}

func (c *inquiry) warn(rule, key string, pairs ...string) {
	c.finding(rule, report.Warning, report.Uncertain, key, pairs...)
}

func (c *inquiry) finding(rule string, severity report.Severity, status report.Status, key string, pairs ...string) {
	m := c.words.Message(key, pairs...)
	c.out.Findings = append(c.out.Findings, report.Finding{
		Rule: rule, Severity: severity, Status: status, MessageZH: m.ZH, MessageEN: m.EN,
	})
}
