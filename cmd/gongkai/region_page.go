package main

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/internal/report"
)

// shorten takes the trailing zeros off the text of a decimal: 3511, not 3511.000000.
func shorten(number *string) {
	if number != nil && strings.Contains(*number, ".") {
		*number = strings.TrimSuffix(strings.TrimRight(*number, "0"), ".")
	}
}

// mostLines is how many lines a list of the page has before a count stands for the rest.
const mostLines = 30

// regionText sets the page.
func (a *app) regionText(p *regionPage, style cardStyle) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s%s", style.title, a.say.Text("region.title", "region", style.text(p.Path), "code", p.Code, "year", p.Year))
	line("")
	if p.Boundaries == "today" {
		line("%s%s", style.item, a.say.Text("region.today"))
	}
	if p.Values == "adjusted" {
		line("%s%s", style.item, a.say.Text("region.adjusted"))
	}
	if p.AsOf != "" {
		line("%s%s", style.item, a.say.Text("region.as_of", "day", p.AsOf))
	}
	if p.Known.isUnknown() {
		for _, text := range a.unknownText(p.Known, p.Region, p.Year) {
			line("%s%s", style.item, style.text(strings.TrimSpace(text)))
		}
	}
	for i := range p.Coverage {
		line("%s%s", style.item, a.coverageLine(&p.Coverage[i]))
	}
	if len(p.Punctuality) > 0 {
		var parts []string
		for _, s := range p.Punctuality {
			part := a.say.Text("punctuality."+s.Status, "count", s.Bodies)
			if s.Days != nil && *s.Days > 0 {
				part += a.say.Text("punctuality.days", "days", *s.Days)
			}
			parts = append(parts, part)
		}
		line("%s%s", style.item, a.say.Text("region.punctuality", "list", strings.Join(parts, a.either("，", ", "))))
	}
	for _, subject := range report.Subjects() {
		a.totalsText(line, p, style, string(subject))
	}
	a.ratesText(line, p, style)
	a.missingText(line, p, style)
	a.doubtsText(line, p, style)
	line("\n%s", a.say.Text("region.legend"))
	return b.String()
}

// coverageLine says on what the totals of a subject rest.
func (a *app) coverageLine(c *regionCoverage) string {
	subject := a.say.Text("subject." + c.Subject)
	if c.Preferred == nil {
		return a.say.Text("region.nothing", "subject", subject, "expected", c.Expected)
	}
	text := a.say.Text("region.rests", "subject", subject, "basis", a.say.Text("basis."+*c.Preferred), "reported", c.Reported,
		"expected", c.Expected, "from", a.say.Text("expected."+c.ExpectedFrom))
	if c.WeightedShare != nil {
		text += a.say.Text("region.weighted", "share", percent(*c.WeightedShare), "weighed", *c.Weighed, "expected", c.Expected)
	}
	return text
}

// totalsText sets the totals of one subject.
func (a *app) totalsText(line func(string, ...any), p *regionPage, style cardStyle, subject string) {
	line("\n%s%s\n", style.heading, a.say.Text("subject."+subject))
	var t pageTable
	for _, name := range []string{"item", "value", "basis", "published", "built", "status", "missing", "flagged", "previous", "change"} {
		t.header = append(t.header, a.say.Text("region.column."+name))
	}
	t.right = map[int]bool{1: true, 3: true, 4: true, 6: true, 7: true, 8: true, 9: true}
	for i := range p.Totals {
		n := &p.Totals[i]
		if n.Subject != subject {
			continue
		}
		published, built, status := "", "", "" // a single basis stands under value already
		if n.Published != nil && n.Built != nil && n.Status != nil {
			published, built, status = *n.Published, *n.Built, a.say.Text("reconciliation."+*n.Status)
		}
		flagged := ""
		if n.Flagged > 0 {
			flagged = strconv.Itoa(n.Flagged)
		}
		previous, change := a.change(n)
		label := n.Label
		if !n.IsPlain {
			label += " (" + n.Unit + ")"
		}
		t.rows = append(t.rows, []string{
			label, orElse(orEmpty(n.Value), "—"), a.say.Text("basis." + n.Basis), published, built, status,
			strconv.Itoa(n.Missing) + "/" + strconv.Itoa(n.Expected), flagged, previous, change,
		})
	}
	if len(t.rows) == 0 {
		line("%s%s", style.item, a.say.Text("demo.no_total"))
		return
	}
	t.dropEmpty()
	line("%s", strings.TrimRight(t.text(style), "\n"))
}

// change is the value of the year before and the change since. Where the two do not rest on the same, a whole that was published
// and a sum that misses somebody, the difference says more about who reported than about what they reported: then there is none,
// and the earlier value says what it is.
func (a *app) change(n *regionTotal) (previous, change string) {
	if n.Previous == nil || n.PreviousBasis == nil || n.PreviousMiss == nil {
		return "", ""
	}
	previous = *n.Previous
	if *n.PreviousBasis != n.Basis || n.Missing > 0 || *n.PreviousMiss > 0 {
		return previous + a.say.Text("region.other_ground", "basis", a.say.Text("basis."+*n.PreviousBasis), "missing", *n.PreviousMiss), ""
	}
	change = orEmpty(n.Difference)
	if change != "" && !strings.HasPrefix(change, "-") && change != "0" {
		change = "+" + change
	}
	if n.Comparable != nil && *n.Comparable != "yes" {
		change += a.say.Text("comparable." + *n.Comparable)
	}
	return previous, change
}

// ratesText sets the rates.
func (a *app) ratesText(line func(string, ...any), p *regionPage, style cardStyle) {
	line("\n%s%s\n", style.heading, a.say.Text("region.rates"))
	if len(p.Rates) == 0 {
		line("%s%s", style.item, a.say.Text("region.no_rate"))
		return
	}
	t := pageTable{right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
	for _, name := range []string{"rate", "share", "numerator", "denominator", "incomplete", "missing"} {
		t.header = append(t.header, a.say.Text("region.column."+name))
	}
	for _, r := range p.Rates {
		t.rows = append(t.rows, []string{r.Label, percent(r.Rate), r.Numerator, r.Denominator, strconv.Itoa(r.Incomplete), strconv.Itoa(r.Missing)})
	}
	line("%s", strings.TrimRight(t.text(style), "\n"))
}

// missingText lists who is missing.
func (a *app) missingText(line func(string, ...any), p *regionPage, style cardStyle) {
	line("\n%s%s\n", style.heading, a.say.Text("region.missing"))
	for i := range p.Missing[:min(mostLines, len(p.Missing))] {
		m := &p.Missing[i]
		row := a.missingRow(m, p.Region)
		text := style.text(row[0])
		for _, part := range []string{row[1], a.due(m), style.text(row[4]), row[5]} {
			if part != "" {
				text += a.either("；", "; ") + part
			}
		}
		line("%s%s", style.item, text)
	}
	if rest := len(p.Missing) - mostLines; rest > 0 {
		line("%s%s", style.item, a.say.Text("region.more", "count", rest))
	}
	if len(p.Missing) == 0 {
		text := a.nobodyMissing(p.Known, p.Region, p.Year)
		if p.Known.isUnknown() {
			text = a.say.Text("known.nothing", "region", p.Region, "year", p.Year)
		}
		line("%s%s", style.item, text)
	}
}

// due says when a report was due and by how many days it is late.
func (a *app) due(m *missingMember) string {
	switch {
	case m.Deadline == nil:
		return ""
	case m.DaysLate != nil && *m.DaysLate > 0:
		return a.say.Text("region.late", "deadline", *m.Deadline, "days", *m.DaysLate)
	}
	return a.say.Text("region.due", "deadline", *m.Deadline)
}

// doubtsText lists what does not add up.
func (a *app) doubtsText(line func(string, ...any), p *regionPage, style cardStyle) {
	line("\n%s%s\n", style.heading, a.say.Text("region.doubts"))
	for i := range p.Doubts[:min(mostLines, len(p.Doubts))] {
		d := &p.Doubts[i]
		line("%s%s", style.item, a.say.Text("region.doubt", "subject", a.say.Text("subject."+d.Subject), "label", style.text(d.Label),
			"published", d.Published, "built", d.Built, "difference", d.Difference, "missing", d.Missing))
	}
	if rest := len(p.Doubts) - mostLines; rest > 0 {
		line("%s%s", style.item, a.say.Text("region.more", "count", rest))
	}
	flagged := 0
	for _, t := range p.Totals {
		flagged += t.Flagged
	}
	if flagged > 0 {
		line("%s%s", style.item, a.say.Text("region.flagged", "count", flagged, "code", p.Code, "year", p.Year))
	}
	if len(p.Doubts) == 0 && flagged == 0 {
		line("%s%s", style.item, a.say.Text("region.no_doubt"))
	}
}

// percent shows a share with one decimal.
func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) + " %" }
