package main

import (
	"errors"
	"fmt"

	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/rows"
)

// ingestSummary is what `ingest --json` prints.
type ingestSummary struct {
	DryRun     bool            `json:"dry_run"`
	Warehouse  string          `json:"warehouse,omitempty"`
	Snapshot   string          `json:"snapshot,omitempty"`
	Changed    bool            `json:"changed"`   // a batch wrote something
	Published  bool            `json:"published"` // there is a new snapshot
	Found      int             `json:"found"`
	Unchanged  int             `json:"unchanged"` // skipped: path, size and time are known
	Read       int             `json:"read"`
	Reports    int             `json:"reports"`     // in the documents read
	NewReports int             `json:"new_reports"` // that the warehouse did not have
	NewCells   int             `json:"new_cells"`
	Unsettled  int             `json:"unsettled"` // agency, region or year is not known: in no total
	Findings   findingCounts   `json:"findings"`
	Rejected   []feed.Rejected `json:"rejected"`
	Lost       []string        `json:"lost"`          // --stale: neither in the archive nor where they were
	Stale      int             `json:"stale_reports"` // that an older parser or older rules read, in the warehouse after this run

	Manifest         *manifestSummary `json:"manifest,omitempty"`
	PutBack          int              `json:"put_back"` // files that lie again as they were, where the version between counts
	PutBackFiles     []putBackFile    `json:"put_back_files,omitempty"`
	TakenOver        int              `json:"taken_over"` // reports for which something holds that was settled for another document of them
	TakenOverReports []takenReport    `json:"taken_over_reports,omitempty"`
}

// findingCounts counts findings of the documents read by severity.
type findingCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// showIngest prints the summary, on the output for programs and for people alike.
func (a *app) showIngest(s ingestSummary, o ingestOptions) error {
	a.warnUnmatched(s.Manifest)
	if o.asJSON {
		if err := writeJSON(a.out, s); err != nil {
			return err
		}
	} else {
		a.listRejected(s.Rejected)
		if err := a.tellIngest(s); err != nil {
			return err
		}
	}
	if o.exitUnchanged && !s.Changed && !s.Published {
		return fault.ErrUnchanged
	}
	return nil
}

func (a *app) tellIngest(s ingestSummary) error {
	g := rows.Table{Header: []string{a.say.Text("ingest.status"), a.say.Text("ingest.documents")}, Right: map[int]bool{1: true}}
	g.Add(a.say.Text("ingest.unchanged"), fmt.Sprint(s.Unchanged))
	g.Add(a.say.Text("ingest.read"), fmt.Sprint(s.Read))
	byReason := map[string]int{}
	for _, r := range s.Rejected {
		byReason[r.Reason]++
	}
	for _, reason := range fault.Reasons() {
		if n := byReason[reason]; n > 0 {
			g.Add(a.say.Text("ingest.rejected", "reason", reason), fmt.Sprint(n))
		}
	}
	err := g.Write(a.out)
	a.printf("%s\n", a.say.Text("ingest.reports",
		"reports", s.Reports, "new", s.NewReports, "cells", s.NewCells, "unsettled", s.Unsettled))
	a.printf("%s\n", a.say.Text("ingest.findings", "error", s.Findings.Error, "warning", s.Findings.Warning, "info", s.Findings.Info))
	switch {
	case s.DryRun:
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
	case s.Published:
		a.printf("%s\n", a.say.Text("ingest.published", "path", s.Snapshot))
	default:
		a.printf("%s\n", a.say.Text("ingest.nothing_changed"))
	}
	a.tellPast(&s)
	a.staleNotice(s.Stale, a.linef)
	return errors.Join(err)
}
