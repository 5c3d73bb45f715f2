package export

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Options say what to write.
type Options struct {
	Formats       []Format   // nil for Parquet
	Year          int        // only this year; 0 for all
	Reading                  // that the connection was set to, for the record
	ByteOrderMark bool       // before each CSV, for spreadsheet programs
	PublicText    PublicText // what of a text may be passed on; nil for all of it
	Documents     []Document // written beside the relations
	DryRun        bool       // write nothing; the manifest says what would be written
	Dataset       Dataset    // what is cited
	Generator     string     // program and version, kept in every file
	SchemaVersion int
	Relations     []Relation // nil for Relations()
	Setup         string     // a statement to run before Relations; that of Relations() where they are nil
	Years         string     // a SELECT of the years; empty for those that have a report
}

// Reading says which of the numbers that are known are written.
type Reading struct {
	Values     string `json:"values"`           // published or adjusted
	Boundaries string `json:"boundaries"`       // year: the regions of each year; today: those in force now, for all years
	Strict     bool   `json:"strict,omitempty"` // without values that were not simply read
	AsOf       string `json:"as_of,omitempty"`  // a day: as known at its end; empty where all counts that is known
}

// PublicText returns a text without what is not to be passed on. It is called from several goroutines.
type PublicText func(text string) string

// Document is a file of an export that is no relation. Its path has slashes, and stays inside the folder.
type Document struct {
	Path    string
	Content []byte
}

// Write writes the relations of a database to the folder dir, which must not exist, or be empty, or hold nothing but an
// earlier export, which it replaces. After an error dir is as it was, and nothing else is left. The connection must be
// allowed to write files; session variables as as_of that are set on it hold for all that is written. Write adds the
// function public_text to it. An error wraps fault.ErrUsage where dir holds anything else.
func Write(ctx context.Context, conn *sql.Conn, dir string, o Options) (_ Manifest, err error) {
	defer fault.Wrap(&err, "export to %s", dir)
	if dir, err = filepath.Abs(dir); err != nil {
		return Manifest{}, err
	}
	exists, err := replaceable(dir)
	if err != nil {
		return Manifest{}, err
	}
	if o, err = o.withDefaults(); err != nil {
		return Manifest{}, err
	}
	if err := registerPublicText(conn, o.PublicText); err != nil {
		return Manifest{}, err
	}
	part := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".tmp")
	w := writer{conn: conn, dir: part, options: o}
	if o.DryRun {
		err := w.plan(ctx)
		return w.manifest, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return Manifest{}, err
	}
	if err := os.RemoveAll(part); err != nil { // of an export that was killed
		return Manifest{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	if err := w.writeAll(ctx); err != nil {
		return Manifest{}, err
	}
	if err := ctx.Err(); err != nil {
		return Manifest{}, err
	}
	return w.manifest, swap(part, dir, exists)
}

func (o Options) withDefaults() (_ Options, err error) {
	if o.Formats == nil {
		o.Formats = []Format{Parquet}
	}
	o.Formats = slices.Clone(o.Formats)
	slices.SortFunc(o.Formats, func(a, b Format) int { return slices.Index(Formats(), a) - slices.Index(Formats(), b) })
	o.Values, o.Boundaries = cmp.Or(o.Values, "published"), cmp.Or(o.Boundaries, "year")
	if o.Relations == nil {
		if o.Relations, err = Relations(); err != nil {
			return o, err
		}
		if o.Setup, err = statements.Text("setup"); err != nil {
			return o, err
		}
	}
	if o.Years == "" {
		o.Years, err = statements.Text("years")
	}
	return o, err
}

// writer fills one folder.
type writer struct {
	conn     *sql.Conn
	dir      string
	options  Options
	meaning  meaning
	tables   []table
	manifest Manifest
}

// table is a relation with its columns.
type table struct {
	Relation
	columns []column
}

// part is what goes into one file of a relation.
type part struct {
	table
	year int // 0 where the file has all years
	path string
}

// plan lists what is to be written. It computes nothing: how many rows a file gets, and how large it is, is known when it is written.
func (w *writer) plan(ctx context.Context) error {
	years, err := w.begin(ctx)
	if err != nil {
		return err
	}
	planned := func(f File) {
		f.IsPlanned = true
		w.manifest.Files = append(w.manifest.Files, f)
	}
	for _, r := range w.options.Relations {
		for _, p := range w.parts(table{Relation: r}, years) {
			for _, format := range w.options.Formats {
				if format != XLSX {
					planned(File{Path: p.file(format), Format: format, Relation: p.Name, Year: p.year})
				}
			}
		}
	}
	if slices.Contains(w.options.Formats, XLSX) {
		planned(File{Path: workbookPath, Format: XLSX})
	}
	for _, d := range w.options.Documents {
		planned(File{Path: d.Path})
	}
	w.manifest.sort()
	return nil
}

// begin reads the years, and makes a manifest without files.
func (w *writer) begin(ctx context.Context) ([]int, error) {
	years, err := w.years(ctx)
	if err != nil {
		return nil, fmt.Errorf("years: %w", err)
	}
	o := w.options
	w.manifest = Manifest{
		Format: manifestFormat, Generator: o.Generator, SchemaVersion: o.SchemaVersion, Reading: o.Reading,
		Release: o.Dataset.Release, Years: years, Files: []File{},
	}
	return years, nil
}

// parts returns the files of a relation, without their format.
func (w *writer) parts(t table, years []int) (parts []part) {
	if !t.PerYear {
		return []part{{table: t, year: w.options.Year, path: t.Name}}
	}
	for _, year := range years {
		parts = append(parts, part{table: t, year: year, path: path.Join(t.Name, strconv.Itoa(year))})
	}
	return parts
}

// prepare reads the years and the columns, and returns the files of each relation without their format.
func (w *writer) prepare(ctx context.Context) (_ []part, err error) {
	years, err := w.begin(ctx)
	if err != nil {
		return nil, err
	}
	o := w.options
	if w.meaning, err = readMeaning(ctx, w.conn); err != nil {
		return nil, err
	}
	if o.Setup != "" {
		if _, err := w.conn.ExecContext(ctx, o.Setup); err != nil {
			return nil, fmt.Errorf("setup: %w", err)
		}
	}
	var parts []part
	for _, r := range o.Relations {
		t := table{Relation: r}
		if t.columns, err = w.columns(ctx, r); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Name, err)
		}
		w.tables = append(w.tables, t)
		parts = append(parts, w.parts(t, years)...)
	}
	return parts, nil
}

func (p part) file(f Format) string { return string(f) + "/" + p.path + "." + string(f) }

func (w *writer) writeAll(ctx context.Context) error {
	parts, err := w.prepare(ctx)
	if err != nil {
		return err
	}
	for _, format := range w.options.Formats {
		if format == XLSX {
			if err := w.workbook(ctx); err != nil {
				return fmt.Errorf("%s: %w", workbookPath, err)
			}
			continue
		}
		for _, p := range parts {
			if err := w.write(ctx, p, format); err != nil {
				return fmt.Errorf("%s: %w", p.file(format), err)
			}
		}
	}
	for _, d := range w.options.Documents {
		if err := w.document(d); err != nil {
			return err
		}
	}
	return w.describe()
}

func (w *writer) years(ctx context.Context) ([]int, error) {
	years := []int{}
	err := sqlfile.Rows(ctx, w.conn.QueryContext, w.options.Years, func(scan sqlfile.Scan) error {
		var year int
		if err := scan(&year); err != nil {
			return err
		}
		if w.options.Year == 0 || w.options.Year == year {
			years = append(years, year)
		}
		return nil
	})
	slices.Sort(years)
	return slices.Compact(years), err
}

// query returns the query for the rows of a part in their order, with its arguments. Where the Parquet file is written
// already it is read again: the roll-ups cost far more than a file, and there is one answer for all formats.
func (w *writer) query(p part) (string, []any) {
	written := p.file(Parquet)
	if slices.ContainsFunc(w.manifest.Files, func(f File) bool { return f.Path == written && f.SHA256 != "" }) {
		return "SELECT * FROM read_parquet(" + quote(filepath.Join(w.dir, filepath.FromSlash(written))) + ")", nil
	}
	if !p.takesYear() {
		return body(p.SQL), nil
	}
	return body(p.SQL), []any{sql.Named("year", p.year)}
}

// metadata is what every file that can holds about itself, in this order.
func (w *writer) metadata(p part) [][2]string {
	o := w.options
	out := [][2]string{
		{"generator", o.Generator},
		{"schema_version", strconv.Itoa(o.SchemaVersion)},
		{"relation", p.Name},
		{"natural_key", strings.Join(p.Key, ",")},
		{"values", o.Values},
		{"boundaries", o.Boundaries},
	}
	if p.year != 0 {
		out = append(out, [2]string{"year", strconv.Itoa(p.year)})
	}
	if o.Strict {
		out = append(out, [2]string{"strict", "true"})
	}
	if o.Dataset.Release != "" {
		out = append(out, [2]string{"release_id", o.Dataset.Release})
	}
	if o.AsOf != "" {
		out = append(out, [2]string{"as_of", o.AsOf})
	}
	zh, en := w.meaning.of(p.source(), "")
	return append(out, [2]string{"description_zh", zh}, [2]string{"description_en", en})
}
