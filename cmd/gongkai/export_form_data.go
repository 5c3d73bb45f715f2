package main

import (
	"context"
	_ "embed"
	"fmt"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/queries"
)

//go:embed sql/form_region.sql
var formRegionSQL string

//go:embed sql/form_agency.sql
var formAgencySQL string

// filledForm is the three official tables of an area or of an agency for one year.
type filledForm struct {
	isAgency   bool
	year       int
	regionCode string
	name       string // of the area or the agency
	tables     map[report.Subject]*filledTable
}

// filledTable is one of the tables with what its numbers rest on.
type filledTable struct {
	form    string // newest form among the reports behind it; empty where no report says so
	isMixed bool   // the reports behind it have several forms
	basis   string // of an area: published or built; of an agency: the scope of its report
	from    string // of an area: whether expected comes from the register or from history
	cells   map[string]filledCell
}

// filledCell is one number. Value is empty where there is none.
type filledCell struct {
	value, state               string
	flagged                    int
	reports, expected, missing int
}

// coverage returns over how many members the numbers of a table reach: the fewest reports and the most missing of any cell
// that the form prints.
func (t *filledTable) coverage(f *forms.Form, subject report.Subject) (reports, expected, missing int) {
	first := true
	for _, p := range f.Of(subject) {
		c, ok := t.cells[p.Indicator.Code]
		if p.Role != forms.RoleCell || !ok {
			continue
		}
		if first || c.reports < reports {
			reports = c.reports
		}
		first = false
		expected, missing = max(expected, c.expected), max(missing, c.missing)
	}
	return reports, expected, missing
}

// readForms reads the tables of an area or agency, a form for each year and region that has numbers.
func readForms(ctx context.Context, source querySource, query, name string, year int) (_ []*filledForm, err error) {
	rows, err := source(ctx, query, name, year)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*filledForm
	for rows.Next() {
		var (
			f             filledForm
			t             filledTable
			c             filledCell
			code, subject string
			value         *string
		)
		if err := rows.Scan(&f.year, &f.regionCode, &f.name, &subject, &code, &value, &c.state, &c.flagged, &t.form, &t.isMixed,
			&t.basis, &c.reports, &c.expected, &c.missing, &t.from); err != nil {
			return nil, err
		}
		if n := len(out); n == 0 || out[n-1].year != f.year || out[n-1].regionCode != f.regionCode {
			f.isAgency = query == formAgencySQL
			f.tables = map[report.Subject]*filledTable{}
			out = append(out, &f)
		}
		tables := out[len(out)-1].tables
		s := report.Subject(subject)
		if tables[s] == nil {
			t.cells = map[string]filledCell{}
			tables[s] = &t
		}
		if value != nil {
			c.value = *value
		}
		tables[s].cells[code] = c
	}
	return out, rows.Err()
}

// findForms reads the forms that --region and --agency ask for. One that is not there is wrong use: an export that lacks
// what was asked for would look complete.
func (a *app) findForms(ctx context.Context, session *queries.Session, o exportOptions) ([]*filledForm, error) {
	var out []*filledForm
	for _, region := range o.regions {
		code, err := a.regionFilter(region, o.year)
		if err != nil {
			return nil, err
		}
		list, err := readForms(ctx, session.Query, formRegionSQL, code, o.year)
		if err != nil {
			return nil, fmt.Errorf("tables of %s: %w", region, err)
		}
		if len(list) == 0 {
			return nil, wrongUse(a.say.Text("usage.no_totals", "region", region))
		}
		out = append(out, list...)
	}
	for _, agency := range o.agencies {
		list, err := readForms(ctx, session.Query, formAgencySQL, agency, o.year)
		if err != nil {
			return nil, fmt.Errorf("tables of %s: %w", agency, err)
		}
		if len(list) == 0 {
			return nil, wrongUse(a.say.Text("usage.no_agency_report", "agency", agency))
		}
		out = append(out, list...)
	}
	return out, nil
}
