package ingest

import (
	"path/filepath"
	"slices"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/ingest/read"
	"gongkai/ingest/recognise"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/report"
)

// firstLines is how many lines at the head of a document may be its title.
const firstLines = 12

// identifier settles who made a report, with package identity.
type identifier struct {
	recogniser *identity.Recogniser
	regions    *regions.Table
}

func newIdentifier(table *regions.Table) (identifier, error) {
	words, err := lexicon.EmbeddedAgencies()
	if err != nil {
		return identifier{}, err
	}
	clues, err := regions.EmbeddedClues()
	if err != nil {
		return identifier{}, err
	}
	return identifier{identity.New(words, table, clues), table}, nil
}

// Identify implements recognise.Identifier.
func (i identifier) Identify(r *report.Report, meta *read.Meta, prose []string, given recognise.Given) {
	in := identity.Input{
		FileName:   filepath.Base(given.Path),
		Folder:     filepath.ToSlash(filepath.Dir(given.Path)),
		Manifest:   identity.Manifest{Agency: given.Agency, RegionCode: i.code(given), Year: given.Year},
		Paragraphs: prose,
	}
	if meta != nil {
		in.Titles = append(in.Titles, meta.Titles...)
		in.Issuer, in.Site, in.Host, in.Published = meta.Issuer, meta.Site, meta.Host, meta.PublishedOn
		in.Fields = meta.Fields
	}
	in.Titles = append(in.Titles, prose[:min(len(prose), firstLines)]...)
	if title := i.titleBelow(in.Titles, prose); title != "" {
		in.Titles = slices.Insert(in.Titles, 0, title)
	}
	found := i.recogniser.Identify(in)
	r.Agency, r.AgencyKind, r.AgencyLevel, r.System = found.Agency, found.AgencyKind, found.AgencyLevel, found.System
	r.RegionCode, r.Year, r.Period, r.PublishedOn = found.RegionCode, found.Year, found.Period, found.PublishedOn
	r.PartOfYear = found.PartOfYear
	r.Title, r.Correction, r.Scopes = found.Title, found.Correction, found.Scopes
	r.Evidence = append(r.Evidence, found.Evidence...)
	r.Findings = append(r.Findings, found.Findings...)
}

// titleBelow returns the title that stands below the first lines of a document, as where a converter wrote the whole menu of a site before
// it; empty where one stands among these, or where titles of several bodies or years follow.
func (i identifier) titleBelow(titles, prose []string) string {
	if slices.ContainsFunc(titles, identity.MayBeTitle) {
		return ""
	}
	title := ""
	var first *identity.Heading
	for _, line := range prose[min(len(prose), firstLines):] {
		h := i.recogniser.Heading([]string{line})
		switch {
		case h == nil && i.recogniser.Opens(line):
			return title // what follows is the report, and links to others
		case h == nil:
		case first == nil:
			title, first = line, h
		case !h.Same(*first):
			return ""
		}
	}
	return title
}

// Heading implements recognise.Identifier.
func (i identifier) Heading(lines []string) *identity.Heading { return i.recogniser.Heading(lines) }

// Body implements recognise.Identifier.
func (i identifier) Body(text string) *identity.Heading { return i.recogniser.Body(text) }

// HeadingsIn implements recognise.Identifier.
func (i identifier) HeadingsIn(text string) []identity.Within { return i.recogniser.HeadingsIn(text) }

// Remembering implements recognise.Identifier.
func (i identifier) Remembering() recognise.Identifier {
	return identifier{i.recogniser.Remembering(), i.regions}
}

// Opens implements recognise.Identifier.
func (i identifier) Opens(line string) bool { return i.recogniser.Opens(line) }

// code is the region that a manifest gives, by its code or by a name that has only one. What means none or several stays as
// it is, and is refused with a finding.
func (i identifier) code(given recognise.Given) string {
	if found := i.regions.Find(given.RegionCode, given.Year); len(found) == 1 {
		return found[0].Code
	}
	return given.RegionCode
}
