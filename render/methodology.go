package render

import (
	"io"
	"strings"
	"text/template"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Methodology writes the methodology page of a release in Markdown. Its prose stands in a template a language.
func Methodology(w io.Writer, language messages.Language, m *page.Methodology) error {
	name := "methodology." + string(language) + ".md.tmpl"
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
	return t.Execute(w, m)
}
