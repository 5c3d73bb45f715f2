// Package register records what a person decides about bodies and about who gave which report: a report's identity, a merger, a new name,
// the register of who is expected, by when reports are due, and who looked for one in vain. It is part of the work of package job and
// stands by itself, since it alone knows how the names of bodies are written.
//
// The invariant: nothing is overwritten, each decision is a new row with a person and a reason, and a list is taken whole or not at all.
// The name of a body is written as documents have it: 区教育局 of 320106 is 南京市鼓楼区教育局, so that a decision names the same
// body as a report does.
//
// The package refuses what does not fit with a *fault.Cause or one of the refusals of package page; of a list it names every row that
// does not, in a *job.RowsError.
//
//	summary, err := register.Settle(ctx, register.Settlement{Report: "0123456789ab", Region: "320106"}, decision)
package register

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

//go:embed sql/*.sql
var files embed.FS

// statements are the queries of this package.
func statements() sqlfile.Catalogue { return sqlfile.New(files, "sql") }

// The problems of deciding about bodies and reports.
const (
	NothingSettled = "usage.settle_nothing" // neither a body nor a region, a year or a scope
	NoSuchScope    = "usage.scope"          // scope, scopes
	BadSince       = "usage.change_since"   // since: no day
	MergedItself   = "usage.merge_itself"   // agency: a body cannot go into itself
	OtherRegion    = "usage.merge_region"   // agency, into: without a day they are one body, and so of one region
	BadYear        = "sheet.bad_year"       // year: none of which there is a register
	NoRowYear      = "sheet.no_year"        // neither the row nor the caller names the year
	NoRowBody      = "sheet.no_body"        // the row lacks the name or the region of a body
	NoSuchStatus   = "sheet.no_status"      // status: of a register
	NoSuchReceipts = "sheet.no_receipts"    // receipts: neither yes nor no
)

// Decision is who decides, why, and where it is recorded.
type Decision struct {
	Store  job.Store
	Who    string
	Why    string
	DryRun bool // say what would be written, and write nothing
}

// Summary says what was recorded.
type Summary struct {
	DryRun bool `json:"dry_run"`
	record.EntrySummary
	Reports   []SettledReport `json:"reports,omitempty"`
	NewBodies []NewBody       `json:"new_bodies,omitempty"` // of a list: those that the warehouse did not know
	Snapshot  string          `json:"snapshot,omitempty"`

	Bare int `json:"-"` // rows of a list that name a body and no year
}

// clerk is what it takes to decide who and where: the regions, and how documents word the names of bodies. What is decided collects in
// its entries.
type clerk struct {
	Decision
	regions    *regions.Table
	recogniser *identity.Recogniser
	source     sqlfile.Source // the open warehouse
	entries    record.Entries
}

// record opens the warehouse, has a clerk work, writes what came of it and publishes. What the summary says of it is the work's.
func (d Decision) record(ctx context.Context, work func(*clerk, *Summary) error) (_ Summary, err error) {
	out := Summary{DryRun: d.DryRun}
	c, err := d.clerk()
	if err != nil {
		return out, err
	}
	w, err := d.Store.Open(ctx)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	c.source = w.DB().QueryContext
	if err := work(c, &out); err != nil {
		return out, err
	}
	if out.EntrySummary, err = record.Enter(ctx, w, c.entries); err != nil || d.DryRun {
		return out, err
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	snapshot, err := job.Publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("agency: %w", err)
	}
	out.Snapshot = snapshot.Path
	return out, nil
}

// needsWhy refuses a decision without a reason.
func (d Decision) needsWhy() error {
	if strings.TrimSpace(d.Why) == "" {
		return job.Refuse(job.NoWhy)
	}
	return nil
}

func (d Decision) clerk() (*clerk, error) {
	if d.Who == "" {
		return nil, job.Refuse(job.NoWho)
	}
	table, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	clues, err := regions.EmbeddedClues()
	if err != nil {
		return nil, err
	}
	words, err := lexicon.EmbeddedAgencies()
	if err != nil {
		return nil, err
	}
	return &clerk{
		Decision: d, regions: table, recogniser: identity.New(words, table, clues),
		entries: record.Entries{Who: d.Who, RecordedAt: d.Store.Now(), DryRun: d.DryRun},
	}, nil
}

// regionAt returns the region of a code that the warehouse has, whatever the year.
func (c *clerk) regionAt(code string) (regions.Region, error) {
	region, ok := c.regions.At(code, 0)
	if !ok {
		return region, &page.NotFound{What: page.WhatRegion, Text: code}
	}
	return region, nil
}

// body returns the body of a name in a region, its name written as the warehouse keeps names.
func (c *clerk) body(name string, region regions.Region, year int) record.Body {
	found := c.recogniser.Identify(identity.Input{Manifest: identity.Manifest{Agency: name, RegionCode: region.Code, Year: year}})
	b := record.Body{Name: found.Agency, RegionCode: region.Code, Level: found.AgencyLevel, Kind: found.AgencyKind, System: found.System}
	if b.Name == "" {
		b.Name = name
	}
	if b.Level == "" {
		b.Level = region.Level
	}
	if b.Kind == "" {
		b.Kind = "other"
	}
	return b
}
