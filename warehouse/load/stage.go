package load

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"math"
	"time"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/warehouse/key"
)

// stage fills the temporary tables of sql/staging.sql with a prepared batch.
func stage(conn *sql.Conn, p *prepared, info RunInfo) error {
	return errors.Join(
		appendEach(conn, temporary, "staged_document", p.documents, func(slot int, d *Document) []driver.Value {
			return []driver.Value{
				int32(slot), d.SHA256, sqlfile.Clean(d.MediaType), d.Size, sqlfile.Optional(d.Source), moment(d.FetchedAt),
				sqlfile.Optional(d.Reason), sqlfile.Optional(d.Message), info.ParserVersion, info.RulesVersion,
			}
		}),
		appendEach(conn, temporary, "staged_path", p.paths, func(slot int, d *Document) []driver.Value {
			return []driver.Value{int32(slot), sqlfile.Clean(d.Path), d.Size, fileTime(d.ModifiedAt), d.SHA256}
		}),
		appendEach(conn, temporary, "staged_agency", p.agencies, func(slot int, a agency) []driver.Value {
			r := a.report
			return []driver.Value{
				int32(slot), a.id, sqlfile.Clean(r.Agency), sqlfile.Clean(r.RegionCode), orUnknown(r.AgencyLevel), orUnknown(r.AgencyKind),
				sqlfile.Optional(r.System),
			}
		}),
		appendEach(conn, temporary, "staged_version", p.versions, versionRow),
	)
}

func versionRow(slot int, v version) []driver.Value {
	r := v.report
	withValue, failed := 0, 0
	for i := range r.Cells {
		if r.Cells[i].State.HasValue() {
			withValue++
		}
	}
	for i := range r.Findings {
		if r.Findings[i].IsOpenError() {
			failed++
		}
	}
	var agency, year any
	if v.agencyID != 0 {
		agency = v.agencyID
	}
	if r.Year != 0 {
		year = int16(r.Year)
	}
	return []driver.Value{
		int32(slot), v.key, v.reportID, agency, sqlfile.Optional(r.Agency), sqlfile.Optional(r.RegionCode), year,
		day(r.Period.From), day(r.Period.To),
		scope(r.Scopes.Disclosure), scope(r.Scopes.Request), scope(r.Scopes.Appeal),
		sqlfile.Optional(r.Forms.Disclosure), sqlfile.Optional(r.Forms.Request), sqlfile.Optional(r.Forms.Appeal),
		sqlfile.Optional(r.Title), v.sha256, int16(v.ordinal), day(r.PublishedOn), r.Correction, r.PartOfYear,
		int16(min(withValue, math.MaxInt16)), int16(min(failed, math.MaxInt16)),
	}
}

// detail is something that hangs on a new version.
type detail[T any] struct {
	version int64
	of      T
}

// details lists what hangs on the new versions, in their order.
func details[T any](added []added, of func(*report.Report) []T) []detail[T] {
	var list []detail[T]
	for _, a := range added {
		for _, d := range of(a.version.report) {
			list = append(list, detail[T]{a.id, d})
		}
	}
	return list
}

// appendDetails appends what hangs on the new versions, apart from their cells.
func appendDetails(conn *sql.Conn, added []added) error {
	extras := details(added, func(r *report.Report) []report.Extra { return r.Extras })
	sections := details(added, func(r *report.Report) []report.Section { return r.Narrative })
	evidence := details(added, func(r *report.Report) []report.Evidence { return r.Evidence })
	return errors.Join(
		appendEach(conn, "", "extra", extras, func(_ int, d detail[report.Extra]) []driver.Value {
			at := d.of.Place
			row := at.Row
			if row == 0 {
				row = at.Line
			}
			return []driver.Value{
				d.version, string(d.of.Subject), sqlfile.Clean(d.of.Label), sqlfile.Clean(d.of.Raw), place(at.Page), place(at.Grid), line(row),
			}
		}),
		appendEach(conn, "", "narrative", sections, func(_ int, d detail[report.Section]) []driver.Value {
			return []driver.Value{d.version, sqlfile.Clean(d.of.Name), sqlfile.Clean(d.of.Text)}
		}),
		appendEach(conn, "", "evidence", evidence, func(_ int, d detail[report.Evidence]) []driver.Value {
			e := d.of
			return []driver.Value{d.version, sqlfile.Clean(e.Field), sqlfile.Clean(e.Value), sqlfile.Clean(e.Source), sqlfile.Optional(e.Quote)}
		}),
		appendRows(conn, temporary, "staged_finding", func(add addRow) error {
			for _, a := range added {
				if err := addFindings(add, a); err != nil {
					return err
				}
			}
			return nil
		}),
	)
}

func addFindings(add addRow, a added) error {
	r := a.version.report
	if len(r.Findings) == 0 {
		return nil
	}
	cells := make(map[string]*report.Cell, len(r.Cells))
	for i := range r.Cells {
		cells[r.Cells[i].Code] = &r.Cells[i]
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Status == report.Pass {
			continue // counted by the checks, not stored
		}
		var suggestion any
		if len(f.Suggestion) > 0 {
			encoded, err := json.Marshal(f.Suggestion)
			if err != nil {
				return err
			}
			suggestion = string(encoded)
		}
		codes := f.Cells
		if codes == nil {
			codes = []string{}
		}
		if err := add(key.Finding(a.version.reportID, f, cells), a.id, sqlfile.Clean(f.Rule), sqlfile.Optional(string(f.Subject)),
			string(f.Severity), string(f.Status), side(f.Left), side(f.Right),
			sqlfile.Clean(f.MessageZH), sqlfile.Clean(f.MessageEN), codes, suggestion); err != nil {
			return err
		}
	}
	return nil
}

// side returns a side of a relation that a finding is about.
func side(s *report.Sum) any {
	if s == nil {
		return nil
	}
	return s.String()
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return sqlfile.Clean(s)
}

// scope returns the scope as stored; the zero Scope of a subject without a table is unknown.
func scope(s report.Scope) string {
	if s == "" {
		return string(report.ScopeUnknown)
	}
	return string(s)
}

func day(d report.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.Time()
}

func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC()
}

// fileTime returns a file's time where it fits nanoseconds since 1970, else 1970: the file is then read again.
func fileTime(t time.Time) time.Time {
	if y := t.Year(); y < 1700 || y > 2200 {
		return time.Unix(0, 0).UTC()
	}
	return t.UTC()
}

func place(n int) any {
	if small(n) == 0 {
		return nil
	}
	return small(n)
}

func line(n int) any {
	if n <= 0 || n > math.MaxInt32 {
		return nil
	}
	return int32(n)
}
