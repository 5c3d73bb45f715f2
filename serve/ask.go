package serve

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/render/web"
	"gongkai/serve/lease"
)

// ask is what a request asks for, read from its address alone.
type ask struct {
	request  *http.Request
	language messages.Language
	say      messages.Printer
	path     string // without the language, the release and the format
	format   string // html, or the ending of the address: json, csv, xlsx, svg, parquet, arrow
	query    url.Values
	reading  lease.Reading
	site     *web.Site
	route    *route
	captured []string // what stands for the {} of the route
	lent     *lease.Lease
}

// formats are the endings that say in which format an answer is wanted.
func formats() []string { return []string{"json", "csv", "xlsx", "svg", "parquet", "arrow"} }

// parse reads an address. It refuses parameters that no page has: a misspelt one would show another number than was asked for.
func (s *Server) parse(r *http.Request, language messages.Language, rest string) (*ask, error) {
	a := &ask{request: r, language: language, say: s.options.Catalogue.In(language), format: "html", query: r.URL.Query()}
	if release, ok := strings.CutPrefix(rest, "/release/"); ok {
		if id, below, ok := strings.Cut(release, "/"); ok && id != "" && web.IsFrozen(below) {
			a.reading.Release, rest = id, "/"+below
		}
	}
	if ending := strings.TrimPrefix(path.Ext(rest), "."); slices.Contains(formats(), ending) {
		a.format, rest = ending, strings.TrimSuffix(rest, "."+ending)
	}
	a.path = rest
	for i := range s.routes {
		if captured, ok := s.routes[i].match(rest); ok {
			a.route, a.captured = &s.routes[i], captured
			break
		}
	}
	a.site = s.site(a)
	if a.route == nil {
		return a, &refusal{status: http.StatusNotFound, key: "web.no_page", pairs: []any{"path", rest}}
	}
	if a.format != "html" && !slices.Contains(a.route.formats, a.format) {
		return a, &refusal{status: http.StatusNotFound, key: "web.no_format", pairs: []any{
			"format", a.format, "formats", strings.Join(a.route.formats, ", "),
		}}
	}
	return a, a.read(s)
}

// read reads the parameters.
func (a *ask) read(s *Server) error {
	for name, values := range a.query {
		known := slices.Contains(a.route.parameters, name) || slices.Contains(readingParameters(), name)
		if !known {
			return &refusal{status: http.StatusBadRequest, key: "web.no_parameter", pairs: []any{
				"name", name, "known", strings.Join(append(slices.Clone(a.route.parameters), readingParameters()...), ", "),
			}}
		}
		if len(values) > 1 {
			return a.wrong(name, strings.Join(values, " "))
		}
	}
	r := &a.reading
	switch v := a.query.Get("values"); v {
	case "", "published":
	case "adjusted":
		r.Values = v
	default:
		return a.wrong("values", v)
	}
	switch v := a.query.Get("boundaries"); v {
	case "", "year":
	case "today":
		r.Boundaries = v
	default:
		return a.wrong("boundaries", v)
	}
	if v := a.query.Get("as-of"); v != "" {
		if !isDay(v) {
			return a.wrong("as-of", v)
		}
		r.AsOf = v
	}
	switch v := a.query.Get("strict"); v {
	case "", "false":
	case "true":
		r.Strict = true
	default:
		return a.wrong("strict", v)
	}
	if r.Release != "" && (r.Values != "" || r.Boundaries != "" || r.AsOf != "" || r.Strict) {
		return &refusal{status: http.StatusBadRequest, key: "web.release_beside"}
	}
	a.site = s.site(a)
	return nil
}

func readingParameters() []string { return []string{"values", "boundaries", "as-of", "strict"} }

// wrong refuses the value of a parameter.
func (a *ask) wrong(name, value string) error {
	return &refusal{status: http.StatusBadRequest, key: "web.wrong_parameter", pairs: []any{
		"name", name, "value", value, "want", a.say.Text("web.want." + name),
	}}
}

// year is the parameter of a year, 0 where there is none.
func (a *ask) year() (int, error) {
	text := a.query.Get("year")
	if text == "" {
		return 0, nil
	}
	return a.yearOf(text)
}

func (a *ask) yearOf(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < 2008 || year > 2100 {
		return 0, a.wrong("year", text)
	}
	return year, nil
}

// shown is the reading as pages show it.
func (a *ask) shown() page.Reading {
	r := page.Reading{Values: "published", Boundaries: "year", AsOf: a.reading.AsOf, Strict: a.reading.Strict}
	if a.reading.Values != "" {
		r.Values = a.reading.Values
	}
	if a.reading.Boundaries != "" {
		r.Boundaries = a.reading.Boundaries
	}
	return r
}

// isDay reports whether a text is a day as 2024-12-31.
func isDay(text string) bool {
	if len(text) != 10 {
		return false
	}
	_, err := parseDay(text)
	return err == nil
}
