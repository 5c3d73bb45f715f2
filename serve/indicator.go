package serve

import (
	"context"

	"gongkai/config/regions"
	"gongkai/queries/page"
)

// indicator is the page of what an indicator or a rate means.
func (s *Server) indicator(ctx context.Context, a *ask) (*answer, error) {
	x, err := page.ReadIndicator(ctx, a.lent.Query, s.forms, a.captured[0])
	if err != nil {
		return nil, err
	}
	known, err := page.ListIndicators(ctx, a.lent.Query, a.language)
	if err != nil {
		return nil, err
	}
	labels := map[string]string{}
	for _, k := range known {
		labels[k.Code] = k.Label
	}
	series, err := page.ReadSeries(ctx, a.lent.Query, page.SeriesQuery{
		Regions: []string{regions.Nation}, Codes: []string{x.Code}, Language: a.language,
	})
	if err != nil {
		return nil, err
	}
	var nation *page.Series
	if len(series) == 1 {
		nation = &series[0]
	}
	return &answer{page: a.site.Indicator(&x, labels, nation), data: x}, nil
}

// indicators is the list of all of them.
func (s *Server) indicators(ctx context.Context, a *ask) (*answer, error) {
	known, err := page.ListIndicators(ctx, a.lent.Query, a.language)
	if err != nil {
		return nil, err
	}
	t := a.sheetOf(a.say.Text("web.section.indicator"), "code", "label", "unit")
	type listed struct {
		Code   string `json:"code"`
		Label  string `json:"label"`
		Unit   string `json:"unit"`
		IsRate bool   `json:"is_rate"`
	}
	var data []listed
	for _, k := range known {
		t.lines = append(t.lines, []string{k.Code, k.Label, k.Unit})
		data = append(data, listed(k))
	}
	return &answer{page: a.site.Indicators(known), data: data, sheet: t}, nil
}

// search finds regions, bodies and indicators. A text that is one code or the name of one region leads there.
func (s *Server) search(ctx context.Context, a *ask) (*answer, error) {
	f, err := page.Search(ctx, a.lent.Query, a.query.Get("q"), a.language)
	if err != nil {
		return nil, err
	}
	if a.format == "html" {
		switch {
		case len(f.Regions) == 1 && len(f.Agencies)+len(f.Indicators) == 0:
			return &answer{to: a.site.Address.Region(f.Regions[0].Code, 0)}, nil
		case len(f.Agencies) == 1 && len(f.Regions)+len(f.Indicators) == 0:
			return &answer{to: a.site.Address.Agency(f.Agencies[0].ID)}, nil
		}
	}
	return &answer{page: a.site.Found(&f), data: f}, nil
}
