package serve

import (
	"context"
	"net/http"
	"strconv"

	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/render/web"
)

// report is the page of one report, with the document beside it.
func (s *Server) report(ctx context.Context, a *ask) (*answer, error) {
	version, err := strconv.ParseInt(a.captured[0], 10, 64)
	if err != nil {
		return nil, &page.NotFound{What: page.WhatReport, Text: a.captured[0]}
	}
	r, err := page.ReadReport(ctx, a.lent.Query, a.say, version)
	if err != nil {
		return nil, err
	}
	shown := web.ReportPage{Report: &r, Forms: s.forms, Agency: web.Link{Text: r.Agency}}
	if r.RegionCode != "" && r.Year != 0 {
		if region, ok := s.regions.At(r.RegionCode, r.Year); ok {
			shown.Crumbs = a.site.Crumbs(s.path(region, r.Year), r.Year)
		}
	}
	if r.AgencyID != "" {
		shown.Agency.Href = a.site.Address.Agency(r.AgencyID)
		shown.Crumbs = append(shown.Crumbs, shown.Agency)
	}
	if a.format == "html" {
		shown.Original = s.original(ctx, a, &r)
	}
	r.Path = web.BaseName(r.Path)
	for i := range r.Findings {
		r.Findings[i].Path = r.Path
	}
	p, err := a.site.Report(shown)
	return &answer{page: p, data: r}, err
}

// original reads the document of a report again. That it cannot be had is no error: the page says so.
func (s *Server) original(ctx context.Context, a *ask, r *page.Report) *web.ReadOriginal {
	found := s.originals.Find(ctx, r.SHA256, []string{r.Path})
	out := &web.ReadOriginal{}
	switch found.Status {
	case job.DocumentRead:
	case job.DocumentMissing, job.DocumentChanged:
		out.Problem = a.say.Text("explain.document_" + found.Status)
		return out
	default:
		out.Problem = a.say.Text("web.document_unreadable")
		s.options.Log.Warn("document unreadable", "sha256", r.SHA256, "error", errorText(found.Err))
		return out
	}
	out.Links = []web.Link{{Text: a.say.Text("web.original_file"), Href: a.site.Address.To("/document/" + r.SHA256 + "/original")}}
	docs, err := s.originals.Documents(ctx, found)
	if err != nil {
		out.Problem = a.say.Text("web.document_unreadable")
		s.options.Log.Warn("document unreadable", "sha256", r.SHA256, "error", err.Error())
	}
	out.Documents = docs
	return out
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// document is a document itself, as a file to keep: what its bytes are is for the reader's own programs to say.
func (s *Server) document(ctx context.Context, a *ask) (*answer, error) {
	sum := a.captured[0]
	paths, err := page.DocumentPaths(ctx, a.lent.Query, sum)
	if err != nil {
		return nil, err
	}
	gone := &refusal{status: http.StatusNotFound, key: "web.no_document"}
	if len(paths) == 0 {
		return nil, gone
	}
	found := s.originals.Find(ctx, sum, paths)
	if found.Status != job.DocumentRead {
		return nil, gone
	}
	s.options.Log.Info("document", "sha256", sum, "bytes", len(found.Body))
	return &answer{raw: &raw{kind: "application/octet-stream", body: found.Body, sandbox: true, name: web.BaseName(paths[0])}}, nil
}
