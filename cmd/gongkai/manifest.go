package main

import (
	"errors"
	"strings"

	"gongkai/config/regions"
	"gongkai/ingest/manifest"
	"gongkai/ingest/sheet"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/rows"
)

// inputError says why the manifest cannot be used, and names every row of it that does not fit; other errors stay as they are.
func (a *app) inputError(table string, err error) error {
	var refused *manifest.Error
	if !errors.As(err, &refused) {
		return a.tableError(table, err)
	}
	places, failed := regions.Embedded()
	if failed != nil {
		return failed
	}
	for _, p := range refused.Problems {
		a.notef("%s", rows.Printable(a.say.Text("sheet.row", "row", p.Line, "why", oneLine(a.manifestProblem(places, p)))))
	}
	return wrongUse(a.say.Text("manifest.refused", "path", table, "count", refused.Rows()))
}

// manifestProblem says what is wrong with a row.
func (a *app) manifestProblem(places *regions.Table, p manifest.Problem) string {
	switch p.Kind {
	case manifest.NoPath:
		return a.say.Text("manifest.no_path")
	case manifest.Year:
		return a.say.Text("manifest.year", "year", p.Value, "last", report.Shanghai(a.now()).Year())
	case manifest.Region:
		if _, err := page.FindRegion(places, p.Value, p.Year); err != nil {
			return a.inWords(err).Error()
		}
		return a.say.Text("usage.no_region", "region", p.Value)
	case manifest.LookOf:
		return a.say.Text("manifest.look")
	case manifest.Fetched:
		return a.say.Text("manifest.fetched", "day", p.Value)
	case manifest.Day:
		return a.say.Text("manifest.day", "day", p.Value, "year", p.Year)
	case manifest.Conflict:
		return a.say.Text("manifest.conflict", "path", p.Value, "row", p.Other)
	}
	return a.say.Text("sheet.damaged")
}

// tableError says what is wrong with a table; other errors stay as they are.
func (a *app) tableError(path string, err error) error {
	var column *sheet.ColumnError
	var unreadable *sheet.UnreadableError
	switch {
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

// warnIgnored names the columns of the manifest that say nothing.
func (a *app) warnIgnored(manifest string, s *job.ManifestSummary) {
	if s != nil && len(s.Ignored) > 0 {
		a.notef("%s", rows.Printable(a.say.Text("manifest.ignored", "path", manifest, "columns", strings.Join(s.Ignored, ", "))))
	}
}

// warnUnmatched names the rows that say something of no document: a slip in a path costs what the row says, and nothing else tells.
func (a *app) warnUnmatched(s *job.ManifestSummary) {
	if s == nil || s.Unmatched == 0 {
		return
	}
	const most = 20
	for _, row := range s.UnmatchedRows[:min(len(s.UnmatchedRows), most)] {
		a.notef("%s", rows.Printable(a.say.Text("manifest.unmatched", "row", row.Line, "path", oneLine(row.Path))))
	}
	if s.Unmatched > most {
		a.notef("%s", a.say.Text("manifest.more", "count", s.Unmatched-most))
	}
	a.notef("%s", a.say.Text("manifest.unmatched_count", "count", s.Unmatched, "rows", s.Rows))
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
