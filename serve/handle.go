package serve

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"gongkai/config/messages"
	"gongkai/render/web"
	"gongkai/serve/guard"
)

// ServeHTTP answers one request, and notes that it did.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	noted := &note{ResponseWriter: w, status: http.StatusOK}
	guard.Policy(w.Header())
	s.handle(noted, r)
	took := time.Since(start)
	s.meter.count(noted.route, noted.status, took)
	s.options.Log.Info("answered", "method", r.Method, "path", r.URL.Path, "status", noted.status, "bytes", noted.bytes,
		"took", took.Round(time.Microsecond))
}

// note remembers what was answered.
type note struct {
	http.ResponseWriter
	route  string
	status int
	bytes  int
}

func (n *note) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

func (n *note) Write(b []byte) (int, error) {
	count, err := n.ResponseWriter.Write(b)
	n.bytes += count
	return count, err
}

// handle turns away whom the server does not listen to, and answers what has no language.
func (s *Server) handle(w *note, r *http.Request) {
	switch {
	case !s.guard.Knows(r):
		http.Error(w, "this server is not known by that name", http.StatusMisdirectedRequest)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	case len(r.URL.RequestURI()) > headerSize/2:
		http.Error(w, "the address is too long", http.StatusRequestURITooLong)
		return
	}
	path := r.URL.EscapedPath()
	switch path {
	case "/healthz", "/readyz", "/metrics":
		w.route = path
		s.watch(w, r, path)
		return
	case s.styleName:
		w.route = "/static"
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		fmt.Fprint(w, s.style)
		return
	}
	language, rest, ok := spoken(path)
	if !ok {
		s.choose(w, r)
		return
	}
	s.respond(w, r, language, rest)
}

// spoken takes the language off a path, and false where it has none.
func spoken(path string) (messages.Language, string, bool) {
	head, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	language, ok := messages.ParseLanguage(head)
	return language, "/" + rest, ok
}

// choose sends a request without a language to the one that its browser prefers.
func (s *Server) choose(w *note, r *http.Request) {
	language := messages.Chinese
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
		if l, ok := messages.ParseLanguage(tag); ok {
			language = l
			break
		}
	}
	to := url.URL{Path: "/" + string(language) + r.URL.Path, RawQuery: r.URL.RawQuery}
	w.Header().Set("Vary", "Accept-Language")
	http.Redirect(w, r, to.String(), http.StatusFound)
}

// respond answers a page, from what is kept where it was made before.
func (s *Server) respond(w *note, r *http.Request, language messages.Language, rest string) {
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	a, err := s.parse(r, language, rest)
	if a.route != nil {
		w.route = a.route.pattern
	}
	if err == nil && s.options.Numbers && !a.route.numbers {
		err = &refusal{status: http.StatusForbidden, key: "web.not_public"}
	}
	if err == nil && a.route.foreign && !s.guard.IsOwn(r) {
		err = &refusal{status: http.StatusForbidden, key: "web.foreign"}
	}
	if err != nil {
		s.send(w, r, s.refuse(a, err), "")
		return
	}
	if a.route.live {
		w.Header().Set("Cache-Control", "no-store")
		m, err := s.compute(ctx, a)
		if err != nil {
			m = s.refuse(a, err)
		}
		s.send(w, r, m, "")
		return
	}
	tag, err := s.tag(a)
	if err != nil {
		s.send(w, r, s.refuse(a, err), "")
		return
	}
	if a.reading.Release != "" {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache") // may be kept, and is asked for again by its tag
	}
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.Header().Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	m, err := s.kept(ctx, a, tag)
	if err != nil {
		w.Header().Del("Cache-Control")
		s.send(w, r, s.refuse(a, err), "")
		return
	}
	s.send(w, r, m, tag)
}

// tag is what an answer is known by: the snapshot, the day, and the version of the program, with which what is said of it changes.
func (s *Server) tag(a *ask) (string, error) {
	if a.route.free {
		return `"` + s.options.Version + `"`, nil
	}
	id, err := s.pool.Snapshot()
	if err != nil {
		return "", err
	}
	return `"` + id + "-" + a.site.Day + "-" + s.options.Version + `"`, nil
}

// kept is the answer that is kept, or makes it: once, however many ask for it at a time.
func (s *Server) kept(ctx context.Context, a *ask, tag string) (*made, error) {
	key := tag + " " + a.site.Host + a.request.URL.RequestURI()
	if m, ok := s.answers.Get(key); ok {
		return m, nil
	}
	result := s.making.DoChan(key, func() (any, error) {
		// Who asked first may leave; others wait for the same answer.
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
		defer cancel()
		m, err := s.compute(own, a)
		if err == nil && m.status == http.StatusOK {
			s.answers.Put(key, m)
		}
		return m, err
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*made), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// compute reads what a page shows, and makes it.
func (s *Server) compute(ctx context.Context, a *ask) (*made, error) {
	if !a.route.free {
		lent, err := s.pool.Take(ctx, a.reading)
		if err != nil {
			return nil, err
		}
		a.lent = lent
		defer func() { a.lent.Return() }() // which may be another by then
		a.site.Shown = s.shown(a)
	}
	w, err := a.route.answer(ctx, a)
	if err != nil {
		return nil, err
	}
	return s.make(a, w)
}

// shown says what the numbers of a page are taken from.
func (s *Server) shown(a *ask) string {
	if a.reading.Release != "" {
		return a.say.Text("web.of_release", "release", a.reading.Release)
	}
	return a.say.Text("web.of_snapshot", "snapshot", a.lent.Snapshot)
}

// send sends an answer.
func (s *Server) send(w *note, r *http.Request, m *made, tag string) {
	h := w.Header()
	if m.to != "" {
		http.Redirect(w, r, m.to, m.status)
		return
	}
	h.Set("Content-Type", m.kind)
	h.Set("Content-Length", strconv.Itoa(len(m.body)))
	if tag != "" {
		h.Set("ETag", tag)
	}
	if l := s.options.Licence; l.Href != "" {
		h.Set("Link", "<"+l.Href+`>; rel="license"`)
	}
	if m.sandbox {
		guard.Sandbox(h)
	}
	if m.svg {
		guard.Drawing(h, s.drawing)
	}
	if m.name != "" {
		h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(m.name))
	}
	w.WriteHeader(m.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(m.body) // who asked may have left
	}
}

// site is what the pages of a request share.
func (s *Server) site(a *ask) *web.Site {
	reading := url.Values{}
	for _, name := range readingParameters() {
		if v := a.query.Get(name); v != "" {
			reading.Set(name, v)
		}
	}
	host := s.options.Origin
	if host == "" {
		host = "http://" + a.request.Host
	}
	site := &web.Site{
		Say: a.say, Address: web.Address{Language: a.language, Release: a.reading.Release, Reading: reading}, Version: s.options.Version,
		Licence: s.options.Licence, Creator: s.options.Creator, Contact: s.options.Contact, Host: host, Style: s.styleName,
		Day: s.options.Now().In(shanghai()).Format(time.DateOnly),
	}
	site.Sections = s.sections(a, site)
	return site
}

// sections are the links at the head of every page.
func (s *Server) sections(a *ask, site *web.Site) (out []web.Link) {
	plain := site.Address
	plain.Release = ""
	for _, one := range []struct{ key, path string }{
		{"web.section.region", "/"},
		{"web.section.ranking", "/ranking"},
		{"web.section.indicator", "/indicator"},
		{"web.section.release", "/release"},
		{"web.section.sql", "/sql"},
		{"web.section.download", "/download"},
	} {
		out = append(out, web.Link{Text: a.say.Text(one.key), Href: plain.To(one.path), Current: a.path == one.path})
	}
	other, word := messages.English, "English"
	if a.language == messages.English {
		other, word = messages.Chinese, "中文"
	}
	_, rest, _ := spoken(a.request.URL.EscapedPath())
	there := "/" + string(other) + rest
	if q := a.request.URL.RawQuery; q != "" {
		there += "?" + q
	}
	return append(out, web.Link{Text: word, Href: there})
}

// shanghai is where the days of the data begin.
func shanghai() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

func parseDay(text string) (time.Time, error) { return time.Parse(time.DateOnly, text) }
