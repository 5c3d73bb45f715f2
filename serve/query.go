package serve

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/render"
	"gongkai/render/web"
	"gongkai/rows"
	"gongkai/serve/lease"
)

// runner runs SQL that people write, within bounds, and hands out its rows. The gate decides what may run.
type runner interface {
	run(ctx context.Context, r lease.Reading, to queries.Rows, statement string) error
}

// inProcess runs it in this process. A session that a person's query had is not lent again.
type inProcess struct{ pool *lease.Pool }

func (p inProcess) run(ctx context.Context, r lease.Reading, to queries.Rows, statement string) error {
	lent, err := p.pool.Take(ctx, r)
	if err != nil {
		return err
	}
	defer lent.Discard()
	return lent.Run(ctx, to, statement)
}

// mostRows is how many rows a page shows; a file has all.
const mostRows = 500

// errEnough ends a query of which a page shows no more.
var errEnough = errors.New("enough rows")

// listed collects the first rows of a result as texts.
type listed struct {
	out    web.Result
	render rows.Writer
}

func (l *listed) Head(columns []queries.Column) error {
	for _, c := range columns {
		isNumber := rows.Column{Name: c.Name, Kind: c.Kind}.IsNumber()
		l.out.Columns = append(l.out.Columns, web.ResultColumn{Name: c.Name, Kind: c.Kind, Number: isNumber})
	}
	return nil
}

func (l *listed) Row(values []any) error {
	if len(l.out.Rows) == mostRows {
		l.out.IsMore = true
		return errEnough
	}
	line := make([]*string, len(values))
	for i, v := range values {
		if text, ok := rows.Text(v, l.out.Columns[i].Kind); ok {
			line[i] = &text
		}
	}
	l.out.Rows = append(l.out.Rows, line)
	return nil
}

// written hands the rows of a query to a writer of a file.
type written struct{ to rows.Writer }

func (w written) Head(columns []queries.Column) error {
	list := make([]rows.Column, len(columns))
	for i, c := range columns {
		list[i] = rows.Column{Name: c.Name, Kind: c.Kind}
	}
	return w.to.Head(list)
}

func (w written) Row(values []any) error { return w.to.Row(values) }

// sql is the page of SQL that people write: the query stands in the address, so that whoever has it has the result.
func (s *Server) sql(ctx context.Context, a *ask) (*answer, error) {
	statement := strings.TrimSpace(a.query.Get("q"))
	examples, err := s.examples(a)
	if err != nil {
		return nil, err
	}
	q := web.Query{Text: statement, Examples: examples, Limits: s.limits(a)}
	if a.format != "html" {
		if statement == "" {
			return nil, &refusal{status: http.StatusBadRequest, key: "web.sql_none"}
		}
		return s.sqlFile(ctx, a, statement)
	}
	if statement != "" {
		rows := &listed{}
		err := s.runner.run(ctx, a.reading, rows, statement)
		switch {
		case errors.Is(err, errEnough), err == nil:
			q.Result = &rows.out
		case ctx.Err() != nil:
			return nil, err
		default:
			var refused *refusal
			if err = s.sqlRefused(a, err); !errors.As(err, &refused) {
				return nil, err
			}
			q.Refused = a.say.Text(refused.key, refused.pairs...)
		}
	}
	return &answer{page: a.site.Query(&q)}, nil
}

// sqlFile is the whole result of a query as a file.
func (s *Server) sqlFile(ctx context.Context, a *ask, statement string) (*answer, error) {
	format, ok := rows.FormatNamed(a.format)
	if !ok {
		return nil, &refusal{
			status: http.StatusNotFound, key: "web.no_format", pairs: []any{"format", a.format, "formats", strings.Join(a.route.formats, ", ")},
		}
	}
	var out bytes.Buffer
	to := format.New(&out, rows.Options{Sheet: a.say.Text("sql.sheet")})
	if err := s.runner.run(ctx, a.reading, written{to}, statement); err != nil {
		return nil, errors.Join(s.sqlRefused(a, err), rows.Abort(to))
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	kinds := map[string]string{
		"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8; header=present",
		"xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"parquet": "application/vnd.apache.parquet", "arrow": "application/vnd.apache.arrow.file",
	}
	return &answer{raw: &raw{kind: kinds[a.format], body: out.Bytes(), name: "gongkai." + a.format}}, nil
}

// sqlRefused turns what is wrong with a query into a refusal that says it: what the gate says, or what DuckDB does. An error that names a
// file of this machine comes back as it is, and is told to the log alone.
func (s *Server) sqlRefused(a *ask, err error) error {
	var cause *fault.Cause
	switch {
	case errors.Is(err, fault.ErrNoWarehouse), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return &refusal{status: http.StatusBadRequest, key: "web.sql_slow", pairs: []any{"seconds", int(s.options.People.Timeout.Seconds())}}
	case errors.As(err, &cause) && cause.Kind == queries.NotPublic:
		return &refusal{status: http.StatusBadRequest, key: "usage.not_public", pairs: cause.Pairs}
	case strings.Contains(err.Error(), s.options.Store.Path):
		return err
	}
	why := strings.TrimPrefix(render.Said(a.say, err), "query: ")
	return &refusal{status: http.StatusBadRequest, key: "web.sql_wrong", pairs: []any{"why", why}}
}

// limits says in words what a query may cost.
func (s *Server) limits(a *ask) []string {
	o := s.options.People
	return []string{
		a.say.Text("web.sql_reads"),
		a.say.Text("web.sql_limits", "seconds", int(o.Timeout.Seconds()), "memory", o.MemoryLimit, "result", o.ResultSize>>20, "rows", mostRows),
	}
}

// example leads to the query of an example.
func (s *Server) example(_ context.Context, a *ask) (*answer, error) {
	list, err := queries.Examples()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range list {
		if e.Name == a.captured[0] {
			return &answer{to: a.site.Address.To("/sql", "q", strings.TrimSpace(e.SQL))}, nil
		}
		names = append(names, e.Name)
	}
	pairs := []any{"name", a.captured[0], "names", strings.Join(names, ", ")}
	return nil, &refusal{status: http.StatusNotFound, key: "usage.no_example", pairs: pairs}
}

// examples are the queries that ship with the program, each with the question that it answers.
func (s *Server) examples(a *ask) (out []web.Example, err error) {
	list, err := queries.Examples()
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		zh, en := e.Question()
		question := zh
		if a.language == messages.English {
			question = en
		}
		out = append(out, web.Example{Name: e.Name, Question: question})
	}
	return out, nil
}
