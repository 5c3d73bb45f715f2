package serve

import (
	"bytes"
	"context"
	"slices"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/render/web"
)

// ranking is the regions of a level beside each other.
func (s *Server) ranking(ctx context.Context, a *ask) (*answer, error) {
	year, err := a.year()
	if err != nil {
		return nil, err
	}
	code, level := a.query.Get("indicator"), a.query.Get("level")
	if code == "" {
		code = "open_rate"
	}
	levels := []string{regions.LevelProvince, regions.LevelCity, regions.LevelCounty}
	if level == "" {
		level = regions.LevelProvince
	}
	if !slices.Contains(levels, level) {
		return nil, a.wrong("level", level)
	}
	r, err := page.ReadRanking(ctx, a.lent.Query, page.RankingOptions{Code: code, Level: level, Year: year, Language: a.language})
	if err != nil {
		return nil, err
	}
	known, err := page.ListIndicators(ctx, a.lent.Query, a.language)
	if err != nil {
		return nil, err
	}
	choices := []web.RankingChoice{{Code: page.ReceivedCode, Label: a.say.Text("web.short.received")}}
	for _, k := range known {
		if k.IsRate && k.Code != code {
			choices = append(choices, web.RankingChoice{Code: k.Code, Label: k.Label})
		}
	}
	return &answer{
		page: a.site.Ranking(&r, choices), data: r,
		csv:  func(out *bytes.Buffer) error { return render.RankingCSV(out, &r) },
		xlsx: func() ([]byte, error) { return render.RankingSheet(a.say, &r) },
	}, nil
}
