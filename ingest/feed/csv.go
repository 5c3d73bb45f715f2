package feed

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/config/forms"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Header returns the columns of the CSV form: a line a cell, scope and form being those of the cell's subject.
func Header() []string {
	return []string{"path", "agency", "region_code", "year", "scope", "form", "code", "value", "state", "raw", "place"}
}

// IsCSV reports whether bytes begin with that header.
func IsCSV(b []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(b, []byte("\ufeff")), []byte("\n"))
	return strings.TrimRight(string(line), "\r") == strings.Join(Header(), ",")
}

// Rows returns the lines of a report.
func Rows(r *report.Report) [][]string {
	year := ""
	if r.Year != 0 && !r.PartOfYear {
		// The line has no place for a period: half a year must not come back as the year.
		year = strconv.Itoa(r.Year)
	}
	rows := make([][]string, 0, len(r.Cells))
	for _, cell := range r.Cells {
		value := ""
		if cell.State.HasValue() {
			value = cell.Value.String()
		}
		s := SubjectOf(cell.Code)
		rows = append(rows, []string{
			r.Path, r.Agency, r.RegionCode, year, string(r.Scopes.Of(s)), r.Forms.Of(s),
			cell.Code, value, string(cell.State), cell.Raw, cell.Place.String(),
		})
	}
	return rows
}

// SubjectOf returns the subject of a code, which stands before its first point.
func SubjectOf(code string) report.Subject {
	subject, _, _ := strings.Cut(code, ".")
	return report.Subject(subject)
}

// ParseCSV reads a feed of `extract --format csv`. Lines of one path, agency, region and year are one report.
func ParseCSV(b []byte, set *forms.Set) (_ []report.Report, err error) {
	defer fault.Wrap(&err, "feed")
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	reader.FieldsPerRecord = len(Header())
	if _, err := reader.Read(); err != nil {
		return nil, fmt.Errorf("%w: %w", fault.ErrDamaged, err)
	}
	var reports []report.Report
	at := map[[4]string]int{}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", fault.ErrDamaged, err)
		}
		line, _ := reader.FieldPos(0)
		key := [4]string(row[:4])
		i, ok := at[key]
		if !ok {
			i = len(reports)
			at[key] = i
			r := report.Report{Agency: row[1], RegionCode: row[2], Scopes: report.PerSubject[report.Scope]{
				Disclosure: report.ScopeUnknown, Request: report.ScopeUnknown, Appeal: report.ScopeUnknown,
			}}
			if row[3] != "" {
				if r.Year, err = strconv.Atoi(row[3]); err != nil {
					return nil, fmt.Errorf("line %d: %w: the year %q is no number", line, fault.ErrDamaged, row[3])
				}
			}
			reports = append(reports, r)
		}
		r := &reports[i]
		cell, err := parseCell(row[6], row[7], row[8], row[9])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w: %w", line, fault.ErrDamaged, err)
		}
		s := SubjectOf(cell.Code)
		if form := r.Forms.Of(s); form != "" && form != row[5] {
			return nil, fmt.Errorf("line %d: %w: %s has the forms %s and %s", line, fault.ErrDamaged, s, form, row[5])
		}
		r.Forms.Set(s, row[5])
		r.Scopes.Set(s, report.Scope(row[4]))
		cell.Place.Line = line
		r.Cells = append(r.Cells, cell)
	}
	if len(reports) == 0 {
		return nil, fault.ErrEmpty
	}
	for i := range reports {
		if err := settle(&reports[i], set); err != nil {
			return nil, fmt.Errorf("report %d: %w: %w", i+1, fault.ErrDamaged, err)
		}
	}
	return reports, nil
}
