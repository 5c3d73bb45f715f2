package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/internal/fault"
	"gongkai/queries/page"
)

// unitless is a report with an amount that has no unit.
const unitless = `<html><head><meta charset="utf-8"><title>盐城市水利局2024年政府信息公开工作年度报告</title></head><body>
<h1>盐城市水利局2024年政府信息公开工作年度报告</h1><h2>二、主动公开政府信息情况</h2>
<table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>3</td><td>0</td><td>12</td></tr>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年收费金额</td></tr>
<tr><td>行政事业性收费</td><td colspan="3">500</td></tr>
</table></body></html>`

// In the workbook, too, a person says in which unit an amount is: nothing is taken where the finding offers no such choice.
func TestWorkbookChoosesAUnit(t *testing.T) {
	long(t)
	t.Parallel()
	dir := t.TempDir()
	w := reviewWarehouse{t, filepath.Join(dir, "w.duckdb")}
	report := filepath.Join(dir, "unit.html")
	if err := os.WriteFile(report, []byte(unitless), 0o600); err != nil {
		t.Fatal(err)
	}
	w.must("ingest", report, hongze)
	var unit, other struct{ Findings []page.Finding }
	for rule, into := range map[string]any{"layout.unit_missing": &unit, "appeal.total": &other} {
		if err := json.Unmarshal([]byte(w.must("check", "--json", "--rule", rule)), into); err != nil {
			t.Fatal(err)
		}
	}
	amount, sum := unit.Findings[0].FindingID, other.Findings[0].FindingID
	fee := func() string {
		return w.must("sql", "--format", "csv", "--values", "adjusted",
			"SELECT rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') FROM disclosure WHERE item = 'fee' AND agency = '盐城市水利局'")
	}
	for _, tc := range []struct {
		language, decision, want string
	}{
		{"zh", "金额以元计（更正）", "0.05"},
		{"en", "the amounts are in ten thousand yuan (correct)", "500"},
	} {
		book := filepath.Join(dir, tc.language+".xlsx")
		w.must("check", "export", "--out", book, "--lang", tc.language)
		written, err := os.ReadFile(book)
		if err != nil {
			t.Fatal(err)
		}
		fill(t, book, map[string]string{sum: tc.decision}, nil)
		if status, _, errs := w.run("check", "import", book, "--who", "王某", "--lang", "en"); status != fault.ExitUsage ||
			!strings.Contains(errs, "no choice between yuan and ten thousand yuan") {
			t.Errorf("%s, a finding without the choice: status %d, %s", tc.language, status, errs)
		}
		if err := os.WriteFile(book, written, 0o600); err != nil {
			t.Fatal(err)
		}
		fill(t, book, map[string]string{amount: tc.decision}, nil)
		w.must("check", "import", book, "--who", "王某", "--lang", "en")
		if got := fee(); !strings.HasSuffix(strings.TrimSpace(got), tc.want) {
			t.Errorf("%s: adjusted %q, want %s", tc.language, got, tc.want)
		}
		w.must("check", "reopen", amount, "--who", "王某")
	}
}
