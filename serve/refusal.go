package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/render/web"
)

// refusal is a request that is not answered, with the sentence that says why.
type refusal struct {
	status int
	key    string
	pairs  []any
}

func (r *refusal) Error() string { return r.key }

// explained says of an error which status it has, and why, in the language of the request. What a person cannot mend has no more words than
// that: no path and no stack is in an answer; the log has the error.
func (s *Server) explained(a *ask, err error) (status int, text string) {
	var own *refusal
	var cause *fault.Cause
	var unknown *page.NotFound
	var elsewhen *page.NotInYear
	var unheard *page.NothingKnown
	var empty *page.NoReports
	var several *page.Ambiguous
	if errors.As(err, &own) {
		return own.status, a.say.Text(own.key, own.pairs...)
	}
	if text, ok := render.Refusal(a.say, err); ok {
		if errors.As(err, &unknown) || errors.As(err, &elsewhen) || errors.As(err, &unheard) || errors.As(err, &empty) ||
			errors.As(err, &several) {
			return http.StatusNotFound, text
		}
		return http.StatusBadRequest, text
	}
	switch {
	case errors.As(err, &cause) && cause.Kind == job.NoRelease:
		return http.StatusNotFound, render.Cause(a.say, cause)
	case errors.As(err, &cause) && cause.Kind == queries.NotReleased:
		return http.StatusNotFound, a.say.Text("web.not_released")
	case errors.As(err, &cause) && cause.Kind == queries.NotPublic:
		return http.StatusBadRequest, a.say.Text("usage.not_public", cause.Pairs...)
	case errors.Is(err, fault.ErrQueryTooLarge): // of a page; what a person wrote in SQL is refused with its own words
		return http.StatusServiceUnavailable, a.say.Text("web.too_large")
	case errors.Is(err, fault.ErrNoWarehouse):
		return http.StatusServiceUnavailable, a.say.Text("web.no_snapshot")
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, a.say.Text("web.too_slow")
	case errors.Is(err, context.Canceled):
		return 499, a.say.Text("web.too_slow")
	}
	return http.StatusInternalServerError, a.say.Text("web.failed")
}

// refuse answers a request with why it is not answered.
func (s *Server) refuse(a *ask, err error) *made {
	status, text := s.explained(a, err)
	if status == http.StatusInternalServerError {
		s.options.Log.Error("failed", "path", a.request.URL.Path, "error", err.Error())
	}
	if a.format == "json" {
		body, _ := json.Marshal(map[string]any{"error": map[string]any{"status": status, "message": text}}) // cannot fail
		return &made{status: status, kind: "application/json; charset=utf-8", body: append(body, '\n')}
	}
	if a.format != "html" {
		return &made{status: status, kind: "text/plain; charset=utf-8", body: []byte(text + "\n")}
	}
	title := a.say.Text("web.refused")
	if status == http.StatusNotFound {
		title = a.say.Text("web.not_found")
	}
	p := &web.Page{Title: title, Heading: title, Parts: []web.Part{{Search: &web.Search{Action: a.site.Address.To("/search")}}}}
	for line := range strings.SplitSeq(text, "\n") {
		p.Parts[0].Words = append(p.Parts[0].Words, strings.TrimSpace(line))
	}
	p.Parts[0].Lines = s.meant(a, err)
	var out bytes.Buffer
	if err := a.site.Write(&out, p); err != nil {
		s.options.Log.Error("failed", "path", a.request.URL.Path, "error", err.Error())
	}
	return &made{status: status, kind: "text/html; charset=utf-8", body: out.Bytes()}
}

// meant are links to what may have been meant.
func (s *Server) meant(a *ask, err error) (out []web.Line) {
	var several *page.Ambiguous
	if errors.As(err, &several) && several.What == page.WhatRegion {
		year, _ := a.year()
		for _, c := range several.Candidates {
			out = append(out, web.Line{{Text: c.Code + " " + c.Name, Href: a.site.Address.Region(c.Code, year)}})
		}
	}
	var unknown *page.NotFound
	if errors.As(err, &unknown) {
		for _, near := range unknown.Near[:min(12, len(unknown.Near))] {
			href := a.site.Address.To("/search", "q", near)
			if unknown.What == page.WhatIndicator {
				href = a.site.Address.Indicator(near)
			}
			out = append(out, web.Line{{Text: near, Href: href}})
		}
	}
	return out
}
