package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"gongkai/internal/fault"
	"gongkai/queries/page"
)

// nextYear is the report of the year after with the same tables, as when last year's file was copied.
func (w reviewWarehouse) nextYear(replacements ...string) {
	w.publishAgain(append([]string{"2023年", "2024年"}, replacements...)...)
}

// between lists the findings of one rule.
func (w reviewWarehouse) between(rule string, args ...string) []page.Finding {
	w.t.Helper()
	var list struct{ Findings []page.Finding }
	if err := json.Unmarshal([]byte(w.must(append([]string{"check", "--json", "--rule", rule}, args...)...)), &list); err != nil {
		w.t.Fatal(err)
	}
	return list.Findings
}

// What compares reports is listed and ruled on like what stands in one: here a whole table that is last year's.
func TestFindingsBetweenReports(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t)
	w.nextYear()
	found := w.between("copied.year")
	i := slices.IndexFunc(found, func(f page.Finding) bool { return strings.Contains(f.Message, "last year's") })
	if i < 0 {
		t.Fatalf("no table is told to be last year's: %+v", found)
	}
	id := found[i].FindingID
	if f := found[i]; f.Message != "the whole table is last year's ("+*f.Left+" cells not zero)" || *f.Year != 2024 || f.Path == "" {
		t.Errorf("got %+v", f)
	}
	if status, _, errs := w.run("check", "accept", id, "--why", "checked", "--who", "王某"); status != fault.ExitUsage || !strings.Contains(errs, "suggest no single value") {
		t.Errorf("accept without a value: status %d, %s", status, errs)
	}
	w.must("check", "dismiss", id, "--why", "the office confirmed it", "--who", "王某")
	if left := w.between("copied.year"); len(left) != len(found)-1 {
		t.Errorf("%d are open after one of %d was dismissed", len(left), len(found))
	}
	if all := w.between("copied.year", "--all"); len(all) != len(found) {
		t.Errorf("%d with verdicts, want %d", len(all), len(found))
	}
	var again struct{ Verdicts, Unchanged int }
	if err := json.Unmarshal([]byte(w.must("check", "dismiss", id, "--why", "the office confirmed it", "--who", "王某", "--json")), &again); err != nil {
		t.Fatal(err)
	}
	if again.Verdicts != 0 || again.Unchanged != 1 {
		t.Errorf("the same verdict again wrote %+v", again)
	}
	w.must("check", "reopen", id, "--who", "王某")
	if open := w.between("copied.year"); len(open) != len(found) {
		t.Errorf("%d are open after it was taken back, want %d", len(open), len(found))
	}
}

// A person sets a cell because of what last year's report says; taking that back shows the published value again.
func TestAcceptBetweenReports(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t)
	w.nextYear("<td>行政许可</td><td colspan=\"3\">7000</td>", "<td>行政许可</td><td colspan=\"3\">70000</td>")
	found := w.between("year.outlier", "--severity", "info")
	if len(found) != 1 || found[0].Cells[0] != "disclosure.licence.decisions" || *found[0].Left != "70000" || *found[0].Right != "7000" {
		t.Fatalf("got %+v", found)
	}
	id := found[0].FindingID
	value := func(values string) string {
		out := w.must("sql", "--values", values, "--format", "csv", "SELECT value FROM disclosure WHERE item = 'licence' AND year = 2024")
		return strings.TrimSpace(strings.TrimPrefix(out, "value"))
	}
	w.must("check", "accept", id, "--set", "disclosure.licence.decisions=7000", "--why", "a zero too many", "--who", "王某")
	if p, a := value("published"), value("adjusted"); p != "70000" || a != "7000" {
		t.Errorf("published %s, adjusted %s", p, a)
	}
	w.must("check", "reopen", id, "--who", "王某")
	if a := value("adjusted"); a != "70000" {
		t.Errorf("after the verdict was taken back the adjusted value is %s", a)
	}
}

// An adjustment that no longer holds is told, and why.
func TestLapsedAdjustmentIsTold(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t)
	w.must("check", "accept", w.id("appeal.reconsideration.total"), "--set", "appeal.reconsideration.total=11", "--why", "checked", "--who", "王某")
	if found := w.between("adjustment.lapsed"); len(found) != 0 {
		t.Fatalf("an adjustment that holds is told: %+v", found)
	}
	w.publishAgain(reconsiderations, "<tr><td>9</td><td>1</td><td>2</td><td>0</td><td>12</td>")
	found := w.between("adjustment.lapsed")
	if len(found) != 1 || *found[0].Left != "12" || *found[0].Right != "0" || !strings.Contains(found[0].Message, "12 is published now; the adjustment corrects 0") {
		t.Errorf("got %+v", found)
	}
}
