package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/forms"
	"gongkai/config/regions"
	"gongkai/config/settings"
	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/rows"
	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// diagnosis is what `doctor --json` prints.
type diagnosis struct {
	Version  versionInfo      `json:"version"`
	Language string           `json:"language"`
	File     *string          `json:"settings_file"`
	Settings []settings.Value `json:"settings"`
	Checks   []check          `json:"checks"`
	Stale    *int             `json:"stale_reports"` // that an older parser or older rules read; null without a snapshot
}

// check is one thing that doctor looked at. Status is ok, note or fail.
type check struct {
	Name    string `json:"name"`
	Status  string `json:"status"`
	Message string `json:"message"`
}

func newDoctor(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "doctor [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDoctor(cmd.Context(), a, asJSON) },
	}
	a.describe(cmd, "doctor", 0, 1, 2, 11, 12)
	annotate(cmd, annotationTolerant, "yes")
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runDoctor shows the settings with their sources and looks for what is wrong. It returns the first failure that
// it has shown, so that its status is that of the thing to mend.
func runDoctor(ctx context.Context, a *app, asJSON bool) error {
	version, err := readVersion()
	if err != nil {
		return err
	}
	d := diagnosis{
		Version: version, Language: string(a.say.Language), Settings: a.loaded.Values,
	}
	if a.loaded.File != "" {
		d.File = &a.loaded.File
	}
	var failed error
	for _, look := range []func(context.Context) ([]check, error){
		a.checkSettings, a.checkReference, a.checkFolder,
		func(ctx context.Context) ([]check, error) { return a.checkWarehouse(ctx, &d) }, a.checkArchive,
	} {
		checks, err := look(ctx)
		d.Checks = append(d.Checks, checks...)
		if failed == nil {
			failed = err
		}
	}
	if asJSON {
		return errors.Join(writeJSON(a.out, d), failed)
	}
	return errors.Join(a.showDiagnosis(d), failed)
}

func (a *app) showDiagnosis(d diagnosis) error {
	a.printf("gongkai %s, %s %s\n", d.Version.Version, d.Version.Go, d.Version.Platform)
	a.printf("%s\n", a.say.Text("doctor.language", "language", d.Language))
	if d.File == nil {
		a.printf("%s\n", a.say.Text("doctor.no_file", "paths", strings.Join(a.settingsInput("", nil).Candidates, ", ")))
	} else {
		a.printf("%s\n", a.say.Text("doctor.file", "path", *d.File))
	}
	values := rows.Table{Header: []string{a.say.Text("doctor.setting"), a.say.Text("doctor.value"), a.say.Text("doctor.source")}}
	for _, v := range d.Settings {
		values.Add(v.Key, v.Value, a.source(v.Source))
	}
	if err := values.Write(a.out); err != nil {
		return err
	}
	checks := rows.Table{Header: []string{a.say.Text("doctor.check"), a.say.Text("doctor.result"), ""}}
	for _, c := range d.Checks {
		checks.Add(a.say.Text("doctor."+c.Name), a.say.Text("doctor."+c.Status), c.Message)
	}
	return checks.Write(a.out)
}

// Statuses of a check.
const (
	checkOK   = "ok"
	checkNote = "note"
	checkFail = "fail"
)

func (a *app) checkSettings(context.Context) ([]check, error) {
	var invalid *settings.Invalid
	if !errors.As(a.invalid, &invalid) {
		return []check{{"settings", checkOK, a.say.Text("doctor.settings_ok")}}, nil
	}
	var checks []check
	for _, p := range invalid.Problems {
		checks = append(checks, check{"settings", checkFail, a.problem(p)})
	}
	return checks, a.invalid
}

func (a *app) checkReference(context.Context) ([]check, error) {
	set, err := forms.Embedded()
	if err != nil {
		return []check{{"forms", checkFail, a.said(err)}}, err
	}
	table, err := regions.Embedded()
	if err != nil {
		return []check{{"regions", checkFail, a.said(err)}}, err
	}
	return []check{
		{"forms", checkOK, a.say.Text("doctor.forms_ok", "forms", len(set.Forms), "indicators", len(set.Indicators))},
		{"regions", checkOK, a.say.Text("doctor.regions_ok", "count", len(table.All()))},
	}, nil
}

// checkFolder tries to write beside the warehouse, since ingest writes the warehouse and its snapshots there.
func (a *app) checkFolder(context.Context) ([]check, error) {
	file, err := os.CreateTemp(filepath.Dir(a.settings().Warehouse.Path), ".gongkai-doctor-*")
	if err == nil {
		err = errors.Join(file.Close(), os.Remove(file.Name()))
	}
	if err != nil {
		return []check{{"folder", checkFail, a.said(err)}}, err
	}
	return []check{{"folder", checkOK, a.say.Text("doctor.folder_ok")}}, nil
}

func (a *app) checkWarehouse(ctx context.Context, d *diagnosis) ([]check, error) {
	path := a.settings().Warehouse.Path
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return []check{{"warehouse", checkNote, a.say.Text("doctor.warehouse_none", "path", path)}}, nil
	}
	if err != nil {
		return []check{{"warehouse", checkFail, a.said(err)}}, err
	}
	// Opening it read-only tells whether a writer has it, and whether this version can read it.
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path, ReadOnly: true})
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return []check{{"warehouse", checkFail, a.said(err)}}, err
	}
	checks := []check{{"warehouse", checkOK, a.say.Text("doctor.warehouse_ok", "path", path, "bytes", info.Size())}}
	session, err := a.openSnapshot(ctx)
	if errors.Is(err, fault.ErrNoWarehouse) {
		return append(checks, check{"snapshot", checkNote, a.say.Text("doctor.snapshot_none")}), nil
	}
	if err != nil {
		return append(checks, check{"snapshot", checkFail, a.said(err)}), err
	}
	defer session.Close()
	reports, err := count(ctx, session, "SELECT count(*) FROM report")
	if err != nil {
		return append(checks, check{"snapshot", checkFail, a.said(err)}), err
	}
	current, err := snapshot.Current(path)
	if err != nil {
		return checks, err
	}
	checks = append(checks, check{"snapshot", checkOK, a.say.Text("doctor.snapshot_ok", "path", current, "reports", reports)})
	subtotals, err := a.checkSubtotals(ctx, session)
	if err != nil {
		return append(checks, subtotals), err
	}
	parser, err := a.checkParser(ctx, session, d)
	return append(checks, subtotals, parser), err
}

// checkParser says how many reports an older parser read.
func (a *app) checkParser(ctx context.Context, session *queries.Session, d *diagnosis) (check, error) {
	stale, err := staleReports(ctx, session.Query)
	if err != nil {
		return check{"parser", checkFail, a.said(err)}, err
	}
	d.Stale = &stale
	if stale > 0 {
		return check{"parser", checkNote, a.say.Text("stale.reports", "count", stale)}, nil
	}
	return check{"parser", checkOK, a.say.Text("doctor.parser_ok", "parser", ingest.ParserVersion)}, nil
}

// checkSubtotals holds every stored subtotal against its parts. A snapshot of an earlier version has none.
func (a *app) checkSubtotals(ctx context.Context, session *queries.Session) (check, error) {
	tables, err := count(ctx, session, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'subtotal_version'")
	if err == nil && tables == 0 {
		return check{"subtotals", checkNote, a.say.Text("doctor.subtotals_none")}, nil
	}
	var differing int64
	if err == nil {
		differing, err = session.CompareSubtotals(ctx)
	}
	if err == nil && differing > 0 {
		err = errors.New(a.say.Text("doctor.subtotals_differ", "count", differing))
	}
	if err != nil {
		return check{"subtotals", checkFail, a.said(err)}, err
	}
	return check{"subtotals", checkOK, a.say.Text("doctor.subtotals_ok")}, nil
}
