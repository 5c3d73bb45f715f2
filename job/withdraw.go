package job

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/warehouse/record"
)

// The problems of naming a batch or a report, and of deciding something.
const (
	NoWhy        = "usage.no_why"         // no reason was given
	NoWho        = "usage.no_who"         // nobody is named who decides
	NoBatch      = "usage.no_batch"       // batch: the warehouse has none of that id
	NoReportName = "usage.report_name"    // report: no name of a report
	NoReport     = "usage.no_document"    // report: the warehouse has none of that name
	ManyReports  = "usage.many_documents" // report, reports: the name is that of several
)

// WithdrawOptions say what Withdraw takes out: a batch or, where Report is not empty, one report in a document.
type WithdrawOptions struct {
	Store Store
	record.Withdrawal
	Report string // its name
}

// WithdrawSummary says what a withdrawal means.
type WithdrawSummary struct {
	DryRun    bool   `json:"dry_run"`
	BatchID   int64  `json:"batch_id"`         // 0 where one report is meant
	Report    string `json:"report,omitempty"` // the one report that is meant
	Undo      bool   `json:"undo"`
	Documents int    `json:"documents"`
	Reports   int    `json:"reports"`
	Changed   bool   `json:"changed"`
	Snapshot  string `json:"snapshot,omitempty"`
}

// Withdraw takes out what a batch brought or one report in a document, or takes that back, and publishes a snapshot.
func Withdraw(ctx context.Context, o WithdrawOptions) (_ WithdrawSummary, err error) {
	if strings.TrimSpace(o.Why) == "" && !o.Undo {
		return WithdrawSummary{}, Refuse(NoWhy)
	}
	if o.Who == "" {
		return WithdrawSummary{}, Refuse(NoWho)
	}
	o.RecordedAt = o.Store.Now()
	w, err := o.Store.Open(ctx)
	if err != nil {
		return WithdrawSummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if o.Report == "" {
		err = findBatch(ctx, w.DB().QueryContext, o.BatchID)
	} else {
		err = o.findReport(ctx, w.DB().QueryContext)
	}
	if err != nil {
		return WithdrawSummary{}, err
	}
	s, err := record.Withdraw(ctx, w, o.Withdrawal)
	out := WithdrawSummary{
		DryRun: o.DryRun, BatchID: o.BatchID, Report: o.Report, Undo: o.Undo, Documents: s.Documents, Reports: s.Reports, Changed: s.Changed,
	}
	if err != nil || o.DryRun {
		return out, err
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	snapshot, err := Publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("batch withdraw: %w", err)
	}
	out.Snapshot = snapshot.Path
	return out, nil
}

// findBatch refuses a batch that the warehouse does not have.
func findBatch(ctx context.Context, source sqlfile.Source, id int64) error {
	n := 0
	err := statements().One(ctx, source, "batch_count", []any{id}, &n)
	if err == nil && n == 0 {
		return Refuse(NoBatch, "batch", id)
	}
	return err
}

// findReport finds the report that is meant, also one that was withdrawn, and names it as it is named elsewhere.
func (o *WithdrawOptions) findReport(ctx context.Context, source sqlfile.Source) error {
	digits, asked, ok := report.ParseName(o.Report)
	if !ok {
		return Refuse(NoReportName, "report", o.Report)
	}
	var sha string
	var names []string
	err := statements().Each(ctx, source, "withdrawn_report", func(scan sqlfile.Scan) error {
		var ordinal int
		err := scan(&sha, &ordinal, &o.VersionID)
		names = append(names, report.Name(sha, ordinal))
		return err
	}, digits, asked)
	if err != nil {
		return err
	}
	if err := OneReport(o.Report, names); err != nil {
		return err
	}
	o.Report = report.Name(sha, asked) // where no ordinal was asked for it is the only one of its document
	return nil
}

// OneReport refuses a text that is the name of no report, or of several.
func OneReport(text string, names []string) error {
	switch len(names) {
	case 1:
		return nil
	case 0:
		return Refuse(NoReport, "report", text)
	}
	return Refuse(ManyReports, "report", text, "reports", names)
}
