package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/google/renameio/v2"

	"gongkai/config/messages"
	"gongkai/queries"
	"gongkai/warehouse/release"
	"gongkai/warehouse/snapshot"
)

//go:embed page/*.tmpl
var pageTemplates embed.FS

//go:embed sql/page_*.sql
var pageSQL embed.FS

// methodology is what the methodology page of a release says. The tables are rows of texts.
type methodology struct {
	release.Release
	Day       string // in Asia/Shanghai
	Unsettled string
	Sources   [][]string
	Readers   [][]string
	Scopes    [][]string
	Coverage  [][]string
	Findings  [][]string
	Forms     [][]string
	Breaks    [][]string
}

// readMethodology reads the page from a session that shows what was known when the release was made.
func readMethodology(ctx context.Context, session *queries.Session, r release.Release) (*methodology, error) {
	m := &methodology{Release: r, Day: shanghai(r.RecordedAt).Format(time.DateOnly)}
	var unsettled [][]string
	for _, part := range []struct {
		name string
		to   *[][]string
		args []any
	}{
		{"source", &m.Sources, []any{r.ID}},
		{"reader", &m.Readers, []any{r.ID}},
		{"scope", &m.Scopes, []any{r.ID}},
		{"coverage", &m.Coverage, []any{r.ID, r.Year}},
		{"finding", &m.Findings, []any{r.ID}},
		{"form", &m.Forms, []any{r.ID}},
		{"break", &m.Breaks, nil},
		{"unsettled", &unsettled, []any{r.Year}},
	} {
		text, err := pageSQL.ReadFile("sql/page_" + part.name + ".sql")
		if err != nil {
			return nil, err
		}
		if *part.to, err = textRows(ctx, session.Query, string(text), part.args...); err != nil {
			return nil, fmt.Errorf("page of %s: %s: %w", r.ID, part.name, err)
		}
	}
	m.Unsettled = unsettled[0][0]
	return m, nil
}

// textRows reads a query whose columns are all texts.
func textRows(ctx context.Context, source querySource, query string, args ...any) ([][]string, error) {
	rows, err := source(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out [][]string
	for rows.Next() {
		row := make([]string, len(columns))
		pointers := make([]any, len(columns))
		for i := range row {
			pointers[i] = &row[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// page renders the methodology page in a language.
func (m *methodology) page(language messages.Language) ([]byte, error) {
	name := "methodology." + string(language) + ".md.tmpl"
	t, err := template.New(name).Funcs(template.FuncMap{
		"row": func(cells []string) string {
			var out []string
			for _, c := range cells {
				out = append(out, markdown(oneLine(c)))
			}
			return strings.Join(out, " | ")
		},
	}).ParseFS(pageTemplates, "page/"+name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, m); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// openRelease opens the current snapshot as it was when a release was made.
func (a *app) openRelease(ctx context.Context, r release.Release) (*queries.Session, error) {
	path, err := snapshot.Current(a.settings().Warehouse.Path)
	if err != nil {
		return nil, err
	}
	return a.openReleaseIn(ctx, path, r)
}

// openReleaseIn opens a snapshot as it was when a release was made.
func (a *app) openReleaseIn(ctx context.Context, snapshot string, r release.Release) (*queries.Session, error) {
	options, err := a.options(reading{})
	if err != nil {
		return nil, err
	}
	options.KnownBefore = r.KnownBefore
	return queries.OpenReadOnly(ctx, snapshot, options)
}

// writePages writes the methodology pages of a release beside the warehouse, in both languages, and returns their paths.
// A page that is there with the same text is left alone.
func (a *app) writePages(ctx context.Context, r release.Release) (paths []string, err error) {
	session, err := a.openRelease(ctx, r)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	m, err := readMethodology(ctx, session, r)
	if err != nil {
		return nil, err
	}
	folder := a.settings().Warehouse.Path + ".releases"
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		text, err := m.page(language)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(folder, r.ID+"."+string(language)+".md")
		paths = append(paths, path)
		have, err := os.ReadFile(path)
		if err == nil && bytes.Equal(have, text) {
			continue
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err := renameio.WriteFile(path, text, 0o666); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// shanghai is a time as the clocks in China show it. They have kept one offset since 1991, so no table of zones is needed.
func shanghai(t time.Time) time.Time { return t.In(time.FixedZone("Asia/Shanghai", 8*60*60)) }
