package serve

import (
	"context"
	"net/url"
	"strings"
)

// route is one kind of address.
type route struct {
	pattern    string // {} stands for one segment
	parameters []string
	formats    []string // besides html
	numbers    bool     // a page of numbers: for everyone
	free       bool     // it reads no snapshot
	live       bool     // it is worked out for each who asks, and not kept
	foreign    bool     // a program or a page elsewhere may not make it work
	answer     func(ctx context.Context, a *ask) (*answer, error)
}

// list lists all of them, the more special in front.
func (s *Server) list() []route {
	table := []string{"json", "csv", "xlsx"}
	return []route{
		{pattern: "/", parameters: []string{"year"}, formats: table, numbers: true, answer: s.home},
		{pattern: "/region/{}", parameters: []string{"year"}, formats: table, numbers: true, answer: s.region},
		{pattern: "/region/{}/missing", parameters: []string{"year"}, formats: table, numbers: true, answer: s.missing},
		{pattern: "/region/{}/reconciliation", parameters: []string{"year"}, formats: table, numbers: true, answer: s.reconciliation},
		{pattern: "/region/{}/finding", parameters: []string{"year"}, formats: table, answer: s.findings},
		{pattern: "/region/{}/chart/{}", parameters: []string{"year"}, formats: append(table, "svg"), numbers: true, answer: s.chart},
		{pattern: "/explain/{}/{}/{}", formats: []string{"json"}, numbers: true, answer: s.explain},
		{pattern: "/ranking", parameters: []string{"indicator", "level", "year"}, formats: table, numbers: true, answer: s.ranking},
		{pattern: "/indicator", formats: table, numbers: true, answer: s.indicators},
		{pattern: "/indicator/{}", formats: []string{"json"}, numbers: true, answer: s.indicator},
		{pattern: "/agency/{}", formats: table, answer: s.agency},
		{pattern: "/search", parameters: []string{"q"}, formats: []string{"json"}, numbers: true, answer: s.search},
		{
			pattern: "/sql", parameters: []string{"q"}, formats: []string{"csv", "xlsx", "json", "parquet", "arrow"}, live: true, foreign: true,
			answer: s.sql,
		},
		{pattern: "/sql/example/{}", free: true, answer: s.example},
		{pattern: "/download", answer: s.download},
		{pattern: "/api", formats: []string{"json"}, numbers: true, free: true, answer: s.api},
		{pattern: "/release", formats: []string{"json"}, numbers: true, answer: s.releases},
		{pattern: "/release/{}", formats: []string{"json"}, numbers: true, answer: s.release},
		{pattern: "/release/{}/methodology", formats: []string{"json"}, numbers: true, answer: s.methodology},
		{pattern: "/release/{}/quality", formats: []string{"json"}, numbers: true, answer: s.quality},
		{pattern: "/diff/{}/{}", formats: []string{"json"}, numbers: true, answer: s.diff},
		{pattern: "/report/{}", formats: []string{"json"}, answer: s.report},
		{pattern: "/document/{}/original", answer: s.document},
	}
}

// match returns what stands for the {} of the route, and false where the path is none of its.
func (r *route) match(path string) ([]string, bool) {
	want, have := strings.Split(r.pattern, "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return nil, false
	}
	var captured []string
	for i := range want {
		if want[i] == "{}" {
			text, err := url.PathUnescape(have[i])
			if err != nil || text == "" {
				return nil, false
			}
			captured = append(captured, text)
		} else if want[i] != have[i] {
			return nil, false
		}
	}
	return captured, true
}
