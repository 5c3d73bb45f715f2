package main

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/job"
	"gongkai/render"
	"gongkai/rows"
)

// tellExplanation prints the tree for people.
func (a *app) tellExplanation(x *explanation) {
	a.branch(0, "%s", a.say.Text("explain.title", "label", x.Label, "code", x.Code, "region", x.Region, "region_code", x.RegionCode, "year", x.Year))
	if x.AsOf != nil {
		a.branch(0, "%s", a.say.Text("explain.as_of", "day", *x.AsOf))
	}
	if x.Boundaries == "today" {
		a.branch(0, "%s", a.say.Text("explain.boundaries_today"))
	}
	a.branch(0, "%s", a.say.Text("explain.values_"+x.Values))
	if x.Rate != nil {
		a.tellRate(x.Rate)
	} else if len(x.Bases) == 0 {
		a.branch(0, "%s", a.say.Text("explain.nothing"))
	}
	for i := range x.Bases {
		a.tellBasis(0, &x.Bases[i], x.Unit)
	}
	if v := x.Verified; v != nil {
		a.branch(0, "%s", a.say.Text("explain.verified", "documents", v.Documents, "cells", v.Cells, "gone", v.Gone, "differing", v.Differing))
	}
}

// branch prints a line of the tree. Text of documents stands in it, so it is made harmless here.
func (a *app) branch(depth int, format string, args ...any) {
	a.printf("%s%s\n", strings.Repeat("  ", depth), rows.Printable(fmt.Sprintf(format, args...)))
}

func (a *app) tellRate(r *explainedRate) {
	rate := a.say.Text("explain.none")
	if r.Rate != nil {
		rate = strconv.FormatFloat(*r.Rate, 'g', -1, 64)
	}
	a.branch(0, "%s", a.say.Text("explain.rate", "rate", rate, "numerator", a.orNone(r.Numerator), "denominator", a.orNone(r.Denominator)))
	if r.Basis != "" {
		a.branch(0, "%s", a.say.Text("explain.rate_basis", "basis", a.say.Text("basis."+r.Basis), "reports", r.Reports, "incomplete", r.Incomplete,
			"expected", r.Expected, "missing", r.Missing))
	}
	side := ""
	for i := range r.Terms {
		t := &r.Terms[i]
		if t.Side != side {
			side = t.Side
			a.branch(0, "%s", a.say.Text("explain."+side))
		}
		sign := "+"
		if t.Sign < 0 {
			sign = "-"
		}
		a.branch(1, "%s %s (%s)", sign, t.Label, t.Code)
		if len(t.Bases) == 0 {
			a.branch(2, "%s", a.say.Text("explain.nothing"))
		}
		for n := range t.Bases {
			a.tellBasis(2, &t.Bases[n], "")
		}
	}
}

// orNone is a value, or the word for none.
func (a *app) orNone(value *string) string {
	if value == nil {
		return a.say.Text("explain.none")
	}
	return *value
}

func (a *app) tellBasis(depth int, b *explainedBasis, unit string) {
	mark := " "
	if b.Preferred {
		mark = "*"
	}
	value := a.orNone(b.Value)
	if b.Value != nil {
		value = strings.TrimSpace(value + " " + unit)
	}
	a.branch(depth, "%s %s", mark, a.say.Text("explain.basis", "basis", a.say.Text("basis."+b.Basis), "value", value,
		"reports", b.Reports, "expected", b.Expected, "missing", b.Missing, "flagged", b.Flagged))
	if b.Preferred {
		a.branch(depth+1, "%s", a.say.Text("explain.preferred"))
	}
	if b.Basis == "built" && b.ExpectedFrom != "" {
		a.branch(depth+1, "%s", a.say.Text("explain.expected_"+b.ExpectedFrom))
	}
	through := ""
	for i := 0; i < len(b.Members); i++ {
		m := &b.Members[i]
		inner := depth + 1
		if m.ThroughCode != "" {
			if m.ThroughCode != through {
				a.branch(inner, "%s", a.say.Text("explain.through", "region", m.Through, "code", m.ThroughCode))
			}
			inner++
		}
		through = m.ThroughCode
		if n := silent(b.Members[i:]); n > 0 {
			a.tellSilent(inner, b.Members[i:i+n])
			i += n - 1
			continue
		}
		a.tellMember(inner, m)
	}
}

// silent counts the members at the head of a list of which nothing at all is known, all through one region.
func silent(members []explainedMember) int {
	for i, m := range members {
		if m.Kind != kindMissing || m.Agency != "" || m.ThroughCode != members[0].ThroughCode {
			return i
		}
	}
	return len(members)
}

// tellSilent names such members in one line: a province has many.
func (a *app) tellSilent(depth int, members []explainedMember) {
	var regions []string
	for _, m := range members {
		regions = append(regions, m.Region+" "+m.RegionCode)
	}
	a.branch(depth, "- %s", a.say.Text("explain.silent", "count", len(members), "regions", strings.Join(regions, a.either("、", ", "))))
}

func (a *app) tellMember(depth int, m *explainedMember) {
	if m.Kind == kindMissing {
		a.branch(depth, "- %s", a.say.Text("explain.missing", "agency", m.Agency, "region", m.Region, "code", m.RegionCode))
		return
	}
	a.branch(depth, "- %s", a.say.Text("explain.member", "agency", m.Agency, "region", m.Region, "code", m.RegionCode,
		"kind", a.say.Text("scope."+m.Scope), "value", a.orNone(m.Value)))
	if m.Weight > 1 {
		a.branch(depth+1, "%s", a.say.Text("explain.weight", "count", m.Weight))
	}
	for i := range m.Cells {
		a.tellCell(depth+1, &m.Cells[i])
	}
	published := m.PublishedOn
	if published == "" {
		published = a.say.Text("explain.no_day")
	}
	a.branch(depth+1, "%s", a.say.Text("explain.version", "version", m.VersionID, "published", published, "recorded", m.RecordedAt,
		"parser", m.Parser, "rules", m.Rules, "form", m.Form))
	if m.IsCorrection {
		a.branch(depth+1, "%s", a.say.Text("explain.correction"))
	}
	path := m.ReadFrom
	if path == "" && len(m.Paths) > 0 {
		path = m.Paths[0]
	}
	a.branch(depth+1, "%s", a.say.Text("explain.document", "path", path, "hash", m.SHA256))
	switch m.Document {
	case job.DocumentMissing, job.DocumentChanged:
		a.branch(depth+1, "! %s", a.say.Text("explain.document_"+m.Document))
	case job.DocumentUnreadable:
		a.branch(depth+1, "! %s", a.say.Text("explain.document_unreadable", "why", m.Problem))
	}
	if m.Verified != nil {
		a.tellVerified(depth+1, m.Verified)
	}
}

func (a *app) tellCell(depth int, c *explainedCell) {
	key := "explain.cell"
	if c.IsPart {
		key = "explain.part"
	}
	place := render.Place(a.say, c.Place)
	if place == "" {
		place = a.say.Text("explain.no_place")
	}
	a.branch(depth, "%s", a.say.Text(key, "label", c.Label, "code", c.Code, "value", a.orNone(c.Value),
		"state", a.say.Text("explain.state_"+string(c.State)), "raw", strconv.Quote(oneLine(c.Raw)), "place", place))
	if c.Published != nil {
		a.branch(depth+1, "%s", a.say.Text("explain.adjusted", "published", *c.Published))
	}
	if t := c.Text; t != nil {
		if len(t.Above) > 0 {
			a.branch(depth+1, "> %s", strings.Join(t.Above, " / "))
		}
		row := append(append(append([]string{}, t.Before...), "["+t.Text+"]"), t.After...)
		a.branch(depth+1, "> %s", strings.Join(row, " | "))
	}
	for _, f := range c.Findings {
		a.branch(depth+1, "! %s", a.say.Text("explain.finding", "severity", f.Severity, "rule", f.Rule, "message", f.Message, "finding", f.FindingID))
	}
}

func (a *app) tellVerified(depth int, v *job.Verification) {
	if len(v.Differences) == 0 {
		a.branch(depth, "%s", a.say.Text("explain.same", "cells", v.Cells))
		return
	}
	a.branch(depth, "! %s", a.say.Text("explain.differs", "cells", v.Cells, "count", len(v.Differences)))
	if v.OtherParser {
		a.branch(depth, "%s", a.say.Text("explain.other_parser"))
	}
	for _, d := range v.Differences {
		a.branch(depth+1, "%s", a.say.Text("explain.difference", "code", d.Code, "stored", a.cellText(d.Stored), "read", a.cellText(d.Read)))
	}
}

// cellText is a cell in a few words, or that there is none.
func (a *app) cellText(c *job.StoredCell) string {
	if c == nil {
		return a.say.Text("explain.no_cell")
	}
	place := render.Place(a.say, c.Place)
	return strings.TrimSpace(fmt.Sprintf("%s %q %s", c.State, c.Raw, place))
}
