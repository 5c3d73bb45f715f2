package main

import (
	"context"
	_ "embed"
	"strconv"

	"github.com/spf13/cobra"

	"gongkai/job"
	"gongkai/rows"
)

func newBatch(a *app) *cobra.Command {
	return a.group("batch", []int{0, 2}, newBatchList(a), newBatchWithdraw(a))
}

func newBatchList(a *app) *cobra.Command {
	var asOf string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list [--as-of DAY] [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return shown(a, asJSON, a.showBatches)(listBatches(cmd.Context(), a, asOf))
		},
	}
	a.describe(cmd, "batch_list", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&asOf, "as-of", "", a.say.Text("flag.as_of"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// batchList is what `batch list --json` prints.
type batchList struct {
	Batches []job.Batch `json:"batches"`
}

// listBatches reads the batches of the current snapshot, as known on a day.
func listBatches(ctx context.Context, a *app, asOf string) (list batchList, err error) {
	session, err := a.openReading(ctx, reading{asOf: asOf})
	if err != nil {
		return list, err
	}
	defer session.Close()
	list.Batches, err = job.Batches(ctx, session.Query)
	return list, err
}

func (a *app) showBatches(list batchList) error {
	g := rows.Table{
		Header: []string{
			a.say.Text("batch.id"), a.say.Text("batch.recorded_at"), a.say.Text("batch.parser"), a.say.Text("batch.documents"),
			a.say.Text("batch.reports"), a.say.Text("batch.cells"), a.say.Text("batch.state"),
		},
		Right: map[int]bool{0: true, 3: true, 4: true, 5: true},
	}
	for _, b := range list.Batches {
		state := ""
		if b.IsWithdrawn {
			state = a.say.Text("batch.withdrawn", "who", b.Who, "at", b.WithdrawnAt, "why", b.Why)
		}
		g.Add(strconv.FormatInt(b.BatchID, 10), b.RecordedAt, a.say.Text("version.parser", "parser", b.ParserVersion, "rules", b.RulesVersion),
			strconv.Itoa(b.Documents), strconv.Itoa(b.Reports), strconv.Itoa(b.Cells), rows.Printable(state))
	}
	return g.Write(a.out)
}

func newBatchWithdraw(a *app) *cobra.Command {
	o := job.WithdrawOptions{}
	var asJSON bool
	cmd := &cobra.Command{
		Use: "withdraw BATCH --why TEXT [--who NAME] [--undo] | withdraw --report REPORT --why TEXT [--who NAME] [--undo]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.withdrawn(&o, args); err != nil {
				return err
			}
			return shown(a, asJSON, a.showWithdrawal)(job.Withdraw(cmd.Context(), o))
		},
	}
	a.describe(cmd, "batch_withdraw", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.Report, "report", "", a.say.Text("flag.withdraw_report"))
	flags.StringVar(&o.Why, "why", "", a.say.Text("flag.why_withdrawn"))
	a.whoFlag(flags)
	flags.BoolVar(&o.Undo, "undo", false, a.say.Text("flag.undo"))
	flags.BoolVar(&o.DryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// withdrawn reads what is meant: a batch, or the report that the flag names.
func (a *app) withdrawn(o *job.WithdrawOptions, args []string) (err error) {
	switch {
	case len(args) == 1 && o.Report == "":
		if o.BatchID, err = strconv.ParseInt(args[0], 10, 64); err != nil || o.BatchID < 1 {
			return wrongUse(a.say.Text("usage.no_batch", "batch", args[0]))
		}
	case len(args) > 0 || o.Report == "":
		return wrongUse(a.say.Text("usage.one_batch"))
	}
	o.Store = a.store()
	o.Who, _ = a.reviewer() // the job refuses where there is nobody, and first what is worse
	return nil
}

func (a *app) showWithdrawal(s job.WithdrawSummary) error {
	key, one := "batch.done", "batch.report.done"
	switch {
	case !s.Changed:
		key, one = "batch.already", "batch.report.already"
	case s.Undo:
		key, one = "batch.undone", "batch.report.undone"
	}
	if s.Report != "" {
		a.printf("%s\n", a.say.Text(one, "report", s.Report))
	} else {
		a.printf("%s\n", a.say.Text(key, "batch", s.BatchID, "documents", s.Documents, "reports", s.Reports))
	}
	a.noteDryRun(s.DryRun)
	return nil
}
