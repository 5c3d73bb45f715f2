package serve

import (
	"context"
	"strconv"

	"gongkai/queries/page"
	"gongkai/render/web"
)

// agency is the page of a body over the years, by its number or by its name.
func (s *Server) agency(ctx context.Context, a *ask) (*answer, error) {
	body, err := page.FindAgency(ctx, a.lent.Query, a.captured[0], "")
	if err != nil {
		return nil, err
	}
	if id := strconv.FormatInt(body.ID, 10); id != a.captured[0] {
		return &answer{to: a.site.Address.Agency(id)}, nil
	}
	p, err := page.ReadAgency(ctx, a.lent.Query, a.language, body.ID)
	if err != nil {
		return nil, err
	}
	for i := range p.Versions {
		p.Versions[i].Path = web.BaseName(p.Versions[i].Path)
	}
	var path []web.Link
	if region, ok := s.regions.At(p.RegionCode, 0); ok {
		path = a.site.Crumbs(s.path(region, 0), 0)
	}
	t := a.sheetOf(p.Name, "region_code", "agency", "code", "label", "unit", "year", "value", "state")
	for _, m := range p.Measures {
		for _, y := range p.Years {
			year := strconv.Itoa(y.Year)
			if state, ok := m.States[year]; ok {
				t.lines = append(t.lines, []string{p.RegionCode, p.Name, m.Code, m.Label, m.Unit, year, or(m.Values[year]), state})
			}
		}
	}
	return &answer{page: a.site.Agency(&p, path), data: p, sheet: t}, nil
}
