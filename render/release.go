package render

import (
	"fmt"
	"io"
	"time"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Releases sets a list of releases.
func Releases(w io.Writer, say messages.Printer, list []page.Release) error {
	if len(list) == 0 {
		p := newPaper(say, Plain())
		p.line(say.Text("release.none"))
		return p.out(w)
	}
	t := ReleaseList(say, list)
	return t.Write(w)
}

// ReleaseList has a row a release.
func ReleaseList(say messages.Printer, list []page.Release) rows.Table {
	t := rows.Table{
		Header: newPaper(say, Plain()).words("release.column_", "id", "year", "status", "reports", "totals", "flagged", "recorded"),
		Right:  map[int]bool{3: true, 4: true, 5: true},
	}
	for _, r := range list {
		t.Add(r.ID, fmt.Sprint(r.Year), say.Text("release."+string(r.Status)), fmt.Sprint(r.Reports), fmt.Sprint(r.Rows),
			fmt.Sprint(r.Flagged), report.Shanghai(r.RecordedAt).Format("2006-01-02 15:04"))
	}
	return t
}

// Release sets what a release is.
func Release(w io.Writer, say messages.Printer, r *page.Release) error {
	t := ReleaseFields(say, r)
	return t.Write(w)
}

// ReleaseFields has a row for each thing that is known of a release.
func ReleaseFields(say messages.Printer, r *page.Release) rows.Table {
	t := rows.Table{Header: []string{say.Text("release.what"), say.Text("release.value")}}
	for _, line := range [][2]string{
		{"id", r.ID},
		{"year", fmt.Sprint(r.Year)},
		{"status", say.Text("release." + string(r.Status))},
		{"recorded", report.Shanghai(r.RecordedAt).Format(time.RFC3339)},
		{"reports", fmt.Sprint(r.Reports)},
		{"totals", fmt.Sprint(r.Rows)},
		{"lower", fmt.Sprint(r.Lower)},
		{"flagged", fmt.Sprint(r.Flagged)},
		{"inputs_hash", r.Inputs},
		{"totals_hash", r.Totals},
		{"reference_hash", r.ReferenceHash},
		{"views_hash", r.Views},
		{"parser", r.ParserVersion},
		{"rules", r.RulesVersion},
		{"program", r.Program},
	} {
		t.Add(say.Text("release.column_"+line[0]), line[1])
	}
	return t
}

// ReleaseDiff sets the totals that two releases hold with another value, with the reports that are the cause.
func ReleaseDiff(w io.Writer, say messages.Printer, d *page.ReleaseDiff) error {
	p := newPaper(say, Plain())
	for _, text := range ReleaseDiffNotes(say, d) {
		p.line(text)
	}
	if len(d.Restated) == 0 {
		return p.out(w)
	}
	t := ReleaseDiffTable(say, d)
	p.table(&t, "")
	p.line(say.Text("release.restated", "count", len(d.Restated)))
	return p.out(w)
}

// ReleaseDiffNotes says what else is not the same in two releases, and that nothing differs where nothing does.
func ReleaseDiffNotes(say messages.Printer, d *page.ReleaseDiff) (out []string) {
	if d.ReferenceChanged {
		out = append(out, say.Text("release.reference_changed"))
	}
	if d.ViewsChanged {
		out = append(out, say.Text("release.views_changed"))
	}
	if len(d.Restated) == 0 {
		out = append(out, say.Text("release.no_difference"))
	}
	return out
}

// ReleaseDiffTable has a row for each total that two releases hold with another value.
func ReleaseDiffTable(say messages.Printer, d *page.ReleaseDiff) rows.Table {
	p := newPaper(say, Plain())
	t := rows.Table{
		Header: p.words("release.column_", "region", "basis", "code", "preferred", "before", "after", "difference", "class", "causes"),
		Right:  map[int]bool{4: true, 5: true, 6: true},
	}
	t.Wrap = len(t.Header)
	for _, one := range d.Restated {
		region, basis, code := one.Region+" "+one.RegionCode, say.Text("basis."+one.Basis), p.indicator(one.Code)
		preferred, classes, causes := "", p.classes(one.Classes), causes(say, one.Causes)
		if one.AfterPreferred {
			preferred = "*"
		}
		t.Rows = append(t.Rows, []*string{
			&region, &basis, &code, &preferred, boundedOrNone(one.Before, one.BeforeBound), boundedOrNone(one.After, one.AfterBound),
			one.Difference, &classes, &causes,
		})
	}
	return t
}

// causes says in words which reports changed a total.
func causes(say messages.Printer, list []page.ReleaseCause) string {
	if len(list) == 0 {
		return say.Text("release.cause_other")
	}
	const most = 5
	out := ""
	for i, c := range list {
		if i == most {
			return out + say.Text("release.more", "count", len(list)-most)
		}
		if i > 0 {
			out += either(say, "；", "; ")
		}
		out += say.Text("release.cause_"+c.Kind, "agency", c.Agency, "before", Or(c.Before, say.Text("explain.none")),
			"after", Or(c.After, say.Text("explain.none")))
	}
	return out
}
