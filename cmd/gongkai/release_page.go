package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"gongkai/config/messages"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/warehouse/release"
)

// methodologyPage is the methodology page of a release in a language.
type methodologyPage struct {
	language messages.Language
	text     []byte
}

// methodologyPages reads the page from a session that shows what was known when the release was made, and sets it in some languages.
func methodologyPages(ctx context.Context, s *queries.Session, r release.Release, in ...messages.Language) ([]methodologyPage, error) {
	m, err := page.ReadMethodology(ctx, s.Query, r)
	if err != nil {
		return nil, err
	}
	catalogue, err := messages.Embedded()
	if err != nil {
		return nil, err
	}
	var out []methodologyPage
	for _, language := range in {
		var text bytes.Buffer
		if err := render.Methodology(&text, catalogue.In(language), m); err != nil {
			return nil, err
		}
		out = append(out, methodologyPage{language, text.Bytes()})
	}
	return out, nil
}

// openRelease opens a snapshot, the current one where none is named, as it was when a release was made.
func (a *app) openRelease(ctx context.Context, path string, r release.Release) (*queries.Session, error) {
	options, err := a.options(reading{})
	if err != nil {
		return nil, err
	}
	options.KnownBefore = r.KnownBefore
	if path == "" {
		return a.store().Read(ctx, options)
	}
	return queries.OpenReadOnly(ctx, path, options)
}

// writePages writes the methodology pages and the quality report of a release beside the warehouse, in both languages, and returns
// their paths. A page that is there with the same text is left alone.
func (a *app) writePages(ctx context.Context, r release.Release) (paths []string, err error) {
	session, err := a.openRelease(ctx, "", r)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	pages, err := methodologyPages(ctx, session, r, messages.Chinese, messages.English)
	if err != nil {
		return nil, err
	}
	files, err := a.qualityFiles(ctx, "", r)
	if err != nil {
		return nil, err
	}
	folder := a.settings().Warehouse.Path + ".releases"
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	for _, p := range pages {
		path := filepath.Join(folder, r.ID+"."+string(p.language)+".md")
		paths = append(paths, path)
		if err := writeOther(path, p.text); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		if err := writeOther(filepath.Join(folder, f.name), f.content); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// writeOther writes a file, unless it is there with the same content.
func writeOther(path string, content []byte) error {
	have, err := os.ReadFile(path)
	if err == nil && bytes.Equal(have, content) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return renameio.WriteFile(path, content, 0o666)
}
