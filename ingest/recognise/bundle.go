package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// merge adds a report, unless the document has one of that body and year already: a page that shows a table twice, or
// two years side by side without saying which is which. Cells on which the two differ are not read.
func (rec *Recogniser) merge(reports []report.Report, next report.Report) []report.Report {
	i := slices.IndexFunc(reports, func(r report.Report) bool {
		return r.Agency == next.Agency && r.RegionCode == next.RegionCode && (r.Year == next.Year || next.Year == 0)
	})
	if i < 0 {
		return append(reports, next)
	}
	first := &reports[i]
	again := map[string]report.Cell{}
	for _, cell := range next.Cells {
		again[cell.Code] = cell
	}
	var differ []string
	for c := range first.Cells {
		cell := &first.Cells[c]
		other, ok := again[cell.Code]
		if !ok || other.State == report.Absent || cell.State == other.State && cell.Value == other.Value {
			continue
		}
		if cell.State == report.Absent {
			*cell = other
			continue
		}
		cell.State, cell.Value = report.Unreadable, 0
		differ = append(differ, cell.Code)
	}
	if len(differ) > 0 {
		d := doubt{rule: ruleTables, codes: differ}
		first.Findings = append(first.Findings, d.finding("", rec.texts))
	}
	return reports
}

// bundle is the tables of one report, at most one a subject.
type bundle []*table

// hasBetter reports whether another table of the subject has cells, or stands earlier without.
func hasBetter(tables []*table, i int) bool {
	for j, o := range tables {
		if o.subject == tables[i].subject && j != i && (len(o.cells) > 0 || j < i) {
			return true
		}
	}
	return false
}

// has reports whether a bundle has a table of a subject.
func (b bundle) has(subject report.Subject) bool {
	return slices.ContainsFunc(b, func(t *table) bool { return t.subject == subject })
}

// repeats reports whether a bundle has two tables of one subject.
func (b bundle) repeats() bool {
	for i, t := range b {
		if b[:i].has(t.subject) {
			return true
		}
	}
	return false
}

// singles splits a bundle into some that have each subject once.
func (b bundle) singles() []bundle {
	var out []bundle
	for _, t := range b {
		i := slices.IndexFunc(out, func(o bundle) bool { return !o.has(t.subject) })
		if i < 0 {
			out = append(out, bundle{t})
			continue
		}
		out[i] = append(out[i], t)
	}
	return out
}

// end returns the block after the last one of a bundle.
func (b bundle) end() int {
	end := 0
	for _, t := range b {
		end = max(end, t.last+1)
	}
	return end
}
