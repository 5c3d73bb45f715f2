package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/queries"
)

// explainOptions are the flags of explain.
type explainOptions struct {
	report  string // explain a report in place of a number; see explain_report.go
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
	known, err := a.explainable(cmd.Context(), session)
	if err != nil {
		return nil
	}
	var out []string
	for _, k := range known {
		out = append(out, k.code+"\t"+k.label)
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
		return runExplainReport(ctx, a, explainReportOptions{
			report: o.report, region: o.region, year: o.year, format: o.format, reading: o.reading,
		})
	case o.format != "text" && o.format != "json":
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "text, json"))
	case len(args) != 1:
		return wrongUse(a.say.Text("usage.one_indicator"))
	case o.region == "" || o.year == 0:
		return wrongUse(a.say.Text("usage.explain_where"))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	e := &explainer{app: a, session: session, options: o}
	tree, err := e.explain(ctx, args[0])
	if err != nil {
		return err
	}
	if o.verify || !o.noText {
		if err := e.readDocuments(ctx, &tree); err != nil {
			return err
		}
	}
	if o.format == "json" {
		err = writeJSON(a.out, tree)
	} else {
		a.tellExplanation(&tree)
	}
	if tree.Verified != nil && tree.Verified.Differing > 0 {
		err = errors.Join(err, fmt.Errorf("explain --verify: %w: %d", fault.ErrDiffers, tree.Verified.Differing))
	}
	return err
}

// explainer builds one explanation.
type explainer struct {
	*app
	session *queries.Session
	options explainOptions
}

// explain reads the tree of an indicator or a rate.
func (e *explainer) explain(ctx context.Context, code string) (explanation, error) {
	all, err := e.explainable(ctx, e.session)
	if err != nil {
		return explanation{}, err
	}
	out := explanation{
		Code: code, Year: e.options.year, Values: e.options.reading.values, AsOf: known(e.options.reading.asOf),
		Boundaries: e.options.reading.boundaries,
	}
	found := false
	for _, k := range all {
		if k.code == code {
			found, out.Label, out.Unit, out.Kind = true, k.label, k.unit, kindIndicator
			if k.isRate {
				out.Kind = kindRate
			}
		}
	}
	if !found {
		return out, wrongUse(e.say.Text("usage.no_indicator", "code", code, "near", nearIndicator(code, all)))
	}
	if out.RegionCode, out.Region, err = e.region(ctx); err != nil {
		return out, err
	}
	if out.Kind == kindRate {
		out.Rate, err = e.rate(ctx, out.RegionCode, code)
		return out, err
	}
	out.Bases, err = e.bases(ctx, out.RegionCode, code)
	return out, err
}

// region settles --region for the year, and refuses one of which the views know nothing.
func (e *explainer) region(ctx context.Context) (code, name string, err error) {
	named := e.options.year
	if e.options.reading.boundaries == "today" {
		named = e.now().Year()
	}
	region, err := e.findRegion(e.options.region, named)
	if err != nil {
		return "", "", err
	}
	err = eachRow(ctx, e.session.Query, explainRegionSQL, func(scan func(...any) error) error {
		var valid bool
		var found, title string
		if err := scan(&found, &title, &valid); err != nil {
			return err
		}
		if valid {
			code, name = found, title
		}
		return nil
	}, region.Code, e.options.year)
	if err == nil && code == "" {
		err = wrongUse(e.say.Text("usage.no_region_year", "region", e.options.region, "year", e.options.year))
	}
	return code, name, err
}

// explainable is an indicator or a rate.
type explainable struct {
	code, label, unit string
	isRate            bool
}

// explainable lists the indicators and rates.
func (a *app) explainable(ctx context.Context, session *queries.Session) ([]explainable, error) {
	var out []explainable
	err := eachRow(ctx, session.Query, explainIndicatorSQL, func(scan func(...any) error) error {
		var k explainable
		var zh, en string
		if err := scan(&k.code, &zh, &en, &k.unit, &k.isRate); err != nil {
			return err
		}
		k.label = a.either(zh, en)
		out = append(out, k)
		return nil
	})
	return out, err
}

// nearIndicator names codes that may be meant: those that hold the text, else those of the same subject and the rates.
func nearIndicator(code string, known []explainable) string {
	head, _, _ := strings.Cut(code, ".")
	var near, akin []string
	for _, k := range known {
		if strings.Contains(k.code, code) {
			near = append(near, k.code)
		}
		if strings.HasPrefix(k.code, head+".") || k.isRate {
			akin = append(akin, k.code)
		}
	}
	if len(near) == 0 {
		near = akin
	}
	return few(near)
}
