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
	Coverage  [][]string
	Findings  [][]string
	Forms     [][]string
	Breaks    [][]string
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
		{"coverage", &m.Coverage, []any{r.ID, r.Year}},
		{"finding", &m.Findings, []any{r.ID}},
		{"form", &m.Forms, []any{r.ID}},
		{"break", &m.Breaks, nil},
	} {
		if *part.to, err = texts(ctx, source, "methodology_"+part.name, part.args...); err != nil {
			return nil, err
		}
	}
	unsettled := func(scan func(...any) error) error { return scan(&m.Unsettled) }
	return m, statements().Each(ctx, source, "methodology_unsettled", unsettled, r.Year)
}
