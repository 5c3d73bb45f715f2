package serve

import (
	"context"

	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/serve/lease"
	"gongkai/warehouse/release"
)

// releases is the list of releases.
func (s *Server) releases(ctx context.Context, a *ask) (*answer, error) {
	list, err := release.List(ctx, a.lent.Query, 0)
	if err != nil {
		return nil, err
	}
	return &answer{page: a.site.Releases(list), data: list}, nil
}

// release is the page of a release.
func (s *Server) release(ctx context.Context, a *ask) (*answer, error) {
	r, to, err := s.findRelease(ctx, a, "")
	if err != nil || to != "" {
		return &answer{to: to}, err
	}
	list, err := release.List(ctx, a.lent.Query, r.Year)
	if err != nil {
		return nil, err
	}
	return &answer{page: a.site.Release(&r, list), data: r}, nil
}

// findRelease finds the release that an address names, or says where it is where it names only the beginning of its id.
func (s *Server) findRelease(ctx context.Context, a *ask, below string) (r release.Release, to string, err error) {
	r, err = job.FindRelease(ctx, a.lent.Query, a.captured[0])
	if err == nil && r.ID != a.captured[0] {
		to = a.site.Address.To("/release/" + r.ID + below)
	}
	return r, to, err
}

// diff is what two releases hold with another value.
func (s *Server) diff(ctx context.Context, a *ask) (*answer, error) {
	var found [2]release.Release
	for i, id := range a.captured {
		r, err := job.FindRelease(ctx, a.lent.Query, id)
		if err != nil {
			return nil, err
		}
		found[i] = r
	}
	if found[0].Year != found[1].Year {
		return nil, &refusal{status: 400, key: "web.diff_years", pairs: []any{"before", found[0].Year, "after", found[1].Year}}
	}
	d, err := page.ReadReleaseDiff(ctx, a.lent.Query, found[0], found[1])
	if err != nil {
		return nil, err
	}
	return &answer{page: a.site.ReleaseDiff(&d), data: d}, nil
}

// quality is the quality report of a release.
func (s *Server) quality(ctx context.Context, a *ask) (*answer, error) {
	r, to, err := s.findRelease(ctx, a, "/quality")
	if err != nil || to != "" {
		return &answer{to: to}, err
	}
	if err := s.read(ctx, a, lease.Reading{Release: r.ID}); err != nil {
		return nil, err
	}
	q, err := page.ReadQuality(ctx, a.lent.Query, r)
	if err != nil {
		return nil, err
	}
	return &answer{page: a.site.Quality(q), data: q}, nil
}

// methodology is what the numbers of a release mean.
func (s *Server) methodology(ctx context.Context, a *ask) (*answer, error) {
	r, to, err := s.findRelease(ctx, a, "/methodology")
	if err != nil || to != "" {
		return &answer{to: to}, err
	}
	if err := s.read(ctx, a, lease.Reading{KnownWith: r.ID}); err != nil {
		return nil, err
	}
	m, err := page.ReadMethodology(ctx, a.lent.Query, r)
	if err != nil {
		return nil, err
	}
	p, err := a.site.Methodology(m)
	return &answer{page: p, data: m}, err
}

// read gives back the session of a request and takes one of another reading: whoever held two could wait for ever for others who do.
func (s *Server) read(ctx context.Context, a *ask, r lease.Reading) error {
	a.lent.Return()
	lent, err := s.pool.Take(ctx, r)
	a.lent = lent
	return err
}
