package render

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Methodology writes the methodology page of a release in Markdown. Its prose stands in a template a language. Codes of the warehouse
// become words, so that whoever knows none of them can read the page.
func Methodology(w io.Writer, say messages.Printer, m *page.Methodology) error {
	set, err := forms.Embedded()
	if err != nil {
		return err
	}
	known, err := rules.Embedded()
	if err != nil {
		return err
	}
	name := "methodology." + string(say.Language) + ".md.tmpl"
	t, err := template.New(name).Funcs(template.FuncMap{
		"row": func(cells []string) string {
			var out []string
			for _, c := range cells {
				out = append(out, rows.MarkdownText(c))
			}
			return strings.Join(out, " | ")
		},
	}).ParseFS(templates, "templates/"+name)
	if err != nil {
		return err
	}
	return t.Execute(w, methodologyWords{say, set, known}.told(m))
}

// methodologyPage is a methodology in words. The tables are rows of texts.
type methodologyPage struct {
	*page.Methodology
	Sources, Scopes, Indicators, Coverage, Findings, Forms, Breaks [][]string
}

// methodologyWords has the words for codes in a language.
type methodologyWords struct {
	say   messages.Printer
	forms *forms.Set
	rules *rules.Set
}

func (p methodologyWords) told(m *page.Methodology) methodologyPage {
	out := methodologyPage{Methodology: m}
	for _, row := range m.Sources {
		out.Sources = append(out.Sources, append([]string{p.media(row[0])}, row[1:]...))
	}
	for _, row := range m.Scopes {
		out.Scopes = append(out.Scopes, []string{p.say.Text("subject." + row[0]), p.say.Text("scope." + row[1]), row[2]})
	}
	out.Coverage = p.coverages(m.Coverage)
	out.Indicators = p.indicators(m.Forms)
	for _, row := range m.Findings {
		out.Findings = append(out.Findings, []string{p.say.Text("severity." + row[0]), p.rule(row[1]), row[2], row[3]})
	}
	for _, row := range m.Forms {
		out.Forms = append(out.Forms, []string{p.say.Text("subject." + row[0]), p.form(row[1]), row[2]})
	}
	for _, row := range m.Breaks {
		out.Breaks = append(out.Breaks, []string{p.form(row[0]), p.form(row[1]), p.say.Text("compare." + row[2]), row[3], p.labels(row[4])})
	}
	return out
}

// media names a kind of file by the end of its media type; one without a name keeps the type.
func (p methodologyWords) media(kind string) string {
	if key := "media." + kind[strings.LastIndexAny(kind, "./")+1:]; p.say.Has(key) {
		return p.say.Text(key)
	}
	return kind
}

// coverages says of each region and table which basis its totals have, on which reports they rest, and how many are lower bounds. Tables
// of a region that rest on the same are one row.
func (p methodologyWords) coverages(list []page.MethodologyCoverage) (out [][]string) {
	var code, said string
	var subjects []string
	totals, lower := 0, 0
	for i := range list {
		c := &list[i]
		basis := ""
		if c.Preferred != nil {
			basis = p.say.Text("basis." + *c.Preferred)
		}
		rests, subject := RestsOn(p.say, &c.Coverage), p.say.Text("subject."+c.Subject)
		if n := len(out); n > 0 && c.RegionCode == code && basis+rests == said {
			subjects, totals, lower = append(subjects, subject), totals+c.Totals, lower+c.Lower
			out = out[:n-1]
		} else {
			code, said = c.RegionCode, basis+rests
			subjects, totals, lower = []string{subject}, c.Totals, c.Lower
		}
		out = append(out, []string{
			p.say.Text("level." + c.Level), c.Region, c.RegionCode, strings.Join(subjects, either(p.say, "、", ", ")), basis, rests,
			strconv.Itoa(totals), strconv.Itoa(lower),
		})
	}
	return out
}

// indicators lists, of each table, the rows and the columns that the forms of the release print: each row by each column is a number.
func (p methodologyWords) indicators(used [][]string) (out [][]string) {
	for _, subject := range report.Subjects() {
		var items, headings []string
		seen := map[string]bool{}
		name := func(list *[]string, axis, name string) {
			if !seen[axis+name] {
				seen[axis+name] = true
				zh, en := p.forms.Label(subject, axis, name)
				*list = append(*list, either(p.say, zh, en))
			}
		}
		for _, f := range p.forms.Forms {
			if !slices.ContainsFunc(used, func(row []string) bool { return row[0] == string(subject) && row[1] == f.Name }) {
				continue
			}
			for _, position := range f.Positions {
				if i := position.Indicator; i.Subject == subject && (position.Role == forms.RoleCell || position.Role == forms.RoleSubtotal) {
					name(&items, forms.AxisItem, i.Item)
					name(&headings, forms.AxisHeading, i.Heading)
				}
			}
		}
		// What a table has one column for is called as its row is.
		headings = slices.DeleteFunc(headings, func(h string) bool { return slices.Contains(items, h) })
		if len(items) > 0 {
			between := either(p.say, "；", "; ")
			out = append(out, []string{p.say.Text("subject." + string(subject)), strings.Join(items, between), strings.Join(headings, between)})
		}
	}
	return out
}

// rule says what a rule is about; one that this program no longer has keeps its name.
func (p methodologyWords) rule(id string) string {
	r, ok := p.rules.Rule(id)
	if !ok {
		return id
	}
	return either(p.say, r.ExplanationZH, r.ExplanationEN)
}

// form names the document that a form is printed in.
func (p methodologyWords) form(name string) string {
	switch f, ok := p.forms.Form(name); {
	case name == "":
		return p.say.Text("methodology.no_table")
	case ok:
		return f.Document
	}
	return name
}

// labels names indicators by what the forms print.
func (p methodologyWords) labels(codes string) string {
	var out []string
	for _, code := range strings.Split(codes, ", ") {
		label := code
		if i, ok := p.forms.Indicator(code); ok {
			label = either(p.say, i.LabelZH, i.LabelEN)
		}
		out = append(out, label)
	}
	return strings.Join(out, either(p.say, "；", "; "))
}
