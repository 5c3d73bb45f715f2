package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"gongkai/rows"
	"gongkai/synth/nation"
	"gongkai/synth/render"
)

// synthOptions are the flags of synth.
type synthOptions struct {
	reports int
	seed    uint64
	years   string
	formats []string
	errors  float64
	out     string
	dryRun  bool
	asJSON  bool
}

func newSynth(a *app) *cobra.Command {
	var o synthOptions
	cmd := &cobra.Command{
		Use: "synth --reports N --out DIR [--errors SHARE]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text := func(s nation.Summary) error { return a.showSynth(s, o) }
			return shown(a, o.asJSON, text)(runSynth(cmd.Context(), a, o))
		},
	}
	a.describe(cmd, "synth", 0, 1, 2)
	flags := cmd.Flags()
	flags.IntVar(&o.reports, "reports", 1000, a.say.Text("flag.synth_reports"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.synth_out"))
	flags.Uint64Var(&o.seed, "seed", 1, a.say.Text("flag.synth_seed"))
	flags.StringVar(&o.years, "years", "2019-2024", a.say.Text("flag.synth_years"))
	flags.StringSliceVar(&o.formats, "formats", nil, a.say.Text("flag.synth_formats", "formats", strings.Join(synthFormats(), ", ")))
	flags.Float64Var(&o.errors, "errors", 0, a.say.Text("flag.synth_errors"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.synth_dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// synthFormats are the formats that an invented report can have, each once.
func synthFormats() []string {
	var out []string
	for _, r := range render.All() {
		if !slices.Contains(out, r.Format) {
			out = append(out, r.Format)
		}
	}
	return out
}

// runSynth invents a nation and writes it, or only counts it.
func runSynth(ctx context.Context, a *app, o synthOptions) (nation.Summary, error) {
	if o.out == "" && !o.dryRun {
		return nation.Summary{}, wrongUse(a.say.Text("usage.no_out"))
	}
	years, ok := yearRange(o.years)
	if !ok {
		return nation.Summary{}, wrongUse(a.say.Text("usage.years", "years", o.years))
	}
	invented, err := nation.New(nation.Options{
		Reports: o.reports, Years: years, Seed: o.seed, Formats: o.formats, Errors: o.errors,
	})
	if err != nil {
		return nation.Summary{}, a.synthUsage(err)
	}
	if o.dryRun {
		return invented.Count(ctx)
	}
	bar := progressbar.DefaultSilent(-1)
	if a.errTerminal {
		bar = progressbar.NewOptions(o.reports,
			progressbar.OptionSetWriter(a.err), progressbar.OptionSetDescription(a.say.Text("progress.writing")),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	// What goes wrong with a bar is no reason to stop the work; a few more documents than reports may come.
	summary, err := invented.Write(ctx, o.out, func(done int) { _ = bar.Set(min(done, o.reports)) })
	_ = bar.Finish()
	return summary, a.synthUsage(err)
}

// synthUsage says in the language chosen which option cannot be met.
func (a *app) synthUsage(err error) error {
	var option nation.OptionError
	if !errors.As(err, &option) {
		return err
	}
	switch option.Option {
	case "years":
		return wrongUse(a.say.Text("usage.synth_years", "years", option.Value))
	case "out":
		return wrongUse(a.say.Text("usage.synth_out", "path", option.Value))
	}
	return wrongUse(a.say.Text("usage.synth_option", "option", option.Option, "value", option.Value, "limit", option.Limit))
}

// yearRange reads 2021 or 2019-2024.
func yearRange(text string) (years [2]int, ok bool) {
	first, last, isRange := strings.Cut(text, "-")
	if !isRange {
		last = first
	}
	for i, year := range []string{first, last} {
		n, err := strconv.Atoi(year)
		if err != nil || len(year) != 4 {
			return years, false
		}
		years[i] = n
	}
	return years, true
}

func (a *app) showSynth(s nation.Summary, o synthOptions) error {
	g := rows.Table{Header: []string{a.say.Text("synth.what"), a.say.Text("synth.count")}, Right: map[int]bool{1: true}}
	for _, row := range []struct {
		key   string
		count int
	}{
		{"synth.regions", s.Regions},
		{"synth.bodies", s.Bodies},
		{"synth.documents", s.Documents},
		{"synth.cells", s.Cells},
		{"synth.missing", s.Missing},
		{"synth.late", s.Late},
		{"synth.reissued", s.Reissued},
		{"synth.faulty", s.Faulty},
	} {
		g.Add(a.say.Text(row.key), fmt.Sprint(row.count))
	}
	for _, format := range synthFormats() {
		if n := s.Formats[format]; n > 0 {
			g.Add(a.say.Text("synth.format", "format", format), fmt.Sprint(n))
		}
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	if o.dryRun {
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
		return nil
	}
	a.printf("%s\n", a.say.Text("synth.done", "path", o.out))
	return nil
}
