package export

import (
	"embed"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql sql/bundle/*.sql
var files embed.FS

var statements = sqlfile.New(files, "sql")

// Relation is one exported table.
type Relation struct {
	Name    string
	SQL     string            // a SELECT in a total order; the parameter $year is the year, or 0 for all where PerYear is false
	Key     []string          // the natural key: columns of which no two rows have the same values
	PerYear bool              // one file <Name>/<year> for each year, else one file <Name>
	Sheet   bool              // also a sheet of the workbook: small, and wide enough to be read by people
	Bound   map[string]string // of a number, the column that says whether it is a lower bound
	Source  string            // the table or view whose comments describe the columns; empty for that of the same name
}

// source returns the table or view that describes the relation.
func (r Relation) source() string {
	if r.Source != "" {
		return r.Source
	}
	return r.Name
}

// Relations returns what is exported by default: every report, cell, finding and text, the regional totals and panels,
// the releases, and the reference tables.
func Relations() (_ []Relation, err error) {
	defer fault.Wrap(&err, "relations of the export")
	out := []Relation{
		{Name: "report", PerYear: true, Key: []string{"year", "region_code", "agency"}},
		{Name: "disclosure", PerYear: true, Key: []string{"year", "region_code", "agency", "item", "measure"}},
		{Name: "request", PerYear: true, Key: []string{"year", "region_code", "agency", "outcome", "applicant"}},
		{Name: "appeal", PerYear: true, Key: []string{"year", "region_code", "agency", "track", "result"}},
		{Name: "narrative", PerYear: true, Key: []string{"year", "region_code", "agency", "section", "part"}},
		{Name: "finding", PerYear: true, Key: []string{"year", "finding_id"}, Source: "report_finding"},
		{Name: "warehouse_finding", Key: []string{"year", "finding_id"}},
		{Name: "region_disclosure", PerYear: true, Key: []string{"year", "region_code", "basis", "item", "measure"}},
		{Name: "region_request", PerYear: true, Key: []string{"year", "region_code", "basis", "outcome", "applicant"}},
		{Name: "region_appeal", PerYear: true, Key: []string{"year", "region_code", "basis", "track", "result"}},
		{Name: "system_disclosure", PerYear: true, Key: []string{"year", "system", "region_code", "basis", "item", "measure"}},
		{Name: "system_request", PerYear: true, Key: []string{"year", "system", "region_code", "basis", "outcome", "applicant"}},
		{Name: "system_appeal", PerYear: true, Key: []string{"year", "system", "region_code", "basis", "track", "result"}},
		{Name: "per_100k", PerYear: true, Key: []string{"year", "region_code", "code", "population_kind"}},
		{Name: "province_panel", Sheet: true, Key: []string{"year", "region_code"}, Bound: panelBounds()},
		{Name: "city_panel", Sheet: true, Key: []string{"year", "region_code"}, Bound: panelBounds()},
		{Name: "county_panel", Sheet: true, Key: []string{"year", "region_code"}, Bound: panelBounds()},
		{Name: "release", Key: []string{"release_id"}},
		{Name: "release_total", Key: []string{"release_id", "region_code", "basis", "code"}},
		{Name: "indicator", Key: []string{"code"}},
		{Name: "region", Key: []string{"code", "valid_from"}},
	}
	for i := range out {
		if out[i].SQL, err = statements.Text(out[i].Name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// panelBounds names, for each number of a panel, the column of its table that says whether it is a lower bound. A rate is none: it
// is that of those who reported.
func panelBounds() map[string]string {
	out := map[string]string{}
	for bound, numbers := range map[string][]string{
		"disclosure_bound": {"normative_document_in_force", "licence_decisions", "penalty_decisions", "coercion_decisions", "fee_amount"},
		"request_bound": {
			"received", "carried_in", "accepted", "granted", "partly_granted", "denied", "unavailable", "rejected", "other", "concluded",
			"carried_out", "received_natural_person",
		},
		"appeal_bound": {
			"reconsideration_total", "reconsideration_corrected", "reconsideration_pending", "litigation_total", "litigation_corrected",
		},
	} {
		for _, number := range numbers {
			out[number] = bound
		}
	}
	return out
}

// takesYear reports whether the statement has the parameter $year.
func (r Relation) takesYear() bool { return strings.Contains(r.SQL, "$year") }

// body returns a statement without its semicolon, to stand inside another.
func body(sql string) string { return strings.TrimSuffix(strings.TrimSpace(sql), ";") }
