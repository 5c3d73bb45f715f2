package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows/rowstest"
	"gongkai/warehouse/snapshot"
)

const hongze = "testdata/review/hongze.html"

// reviewWarehouse is a warehouse with the invented report in it.
type reviewWarehouse struct {
	t    *testing.T
	path string
}

func newReviewWarehouse(t *testing.T) reviewWarehouse {
	t.Helper()
	w := reviewWarehouse{t, filepath.Join(t.TempDir(), "w.duckdb")}
	w.must("ingest", hongze)
	return w
}

// must runs a command that ends well, and returns its output.
func (w reviewWarehouse) must(args ...string) string {
	w.t.Helper()
	status, out, errs := w.run(args...)
	if status != fault.ExitDone {
		w.t.Fatalf("%q: status %d, %s", args, status, errs)
	}
	return out
}

func (w reviewWarehouse) run(args ...string) (status int, out, errs string) {
	w.t.Helper()
	return program(context.Background(), w.t, append(args, "--warehouse", w.path)...)
}

// findings returns what check lists, verdicts included.
func (w reviewWarehouse) findings(args ...string) []page.Finding {
	w.t.Helper()
	var list struct{ Findings []page.Finding }
	if err := json.Unmarshal([]byte(w.must(append([]string{"check", "--json", "--all", "--rule", "appeal.total"}, args...)...)), &list); err != nil {
		w.t.Fatal(err)
	}
	return list.Findings
}

// id returns the finding that names a cell.
func (w reviewWarehouse) id(code string) string {
	w.t.Helper()
	for _, f := range w.findings() {
		if strings.Contains(strings.Join(f.Cells, " "), code) {
			return f.FindingID
		}
	}
	w.t.Fatalf("no finding names %s", code)
	return ""
}

// value returns what a session shows for the total of the reconsiderations.
func (w reviewWarehouse) value(values string) string {
	w.t.Helper()
	path, err := snapshot.Current(w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	session, err := queries.OpenReadOnly(w.t.Context(), path, queries.SessionOptions{Values: values})
	if err != nil {
		w.t.Fatal(err)
	}
	defer session.Close()
	n := 0
	query := `SELECT CAST(value AS INTEGER) FROM appeal WHERE track = 'reconsideration' AND result = 'total'`
	err = sqlfile.Rows(w.t.Context(), session.Query, query, func(scan sqlfile.Scan) error { return scan(&n) })
	if err != nil {
		w.t.Fatal(err)
	}
	return strconv.Itoa(n)
}

// publishAgain ingests the report as published again, with the texts replaced.
func (w reviewWarehouse) publishAgain(replacements ...string) {
	w.t.Helper()
	text, err := os.ReadFile(hongze)
	if err != nil {
		w.t.Fatal(err)
	}
	again := strings.NewReplacer(replacements...).Replace(string(text))
	if again == string(text) {
		w.t.Fatal("nothing was replaced")
	}
	path := filepath.Join(w.t.TempDir(), "again.html")
	if err := os.WriteFile(path, []byte(again), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.must("ingest", path)
}

const reconsiderations = "<tr><td>9</td><td>1</td><td>1</td><td>0</td><td>0</td>"

// What was accepted holds while the number is the one that was corrected, and lapses with it.
func TestAdjustmentAfterReingest(t *testing.T) {
	long(t)
	t.Parallel()
	for _, tc := range []struct {
		name                string
		replacements        []string
		published, adjusted string
		verdicts            int // that still hold
	}{
		// Another total is mended; the finding about this one is the same.
		{"another cell changed", []string{"<td>5</td><td>0</td><td>0</td><td>0</td><td>0</td>", "<td>5</td><td>0</td><td>0</td><td>0</td><td>5</td>"}, "0", "11", 1},
		{"the corrected cell changed", []string{reconsiderations, "<tr><td>9</td><td>1</td><td>2</td><td>0</td><td>12</td>"}, "12", "12", 0},
		// The sum fails otherwise, so it is another finding that nobody has ruled on; the total is still the 0 that was
		// corrected.
		{"a part changed", []string{reconsiderations, "<tr><td>9</td><td>1</td><td>2</td><td>0</td><td>0</td>", "<td>0</td><td>0</td><td>3</td></tr>", "<td>0</td><td>0</td><td>1</td></tr>"}, "0", "11", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newReviewWarehouse(t)
			id := w.id("appeal.reconsideration.total")
			w.must("check", "accept", id, "--set", "appeal.reconsideration.total=11", "--why", "checked", "--who", "王某")
			if p, a := w.value("published"), w.value("adjusted"); p != "0" || a != "11" {
				t.Fatalf("published %q, adjusted %q; want 0 and 11", p, a)
			}
			w.publishAgain(tc.replacements...)
			if p, a := w.value("published"), w.value("adjusted"); p != tc.published || a != tc.adjusted {
				t.Errorf("published %q, adjusted %q; want %q, %q", p, a, tc.published, tc.adjusted)
			}
			verdicts := 0
			for _, f := range w.findings() {
				if f.Verdict != nil {
					verdicts++
				}
			}
			if verdicts != tc.verdicts {
				t.Errorf("%d verdicts hold, want %d", verdicts, tc.verdicts)
			}
			if tc.verdicts == 0 {
				if status, _, errs := w.run("check", "reopen", id, "--who", "王某"); status != fault.ExitUsage || !strings.Contains(errs, "cells changed") {
					t.Errorf("reopen: status %d, %s", status, errs)
				}
			}
		})
	}
}

func TestReopenRestoresThePublishedValue(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t)
	id := w.id("appeal.reconsideration.total")
	w.must("check", "accept", id, "--set", "appeal.reconsideration.total=11", "--why", "checked", "--who", "王某")
	out := w.must("check", "reopen", id, "--who", "李某")
	if !strings.Contains(out, "cells restored: 1") || w.value("adjusted") != "0" {
		t.Errorf("%s, adjusted %q", out, w.value("adjusted"))
	}
	for _, set := range []string{"appeal.reconsideration.total=0", "request.received.total=1", "no.such.cell=1"} {
		if status, _, errs := w.run("check", "accept", id, "--set", set, "--why", "x", "--who", "王某"); status != fault.ExitUsage {
			t.Errorf("--set %s: status %d, %s", set, status, errs)
		}
	}
	// A count is whole, and the refusal says what to do.
	for language, want := range map[string]string{"en": "give a whole number with gongkai check accept --set", "zh": "只能为整数"} {
		status, _, errs := w.run("check", "accept", id, "--set", "appeal.reconsideration.total=10.5", "--why", "x", "--who", "王某", "--lang", language)
		if status != fault.ExitUsage || !strings.Contains(errs, want) || !strings.Contains(errs, "appeal.reconsideration.total") {
			t.Errorf("half a case: status %d, %s", status, errs)
		}
	}
}

// The total left at zero over parts that are not: 洪泽 2023.
func TestAcceptTakesTheSuggestion(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t)
	out := w.must("check", "--rule", "appeal.total")
	if want := "administrative reconsideration: total: printed 0, needed 11 | table 4 of the form, row 4, column 5\n"; !strings.Contains(out, want) {
		t.Errorf("%s\nlacks %q", out, want)
	}
	card := w.must("check", "--report", "320813", "--format", "markdown")
	for _, want := range []string{"   - Printed: 0\n   - Needed: 11\n", "   - Cell: administrative reconsideration: total\n"} {
		if !strings.Contains(card, want) {
			t.Errorf("%s\nlacks %q", card, want)
		}
	}
	w.must("check", "accept", w.id("appeal.reconsideration.total"), "--why", "checked", "--who", "王某")
	if p, a := w.value("published"), w.value("adjusted"); p != "0" || a != "11" {
		t.Errorf("published %q, adjusted %q; want 0 and 11", p, a)
	}
}

// fill writes decisions into the rows of a workbook, by finding.
func fill(t *testing.T, path string, decisions map[string]string, change func(w *excelize.File, sheet string)) {
	t.Helper()
	w, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	sheet := w.GetSheetName(0)
	rows, err := w.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for n, row := range rows {
		if d, ok := decisions[row[0]]; ok {
			for i, text := range []string{d, "与原件核对"} {
				cell, err := excelize.CoordinatesToCellName(13+i, n+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := w.SetCellStr(sheet, cell, text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if change != nil {
		change(w, sheet)
	}
	if err := w.Save(); err != nil {
		t.Fatal(err)
	}
}

func TestWorkbookRoundTrip(t *testing.T) {
	long(t)
	t.Parallel()
	for _, tc := range []struct{ language, accept, only, dismiss string }{
		{"zh", "接受并更正", "接受但不更正", "驳回"},
		{"en", "accept and correct", "accept without correction", "dismiss"},
	} {
		t.Run(tc.language, func(t *testing.T) {
			t.Parallel()
			w := newReviewWarehouse(t)
			path := filepath.Join(t.TempDir(), "findings.xlsx")
			w.must("check", "export", "--out", path, "--rule", "appeal.total", "--lang", tc.language)
			fill(t, path, map[string]string{
				w.id("appeal.reconsideration.total"): tc.accept, w.id("appeal.litigation_direct.total"): tc.only,
				w.id("appeal.litigation_after_reconsideration.total"): tc.dismiss,
			}, nil)
			// Taken back by an office that works in the other language.
			w.must("check", "import", path, "--who", "王某", "--dry-run", "--lang", "en")
			if got := w.value("adjusted"); got != "0" {
				t.Errorf("a dry run adjusted to %s", got)
			}
			w.must("check", "import", path, "--who", "王某", "--lang", "en")
			if got := w.value("adjusted"); got != "11" {
				t.Errorf("adjusted %q, want 11", got)
			}
			got := map[string]int{}
			for _, f := range w.findings() {
				got[said(f.Verdict)+" "+said(f.Who)+" "+said(f.Why)]++
			}
			if diff := cmp.Diff(map[string]int{"accepted 王某 与原件核对": 2, "dismissed 王某 与原件核对": 1}, got); diff != "" {
				t.Errorf("verdicts (-want +got):\n%s", diff)
			}
			if out := w.must("check", "import", path, "--who", "王某"); !strings.Contains(out, "already so: 3") {
				t.Errorf("taken twice: %s", out)
			}
		})
	}
}

func TestWorkbookRowsThatDoNotFit(t *testing.T) {
	long(t)
	t.Parallel()
	w := newReviewWarehouse(t) // shared: what is refused changes nothing; the case that changes it is the last
	book := filepath.Join(t.TempDir(), "findings.xlsx")
	w.must("check", "export", "--out", book, "--rule", "appeal.total")
	written, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, f := range w.findings() {
		ids = append(ids, f.FindingID)
	}
	set := func(cell, text string) func(*excelize.File, string) {
		return func(w *excelize.File, sheet string) {
			if err := w.SetCellStr(sheet, cell, text); err != nil {
				t.Error(err)
			}
		}
	}
	for _, tc := range []struct {
		name   string
		first  string // the decision on the first finding
		change func(w *excelize.File, sheet string)
		again  bool // the report is published again in between
		want   string
	}{
		{"unknown finding", "dismiss", set("A2", "0123456789abcdef"), false, "row 2, 0123456789abcdef: 0123456789abcdef: there is no such finding"},
		{"another year", "dismiss", set("D2", "2022"), false, "in column year it says 2022, and the finding 2023"},
		{"another value", "dismiss", set("I2", "12"), false, "in column printed it says 12"},
		{"another agency", "dismiss", set("B2", "淮安市人民政府"), false, "in column agency"},
		{"no such decision", "perhaps", nil, false, "perhaps: this decision is not in the list"},
		{"a formula for a decision", "=1+1", nil, false, "this decision is not in the list"},
		{"no reason", "dismiss", set("N2", ""), false, "say why"},
		{"no column", "dismiss", set("A1", "number"), false, "has no column finding"},
		{"cells changed", "dismiss", nil, true, "its cells changed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "findings.xlsx")
			if err := os.WriteFile(path, written, 0o600); err != nil {
				t.Fatal(err)
			}
			fill(t, path, map[string]string{ids[0]: tc.first, ids[1]: "dismiss", ids[2]: "accept without correction"}, tc.change)
			if tc.again {
				w.publishAgain(reconsiderations, "<tr><td>9</td><td>1</td><td>1</td><td>0</td><td>11</td>")
			}
			status, _, errs := w.run("check", "import", path, "--who", "王某")
			if status != fault.ExitUsage || !strings.Contains(errs, tc.want) {
				t.Errorf("status %d, %s\nwant %q", status, errs, tc.want)
			}
			if ruled := w.must("sql", "--format", "csv", "SELECT count(*) AS n FROM verdict"); ruled != "n\n0\n" {
				t.Errorf("findings were decided in spite of it: %s", ruled)
			}
		})
	}
}

// Text of a document that looks like a formula is written as a text, in cells of text format.
func TestWorkbookHoldsNoFormula(t *testing.T) {
	long(t)
	t.Parallel()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a := &app{say: catalogue.In(messages.Chinese)}
	agency := "=HYPERLINK(\"http://example.org\",\"点\")"
	list := []page.Finding{{
		FindingID: "0123456789abcdef", Agency: &agency, Rule: "+1", Severity: "error", Message: "@SUM(1)", Path: "-2+3",
		Printed: []page.Cell{{Code: "x", Label: "\t=1", State: report.Unreadable, Raw: "=cmd|' /C calc'!A0"}},
	}}
	content, err := render.FindingWorkbook(a.say, list)
	if err != nil {
		t.Fatal(err)
	}
	w := rowstest.Open(t, content)
	sheet := w.GetSheetName(0)
	for cell, want := range map[string]string{"B2": agency, "F2": "+1", "G2": "@SUM(1)", "H2": " =1", "I2": "=cmd|' /C calc'!A0", "L2": "-2+3"} {
		kind, err := w.GetCellType(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := w.GetCellFormula(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		text, err := w.GetCellValue(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if kind != excelize.CellTypeSharedString || formula != "" || text != want {
			t.Errorf("%s is %q, type %v, formula %q; want the text %q", cell, text, kind, formula, want)
		}
		id, err := w.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if style, err := w.GetStyle(id); err != nil || style.NumFmt != 49 {
			t.Errorf("%s is not of text format: %v, %v", cell, style, err)
		}
	}
	validations, err := w.GetDataValidations(sheet)
	if err != nil || len(validations) != 1 || validations[0].Formula1 != `"接受但不更正,驳回"` {
		t.Errorf("drop-downs %+v, %v", validations, err)
	}
}

// The commands below check are as complete as those that TestHelpIsComplete holds.
func TestReviewHelpIsComplete(t *testing.T) {
	t.Parallel()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		commands := newCheck(&app{say: catalogue.In(language)}).Commands()
		if len(commands) != 5 {
			t.Fatalf("%d commands, want 5", len(commands))
		}
		for _, cmd := range commands {
			for what, text := range map[string]string{"short": cmd.Short, "long": cmd.Long, "example": cmd.Example} {
				if text == "" || strings.HasPrefix(strings.TrimSpace(text), "cmd.") {
					t.Errorf("%s %s: no %s: %q", language, cmd.Name(), what, text)
				}
			}
			if n := strings.Count(cmd.Example, "\n") + 1; n != 2 || strings.Contains(cmd.Annotations[annotationExit], "exit.") {
				t.Errorf("%s %s: %d examples; exit statuses %q", language, cmd.Name(), n, cmd.Annotations[annotationExit])
			}
		}
	}
}

func said(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
