package queries

import (
	"context"
	"fmt"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// Span asks what changed between the ends of two days.
type Span struct {
	Since  report.Date
	Until  report.Date
	Region string // by code or name, with all inside it; empty for all
	Year   int    // of the reports; 0 for all
}

// RestatedCell is a number of a report that is another than it was. Values are decimal strings, nil for none.
type RestatedCell struct {
	Year       int     `json:"year"`
	RegionCode string  `json:"region_code"`
	Agency     string  `json:"agency"`
	Code       string  `json:"code"`
	LabelZH    string  `json:"label_zh"`
	LabelEN    string  `json:"label_en"`
	Earlier    *string `json:"earlier_value"`
	Value      *string `json:"value"`
	Difference *string `json:"difference"`
	Cause      string  `json:"cause"`
	Class      string  `json:"class"` // of view revision_class
}

// RestatedTotal is a total of a city or province that is another than it was, or another one's basis is to be used.
type RestatedTotal struct {
	Year         int     `json:"year"`
	RegionCode   string  `json:"region_code"`
	RegionName   string  `json:"region_name"`
	Level        string  `json:"level"`
	Basis        string  `json:"basis"`
	WasPreferred bool    `json:"was_preferred"`
	Preferred    bool    `json:"preferred"`
	Code         string  `json:"code"`
	LabelZH      string  `json:"label_zh"`
	Earlier      *string `json:"earlier_value"`
	Value        *string `json:"value"`
	Difference   *string `json:"difference"`
	Causes       string  `json:"causes"`
	Classes      string  `json:"classes"` // of view revision_class
}

// Restatement is what changed between two days.
type Restatement struct {
	Cells  []RestatedCell  `json:"cells"`
	Totals []RestatedTotal `json:"totals"`
}

// Restated compares what the views answer at the ends of two days: the same views, asked twice, so that no rule stands twice. It
// uses the session's values and boundaries, and leaves its as-of day at Until. It returns an error that wraps fault.ErrUsage where
// the days are not in order.
func (s *Session) Restated(ctx context.Context, span Span) (_ Restatement, err error) {
	defer fault.Wrap(&err, "what was restated")
	if span.Since.IsZero() || span.Until.IsZero() || !span.Since.Time().Before(span.Until.Time()) {
		return Restatement{}, fmt.Errorf("%w: the first day comes before the second", fault.ErrUsage)
	}
	since, until, day := span.Since.String(), span.Until.String(), ""
	for _, step := range []struct {
		day, name, moment, version string
		args                       []any
	}{
		{since, "reports", "earlier", "", nil},
		{until, "reports", "later", "", nil},
		{until, "changes", "", "", []any{since, until}},
		{until, "cells", "later", "version_id", nil},
		{until, "totals", "later", "", []any{span.Year}},
		{until, "members", "later", "", nil},
		{since, "cells", "earlier", "earlier_version_id", nil},
		{since, "totals", "earlier", "", []any{span.Year}},
		{since, "members", "earlier", "", nil},
	} {
		if step.day != day {
			if err := s.read(ctx, []string{"SET VARIABLE as_of = DATE '" + step.day + "'"}, false); err != nil {
				return Restatement{}, err
			}
			day = step.day
		}
		text, err := statements.Text("restatement/" + step.name)
		if err != nil {
			return Restatement{}, err
		}
		text = strings.NewReplacer("{moment}", step.moment, "{version}", step.version).Replace(text)
		if err := s.layout.prepare(ctx, text); err != nil {
			return Restatement{}, fmt.Errorf("%s: %w", step.name, err)
		}
		if _, err := s.conn.ExecContext(ctx, text, step.args...); err != nil {
			return Restatement{}, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	if err := s.read(ctx, []string{"SET VARIABLE as_of = DATE '" + until + "'"}, false); err != nil {
		return Restatement{}, err
	}
	r := Restatement{Cells: []RestatedCell{}, Totals: []RestatedTotal{}}
	if err := statements.Each(ctx, s.conn.QueryContext, "restatement/restated_cell", func(scan sqlfile.Scan) error {
		var c RestatedCell
		err := scan(&c.Year, &c.RegionCode, &c.Agency, &c.Code, &c.LabelZH, &c.LabelEN, &c.Earlier, &c.Value, &c.Difference, &c.Cause, &c.Class)
		shorten(c.Earlier, c.Value, c.Difference)
		r.Cells = append(r.Cells, c)
		return err
	}, span.Region, span.Year); err != nil {
		return Restatement{}, err
	}
	err = statements.Each(ctx, s.conn.QueryContext, "restatement/restated_total", func(scan sqlfile.Scan) error {
		var t RestatedTotal
		err := scan(&t.Year, &t.RegionCode, &t.RegionName, &t.Level, &t.Basis, &t.WasPreferred, &t.Preferred, &t.Code, &t.LabelZH,
			&t.Earlier, &t.Value, &t.Difference, &t.Causes, &t.Classes)
		shorten(t.Earlier, t.Value, t.Difference)
		r.Totals = append(r.Totals, t)
		return err
	}, span.Region, span.Year, since, until)
	return r, err
}

// shorten turns 16.500000 into 16.5 and 16.000000 into 16.
func shorten(numbers ...*string) {
	for _, n := range numbers {
		if n != nil && strings.Contains(*n, ".") {
			*n = strings.TrimSuffix(strings.TrimRight(*n, "0"), ".")
		}
	}
}
