package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/config/regions"
	"gongkai/config/rules"
	"gongkai/ingest/check"
	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
	"gongkai/ingest/recognise"
	"gongkai/internal/report"
)

// inventedForm returns the embedded forms with one of 2027 added to them by data alone: a ninth reason to refuse in
// table 三, and a block of its own in table 二.
func inventedForm(t *testing.T) *forms.Set {
	t.Helper()
	files := fstest.MapFS{}
	if err := fs.WalkDir(os.DirFS("../config/forms"), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".csv") {
			return err
		}
		body, err := os.ReadFile("../config/forms/" + path)
		files[path] = &fstest.MapFile{Data: body}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	table := func(name string) [][]string {
		rows, err := csv.NewReader(bytes.NewReader(files[name].Data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	write := func(name string, rows [][]string) {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b.Bytes()}
	}

	list := table("forms.csv")
	list[len(list)-1][2] = "2026"
	write("forms.csv", append(list, []string{"2027", "2027", "", "测试文件〔2027〕1号"}))
	parts := table("parts.csv")
	write("parts.csv", append(parts,
		[]string{"request", "item", "concluded", "denied_ai_training_data"},
		[]string{"request", "item", "denied", "denied_ai_training_data"}))

	// The new row is the old last reason with another name, its seven cells right behind those of that reason.
	indicators, positions := table("indicators.csv"), [][]string{}
	id, err := strconv.Atoi(indicators[len(indicators)-1][0])
	if err != nil {
		t.Fatal(err)
	}
	add := func(code, labelZH, labelEN string) {
		id++
		subject, rest, _ := strings.Cut(code, ".")
		item, heading, _ := strings.Cut(rest, ".")
		indicators = append(indicators, []string{strconv.Itoa(id), code, subject, item, heading, labelZH, labelEN, "件", "flow"})
	}
	rename := strings.NewReplacer("denied_administrative_query", "denied_ai_training_data", "8.属于行政查询事项", "9.属于人工智能训练数据")
	var row [][]string
	for _, p := range table("2021.csv") {
		if len(row) > 0 && !strings.Contains(p[1], "denied_administrative_query") {
			positions, row = append(positions, row...), nil
		}
		positions = append(positions, p)
		if strings.Contains(p[1], "denied_administrative_query") {
			again := []string{p[0], rename.Replace(p[1]), p[2], rename.Replace(p[3])}
			add(again[1], again[3], "denied: training data: "+again[1])
			row = append(row, again)
		}
		if p[1] == "disclosure.fee.amount" {
			positions = append(positions, []string{"", "disclosure.algorithm.decisions", "cell", "第二十条第（十）项 / 算法备案 / 本年处理决定数量"})
			add("disclosure.algorithm.decisions", "第二十条第（十）项/算法备案/本年处理决定数量", "algorithm filings: decisions this year")
		}
	}
	for n, p := range positions[1:] {
		p[0] = strconv.Itoa(n + 1)
	}
	write("indicators.csv", indicators)
	write("2027.csv", positions)
	set, err := forms.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// truthOf invents numbers for a form; every sum closes.
func truthOf(set *forms.Set, form *forms.Form) map[string]int64 {
	truth := map[string]int64{}
	leaf := map[string]bool{}
	for _, p := range set.Parts {
		leaf[p.Part] = leaf[p.Part] || p.Total == "concluded"
	}
	for n, p := range form.Positions {
		i := p.Indicator
		if p.Role != forms.RoleCell {
			continue
		}
		v := int64(n*7%11 + 1)
		switch {
		case i.Subject == "disclosure":
			v = int64(1000 + n)
		case i.Subject == "appeal" && i.Heading != "total":
			truth["appeal."+i.Item+".total"] += v
		case i.Subject == "request" && i.Heading != "total" && leaf[i.Item]:
			for _, code := range []string{i.Item + ".total", "concluded." + i.Heading, "concluded.total", "received." + i.Heading, "received.total"} {
				truth["request."+code] += v
			}
		case i.Subject == "request" && i.Heading != "total" && (i.Item == "carried_in" || i.Item == "carried_out"):
			v = 4
			truth["request."+i.Item+".total"] += v
		default: // a sum that the cells before it make, or received
			continue
		}
		truth[i.Code] = v
	}
	return truth
}

// page writes a report of the form, its tables drawn as offices do, with spans.
func page(form *forms.Form, truth map[string]int64) string {
	var b strings.Builder
	cell := func(text string, rows, columns int) {
		fmt.Fprintf(&b, `<td rowspan="%d" colspan="%d">%s</td>`, rows, columns, text)
	}
	b.WriteString(`<html><head><title>淮安市人民政府2027年政府信息公开工作年度报告</title></head><body>
<h1>淮安市人民政府2027年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>统计期限自2027年1月1日至2027年12月31日。</p>
<p>二、主动公开政府信息情况</p><table>`)
	article, item := "", ""
	disclosure := form.Of("disclosure")
	for n, p := range disclosure {
		if p.Label[0] != article {
			article = p.Label[0]
			fmt.Fprintf(&b, `<tr><td colspan="4">%s</td></tr><tr><td>信息内容</td>`, article)
			first := p.Label[1]
			for _, q := range disclosure[n:] {
				if q.Label[0] == article && q.Label[1] == first {
					cell(q.Label[2], 1, 1)
				}
			}
			b.WriteString("</tr>")
		}
		if p.Label[1] != item {
			item = p.Label[1]
			b.WriteString("<tr><td>" + item + "</td>")
			for _, q := range disclosure[n:] {
				if q.Label[0] == article && q.Label[1] == item {
					cell(strconv.FormatInt(truth[q.Indicator.Code], 10), 1, 1)
				}
			}
			b.WriteString("</tr>")
		}
	}
	b.WriteString(`</table><p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td rowspan="3" colspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>`)
	var rows []forms.Position
	for _, p := range form.Of("request") {
		if p.Role == forms.RoleCell && p.Indicator.Heading == "total" {
			rows = append(rows, p)
		}
	}
	for n, p := range rows {
		b.WriteString("<tr>")
		for depth, label := range p.Label {
			if n > 0 && len(rows[n-1].Label) > depth && slices.Equal(rows[n-1].Label[:depth+1], p.Label[:depth+1]) {
				continue
			}
			height := 0
			for height < len(rows)-n && len(rows[n+height].Label) > depth && slices.Equal(rows[n+height].Label[:depth+1], p.Label[:depth+1]) {
				height++
			}
			width := 1
			if depth == len(p.Label)-1 {
				width = 3 - depth
			}
			cell(label, height, width)
		}
		for _, q := range form.Of("request") {
			if q.Indicator.Item == p.Indicator.Item {
				cell(strconv.FormatInt(truth[q.Indicator.Code], 10), 1, 1)
			}
		}
		b.WriteString("</tr>")
	}
	b.WriteString(`</table><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr><tr>`)
	for _, p := range form.Of("appeal")[:5] {
		cell(p.HeadingLabel(), 2, 1)
	}
	b.WriteString(`<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>`)
	for _, p := range form.Of("appeal")[:10] {
		if p.Indicator.Item != form.Of("appeal")[0].Indicator.Item {
			cell(p.HeadingLabel(), 1, 1)
		}
	}
	for _, p := range form.Of("appeal")[:5] {
		cell(p.HeadingLabel(), 1, 1)
	}
	b.WriteString("</tr><tr>")
	for _, p := range form.Of("appeal") {
		cell(strconv.FormatInt(truth[p.Indicator.Code], 10), 1, 1)
	}
	b.WriteString(`</tr></table><p>五、存在的主要问题及改进情况</p><p>无。</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>`)
	return b.String()
}

// A form of 2027 needs no Go: its page is read, and the new row enters the sums.
func TestInventedForm(t *testing.T) {
	set := inventedForm(t)
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	divisions, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	who, err := newIdentifier(divisions)
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := recognise.New(set, all, who)
	if err != nil {
		t.Fatal(err)
	}
	checker, err := check.New(set, all)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"2019": 37, "2021": 39, "2027": 40} {
		if got := checker.Relations(name, report.Request); got != want {
			t.Errorf("form %s has %d sums, want %d", name, got, want)
		}
	}
	form, _ := set.Form("2027")
	read2027 := func(truth map[string]int64) *report.Report {
		docs, err := html.New().Read(context.Background(), read.Source{Path: "2027.html", Bytes: []byte(page(form, truth)), Limits: read.DefaultLimits()})
		if err != nil {
			t.Fatal(err)
		}
		reports, err := recogniser.Reports(&docs[0], recognise.Given{Path: "2027.html"})
		if err != nil || len(reports) != 1 {
			t.Fatalf("%d reports, %v", len(reports), err)
		}
		return &reports[0]
	}

	truth := truthOf(set, form)
	r := read2027(truth)
	if want := (report.PerSubject[string]{Disclosure: "2027", Request: "2027", Appeal: "2027"}); r.Forms != want || r.Year != 2027 {
		t.Errorf("forms %+v of %d", r.Forms, r.Year)
	}
	got := map[string]int64{}
	for _, c := range r.Cells {
		if c.State != report.Reported {
			t.Errorf("%s is %s", c.Code, c.State)
			continue
		}
		got[c.Code] = int64(c.Value) / int64(report.Whole(1))
	}
	if diff := cmp.Diff(truth, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got) != 208 || got["request.denied_ai_training_data.total"] == 0 || got["disclosure.algorithm.decisions"] == 0 {
		t.Errorf("%d cells; the new ones are %d and %d", len(got), got["request.denied_ai_training_data.total"], got["disclosure.algorithm.decisions"])
	}
	for _, f := range append(r.Findings, checker.Check(r)...) {
		t.Errorf("%s: %s", f.Rule, f.MessageEN)
	}

	truth["request.denied_ai_training_data.total"]++
	var broken []string
	for _, f := range checker.Check(read2027(truth)) {
		if f.IsOpenError() && slices.Contains(f.Cells, "request.denied_ai_training_data.total") {
			broken = append(broken, f.Rule)
		}
	}
	if want := []string{"request.results", "request.applicants"}; !slices.Equal(broken, want) {
		t.Errorf("a wrong new cell breaks %v, want %v", broken, want)
	}
}
