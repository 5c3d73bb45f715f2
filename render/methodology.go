package render

import (
	"io"
	"strconv"
	"strings"
	"text/template"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
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
	Sources, Scopes, Coverage, Findings, Forms, Breaks [][]string
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
	for i := range m.Coverage {
		out.Coverage = append(out.Coverage, p.coverage(&m.Coverage[i]))
	}
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

// coverage says of a region and table which basis its totals have, on which reports they rest, and how many are lower bounds.
func (p methodologyWords) coverage(c *page.MethodologyCoverage) []string {
	basis := ""
	if c.Preferred != nil {
		basis = p.say.Text("basis." + *c.Preferred)
	}
	return []string{
		p.say.Text("level." + c.Level), c.Region, c.RegionCode, p.say.Text("subject." + c.Subject), basis, RestsOn(p.say, &c.Coverage),
		strconv.Itoa(c.Totals), strconv.Itoa(c.Lower),
	}
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
