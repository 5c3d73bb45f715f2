package recognise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

func TestLabelUnits(t *testing.T) {
	v := newValues(t)
	for label, want := range map[string]units{
		"本年收费金额（单位：万元）":     {money: claim{[]int64{10_000}}},
		"本年收费金额(单位:元)":      {money: claim{[]int64{1}}},
		"本年收费金额（单位：人民币万元）":  {money: claim{[]int64{10_000}}},
		"本年收费金额（单位：百万元）":    {money: claim{[]int64{1_000_000}}},
		"本年收费金额【千万元】":       {money: claim{[]int64{10_000_000}}},
		"采购总金额（万元）":         {money: claim{[]int64{10_000}}},
		"采购总金额/亿元":          {money: claim{[]int64{100_000_000}}},
		"采购总金额万元":           {money: claim{[]int64{10_000}}},
		"采购总金额（以元为单位）":      {money: claim{[]int64{1}}},
		"本年收费金额（万元）（元）":     {money: claim{[]int64{10_000, 1}}},
		"本年收费金额（单位：美元）":     {money: claim{[]int64{0}}},
		"本年收费金额（单位：贯）":      {money: claim{[]int64{0}}, count: claim{[]int64{0}}},
		"行政许可（千件）":          {count: claim{[]int64{1000}}},
		"本年处理决定数量（万）":       {money: claim{[]int64{10_000}}, count: claim{[]int64{10_000}}},
		"本年处理决定数量/万件":       {money: claim{}, count: claim{[]int64{10_000}}},
		"行政规范性文件/件":         {},
		"采购总金额":             {},
		"本年处理决定数量":          {},
		"（一）予以公开":           {},
		"1.属于国家秘密":          {},
		"单位：万宁市财政局":         {money: claim{[]int64{0}}, count: claim{[]int64{0}}},
		"责任单位：市财政局":         {},
		"行政事业性收费（不含所属单位）":   {},
		"8.属于行政查询事项":        {},
		"（本列数据的勾稽关系为：第一项加）": {},
	} {
		if got := v.label(label); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("label(%q) = %v, want %v", label, got, want)
		}
	}
}

func TestNotice(t *testing.T) {
	v := newValues(t)
	for line, want := range map[string]units{
		"（单位：件、元）":                       {money: claim{[]int64{1}}, count: claim{[]int64{1}}},
		"单位：件／万元":                        {money: claim{[]int64{10_000}}, count: claim{[]int64{1}}},
		"单位 元":                           {money: claim{[]int64{1}}},
		"计量单位：万元":                        {money: claim{[]int64{10_000}}},
		"注：收费金额单位为元":                     {money: claim{[]int64{1}}},
		"注：收费金额单位均为元。":                   {money: claim{[]int64{1}}},
		"表中金额以元计算。":                      {money: claim{[]int64{1}}},
		"金额按万元填报":                        {money: claim{[]int64{10_000}}},
		"（以下金额均为元）":                      {money: claim{[]int64{1}}},
		"注：1.收费金额为元。":                    {money: claim{[]int64{1}}},
		"注：上表中收费金额的单位应为元。":               {money: claim{[]int64{1}}},
		"注：行政处罚以千件计":                     {count: claim{[]int64{1000}}},
		"注：收费604.09元":                    {},
		"收费为财政收入":                        {},
		"（元）":                            {money: claim{[]int64{1}}},
		"表2 主动公开情况（万元）":                  {money: claim{[]int64{10_000}}},
		"单位：件（金额单位：万元）":                  {money: claim{[]int64{10_000}}, count: claim{[]int64{1}}},
		"单位：千件":                          {count: claim{[]int64{1000}}},
		"单位：万宁市财政局":                      {},
		"填报单位：元谋县教育局":                    {},
		"二、主动公开政府信息情况":                   {},
		"单位：" + strings.Repeat("元", 100): {},
	} {
		if got := v.notice(line); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("notice(%q) = %v, want %v", line, got, want)
		}
	}
	for text, want := range map[string]units{
		"本报告中收费金额以元为单位。":        {money: claim{[]int64{1}}},
		"全年收费604.09万元。本单位人员不变。": {},
		"按件计收费用，单位负责人签字。":       {},
		"以元为单位的表格见附件。":          {},
	} {
		if got := v.sentences(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("sentences(%q) = %v, want %v", text, got, want)
		}
	}
}

// feeTable is a table 二 of 2021 with a fee under a heading, beside a label.
func feeTable(heading, label, value string) string {
	return `
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 36 | 3 | 348 |
| 信息内容 | 本年处理决定数量 | > | > |
| 行政许可 | 35291 | > | > |
| 信息内容 | ` + heading + ` | > | > |
| ` + label + ` | ` + value + ` | > | > |
`
}

// The unit of an amount may stand in its heading, its label, a row of the table, a line over or under it, or in the prose.
// Where they contradict each other, or none is there, the amount is not read, and a finding says so with the values that
// it may have.
// A line within a table announces a unit in wide and in narrow characters.
func TestLineUnits(t *testing.T) {
	v := newValues(t)
	for line, want := range map[string]units{
		"收费金额：万元":   {money: claim{[]int64{10_000}}},
		"收费金额:万元":   {money: claim{[]int64{10_000}}},
		"收费金额 ： 万元": {money: claim{[]int64{10_000}}},
		"以下金额（元）":   {money: claim{[]int64{1}}},
		"金额均为万元":    {money: claim{[]int64{10_000}}},
		"收费金额":      {},
		"行政事业性收费：无": {},
	} {
		if got := v.line(line); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("line(%q) = %v, want %v", line, got, want)
		}
	}
}

func TestUnitsAroundAmounts(t *testing.T) {
	const plain, tenThousand = "本年收费金额", "本年收费金额（单位：万元）"
	const fee = "行政事业性收费"
	text := func(lines ...string) []read.Block {
		var out []read.Block
		for _, line := range lines {
			out = append(out, read.Block{Text: line})
		}
		return out
	}
	tests := []struct {
		name         string
		over         []read.Block
		table        string
		under        []read.Block
		want         string // the fee, - where it is not read
		rule         string
		suggested    string
		licence, raw string
	}{
		{name: "in the heading", table: feeTable(tenThousand, fee, "604.09"), want: "604.09"},
		{name: "millions in the heading", table: feeTable("本年收费金额（单位：百万元）", fee, "6.0409"), want: "604.09"},
		{name: "in the label", table: feeTable(plain, fee+"（元）", "6040900"), want: "604.09"},
		{name: "announced in the label", table: feeTable(plain, fee+"（单位：元）", "6040900"), want: "604.09"},
		{name: "label and heading agree", table: feeTable(tenThousand, fee+"（万元）", "604.09"), want: "604.09"},
		{name: "label against heading", table: feeTable(tenThousand, fee+"（元）", "6040900"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "beside the number, against both", table: feeTable(tenThousand, fee+"（元）", "604.09万元"), want: "604.09"},
		{name: "a line over it", over: text("单位：件、元"), table: feeTable(plain, fee, "6040900"), want: "604.09"},
		{name: "a line over it against the heading", over: text("（单位：件、元）"), table: feeTable(tenThousand, fee, "6040900"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "a line some lines over it", over: text("单位：元", "", "表1"), table: feeTable(tenThousand, fee, "6040900"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "the heading of the section", over: text("二、主动公开政府信息情况（单位：元）"), table: feeTable(tenThousand, fee, "6040900"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "a line under it", table: feeTable(plain, fee, "6040900"), under: text("注：收费金额单位为元"), want: "604.09"},
		{name: "a line under it against the heading", table: feeTable(tenThousand, fee, "6040900"), under: text("", "注：收费金额单位为元。"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "a row over it", table: "| 单位：元 | > | > | > |" + feeTable(plain, fee, "6040900"), want: "604.09"},
		{name: "a row under it against the heading", table: feeTable(tenThousand, fee, "6040900") + "| 注：以上金额以元计 | > | > | > |", want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "a row under it that names the fees", table: feeTable(tenThousand, fee, "6040900") + "| 注：收费金额以元为单位 | > | > | > |", want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "far below, in a sentence about fees", table: feeTable(tenThousand, fee, "6040900"), under: text("三、收到和处理政府信息公开申请情况", "本表收费金额以元为单位。"), want: "-", rule: ruleUnits, suggested: "6040900 604.09"},
		{name: "another table's note", table: feeTable(tenThousand, fee, "604.09"), under: text("三、收到和处理政府信息公开申请情况", "单位：元"), want: "604.09"},
		{name: "the name of the body over it", over: text("填报单位：万宁市财政局"), table: feeTable(tenThousand, fee, "604.09"), want: "604.09"},
		{name: "pieces over it", over: text("单位：件"), table: feeTable(tenThousand, fee, "604.09"), want: "604.09"},
		{name: "nowhere", table: feeTable(plain, fee, "604.09"), want: "-", rule: ruleUnit, suggested: "0.060409 604.09"},
		{name: "nowhere, and either may be", table: feeTable(plain, fee, "500"), want: "-", rule: ruleUnit, suggested: "0.05 500"},
		{name: "nowhere, and zero", table: feeTable(plain, fee, "0"), want: "0"},
		{name: "dollars", table: feeTable(tenThousand, fee, "604.09（万美元）"), want: "-", rule: ruleUnits},
		{name: "thousands in the label of a count", table: strings.Replace(feeTable(tenThousand, fee, "604.09"), "行政许可", "行政许可（千件）", 1), want: "604.09", licence: "35291000"},
		{name: "thousands over all of it", over: text("单位：千件、万元"), table: feeTable(tenThousand, fee, "604.09"), want: "604.09", licence: "-"},
		{name: "an object beside the label", table: feeTable(tenThousand, "行政\uFFFC事业性收费", "604.09"), want: "604.09"},
		{name: "an object beside the number", table: feeTable(tenThousand, fee, "604.09\uFFFC"), want: "-"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			blocks := append([]read.Block{{Text: "某市2024年政府信息公开工作年度报告"}}, test.over...)
			blocks = append(blocks, read.Block{Grid: drawn(t, test.table)})
			reports, err := newRecogniser(t, 2024).Reports(&read.Document{Blocks: append(blocks, test.under...)}, Given{})
			if err != nil {
				t.Fatal(err)
			}
			check := func(code, want string) {
				t.Helper()
				for _, c := range reports[0].Cells {
					got := "-"
					if c.State.HasValue() {
						got = c.Value.String()
					}
					if c.Code == code && (got != want || want == "-" && c.State != report.Unreadable) {
						t.Errorf("%s = %s (%s), want %s", code, got, c.State, want)
					}
				}
			}
			check("disclosure.fee.amount", test.want)
			if test.licence == "" {
				test.licence = "35291"
			}
			check("disclosure.licence.decisions", test.licence)
			found := ""
			for _, f := range reports[0].Findings {
				if !slices.Contains(f.Cells, "disclosure.fee.amount") || f.Rule != ruleUnit && f.Rule != ruleUnits {
					continue
				}
				var values []string
				for _, s := range f.Suggestion {
					values = append(values, s.Value)
				}
				found += f.Rule + " " + strings.Join(values, " ")
			}
			if want := strings.TrimSpace(test.rule + " " + test.suggested); strings.TrimSpace(found) != want {
				t.Errorf("finding %q, want %q", found, want)
			}
		})
	}
}
