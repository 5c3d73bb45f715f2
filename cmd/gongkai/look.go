package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/job/register"
	"gongkai/queries/page"
	"gongkai/render"
)

// newLook groups the commands on reports that somebody looked for and did not find.
func newLook(a *app) *cobra.Command {
	return a.group("look", []int{0, 2}, newLookList(a), newLookAdd(a), newLookImport(a))
}

func newLookAdd(a *app) *cobra.Command {
	var l register.Look
	var o decisionFlags
	cmd := &cobra.Command{
		Use:  "add --region R [--agency NAME] --year Y --address URL --day DAY [--withdraw] [--why TEXT] [--who NAME]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			l.Why = o.why
			return shown(a, o.asJSON, a.showLooks)(register.RecordLook(cmd.Context(), l, a.decision(o)))
		},
	}
	a.describe(cmd, "look_add", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	a.addRegion(cmd, &l.Region)
	flags.StringVar(&l.Agency, "agency", "", a.say.Text("flag.look_agency"))
	flags.IntVar(&l.Year, "year", 0, a.say.Text("flag.look_year"))
	flags.StringVar(&l.Address, "address", "", a.say.Text("flag.look_address"))
	flags.StringVar(&l.Day, "day", "", a.say.Text("flag.look_day"))
	flags.BoolVar(&l.Withdrawn, "withdraw", false, a.say.Text("flag.look_withdraw"))
	a.decisionFlags(cmd, &o)
	return cmd
}

func newLookImport(a *app) *cobra.Command {
	var o decisionFlags
	var year int
	cmd := &cobra.Command{
		Use: "import FILE [--year Y] [--why TEXT] [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_sheet"))
			}
			return shown(a, o.asJSON, a.showLooks)(runLookImport(cmd.Context(), a, o, args[0], year))
		},
	}
	a.describe(cmd, "look_import", 0, 1, 2, 10, 11, 12)
	cmd.Flags().IntVar(&year, "year", 0, a.say.Text("flag.import_year"))
	a.decisionFlags(cmd, &o)
	return cmd
}

// runLookImport takes a list of looks, and names every row that does not fit.
func runLookImport(ctx context.Context, a *app, o decisionFlags, path string, year int) (register.Summary, error) {
	languages, err := a.bothLanguages()
	if err != nil {
		return register.Summary{}, err
	}
	summary, err := register.ImportLooks(ctx, register.ImportOptions{
		Path: path, Year: year, Words: importWords(languages), Columns: sheetColumns(languages, lookColumns()),
	}, a.decision(o))
	return summary, a.refusedRows(path, err)
}

// lookColumns are the columns of a list of looks; region stands in the place of region_code where a list has names.
func lookColumns() []string {
	return []string{"agency", "region_code", "region", "year", "address", "looked_on", "withdrawn", "why"}
}

// showLooks says what was recorded.
func (a *app) showLooks(s register.Summary) error {
	a.printf("%s\n", a.say.Text("look.done", "count", s.Looks, "unchanged", s.Unchanged))
	a.noteDryRun(s.DryRun)
	return nil
}

func newLookList(a *app) *cobra.Command {
	var year int
	var asJSON bool
	var r reading
	cmd := &cobra.Command{
		Use:  "list [--year Y]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ofYear := func(ctx context.Context, source page.Source) ([]page.Look, error) {
				return page.ListLooks(ctx, source, year)
			}
			return showRead(cmd.Context(), a, r, asJSON, readList[page.Look]{ofYear, render.Looks, "look.count"})
		},
	}
	a.describe(cmd, "look_list", 0, 1, 2, 10, 12)
	cmd.Flags().IntVar(&year, "year", 0, a.say.Text("flag.look_list_year"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	cmd.Flags().StringVar(&r.asOf, "as-of", "", a.say.Text("flag.as_of"))
	return cmd
}
