package serve

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"gongkai/queries/page"
	"gongkai/render/chart"
	"gongkai/render/web"
)

// chart is one chart of a region, as a page, a file or its data.
func (s *Server) chart(ctx context.Context, a *ask) (*answer, error) {
	shown, to, err := s.regionPage(ctx, a)
	if err != nil || to != "" {
		return &answer{to: to}, err
	}
	name := a.captured[1]
	f, ok := a.site.RegionChart(shown, name)
	if !ok {
		return nil, &refusal{
			status: http.StatusNotFound, key: "web.no_chart", pairs: []any{"name", name, "known", "trend, shares, below, reasons"},
		}
	}
	head := shown.Region.Name + " " + strconv.Itoa(shown.Region.Year)
	out := &answer{
		page: a.site.Chart(&f, head, a.site.Crumbs(shown.Path, shown.Region.Year)),
		svg:  chart.Standalone(string(f.SVG), head+" "+f.Title+" "+f.Unit, f.Source+" "+a.site.Shown),
	}
	switch name {
	case "below":
		out.data, out.sheet = shown.Charts.Below, s.below(a, shown)
	case "reasons":
		out.data, out.sheet = shown.Charts.Reasons, s.reasons(a, shown)
	default:
		series := shown.Charts.Series
		outcomes := page.OutcomeCodes()
		isOutcome := func(one page.Series) bool { return slices.Contains(outcomes, one.Code) }
		if name == "trend" {
			series = slices.DeleteFunc(slices.Clone(series), isOutcome)
		} else {
			series = slices.DeleteFunc(slices.Clone(series), func(one page.Series) bool { return one.Code == page.ReceivedCode })
		}
		out.data, out.sheet = series, s.seriesSheet(a, head, series)
	}
	return out, nil
}

// sheetOf is an empty table of data with named columns.
func (a *ask) sheetOf(name string, columns ...string) *sheet {
	t := &sheet{name: name}
	for _, c := range columns {
		t.columns = append(t.columns, sheetColumn{name: c, heading: a.say.Text("web.data." + c), number: isNumber(c)})
	}
	return t
}

// seriesSheet is series as data, a line a point.
func (s *Server) seriesSheet(a *ask, name string, list []page.Series) *sheet {
	t := a.sheetOf(name, "region_code", "region", "code", "label", "unit", "year", "value", "bound", "basis", "reports", "expected", "missing",
		"flagged", "breaks")
	for i := range list {
		for _, p := range list[i].Points {
			t.lines = append(t.lines, append([]string{
				list[i].RegionCode, list[i].Region, list[i].Code, list[i].Label, list[i].Unit, strconv.Itoa(p.Year),
			}, pointLine(&p)...))
		}
	}
	return t
}

// pointLine is a point as data, from its value.
func pointLine(p *page.SeriesPoint) []string {
	expected := strconv.Itoa(p.Expected)
	if p.Basis == "built" && p.ExpectedFrom == "history" {
		expected = ""
	}
	return []string{
		or(p.Value), p.Bound, p.Basis, strconv.Itoa(p.Reports), expected, strconv.Itoa(p.Missing), strconv.Itoa(p.Flagged), p.Breaks,
	}
}

func (s *Server) below(a *ask, shown web.RegionPage) *sheet {
	t := a.sheetOf(shown.Region.Name, "region_code", "region", "code", "year", "value", "bound", "basis", "reports", "expected", "missing",
		"flagged", "breaks")
	for _, one := range shown.Charts.Below {
		line := []string{one.Code, one.Name, page.ReceivedCode, strconv.Itoa(shown.Region.Year)}
		if one.Point != nil {
			line = append(line, pointLine(one.Point)...)
		}
		for len(line) < len(t.columns) {
			line = append(line, "")
		}
		t.lines = append(t.lines, line)
	}
	return t
}

func (s *Server) reasons(a *ask, shown web.RegionPage) *sheet {
	t := a.sheetOf(shown.Region.Name, "region_code", "year", "outcome", "code", "label", "value", "bound", "missing", "flagged")
	for _, r := range shown.Charts.Reasons {
		t.lines = append(t.lines, []string{
			shown.Region.Code, strconv.Itoa(shown.Region.Year), r.Outcome, r.Code, r.Label, or(r.Value), r.Bound, strconv.Itoa(r.Missing),
			strconv.Itoa(r.Flagged),
		})
	}
	return t
}
