package main

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries"
)

//go:embed sql/finding_agency.sql
var findingAgencySQL string

//go:embed sql/finding_near.sql
var findingNearSQL string

//go:embed sql/finding_report.sql
var findingReportSQL string

//go:embed sql/finding_cell.sql
var findingCellSQL string

// card is what a reviewer would send back to an agency about its report, or the agency look at before it publishes.
type card struct {
	Agency      string            `json:"agency"` // empty where it is not settled, as are the region and the year
	RegionCode  string            `json:"region_code"`
	Region      string            `json:"region"`
	Year        int               `json:"year"`
	Title       string            `json:"title"`
	Path        string            `json:"path"`
	SHA256      string            `json:"sha256"`
	PublishedOn string            `json:"published_on"`
	Subjects    []cardSubject     `json:"subjects"`
	Counts      job.FindingCounts `json:"counts"` // of all findings, also of those that --severity leaves out
	Findings    []listedFinding   `json:"findings"`
}

// cardSubject is one table of the report, and what of it was not read.
type cardSubject struct {
	Subject  report.Subject `json:"subject"`
	Form     string         `json:"form"` // empty where there is no such table
	Scope    report.Scope   `json:"scope"`
	Cells    int            `json:"cells"` // that the form prints
	Unread   []printedCell  `json:"unread"`
	Inferred int            `json:"inferred"` // solved from glued or damaged digits
}

// add counts a cell that the form prints.
func (s *cardSubject) add(c printedCell) {
	s.Cells++
	if c.State == report.Inferred {
		s.Inferred++
	}
	if !c.State.HasValue() {
		s.Unread = append(s.Unread, c)
	}
}

// runCheckReport prints the card of a report in the warehouse.
func runCheckReport(ctx context.Context, a *app, o checkOptions) error {
	if err := a.cardFormat(o); err != nil {
		return err
	}
	session, err := a.openReading(ctx, reading{asOf: o.asOf})
	if err != nil {
		return err
	}
	defer session.Close()
	if o.region, err = a.regionFilter(o.region, o.year); err != nil {
		return err
	}
	if err := a.knownFilters(ctx, session.Query, o.region, o.rule); err != nil {
		return err
	}
	version, err := a.findReport(ctx, session, o)
	if err != nil {
		return err
	}
	c, err := a.storedCard(ctx, session, version)
	if err != nil {
		return fmt.Errorf("check --report %s: %w", o.report, err)
	}
	all, err := a.listFindingsOf(ctx, session, findingQuery{versionID: version, rule: o.rule})
	if err != nil {
		return err
	}
	for _, f := range all {
		if o.all || f.Verdict == nil {
			c.Findings = append(c.Findings, f)
		}
	}
	stale, err := job.StaleReports(ctx, session.Query)
	if err != nil {
		return err
	}
	a.staleNotice(stale, a.notef) // beside the card, which is sent to the agency
	return a.finishCards([]card{c}, o)
}

// cardFormat refuses formats that a card does not have.
func (a *app) cardFormat(o checkOptions) error {
	switch o.format {
	case "table", "markdown", "html", "json":
		return nil
	}
	return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, markdown, html, json"))
}

// findReport returns the version of the one report that is meant.
func (a *app) findReport(ctx context.Context, session *queries.Session, o checkOptions) (int64, error) {
	rows, err := session.Query(ctx, findingAgencySQL, o.report, o.region, o.year)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var versions []int64
	var found []string
	for rows.Next() {
		var version int64
		var agency, region string
		var year int
		if err := rows.Scan(&version, &agency, &region, &year); err != nil {
			return 0, err
		}
		versions = append(versions, version)
		found = append(found, strings.TrimSpace(agency+" "+region+" "+yearText(year)))
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	switch len(versions) {
	case 1:
		return versions[0], nil
	case 0:
		near, err := a.near(ctx, session, o.report)
		if err != nil {
			return 0, err
		}
		text := a.say.Text("usage.no_report", "report", strings.TrimSpace(o.report+" "+yearText(o.year)))
		if len(near) > 0 {
			text += a.say.Text("settings.meant", "want", strings.Join(near, ", "))
		}
		return 0, wrongUse(text)
	}
	return 0, wrongUse(a.say.Text("usage.many_reports", "agency", o.report, "reports", few(found)))
}

// near returns agencies whose name holds the text.
func (a *app) near(ctx context.Context, session *queries.Session, text string) ([]string, error) {
	rows, err := session.Query(ctx, findingNearSQL, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		out = append(out, name)
	}
	return out, rows.Err()
}

// storedCard reads the head of a card and the cells without a value.
func (a *app) storedCard(ctx context.Context, session *queries.Session, version int64) (c card, err error) {
	rows, err := session.Query(ctx, findingReportSQL, version)
	if err != nil {
		return c, err
	}
	defer rows.Close()
	var scope [3]report.Scope
	var form [3]string
	for rows.Next() {
		if err := rows.Scan(&c.Agency, &c.RegionCode, &c.Region, &c.Year, &c.Title, &c.SHA256, &c.Path, &c.PublishedOn,
			&scope[0], &scope[1], &scope[2], &form[0], &form[1], &form[2]); err != nil {
			return c, err
		}
	}
	if err := rows.Err(); err != nil {
		return c, err
	}
	for i, s := range report.Subjects() {
		c.Subjects = append(c.Subjects, cardSubject{Subject: s, Form: form[i], Scope: scope[i], Unread: []printedCell{}})
	}
	cells, err := session.Query(ctx, findingCellSQL, version)
	if err != nil {
		return c, err
	}
	defer cells.Close()
	for cells.Next() {
		var subject report.Subject
		var p printedCell
		var zh, en string
		var page, grid, row, column int
		if err := cells.Scan(&subject, &p.Code, &zh, &en, &p.State, &p.Value, &p.Raw, &page, &grid, &row, &column); err != nil {
			return c, err
		}
		p.Label, p.Place = a.either(zh, en), report.StoredPlace(page, grid, row, column)
		for i := range c.Subjects {
			if c.Subjects[i].Subject == subject {
				c.Subjects[i].add(p)
			}
		}
	}
	return c, cells.Err()
}

// runCheckFile reads and checks documents that are in no warehouse, and prints a card for each report in them.
func runCheckFile(ctx context.Context, a *app, o checkOptions) (err error) {
	if err := a.cardFormat(o); err != nil {
		return err
	}
	if o.region != "" || o.year != 0 || o.asOf != "" {
		return wrongUse(a.say.Text("usage.file_filter"))
	}
	if _, ok := a.basis(o.rule); o.rule != "" && !ok {
		return wrongUse(a.say.Text("usage.no_rule", "rule", o.rule))
	}
	set, err := forms.Embedded()
	if err != nil {
		return err
	}
	cards := []card{}
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
			cards = append(cards, a.readCard(&r.Reports[i], set, o.rule))
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.listRejected(rejected)
	if len(cards) == 0 {
		return fault.ErrAllRejected
	}
	return a.finishCards(cards, o)
}

// readCard makes the card of a report as it was read.
func (a *app) readCard(r *report.Report, set *forms.Set, rule string) card {
	c := card{
		Agency: r.Agency, RegionCode: r.RegionCode, Year: r.Year, Title: r.Title, Path: r.Path, SHA256: r.SHA256,
		PublishedOn: r.PublishedOn.String(),
	}
	cells := map[string]*report.Cell{}
	for i := range r.Cells {
		cells[r.Cells[i].Code] = &r.Cells[i]
	}
	for _, s := range report.Subjects() {
		one := cardSubject{Subject: s, Form: r.Forms.Of(s), Scope: r.Scopes.Of(s), Unread: []printedCell{}}
		if form, ok := set.Form(one.Form); ok {
			for _, p := range form.Of(s) {
				if p.Role == forms.RoleCell {
					one.add(a.readCell(p.Indicator.Code, cells, set))
				}
			}
		}
		c.Subjects = append(c.Subjects, one)
	}
	for _, f := range r.Findings {
		if f.Status == report.Pass || (rule != "" && f.Rule != rule) {
			continue
		}
		c.Findings = append(c.Findings, a.readFinding(r, f, cells, set))
	}
	return c
}

// readFinding is a finding that has no id yet and no verdict.
func (a *app) readFinding(r *report.Report, f report.Finding, cells map[string]*report.Cell, set *forms.Set) listedFinding {
	out := listedFinding{
		Agency: known(r.Agency), RegionCode: known(r.RegionCode), Year: known(r.Year), Rule: f.Rule, Severity: string(f.Severity),
		Status: string(f.Status), Message: a.either(f.MessageZH, f.MessageEN), Cells: []string{}, Printed: []printedCell{},
		Suggestion: []report.Suggestion{}, Path: r.Path,
	}
	if f.Left != nil {
		out.Left = known(f.Left.String())
	}
	if f.Right != nil {
		out.Right = known(f.Right.String())
	}
	out.Cells = append(out.Cells, f.Cells...)
	out.Suggestion = append(out.Suggestion, f.Suggestion...)
	for _, code := range f.Cells {
		out.Printed = append(out.Printed, a.readCell(code, cells, set))
	}
	return out
}

func (a *app) readCell(code string, cells map[string]*report.Cell, set *forms.Set) printedCell {
	p := printedCell{Code: code, State: report.Absent}
	if i, ok := set.Indicator(code); ok {
		p.Label = a.either(i.LabelZH, i.LabelEN)
	}
	if c := cells[code]; c != nil {
		p.State, p.Raw, p.Place = c.State, c.Raw, c.Place
		if c.State.HasValue() {
			p.Value = known(c.Value.String())
		}
	}
	return p
}

// basis returns the regulation that a rule rests on, and false for a rule that is not in the list of rules.
func (a *app) basis(rule string) (string, bool) {
	set, err := rules.Embedded()
	if err != nil {
		return "", false // doctor says so; the card is complete without it
	}
	r, ok := set.Rule(rule)
	return r.Basis, ok
}

// finishCards prints the cards, and fails where a finding is as severe as --fail-on.
func (a *app) finishCards(cards []card, o checkOptions) error {
	var all []listedFinding
	for i := range cards {
		all = append(all, cards[i].Findings...)
		c := &cards[i].Counts
		c.Error, c.Warning, c.Info = countSeverities(cards[i].Findings)
		cards[i].Findings = atLeast(cards[i].Findings, o.severity)
	}
	if err := a.showCards(cards, o.format); err != nil {
		return err
	}
	return failOn(all, o.failOn)
}
