package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"

	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
)

//go:embed sql/explain_region.sql
var explainRegionSQL string

//go:embed sql/explain_indicator.sql
var explainIndicatorSQL string

//go:embed sql/explain_total.sql
var explainTotalSQL string

//go:embed sql/explain_member.sql
var explainMemberSQL string

//go:embed sql/explain_finding.sql
var explainFindingSQL string

//go:embed sql/explain_rate.sql
var explainRateSQL string

// Kinds of what can be explained.
const (
	kindIndicator = "indicator"
	kindRate      = "rate"
)

// kindMissing is a member without a report.
const kindMissing = "missing"

// explanation is what `explain --json` prints: an indicator has bases, a rate has terms.
type explanation struct {
	Kind       string             `json:"kind"` // indicator, rate
	Code       string             `json:"code"`
	Label      string             `json:"label"`
	Unit       string             `json:"unit,omitempty"`
	RegionCode string             `json:"region_code"`
	Region     string             `json:"region"`
	Year       int                `json:"year"`
	Values     string             `json:"values"`     // published, adjusted
	AsOf       *string            `json:"as_of"`      // null: now
	Boundaries string             `json:"boundaries"` // year, today
	Bases      []explainedBasis   `json:"bases,omitempty"`
	Rate       *explainedRate     `json:"rate,omitempty"`
	Verified   *job.VerifiedCount `json:"verified,omitempty"`
}

// explainedBasis is a total with those it is summed from. Without a report that gives the indicator, Value is null.
type explainedBasis struct {
	Basis        string            `json:"basis"` // published, built
	Preferred    bool              `json:"preferred"`
	Value        *string           `json:"value"`
	Reports      int               `json:"reports"`
	Expected     int               `json:"expected"`
	Missing      int               `json:"missing"`
	Flagged      int               `json:"flagged"`
	ExpectedFrom string            `json:"expected_from,omitempty"`
	Members      []explainedMember `json:"members"`
}

// explainedMember is one report that enters a total, or a body that gave none.
type explainedMember struct {
	Kind         string            `json:"kind"` // area, level, body, missing
	Agency       string            `json:"agency"`
	RegionCode   string            `json:"region_code"`
	Region       string            `json:"region"`
	ThroughCode  string            `json:"through_code,omitempty"` // the region without an area report that it comes through
	Through      string            `json:"through,omitempty"`
	Weight       int               `json:"weight"` // bodies that it stands for
	Value        *string           `json:"value"`  // what it brings into the sum
	State        string            `json:"state,omitempty"`
	Scope        string            `json:"scope,omitempty"`
	Form         string            `json:"form,omitempty"`
	VersionID    int64             `json:"version_id,omitempty"`
	RecordedAt   string            `json:"recorded_at,omitempty"` // in Asia/Shanghai
	PublishedOn  string            `json:"published_on,omitempty"`
	IsCorrection bool              `json:"is_correction,omitempty"`
	Parser       string            `json:"parser_version,omitempty"`
	Rules        string            `json:"rules_version,omitempty"`
	Title        string            `json:"title,omitempty"`
	SHA256       string            `json:"sha256,omitempty"`
	Paths        []string          `json:"paths,omitempty"`
	Cells        []explainedCell   `json:"cells,omitempty"`
	Document     string            `json:"document,omitempty"` // read, missing, changed, unreadable; empty: it was not looked for
	ReadFrom     string            `json:"read_from,omitempty"`
	Problem      string            `json:"problem,omitempty"` // why the document cannot be read
	Verified     *job.Verification `json:"verified,omitempty"`

	ordinal int // which report of the document
}

// explainedCell is a cell that a number is read from. Of a computed subtotal the parts stand beside what is printed.
type explainedCell struct {
	Code      string             `json:"code"`
	Label     string             `json:"label"`
	IsPart    bool               `json:"is_part,omitempty"`
	State     report.State       `json:"state"`
	Value     *string            `json:"value"`               // what it counts for
	Published *string            `json:"published,omitempty"` // what is printed, where a person adjusted it
	Raw       string             `json:"raw"`
	Place     report.Place       `json:"place"`
	Findings  []explainedFinding `json:"findings,omitempty"` // that nobody has ruled on
	Text      *quotedText        `json:"text,omitempty"`     // null where the document cannot be had
}

// explainedFinding is an open finding on a cell.
type explainedFinding struct {
	FindingID string `json:"finding_id"`
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	Status    string `json:"status"`
	Message   string `json:"message"`
}

// quotedText is what the document shows around a place.
type quotedText struct {
	Above  []string `json:"above,omitempty"`
	Before []string `json:"before,omitempty"`
	Text   string   `json:"text"`
	After  []string `json:"after,omitempty"`
}

// explainedRate is a rate with the totals it is made of. Its sums leave out reports that lack one of its terms.
type explainedRate struct {
	Basis       string          `json:"basis"`
	Rate        *float64        `json:"rate"`
	Numerator   *string         `json:"numerator"`
	Denominator *string         `json:"denominator"`
	Reports     int             `json:"reports"`
	Incomplete  int             `json:"incomplete"`
	Expected    int             `json:"expected"`
	Missing     int             `json:"missing"`
	Terms       []explainedTerm `json:"terms"`
}

// explainedTerm is one total in a rate.
type explainedTerm struct {
	Side  string           `json:"side"` // numerator, denominator
	Sign  int              `json:"sign"` // -1 where it is taken off
	Code  string           `json:"code"`
	Label string           `json:"label"`
	Bases []explainedBasis `json:"bases"` // the one that the rate uses
}

// bases reads a total on both bases with its members.
func (e *explainer) bases(ctx context.Context, region, code string) ([]explainedBasis, error) {
	out := []explainedBasis{}
	err := eachRow(ctx, e.session.Query, explainTotalSQL, func(scan func(...any) error) error {
		b := explainedBasis{Members: []explainedMember{}}
		out = append(out, b)
		p := &out[len(out)-1]
		return scan(&p.Basis, &p.Preferred, &p.Value, &p.Reports, &p.Expected, &p.Missing, &p.Flagged, &p.ExpectedFrom)
	}, region, e.options.year, code)
	if err != nil {
		return nil, fmt.Errorf("explain %s: totals: %w", code, err)
	}
	findings, err := e.findings(ctx, region, code)
	if err != nil {
		return nil, fmt.Errorf("explain %s: findings: %w", code, err)
	}
	err = eachRow(ctx, e.session.Query, explainMemberSQL, func(scan func(...any) error) error {
		return e.member(scan, &out, findings)
	}, region, e.options.year, code)
	if err != nil {
		return nil, fmt.Errorf("explain %s: members: %w", code, err)
	}
	return out, nil
}

// member adds one row of explain_member.sql: a new member, or another cell of the last one.
func (e *explainer) member(scan func(...any) error, bases *[]explainedBasis, findings map[cellKey][]explainedFinding) error {
	var basis, paths, zh, en string
	var ordinal *int
	var m explainedMember
	var c explainedCell
	var page, grid, row, column int
	if err := scan(&basis, &m.Kind, &m.RegionCode, &m.Region, &m.ThroughCode, &m.Through, &m.Agency, &m.Weight, &m.VersionID,
		&m.Scope, &m.Form, &m.Value, &m.State, &m.SHA256, &paths, &m.Title, &ordinal, &m.PublishedOn, &m.IsCorrection, &m.RecordedAt,
		&m.Parser, &m.Rules, &c.Code, &zh, &en, &c.IsPart, &c.State, &c.Value, &c.Published, &c.Raw, &page, &grid, &row, &column); err != nil {
		return err
	}
	var b *explainedBasis
	for i := range *bases {
		if (*bases)[i].Basis == basis {
			b = &(*bases)[i]
		}
	}
	if b == nil { // no report has a value or a state for the indicator: a total without a row still has members
		*bases = append(*bases, explainedBasis{Basis: basis, Members: []explainedMember{}})
		b = &(*bases)[len(*bases)-1]
	}
	if err := json.Unmarshal([]byte(paths), &m.Paths); err != nil {
		return err
	}
	if ordinal != nil {
		m.ordinal = *ordinal
	}
	if n := len(b.Members); n == 0 || m.VersionID == 0 || b.Members[n-1].VersionID != m.VersionID {
		b.Members = append(b.Members, m)
	}
	if c.Code == "" {
		return nil
	}
	c.Label, c.Place = e.either(zh, en), report.StoredPlace(page, grid, row, column)
	if c.Raw == "" && c.Published != nil {
		c.Raw = *c.Published // it is stored only where it differs
	}
	if equalText(c.Published, c.Value) {
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
func (e *explainer) findings(ctx context.Context, region, code string) (map[cellKey][]explainedFinding, error) {
	out := map[cellKey][]explainedFinding{}
	texts, err := page.NewFindingTexts(e.say)
	if err != nil {
		return nil, err
	}
	err = eachRow(ctx, e.session.Query, explainFindingSQL, func(scan func(...any) error) error {
		var k cellKey
		var f explainedFinding
		var zh, en, left, right *string
		var other, rank string
		if err := scan(&k.version, &k.code, &f.FindingID, &f.Rule, &f.Severity, &f.Status, &zh, &en, &left, &right, &other, &rank); err != nil {
			return err
		}
		if zh != nil && en != nil {
			f.Message = e.either(*zh, *en)
		} else {
			f.Message = texts.Between(&page.Finding{Rule: f.Rule, Left: left, Right: right}, other)
		}
		out[k] = append(out[k], f)
		return nil
	}, region, e.options.year, code)
	return out, err
}

// rate reads a rate with the tree of each of its terms, on the basis that the rate uses.
func (e *explainer) rate(ctx context.Context, region, code string) (*explainedRate, error) {
	out := &explainedRate{Terms: []explainedTerm{}}
	err := eachRow(ctx, e.session.Query, explainRateSQL, func(scan func(...any) error) error {
		var t explainedTerm
		var zh, en string
		if err := scan(&zh, &en, &out.Basis, &out.Rate, &out.Numerator, &out.Denominator, &out.Reports, &out.Incomplete,
			&out.Expected, &out.Missing, &t.Side, &t.Sign, &t.Code); err != nil {
			return err
		}
		out.Terms = append(out.Terms, t)
		return nil
	}, region, e.options.year, code)
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", code, err)
	}
	known, err := e.explainable(ctx, e.session)
	if err != nil {
		return nil, err
	}
	for i := range out.Terms {
		t := &out.Terms[i]
		for _, k := range known {
			if k.code == t.Code {
				t.Label = k.label
			}
		}
		all, err := e.bases(ctx, region, t.Code)
		if err != nil {
			return nil, err
		}
		t.Bases = []explainedBasis{}
		for _, b := range all {
			if b.Basis == out.Basis {
				t.Bases = append(t.Bases, b)
			}
		}
	}
	return out, nil
}

// members calls f for every member of the tree that has a report.
func (x *explanation) members(f func(*explainedMember)) {
	walk := func(bases []explainedBasis) {
		for i := range bases {
			for n := range bases[i].Members {
				if m := &bases[i].Members[n]; m.Kind != kindMissing {
					f(m)
				}
			}
		}
	}
	walk(x.Bases)
	if x.Rate != nil {
		for i := range x.Rate.Terms {
			walk(x.Rate.Terms[i].Bases)
		}
	}
}

// equalText compares two texts that may be missing.
func equalText(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
