package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/config/lexicon"
	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/rows"
	"gongkai/warehouse"
	"gongkai/warehouse/export"
	"gongkai/warehouse/release"
	"gongkai/warehouse/snapshot"
)

// exportOptions are the flags of export.
type exportOptions struct {
	out          string
	formats      string
	year         int
	regions      []string
	agencies     []string
	mark         bool
	withContacts bool
	reading      reading
	dryRun       bool
	asJSON       bool
}

func newExport(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:  "export --out DIR [--format parquet,csv,xlsx,arrow] [--year Y] [--region R] [--agency A] [--dry-run] [--json]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text := func(m export.Manifest) error { return a.showExport(m, o) }
			return shown(a, o.asJSON, text)(runExport(cmd.Context(), a, o))
		},
	}
	a.describe(cmd, "export", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.out"))
	flags.StringVar(&o.formats, "format", string(export.Parquet), a.say.Text("flag.export_format"))
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.export_year"))
	flags.StringArrayVar(&o.regions, "region", nil, a.say.Text("flag.export_region"))
	flags.StringArrayVar(&o.agencies, "agency", nil, a.say.Text("flag.export_agency"))
	flags.BoolVar(&o.mark, "bom", false, a.say.Text("flag.bom"))
	flags.BoolVar(&o.withContacts, "with-contacts", false, a.say.Text("flag.with_contacts"))
	a.addReading(cmd, &o.reading)
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.export_dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	_ = cmd.RegisterFlagCompletionFunc("format", completeFormats)
	return cmd
}

// completeFormats completes the last format of a list.
func completeFormats(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndex(typed, ",")+1]
	var out []string
	for _, f := range export.Formats() {
		out = append(out, before+string(f))
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// exportFormats returns the formats asked for, and refuses what cannot go together.
func (a *app) exportFormats(o exportOptions) ([]export.Format, error) {
	if o.out == "" {
		return nil, wrongUse(a.say.Text("usage.no_out"))
	}
	var names []string
	for _, f := range export.Formats() {
		names = append(names, string(f))
	}
	formats, err := export.ParseFormats(o.formats)
	if err != nil {
		return nil, wrongUse(a.say.Text("usage.format", "format", o.formats, "formats", strings.Join(names, ", ")))
	}
	has := map[export.Format]bool{}
	for _, f := range formats {
		has[f] = true
	}
	if (len(o.regions) > 0 || len(o.agencies) > 0) && !has[export.XLSX] {
		return nil, wrongUse(a.say.Text("usage.form_without_xlsx"))
	}
	if o.mark && !has[export.CSV] {
		return nil, wrongUse(a.say.Text("usage.bom_without_csv"))
	}
	return formats, nil
}

// runExport writes the current snapshot into a folder that is new, empty, or an earlier export.
func runExport(ctx context.Context, a *app, o exportOptions) (_ export.Manifest, err error) {
	formats, err := a.exportFormats(o)
	if err != nil {
		return export.Manifest{}, err
	}
	if o.reading.release != "" {
		return export.Manifest{}, wrongUse(a.say.Text("usage.export_release", "release", o.reading.release))
	}
	read, err := a.options(o.reading)
	if err != nil {
		return export.Manifest{}, err
	}
	// One snapshot for all that is written, also when a run publishes another meanwhile.
	path, err := snapshot.Current(a.settings().Warehouse.Path)
	if err != nil {
		return export.Manifest{}, err
	}
	options, err := a.basicExport()
	if err != nil {
		return export.Manifest{}, err
	}
	options.Formats, options.Year, options.ByteOrderMark, options.DryRun = formats, o.year, o.mark, o.dryRun
	options.Reading = export.Reading{
		Values: o.reading.values, Boundaries: o.reading.boundaries, AsOf: o.reading.asOf, Strict: o.reading.strict,
	}
	if options.Documents, err = a.exportDocuments(ctx, path, o, read); err != nil {
		return export.Manifest{}, err
	}
	if !o.withContacts {
		contacts, err := lexicon.LoadContacts()
		if err != nil {
			return export.Manifest{}, err
		}
		options.PublicText = contacts.Without
	}
	return a.writeExport(ctx, path, read, o.out, options)
}

// writeExport writes a snapshot, as a reading shows it, into a folder.
func (a *app) writeExport(
	ctx context.Context, path string, read queries.SessionOptions, out string, options export.Options,
) (_ export.Manifest, err error) {
	s := a.settings().Warehouse
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path, ReadOnly: true, Threads: s.Threads, MemoryLimit: s.MemoryLimit})
	if err != nil {
		return export.Manifest{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := queries.Tune(ctx, w.DB()); err != nil {
		return export.Manifest{}, err
	}
	conn, err := w.DB().Conn(ctx)
	if err != nil {
		return export.Manifest{}, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := read.Read(ctx, conn); err != nil {
		return export.Manifest{}, err
	}
	return export.Write(ctx, conn, out, options)
}

// exportDocuments makes the workbooks of the areas and agencies that were asked for, and the methodology pages of releases.
func (a *app) exportDocuments(
	ctx context.Context, snapshot string, o exportOptions, read queries.SessionOptions,
) (_ []export.Document, err error) {
	// Closed before the export opens the file: within a process DuckDB opens one only ever in one way.
	session, err := queries.OpenReadOnly(ctx, snapshot, read)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	list, err := findForms(ctx, session.Query, o)
	if err != nil {
		return nil, err
	}
	out, err := a.formDocuments(list, o)
	if err != nil {
		return nil, err
	}
	releases, err := release.List(ctx, session.Query, o.year)
	if err != nil {
		return nil, err
	}
	for _, r := range releases {
		if o.reading.asOf != "" && report.Shanghai(r.RecordedAt).Format(time.DateOnly) > o.reading.asOf {
			continue // it was not there on that day, as in the relation
		}
		pages, err := a.methodologyDocuments(ctx, snapshot, r, o.dryRun)
		if err != nil {
			return nil, err
		}
		out = append(out, pages...)
	}
	return out, nil
}

// methodologyDocuments makes the methodology pages of a release, in both languages; of a dry run their names alone.
func (a *app) methodologyDocuments(ctx context.Context, snapshot string, r release.Release, dryRun bool) (_ []export.Document, err error) {
	path := func(language messages.Language) string { return "methodology/" + r.ID + "." + string(language) + ".md" }
	if dryRun {
		return []export.Document{{Path: path(messages.Chinese)}, {Path: path(messages.English)}}, nil
	}
	session, err := a.openRelease(ctx, snapshot, r)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	pages, err := methodologyPages(ctx, session, r, messages.Chinese, messages.English)
	if err != nil {
		return nil, err
	}
	var out []export.Document
	for _, p := range pages {
		out = append(out, export.Document{Path: path(p.language), Content: p.text})
	}
	return out, nil
}

func (a *app) showExport(m export.Manifest, o exportOptions) error {
	g := rows.Table{
		Header: []string{a.say.Text("export.file"), a.say.Text("export.rows"), a.say.Text("export.bytes")},
		Right:  map[int]bool{1: true, 2: true},
	}
	for _, f := range exportLines(m) {
		if o.dryRun {
			g.Add(f.Path, "", "")
			continue
		}
		g.Add(f.Path, fmt.Sprint(f.Rows), fmt.Sprint(f.Bytes))
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	key := "export.done"
	if o.dryRun {
		key = "export.planned"
	}
	a.printf("%s\n", a.say.Text(key, "count", len(m.Files), "path", o.out))
	return nil
}

// exportLines sums the files of one relation and format into a line, `csv/request/*.csv`, so that many years stay readable.
func exportLines(m export.Manifest) []export.File {
	var out []export.File
	for _, f := range m.Files {
		if f.Relation != "" && f.Year != 0 && strings.Count(f.Path, "/") > 1 {
			f.Path = path.Dir(f.Path) + "/*" + path.Ext(f.Path)
		}
		if n := len(out); n > 0 && out[n-1].Path == f.Path {
			out[n-1].Rows += f.Rows
			out[n-1].Bytes += f.Bytes
			continue
		}
		out = append(out, f)
	}
	return out
}
