package export

import (
	"path"
	"strconv"
	"strings"

	"gongkai/rows"
)

// dataPackage is the Frictionless description of an export: one resource a data file. CSV and Parquet files are tables
// with a schema, the others files.
type dataPackage struct {
	Profile       string            `json:"profile"`
	Name          string            `json:"name"`
	Title         string            `json:"title"`
	Description   string            `json:"description"`
	Version       string            `json:"version"`
	Created       string            `json:"created,omitempty"`
	Licences      []dataLicence     `json:"licenses,omitempty"`
	Sources       []dataSource      `json:"sources"`
	Contributors  []dataContributor `json:"contributors,omitempty"`
	Release       string            `json:"release_id,omitempty"`
	Generator     string            `json:"generator"`
	SchemaVersion int               `json:"schema_version"`
	Reading
	Resources []resource `json:"resources"`
}

type dataLicence struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

type dataSource struct {
	Title string `json:"title"`
}

type dataContributor struct {
	Title string `json:"title"`
	Role  string `json:"role"`
}

type resource struct {
	Name        string  `json:"name"`
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Path        string  `json:"path"`
	Profile     string  `json:"profile"`
	Type        string  `json:"type"` // table or file
	Format      Format  `json:"format"`
	MediaType   string  `json:"mediatype"`
	Encoding    string  `json:"encoding,omitempty"`
	Bytes       int64   `json:"bytes,omitempty"`
	Hash        string  `json:"hash,omitempty"`
	Schema      *schema `json:"schema,omitempty"`
}

type schema struct {
	Fields        []field  `json:"fields"`
	PrimaryKey    []string `json:"primaryKey"`
	MissingValues []string `json:"missingValues"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title,omitempty"`       // in Chinese
	Description string       `json:"description,omitempty"` // in English
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

func (w *writer) datapackage() ([]byte, error) {
	p := dataPackage{
		Profile: "data-package", Name: "gongkai", Title: "政府信息公开工作年度报告数据",
		Description: "Annual reports of Chinese administrative bodies on government information disclosure: cells, findings, regional totals.",
		Generator:   w.options.Generator, SchemaVersion: w.options.SchemaVersion, Reading: w.options.Reading,
		Resources: []resource{},
	}
	w.cite(&p)
	tables := map[string]table{}
	for _, t := range w.tables {
		tables[t.Name] = t
	}
	for _, f := range w.manifest.Files {
		if f.Format == "" {
			continue
		}
		r := resource{
			Name: resourceName(f), Path: f.Path, Profile: "data-resource", Type: "file", Format: f.Format,
			MediaType: f.Format.mediaType(), Bytes: f.Bytes, Hash: "sha256:" + f.SHA256,
		}
		if t, ok := tables[f.Relation]; ok {
			r.Title, r.Description = w.meaning.of(t.source(), "")
			switch f.Format {
			case CSV:
				r.Profile, r.Type, r.Encoding, r.Schema = "tabular-data-resource", "table", "utf-8", t.schema(CSV)
				if w.options.ByteOrderMark {
					r.Encoding = "utf-8-sig"
				}
			case Parquet:
				// The tools count the bytes of tables that are texts only, and take a size here for a wrong one.
				r.Type, r.Schema, r.Bytes, r.Hash = "table", t.schema(Parquet), 0, ""
			case Arrow, XLSX:
			}
		}
		p.Resources = append(p.Resources, r)
	}
	return encode(p)
}

// What the numbers come from.
const (
	sourceZH = "各行政机关公布的政府信息公开工作年度报告"
	sourceEN = "annual reports on government information disclosure, as administrative bodies publish them"
)

// cite adds what a package is cited by: its version, its licence, where the numbers come from.
func (w *writer) cite(p *dataPackage) {
	d := w.options.Dataset
	p.Version, p.Created, p.Release = w.version(), d.Created, d.Release
	p.Sources = []dataSource{{sourceZH + separator + sourceEN}}
	if d.Licence.ID != "" {
		p.Licences = []dataLicence{{d.Licence.ID, d.Licence.URL, d.Licence.Title}}
	}
	if d.Creator != "" {
		p.Contributors = []dataContributor{{d.Creator, "publisher"}}
	}
	if d.Release != "" {
		p.Name, p.Title, p.Description = "gongkai-"+d.Release, d.titleZH(), d.titleEN()+" ("+d.status()+"). "+datasetAbstract
	}
}

// resourceName names a file of an export within its description: relation, year and format, each where there is one.
func resourceName(f File) string {
	parts := []string{strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))}
	if f.Relation != "" {
		parts[0] = strings.ReplaceAll(f.Relation, "_", "-")
		if f.Year != 0 {
			parts = append(parts, strconv.Itoa(f.Year))
		}
	}
	return strings.Join(append(parts, string(f.Format)), "-")
}

// schema describes the columns. The tools read Parquet by way of floating point where a column of whole numbers has a gap, and would
// take its gaps for wrong integers: there such a column is one of numbers.
func (t table) schema(f Format) *schema {
	s := schema{PrimaryKey: t.Key, MissingValues: []string{""}}
	key := map[string]bool{}
	for _, k := range t.Key {
		key[k] = true
	}
	for _, c := range t.columns {
		d := field{Name: c.name, Type: c.frictionless(), Title: c.zh, Description: c.en}
		switch {
		case key[c.name]:
			d.Constraints = &constraints{Required: true}
		case f == Parquet && d.Type == "integer":
			d.Type = "number"
		}
		s.Fields = append(s.Fields, d)
	}
	return &s
}

// frictionless returns the type of a column in a table schema.
func (c column) frictionless() string {
	switch c.kind {
	case "SMALLINT", "INTEGER", "BIGINT":
		return "integer"
	case "DOUBLE":
		return "number"
	case "BOOLEAN":
		return "boolean"
	case "DATE":
		return "date"
	}
	if _, _, ok := rows.DecimalKind(c.kind); ok {
		return "number"
	}
	return "string"
}
