package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/internal/report"
	"gongkai/rows"
)

// writePage sets the page of a body: who it is, what became of its reports, its numbers over the years, and every rendition.
func (a *app) writePage(p *agencyPage, style cardStyle, asMarkdown bool) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	field := func(key, value string) {
		if value != "" {
			line("%s%s", style.item, a.say.Text("page."+key, "value", style.text(value)))
		}
	}
	line("%s%s\n", style.title, style.text(p.Agency))
	field("region", strings.TrimSpace(p.Region+" "+p.RegionCode))
	field("kind", a.wordFor("agency.kind.", p.Kind)+", "+a.wordFor("agency.level.", p.Level))
	field("system", p.System)
	field("names", strings.Join(p.Names, ", "))
	field("valid_from", p.ValidFrom)
	field("valid_to", p.ValidTo)
	for _, l := range p.Before {
		field("before", strings.TrimSpace(l.Agency+" "+l.Since))
	}
	for _, l := range p.After {
		field("after", strings.TrimSpace(l.Agency+" "+l.Since))
	}
	field("number", p.AgencyID)
	table := func(g *rows.Table) error {
		g.Terminal = a.outTerminal
		if asMarkdown {
			b.WriteString(markdownTable(g))
			return nil
		}
		return g.Write(&b)
	}
	line("\n%s%s\n", style.heading, a.say.Text("page.years"))
	if err := table(a.yearGrid(p)); err != nil {
		return err
	}
	if len(p.Measures) > 0 {
		line("\n%s%s\n", style.heading, a.say.Text("page.values"))
		if err := table(a.measureGrid(p)); err != nil {
			return err
		}
	}
	if len(p.Versions) > 0 {
		line("\n%s%s\n", style.heading, a.say.Text("page.versions"))
		if err := table(a.versionGrid(p)); err != nil {
			return err
		}
		for _, v := range p.Versions {
			if v.TakenFrom != "" {
				line("%s%s", style.item, style.text(a.takenOver(v.Report, v.Taken, v.TakenFrom)))
			}
		}
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}

// yearGrid says for each year what became of the report.
func (a *app) yearGrid(p *agencyPage) *rows.Table {
	g := &rows.Table{Right: map[int]bool{0: true, 4: true, 5: true}}
	for _, key := range []string{"year", "state", "published", "scope", "error", "warning", "contact"} {
		g.Header = append(g.Header, a.say.Text("page.column."+key))
	}
	for _, y := range p.Years {
		scope := ""
		if y.versionID != 0 {
			scope = a.say.Text("scope." + y.Scopes["request"])
			if y.Scopes["disclosure"] != y.Scopes["request"] || y.Scopes["appeal"] != y.Scopes["request"] {
				scope = fmt.Sprintf("%s / %s / %s", a.say.Text("scope."+y.Scopes["disclosure"]), scope, a.say.Text("scope."+y.Scopes["appeal"]))
			}
		}
		row := []string{strconv.Itoa(y.Year), a.yearState(y), y.PublishedOn, scope, "", "", y.Contact}
		if y.versionID != 0 {
			row[4], row[5] = strconv.Itoa(y.Errors), strconv.Itoa(y.Warnings)
		}
		g.Add(row...)
	}
	return g
}

// yearState is what became of the report: what the register says of it, else whether it came and when.
func (a *app) yearState(y agencyYear) string {
	switch {
	case y.Standing != "" && y.Standing != "reported":
		return a.say.Text("agency.standing." + y.Standing)
	case y.DaysLate != nil && *y.DaysLate > 0:
		return a.say.Text("page.late", "days", *y.DaysLate)
	case y.Punctual == "on_time":
		return a.say.Text("page.on_time")
	case y.versionID != 0:
		return a.say.Text("agency.standing.reported")
	}
	return a.say.Text("agency.standing.missing")
}

// measureGrid has a row a measure and a column a year. What has no value shows as NULL, what the form does not have as nothing.
func (a *app) measureGrid(p *agencyPage) *rows.Table {
	g := &rows.Table{Right: map[int]bool{}, Header: []string{a.say.Text("page.column.measure")}}
	var years []string
	for _, y := range p.Years {
		if y.versionID == 0 {
			continue
		}
		years = append(years, strconv.Itoa(y.Year))
		g.Right[len(years)] = true
	}
	g.Header = append(g.Header, years...)
	empty := ""
	for _, m := range p.Measures {
		label := m.Label
		row := []*string{&label}
		for _, year := range years {
			value, there := m.Values[year]
			if !there {
				value = &empty
			}
			row = append(row, value)
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// versionGrid has a row a rendition; * marks the one that counts.
func (a *app) versionGrid(p *agencyPage) *rows.Table {
	g := &rows.Table{Right: map[int]bool{0: true}}
	for _, key := range []string{"year", "counts", "report", "published", "recorded", "document"} {
		g.Header = append(g.Header, a.say.Text("page.column."+key))
	}
	for _, v := range p.Versions {
		mark := ""
		if v.Counts {
			mark = "*"
		}
		g.Add(strconv.Itoa(v.Year), mark, v.Report, v.PublishedOn, v.RecordedAt, v.Path)
	}
	return g
}

// takenOver says that a person settled fields of a report for another document of it.
func (a *app) takenOver(name string, fields []string, from string) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = a.field(f)
	}
	return a.say.Text("report.taken_over", "report", name, "fields", strings.Join(names, ", "), "document", report.Name(from, 0))
}

// markdownTable sets a grid as a Markdown table.
func markdownTable(g *rows.Table) string {
	var b strings.Builder
	write := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	head, rule := make([]string, len(g.Header)), make([]string, len(g.Header))
	for i, name := range g.Header {
		head[i], rule[i] = markdown(name), "---"
		if g.Right[i] {
			rule[i] = "---:"
		}
	}
	write(head)
	write(rule)
	for _, row := range g.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = "NULL"
			if c != nil {
				cells[i] = markdown(*c)
			}
		}
		write(cells)
	}
	return b.String()
}
