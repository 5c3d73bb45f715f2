package serve

import (
	"context"
	"strconv"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render/web"
)

// download is what can be taken whole: the panels of each year, and the dictionary of what they mean.
func (s *Server) download(ctx context.Context, a *ask) (*answer, error) {
	series, err := page.ReadSeries(ctx, a.lent.Query, page.SeriesQuery{
		Regions: []string{regions.Nation}, Codes: []string{page.ReceivedCode}, Language: a.language,
	})
	if err != nil {
		return nil, err
	}
	d := web.Downloads{}
	for i := range series {
		for _, p := range series[i].Points {
			d.Years = append(d.Years, p.Year)
		}
	}
	for _, level := range []string{regions.LevelProvince, regions.LevelCity, regions.LevelCounty} {
		d.Panels = append(d.Panels, web.Panel{Level: level, All: panel(level, 0)})
		for _, year := range d.Years {
			last := &d.Panels[len(d.Panels)-1]
			last.Queries = append(last.Queries, panel(level, year))
		}
	}
	return &answer{page: a.site.Downloads(&d)}, nil
}

// panel is the query of a panel; 0 for all years.
func panel(level string, year int) string {
	out := "SELECT * FROM " + level + "_panel"
	if year != 0 {
		out += " WHERE year = " + strconv.Itoa(year)
	}
	return out + " ORDER BY year, region_code"
}

// api says how the same is had by programs.
func (s *Server) api(_ context.Context, a *ask) (*answer, error) {
	var routes []web.APIRoute
	for _, r := range s.routes {
		if len(r.formats) > 0 {
			routes = append(routes, web.APIRoute{Pattern: r.pattern, Parameters: r.parameters, Formats: r.formats, Public: r.numbers})
		}
	}
	return &answer{page: a.site.API(routes), data: routes}, nil
}
