package serve

import (
	"bytes"
	"context"
	"strconv"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/render/web"
)

// home is the page of the nation.
func (s *Server) home(ctx context.Context, a *ask) (*answer, error) {
	a.captured = []string{regions.Nation}
	return s.region(ctx, a)
}

// named settles which region and year an address means. A region by name is at its code.
func (s *Server) named(ctx context.Context, a *ask) (region regions.Region, year int, err error) {
	if year, err = a.year(); err != nil {
		return region, 0, err
	}
	asked := page.RegionYear{Text: a.captured[0], Year: year, Today: a.reading.Boundaries == "today", Now: s.options.Now().Year()}
	if region, err = asked.Region(); err != nil {
		return region, 0, err
	}
	return asked.Settle(ctx, a.lent.Query, region)
}

// path is a region with all that hold it, from the nation.
func (s *Server) path(region regions.Region, year int) []regions.Region {
	path := s.regions.Path(region.Code, year)
	if len(path) == 0 {
		path = []regions.Region{region}
	}
	if nation, ok := s.regions.At(regions.Nation, year); ok && path[0].Code != regions.Nation {
		path = append([]regions.Region{nation}, path...)
	}
	return path
}

// region is the page of a region and year.
func (s *Server) region(ctx context.Context, a *ask) (*answer, error) {
	shown, to, err := s.regionPage(ctx, a)
	if err != nil || to != "" {
		return &answer{to: to}, err
	}
	return &answer{
		page: a.site.Region(shown), data: shown.Region, sheet: s.totals(a, shown.Region),
	}, nil
}

// regionPage reads what the page of a region shows, or says where it is.
func (s *Server) regionPage(ctx context.Context, a *ask) (out web.RegionPage, to string, err error) {
	region, year, err := s.named(ctx, a)
	if err != nil {
		return out, "", err
	}
	if region.Code != a.captured[0] {
		return out, a.site.Address.Region(region.Code, year), nil
	}
	o := page.RegionOptions{Region: region, Year: year, Reading: a.shown(), Language: a.language}
	p, err := page.ReadRegion(ctx, a.lent.Query, o)
	if err != nil {
		return out, "", err
	}
	charts, err := page.ReadRegionCharts(ctx, a.lent.Query, o)
	return web.RegionPage{Region: &p, Charts: &charts, Path: s.path(region, year)}, "", err
}

// totals are the totals of a region as data.
func (s *Server) totals(a *ask, p *page.Region) *sheet {
	t := a.sheetOf(p.Name+" "+strconv.Itoa(p.Year), "year", "region_code", "region", "subject", "code", "label", "unit", "basis",
		"value", "bound", "published", "built", "built_bound", "status", "reports", "expected", "missing", "flagged",
		"previous_value", "difference", "breaks")
	for i := range p.Totals {
		n := &p.Totals[i]
		t.lines = append(t.lines, []string{
			strconv.Itoa(p.Year), p.Code, p.Name, n.Subject, n.Code, n.Label, n.Unit, n.Basis, or(n.Value), n.Bound, or(n.Published), or(n.Built),
			or(n.BuiltBound), or(n.Status), strconv.Itoa(n.Reports), due(n), strconv.Itoa(n.Missing), strconv.Itoa(n.Flagged),
			or(n.Previous), or(n.Difference), or(n.Breaks),
		})
	}
	return t
}

// due is how many members are expected, empty where no register says it.
func due(n *page.Total) string {
	if n.Basis == "built" && n.ExpectedFrom == "history" {
		return ""
	}
	return strconv.Itoa(n.Expected)
}

// isNumber reports whether a column of data holds numbers.
func isNumber(name string) bool {
	switch name {
	case "value", "published", "built", "reports", "expected", "missing", "flagged", "previous_value", "difference":
		return true
	}
	return false
}

func or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// missing is the list of who is missing.
func (s *Server) missing(ctx context.Context, a *ask) (*answer, error) {
	region, year, err := s.named(ctx, a)
	if err != nil {
		return nil, err
	}
	if region.Code != a.captured[0] {
		return &answer{to: a.site.Address.Part(region.Code, "/missing", year)}, nil
	}
	m, err := page.ReadMissing(ctx, a.lent.Query, region, year)
	if err != nil {
		return nil, err
	}
	if s.options.Numbers { // contacts are for those who collect
		for i := range m.Missing {
			m.Missing[i].Contact = nil
		}
	}
	path := a.site.Crumbs(s.path(region, year), year)
	return &answer{
		page: a.site.Missing(&m, path), data: m,
		csv:  func(out *bytes.Buffer) error { return render.MissingCSV(out, &m) },
		xlsx: func() ([]byte, error) { return render.MissingSheet(a.say, &m) },
	}, nil
}
