package main

import (
	"context"
	"fmt"
	"io"

	"gongkai/config/rules"
	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
)

// runCheckReport prints the card of a report in the warehouse.
func runCheckReport(ctx context.Context, a *app, o checkOptions) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "markdown", "html", "json"); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	region, err := o.askedRegion(ctx, session.Query)
	if err != nil {
		return err
	}
	version, err := page.FindReport(ctx, session.Query, page.ReportQuery{Agency: o.report, Region: region, Year: o.year})
	if err != nil {
		return err
	}
	stored, err := page.StoredCard(ctx, session.Query, a.say, version)
	if err != nil {
		return fmt.Errorf("check --report %s: %w", o.report, err)
	}
	stored.Findings, err = page.Findings(ctx, session.Query, a.say, page.FindingQuery{VersionID: version, Rule: o.rule})
	if err != nil {
		return err
	}
	if !o.all {
		stored.Findings = card.Open(stored.Findings)
	}
	stale, err := job.StaleReports(ctx, session.Query)
	if err != nil {
		return err
	}
	a.staleNotice(stale, a.notef) // beside the card, which is sent to the agency
	return a.finishCards([]page.Card{stored}, o)
}

// runCheckFile reads and checks documents that are in no warehouse, and prints a card for each report in them.
func runCheckFile(ctx context.Context, a *app, o checkOptions) (err error) {
	if err := a.oneOf(&o.format, o.asJSON, "table", "markdown", "html", "json"); err != nil {
		return err
	}
	if o.region != "" || o.year != 0 || len(o.reading.beside) > 0 || o.reading.release != "" {
		return wrongUse(a.say.Text("usage.file_filter"))
	}
	known, err := rules.Embedded()
	if err != nil {
		return err
	}
	if _, ok := known.Rule(o.rule); o.rule != "" && !ok {
		return &page.NotFound{What: page.WhatRule, Text: o.rule}
	}
	reader, err := card.NewReader(a.say)
	if err != nil {
		return err
	}
	list := []page.Card{}
	var rejected []feed.Rejected
	_, err = job.Extract(ctx, job.Input{Store: a.store(), Paths: []string{o.file}, Read: a.readOptions()}, func(r ingest.Result) error {
		if r.Err != nil {
			one, ok := a.rejection(r)
			if !ok {
				return r.Err
			}
			rejected = append(rejected, one)
		}
		for i := range r.Reports {
			list = append(list, reader.Card(&r.Reports[i], o.rule))
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.listRejected(rejected)
	if len(list) == 0 {
		return fault.ErrAllRejected
	}
	return a.finishCards(list, o)
}

// finishCards prints the cards, and fails where a finding is as severe as --fail-on.
func (a *app) finishCards(list []page.Card, o checkOptions) error {
	var all []page.Finding
	for i := range list {
		all = append(all, list[i].Findings...)
		list[i].Trim(report.Severity(o.severity))
	}
	if err := a.showCards(a.out, list, o.format); err != nil {
		return err
	}
	return failOn(all, o.failOn)
}

func (a *app) showCards(w io.Writer, list []page.Card, format string) error {
	switch format {
	case "json":
		return writeJSON(w, struct {
			Cards []page.Card `json:"cards"`
		}{list})
	case "html":
		return cards.HTML(w, a.say, list)
	case "markdown":
		return cards.Text(w, a.say, list, cards.Markdown())
	}
	return cards.Text(w, a.say, list, cards.Plain())
}
