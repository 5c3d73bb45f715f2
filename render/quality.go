package render

import (
	"fmt"
	htmltemplate "html/template"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// QualitySection is a part of a quality report: what it is about, what the numbers mean, and the numbers.
type QualitySection struct {
	Heading string
	Note    string
	Table   rows.Table
}

// Quality sets the quality report of a release, plain or as Markdown.
func Quality(w io.Writer, say messages.Printer, q *page.Quality, style Style) error {
	p := newPaper(say, style)
	p.title(say.Text("quality.title", "year", q.Release.Year))
	p.line(qualityLead(say, q))
	for _, s := range p.qualitySections(q) {
		p.heading(s.Heading)
		p.line(s.Note)
		if len(s.Table.Rows) > 0 {
			p.line()
			p.table(&s.Table, wideRule)
		}
	}
	return p.out(w)
}

// QualityHTML sets the quality report of a release as a page that needs nothing else.
func QualityHTML(w io.Writer, say messages.Printer, q *page.Quality) error {
	t, err := htmltemplate.ParseFS(templates, "templates/quality.html.tmpl")
	if err != nil {
		return err
	}
	title, lead, sections := QualitySections(say, q)
	return t.Execute(w, struct {
		Language, Title, Lead string
		Sections              []QualitySection
	}{string(say.Language), title, lead, sections})
}

// QualitySections are the parts of the quality report of a release, behind its title and its lead.
func QualitySections(say messages.Printer, q *page.Quality) (title, lead string, sections []QualitySection) {
	return say.Text("quality.title", "year", q.Release.Year), qualityLead(say, q), newPaper(say, Plain()).qualitySections(q)
}

func qualityLead(say messages.Printer, q *page.Quality) string {
	return say.Text("quality.lead", "release", q.Release.ID, "status", say.Text("release."+string(q.Release.Status)), "day", q.Day,
		"days", q.DaysAfter, "reports", q.Release.Reports, "program", q.Release.Program)
}

// qualityTable begins a table with columns of words, then columns of numbers.
func (p *paper) qualityTable(words int, names ...string) rows.Table {
	t := rows.Table{Header: p.words("quality.column_", names...), Right: map[int]bool{}}
	for i := words; i < len(names); i++ {
		t.Right[i] = true
	}
	return t
}

// qualitySections are the parts of the report in their order.
func (p *paper) qualitySections(q *page.Quality) []QualitySection {
	t := q.Totals
	return []QualitySection{
		p.qualitySection("completeness", p.qualityCompleteness(q), "totals", t.Totals, "lower", t.LowerBounds),
		p.qualitySection("coverage", p.qualityCoverage(q)),
		p.qualitySection("response", p.qualityResponse(q)),
		p.qualitySection("items", p.qualityItems(q)),
		p.qualitySection("punctuality", p.qualityPunctuality(q), "days", q.DaysAfter),
		p.qualitySection("series", p.qualitySeries(q)),
		p.qualitySection("summed", p.qualitySummed(q)),
		p.qualitySection("errors", p.qualityErrors(q), "totals", t.Totals, "flagged", t.Flagged),
		p.qualitySection("changes", p.qualityChanges(q), "previous", q.Previous),
		p.qualitySection("revisions", p.qualityRevisions(q)),
	}
}

// QualitySection is a part with its sentence: another one where there is nothing to list.
func (p *paper) qualitySection(name string, t rows.Table, pairs ...any) QualitySection {
	key := "quality." + name + "_note"
	if len(t.Rows) == 0 && p.say.Has("quality."+name+"_none") {
		key = "quality." + name + "_none"
	}
	return QualitySection{p.say.Text("quality." + name), p.say.Text(key, pairs...), t}
}

func (p *paper) levelName(level string) string {
	if level == "" {
		return p.say.Text("quality.level_unknown")
	}
	return p.say.Text("agency.level." + level)
}

func (p *paper) subjectName(subject string) string { return p.say.Text("subject." + subject) }

// shareOf is a part of a whole in percent, empty where the whole is nothing.
func shareOf(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return Percent(float64(part) / float64(whole))
}

func (p *paper) qualityCompleteness(q *page.Quality) rows.Table {
	t := p.qualityTable(2, "level", "subject", "regions", "given", "whole")
	for _, x := range q.Completeness {
		t.Add(p.levelName(x.Level), p.subjectName(x.Subject), fmt.Sprint(x.Regions), fmt.Sprint(x.Given), fmt.Sprint(x.Whole))
	}
	return t
}

func (p *paper) qualityCoverage(q *page.Quality) rows.Table {
	t := p.qualityTable(2, "level", "subject", "source", "regions", "expected", "reported", "share")
	t.Right[2] = false
	for _, x := range q.Coverage {
		expected, part := "", p.say.Text("quality.unknown")
		if x.Share != nil {
			expected, part = fmt.Sprint(x.Expected), Percent(*x.Share)
		}
		t.Add(p.levelName(x.Level), p.subjectName(x.Subject), p.say.Text("quality.from_"+x.ExpectedFrom), fmt.Sprint(x.Regions),
			expected, fmt.Sprint(x.Reported), part)
	}
	return t
}

func (p *paper) qualityResponse(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "subject", "reports", "cells", "without", "blank", "placeholder", "unreadable", "absent")
	for i := range q.Response {
		x := &q.Response[i]
		t.Add(p.subjectName(x.Subject), fmt.Sprint(x.Reports), fmt.Sprint(x.Cells), Percent(x.Nonresponse()), fmt.Sprint(x.Blank),
			fmt.Sprint(x.Placeholder), fmt.Sprint(x.Unreadable), fmt.Sprint(x.Absent))
	}
	return t
}

func (p *paper) qualityItems(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "indicator", "reports", "unanswered", "without")
	for _, x := range q.Items {
		t.Add(p.either(x.LabelZH, x.LabelEN), fmt.Sprint(x.Reports), fmt.Sprint(x.Without), shareOf(x.Without, x.Reports))
	}
	return t
}

func (p *paper) qualityPunctuality(q *page.Quality) rows.Table {
	t := p.qualityTable(2, "body_level", "bodies", "days_late")
	for _, x := range q.Punctuality {
		days := ""
		if x.Days != nil && *x.Days > 0 {
			days = fmt.Sprint(*x.Days)
		}
		t.Add(p.levelName(x.Level), p.say.Text("punctuality."+x.Status, "count", x.Bodies), days)
	}
	return t
}

func (p *paper) qualitySeries(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "subject", "form", "years", "comparable")
	t.Right[1] = false
	for _, x := range q.Series {
		t.Add(p.subjectName(x.Subject), Or(x.Form, p.say.Text("quality.several")), fmt.Sprint(x.Years), fmt.Sprint(x.Comparable))
	}
	return t
}

func (p *paper) qualitySummed(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "subject", "cells", "inferred", "inferred_share", "ocr", "adjusted", "waiting")
	for _, x := range q.Summed {
		adjusted := p.say.Text("quality.not_counted")
		if x.Adjusted != nil {
			adjusted = fmt.Sprint(*x.Adjusted)
		}
		t.Add(p.subjectName(x.Subject), fmt.Sprint(x.Cells), fmt.Sprint(x.Inferred), shareOf(x.Inferred, x.Cells), fmt.Sprint(x.OCR), adjusted,
			fmt.Sprint(x.Waiting))
	}
	return t
}

func (p *paper) qualityErrors(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "rule", "findings", "reports")
	for _, x := range q.Errors {
		t.Add(p.either(x.ExplanationZH, x.ExplanationEN), fmt.Sprint(x.Findings), fmt.Sprint(x.Reports))
	}
	return t
}

func (p *paper) qualityChanges(q *page.Quality) rows.Table {
	t := p.qualityTable(1, "class", "changed")
	for _, x := range q.Changes {
		t.Add(p.list(p.words("class.", strings.Split(x.Classes, ", ")...)), fmt.Sprint(x.Totals))
	}
	return t
}

func (p *paper) qualityRevisions(q *page.Quality) rows.Table {
	t := p.qualityTable(2, "level", "indicator", "regions", "revised", "mean", "bias")
	for _, x := range q.Revisions {
		t.Add(p.levelName(x.Level), p.either(x.LabelZH, x.LabelEN), fmt.Sprint(x.Regions), fmt.Sprint(x.Revised),
			decimal(x.Mean), decimal(x.Bias))
	}
	return t
}

// decimal shows a mean to two digits.
func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', 2, 64)
}
