package recognise

import (
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// textReport returns the reports of a text.
func textReport(t *testing.T, lines ...string) report.Report {
	t.Helper()
	doc := &read.Document{Blocks: []read.Block{{Text: "某市2024年政府信息公开工作年度报告", Line: 1}}}
	for i, line := range lines {
		doc.Blocks = append(doc.Blocks, read.Block{Text: line, Line: i + 2})
	}
	reports, err := newRecogniser(t, 2024).Reports(doc, Given{})
	if err != nil {
		t.Fatal(err)
	}
	return reports[0]
}

// disclosureLines is table 二 as a program lays it out in text.
func disclosureLines(licence, fee string) []string {
	return []string{
		"二、主动公开政府信息情况",
		"第二十条第（一）项",
		"信息内容  本年制发件数  本年废止件数  现行有效件数",
		"规章  0  0  0",
		"行政规范性文件  36  3  348",
		"第二十条第（五）项",
		"信息内容  本年处理决定数量",
		"行政许可  " + licence,
		"第二十条第（六）项",
		"信息内容  本年处理决定数量",
		"行政处罚  1603",
		"行政强制  10",
		"第二十条第（八）项",
		"信息内容  本年收费金额（单位：万元）",
		"行政事业性收费  " + fee,
		"三、收到和处理政府信息公开申请情况",
	}
}

// printedWrong are ways to print 12 of which no reader may cut a number, with the value that may be read, - for none.
func printedWrong() map[string]string {
	return map[string]string{
		"12":             "12",
		"１２":             "12",
		"12件":            "12",
		"12（件）":          "12",
		"12（其中网上3件）":     "12",
		"12（千件）":         "12000",
		"1.2万":           "12000",
		"12（更正为13）":      "-",
		"12(?)":          "-",
		"12打":            "-",
		"12余件":           "-",
		"约12":            "-",
		"1O2":            "-",
		"O12":            "-",
		"12O":            "-",
		"1e3":            "-",
		"840%":           "-",
		"12abc":          "-",
		"3①":             "-",
		"①3":             "-",
		"12²":            "-",
		"1\u03362\u0336": "-",
		"1\uFE0F\u20E32": "-",
		"\u202E12":       "-",
		"1\u202E2":       "-",
		"1\x002":         "-",
		"1\uFFFC2":       "-",
		"\uFFFC12":       "-",
		"12\uFFFC":       "-",
		"1'2":            "-",
		"1、2":            "-",
		"1、234":          "-",
		"0.5":            "-",
		"1.2":            "-",
	}
}

func valueOf(t *testing.T, r report.Report, code string) (string, report.Cell) {
	t.Helper()
	i := slices.IndexFunc(r.Cells, func(c report.Cell) bool { return c.Code == code })
	if i < 0 {
		t.Fatalf("there is no %s", code)
	}
	if !r.Cells[i].State.HasValue() {
		return "-", r.Cells[i]
	}
	return r.Cells[i].Value.String(), r.Cells[i]
}

// No number is cut out of a token of running text, and what is not read is kept as it is printed.
func TestTokensOfText(t *testing.T) {
	for printed, want := range printedWrong() {
		t.Run(printed, func(t *testing.T) {
			r := textReport(t, disclosureLines(printed, "604.09")...)
			got, cell := valueOf(t, r, "disclosure.licence.decisions")
			if got != want {
				t.Errorf("%q is read as %s, want %s", printed, got, want)
			}
			// The sign that something else than text stands there is no text.
			if cell.State != report.Absent && cell.Raw != strings.ReplaceAll(printed, "\ufffc", "") {
				t.Errorf("raw is %q, want %q", cell.Raw, printed)
			}
			if got, _ := valueOf(t, r, "disclosure.penalty.decisions"); got != "1603" {
				t.Errorf("the row below is read as %s", got)
			}
			if got, _ := valueOf(t, r, "disclosure.fee.amount"); got != "604.09" {
				t.Errorf("the fee is read as %s", got)
			}
		})
	}
}

func TestAmountsOfText(t *testing.T) {
	for printed, want := range map[string]string{
		"604.09":          "604.09",
		"6040900元":        "604.09",
		"6040900 元":       "604.09",
		"6040900（元）":      "604.09",
		"6040900 （单位：元）":  "604.09",
		"0.060409（亿元）":    "604.09",
		"604.09万元":        "604.09",
		"604.09 万元":       "604.09",
		"604.09（万美元）":     "-",
		"604.09 美元":       "-",
		"604.09 （更正为605）": "-",
		"604.09 元左右":      "-",
		"604.09（含罚没12元）":  "604.09",
		"604.0O9":         "-",
		"604.09%":         "-",
	} {
		t.Run(printed, func(t *testing.T) {
			r := textReport(t, disclosureLines("12", printed)...)
			if got, cell := valueOf(t, r, "disclosure.fee.amount"); got != want || cell.Raw != printed {
				t.Errorf("%q is read as %s (%s %q), want %s", printed, got, cell.State, cell.Raw, want)
			}
		})
	}
	// The unit of the heading in another bracket than the form has.
	for heading, want := range map[string]string{
		"本年收费金额（万元）":  "604.09",
		"本年收费金额（元）":   "0.060409",
		"本年收费金额（百元）":  "6.0409",
		"本年收费金额（万美元）": "-",
		"本年收费金额":      "-",
	} {
		lines := disclosureLines("12", "604.09")
		for i := range lines {
			lines[i] = strings.ReplaceAll(lines[i], "本年收费金额（单位：万元）", heading)
		}
		if got, _ := valueOf(t, textReport(t, lines...), "disclosure.fee.amount"); got != want {
			t.Errorf("under %s: read as %s, want %s", heading, got, want)
		}
	}
	// A line over the table, and a cell of its own under the number, contradict the heading.
	for name, lines := range map[string][]string{
		"over":  append([]string{"单位：件、元"}, disclosureLines("12", "6040900")[1:]...),
		"under": slices.Insert(disclosureLines("12", "6040900"), 15, "（元）"),
		"note":  slices.Insert(disclosureLines("12", "6040900"), 15, "注：收费金额单位为元"),
	} {
		if got, _ := valueOf(t, textReport(t, lines...), "disclosure.fee.amount"); got != "-" {
			t.Errorf("%s: read as %s", name, got)
		}
	}
}

// Rows of table 三 in text: a token that is no number leaves its own cell unread, whichever it is; a token is never split
// into two.
func TestTokensOfRows(t *testing.T) {
	rt := newRequestTable(t)
	lines := func(row, column int, text string) []string {
		out := []string{"三、收到和处理政府信息公开申请情况"}
		for i, cells := range slices.Concat(rt.header, rt.rows) {
			cells = slices.Clone(cells)
			if i == len(rt.header)+row {
				cells[3+column] = text
			}
			cells = slices.DeleteFunc(cells, func(c string) bool { return c == ">" || c == "^" })
			out = append(out, strings.Join(cells, "  "))
		}
		return append(out, "四、政府信息公开行政复议、行政诉讼情况")
	}
	clean := textReport(t, lines(0, 0, rt.rows[0][3])...)
	right, abstained, wrong := rt.compare(t, &clean)
	if right < 100 || wrong > 0 {
		t.Fatalf("the clean text: right %d, abstained %d, wrong %d", right, abstained, wrong)
	}
	for printed, want := range printedWrong() {
		for _, column := range []int{0, 3, 6} {
			r := textReport(t, lines(1, column, printed)...)
			code := "request.carried_in." + []string{"natural_person", "business", "research_institution", "public_interest_organization", "legal_service", "other_organization", "total"}[column]
			got, cell := valueOf(t, r, code)
			if got != want && got != "-" || want != "-" && got == "-" && !strings.Contains(printed, "万") {
				t.Errorf("%q in column %d is read as %s (%q), want %s", printed, column, got, cell.Raw, want)
			}
		}
	}
}

// A hostile text is looked at once: digits and letters without a gap, brackets that nothing closes, words that announce
// nothing, a line without end. Searched again from every place, each would outlast the time limit of the test.
func TestTokensOfHostileText(t *testing.T) {
	const many = 50_000
	for name, text := range map[string]string{
		"digits and letters": strings.Repeat("1a", many),
		"digits and words":   strings.Repeat("1 a", many),
		"brackets":           strings.Repeat("（", many),
		"brackets closed":    strings.Repeat("（", many) + "）",
		"announcements":      strings.Repeat("收费单位：", many),
		"by something":       strings.Repeat("收费以按", many),
		"marks":              strings.Repeat("/1", many),
	} {
		t.Run(name, func(t *testing.T) {
			lines := disclosureLines("12", "604.09"+text)
			lines = append(lines, "收费"+text)
			lines[3] += text
			textReport(t, lines...)
			m := newRecogniser(t, 2024).vocabularies[0]
			m.values.label(text)
			m.values.notice(text)
			m.values.sentences(text)
			m.values.line(text)
		})
	}
}
