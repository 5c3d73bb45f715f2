package page

import (
	"context"

	"gongkai/config/forms"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Form is the three official tables of an area or of a body for one year.
type Form struct {
	IsAgency   bool                          `json:"is_agency"`
	Year       int                           `json:"year"`
	RegionCode string                        `json:"region_code"`
	Name       string                        `json:"name"` // of the area or the body
	Tables     map[report.Subject]*FormTable `json:"tables"`
}

// FormTable is one of the tables with what its numbers rest on.
type FormTable struct {
	Form    string              `json:"form"`     // newest form among the reports behind it; empty where no report says so
	IsMixed bool                `json:"is_mixed"` // the reports behind it have several forms
	Basis   string              `json:"basis"`    // of an area: published or built; of a body: the scope of its report
	Rests   *Coverage           `json:"coverage"` // on which reports the table of an area rests; nil for a body
	Cells   map[string]FormCell `json:"cells"`    // by the code of the indicator
}

// FormCell is one number. Value is nil where there is none.
type FormCell struct {
	Value    *string      `json:"value"`
	Bound    string       `json:"bound"` // BoundExact, BoundLower
	State    report.State `json:"state"` // of a body; a total has none
	Flagged  int          `json:"flagged"`
	Reports  int          `json:"reports"`
	Expected int          `json:"expected"`
	Missing  int          `json:"missing"`
}

// FormCoverage says over how many members the numbers of a table reach, and how many of its cells are not as they should be.
type FormCoverage struct {
	Reports, Expected, Missing int // the fewest reports and the most missing of any cell
	Empty, Flagged, Unreadable int // cells
}

// Coverage counts the cells that a form prints in the table.
func (t *FormTable) Coverage(printed []forms.Position) (n FormCoverage) {
	first := true
	for _, p := range printed {
		if p.Role != forms.RoleCell {
			continue
		}
		c, ok := t.Cells[p.Indicator.Code]
		if c.Value == nil {
			n.Empty++
		}
		if c.Flagged > 0 {
			n.Flagged++
		}
		if c.State == report.Unreadable {
			n.Unreadable++
		}
		if !ok {
			continue
		}
		if first || c.Reports < n.Reports {
			n.Reports = c.Reports
		}
		first = false
		n.Expected, n.Missing = max(n.Expected, c.Expected), max(n.Missing, c.Missing)
	}
	return n
}

// AreaForms reads the preferred totals of the one region that a person named, a form for each year that has numbers; 0 for all years.
// Where there are none it refuses with NotFound: tables that lack what was asked for would look complete.
func AreaForms(ctx context.Context, source Source, region string, year int) ([]*Form, error) {
	code, err := RegionCode(region, year)
	if err != nil {
		return nil, err
	}
	return readForms(ctx, source, "form_area", code, year, &NotFound{What: WhatTotals, Text: region})
}

// AgencyForms reads the reports of a body that count, a form a year; 0 for all years. It refuses with NotFound where there are none.
func AgencyForms(ctx context.Context, source Source, agency string, year int) ([]*Form, error) {
	list, err := readForms(ctx, source, "form_agency", agency, year, &NotFound{What: WhatAgencyReport, Text: agency})
	for _, f := range list {
		f.IsAgency = true
	}
	return list, err
}

// readForms reads cells that come by year, region and table.
func readForms(ctx context.Context, source Source, statement, name string, year int, none *NotFound) (out []*Form, err error) {
	defer fault.Wrap(&err, "tables of %s", none.Text)
	err = statements().Each(ctx, source, statement, func(scan func(...any) error) error {
		var f Form
		var t FormTable
		var c FormCell
		var subject report.Subject
		var code string
		var rests Coverage
		if err := scan(&f.Year, &f.RegionCode, &f.Name, &subject, &code, &c.Value, &c.Bound, &c.State, &c.Flagged, &t.Form, &t.IsMixed, &t.Basis,
			&c.Reports, &c.Expected, &c.Missing, &rests.Expected, &rests.Reported, &rests.Missing, &rests.Reports,
			&rests.ExpectedRegions, &rests.ReportedRegions, &rests.ExpectedFrom); err != nil {
			return err
		}
		if rests.ExpectedFrom != "" {
			rests.Subject, rests.Preferred = string(subject), &t.Basis
			t.Rests = &rests
		}
		if n := len(out); n == 0 || out[n-1].Year != f.Year || out[n-1].RegionCode != f.RegionCode {
			f.Tables = map[report.Subject]*FormTable{}
			out = append(out, &f)
		}
		tables := out[len(out)-1].Tables
		if tables[subject] == nil {
			t.Cells = map[string]FormCell{}
			tables[subject] = &t
		}
		tables[subject].Cells[code] = c
		return nil
	}, name, year)
	if err == nil && len(out) == 0 {
		return nil, none
	}
	return out, err
}
