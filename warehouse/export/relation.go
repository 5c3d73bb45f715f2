package export

import (
	"embed"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql
var files embed.FS

var statements = sqlfile.New(files, "sql")

// Relation is one exported table.
type Relation struct {
	Name    string
	SQL     string   // a SELECT in a total order; the parameter $year is the year, or 0 for all where PerYear is false
	Key     []string // the natural key: columns of which no two rows have the same values
	PerYear bool     // one file <Name>/<year> for each year, else one file <Name>
	Sheet   bool     // also a sheet of the workbook: small, and wide enough to be read by people
	Source  string   // the table or view whose comments describe the columns; empty for that of the same name
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
		{Name: "province_panel", Sheet: true, Key: []string{"year", "region_code"}},
		{Name: "city_panel", Sheet: true, Key: []string{"year", "region_code"}},
		{Name: "county_panel", Sheet: true, Key: []string{"year", "region_code"}},
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

// takesYear reports whether the statement has the parameter $year.
func (r Relation) takesYear() bool { return strings.Contains(r.SQL, "$year") }

// body returns a statement without its semicolon, to stand inside another.
func body(sql string) string { return strings.TrimSuffix(strings.TrimSpace(sql), ";") }
