package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/ingest/sheet"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// checkImportOptions are the flags of check import.
type checkImportOptions struct {
	path   string
	dryRun bool
	asJSON bool
}

func newCheckImport(a *app) *cobra.Command {
	var o checkImportOptions
	cmd := &cobra.Command{
		Use: "import FILE.xlsx [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_workbook"))
			}
			o.path = args[0]
			return shown(a, o.asJSON, a.showRuling)(runCheckImport(cmd.Context(), a, o))
		},
	}
	a.describe(cmd, "check_import", 0, 1, 2, 10, 11, 12)
	a.whoFlag(cmd.Flags())
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	cmd.Flags().BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runCheckImport takes the decisions of a workbook, and names every row that does not fit.
func runCheckImport(ctx context.Context, a *app, o checkImportOptions) (job.RuleSummary, error) {
	who, err := a.reviewer()
	if err != nil {
		return job.RuleSummary{}, err
	}
	languages, err := a.bothLanguages()
	if err != nil {
		return job.RuleSummary{}, err
	}
	in := job.RuleImport{Store: a.store(), Path: o.path, Who: who, DryRun: o.dryRun, Decisions: map[string]string{}}
	for _, key := range render.FindingColumns() {
		column := sheet.Column{Key: key, Headings: []string{a.say.Text("workbook." + key)}}
		for _, l := range languages {
			column.Headings = append(column.Headings, l.say.Text("workbook."+key))
		}
		in.Columns = append(in.Columns, column)
	}
	for _, l := range languages {
		for _, d := range render.Decisions() {
			in.Decisions[l.say.Text("decision."+d)] = d
		}
	}
	in.Reviewed = func(ctx context.Context, source page.Source, ids []string) (map[string]job.Reviewed, error) {
		out := map[string]job.Reviewed{}
		for _, l := range languages {
			list, err := page.Findings(ctx, source, l.say, page.FindingQuery{IDs: ids})
			if err != nil {
				return nil, err
			}
			for i := range list {
				id := list[i].FindingID
				out[id] = job.Reviewed{Rows: append(out[id].Rows, render.ReviewRow(l.say, &list[i])), Finding: list[i]}
			}
		}
		return out, nil
	}
	summary, err := job.RuleAll(ctx, in)
	return summary, a.workbookError(o.path, err)
}

// workbookError says what is wrong with a workbook of decisions; other errors stay as they are.
func (a *app) workbookError(path string, err error) error {
	var refused *job.RowsError
	var column *sheet.ColumnError
	var unreadable *sheet.UnreadableError
	switch {
	case errors.As(err, &refused):
		for _, r := range refused.Rows {
			a.notef("%s", rows.Printable(a.say.Text("workbook.row", "row", r.Number, "finding", r.Finding, "why", a.inWords(r.Err))))
		}
		return wrongUse(a.say.Text("workbook.refused", "path", path, "count", len(refused.Rows)))
	case errors.As(err, &column) && !column.Twice:
		return wrongUse(a.say.Text("workbook.no_column", "column", a.say.Text("workbook."+column.Key)))
	case errors.As(err, &column):
		return wrongUse(a.say.Text("sheet.column_twice", "path", path, "column", a.say.Text("workbook."+column.Key), "key", column.Key))
	case errors.As(err, &unreadable):
		return wrongUse(a.say.Text("workbook.unreadable", "path", path, "why", unreadable.Why))
	}
	return err
}
