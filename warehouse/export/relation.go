package export

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed sql/*.sql
var statements embed.FS

// Relation is one exported table.
type Relation struct {
	Name    string
	SQL     string // a SELECT in a total order; with PerYear it has the parameter $year
	PerYear bool   // one file <Name>/<year>.parquet for each year, else one file <Name>.parquet
}

// Relations returns what is exported by default: every report and cell, the regional totals, and the reference
// tables.
func Relations() (_ []Relation, err error) {
	defer wrap(&err, "relations of the export")
	var out []Relation
	for _, r := range []Relation{
		{Name: "report", PerYear: true},
		{Name: "disclosure", PerYear: true},
		{Name: "request", PerYear: true},
		{Name: "appeal", PerYear: true},
		{Name: "region_disclosure", PerYear: true},
		{Name: "region_request", PerYear: true},
		{Name: "region_appeal", PerYear: true},
		{Name: "indicator"},
		{Name: "region"},
	} {
		if r.SQL, err = statement(r.Name); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// statement returns sql/<name>.sql.
func statement(name string) (string, error) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", err
	}
	return string(text), nil
}

// body returns a statement without its semicolon, to stand inside another.
func body(sql string) string { return strings.TrimSuffix(strings.TrimSpace(sql), ";") }

// wrap adds the call and its key argument to an error.
func wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}
