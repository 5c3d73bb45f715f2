package main

import (
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/rows"
)

//go:embed sql/region_missing.sql
var regionMissingSQL string

// regionMissingOptions are the flags of region missing.
type regionMissingOptions struct {
	year    int
	format  string
	out     string
	asJSON  bool
	reading reading
}

// missingMember is who has not reported, as region missing --json prints it. Null is what nobody knows.
type missingMember struct {
	Kind         string   `json:"kind"` // body, or region: a child region without an area report
	Agency       *string  `json:"agency"`
	RegionCode   *string  `json:"region_code"` // of a child region
	Region       *string  `json:"region"`
	Deadline     *string  `json:"deadline"`
	DaysLate     *int     `json:"days_late"` // 0 until the deadline has passed
	Contact      *string  `json:"contact"`
	Silent       int      `json:"silent"`  // bodies that did not report
	Reports      int      `json:"reports"` // behind a child region, summed in its stead
	ExpectedFrom string   `json:"expected_from"`
	Subjects     []string `json:"subjects"`
}

func newRegionMissing(a *app) *cobra.Command {
	var o regionMissingOptions
	cmd := &cobra.Command{
		Use:  "missing REGION [--year Y] [--format table|csv|json|xlsx] [--out FILE]",
		Args: a.oneRegion,
		RunE: func(cmd *cobra.Command, args []string) error { return runRegionMissing(cmd.Context(), a, o, args[0]) },
	}
	a.describe(cmd, "region_missing", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.region_year"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.missing_format"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.missing_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runRegionMissing lists who a region's totals still need, by deadline.
func runRegionMissing(ctx context.Context, a *app, o regionMissingOptions, text string) error {
	if o.asJSON {
		o.format = "json"
	}
	if !slices.Contains([]string{"table", "csv", "json", "xlsx"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, csv, json, xlsx"))
	}
	if (o.format == "xlsx") != (o.out != "") {
		return wrongUse(a.say.Text("usage.missing_out"))
	}
	session, region, year, err := a.regionAndYear(ctx, text, o.year, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	list, err := listMissing(ctx, session.Query, region.Code, year)
	if err != nil {
		return fmt.Errorf("region missing: %w", err)
	}
	known, err := knownOf(ctx, session.Query, region.Code, year)
	if err != nil {
		return fmt.Errorf("region missing: %w", err)
	}
	if err := a.writeMissingAs(o, list, known, region, year); err != nil {
		return err
	}
	if known.isUnknown() {
		return errNothingKnown
	}
	return nil
}

// errNothingKnown ends a command that has said itself that nothing is known of the year.
var errNothingKnown = fmt.Errorf("nothing is known of the year: %w", fault.ErrDiffers)

// writeMissingAs writes the list in the format asked for. Where nothing is known of the year it says so, also beside a list of
// those who reported in other years.
func (a *app) writeMissingAs(o regionMissingOptions, list []missingMember, known yearKnown, region regions.Region, year int) error {
	if known.isUnknown() && o.format != "json" {
		for _, line := range a.unknownText(known, region.Name, year) {
			a.notef("%s", line)
		}
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, struct {
			Region  string          `json:"region"`
			Code    string          `json:"region_code"`
			Year    int             `json:"year"`
			Known   yearKnown       `json:"known"`
			Missing []missingMember `json:"missing"`
		}{region.Name, region.Code, year, known, list})
	case "csv":
		w := csv.NewWriter(a.out)
		rows := [][]string{{"kind", "member", "region_code", "deadline", "days_late", "contact", "silent", "reports", "subjects", "expected_from"}}
		for _, m := range list {
			rows = append(rows, []string{
				m.Kind, m.name(), orEmpty(m.RegionCode), orEmpty(m.Deadline), m.days(), orEmpty(m.Contact), strconv.Itoa(m.Silent),
				strconv.Itoa(m.Reports), strings.Join(m.Subjects, " "), m.ExpectedFrom,
			})
		}
		return w.WriteAll(rows)
	case "xlsx":
		return a.writeMissing(list, region, year, o.out)
	}
	if len(list) == 0 {
		if !known.isUnknown() {
			a.printf("%s\n", a.nobodyMissing(known, region.Name, year))
		}
		return nil
	}
	g := rows.Table{Terminal: a.outTerminal, Right: map[int]bool{3: true}}
	for _, key := range missingColumns() {
		g.Header = append(g.Header, a.say.Text("region.column."+key))
	}
	for i := range list {
		g.Add(a.missingRow(&list[i], region.Name)...)
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("region.missing_count", "count", len(list), "region", region.Name, "year", year))
	return nil
}

// listMissing reads who is missing, those that are latest first.
func listMissing(ctx context.Context, source querySource, code string, year int) ([]missingMember, error) {
	rows, err := source(ctx, regionMissingSQL, code, year)
	if err != nil {
		return nil, fmt.Errorf("who is missing: %w", err)
	}
	defer rows.Close()
	list := []missingMember{}
	for rows.Next() {
		var m missingMember
		var subjects string
		if err := rows.Scan(&m.Kind, &m.Agency, &m.RegionCode, &m.Region, &m.Deadline, &m.DaysLate, &m.Contact, &m.Silent, &m.Reports,
			&m.ExpectedFrom, &subjects); err != nil {
			return nil, fmt.Errorf("who is missing: %w", err)
		}
		m.Subjects = strings.Fields(subjects)
		list = append(list, m)
	}
	return list, rows.Err()
}

// name is the body or the child region, empty for a body that nobody knows.
func (m *missingMember) name() string { return orEmpty(m.Agency) + orEmpty(m.Region) }

// days is by how many days the report is late, empty where no deadline is known.
func (m *missingMember) days() string {
	if m.DaysLate == nil {
		return ""
	}
	return strconv.Itoa(*m.DaysLate)
}

// missingColumns are the columns of the list for people.
func missingColumns() []string {
	return []string{"member", "note", "deadline", "days_late", "contact", "subjects"}
}

// missingRow is a row of the list for people, in the order of missingColumns.
func (a *app) missingRow(m *missingMember, region string) []string {
	name, note := m.name(), ""
	switch {
	case m.Kind == "region" && m.Reports > 0:
		note = a.say.Text("region.note_part", "reports", m.Reports, "silent", m.Silent)
	case m.Kind == "region":
		note = a.say.Text("region.note_region")
	case name == "":
		name, note = a.say.Text("region.own_level", "region", region), a.say.Text("region.note_unknown")
	case m.ExpectedFrom == "history":
		note = a.say.Text("region.note_history")
	}
	subjects := a.say.Text("region.all_tables")
	if len(m.Subjects) < len(report.Subjects()) {
		var names []string
		for _, s := range m.Subjects {
			names = append(names, a.say.Text("subject."+s))
		}
		subjects = strings.Join(names, a.either("、", ", "))
	}
	return []string{name, note, orEmpty(m.Deadline), m.days(), orEmpty(m.Contact), subjects}
}

// writeMissing writes the list as a workbook.
func (a *app) writeMissing(list []missingMember, region regions.Region, year int, path string) (err error) {
	var columns []rows.SheetColumn
	widths := map[string]float64{"member": 36, "note": 40, "deadline": 12, "days_late": 10, "contact": 28, "subjects": 40}
	for _, key := range missingColumns() {
		columns = append(columns, rows.SheetColumn{
			Heading: a.say.Text("region.column." + key), Width: widths[key], Number: key == "days_late",
		})
	}
	var lines [][]string
	for i := range list {
		lines = append(lines, a.missingRow(&list[i], region.Name))
	}
	content, err := rows.Workbook(a.say.Text("region.sheet", "region", region.Name, "year", year), columns, lines)
	if err != nil {
		return fmt.Errorf("region missing %s: %w", path, err)
	}
	if err := renameio.WriteFile(path, content, 0o666); err != nil {
		return fmt.Errorf("region missing: %w", err)
	}
	a.printf("%s\n", a.say.Text("region.written", "count", len(list), "region", region.Name, "path", path))
	return nil
}
