package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/render/cards"
	"gongkai/rows"
)

// Explanation sets the tree behind a number for a terminal, a line a branch.
func Explanation(w io.Writer, say messages.Printer, x *page.Explanation) error {
	p := treePaper{newPaper(say, Plain())}
	p.branch(0, say.Text("explain.title",
		"label", p.labelled(x.Label, x.Code), "region", x.Region, "region_code", x.RegionCode, "year", x.Year))
	if x.AsOf != nil {
		p.branch(0, say.Text("explain.as_of", "day", *x.AsOf))
	}
	if x.Boundaries == "today" {
		p.branch(0, say.Text("explain.boundaries_today"))
	}
	p.branch(0, say.Text("explain.values_"+x.Values))
	if x.Strict {
		p.branch(0, say.Text("explain.strict"))
	}
	if x.Rate != nil {
		p.rate(x.Rate)
	} else if len(x.Bases) == 0 {
		p.branch(0, say.Text("explain.nothing"))
	}
	for i := range x.Bases {
		p.basis(0, &x.Bases[i], x.Unit)
	}
	if v := x.Verified; v != nil {
		p.branch(0, say.Text("explain.verified", "documents", v.Documents, "cells", v.Cells, "gone", v.Gone, "differing", v.Differing))
	}
	return p.out(w)
}

// treePaper is a tree in the making.
type treePaper struct{ *paper }

// branch adds a line of the tree. Text of documents stands in it, so it is made harmless here.
func (p treePaper) branch(depth int, parts ...string) {
	p.line(strings.Repeat("  ", depth), rows.Printable(strings.Join(parts, "")))
}

// orNone is a value, or the word for none.
func (p treePaper) orNone(value *string) string { return Or(value, p.say.Text("explain.none")) }

func (p treePaper) rate(r *page.ExplainedRate) {
	rate := p.say.Text("explain.none")
	if r.Rate != nil {
		rate = strconv.FormatFloat(*r.Rate, 'g', -1, 64)
	}
	p.branch(0, p.say.Text("explain.rate", "rate", rate,
		"numerator", Number(r.Numerator, r.Bound, p.say.Text("explain.none")),
		"denominator", Number(r.Denominator, r.Bound, p.say.Text("explain.none"))))
	if r.Basis != "" {
		p.branch(0, p.say.Text("explain.rate_basis", "basis", p.say.Text("basis."+r.Basis), "reports", r.Reports, "incomplete", r.Incomplete,
			"expected", r.Expected, "missing", r.Missing))
	}
	side := ""
	for i := range r.Terms {
		t := &r.Terms[i]
		if t.Side != side {
			side = t.Side
			p.branch(0, p.say.Text("explain."+side))
		}
		sign := "+"
		if t.Sign < 0 {
			sign = "-"
		}
		p.branch(1, sign+" "+p.labelled(t.Label, t.Code))
		if len(t.Bases) == 0 {
			p.branch(2, p.say.Text("explain.nothing"))
		}
		for n := range t.Bases {
			p.basis(2, &t.Bases[n], "")
		}
	}
}

func (p treePaper) basis(depth int, b *page.ExplainedBasis, unit string) {
	mark := "  "
	if b.Preferred {
		mark = "* "
	}
	value := Number(b.Value, b.Bound, p.say.Text("explain.none"))
	if b.Value != nil {
		value = strings.TrimSpace(value + " " + unit)
	}
	p.branch(depth, mark, Basis(p.say, b, value))
	if b.Preferred {
		p.branch(depth+1, p.say.Text("explain.preferred"))
	}
	if b.Basis == "built" && b.ExpectedFrom != "" {
		p.branch(depth+1, p.say.Text("explain.expected_"+b.ExpectedFrom))
	}
	through := ""
	for i := 0; i < len(b.Members); i++ {
		m := &b.Members[i]
		inner := depth + 1
		if m.ThroughCode != "" {
			if m.ThroughCode != through {
				p.branch(inner, p.say.Text("explain.through", "region", m.Through, "code", m.ThroughCode))
			}
			inner++
		}
		through = m.ThroughCode
		if n := Silent(b.Members[i:]); n > 0 {
			p.silent(inner, b.Members[i:i+n])
			i += n - 1
			continue
		}
		p.member(inner, m)
	}
}

// Basis says of a total on which basis it is, what it rests on, and what of it was not simply read.
func Basis(say messages.Printer, b *page.ExplainedBasis, value string) string {
	key := "explain.basis"
	if !isDueKnown(b.Basis, b.ExpectedFrom) {
		key = "explain.basis_unknown"
	}
	return say.Text(key, "basis", say.Text("basis."+b.Basis), "value", value,
		"reports", b.Reports, "expected", b.Expected, "missing", b.Missing, "flagged", b.Flagged) + NotRead(say, b.NotRead)
}

// Silent counts the members at the head of a list of which nothing at all is known, all through one region.
func Silent(members []page.ExplainedMember) int {
	for i, m := range members {
		if m.Kind != page.KindMissing || m.Agency != "" || m.ThroughCode != members[0].ThroughCode {
			return i
		}
	}
	return len(members)
}

// silent names such members in one line: a province has many.
func (p treePaper) silent(depth int, members []page.ExplainedMember) {
	var regions []string
	for _, m := range members {
		regions = append(regions, m.Region+" "+m.RegionCode)
	}
	p.branch(depth, "- ", p.say.Text("explain.silent", "count", len(members), "regions", p.list(regions)))
}

func (p treePaper) member(depth int, m *page.ExplainedMember) {
	if m.Kind == page.KindMissing {
		p.branch(depth, "- ", p.say.Text("explain.missing", "agency", m.Agency, "region", m.Region, "code", m.RegionCode))
		return
	}
	p.branch(depth, "- ", p.say.Text("explain.member", "agency", m.Agency, "region", m.Region, "code", m.RegionCode,
		"kind", p.say.Text("scope."+m.Scope), "value", p.orNone(m.Value)))
	if m.Weight > 1 {
		p.branch(depth+1, p.say.Text("explain.weight", "count", m.Weight))
	}
	for i := range m.Cells {
		p.cell(depth+1, &m.Cells[i])
	}
	published := m.PublishedOn
	if published == "" {
		published = p.say.Text("explain.no_day")
	}
	p.branch(depth+1, p.say.Text("explain.version", "version", m.VersionID, "published", published, "recorded", m.RecordedAt,
		"parser", m.Parser, "rules", m.Rules, "form", m.Form))
	if m.IsCorrection {
		p.branch(depth+1, p.say.Text("explain.correction"))
	}
	p.document(depth+1, m)
	if m.Verified != nil {
		p.verified(depth+1, m.Verified)
	}
}

// document says where the document is, and what became of it.
func (p treePaper) document(depth int, m *page.ExplainedMember) {
	path := m.ReadFrom
	if path == "" && len(m.Paths) > 0 {
		path = m.Paths[0]
	}
	p.branch(depth, p.say.Text("explain.document", "path", path, "hash", m.SHA256))
	switch m.Document {
	case "missing", "changed":
		p.branch(depth, "! ", p.say.Text("explain.document_"+m.Document))
	case "unreadable":
		p.branch(depth, "! ", p.say.Text("explain.document_unreadable", "why", m.Problem))
	}
}

func (p treePaper) cell(depth int, c *page.ExplainedCell) {
	key := "explain.cell"
	if c.IsPart {
		key = "explain.part"
	}
	place := cards.Place(p.say, c.Place)
	if place == "" {
		place = p.say.Text("explain.no_place")
	}
	p.branch(depth, p.say.Text(key, "label", p.labelled(c.Label, c.Code), "value", p.orNone(c.Value),
		"state", p.say.Text("explain.state_"+string(c.State)), "raw", strconv.Quote(rows.OneLine(c.Raw)), "place", place))
	if c.Published != nil {
		p.branch(depth+1, p.say.Text("explain.adjusted", "published", *c.Published))
	}
	if t := c.Text; t != nil {
		if len(t.Above) > 0 {
			p.branch(depth+1, "> ", strings.Join(t.Above, " / "))
		}
		row := append(append(append([]string{}, t.Before...), "["+t.Text+"]"), t.After...)
		p.branch(depth+1, "> ", strings.Join(row, " | "))
	}
	for _, f := range c.Findings {
		p.branch(depth+1, "! ", p.say.Text("explain.finding", "severity", p.say.Text("severity."+f.Severity),
			"message", p.either(f.Message, f.Rule+": "+f.Message), "finding", f.FindingID))
	}
}

func (p treePaper) verified(depth int, v *page.Verification) {
	if len(v.Differences) == 0 {
		p.branch(depth, p.say.Text("explain.same", "cells", v.Cells))
		return
	}
	p.branch(depth, "! ", p.say.Text("explain.differs", "cells", v.Cells, "count", len(v.Differences)))
	if v.OtherParser {
		p.branch(depth, p.say.Text("explain.other_parser"))
	}
	for _, d := range v.Differences {
		p.branch(depth+1, p.say.Text("explain.difference", "code", p.indicator(d.Code), "stored", p.stored(d.Stored), "read", p.stored(d.Read)))
	}
}

// stored is a cell in a few words, or that there is none.
func (p treePaper) stored(c *page.StoredCell) string {
	if c == nil {
		return p.say.Text("explain.no_cell")
	}
	return strings.TrimSpace(fmt.Sprintf("%s %q %s", p.say.Text("explain.state_"+string(c.State)), c.Raw, cards.Place(p.say, c.Place)))
}
