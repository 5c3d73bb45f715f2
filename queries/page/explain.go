package page

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

// ExplainOptions say which number is meant.
type ExplainOptions struct {
	Code    string // an indicator or a rate
	Region  string // by code or name
	Year    int
	Reading Reading // what the source shows
	Now     int     // the current year
}

// Explain reads the tree of a number. It returns NotFound for a code that does not exist, refuses a region as FindRegion does, and
// returns NothingKnown for one of which the views know nothing in the year.
func Explain(ctx context.Context, source Source, say messages.Printer, o ExplainOptions) (x Explanation, err error) {
	defer fault.Wrap(&err, "explain %s", o.Code)
	e := explainer{source: source, say: say, options: o}
	if e.indicators, err = ListIndicators(ctx, source, say.Language); err != nil {
		return x, err
	}
	i := slices.IndexFunc(e.indicators, func(k Indicator) bool { return k.Code == o.Code })
	if i < 0 {
		return x, &NotFound{What: WhatIndicator, Text: o.Code, Near: nearIndicators(o.Code, e.indicators)}
	}
	k := e.indicators[i]
	x = Explanation{
		Kind: KindIndicator, Code: o.Code, Label: k.Label, Unit: k.Unit, Year: o.Year,
		Values: o.Reading.Values, AsOf: card.Known(o.Reading.AsOf), Boundaries: o.Reading.Boundaries, Strict: o.Reading.Strict,
	}
	if err := e.settle(ctx, &x); err != nil {
		return x, err
	}
	if k.IsRate {
		x.Kind = KindRate
		x.Rate, err = e.rate(ctx, x.RegionCode)
		return x, err
	}
	x.Bases, err = e.bases(ctx, x.RegionCode, o.Code)
	return x, err
}

// NothingKnown refuses a region of which nothing is known in a year. It wraps fault.ErrUsage.
type NothingKnown struct {
	Text string
	Year int
}

func (e *NothingKnown) Error() string { return fmt.Sprintf("%s: nothing known of %d", e.Text, e.Year) }

// Unwrap returns fault.ErrUsage.
func (e *NothingKnown) Unwrap() error { return fault.ErrUsage }

// explainer reads one explanation.
type explainer struct {
	source     Source
	say        messages.Printer
	options    ExplainOptions
	indicators []Indicator
}

// settle finds the region that is meant.
func (e *explainer) settle(ctx context.Context, x *Explanation) error {
	table, err := regions.Embedded()
	if err != nil {
		return err
	}
	year := e.options.Year
	if e.options.Reading.Boundaries == "today" {
		year = e.options.Now
	}
	region, err := FindRegion(table, e.options.Region, year)
	if err != nil {
		return err
	}
	err = statements().Each(ctx, e.source, "explain_region", func(scan func(...any) error) error {
		var valid bool
		var code, name string
		err := scan(&code, &name, &valid)
		if valid {
			x.RegionCode, x.Region = code, name
		}
		return err
	}, region.Code, e.options.Year)
	if err == nil && x.RegionCode == "" {
		err = &NothingKnown{e.options.Region, e.options.Year}
	}
	return err
}

// bases reads a total on both bases with its members.
func (e *explainer) bases(ctx context.Context, region, code string) ([]ExplainedBasis, error) {
	out := []ExplainedBasis{}
	err := statements().Each(ctx, e.source, "explain_total", func(scan func(...any) error) error {
		b := ExplainedBasis{Members: []ExplainedMember{}}
		err := scan(&b.Basis, &b.Preferred, &b.Value, &b.Bound, &b.Reports, &b.Expected, &b.Missing, &b.Flagged,
			&b.Inferred, &b.Adjusted, &b.OCR, &b.ExpectedFrom)
		out = append(out, b)
		return err
	}, region, e.options.Year, code)
	if err != nil {
		return nil, err
	}
	findings, err := e.findings(ctx, region, code)
	if err != nil {
		return nil, err
	}
	err = statements().Each(ctx, e.source, "explain_member", func(scan func(...any) error) error {
		return e.member(scan, &out, findings)
	}, region, e.options.Year, code)
	return out, err
}

// member adds one row of explain_member.sql: a new member, or another cell of the last one.
func (e *explainer) member(scan func(...any) error, bases *[]ExplainedBasis, findings map[cellKey][]ExplainedFinding) error {
	var basis, paths, zh, en string
	var ordinal *int
	var m ExplainedMember
	var c ExplainedCell
	var page, grid, row, column int
	if err := scan(&basis, &m.Kind, &m.RegionCode, &m.Region, &m.ThroughCode, &m.Through, &m.Agency, &m.Weight, &m.VersionID,
		&m.Scope, &m.Form, &m.Value, &m.State, &m.SHA256, &paths, &m.Title, &ordinal, &m.PublishedOn, &m.IsCorrection, &m.RecordedAt,
		&m.Parser, &m.Rules, &c.Code, &zh, &en, &c.IsPart, &c.State, &c.Value, &c.Published, &c.Raw, &page, &grid, &row, &column); err != nil {
		return err
	}
	i := slices.IndexFunc(*bases, func(b ExplainedBasis) bool { return b.Basis == basis })
	if i < 0 { // no report has a value or a state for the indicator: a total without a row still has members
		i = len(*bases)
		*bases = append(*bases, ExplainedBasis{Basis: basis, Members: []ExplainedMember{}})
	}
	b := &(*bases)[i]
	if err := json.Unmarshal([]byte(paths), &m.Paths); err != nil {
		return err
	}
	if ordinal != nil {
		m.Ordinal = *ordinal
	}
	if n := len(b.Members); n == 0 || m.VersionID == 0 || b.Members[n-1].VersionID != m.VersionID {
		b.Members = append(b.Members, m)
	}
	if c.Code == "" {
		return nil
	}
	c.Label, c.Place = inLanguage(e.say.Language, zh, en), report.StoredPlace(page, grid, row, column)
	if c.Raw == "" && c.Published != nil {
		c.Raw = *c.Published // it is stored only where it differs
	}
	if equal(c.Published, c.Value) {
		c.Published = nil
	}
	c.Findings = findings[cellKey{m.VersionID, c.Code}]
	last := &b.Members[len(b.Members)-1]
	last.Cells = append(last.Cells, c)
	return nil
}

// cellKey is a cell of the warehouse.
type cellKey struct {
	version int64
	code    string
}

// findings reads the findings on the cells of a total that nobody has ruled on.
func (e *explainer) findings(ctx context.Context, region, code string) (map[cellKey][]ExplainedFinding, error) {
	out := map[cellKey][]ExplainedFinding{}
	texts, err := card.NewTexts(e.say)
	if err != nil {
		return nil, err
	}
	err = statements().Each(ctx, e.source, "explain_finding", func(scan func(...any) error) error {
		var k cellKey
		var f ExplainedFinding
		var zh, en, left, right *string
		var other, rank string
		if err := scan(&k.version, &k.code, &f.FindingID, &f.Rule, &f.Severity, &f.Status, &zh, &en, &left, &right, &other, &rank); err != nil {
			return err
		}
		if zh != nil && en != nil {
			f.Message = inLanguage(e.say.Language, *zh, *en)
		} else {
			f.Message = texts.Between(&Finding{Rule: f.Rule, Left: left, Right: right}, other)
		}
		out[k] = append(out[k], f)
		return nil
	}, region, e.options.Year, code)
	return out, err
}

// rate reads a rate with the tree of each of its terms, on the basis that the rate uses.
func (e *explainer) rate(ctx context.Context, region string) (*ExplainedRate, error) {
	out := &ExplainedRate{Terms: []ExplainedTerm{}}
	err := statements().Each(ctx, e.source, "explain_rate", func(scan func(...any) error) error {
		var t ExplainedTerm
		var zh, en string
		err := scan(&zh, &en, &out.Basis, &out.Rate, &out.Numerator, &out.Denominator, &out.Bound, &out.Reports,
			&out.Incomplete, &out.Expected, &out.Missing, &t.Side, &t.Sign, &t.Code)
		out.Terms = append(out.Terms, t)
		return err
	}, region, e.options.Year, e.options.Code)
	if err != nil {
		return nil, err
	}
	for i := range out.Terms {
		t := &out.Terms[i]
		for _, k := range e.indicators {
			if k.Code == t.Code {
				t.Label = k.Label
			}
		}
		all, err := e.bases(ctx, region, t.Code)
		if err != nil {
			return nil, err
		}
		t.Bases = []ExplainedBasis{}
		for _, b := range all {
			if b.Basis == out.Basis {
				t.Bases = append(t.Bases, b)
			}
		}
	}
	return out, nil
}

// equal compares two texts that may be missing.
func equal(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
