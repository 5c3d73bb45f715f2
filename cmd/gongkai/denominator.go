package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/job/denominator"
	"gongkai/queries/page"
	"gongkai/render"
)

// newDenominator groups the commands on how many people regions have.
func newDenominator(a *app) *cobra.Command {
	return a.group("denominator", []int{0, 2}, newDenominatorImport(a), newDenominatorList(a))
}

// denominatorImportOptions are the flags of denominator import.
type denominatorImportOptions struct {
	path   string
	dryRun bool
	asJSON bool
}

func newDenominatorImport(a *app) *cobra.Command {
	var o denominatorImportOptions
	cmd := &cobra.Command{
		Use: "import FILE [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_sheet"))
			}
			o.path = args[0]
			return shown(a, o.asJSON, a.showDenominators)(runDenominatorImport(cmd.Context(), a, o))
		},
	}
	a.describe(cmd, "denominator_import", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	a.whoFlag(flags)
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runDenominatorImport takes a list of populations, and names every row that does not fit.
func runDenominatorImport(ctx context.Context, a *app, o denominatorImportOptions) (denominator.Summary, error) {
	who, err := a.reviewer()
	if err != nil {
		return denominator.Summary{}, err
	}
	languages, err := a.bothLanguages()
	if err != nil {
		return denominator.Summary{}, err
	}
	options := denominator.ImportOptions{
		Store: a.store(), Path: o.path, Who: who, Words: denominatorWords(languages), DryRun: o.dryRun,
	}
	options.Columns = sheetColumns(languages, denominator.Columns())
	for i := range options.Columns {
		if c := &options.Columns[i]; c.Key == "kind" {
			for _, l := range languages {
				c.Headings = append(c.Headings, l.say.Text("sheet.kind_of_people"))
			}
		}
	}
	summary, err := denominator.Import(ctx, options)
	return summary, a.refusedRows(o.path, err)
}

// denominatorWords are what is stored for the words of a list: those of the languages, or the stored ones themselves.
func denominatorWords(languages []*app) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, g := range []struct {
		group string
		words []string
	}{
		{denominator.WordsKind, page.PopulationKinds()},
		{denominator.WordsUnit, []string{"people", "ten_thousand"}},
		{denominator.WordsMark, []string{"yes", "no"}},
	} {
		out[g.group] = map[string]string{}
		for _, word := range g.words {
			out[g.group][word] = word
			for _, l := range languages {
				out[g.group][l.say.Text("denominator."+g.group+"."+word)] = word
			}
		}
	}
	// As gongkai sql writes a truth, and as a spreadsheet does.
	for text, word := range map[string]string{"true": "yes", "false": "no", "TRUE": "yes", "FALSE": "no", "1": "yes", "0": "no"} {
		out[denominator.WordsMark][text] = word
	}
	return out
}

// showDenominators prints what was recorded.
func (a *app) showDenominators(s denominator.Summary) error {
	a.printf("%s\n", a.say.Text("denominator.done", "recorded", s.Recorded, "unchanged", s.Unchanged))
	a.noteDryRun(s.DryRun)
	return nil
}

// denominatorListOptions are the flags of denominator list.
type denominatorListOptions struct {
	region  string
	year    int
	format  string
	asJSON  bool
	reading reading
}

func newDenominatorList(a *app) *cobra.Command {
	var o denominatorListOptions
	cmd := &cobra.Command{
		Use:  "list [--region R] [--year Y] [--format F]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDenominatorList(cmd.Context(), a, o) },
	}
	a.describe(cmd, "denominator_list", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.denominator_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	flags.StringVar(&o.reading.asOf, "as-of", "", a.say.Text("flag.as_of"))
	return cmd
}

// runDenominatorList lists the populations that count.
func runDenominatorList(ctx context.Context, a *app, o denominatorListOptions) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json"); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	if o.region, err = page.RegionCode(o.region, o.year); err != nil {
		return err
	}
	list, err := page.ListDenominators(ctx, session.Query, o.region, o.year)
	if err != nil {
		return err
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, list)
	case "csv":
		return render.DenominatorCSV(a.out, list)
	}
	table := render.Denominators(a.say, list)
	return a.showList(&table, "denominator.count", "count", len(list))
}
