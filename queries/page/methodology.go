package page

import (
	"context"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/release"
)

// Methodology is what the methodology page of a release says. The tables are rows of texts.
type Methodology struct {
	release.Release
	Day       string // in Asia/Shanghai
	Unsettled string // how many reports of the year, or of none, are in no total, since agency, region or year is not settled
	Sources   [][]string
	Readers   [][]string
	Scopes    [][]string
	Coverage  []MethodologyCoverage
	Findings  [][]string
	Forms     [][]string
	Breaks    [][]string
	Cells     CellCount     // with a value, of the reports of the release
	Preferred QualityTotals // the totals to use
}

// MethodologyCoverage is on what the totals of a region and table rest.
type MethodologyCoverage struct {
	Level      string
	Region     string
	RegionCode string
	Coverage
	Totals int // of the preferred basis, with a value
	Lower  int // of these, lower bounds
}

func (m *Methodology) addCoverage(scan func(...any) error) error {
	var c MethodologyCoverage
	err := scan(&c.Level, &c.Region, &c.RegionCode, &c.Subject, &c.Preferred, &c.Expected, &c.Reported, &c.Missing, &c.Reports,
		&c.ExpectedRegions, &c.ReportedRegions, &c.ExpectedFrom, &c.Totals, &c.Lower)
	m.Coverage = append(m.Coverage, c)
	return err
}

// ReadMethodology reads the page of a release from a source that shows what was known when the release was made.
func ReadMethodology(ctx context.Context, source Source, r release.Release) (_ *Methodology, err error) {
	defer fault.Wrap(&err, "page of %s", r.ID)
	m := &Methodology{Release: r, Day: report.Shanghai(r.RecordedAt).Format(time.DateOnly)}
	for _, part := range []struct {
		name string
		to   *[][]string
		args []any
	}{
		{"source", &m.Sources, []any{r.ID}},
		{"reader", &m.Readers, []any{r.ID}},
		{"scope", &m.Scopes, []any{r.ID}},
		{"finding", &m.Findings, []any{r.ID}},
		{"form", &m.Forms, []any{r.ID}},
		{"break", &m.Breaks, nil},
	} {
		if *part.to, err = texts(ctx, source, "methodology_"+part.name, part.args...); err != nil {
			return nil, err
		}
	}
	if err := statements().Each(ctx, source, "methodology_coverage", m.addCoverage, r.ID, r.Year); err != nil {
		return nil, err
	}
	cells := func(scan func(...any) error) error { return scan(&m.Cells.Cells, &m.Cells.Inferred, &m.Cells.OCR) }
	if err := statements().Each(ctx, source, "methodology_cell", cells, r.ID); err != nil {
		return nil, err
	}
	t := &m.Preferred
	if err := statements().One(ctx, source, "quality_flagged", []any{r.ID}, &t.Totals, &t.LowerBounds, &t.Flagged); err != nil {
		return nil, err
	}
	unsettled := func(scan func(...any) error) error { return scan(&m.Unsettled) }
	return m, statements().Each(ctx, source, "methodology_unsettled", unsettled, r.Year)
}
