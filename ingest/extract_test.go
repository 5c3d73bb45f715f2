package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

const reportsFolder = "../testdata/reports"

func newExtractor(t testing.TB, options Options) *Extractor {
	t.Helper()
	e, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// put writes a file and returns it as Discover would.
func put(t testing.TB, name string, body []byte) File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return discovered(t, path)[0]
}

// discovered returns the files at some paths.
func discovered(t testing.TB, paths ...string) []File {
	t.Helper()
	found, err := Discover(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	files, err := List(found.Files(context.Background()))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != found.Count {
		t.Errorf("%d files, and %d were counted", len(files), found.Count)
	}
	return files
}

func TestReportsOfKnownBodies(t *testing.T) {
	tests := []struct {
		file, agency, region string
		year                 int
		scope                report.Scope
	}{
		{"zibo_research_office_2024.txt", "淄博市人民政府研究室", "370300", 2024, report.ScopeOwn},
		{"shanghai_general_office_2019.html", "上海市人民政府办公厅", "310000", 2019, report.ScopeOwn},
		{"pingtan_zone_2023.html", "平潭综合实验区", "350128", 2023, report.ScopeArea},
		{"pingtan_jinjing_2019.html", "平潭综合实验区金井片区管理局", "350128", 2019, report.ScopeOwn},
		{"pingtan_zone_2021.txt", "平潭综合实验区", "350128", 2021, report.ScopeArea},
		{"suqian_city_2023.txt", "宿迁市人民政府", "321300", 2023, report.ScopeArea},
		{"shanghai_stc_2024.md", "上海市科学技术委员会", "310000", 2024, report.ScopeOwn},
	}
	e := newExtractor(t, Options{})
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			results := e.Extract(context.Background(), File{Path: filepath.Join(reportsFolder, test.file)})
			if len(results) != 1 || results[0].Err != nil || len(results[0].Reports) != 1 {
				t.Fatalf("got %+v", results)
			}
			r := results[0].Reports[0]
			type who struct {
				Agency, Region string
				Year           int
				Scope          report.Scope
			}
			if diff := cmp.Diff(who{test.agency, test.region, test.year, test.scope}, who{r.Agency, r.RegionCode, r.Year, r.Scope()}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(r.SHA256) != 64 || r.Path == "" {
				t.Errorf("path %q, sha256 %q", r.Path, r.SHA256)
			}
		})
	}
}

// A document of each format, the same known tables in all: every cell is read, and every sum closes, as only the right
// values in their right places do.
func TestKnownDocuments(t *testing.T) {
	tests := []struct {
		file             string
		reported, blanks int
	}{
		{"read/docx/testdata/libreoffice_blank.docx", 84, 116},
		{"read/doc/testdata/clean.doc", 200, 0},
		{"read/doc/testdata/blank.doc", 84, 116},
		{"read/rtf/testdata/word.rtf", 200, 0},
		{"read/xlsx/testdata/clean.xlsx", 200, 0},
		{"read/xls/testdata/clean.xls", 200, 0},
		{"read/xls/testdata/blank.xls", 84, 116},
		{"read/pdf/testdata/clean.pdf", 200, 0},
		{"read/pdf/testdata/long.pdf", 200, 0},
		{"read/ofd/testdata/clean.ofd", 200, 0},
	}
	e := newExtractor(t, Options{})
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			results := e.Extract(context.Background(), File{Path: filepath.FromSlash(test.file)})
			if len(results) != 1 || results[0].Err != nil || len(results[0].Reports) != 1 {
				t.Fatalf("got %+v", results)
			}
			r := results[0].Reports[0]
			count := map[report.State]int{}
			for _, c := range r.Cells {
				count[c.State]++
			}
			if count[report.Reported] != test.reported || count[report.Blank] != test.blanks || len(r.Cells) != 200 {
				t.Errorf("%v of %d cells, want %d reported and %d blank", count, len(r.Cells), test.reported, test.blanks)
			}
			for _, f := range r.Findings {
				if f.Severity == report.Error {
					t.Errorf("%s: %s", f.Rule, f.MessageEN)
				}
			}
		})
	}
}

func TestRejected(t *testing.T) {
	clean, err := os.ReadFile(filepath.Join(reportsFolder, "pingtan_zone_2023.html"))
	if err != nil {
		t.Fatal(err)
	}
	limits := read.DefaultLimits()
	limits.Bytes = 400_000
	tests := []struct {
		name string
		body []byte
		want error
	}{
		{"empty.html", nil, fault.ErrEmpty},
		{"blank.txt", []byte(" \n\u3000"), fault.ErrEmpty},
		{"letter.txt", []byte("关于召开会议的通知\n各单位：定于明日召开会议。\n"), fault.ErrNotAReport},
		{"cut.html", clean[:len(clean)*2/3], fault.ErrTruncated},
		{"program.exe", []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00"), fault.ErrUnsupported},
		{"picture.png", []byte("\x89PNG\r\n\x1a\n"), fault.ErrNeedsOCR},
		{"large.txt", bytes.Repeat([]byte("年报"), 100_000), fault.ErrTooLarge},
		{"damaged.pdf", []byte("%PDF-1.7\nnothing"), fault.ErrTruncated},
		{"old.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"), fault.ErrTruncated},
		{"prose.txt", []byte("某某局2024年政府信息公开工作年度报告\n一、总体情况\n本局严格执行条例。\n"), fault.ErrNoTable},
		{"link.html", []byte(`<html><head><title>测试局2024年政府信息公开工作年度报告</title></head><body>
			<h1>测试局2024年政府信息公开工作年度报告</h1><p><a href="P020250101.docx">点击下载年报</a></p></body></html>`), fault.ErrAttachmentOnly},
	}
	e := newExtractor(t, Options{Limits: limits})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			results := e.Extract(context.Background(), put(t, test.name, test.body))
			if len(results) != 1 || !errors.Is(results[0].Err, test.want) {
				t.Fatalf("got %v, want %v", results[0].Err, test.want)
			}
			if len(results[0].Reports) > 0 {
				t.Errorf("a rejected document has reports")
			}
			if _, ok := fault.Reason(results[0].Err); !ok {
				t.Errorf("%v has no reason", results[0].Err)
			}
		})
	}
}

// A file of two gigabytes is refused before a byte of it is read.
func TestLargeFileIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.pdf")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Truncate(2 << 30); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	files := discovered(t, path)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	results := newExtractor(t, Options{}).Extract(context.Background(), files[0])
	runtime.ReadMemStats(&after)
	if !errors.Is(results[0].Err, fault.ErrTooLarge) {
		t.Errorf("got %v, want too large", results[0].Err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 256<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
}

// A report that lacks a table gives the other two, and a finding says what is missing.
func TestOneTableMissing(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(reportsFolder, "shanghai_general_office_2019.html"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(body)
	from := strings.Index(text, "四、政府信息公开行政复议")
	cut := text[:from] + "</body></html>"
	results := newExtractor(t, Options{}).Extract(context.Background(), put(t, "cut.html", []byte(cut)))
	if results[0].Err != nil {
		t.Fatal(results[0].Err)
	}
	r := results[0].Reports[0]
	if r.Forms != (report.PerSubject[string]{Disclosure: "2019", Request: "2019"}) {
		t.Errorf("forms %+v", r.Forms)
	}
	if !slices.ContainsFunc(r.Findings, func(f report.Finding) bool {
		return f.Rule == "layout.table_missing" && f.Subject == report.Appeal
	}) {
		t.Errorf("no finding tells of the missing table: %+v", r.Findings)
	}
}

// stuck is a reader that does not look at its context, and broken one that panics.
type stuck struct{ release chan struct{} }

func (s stuck) Read(context.Context, read.Source) ([]read.Document, error) {
	<-s.release
	return nil, fault.ErrEmpty
}

type broken struct{}

func (broken) Read(context.Context, read.Source) ([]read.Document, error) {
	var none []int
	return nil, fmt.Errorf("element %d", none[3])
}

func TestReadersAreGuarded(t *testing.T) {
	limits := read.DefaultLimits()
	limits.Milliseconds = 20
	e := newExtractor(t, Options{Limits: limits})
	s := stuck{make(chan struct{})}
	defer close(s.release)
	for _, test := range []struct {
		name   string
		reader read.Reader
		want   error
	}{{"too slow", s, fault.ErrTooSlow}, {"a panic", broken{}, fault.ErrDamaged}} {
		t.Run(test.name, func(t *testing.T) {
			_, err := e.guarded(context.Background(), Result{File: File{Path: "年报.doc"}}, format{}, test.reader, nil, 0)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), "年报.doc") {
				t.Errorf("got %v, want %v with the file named", err, test.want)
			}
		})
	}
}

func TestArchive(t *testing.T) {
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	for _, name := range []string{"zibo_research_office_2024.txt", "pingtan_zone_2023.html"} {
		body, err := os.ReadFile(filepath.Join(reportsFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.Create("年报/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := w.Create("说明.txt"); err != nil {
		t.Fatal(err)
	} else if _, err := f.Write([]byte("两份年报")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := put(t, "all.zip", buffer.Bytes())
	var got []string
	for _, result := range newExtractor(t, Options{}).Extract(context.Background(), file) {
		reason, _ := fault.Reason(result.Err)
		got = append(got, fmt.Sprintf("%s %d %s", strings.TrimPrefix(result.File.Path, file.Path), len(result.Reports), reason))
	}
	want := []string{"!年报/zibo_research_office_2024.txt 1 ", "!年报/pingtan_zone_2023.html 1 ", "!说明.txt 0 not_a_report"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An archive that breaks off gives the documents before the break, and says that something is missing.
func TestArchiveCutOff(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(reportsFolder, "zibo_research_office_2024.txt"))
	if err != nil {
		t.Fatal(err)
	}
	broken := format{members: func(_ context.Context, _ read.Source, yield func(string, []byte, error) bool) error {
		yield("a.txt", body, nil)
		var none []int
		return fmt.Errorf("element %d", none[3])
	}}
	results := newExtractor(t, Options{}).members(context.Background(), Result{File: File{Path: "all.7z"}}, broken, nil, 0)
	if len(results) != 2 || len(results[0].Reports) != 1 || !errors.Is(results[1].Err, fault.ErrDamaged) || results[1].File.Path != "all.7z" {
		t.Errorf("got %+v", results)
	}
}

// Any number of workers gives the same results in the order of the files.
func TestStreamKeepsTheOrder(t *testing.T) {
	files := discovered(t, reportsFolder)
	run := func(workers int) []Result {
		var out []Result
		e := newExtractor(t, Options{Workers: workers})
		if err := e.Stream(context.Background(), Listed(files), func(r Result) error {
			out = append(out, r)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	one, many := run(1), run(7)
	if diff := cmp.Diff(one, many, cmp.Comparer(sameReason),
		cmp.Comparer(func(a, b report.Sum) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("1 and 7 workers differ:\n%s", diff)
	}
}

func sameReason(a, b error) bool {
	left, _ := fault.Reason(a)
	right, _ := fault.Reason(b)
	return (a == nil) == (b == nil) && left == right
}

func TestStreamStops(t *testing.T) {
	files := discovered(t, reportsFolder)
	e := newExtractor(t, Options{})
	full := errors.New("the disk is full")
	n := 0
	if err := e.Stream(context.Background(), Listed(files), func(Result) error { n++; return full }); !errors.Is(err, full) || n != 1 {
		t.Errorf("stopped with %v after %d results, want the error of the first", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := e.Stream(ctx, Listed(files), func(Result) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run ended with %v", err)
	}
}

// tree makes files in a folder, each with its name in it.
func tree(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDiscover(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, "b/2.txt", "a/1.html", "a-b.txt", "a/.x/3.txt", ".git/config", "b/.hidden", "c.txt", "w.duckdb", "w.duckdb.archive/ab/cd.zst")
	for from, to := range map[string]string{"link.txt": "gone", "to_file": "c.txt", "to_folder": "b"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		paths []string
		want  []string // in the order of the paths: a-b before a/1
	}{
		{"a folder", []string{"."}, []string{"a-b.txt", "a/1.html", "b/2.txt", "c.txt", "to_file"}},
		{"a file that the folder holds", []string{"c.txt", ".", "b"}, []string{"a-b.txt", "a/1.html", "b/2.txt", "c.txt", "to_file"}},
		{"two folders, twice", []string{"b", "a", "b"}, []string{"a/1.html", "b/2.txt"}},
		{"what the folder passes over", []string{"a", "a/.x", "b/.hidden"}, []string{"a/1.html", "a/.x/3.txt", "b/.hidden"}},
		{"a link to a folder", []string{"to_folder"}, []string{"to_folder/2.txt"}},
		{"a link to a file", []string{"to_file"}, []string{"to_file"}},
		{"an excepted path that was given", []string{"w.duckdb.archive/ab"}, []string{"w.duckdb.archive/ab/cd.zst"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var paths []string
			for _, p := range c.paths {
				paths = append(paths, filepath.Join(dir, p))
			}
			found, err := Discover(t.Context(), paths, filepath.Join(dir, "w.duckdb"), filepath.Join(dir, "w.duckdb.archive"))
			if err != nil {
				t.Fatal(err)
			}
			files, err := List(found.Files(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files {
				rel, err := filepath.Rel(dir, f.Path)
				if err != nil {
					t.Fatal(err)
				}
				if f.Size == 0 || f.ModifiedAt.IsZero() || f.ModifiedAt.After(time.Now().Add(time.Hour)) {
					t.Errorf("%s: %d bytes at %v", rel, f.Size, f.ModifiedAt)
				}
				got = append(got, rel)
			}
			if !slices.Equal(got, c.want) || found.Count != len(c.want) {
				t.Errorf("got %v and a count of %d, want %v", got, found.Count, c.want)
			}
		})
	}
}

// What is passed over is found through links on either side.
func TestDiscoverThroughLinks(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	tree(t, dir, "a.txt", "w.duckdb", "w.duckdb.archive/ab/cd.zst")
	link := filepath.Join(elsewhere, "docs")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	for root, own := range map[string]string{dir: link, link: dir, filepath.Join(link, "."): link} {
		found, err := Discover(t.Context(), []string{root}, filepath.Join(own, "w.duckdb"), filepath.Join(own, "w.duckdb.archive"), filepath.Join(own, "none"))
		if err != nil || found.Count != 1 {
			t.Errorf("%s without what is in %s: %d files, %v", root, own, found.Count, err)
		}
	}
}

// A file that was given and goes away before it is read is told; one in a folder that was given is not missed.
func TestDiscoverOfWhatGoesAway(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, "a.txt", "b.txt")
	given := filepath.Join(dir, "a.txt")
	alone, err := Discover(t.Context(), []string{given})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := Discover(t.Context(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(given); err != nil {
		t.Fatal(err)
	}
	if _, err := List(alone.Files(t.Context())); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file that was given: %v", err)
	}
	if files, err := List(folder.Files(t.Context())); err != nil || len(files) != 1 {
		t.Errorf("the folder: %d files, %v", len(files), err)
	}
}

func TestDiscoverFails(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, "a.txt", "closed/b.txt")
	if _, err := Discover(t.Context(), []string{dir, filepath.Join(dir, "none")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a path that is not there gives %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Discover(ended, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run ended with %v", err)
	}
	found, err := Discover(t.Context(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if files, err := List(found.Files(ended)); !errors.Is(err, context.Canceled) || len(files) > 0 {
		t.Errorf("%d files and %v after it was cancelled", len(files), err)
	}
}

// What fails in the files ends a stream with that error, after the results of the files before it.
func TestStreamOfFailingFiles(t *testing.T) {
	lost := errors.New("the disk is gone")
	files := discovered(t, reportsFolder)[:3]
	n := 0
	err := newExtractor(t, Options{}).Stream(t.Context(), func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
		yield(File{}, lost)
	}, func(Result) error { n++; return nil })
	if !errors.Is(err, lost) || n != len(files) {
		t.Errorf("ended with %v after %d results, want the error of the files after %d", err, n, len(files))
	}
}

// Several reports on one page are told apart by their titles.
func TestSeveralReportsOnAPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("<html><head><title>政府信息公开年报</title></head><body>")
	for _, name := range []string{"shanghai_general_office_2019.html", "pingtan_jinjing_2019.html"} {
		body, err := os.ReadFile(filepath.Join(reportsFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(body)
		from := 0
		if name == "pingtan_jinjing_2019.html" {
			page.WriteString("<h1>平潭综合实验区金井片区管理局2019年政府信息公开工作年度报告</h1><p>")
			from = strings.Index(text, "本报告主要根据")
		}
		text, _, _ = strings.Cut(text[from:], "</body>")
		page.WriteString(text)
	}
	page.WriteString("</body></html>")
	results := newExtractor(t, Options{}).Extract(context.Background(), put(t, "both.html", []byte(page.String())))
	if results[0].Err != nil {
		t.Fatal(results[0].Err)
	}
	var got []string
	for _, r := range results[0].Reports {
		values := 0
		for _, c := range r.Cells {
			if c.State.HasValue() {
				values++
			}
		}
		got = append(got, fmt.Sprintf("%s %d %d", r.Agency, r.Year, values))
	}
	want := []string{"上海市人民政府办公厅 2019 63", "平潭综合实验区金井片区管理局 2019 198"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
