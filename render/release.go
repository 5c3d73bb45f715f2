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
	p := newPaper(say, Plain())
	if len(list) == 0 {
		p.line(say.Text("release.none"))
		return p.out(w)
	}
	g := rows.Table{
		Header: p.words("release.column_", "id", "year", "status", "reports", "totals", "flagged", "recorded"),
		Right:  map[int]bool{3: true, 4: true, 5: true},
	}
	for _, r := range list {
		g.Add(r.ID, fmt.Sprint(r.Year), say.Text("release."+string(r.Status)), fmt.Sprint(r.Reports), fmt.Sprint(r.Rows),
			fmt.Sprint(r.Flagged), report.Shanghai(r.RecordedAt).Format("2006-01-02 15:04"))
	}
	return g.Write(w)
}

// Release sets what a release is.
func Release(w io.Writer, say messages.Printer, r *page.Release) error {
	g := rows.Table{Header: []string{say.Text("release.what"), say.Text("release.value")}}
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
		g.Add(say.Text("release.column_"+line[0]), line[1])
	}
	return g.Write(w)
}

// ReleaseDiff sets the totals that two releases hold with another value, with the reports that are the cause.
func ReleaseDiff(w io.Writer, say messages.Printer, d *page.ReleaseDiff) error {
	p := newPaper(say, Plain())
	if d.ReferenceChanged {
		p.line(say.Text("release.reference_changed"))
	}
	if d.ViewsChanged {
		p.line(say.Text("release.views_changed"))
	}
	if len(d.Restated) == 0 {
		p.line(say.Text("release.no_difference"))
		return p.out(w)
	}
	g := rows.Table{
		Header: p.words("release.column_", "region", "basis", "code", "preferred", "before", "after", "difference", "class", "causes"),
		Right:  map[int]bool{4: true, 5: true, 6: true},
	}
	g.Wrap = len(g.Header)
	for _, t := range d.Restated {
		region, basis, code := t.Region+" "+t.RegionCode, say.Text("basis."+t.Basis), p.indicator(t.Code)
		preferred, classes, causes := "", p.classes(t.Classes), causes(say, t.Causes)
		if t.AfterPreferred {
			preferred = "*"
		}
		g.Rows = append(g.Rows, []*string{
			&region, &basis, &code, &preferred, boundedOrNone(t.Before, t.BeforeBound), boundedOrNone(t.After, t.AfterBound), t.Difference,
			&classes, &causes,
		})
	}
	p.table(&g, "")
	p.line(say.Text("release.restated", "count", len(d.Restated)))
	return p.out(w)
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
