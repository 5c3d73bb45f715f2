package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"gongkai/config/regions"
	"gongkai/ingest"
	"gongkai/ingest/sheet"
)

// manifestFlag is --manifest of the commands that read documents.
type manifestFlag struct{ manifest string }

// manifestFile is the manifest as a file that is no document, where there is one.
func (f manifestFlag) manifestFile() []string {
	if f.manifest == "" {
		return nil
	}
	return []string{f.manifest}
}

// documents are the paths to be read: not the manifest, which DIR/* names too.
func (f manifestFlag) documents(paths []string) []string {
	own, err := os.Stat(f.manifest)
	if err != nil {
		return paths
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && os.SameFile(own, info)
	})
}

// manifestSummary is what `ingest --json` says of the manifest.
type manifestSummary struct {
	Rows          int                  `json:"rows"`
	Unmatched     int                  `json:"unmatched"`
	UnmatchedRows []ingest.ManifestRow `json:"unmatched_rows"` // they name no document that was found
}

// manifest reads a manifest, nil where none is named. One with rows that do not fit is refused before anything is read, and every such
// row is named.
func (a *app) manifest(path string) (*ingest.Manifest, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // a nil manifest says nothing of any file
	}
	headings, err := a.headings([]string{"path", "agency", "region_code", "region", "year", "source"})
	if err != nil {
		return nil, err
	}
	m, err := ingest.ReadManifest(path, ingest.ManifestOptions{Headings: headings, LastYear: shanghai(a.now()).Year()})
	var refused *ingest.ManifestError
	switch {
	case errors.As(err, &refused):
		places, err := regions.Embedded()
		if err != nil {
			return nil, err
		}
		for _, p := range refused.Problems {
			a.notef("%s", printable(a.say.Text("sheet.row", "row", p.Line, "why", oneLine(a.manifestProblem(places, p)))))
		}
		return nil, wrongUse(a.say.Text("manifest.refused", "path", path, "count", refused.Rows()))
	case err != nil:
		return nil, a.sheetError(path, err)
	}
	if len(m.Ignored) > 0 {
		a.notef("%s", printable(a.say.Text("manifest.ignored", "path", path, "columns", strings.Join(m.Ignored, ", "))))
	}
	return m, nil
}

// manifestProblem says what is wrong with a row.
func (a *app) manifestProblem(places *regions.Table, p ingest.ManifestProblem) string {
	switch p.Kind {
	case ingest.ManifestNoPath:
		return a.say.Text("manifest.no_path")
	case ingest.ManifestYear:
		return a.say.Text("manifest.year", "year", p.Value, "last", shanghai(a.now()).Year())
	case ingest.ManifestRegion:
		_, err := a.findRegionIn(places, p.Value, p.Year)
		if err != nil {
			return err.Error()
		}
		return a.say.Text("usage.no_region", "region", p.Value)
	case ingest.ManifestConflict:
		return a.say.Text("manifest.conflict", "path", p.Value, "row", p.Other)
	}
	return a.say.Text("sheet.damaged")
}

// sheetError says why a table could not be read.
func (a *app) sheetError(path string, err error) error {
	var column *sheet.ColumnError
	var unreadable *sheet.UnreadableError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wrongUse(a.say.Text("usage.no_such_path", "path", path))
	case errors.As(err, &column):
		key := "sheet.no_column"
		if column.Twice {
			key = "sheet.column_twice"
		}
		return wrongUse(a.say.Text(key, "path", path, "column", a.say.Text("sheet."+column.Key), "key", column.Key))
	case errors.As(err, &unreadable):
		return wrongUse(a.say.Text("sheet.unreadable", "path", path, "why", unreadable.Why))
	}
	return err
}

// headings are those of columns in both languages, by key.
func (a *app) headings(keys []string) (map[string][]string, error) {
	languages, err := a.bothLanguages()
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, key := range keys {
		for _, l := range languages {
			out[key] = append(out[key], l.say.Text("sheet."+key))
		}
	}
	return out, nil
}

// unmatched is what became of the rows of a manifest. With --stale only some of the documents are read: a row whose file is there, or in
// an archive that is, is none to warn of.
func unmatched(m *ingest.Manifest, stale bool) *manifestSummary {
	if m == nil {
		return nil
	}
	rows := slices.DeleteFunc(m.Unmatched(), func(row ingest.ManifestRow) bool {
		container, _, _ := strings.Cut(row.Full, "!")
		_, err := os.Stat(container)
		return stale && err == nil
	})
	return &manifestSummary{Rows: m.Rows(), Unmatched: len(rows), UnmatchedRows: append([]ingest.ManifestRow{}, rows...)}
}

// warnUnmatched names the rows that say something of no document: a slip in a path costs what the row says, and nothing else tells.
func (a *app) warnUnmatched(s *manifestSummary) {
	if s == nil || s.Unmatched == 0 {
		return
	}
	const most = 20
	for _, row := range s.UnmatchedRows[:min(len(s.UnmatchedRows), most)] {
		a.notef("%s", printable(a.say.Text("manifest.unmatched", "row", row.Line, "path", oneLine(row.Path))))
	}
	if s.Unmatched > most {
		a.notef("%s", a.say.Text("manifest.more", "count", s.Unmatched-most))
	}
	a.notef("%s", a.say.Text("manifest.unmatched_count", "count", s.Unmatched, "rows", s.Rows))
}
