package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

//go:embed sql/agency_document.sql
var agencyDocumentSQL string

// settleOptions are the flags of agency settle.
type settleOptions struct {
	settlement
	dryRun bool
	asJSON bool
}

// settlement is what a person settled about one report; what is empty stays as it is.
type settlement struct {
	report         string // the first digits of the document's hash, and #2 for the second report in it
	agency, region string
	year           int
	scopes         []string // area, or request=area
	reset          bool     // as it was read
	why            string
}

// storedReport is a report as it counts now.
type storedReport struct {
	sha, agency, region string
	ordinal, reports    int
	year                int
	version             int64
	taken               []string // fields that were settled for another document of the report
}

// settledReport is what a settlement makes of it.
type settledReport struct {
	Report     string `json:"report"`
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	Year       int    `json:"year"`
	Open       bool   `json:"open"` // something is still not settled
}

// entrySummary is what the commands that record something print with --json.
type entrySummary struct {
	DryRun bool `json:"dry_run"`
	record.EntrySummary
	Reports   []settledReport `json:"reports,omitempty"`
	NewBodies []newBody       `json:"new_bodies,omitempty"` // agency import: those that the warehouse did not know
	Snapshot  string          `json:"snapshot,omitempty"`
}

func newAgencySettle(a *app) *cobra.Command {
	var o settleOptions
	cmd := &cobra.Command{
		Use: "settle REPORT [--agency NAME] [--region R] [--year Y] [--scope S] [--reset] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_report"))
			}
			o.report = args[0]
			summary, err := runAgencySettle(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showEntries(summary, o.asJSON)
		},
	}
	a.describe(cmd, "agency_settle", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.agency, "agency", "", a.say.Text("flag.settle_agency"))
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.settle_region"))
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.settle_year"))
	flags.StringArrayVar(&o.scopes, "scope", nil, a.say.Text("flag.settle_scope"))
	flags.BoolVar(&o.reset, "reset", false, a.say.Text("flag.settle_reset"))
	a.entryFlags(cmd, &o.why, &o.dryRun, &o.asJSON)
	return cmd
}

// entryFlags adds the flags of a command that records what a person decided.
func (a *app) entryFlags(cmd *cobra.Command, why *string, dryRun, asJSON *bool) {
	flags := cmd.Flags()
	flags.StringVar(why, "why", "", a.say.Text("flag.entry_why"))
	a.whoFlag(flags)
	flags.BoolVar(dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(asJSON, "json", false, a.say.Text("flag.json"))
}

// runAgencySettle records what a person settled about one report.
func runAgencySettle(ctx context.Context, a *app, o settleOptions) (_ entrySummary, err error) {
	if strings.TrimSpace(o.why) == "" {
		return entrySummary{}, wrongUse(a.say.Text("usage.no_why"))
	}
	entries, err := a.entries(o.dryRun)
	if err != nil {
		return entrySummary{}, err
	}
	d, err := a.newDesk()
	if err != nil {
		return entrySummary{}, err
	}
	w, err := a.store().Open(ctx)
	if err != nil {
		return entrySummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	settled, err := d.settle(ctx, w.DB().QueryContext, o.settlement, &entries)
	if err != nil {
		return entrySummary{}, err
	}
	return a.enter(ctx, w, entries, []settledReport{settled})
}

// entries is an empty set of entries by the person who works here.
func (a *app) entries(dryRun bool) (record.Entries, error) {
	who, err := a.reviewer()
	return record.Entries{Who: who, RecordedAt: a.now(), DryRun: dryRun}, err
}

// enter writes entries and publishes a snapshot.
func (a *app) enter(ctx context.Context, w *warehouse.Warehouse, e record.Entries, reports []settledReport) (entrySummary, error) {
	out := entrySummary{DryRun: e.DryRun, Reports: reports}
	summary, err := record.Enter(ctx, w, e)
	if err != nil {
		return out, err
	}
	out.EntrySummary = summary
	if e.DryRun {
		return out, nil
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	snapshot, err := job.Publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("agency: %w", err)
	}
	out.Snapshot = snapshot.Path
	return out, nil
}

// showEntries prints what was recorded.
func (a *app) showEntries(s entrySummary, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, s)
	}
	for _, r := range s.Reports {
		key := "settle.done"
		if r.Open {
			key = "settle.open"
		}
		a.printf("%s\n", printable(a.say.Text(key, "report", r.Report, "agency", a.orUnsettled(known(r.Agency)),
			"region", a.orUnsettled(known(r.RegionCode)), "year", a.orUnsettled(known(yearText(r.Year))))))
	}
	a.printf("%s\n", a.say.Text("entry.done", "bodies", s.Bodies, "overrides", s.Overrides, "aliases", s.Aliases, "changes", s.Changes,
		"successors", s.Successors, "register", s.Register, "unchanged", s.Unchanged))
	if s.DryRun {
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
	}
	return nil
}

// settle adds to entries what a settlement calls for: the fields that the person gave, the name as the warehouse keeps it, and the
// body, which must be there for the report to be counted.
func (d *desk) settle(ctx context.Context, source querySource, s settlement, entries *record.Entries) (settledReport, error) {
	stored, err := d.storedReport(ctx, source, s.report)
	if err != nil {
		return settledReport{}, err
	}
	scopes, err := d.scopes(s.scopes)
	if err != nil {
		return settledReport{}, err
	}
	if !s.reset && s.agency == "" && s.region == "" && s.year == 0 && len(scopes) == 0 {
		return settledReport{}, wrongUse(d.say.Text("usage.settle_nothing"))
	}
	ordinal := 0
	if stored.reports > 1 {
		ordinal = stored.ordinal
	}
	set := func(field, value string) {
		entries.Overrides = append(entries.Overrides, record.Override{
			SHA256: stored.sha, Ordinal: ordinal, Field: field, Value: value, Why: strings.TrimSpace(s.why),
			AsRead: s.reset && slices.Contains(stored.taken, field),
		})
	}
	s.keep(&stored)
	out := settledReport{Report: report.Name(stored.sha, ordinal), Agency: stored.agency, RegionCode: stored.region, Year: stored.year}
	if s.reset {
		for _, field := range []string{"agency", "region_code", "year", "scope", "scope_disclosure", "scope_request", "scope_appeal"} {
			set(field, "")
		}
		return out, nil
	}
	if s.agency != "" {
		out.Agency = s.agency
	}
	if s.year != 0 {
		out.Year = s.year
		set("year", strconv.Itoa(s.year))
	}
	if s.region != "" || out.RegionCode != "" {
		text := s.region
		if text == "" {
			text = out.RegionCode
		}
		region, err := d.region(text, out.Year)
		if err != nil {
			return settledReport{}, err
		}
		out.RegionCode = region.Code
		if s.region != "" {
			set("region_code", region.Code)
		}
		if out.Agency != "" {
			d.settleBody(&out, region, entries)
		}
	}
	if s.agency != "" || out.Agency != stored.agency {
		set("agency", out.Agency)
	}
	for _, field := range []string{"scope", "scope_disclosure", "scope_request", "scope_appeal"} {
		if scope, ok := scopes[field]; ok {
			set(field, scope)
		}
	}
	out.Open = out.Agency == "" || out.RegionCode == "" || out.Year == 0
	return out, nil
}

// keep makes the rest of an identity that was taken over one of this report itself, since a ruling on a part of it ends the taking over.
func (s *settlement) keep(stored *storedReport) {
	if s.agency == "" && s.region == "" && s.year == 0 {
		return
	}
	if s.agency == "" && slices.Contains(stored.taken, "agency") {
		s.agency = stored.agency
	}
	if s.region == "" && slices.Contains(stored.taken, "region_code") {
		s.region = stored.region
	}
	if s.year == 0 && slices.Contains(stored.taken, "year") {
		s.year = stored.year
	}
}

// settleBody writes the name as the warehouse keeps it, and sees that the body is there.
func (d *desk) settleBody(out *settledReport, region regions.Region, entries *record.Entries) {
	body := d.body(out.Agency, region, out.Year)
	out.Agency = body.Name
	if !slices.Contains(entries.Bodies, body) {
		entries.Bodies = append(entries.Bodies, body)
	}
}

// storedReport finds the one report that is meant by the first digits of its document.
func (a *app) storedReport(ctx context.Context, source querySource, text string) (storedReport, error) {
	digits, ordinal, ok := report.ParseName(text)
	if !ok {
		return storedReport{}, wrongUse(a.say.Text("usage.report_name", "report", text))
	}
	var found []storedReport
	err := eachRow(ctx, source, agencyDocumentSQL, func(scan func(...any) error) error {
		var r storedReport
		var taken string
		err := scan(&r.version, &r.sha, &r.ordinal, &r.reports, &r.agency, &r.region, &r.year, &taken)
		r.taken = strings.Fields(taken)
		found = append(found, r)
		return err
	}, digits, ordinal)
	if err != nil {
		return storedReport{}, err
	}
	return a.onlyReport(text, found)
}

// onlyReport returns the one report that a text means.
func (a *app) onlyReport(text string, found []storedReport) (storedReport, error) {
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return storedReport{}, wrongUse(a.say.Text("usage.no_document", "report", text))
	}
	var names []string
	for _, r := range found {
		names = append(names, report.Name(r.sha, r.ordinal))
	}
	return storedReport{}, wrongUse(a.say.Text("usage.many_documents", "report", text, "reports", few(names)))
}

// scopes reads area or request=area.
func (d *desk) scopes(list []string) (map[string]string, error) {
	known := []string{
		string(report.ScopeOwn), string(report.ScopeLevel), string(report.ScopeArea), string(report.ScopeSystem), string(report.ScopeUnknown),
	}
	out := map[string]string{}
	for _, text := range list {
		field, scope := "scope", text
		if subject, after, ok := strings.Cut(text, "="); ok {
			if !slices.Contains(report.Subjects(), report.Subject(subject)) {
				return nil, wrongUse(d.say.Text("usage.scope", "scope", text, "scopes", strings.Join(known, ", ")))
			}
			field, scope = "scope_"+subject, after
		}
		if !slices.Contains(known, scope) {
			return nil, wrongUse(d.say.Text("usage.scope", "scope", text, "scopes", strings.Join(known, ", ")))
		}
		out[field] = scope
	}
	return out, nil
}
