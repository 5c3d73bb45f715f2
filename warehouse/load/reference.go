package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"gongkai/config/deadlines"
	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// Region is an administrative division, or a zone with a code of its own, in one span of its life.
type Region struct {
	Code          string
	Name          string
	Level         string // nation, province, city, county, town
	ParentCode    string // empty for the nation
	Kind          string // division, zone
	ValidFrom     report.Date
	ValidTo       report.Date // last day; zero while it exists
	SuccessorCode string
}

// Reference is the reference data of the program.
type Reference struct {
	Forms     *forms.Set
	Rules     *rules.Set
	Regions   []Region
	Deadlines []deadlines.Deadline
}

// SyncReference makes the tables region, indicator, indicator_form, indicator_part, series_break, rule and legal_deadline equal to
// the reference data of the program. Each is written only where it differs. An indicator that the program does not know stays: indicators
// are only ever added, so a newer program put it there.
func SyncReference(ctx context.Context, w Writer, r Reference) (err error) {
	defer fault.Wrap(&err, "sync reference data (%d indicators, %d regions, %d rules)",
		len(r.Forms.Indicators), len(r.Regions), len(r.Rules.Rules))
	return w.Transact(ctx, func(conn *sql.Conn) (bool, error) { return syncTables(ctx, conn, r) })
}

// syncTables returns whether a table differed; the usual case is that none does.
func syncTables(ctx context.Context, conn *sql.Conn, r Reference) (changed bool, err error) {
	if _, err := statements.Exec(ctx, conn, "staged_reference"); err != nil {
		return false, err
	}
	parts, err := partRows(r.Forms)
	if err != nil {
		return false, fmt.Errorf("indicator_part: %w", err)
	}
	for _, t := range []struct {
		name string
		rows [][]driver.Value
	}{
		{"region", regionRows(r.Regions)},
		{"indicator", indicatorRows(r.Forms)},
		{"indicator_form", positionRows(r.Forms)},
		{"indicator_part", parts},
		{"series_break", breakRows(r.Forms)},
		{"rule", ruleRows(r.Rules)},
		{"legal_deadline", deadlineRows(r.Deadlines)},
	} {
		same := func(_ int, row []driver.Value) []driver.Value { return row }
		if err := appendEach(conn, temporary, "staged_"+t.name, t.rows, same); err != nil {
			return false, fmt.Errorf("%s: %w", t.name, err)
		}
		var differing int
		if err := statements.One(ctx, conn.QueryContext, "differs_"+t.name, nil, &differing); err != nil {
			return false, err
		}
		if differing == 0 {
			continue
		}
		changed = true
		if _, err := statements.Exec(ctx, conn, "replace_"+t.name); err != nil {
			return false, err
		}
	}
	return changed, nil
}

func regionRows(regions []Region) (rows [][]driver.Value) {
	for _, r := range regions {
		rows = append(rows, []driver.Value{
			r.Code, r.Name, r.Level, sqlfile.Optional(r.ParentCode), r.Kind, day(r.ValidFrom), day(r.ValidTo),
			sqlfile.Optional(r.SuccessorCode),
		})
	}
	return rows
}

func indicatorRows(set *forms.Set) (rows [][]driver.Value) {
	for _, i := range set.Indicators {
		rows = append(rows, []driver.Value{
			i.ID, i.Code, string(i.Subject), i.Item, i.Heading, i.LabelZH, i.LabelEN, i.Unit, i.Kind, i.IsTotal,
		})
	}
	return rows
}

func positionRows(set *forms.Set) (rows [][]driver.Value) {
	for _, f := range set.Forms {
		for n, p := range f.Positions {
			label := strings.Join(p.Label, " / ")
			if len(p.Column) > 0 {
				label += " × " + strings.Join(p.Column, " / ")
			}
			rows = append(rows, []driver.Value{f.Name, p.Indicator.ID, int16(n + 1), p.Role, label})
		}
	}
	return rows
}

func breakRows(set *forms.Set) (rows [][]driver.Value) {
	for _, b := range set.Crosswalk {
		rows = append(rows, []driver.Value{
			b.FromForm, sqlfile.Optional(b.FromCode), b.ToForm, sqlfile.Optional(b.ToCode), b.Relation, b.Comparable, sqlfile.Optional(b.Note),
		})
	}
	return rows
}

func ruleRows(set *rules.Set) (rows [][]driver.Value) {
	for _, r := range set.Rules {
		var least any
		if r.LeastNumbers > 0 {
			least = int32(r.LeastNumbers)
		}
		rows = append(rows, []driver.Value{r.ID, string(r.Level), string(r.Severity), string(r.Status), least})
	}
	return rows
}

func deadlineRows(list []deadlines.Deadline) (rows [][]driver.Value) {
	for _, d := range list {
		var toYear any
		if d.ToYear != 0 {
			toYear = int16(d.ToYear)
		}
		rows = append(rows, []driver.Value{
			d.Purpose, d.Level, d.Body, int16(d.Month), int16(d.Day), int16(d.FromYear), toYear, d.Source,
		})
	}
	return rows
}

// partRows expands the parts of items over all headings, for those totals that some form does not print: they are
// computed from their parts.
func partRows(set *forms.Set) (rows [][]driver.Value, err error) {
	computed := map[int16]bool{}
	for _, f := range set.Forms {
		for _, p := range f.Positions {
			if p.Role == forms.RoleSubtotal {
				computed[p.Indicator.ID] = true
			}
		}
	}
	for _, part := range set.Parts {
		if part.Axis != forms.AxisItem {
			continue
		}
		for _, total := range set.Indicators {
			if !computed[total.ID] || total.Subject != part.Subject || total.Item != part.Total {
				continue
			}
			i, ok := set.Indicator(string(part.Subject) + "." + part.Part + "." + total.Heading)
			if !ok {
				return nil, fmt.Errorf("%s: its part %s has no heading %s", total.Code, part.Part, total.Heading)
			}
			rows = append(rows, []driver.Value{total.ID, i.ID})
		}
	}
	return rows, nil
}
