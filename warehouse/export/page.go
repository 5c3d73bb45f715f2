package export

import (
	"bytes"
	"embed"
	"slices"
	"strings"
	"text/template"
)

//go:embed page/*
var pages embed.FS

func (w *writer) readme() ([]byte, error) {
	if w.options.Dataset.Release != "" {
		return w.bundleReadme()
	}
	t, err := template.ParseFS(pages, "page/README.md.tmpl")
	if err != nil {
		return nil, err
	}
	var formats []string
	for _, f := range w.options.Formats {
		formats = append(formats, string(f))
	}
	methodology := slices.ContainsFunc(w.options.Documents, func(d Document) bool { return strings.HasPrefix(d.Path, "methodology/") })
	var out bytes.Buffer
	err = t.Execute(&out, struct {
		Manifest
		Formats        []string
		Mark, Redacted bool
		Methodology    bool
	}{w.manifest, formats, w.options.ByteOrderMark, w.options.PublicText != nil, methodology})
	return out.Bytes(), err
}

// bundleReadme is the README.md of a release.
func (w *writer) bundleReadme() ([]byte, error) {
	t, err := template.ParseFS(pages, "page/BUNDLE.md.tmpl")
	if err != nil {
		return nil, err
	}
	d := w.options.Dataset
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{
		"ID": d.Release, "Year": d.Year, "Final": d.Final, "Day": d.day(), "Generator": w.options.Generator,
		"TitleZH": d.titleZH(), "TitleEN": d.titleEN(), "ReferenceChanged": d.ReferenceChanged,
	})
	return out.Bytes(), err
}

func (w *writer) licence() ([]byte, error) {
	t, err := template.ParseFS(pages, "page/LICENCE.md.tmpl")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, w.options.Dataset.Licence)
	return out.Bytes(), err
}
