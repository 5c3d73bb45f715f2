package job

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/manifest"
	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/warehousetest"
)

// workplace is a folder with a warehouse, at which a test ingests.
type workplace struct {
	t     *testing.T
	dir   string
	store Store
}

func newWorkplace(t *testing.T) *workplace {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "w.duckdb")
	return &workplace{t, dir, Store{Path: path, Archive: path + ".archive", Now: warehousetest.Noon}}
}

// write puts files below the folder.
func (d *workplace) write(files map[string][]byte) {
	d.t.Helper()
	for name, body := range files {
		path := filepath.Join(d.dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, body, 0o666)); err != nil {
			d.t.Fatal(err)
		}
	}
}

// ingest reads the paths with what change makes of the options, nil for nothing.
func (d *workplace) ingest(change func(*IngestOptions), paths ...string) IngestSummary {
	d.t.Helper()
	o := IngestOptions{Input: Input{Store: d.store, Paths: paths}, Batch: 1000}
	if change != nil {
		change(&o)
	}
	s, err := Ingest(d.t.Context(), o)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// stale reads again what an older parser made.
func stale(o *IngestOptions) { o.Stale = true }

// age makes all that the warehouse has the work of an older parser.
func (d *workplace) age() {
	d.t.Helper()
	w, err := d.store.Create(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	warehousetest.Exec(d.t, w.DB(), `UPDATE judgement SET parser_version = '0';
		UPDATE report_version SET parser_version = '0', version_key = md5(version_key)`)
	if err := w.Close(); err != nil {
		d.t.Fatal(err)
	}
}

// texts returns the one text column of a query.
func (d *workplace) texts(query string) []string {
	d.t.Helper()
	w, err := warehouse.Open(d.t.Context(), warehouse.Options{Path: d.store.Path, ReadOnly: true})
	if err != nil {
		d.t.Fatal(err)
	}
	defer w.Close()
	var out []string
	err = sqlfile.Rows(d.t.Context(), w.DB().QueryContext, query, func(scan sqlfile.Scan) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// realReport is one of the real reports that ship with the program.
func realReport(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("../testdata/reports", name))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// Everything is read again from the archive when the files are long gone: members of archives, and what a manifest settled.
func TestIngestStaleFromTheArchive(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	docs := filepath.Join(d.dir, "docs")
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	member, err := z.Create("2023/pingtan.html")
	if err == nil {
		_, err = member.Write(realReport(t, "pingtan_zone_2023.html"))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	d.write(map[string][]byte{
		"docs/year.zip": packed.Bytes(), "docs/zibo.txt": realReport(t, "zibo_research_office_2024.txt"),
		"docs/weather.txt": []byte("明天多云转晴"),
		"manifest.csv":     []byte("path,agency,region_code,year\ndocs/zibo.txt,淄博市人民政府办公室,370300,2024\n"),
	})
	first := d.ingest(func(o *IngestOptions) { o.Manifest = filepath.Join(d.dir, "manifest.csv") }, docs)
	if first.NewReports != 2 {
		t.Fatalf("%d reports, want 2", first.NewReports)
	}
	agencies := `SELECT agency_name FROM report_version WHERE parser_version <> '0' ORDER BY 1`
	before := d.texts(agencies)
	if err := os.RemoveAll(docs); err != nil {
		t.Fatal(err)
	}
	d.age()
	again := d.ingest(stale)
	if again.NewReports != 2 || again.Read != 3 || len(again.Lost) != 0 {
		t.Errorf("%d reports of %d documents, lost %v; want 2 of 3 and none", again.NewReports, again.Read, again.Lost)
	}
	if diff := cmp.Diff(before, d.texts(agencies)); diff != "" {
		t.Errorf("agencies (-first +read again):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"parser", "parser"}, d.texts("SELECT cause FROM report_version WHERE parser_version <> '0'")); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
	if third := d.ingest(stale); third.Read != 0 || third.Changed {
		t.Errorf("once more: %+v", third)
	}

	// A path that is gone can be named; what was never there cannot.
	d.age()
	if one := d.ingest(stale, filepath.Join(docs, "year.zip")); one.Read != 1 || one.NewReports != 1 {
		t.Errorf("one archive: %+v", one)
	}
	never := Input{Store: d.store, Paths: []string{filepath.Join(docs, "other")}}
	_, err = Ingest(t.Context(), IngestOptions{Input: never, Batch: 1000, Stale: true})
	var refused *fault.Cause
	if !errors.As(err, &refused) || refused.Kind != NoSuchPath {
		t.Errorf("a path that never was: %v", err)
	}

	// What the archive has lost is named, and the rest is read.
	d.age()
	sums, err := archive.Open(d.store.Archive).Sums()
	if err != nil || len(sums) != 3 {
		t.Fatalf("%d documents in the archive, %v, want 3", len(sums), err)
	}
	for _, sum := range d.texts("SELECT sha256 FROM document_path WHERE path LIKE '%zibo.txt'") {
		delete(sums, sum)
	}
	whole := d.store.Archive + ".whole"
	if err := os.Rename(d.store.Archive, whole); err != nil {
		t.Fatal(err)
	}
	if err := archive.Open(whole).CopyTo(t.Context(), d.store.Archive, slices.Sorted(maps.Keys(sums))); err != nil {
		t.Fatal(err)
	}
	last := d.ingest(stale)
	if diff := cmp.Diff([]string{filepath.Join(docs, "zibo.txt")}, last.Lost); diff != "" || last.Read != 2 {
		t.Errorf("%d read, lost (-want +got):\n%s", last.Read, diff)
	}
}

// An archive that is switched on later is filled by the next run over the same files.
func TestArchiveIsFilledLater(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	report := "../testdata/reports/pingtan_zone_2023.html"
	d.ingest(func(o *IngestOptions) { o.Store.Archive = "" }, report)
	if _, err := os.Stat(d.store.Archive); !os.IsNotExist(err) {
		t.Errorf("an archive that is off is there: %v", err)
	}
	if s := d.ingest(nil, report); s.Read != 1 || s.Changed || s.Published {
		t.Errorf("the run that fills it: %+v", s)
	}
	if sums, err := archive.Open(d.store.Archive).Sums(); err != nil || len(sums) != 1 {
		t.Errorf("%d documents, %v, want 1", len(sums), err)
	}
	if s := d.ingest(nil, report); s.Read != 0 {
		t.Errorf("the run after it: %+v", s)
	}
}

// What is known and what is new come out of one run, the known first, whatever stands between them in the folder.
func TestIngestKnownAmongNew(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	docs := filepath.Join(d.dir, "docs")
	d.write(map[string][]byte{"docs/b.html": []byte("<p>通知</p>"), "docs/d.html": realReport(t, "zibo_research_office_2024.txt")})
	first := d.ingest(nil, docs)
	d.write(map[string][]byte{
		"docs/a.html": []byte("<p>公告</p>"), "docs/c.html": realReport(t, "pingtan_zone_2023.html"), "docs/e.html": []byte("<p>通告</p>"),
	})
	second := d.ingest(nil, docs)
	if first.Read != 2 || second.Found != 5 || second.Unchanged != 2 || second.Read != 3 || second.NewReports != 1 {
		t.Errorf("first %+v\nsecond %+v", first, second)
	}
	var rejected []string
	for _, r := range second.Rejected {
		rejected = append(rejected, filepath.Base(r.Path))
	}
	if diff := cmp.Diff([]string{"b.html", "a.html", "e.html"}, rejected); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}

// What cannot be read as it was asked for is refused before a warehouse is made.
func TestIngestRefuses(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	d.write(map[string][]byte{"docs/.hidden": nil, "list.csv": []byte("path,year\na.html,1999\n")})
	docs, gone, own := filepath.Join(d.dir, "docs"), filepath.Join(d.dir, "gone"), filepath.Join(d.dir, "ok.csv")
	for name, test := range map[string]struct {
		in   Input
		want error
	}{
		"nothing is named":     {Input{}, Refuse(NoPaths)},
		"a path is not there":  {Input{Paths: []string{docs, gone}}, Refuse(NoSuchPath, "path", gone)},
		"a folder is empty":    {Input{Paths: []string{docs}}, Refuse(NoDocuments)},
		"no manifest is there": {Input{Paths: []string{docs}, Manifest: gone}, Refuse(NoSuchPath, "path", gone)},
		"the manifest is all":  {Input{Paths: []string{own}, Manifest: own}, Refuse(NoPaths)},
	} {
		d.write(map[string][]byte{"ok.csv": []byte("path\na.html\n")})
		test.in.Store = d.store
		_, err := Ingest(t.Context(), IngestOptions{Input: test.in, Batch: 1000})
		if diff := cmp.Diff(test.want.Error(), fmt.Sprint(err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%s: %v is not wrong use", name, err)
		}
	}
	var rows *manifest.Error
	in := Input{Store: d.store, Paths: []string{docs}, Manifest: filepath.Join(d.dir, "list.csv")}
	_, err := Ingest(t.Context(), IngestOptions{Input: in, Batch: 1000})
	if !errors.As(err, &rows) || rows.Rows() != 1 {
		t.Errorf("a manifest of 1999: %v", err)
	}
	if _, err := os.Stat(d.store.Path); !os.IsNotExist(err) {
		t.Errorf("there is a warehouse: %v", err)
	}
}
