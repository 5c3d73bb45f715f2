package serve

import (
	"context"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render/web"
)

// explain is the page of one number.
func (s *Server) explain(ctx context.Context, a *ask) (*answer, error) {
	year, err := a.yearOf(a.captured[1])
	if err != nil {
		return nil, err
	}
	x, err := page.Explain(ctx, a.lent.Query, a.say, page.ExplainOptions{
		Code: a.captured[2], Region: a.captured[0], Year: year, Reading: a.shown(), Now: s.options.Now().Year(),
	})
	if err != nil {
		return nil, err
	}
	x.EachReport(func(m *page.ExplainedMember) {
		for i := range m.Paths {
			m.Paths[i] = web.BaseName(m.Paths[i])
		}
	})
	if x.RegionCode != a.captured[0] {
		return &answer{to: a.site.Address.Explain(x.RegionCode, year, x.Code)}, nil
	}
	region, ok := s.regions.At(x.RegionCode, year)
	if !ok {
		region = regions.Region{Code: x.RegionCode, Name: x.Region}
	}
	return &answer{page: a.site.Explanation(&x, s.path(region, year)), data: x}, nil
}
