package render

import (
	"cmp"
	"io"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
)

// ReportExplanation sets what a report is taken for, with the words that this rests on.
func ReportExplanation(w io.Writer, say messages.Printer, e *page.ReportExplanation, style Style) error {
	p := reportPaper{newPaper(say, style), e}
	p.title(p.text(e.Report + "  " + e.Title))
	p.taken()
	p.evidence()
	p.rulings()
	return p.out(w)
}

// reportPaper is the explanation of a report in the making.
type reportPaper struct {
	*paper
	report *page.ReportExplanation
}

// field adds a line on one thing, unless nothing is known of it.
func (p reportPaper) field(key, value string) {
	if value != "" {
		p.item(p.say.Text("report.explain."+key, "value", p.text(value)))
	}
}

// taken says what the report is taken for.
func (p reportPaper) taken() {
	e := p.report
	p.field("agency", cmp.Or(e.Agency, unsettled(p.say)))
	p.field("region", cmp.Or(strings.TrimSpace(e.Region+" "+e.RegionCode), unsettled(p.say)))
	p.field("year", cmp.Or(year(e.Year), unsettled(p.say)))
	for _, s := range report.Subjects() {
		said := p.say.Text("subject."+string(s)) + ": " + p.say.Text("scope."+e.Scopes[string(s)])
		if role := e.Roles[string(s)]; role != "" {
			said += "; " + p.say.Text("report.role."+role)
		}
		p.item(p.text(said))
	}
	p.field("published", e.PublishedOn)
	p.field("document", e.Path)
	switch {
	case e.Unsettled != "":
		p.field("unsettled", p.say.Text("review.why."+e.Unsettled))
	case e.Counts:
		p.item(p.say.Text("report.explain.counts", "renditions", e.Renditions))
	default:
		p.item(p.say.Text("report.explain.loses", "renditions", e.Renditions))
	}
}

// evidence lists the words that this rests on.
func (p reportPaper) evidence() {
	p.heading(p.say.Text("report.explain.evidence"))
	for _, one := range p.report.Evidence {
		value := cmp.Or(p.settled(one.Field, one.Value), unsettled(p.say))
		p.item(p.text(p.say.Text("report.explain.line", "field", word(p.say, "report.field.", one.Field),
			"value", strings.TrimSpace(value+" "+one.Name), "source", word(p.say, "report.source.", one.Source), "quote", one.Quote)))
	}
	if len(p.report.Candidates) > 0 {
		p.heading(p.say.Text("report.explain.candidates"))
		for _, c := range p.report.Candidates {
			p.item(p.text(RegionCandidate(p.say, c)))
		}
	}
}

// settled is the value of a field, a scope by its name.
func (p reportPaper) settled(field, value string) string {
	if value != "" && strings.HasPrefix(field, "scope") {
		return p.say.Text("scope." + value)
	}
	return value
}

// rulings lists what people settled.
func (p reportPaper) rulings() {
	if len(p.report.Rulings) == 0 {
		return
	}
	p.heading(p.say.Text("report.explain.rulings"))
	for _, r := range p.report.Rulings {
		value := cmp.Or(p.settled(r.Field, r.Value), p.say.Text("report.explain.taken_back"))
		said := p.say.Text("report.explain.ruling", "field", word(p.say, "report.field.", r.Field), "value", value,
			"who", r.Who, "at", r.At, "why", r.Why)
		if r.TakenFrom != "" {
			said += "; " + p.say.Text("report.explain.taken_over", "document", report.Name(r.TakenFrom, 0))
		}
		p.item(p.text(said))
	}
}

// RegionCandidate is a line on a region that a name can mean.
func RegionCandidate(say messages.Printer, c page.RegionCandidate) string {
	var said []string
	for _, one := range c.Clues {
		said = append(said, word(say, "report.source.", one.Source)+": "+one.Quote)
	}
	clues := cmp.Or(strings.Join(said, "; "), say.Text("review.no_clue"))
	return say.Text("review.candidate", "region", strings.TrimSpace(c.RegionCode+" "+c.Region), "clues", clues)
}
