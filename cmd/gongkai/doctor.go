package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/forms"
	"gongkai/config/regions"
	"gongkai/config/settings"
	"gongkai/job"
	"gongkai/rows"
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
	Name    string     `json:"name"`
	Status  job.Status `json:"status"`
	Message string     `json:"message"`
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
	for _, look := range []func() ([]check, error){
		a.checkSettings, a.checkReference, func() ([]check, error) { return a.checkStore(ctx, &d) },
	} {
		checks, err := look()
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
		checks.Add(a.say.Text("doctor."+c.Name), a.say.Text("doctor."+string(c.Status)), c.Message)
	}
	return checks.Write(a.out)
}

func (a *app) checkSettings() ([]check, error) {
	var invalid *settings.Invalid
	if !errors.As(a.invalid, &invalid) {
		return []check{{"settings", job.OK, a.say.Text("doctor.settings_ok")}}, nil
	}
	var checks []check
	for _, p := range invalid.Problems {
		checks = append(checks, check{"settings", job.Fail, a.problem(p)})
	}
	return checks, a.invalid
}

func (a *app) checkReference() ([]check, error) {
	set, err := forms.Embedded()
	if err != nil {
		return []check{{"forms", job.Fail, a.said(err)}}, err
	}
	table, err := regions.Embedded()
	if err != nil {
		return []check{{"regions", job.Fail, a.said(err)}}, err
	}
	return []check{
		{"forms", job.OK, a.say.Text("doctor.forms_ok", "forms", len(set.Forms), "indicators", len(set.Indicators))},
		{"regions", job.OK, a.say.Text("doctor.regions_ok", "count", len(table.All()))},
	}, nil
}

// checkStore looks at the warehouse, its folder and the archive.
func (a *app) checkStore(ctx context.Context, d *diagnosis) ([]check, error) {
	options, err := a.options(reading{})
	if err != nil {
		return nil, err
	}
	found, err := job.Examine(ctx, a.store(), options)
	d.Stale = found.Stale
	var checks []check
	for _, c := range found.Checks {
		message := a.checkText(c)
		checks = append(checks, check{c.Name, c.Status, message})
		var differ *job.StoredError
		if c.Status == job.Fail && errors.As(err, &differ) {
			err = errors.New(message)
		}
	}
	return checks, err
}

func (a *app) checkText(c job.Check) string {
	switch {
	case c.Err != nil:
		return a.said(c.Err)
	case c.State == "stale":
		return a.say.Text("stale.reports", c.About...)
	}
	return a.say.Text("doctor."+c.Name+"_"+c.State, c.About...)
}
