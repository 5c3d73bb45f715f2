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

func licence() ([]byte, error) { return pages.ReadFile("page/LICENCE.md") }
