package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"gongkai/config/settings"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/export"
	"gongkai/warehouse/release"
	"gongkai/warehouse/snapshot"
)

// bundleOptions are the flags of release bundle.
type bundleOptions struct {
	out    string
	dryRun bool
	asJSON bool
}

func newReleaseBundle(a *app) *cobra.Command {
	var o bundleOptions
	cmd := &cobra.Command{
		Use: "bundle ID --out DIR [--dry-run] [--json]", ValidArgsFunction: a.completeReleases(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := func(m export.Manifest) error { return a.showExport(m, exportOptions{out: o.out, dryRun: o.dryRun}) }
			return shown(a, o.asJSON, text)(runReleaseBundle(cmd.Context(), a, args, o))
		},
	}
	a.describe(cmd, "release_bundle", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&o.out, "out", "", a.say.Text("flag.out"))
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.export_dry_run"))
	cmd.Flags().BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runReleaseBundle writes a release with all that is said of it into a folder that is new, empty, or an earlier export.
func runReleaseBundle(ctx context.Context, a *app, args []string, o bundleOptions) (_ export.Manifest, err error) {
	if len(args) != 1 {
		return export.Manifest{}, wrongUse(a.say.Text("usage.releases", "count", 1))
	}
	if o.out == "" {
		return export.Manifest{}, wrongUse(a.say.Text("usage.no_out"))
	}
	path, err := snapshot.Current(a.settings().Warehouse.Path)
	if err != nil {
		return export.Manifest{}, err
	}
	read, err := a.options(reading{})
	if err != nil {
		return export.Manifest{}, err
	}
	r, changed, err := a.bundledRelease(ctx, path, read, args[0])
	if err != nil {
		return export.Manifest{}, err
	}
	options, err := a.basicExport()
	if err != nil {
		return export.Manifest{}, err
	}
	options.Formats, options.Year, options.DryRun = []export.Format{export.Parquet, export.CSV}, r.Year, o.dryRun
	if options.Relations, err = export.BundleRelations(); err != nil {
		return export.Manifest{}, err
	}
	d := &options.Dataset
	d.Release, d.Year, d.Final, d.ReferenceChanged = r.ID, r.Year, r.Status == release.Final, changed
	d.Created, d.Creator = report.Shanghai(r.RecordedAt).Format(time.RFC3339), a.settings().Export.Creator
	if options.Documents, err = a.bundleDocuments(ctx, path, r); err != nil {
		return export.Manifest{}, err
	}
	read.Release, read.KnownBefore = r.ID, r.KnownBefore
	return a.writeExport(ctx, path, read, o.out, options)
}

// bundledRelease finds a release in a snapshot, and whether the reference data are others than when it was made.
func (a *app) bundledRelease(
	ctx context.Context, path string, read queries.SessionOptions, id string,
) (r release.Release, changed bool, err error) {
	session, err := queries.OpenReadOnly(ctx, path, read)
	if err != nil {
		return r, false, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	if r, err = job.FindRelease(ctx, session.Query, id); err != nil {
		return r, false, err
	}
	hash, err := release.Reference(ctx, session.Query)
	return r, hash != r.ReferenceHash, err
}

// bundleDocuments makes the pages of a release. One of an earlier version, which does not hold the rows of its year, is refused.
func (a *app) bundleDocuments(ctx context.Context, path string, r release.Release) ([]export.Document, error) {
	if _, err := a.readQuality(ctx, path, r); err != nil {
		return nil, err
	}
	out, err := a.methodologyDocuments(ctx, path, r, false)
	if err != nil {
		return nil, err
	}
	files, err := a.qualityFiles(ctx, path, r)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		out = append(out, export.Document{Path: "quality/" + f.name, Content: f.content})
	}
	return out, nil
}

// basicExport is what every export says of itself: the program, its tables, and the licence that the settings name.
func (a *app) basicExport() (o export.Options, err error) {
	version, err := readVersion()
	if err != nil {
		return o, err
	}
	o.Generator = "gongkai " + version.Version
	if o.SchemaVersion, err = warehouse.SchemaVersion(); err != nil {
		return o, err
	}
	licence, err := settings.FindLicence(a.settings().Export.Licence)
	o.Dataset.Licence = export.Licence(licence)
	return o, err
}
