package render

import (
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// mostLines is how many lines a list of the page has before a count stands for the rest.
const mostLines = 30

// Region sets the page of a region and year.
func Region(w io.Writer, say messages.Printer, r *page.Region, style Style) error {
	p := regionPaper{newPaper(say, style), r}
	p.title(say.Text("region.title", "region", p.text(r.Path), "code", r.Code, "year", r.Year))
	p.head()
	for _, subject := range report.Subjects() {
		p.totals(string(subject))
	}
	p.rates()
	p.missing()
	p.doubts()
	p.line("\n", say.Text("region.legend"))
	return p.out(w)
}

// regionPaper is the page of a region in the making.
type regionPaper struct {
	*paper
	region *page.Region
}

// head says what is shown, and on what it rests.
func (p regionPaper) head() {
	for _, text := range RegionNotes(p.say, p.region, p.text) {
		p.item(text)
	}
}

// RegionNotes says which numbers the page of a region shows, on what they rest, and who was on time, a sentence each. text makes a text
// of a document harmless.
func RegionNotes(say messages.Printer, r *page.Region, text func(string) string) (out []string) {
	out = ReadingNotes(say, r.Reading)
	if r.Known.IsUnknown() {
		for _, line := range Unknown(say, r.Known, r.Name, r.Year) {
			out = append(out, text(strings.TrimSpace(line)))
		}
	}
	for i := range r.Coverage {
		out = append(out, Coverage(say, &r.Coverage[i]))
	}
	out = append(out, NotReadOf(say, r.Cells)...)
	if len(r.Punctuality) == 0 {
		return out
	}
	var parts []string
	for _, s := range r.Punctuality {
		part := say.Text("punctuality."+s.Status, "count", s.Bodies)
		if s.Days != nil && *s.Days > 0 {
			part += say.Text("punctuality.days", "days", *s.Days)
		}
		parts = append(parts, part)
	}
	return append(out, say.Text("region.punctuality", "list", strings.Join(parts, either(say, "，", ", "))))
}

// ReadingNotes says which of the numbers that are known a page shows, where these are not the published ones of today.
func ReadingNotes(say messages.Printer, r page.Reading) (out []string) {
	if r.Boundaries == "today" {
		out = append(out, say.Text("region.today"))
	}
	if r.Values == "adjusted" {
		out = append(out, say.Text("region.adjusted"))
	}
	if r.Strict {
		out = append(out, say.Text("region.strict"))
	}
	if r.AsOf != "" {
		out = append(out, say.Text("region.as_of", "day", r.AsOf))
	}
	return out
}

// Coverage says on what the totals of a subject rest.
func Coverage(say messages.Printer, c *page.Coverage) string {
	text := say.Text("subject."+c.Subject) + either(say, "：", ": ")
	if c.Preferred != nil {
		text += say.Text("basis."+*c.Preferred) + either(say, "；", "; ")
	}
	return text + RestsOn(say, c)
}

func (p regionPaper) totals(subject string) {
	p.heading(p.say.Text("subject." + subject))
	t := RegionTotals(p.say)
	for i := range p.region.Totals {
		if n := &p.region.Totals[i]; n.Subject == subject {
			t.Add(RegionTotal(p.say, n)...)
		}
	}
	if len(t.Rows) == 0 {
		p.item(p.say.Text("demo.no_total"))
		return
	}
	dropEmpty(&t)
	p.table(&t, narrowRule)
}

// RegionTotals is the table of totals without its lines, which RegionTotal makes.
func RegionTotals(say messages.Printer) rows.Table {
	return rows.Table{
		Header: newPaper(say, Plain()).words("region.column.", "item", "value", "basis", "published", "built", "difference", "status",
			"missing", "flagged", "previous", "change"),
		Right: map[int]bool{1: true, 3: true, 4: true, 5: true, 7: true, 8: true, 9: true, 10: true},
	}
}

// RegionTotal is the line of one total.
func RegionTotal(say messages.Printer, n *page.Total) []string {
	published, built, difference, status := "", "", "", "" // a single basis stands under value already
	if n.Published != nil && n.Built != nil && n.Status != nil {
		published, built, status = *n.Published, Number(n.Built, Or(n.BuiltBound, ""), ""), say.Text("reconciliation."+*n.Status)
		if n.DifferenceShare != nil && *n.DifferenceShare != 0 {
			difference = Percent(*n.DifferenceShare)
		}
	}
	flagged := ""
	if n.Flagged > 0 {
		flagged = strconv.Itoa(n.Flagged)
	}
	previous, change := Change(say, n)
	label := n.Label
	if !n.IsPlain {
		label += " (" + n.Unit + ")"
	}
	return []string{
		label, Number(n.Value, n.Bound, "—"), say.Text("basis." + n.Basis), published, built, difference, status,
		Lacking(n.Basis, n.ExpectedFrom, n.Missing, n.Expected), flagged, previous, change,
	}
}

// Change is the value of the year before and the change since. Where the two do not rest on the same, a whole that was published
// and a sum that misses somebody, the difference says more about who reported than about what they reported: then there is none,
// and the earlier value says what it is.
func Change(say messages.Printer, n *page.Total) (previous, change string) {
	if n.Previous == nil || n.PreviousBasis == nil || n.PreviousMissing == nil {
		return "", ""
	}
	previous = Number(n.Previous, Or(n.PreviousBound, ""), "")
	var marks []string
	for _, cause := range breakCauses(n.Breaks) {
		switch cause {
		case "basis":
		case "coverage":
			if n.Missing == 0 && *n.PreviousMissing == 0 && *n.PreviousBasis == n.Basis {
				marks = append(marks, say.Text("break.coverage"))
			}
		case "form":
			marks = append(marks, say.Text("comparable."+Or(n.Comparable, "no")))
		default:
			marks = append(marks, say.Text("break."+cause))
		}
	}
	if *n.PreviousBasis != n.Basis || n.Missing > 0 || *n.PreviousMissing > 0 {
		previous += say.Text("region.other_ground", "basis", say.Text("basis."+*n.PreviousBasis), "missing", *n.PreviousMissing)
	}
	if n.Difference != nil {
		change = signed(n.Difference)
	}
	if len(marks) > 0 {
		change += say.Text("region.marks", "list", strings.Join(marks, either(say, "、", ", ")))
	}
	return previous, change
}

func (p regionPaper) rates() {
	p.heading(p.say.Text("region.rates"))
	if len(p.region.Rates) == 0 {
		p.item(p.say.Text("region.no_rate"))
		return
	}
	t := rows.Table{
		Header: p.words("region.column.", "rate", "share", "numerator", "denominator", "incomplete", "missing"),
		Right:  map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true},
	}
	for _, r := range p.region.Rates {
		t.Add(r.Label, Percent(r.Rate), Number(&r.Numerator, r.Bound, ""), Number(&r.Denominator, r.Bound, ""), strconv.Itoa(r.Incomplete),
			strconv.Itoa(r.Missing))
	}
	p.table(&t, narrowRule)
}

func (p regionPaper) missing() {
	r := p.region
	p.heading(p.say.Text("region.missing"))
	for i := range r.Missing[:min(mostLines, len(r.Missing))] {
		m := &r.Missing[i]
		row := MissingRow(p.say, m, r.Name)
		text := p.text(row[0])
		for _, part := range []string{row[1], p.absent(m), DueBy(p.say, m), p.text(row[7]), row[8]} {
			if part != "" {
				text += p.either("；", "; ") + part
			}
		}
		p.item(text)
	}
	p.more(len(r.Missing))
	if len(r.Missing) == 0 {
		text := NobodyMissing(p.say, r.Known, r.Name, r.Year)
		if r.Known.IsUnknown() {
			text = p.say.Text("known.nothing", "region", r.Name, "year", r.Year)
		}
		p.item(text)
	}
}

// more says how many lines of a list are left out.
func (p regionPaper) more(count int) {
	if rest := count - mostLines; rest > 0 {
		p.item(p.say.Text("region.more", "count", rest))
	}
}

// absent says what is known of a report that is not there.
func (p regionPaper) absent(m *page.MissingMember) string {
	if m.Absence == nil {
		return p.say.Text("absence.elsewhere")
	}
	text := Absence(p.say, *m.Absence, Or(m.LookedOn, ""), m.DaysLate)
	if m.Address != nil {
		text += p.either("，", ", ") + p.text(*m.Address)
	}
	return text
}

// DueBy says by when a report was to be filed and published.
func DueBy(say messages.Printer, m *page.MissingMember) string {
	switch {
	case m.FilingDeadline != nil && m.PublishingDeadline != nil:
		return say.Text("region.due", "filing", *m.FilingDeadline, "publishing", *m.PublishingDeadline)
	case m.FilingDeadline != nil:
		return say.Text("region.due_filing", "filing", *m.FilingDeadline)
	case m.PublishingDeadline != nil:
		return say.Text("region.due_publishing", "publishing", *m.PublishingDeadline)
	}
	return ""
}

// doubts lists what does not add up.
func (p regionPaper) doubts() {
	r := p.region
	p.heading(p.say.Text("region.doubts"))
	for i := range r.Doubts[:min(mostLines, len(r.Doubts))] {
		d := &r.Doubts[i]
		p.item(Doubt(p.say, d, p.text))
	}
	p.more(len(r.Doubts))
	flagged := 0
	for _, t := range r.Totals {
		flagged += t.Flagged
	}
	if flagged > 0 {
		p.item(p.say.Text("region.flagged", "count", flagged, "code", r.Code, "year", r.Year))
	}
	if len(r.Doubts) == 0 && flagged == 0 {
		p.item(p.say.Text("region.no_doubt"))
	}
}

// Doubt says what does not add up. text makes a text of a document harmless.
func Doubt(say messages.Printer, d *page.Doubt, text func(string) string) string {
	out := say.Text("region.doubt", "subject", say.Text("subject."+d.Subject), "label", text(d.Label), "published", d.Published,
		"built", Number(&d.Built, d.Bound, ""), "difference", d.Difference, "share", share(d.Share), "missing", d.Missing)
	if d.Status == "unresolved" {
		out += say.Text("region.unresolved", "members", text(d.Members), "expected", Or(d.Expected, "—"))
	}
	return out
}

// Percent shows a share with one decimal.
func Percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) + " %" }
