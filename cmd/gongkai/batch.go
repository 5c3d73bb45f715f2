package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/rows"
	"gongkai/warehouse/record"
)

//go:embed sql/batch.sql
var batchSQL string

//go:embed sql/batch_report.sql
var batchReportSQL string

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
	BatchID   int64  `json:"batch_id"`         // 0 where one report is meant
	Report    string `json:"report,omitempty"` // the one report that is meant
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
	g := rows.Table{
		Header: []string{
			a.say.Text("batch.id"), a.say.Text("batch.recorded_at"), a.say.Text("batch.parser"), a.say.Text("batch.documents"),
			a.say.Text("batch.reports"), a.say.Text("batch.cells"), a.say.Text("batch.state"),
		},
		Right: map[int]bool{0: true, 3: true, 4: true, 5: true},
	}
	for _, b := range list {
		state := ""
		if b.IsWithdrawn {
			state = a.say.Text("batch.withdrawn", "who", b.Who, "at", b.WithdrawnAt, "why", b.Why)
		}
		g.Add(strconv.FormatInt(b.BatchID, 10), b.RecordedAt, a.say.Text("version.parser", "parser", b.ParserVersion, "rules", b.RulesVersion),
			strconv.Itoa(b.Documents), strconv.Itoa(b.Reports), strconv.Itoa(b.Cells), printable(state))
	}
	return g.Write(a.out)
}

func newBatchWithdraw(a *app) *cobra.Command {
	var o record.Withdrawal
	var report string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "withdraw BATCH --why TEXT [--who NAME] [--undo] | withdraw --report REPORT --why TEXT [--who NAME] [--undo]",
		RunE: func(cmd *cobra.Command, args []string) error {
			summary, err := runBatchWithdraw(cmd.Context(), a, o, report, args)
			if err != nil {
				return err
			}
			return a.showWithdrawal(summary, asJSON)
		},
	}
	a.describe(cmd, "batch_withdraw", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&report, "report", "", a.say.Text("flag.withdraw_report"))
	flags.StringVar(&o.Why, "why", "", a.say.Text("flag.why_withdrawn"))
	a.whoFlag(flags)
	flags.BoolVar(&o.Undo, "undo", false, a.say.Text("flag.undo"))
	flags.BoolVar(&o.DryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runBatchWithdraw takes out what a batch brought or one report in a document, or takes that back, and publishes a snapshot.
func runBatchWithdraw(ctx context.Context, a *app, o record.Withdrawal, report string, args []string) (_ withdrawalSummary, err error) {
	switch {
	case len(args) == 1 && report == "":
		if o.BatchID, err = strconv.ParseInt(args[0], 10, 64); err != nil || o.BatchID < 1 {
			return withdrawalSummary{}, wrongUse(a.say.Text("usage.no_batch", "batch", args[0]))
		}
	case len(args) > 0 || report == "":
		return withdrawalSummary{}, wrongUse(a.say.Text("usage.one_batch"))
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
	if report, err = a.withdrawn(ctx, w.DB().QueryContext, &o, report); err != nil {
		return withdrawalSummary{}, err
	}
	s, err := record.Withdraw(ctx, w, o)
	out := withdrawalSummary{
		DryRun: o.DryRun, BatchID: o.BatchID, Report: report, Undo: o.Undo, Documents: s.Documents, Reports: s.Reports, Changed: s.Changed,
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

// withdrawn sees that what is meant is there, and returns the name of the report where one is.
func (a *app) withdrawn(ctx context.Context, source querySource, o *record.Withdrawal, name string) (string, error) {
	if name == "" {
		n, err := number(ctx, source, "SELECT count(*) FROM batch WHERE batch_id = ?", o.BatchID)
		if err == nil && n == 0 {
			err = wrongUse(a.say.Text("usage.no_batch", "batch", o.BatchID))
		}
		return "", err
	}
	digits, ordinal, ok := report.ParseName(name)
	if !ok {
		return "", wrongUse(a.say.Text("usage.report_name", "report", name))
	}
	var found []storedReport
	err := eachRow(ctx, source, batchReportSQL, func(scan func(...any) error) error {
		var r storedReport
		err := scan(&r.sha, &r.ordinal, &r.version)
		found = append(found, r)
		return err
	}, digits, ordinal)
	if err != nil {
		return "", err
	}
	one, err := a.onlyReport(name, found)
	o.VersionID = one.version
	if ordinal == 0 {
		one.ordinal = 0 // the only one of its document
	}
	return report.Name(one.sha, one.ordinal), err
}

func (a *app) showWithdrawal(s withdrawalSummary, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, s)
	}
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
	if s.DryRun {
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
	}
	return nil
}
