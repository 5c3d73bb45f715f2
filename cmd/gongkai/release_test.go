package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// world is a warehouse in a folder, with a clock that each command moves on by a minute.
type world struct {
	t         *testing.T
	dir       string
	warehouse string
	now       time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	return &world{t: t, dir: dir, warehouse: filepath.Join(dir, "w.duckdb"), now: time.Date(2025, 3, 12, 1, 0, 0, 0, time.UTC)}
}

// run runs the program on the warehouse and returns what it prints. It fails the test where the status is another.
func (w *world) run(status int, args ...string) string {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	var out, errs bytes.Buffer
	got := run(w.t.Context(), append(args, "--warehouse", w.warehouse), environment{
		in: strings.NewReader(""), out: &out, err: &errs, variables: []string{"XDG_CONFIG_HOME=" + w.dir, "LANG=C.UTF-8"},
		now: func() time.Time { return w.now },
	})
	if got != status {
		w.t.Fatalf("%s: status %d, want %d: %s%s", strings.Join(args, " "), got, status, out.String(), errs.String())
	}
	return out.String()
}

// feed writes the report of one body as a feed and loads it.
func (w *world) feed(name, agency, scope string, cells ...string) {
	w.t.Helper()
	text := strings.Join(feed.Header(), ",") + "\n"
	for i := 0; i < len(cells); i += 2 {
		text += fmt.Sprintf("x.html,%s,320800,2024,%s,2021,%s,%s,reported,%s,\n", agency, scope, cells[i], cells[i+1], cells[i+1])
	}
	path := filepath.Join(w.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.run(fault.ExitDone, "ingest", path)
}

// rollup freezes 2024 and returns the release.
func (w *world) rollup(args ...string) job.RollupSummary {
	w.t.Helper()
	var s job.RollupSummary
	out := w.run(fault.ExitDone, append([]string{"rollup", "--year", "2024", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// diff returns what changed for 淮安市 between two releases, a line a total and a line a cause; the province and the nation
// above it have the same.
func (w *world) diff(before, after string) []string {
	w.t.Helper()
	var d page.ReleaseDiff
	if err := json.Unmarshal([]byte(w.run(fault.ExitDone, "release", "diff", before, after, "--json")), &d); err != nil {
		w.t.Fatal(err)
	}
	text := func(p *string) string {
		if p == nil {
			return "-"
		}
		return *p
	}
	var lines []string
	for _, r := range d.Restated {
		if r.RegionCode != "320800" {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s %s > %s", r.Basis, r.Code, text(r.Before), text(r.After)))
		for _, c := range r.Causes {
			lines = append(lines, fmt.Sprintf("  %s %s %s > %s", c.Kind, c.Agency, text(c.Before), text(c.After)))
		}
	}
	return lines
}

const received, granted = "request.received.total", "request.granted.total"

func TestRollupTwiceMakesOneRelease(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	w.run(fault.ExitNoWarehouse, "rollup", "--year", "2024")
	w.feed("a.csv", "淮安市教育局", "own", received, "10")
	w.run(fault.ExitUsage, "rollup", "--year", "2019")
	w.run(fault.ExitUsage, "rollup", "--year", "2024", "--status", "last")
	if dry := w.rollup("--dry-run"); !dry.New || strings.Contains(w.run(fault.ExitDone, "release", "list"), dry.ID) {
		t.Errorf("a dry run wrote %s", dry.ID)
	}
	first := w.rollup()
	before, err := os.Stat(w.warehouse)
	if err != nil {
		t.Fatal(err)
	}
	second := w.rollup()
	after, err := os.Stat(w.warehouse)
	if err != nil {
		t.Fatal(err)
	}
	if !first.New || second.New || first.ID != second.ID || !first.RecordedAt.Equal(second.RecordedAt) {
		t.Errorf("first %+v, second %+v", first, second)
	}
	if before.Size() != after.Size() || !before.ModTime().Equal(after.ModTime()) {
		t.Errorf("the second rollup wrote to the warehouse")
	}
	w.run(fault.ExitUnchanged, "rollup", "--year", "2024", "--exit-unchanged")
	if final := w.rollup("--status", "final"); !final.New || final.ID == first.ID {
		t.Errorf("a final release of the same inputs: %+v", final)
	}
	// The same reports in another warehouse, in another order, give the same release.
	w.feed("b.csv", "淮安市财政局", "own", received, "5")
	both := w.rollup()
	o := newWorld(t)
	o.feed("b.csv", "淮安市财政局", "own", received, "5")
	o.feed("a.csv", "淮安市教育局", "own", received, "10")
	if other := o.rollup(); other.ID != both.ID {
		t.Errorf("another order of arrival makes %s, not %s", other.ID, both.ID)
	}
}

func TestReleaseDiffNamesTheCauses(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	w.feed("a.csv", "淮安市教育局", "own", received, "10")
	w.feed("b.csv", "淮安市财政局", "own", received, "5", granted, "1")
	before := w.rollup()
	w.feed("a2.csv", "淮安市教育局", "own", received, "12", granted, "3")
	w.feed("c.csv", "淮安市公安局", "own", received, "7")
	after := w.rollup()
	got := w.diff(before.ID, after.ID)
	want := []string{
		"built " + received + " 15 > 24",
		"  added 淮安市公安局 - > 7",
		"  rendition 淮安市教育局 10 > 12",
		"built " + granted + " 1 > 4",
		"  rendition 淮安市教育局 - > 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if out := w.run(fault.ExitDone, "release", "diff", before.ID, after.ID); !strings.Contains(out, "new report of 淮安市公安局: 7") {
		t.Errorf("%s", out)
	}
	if out := w.run(fault.ExitDone, "release", "diff", after.ID, after.ID); !strings.Contains(out, "No total has another value") {
		t.Errorf("%s", out)
	}
	w.run(fault.ExitUsage, "release", "diff", before.ID)
	w.run(fault.ExitUsage, "release", "diff", before.ID, "2024-x")
	w.run(fault.ExitUsage, "release", "show", "2024") // two releases begin so
}

// A report that contains another takes its place in the sum. Withdrawn it leaves the release that was there before.
func TestReleaseDiffTellsWhatIsSummedNoLonger(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	w.feed("a.csv", "淮安市教育局", "own", received, "10")
	before := w.rollup()
	w.feed("b.csv", "淮安市人民政府", "level", received, "30")
	after := w.rollup()
	if diff := cmp.Diff([]string{
		"built " + received + " 10 > 30",
		"  added 淮安市人民政府 - > 30",
		"  covered 淮安市教育局 10 > -",
	}, w.diff(before.ID, after.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	w.run(fault.ExitDone, "batch", "withdraw", "2", "--why", "not theirs", "--who", "tester")
	if again := w.rollup(); again.New || again.ID != before.ID {
		t.Errorf("after the withdrawal there is release %s, not %s again", again.ID, before.ID)
	}
	if diff := cmp.Diff([]string{
		"built " + received + " 30 > 10",
		"  counted 淮安市教育局 - > 10",
		"  removed 淮安市人民政府 30 > -",
	}, w.diff(after.ID, before.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// What was known when it was made still counts for the release that was withdrawn from.
	w.run(fault.ExitDone, "release", "verify", after.ID, "--no-documents")
}

// What arrives after a release changes nothing of it; what is changed behind the back of the program is found.
func TestReleaseVerify(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	w.feed("a.csv", "淮安市教育局", "own", received, "10")
	first := w.rollup()
	w.feed("a2.csv", "淮安市教育局", "own", received, "12", granted, "3")
	w.feed("c.csv", "淮安市公安局", "own", received, "7")
	out := w.run(fault.ExitDone, "release", "verify", first.ID)
	if !strings.Contains(out, "differing 0; reports 1, differing 0") || !strings.Contains(out, "documents gone 0, documents that differ 0") {
		t.Errorf("%s", out)
	}
	// The archive has what is no longer at its path; where it is gone too, that is counted.
	if err := os.Remove(filepath.Join(w.dir, "a.csv")); err != nil {
		t.Fatal(err)
	}
	if out := w.run(fault.ExitDone, "release", "verify", first.ID); !strings.Contains(out, "documents gone 0") {
		t.Errorf("%s", out)
	}
	if err := os.RemoveAll(w.warehouse + ".archive"); err != nil {
		t.Fatal(err)
	}
	if out := w.run(fault.ExitDone, "release", "verify", first.ID); !strings.Contains(out, "documents gone 1") {
		t.Errorf("%s", out)
	}
	for _, tc := range []struct {
		name, statement           string
		totals, inputs, relations int
	}{
		{"a frozen total", "UPDATE release_total SET value = value + 1 WHERE region_code = '320800' AND value = 10", 1, 0, 0},
		{
			"a frozen panel", `UPDATE release_row SET content = replace(content, '"received":"10', '"received":"11')
				WHERE relation = 'region_panel' AND content LIKE '%"320800"%'`, 1, 0, 1,
		},
		{
			"a cell that was summed",
			"UPDATE cell SET value = 11 WHERE value = 10", 2, 1, 1, // of the province and the nation; those of the city were changed alike
		},
	} {
		tamper(t, w.warehouse, tc.statement)
		var v page.ReleaseVerification
		if err := json.Unmarshal([]byte(w.run(fault.ExitFailed, "release", "verify", first.ID, "--json", "--no-documents")), &v); err != nil {
			t.Fatal(err)
		}
		if len(v.Totals) != tc.totals || len(v.Inputs) != tc.inputs || len(v.Relations) != tc.relations {
			t.Errorf("%s: differing totals %+v, inputs %+v, relations %+v", tc.name, v.Totals, v.Inputs, v.Relations)
		}
	}
}

// The page says the same in both languages, with every number of the release, and again the same when asked later.
func TestMethodologyPage(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	w.feed("a.csv", "淮安市教育局", "own", received, "10")
	s := w.rollup()
	if len(s.Pages) != 2 {
		t.Fatalf("pages %v", s.Pages)
	}
	written, err := os.ReadFile(s.Pages[1])
	if err != nil {
		t.Fatal(err)
	}
	w.feed("b.csv", "淮安市财政局", "own", received, "5")
	if later := w.run(fault.ExitDone, "release", "show", s.ID, "--page", "--lang", "en"); later != string(written) {
		t.Errorf("(-written +later):\n%s", cmp.Diff(string(written), later))
	}
	zh := w.run(fault.ExitDone, "release", "show", s.ID, "--page", "--lang", "zh")
	for _, part := range []string{
		s.ID, s.Inputs, s.Totals, s.ReferenceHash, s.Views,
		" | 1 | 1 | 0 | 0 |", "| 淮安市 | 320800 |", "2025-03-12",
	} {
		if !strings.Contains(string(written), part) || !strings.Contains(zh, part) {
			t.Errorf("a page lacks %q", part)
		}
	}
	for text, parts := range map[string][]string{
		string(written): {
			"| CSV | 1 | 1 | 0 | 0 |", "| Requests | one body | 1 |", "| built | reports: 1; how many are due is not known, no register",
		},
		zh: {
			"| CSV 表格 | 1 | 1 | 0 | 0 |", "| 依申请公开 | 单个机关 | 1 |",
			"| 地级 | 淮安市 | 320800 | 依申请公开 | 汇总 | 年报 1 份；没有名录，应报多少不详",
		},
	} {
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("a page lacks %q", part)
			}
		}
	}
	// No word of the program stands on the Chinese page: what is not Chinese is a name, a number, a hash or a command.
	for _, code := range []string{"published", "built", "preferred", "request", "history", "register", "own |", "with_care", "missing"} {
		if strings.Contains(zh, code) {
			t.Errorf("the Chinese page says %q", code)
		}
	}
	if strings.Contains(zh, "<no value>") || strings.Count(zh, "\n## ") != strings.Count(string(written), "\n## ") {
		t.Errorf("the pages differ in their parts")
	}
}

// The causes that the statement names are those that the messages know.
func TestCausesHaveWords(t *testing.T) {
	t.Parallel()
	say := english(t)
	for _, kind := range []string{
		"corrected", "republished", "rendition", "reread", "unread", "resettled", "added", "removed", "counted", "covered", "other",
	} {
		if !say.Has("release.cause_" + kind) {
			t.Errorf("no words for %s", kind)
		}
	}
	for _, s := range []release.Status{release.Provisional, release.Final} {
		if !say.Has("release." + string(s)) {
			t.Errorf("no words for %s", s)
		}
	}
}
