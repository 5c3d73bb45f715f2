package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"text/template"
)

// citation returns CITATION.cff, by version 1.2.0 of the Citation File Format.
func (w *writer) citation() ([]byte, error) {
	t, err := template.New("CITATION.cff.tmpl").Funcs(template.FuncMap{"quote": quoteYAML}).ParseFS(pages, "page/CITATION.cff.tmpl")
	if err != nil {
		return nil, err
	}
	d := w.options.Dataset
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{
		"Title": d.titleEN(), "Creator": d.creator(), "Version": w.version(), "Day": d.day(), "Licence": d.Licence.ID,
		"Abstract": d.titleZH() + " (" + d.status() + "). " + datasetAbstract,
	})
	return out.Bytes(), err
}

// datasetAbstract is what a catalogue shows below the title.
const datasetAbstract = "Totals of regions, panels, rates and coverage, added up from the annual reports that " +
	"administrative bodies publish under article 49 of the Regulations on Open Government Information, frozen as a release. " +
	"Sums that lack a member are marked as lower bounds."

// quoteYAML writes a text as YAML and JSON both read it.
func quoteYAML(s string) (string, error) {
	text, err := encode(s)
	return strings.TrimSpace(string(text)), err
}

// encode writes a value as JSON with its text as it is.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(v)
	return out.Bytes(), err
}
