package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
)

func say(t *testing.T, l messages.Language) messages.Printer {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(l)
}

func ref[T any](v T) *T { return &v }

// findings are an error that names a value, of a body whose name would be markup, and a note that somebody dismissed.
func findings() []page.Finding {
	total := page.Cell{
		Code: "appeal.reconsideration.total", Label: "reconsideration: total", State: report.Reported, Raw: "0",
		Place: report.Place{Page: 2, Grid: 3, Row: 4, Column: 5},
	}
	return []page.Finding{
		{
			FindingID: "aa", Agency: ref("<b>洪泽</b>区"), RegionCode: ref("320813"), Region: ref("洪泽区"), Year: ref(2023), Rule: "layout.left_out",
			Severity: report.Info, Status: report.NotAssessable, Message: "a row:\n\x1b[31m*1*", Path: "a.html",
			Verdict: ref("dismissed"), Who: ref("王某"), Why: ref("已核对"), DecidedAt: ref("2025-02-01 08:30"),
		},
		{
			FindingID: "bb", Agency: ref("<b>洪泽</b>区"), RegionCode: ref("320813"), Region: ref("洪泽区"), Year: ref(2023), Rule: "appeal.total",
			Severity: report.Error, Status: report.Fail, Left: ref("11"), Right: ref("0"), Message: "the results add up to 11", Path: "a.html",
			Cells: []string{total.Code}, Printed: []page.Cell{total}, Basis: "第五十条",
			Suggestion: []report.Suggestion{{Code: total.Code, Value: "11", Culprit: "agency"}},
		},
		{
			FindingID: "cc", Rule: "request.received.sum", Severity: report.Warning, Status: report.Uncertain, Left: ref("1"), Right: ref("2"),
			Message: "parts and total differ", Path: "b.html",
			Printed: []page.Cell{{Code: "request.received.total", State: report.Blank}, {Code: "x"}},
		},
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		language messages.Language
		list     []page.Finding
		want     string
	}{
		{messages.English, nil, "No findings.\n"},
		{messages.English, findings(), `<b>洪泽</b>区 (洪泽区 320813): errors 1, warnings 0, notes 1
  error bb 2023 appeal.total the results add up to 11 | reconsideration: total: printed 0, needed 11 | page 2, table 4 of the form, row 4, column 5
  note aa 2023 layout.left_out a row: ` + "\ufffd" + `[31m*1* | verdict: dismissed by 王某 on 2025-02-01 08:30: 已核对
not settled (not settled): errors 0, warnings 1, notes 0
  warning cc request.received.sum parts and total differ | 1 against 2
Findings: 3
`},
		{messages.Chinese, findings()[1:2], `<b>洪泽</b>区（洪泽区 320813）：错误 1，警告 0，提示 0
  错误 bb 2023 appeal.total the results add up to 11 | reconsideration: total：公布 0，应为 11 | 第2页表四第4行第5列
问题：1 项
`},
	} {
		var b bytes.Buffer
		if err := Findings(&b, say(t, tc.language), tc.list); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.language, diff)
		}
	}
}

func TestFindingTable(t *testing.T) {
	t.Parallel()
	var got []string
	for _, row := range FindingTable(say(t, messages.English), findings()) {
		got = append(got, strings.Join(row, ","))
	}
	want := []string{
		"finding_id,agency,region_code,region,year,severity,status,rule,message,cell,printed,needed,place,path,verdict,who,why,decided_at",
		"aa,<b>洪泽</b>区,320813,洪泽区,2023,info,not_assessable,layout.left_out,a row:\n\x1b[31m*1*,,,,,a.html,dismissed,王某,已核对,2025-02-01 08:30",
		"bb,<b>洪泽</b>区,320813,洪泽区,2023,error,fail,appeal.total,the results add up to 11,appeal.reconsideration.total,0,11,\"page 2\",a.html,,,,",
		"cc,,,,,warning,uncertain,request.received.sum,parts and total differ,request.received.total,1 against 2,both sides equal,,b.html,,,,",
	}
	want[2] = strings.Replace(want[2], `"page 2"`, "page 2, table 4 of the form, row 4, column 5", 1)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// card is a report with one table, and text of its document that would be markup.
func sample() page.Card {
	c := page.Card{
		Agency: "<b>洪泽</b>区", RegionCode: "320813", Title: "# 报告\n[点](http://x)", Path: "/d/a.html", Findings: findings(),
		Subjects: []card.Subject{
			{Subject: report.Request, Scope: report.ScopeUnknown, Unread: []page.Cell{}},
			{Subject: report.Appeal, Form: "2021", Scope: report.ScopeArea, Cells: 15, Inferred: 2, Unread: []page.Cell{
				{Label: "pending", State: report.Blank}, {Label: "other", State: report.Unreadable, Raw: "1|2", Place: report.Place{Line: 7}},
			}},
		},
	}
	c.Trim(report.Info)
	return c
}

func TestCards(t *testing.T) {
	t.Parallel()
	plain := `Report check: <b>洪泽</b>区, not settled

  Document: # 报告 [点](http://x)
  File: a.html
  Region: 320813
  Table: Requests: no table in this document
  Table: Appeals (form 2021, whole area)
  Result: errors 1, warnings 1, notes 1

Findings

1. note — a row: ` + "\ufffd" + `[31m*1*
     verdict: dismissed by 王某 on 2025-02-01 08:30: 已核对
     Rule: layout.left_out aa
2. error — the results add up to 11
     Cell: reconsideration: total
     Printed: 0
     Needed: 11
     Place: page 2, table 4 of the form, row 4, column 5
     Basis: 第五十条
     Rule: appeal.total bb
3. warning — parts and total differ
     Printed: 1 against 2
     Needed: both sides equal
     Rule: request.received.sum cc

What was not read

  Requests: no table in this document
  Appeals: 1 of 15 cells have no value: not surely one number: other “1|2” (line 7)
  Appeals: 1 of 15 cells have no value: printed empty, which is not counted as zero: pending
  Appeals: 2 values were inferred from digits printed without separation; compare them with the document

The checks add up tables three and four. A wrong number in table two, or one that keeps every sum, is not seen by them.
`
	english := say(t, messages.English)
	var b bytes.Buffer
	if err := cards.Text(&b, english, []page.Card{sample()}, Plain()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain, b.String()); diff != "" {
		t.Errorf("plain (-want +got):\n%s", diff)
	}
	b.Reset()
	if err := cards.Text(&b, english, []page.Card{{Year: 2024}, sample()}, Markdown()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Report check: not settled, 2024\n",
		"\n## Findings\n\n- No findings.\n\n## What was not read\n\n- Every cell of the three tables has a value.\n",
		"\n\n# Report check: \\<b\\>洪泽\\</b\\>区, not settled\n\n- Document: \\# 报告 \\[点\\](http://x)\n", "\n   - Basis: 第五十条\n",
		"other “1\\|2” (line 7)\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nlacks %q", b.String(), want)
		}
	}
}

// A page to print lists what has to be mended, and only counts the notes.
func TestCardsHTML(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := cards.HTML(&b, say(t, messages.Chinese), []page.Card{sample()}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<html lang="zh-CN">`, "<dt>标题</dt><dd># 报告 [点](http://x)</dd>", "&lt;b&gt;洪泽&lt;/b&gt;区",
		`<tr><td>1</td><td><span class="error">错误</span> the results add up to 11<br><span class="small">第五十条</span></td>` +
			"<td>0</td><td>11</td><td>reconsideration: total<br>第2页表四第4行第5列</td></tr>",
		"<tr><td>2</td>", `<p class="small">另有提示 1 项`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nlacks %q", b.String(), want)
		}
	}
	if strings.Contains(b.String(), "<b>") || strings.Contains(b.String(), "<td>3</td>") {
		t.Errorf("%s\nhas markup of the document, or a note in the table", b.String())
	}
}

func TestReviewRow(t *testing.T) {
	t.Parallel()
	f := findings()[1]
	want := map[string]string{
		"id": "bb", "agency": "<b>洪泽</b>区", "region": "洪泽区 320813", "year": "2023", "severity": "错误", "rule": "appeal.total",
		"message": "the results add up to 11", "cell": "reconsideration: total", "printed": "0", "needed": "11", "place": "第2页表四第4行第5列",
		"document": "a.html",
	}
	if diff := cmp.Diff(want, ReviewRow(say(t, messages.Chinese), &f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
