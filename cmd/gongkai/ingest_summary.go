package main

import (
	"errors"
	"fmt"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/rows"
)

// showIngest prints the summary, on the output for programs and for people alike.
func (a *app) showIngest(s job.IngestSummary, o ingestOptions) error {
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

func (a *app) tellIngest(s job.IngestSummary) error {
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
	if m := s.Manifest; m != nil && m.Looks > 0 {
		a.printf("%s\n", a.say.Text("ingest.looks", "count", m.Looks, "new", m.NewLooks))
	}
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
