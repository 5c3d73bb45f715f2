package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/render"
)

// explainOptions are the flags of explain.
type explainOptions struct {
	report  string // in place of a number: the first digits of its document's hash, or a body by name
	format  string // of the explanation of a report
	region  string
	year    int
	verify  bool
	noText  bool
	asJSON  bool
	reading reading
}

func newExplain(a *app) *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use: "explain INDICATOR --region R --year Y [--verify] | explain --report REPORT [--format text|markdown|json]",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.Context(), a, o, args)
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.completeIndicators(cmd), cobra.ShellCompDirectiveNoFileComp
		},
	}
	a.describe(cmd, "explain", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.report, "report", "", a.say.Text("flag.explain_report"))
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.explain_year"))
	flags.BoolVar(&o.verify, "verify", false, a.say.Text("flag.verify"))
	flags.BoolVar(&o.noText, "no-text", false, a.say.Text("flag.no_text"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.page_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// completeIndicators offers the codes of indicators and rates, and nothing where there is no warehouse to ask.
func (a *app) completeIndicators(cmd *cobra.Command) []string {
	if err := a.load(cmd); err != nil {
		return nil
	}
	session, err := a.openSnapshot(cmd.Context())
	if err != nil {
		return nil
	}
	defer session.Close()
	known, err := page.ListIndicators(cmd.Context(), session.Query, a.say.Language)
	if err != nil {
		return nil
	}
	var out []string
	for _, k := range known {
		out = append(out, k.Code+"\t"+k.Label)
	}
	return out
}

// runExplain prints the tree behind one number, or what a report is taken for. With --verify it fails where a document now
// reads otherwise.
func runExplain(ctx context.Context, a *app, o explainOptions, args []string) (err error) {
	if o.asJSON {
		o.format = "json"
	}
	switch {
	case o.report != "" && (len(args) > 0 || o.verify):
		return wrongUse(a.say.Text("usage.explain_one"))
	case o.report != "":
		return runExplainReport(ctx, a, o)
	case o.format != "text" && o.format != "json":
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "text, json"))
	case len(args) != 1:
		return wrongUse(a.say.Text("usage.one_indicator"))
	}
	if err := a.ofRelease(ctx, &o.reading, &o.year); err != nil {
		return err
	}
	if o.region == "" || o.year == 0 {
		return wrongUse(a.say.Text("usage.explain_where"))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	tree, err := page.Explain(ctx, session.Query, a.say, page.ExplainOptions{
		Code: args[0], Region: o.region, Year: o.year, Now: a.now().Year(),
		Reading: o.reading.page(),
	})
	if err != nil {
		return err
	}
	if o.verify || !o.noText {
		err := job.ReadExplained(ctx, session.Query, &tree, job.ExplainOptions{
			Store: a.store(), Read: a.readOptions(), Quote: !o.noText, Verify: o.verify,
		})
		if err != nil {
			return err
		}
	}
	if o.format == "json" {
		err = writeJSON(a.out, tree)
	} else {
		err = render.Explanation(a.out, a.say, &tree)
	}
	if tree.Verified != nil && tree.Verified.Differing > 0 {
		err = errors.Join(err, fmt.Errorf("explain --verify: %w: %d", fault.ErrDiffers, tree.Verified.Differing))
	}
	return err
}
