package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"gongkai/internal/report"
	"gongkai/job/register"
	"gongkai/queries"
)

//go:embed sql/explain_report.sql
var explainReportSQL string

//go:embed sql/explain_ruling.sql
var explainRulingSQL string

// explainReportOptions say which report is meant.
type explainReportOptions struct {
	report  string // the first digits of the document's hash, or a body by name
	region  string
	year    int
	format  string // text, markdown, json
	reading reading
}

// reportExplanation says what one report is taken for and why, as `explain --report --json` prints it.
type reportExplanation struct {
	Report      string            `json:"report"`
	Title       string            `json:"title"`
	Path        string            `json:"path"`
	SHA256      string            `json:"sha256"`
	Agency      string            `json:"agency"` // empty where it is not settled, as are region_code and year
	RegionCode  string            `json:"region_code"`
	Region      string            `json:"region"`
	Year        int               `json:"year"`
	PublishedOn string            `json:"published_on"`
	Scopes      map[string]string `json:"scopes"`
	Roles       map[string]string `json:"roles"` // area, level, body, none: what part it plays in the total of its region
	Unsettled   string            `json:"unsettled"`
	Counts      bool              `json:"counts"` // it is the rendition that counts
	Renditions  int               `json:"renditions"`
	Evidence    []evidenceLine    `json:"evidence"`
	Candidates  []regionCandidate `json:"candidates"`
	Rulings     []rulingLine      `json:"rulings"`
}

// rulingLine is what a person settled about the document.
type rulingLine struct {
	Field string `json:"field"`
	Value string `json:"value"`
	Who   string `json:"who"`
	Why   string `json:"why"`
	At    string `json:"at"`
	// TakenFrom is the document for which it was settled, another one of the same report; empty where it is this one.
	TakenFrom string `json:"taken_from,omitempty"`
}

// runExplainReport prints what a report is taken for, with the words that this rests on.
func runExplainReport(ctx context.Context, a *app, o explainReportOptions) error {
	if !slices.Contains([]string{"text", "markdown", "json"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "text, markdown, json"))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	version, err := a.versionOf(ctx, session, o)
	if err != nil {
		return err
	}
	e, err := explainVersion(ctx, session.Query, version)
	if err != nil {
		return err
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, e)
	case "markdown":
		return a.writeReportExplanation(&e, markdownCard())
	}
	return a.writeReportExplanation(&e, plainCard())
}

// versionOf finds the one report that is meant: by its document, else by its body.
func (a *app) versionOf(ctx context.Context, session *queries.Session, o explainReportOptions) (int64, error) {
	if !regexp.MustCompile(`^[0-9a-f]{6,64}(#[0-9]+)?$`).MatchString(o.report) {
		return a.findReport(ctx, session, checkOptions{report: o.report, region: o.region, year: o.year})
	}
	return register.Version(ctx, session.Query, o.report)
}

// explainVersion reads all that an explanation shows.
func explainVersion(ctx context.Context, source querySource, version int64) (reportExplanation, error) {
	e := reportExplanation{Rulings: []rulingLine{}}
	err := eachRow(ctx, source, explainReportSQL, func(scan func(...any) error) error {
		var ordinal int
		var scope, role [3]string
		err := scan(&e.SHA256, &ordinal, &e.Title, &e.Agency, &e.RegionCode, &e.Region, &e.Year, &e.PublishedOn,
			&scope[0], &scope[1], &scope[2], &role[0], &role[1], &role[2], &e.Unsettled, &e.Counts, &e.Renditions, &e.Path)
		e.Report = report.Name(e.SHA256, ordinal)
		e.Scopes, e.Roles = map[string]string{}, map[string]string{}
		for i, s := range report.Subjects() {
			e.Scopes[string(s)], e.Roles[string(s)] = scope[i], role[i]
		}
		return err
	}, version)
	if err != nil {
		return e, err
	}
	evidence, err := readEvidence(ctx, source, []int64{version})
	if err != nil {
		return e, err
	}
	e.Candidates, e.Evidence = splitEvidence(evidence[version])
	return e, eachRow(ctx, source, explainRulingSQL, func(scan func(...any) error) error {
		var r rulingLine
		err := scan(&r.Field, &r.Value, &r.Who, &r.Why, &r.At, &r.TakenFrom)
		e.Rulings = append(e.Rulings, r)
		return err
	}, version)
}

// writeReportExplanation sets it for people.
func (a *app) writeReportExplanation(e *reportExplanation, style cardStyle) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	field := func(key, value string) {
		if value != "" {
			line("%s%s", style.item, a.say.Text("report.explain."+key, "value", style.text(value)))
		}
	}
	line("%s%s\n", style.title, style.text(e.Report+"  "+e.Title))
	field("agency", a.orUnsettled(known(e.Agency)))
	field("region", a.orUnsettled(known(strings.TrimSpace(e.Region+" "+e.RegionCode))))
	field("year", a.orUnsettled(known(yearText(e.Year))))
	for _, s := range report.Subjects() {
		said := a.say.Text("subject."+string(s)) + ": " + a.say.Text("scope."+e.Scopes[string(s)])
		if role := e.Roles[string(s)]; role != "" {
			said += "; " + a.say.Text("report.role."+role)
		}
		line("%s%s", style.item, style.text(said))
	}
	field("published", e.PublishedOn)
	field("document", e.Path)
	switch {
	case e.Unsettled != "":
		field("unsettled", a.say.Text("review.why."+e.Unsettled))
	case e.Counts:
		line("%s%s", style.item, a.say.Text("report.explain.counts", "renditions", e.Renditions))
	default:
		line("%s%s", style.item, a.say.Text("report.explain.loses", "renditions", e.Renditions))
	}
	line("\n%s%s\n", style.heading, a.say.Text("report.explain.evidence"))
	for _, one := range e.Evidence {
		value := one.Value
		if value == "" {
			value = a.say.Text("extract.unknown")
		}
		line("%s%s", style.item, style.text(a.say.Text("report.explain.line", "field", a.field(one.Field),
			"value", strings.TrimSpace(value+" "+one.Name), "source", a.wordFor("report.source.", one.Source), "quote", one.Quote)))
	}
	if len(e.Candidates) > 0 {
		line("\n%s%s\n", style.heading, a.say.Text("report.explain.candidates"))
		for _, c := range e.Candidates {
			line("%s%s", style.item, style.text(a.candidate(c)))
		}
	}
	if len(e.Rulings) > 0 {
		line("\n%s%s\n", style.heading, a.say.Text("report.explain.rulings"))
		for _, r := range e.Rulings {
			value := r.Value
			if value == "" {
				value = a.say.Text("report.explain.taken_back")
			}
			said := a.say.Text("report.explain.ruling", "field", a.field(r.Field), "value", value, "who", r.Who, "at", r.At, "why", r.Why)
			if r.TakenFrom != "" {
				said += "; " + a.say.Text("report.explain.taken_over", "document", report.Name(r.TakenFrom, 0))
			}
			line("%s%s", style.item, style.text(said))
		}
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}

// field is the name of what a piece of evidence or a ruling is about.
func (a *app) field(name string) string { return a.wordFor("report.field.", name) }

// wordFor is the word for a stored name, and the name itself where there is none: the lists of sources and fields are open.
func (a *app) wordFor(prefix, name string) string {
	if key := prefix + name; a.say.Has(key) {
		return a.say.Text(key)
	}
	return name
}
