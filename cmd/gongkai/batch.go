package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/warehouse"
)

//go:embed sql/batch.sql
var batchSQL string

// listedBatch is one batch as `batch list --json` prints it. Times are in Asia/Shanghai.
type listedBatch struct {
	BatchID       int64  `json:"batch_id"`
	RunID         int64  `json:"run_id"`
	Command       string `json:"command"`
	RecordedAt    string `json:"recorded_at"`
	ParserVersion string `json:"parser_version"`
	RulesVersion  string `json:"rules_version"`
	Documents     int    `json:"documents"`
	Reports       int    `json:"reports"`
	Cells         int    `json:"cells"`
	IsWithdrawn   bool   `json:"is_withdrawn"`
	Who           string `json:"who,omitempty"`
	Why           string `json:"why,omitempty"`
	WithdrawnAt   string `json:"withdrawn_at,omitempty"`
}

// withdrawalSummary is what `batch withdraw --json` prints.
type withdrawalSummary struct {
	DryRun    bool   `json:"dry_run"`
	BatchID   int64  `json:"batch_id"`
	Undo      bool   `json:"undo"`
	Documents int    `json:"documents"`
	Reports   int    `json:"reports"`
	Changed   bool   `json:"changed"`
	Snapshot  string `json:"snapshot,omitempty"`
}

func newBatch(a *app) *cobra.Command {
	return a.group("batch", []int{0, 2}, newBatchList(a), newBatchWithdraw(a))
}

func newBatchList(a *app) *cobra.Command {
	var asOf string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list [--as-of DAY] [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := listBatches(cmd.Context(), a, asOf)
			if err != nil {
				return err
			}
			return a.showBatches(list, asJSON)
		},
	}
	a.describe(cmd, "batch_list", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&asOf, "as-of", "", a.say.Text("flag.as_of"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// listBatches reads the batches of the current snapshot, the latest first.
func listBatches(ctx context.Context, a *app, asOf string) ([]listedBatch, error) {
	session, err := a.openReading(ctx, reading{asOf: asOf})
	if err != nil {
		return nil, err
	}
	defer session.Close()
	rows, err := session.Query(ctx, batchSQL)
	if err != nil {
		return nil, fmt.Errorf("list batches: %w", err)
	}
	defer rows.Close()
	list := []listedBatch{}
	for rows.Next() {
		var b listedBatch
		if err := rows.Scan(&b.BatchID, &b.RunID, &b.Command, &b.RecordedAt, &b.ParserVersion, &b.RulesVersion,
			&b.Documents, &b.Reports, &b.Cells, &b.IsWithdrawn, &b.Who, &b.Why, &b.WithdrawnAt); err != nil {
			return nil, fmt.Errorf("list batches: %w", err)
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

func (a *app) showBatches(list []listedBatch, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, struct {
			Batches []listedBatch `json:"batches"`
		}{list})
	}
	g := grid{
		header: []string{
			a.say.Text("batch.id"), a.say.Text("batch.recorded_at"), a.say.Text("batch.parser"), a.say.Text("batch.documents"),
			a.say.Text("batch.reports"), a.say.Text("batch.cells"), a.say.Text("batch.state"),
		},
		right: map[int]bool{0: true, 3: true, 4: true, 5: true},
	}
	for _, b := range list {
		state := ""
		if b.IsWithdrawn {
			state = a.say.Text("batch.withdrawn", "who", b.Who, "at", b.WithdrawnAt, "why", b.Why)
		}
		g.add(strconv.FormatInt(b.BatchID, 10), b.RecordedAt, a.say.Text("version.parser", "parser", b.ParserVersion, "rules", b.RulesVersion),
			strconv.Itoa(b.Documents), strconv.Itoa(b.Reports), strconv.Itoa(b.Cells), printable(state))
	}
	return g.write(a.out)
}

func newBatchWithdraw(a *app) *cobra.Command {
	var o warehouse.Withdrawal
	var asJSON bool
	cmd := &cobra.Command{
		Use: "withdraw BATCH --why TEXT [--who NAME] [--undo]",
		RunE: func(cmd *cobra.Command, args []string) error {
			summary, err := runBatchWithdraw(cmd.Context(), a, o, args)
			if err != nil {
				return err
			}
			return a.showWithdrawal(summary, asJSON)
		},
	}
	a.describe(cmd, "batch_withdraw", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.Why, "why", "", a.say.Text("flag.why_withdrawn"))
	a.whoFlag(flags)
	flags.BoolVar(&o.Undo, "undo", false, a.say.Text("flag.undo"))
	flags.BoolVar(&o.DryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runBatchWithdraw takes out what a batch brought, or takes that back, and publishes a snapshot.
func runBatchWithdraw(ctx context.Context, a *app, o warehouse.Withdrawal, args []string) (_ withdrawalSummary, err error) {
	if len(args) != 1 {
		return withdrawalSummary{}, wrongUse(a.say.Text("usage.one_batch"))
	}
	if o.BatchID, err = strconv.ParseInt(args[0], 10, 64); err != nil || o.BatchID < 1 {
		return withdrawalSummary{}, wrongUse(a.say.Text("usage.no_batch", "batch", args[0]))
	}
	if strings.TrimSpace(o.Why) == "" && !o.Undo {
		return withdrawalSummary{}, wrongUse(a.say.Text("usage.no_why"))
	}
	if o.Who, err = a.reviewer(); err != nil {
		return withdrawalSummary{}, err
	}
	o.RecordedAt = a.now()
	w, err := a.openWriter(ctx)
	if err != nil {
		return withdrawalSummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	n, err := number(ctx, w.DB().QueryContext, "SELECT count(*) FROM batch WHERE batch_id = ?", o.BatchID)
	if err != nil {
		return withdrawalSummary{}, err
	}
	if n == 0 {
		return withdrawalSummary{}, wrongUse(a.say.Text("usage.no_batch", "batch", args[0]))
	}
	s, err := w.Withdraw(ctx, o)
	out := withdrawalSummary{
		DryRun: o.DryRun, BatchID: o.BatchID, Undo: o.Undo, Documents: s.Documents, Reports: s.Reports, Changed: s.Changed,
	}
	if err != nil || o.DryRun {
		return out, err
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	snapshot, err := publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("batch withdraw: %w", err)
	}
	out.Snapshot = snapshot.Path
	return out, nil
}

func (a *app) showWithdrawal(s withdrawalSummary, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, s)
	}
	key := "batch.done"
	switch {
	case !s.Changed:
		key = "batch.already"
	case s.Undo:
		key = "batch.undone"
	}
	a.printf("%s\n", a.say.Text(key, "batch", s.BatchID, "documents", s.Documents, "reports", s.Reports))
	if s.DryRun {
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
	}
	return nil
}
