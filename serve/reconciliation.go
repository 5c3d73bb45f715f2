package serve

import (
	"context"
	"strconv"
	"strings"

	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/render/web"
)

// reconciliation is both totals of every indicator of a region side by side.
func (s *Server) reconciliation(ctx context.Context, a *ask) (*answer, error) {
	region, year, err := s.named(ctx, a)
	if err != nil {
		return nil, err
	}
	if region.Code != a.captured[0] {
		return &answer{to: a.site.Address.Part(region.Code, "/reconciliation", year)}, nil
	}
	r, err := page.ReadReconciliation(ctx, a.lent.Query, region, year, a.language)
	if err != nil {
		return nil, err
	}
	t := a.sheetOf(region.Name, "region_code", "region", "year", "subject", "code", "label", "unit", "published", "built", "built_bound",
		"difference", "missing", "status", "members")
	for _, one := range r.Items {
		missing := ""
		if one.Missing != nil {
			missing = strconv.Itoa(*one.Missing)
		}
		t.lines = append(t.lines, []string{
			r.Code, r.Name, strconv.Itoa(year), one.Subject, one.Code, one.Label, one.Unit, or(one.Published), or(one.Built), or(one.Bound),
			or(one.Difference), missing, one.Status, one.Members,
		})
	}
	return &answer{page: a.site.Reconciliation(&r, a.site.Crumbs(s.path(region, year), year)), data: r, sheet: t}, nil
}

// findings are the errors and warnings on the reports of a region and all inside it.
func (s *Server) findings(ctx context.Context, a *ask) (*answer, error) {
	region, year, err := s.named(ctx, a)
	if err != nil {
		return nil, err
	}
	if region.Code != a.captured[0] {
		return &answer{to: a.site.Address.Part(region.Code, "/finding", year)}, nil
	}
	list, err := page.Findings(ctx, a.lent.Query, a.say, page.FindingQuery{Region: region.Code, Year: year, Severity: report.Warning})
	if err != nil {
		return nil, err
	}
	t := a.sheetOf(region.Name, "finding_id", "severity", "rule", "year", "region_code", "region", "agency", "message", "cells",
		"needs", "verdict")
	for i := range list {
		f := &list[i]
		f.Path = web.BaseName(f.Path)
		var needs []string
		for _, one := range f.Suggestion {
			needs = append(needs, one.Code+" = "+one.Value)
		}
		t.lines = append(t.lines, []string{
			f.FindingID, string(f.Severity), f.Rule, strconv.Itoa(year), or(f.RegionCode), or(f.Region), or(f.Agency), f.Message,
			strings.Join(f.Cells, " "), strings.Join(needs, "; "), or(f.Verdict),
		})
	}
	shown := web.FindingList{Code: region.Code, Name: region.Name, Year: year, Findings: list}
	return &answer{
		page: a.site.Findings(&shown, a.site.Crumbs(s.path(region, year), year)),
		data: list, sheet: t,
	}, nil
}
