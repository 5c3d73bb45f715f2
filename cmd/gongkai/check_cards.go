package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/google/renameio/v2"

	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
)

// runCheckCards writes a card for each report of a region and all that is inside it into a folder, and an index of them, which comes last.
func runCheckCards(ctx context.Context, a *app, o checkOptions) error {
	if o.format == "table" {
		o.format = "html"
	}
	if err := a.oneOf(&o.format, o.asJSON, "html", "markdown", "json"); err != nil {
		return err
	}
	if o.out == "" {
		return wrongUse(a.say.Text("usage.no_out"))
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
	switch inside, err := os.ReadDir(o.out); {
	case err == nil && len(inside) > 0:
		return wrongUse(a.say.Text("usage.cards_folder", "path", o.out))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return err
	}
	list := []cards.Line{}
	var all []page.Finding
	taken := map[string]bool{}
	asked := page.FindingQuery{Region: region, Year: o.year, Rule: o.rule}
	err = page.StoredCards(ctx, session.Query, a.say, asked, func(c page.Card) error {
		if !o.all {
			c.Findings = card.Open(c.Findings)
		}
		all = append(all, c.Findings...)
		c.Trim(report.Severity(o.severity))
		name := cardName(&c, taken) + "." + cardEnding(o.format)
		list = append(list, cards.Line{
			Path: name, Agency: c.Agency, RegionCode: c.RegionCode, Region: c.Region, Year: c.Year, Counts: c.Counts,
		})
		return a.writeCard(filepath.Join(o.out, name), []page.Card{c}, o.format)
	})
	if err != nil {
		return fmt.Errorf("check --cards: %w", err)
	}
	if len(list) == 0 {
		return &page.NotFound{What: page.WhatReport, Text: o.region}
	}
	if err := a.writeCardIndex(o, list); err != nil {
		return err
	}
	stale, err := job.StaleReports(ctx, session.Query)
	if err != nil {
		return err
	}
	a.staleNotice(stale, a.notef)
	a.printf("%s\n", a.say.Text("check.cards_done", "count", len(list), "path", filepath.Join(o.out, "index."+cardEnding(o.format))))
	return failOn(all, o.failOn)
}

// writeCard writes cards into a file.
func (a *app) writeCard(path string, list []page.Card, format string) error {
	var body bytes.Buffer
	if err := a.showCards(&body, list, format); err != nil {
		return err
	}
	return renameio.WriteFile(path, body.Bytes(), 0o666)
}

// writeCardIndex lists the cards in a file beside them.
func (a *app) writeCardIndex(o checkOptions, list []cards.Line) error {
	var body bytes.Buffer
	var err error
	if o.format == "json" {
		err = writeJSON(&body, struct {
			Cards []cards.Line `json:"cards"`
		}{list})
	} else {
		err = cards.Index(&body, a.say, list, o.format == "html")
	}
	if err != nil {
		return err
	}
	return renameio.WriteFile(filepath.Join(o.out, "index."+cardEnding(o.format)), body.Bytes(), 0o666)
}

// cardName returns a name of a file that no other card has: region, body and year, of the body only what any file system takes.
func cardName(c *page.Card, taken map[string]bool) string {
	base := c.RegionCode + "_" + plainName(c.Agency) + "_" + strconv.Itoa(c.Year)
	name := base
	for n := 2; taken[name]; n++ { // two names that differ by what no file name takes
		name = base + "_" + strconv.Itoa(n)
	}
	taken[name] = true
	return name
}

// cardEnding is the ending of the files of a format.
func cardEnding(format string) string {
	if format == "markdown" {
		return "md"
	}
	return format
}
