package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/job/register"
	"gongkai/queries/page"
	"gongkai/render"
)

// newDeadline groups the commands on the days by which reports are due.
func newDeadline(a *app) *cobra.Command {
	return a.group("deadline", []int{0, 2}, newDeadlineList(a), newDeadlineImport(a))
}

func newDeadlineImport(a *app) *cobra.Command {
	var o decisionFlags
	cmd := &cobra.Command{
		Use: "import FILE [--why TEXT] [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_sheet"))
			}
			return shown(a, o.asJSON, a.showDeadlines)(runDeadlineImport(cmd.Context(), a, o, args[0]))
		},
	}
	a.describe(cmd, "deadline_import", 0, 1, 2, 10, 11, 12)
	a.decisionFlags(cmd, &o)
	return cmd
}

// runDeadlineImport takes a list of deadlines, and names every row that does not fit.
func runDeadlineImport(ctx context.Context, a *app, o decisionFlags, path string) (register.Summary, error) {
	languages, err := a.bothLanguages()
	if err != nil {
		return register.Summary{}, err
	}
	summary, err := register.ImportDeadlines(ctx, register.ImportOptions{
		Path: path, Words: importWords(languages), Columns: sheetColumns(languages, deadlineColumns()),
	}, a.decision(o))
	return summary, a.refusedRows(path, err)
}

// deadlineColumns are the columns of a list of deadlines; region stands in the place of region_code where a list has names.
func deadlineColumns() []string {
	return []string{"purpose", "level", "body", "region_code", "region", "month", "day", "from_year", "to_year", "source", "why"}
}

// showDeadlines says what was recorded.
func (a *app) showDeadlines(s register.Summary) error {
	a.printf("%s\n", a.say.Text("deadline.done", "count", s.Deadlines, "unchanged", s.Unchanged))
	a.noteDryRun(s.DryRun)
	return nil
}

func newDeadlineList(a *app) *cobra.Command {
	var asJSON bool
	var r reading
	cmd := &cobra.Command{
		Use:  "list",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return showRead(cmd.Context(), a, r, asJSON, readList[page.Deadline]{page.ListDeadlines, render.Deadlines, "deadline.count"})
		},
	}
	a.describe(cmd, "deadline_list", 0, 1, 2, 10, 12)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	cmd.Flags().StringVar(&r.asOf, "as-of", "", a.say.Text("flag.as_of"))
	return cmd
}
