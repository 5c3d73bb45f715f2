package identity

import (
	"slices"
	"strings"
	"testing"

	"gongkai/internal/report"
)

func TestPartOfYear(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct {
		name, title, prose string
		period             string
		part               bool
		rule               string // that is told
	}{
		{"a year", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限自2024年1月1日起至2024年12月31日止。", "2024-01-01/2024-12-31", false, ""},
		{"a year, without its period", "盐城市水利局2024年政府信息公开工作年度报告", "", "", false, ""},
		{"half a year, by both", "盐城市水利局2024年上半年政府信息公开工作报告", "统计期限自2024年1月1日起至2024年6月30日止。", "2024-01-01/2024-06-30", true, RulePart},
		{"half a year, by its title", "盐城市水利局2024年上半年政府信息公开工作报告", "", "2024-01-01/2024-06-30", true, RulePart},
		{"half a year, by its period", "盐城市水利局2024年政府信息公开工作报告", "统计期限自2024年1月1日起至2024年6月30日止。", "2024-01-01/2024-06-30", true, RulePart},
		{"half a year, by its period in words", "盐城市水利局2024年政府信息公开工作报告", "本报告统计期限为2024年上半年。", "2024-01-01/2024-06-30", true, RulePart},
		{"the word behind the title", "盐城市水利局2024年政府信息公开工作半年报告", "", "2024-01-01/2024-06-30", true, RulePart},
		{"the second half", "盐城市水利局2024年下半年政府信息公开工作报告", "统计期限自2024年7月1日起至2024年12月31日止。", "2024-07-01/2024-12-31", true, RulePart},
		{"a quarter", "盐城市水利局2024年第三季度政府信息公开工作报告", "", "2024-07-01/2024-09-30", true, RulePart},
		{"three quarters", "盐城市水利局2024年前三季度政府信息公开工作报告", "", "2024-01-01/2024-09-30", true, RulePart},
		{"a quarter in digits", "盐城市水利局2024年1季度政府信息公开工作报告", "", "2024-01-01/2024-03-31", true, RulePart},
		{"months", "盐城市水利局2024年1-9月政府信息公开工作报告", "", "2024-01-01/2024-09-30", true, RulePart},
		{"months in the prose", "盐城市水利局2024年政府信息公开工作报告", "统计期限为2024年1—9月。", "2024-01-01/2024-09-30", true, RulePart},
		{"a month", "盐城市水利局2024年2月政府信息公开工作报告", "", "2024-02-01/2024-02-29", true, RulePart},
		{"all months are a year", "盐城市水利局2024年1-12月政府信息公开工作年度报告", "", "", false, ""},
		{"title and period differ", "盐城市水利局2024年上半年政府信息公开工作报告", "统计期限自2024年1月1日起至2024年12月31日止。", "2024-01-01/2024-12-31", true, RulePart},
		{"a body set up during the year", "盐城市数据局2024年政府信息公开工作年度报告", "统计期限自2024年9月1日起至2024年12月31日止。", "2024-09-01/2024-12-31", false, RuleShort},
		{"half a year, 报告期", "盐城市水利局2024年政府信息公开工作年度报告", "报告期：2024年1月1日至6月30日。", "2024-01-01/2024-06-30", true, RulePart},
		{"… 时间范围, with months", "盐城市水利局2024年政府信息公开工作年度报告", "时间范围为2024年1月至6月。", "2024-01-01/2024-06-30", true, RulePart},
		{"… 报告周期, in words", "盐城市水利局2024年政府信息公开工作年度报告", "报告周期为2024年上半年。", "2024-01-01/2024-06-30", true, RulePart},
		{"… 数据起止时间, with dots", "盐城市水利局2024年政府信息公开工作年度报告", "数据起止时间为2024.1.1-2024.6.30。", "2024-01-01/2024-06-30", true, RulePart},
		{"… with hours", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限自2024年1月1日零时至2024年6月30日24时。", "2024-01-01/2024-06-30", true, RulePart},
		{"… in Chinese numerals", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限为二〇二四年一月一日至六月三十日。", "2024-01-01/2024-06-30", true, RulePart},
		{"… months in Chinese numerals", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限为2024年一月至六月。", "2024-01-01/2024-06-30", true, RulePart},
		{"… only its end", "盐城市水利局2024年政府信息公开工作年度报告", "本报告所列数据截至2024年6月30日。", "2024-01-01/2024-06-30", true, RulePart},
		{"the end of the year", "盐城市水利局2024年政府信息公开工作年度报告", "数据截至2024年12月31日。", "", false, ""},
		{"the end of a piece of work", "盐城市水利局2024年政府信息公开工作年度报告", "截至2024年6月30日，我局已整改完毕。", "", false, ""},
		{"a body set up during the year, by its months", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限为2024年3月至12月。", "2024-03-01/2024-12-31", false, RuleShort},
		{"a body set up during the year, with the reason", "盐城市水利局2024年政府信息公开工作年度报告", "统计期限为2024年9月15日（挂牌成立）至2024年12月31日。", "2024-09-15/2024-12-31", false, RuleShort},
		{"据统计 is no period", "盐城市水利局2024年政府信息公开工作年度报告", "据统计，2024年上半年公开100条，下半年公开200条。", "", false, ""},
		{"据统计 before days is no period", "盐城市水利局2024年政府信息公开工作年度报告", "据统计，2024年1月1日至6月30日，共公开信息50条。", "", false, ""},
		{"统计数据显示 is no period", "盐城市水利局2024年政府信息公开工作年度报告", "本年度统计数据显示，2024年上半年主动公开100条。", "", false, ""},
		{"a remark in the title", "盐城市水利局2024年度政府信息公开工作年度报告（半年报已另发）", "", "", false, ""},
		{"半年报", "盐城市水利局2024年政府信息公开工作半年报", "", "2024-01-01/2024-06-30", true, RulePart},
		{"季度报告", "盐城市水利局2024年政府信息公开季度报告（一季度）", "", "2024-01-01/2024-03-31", true, RulePart},
		{"月报", "盐城市水利局2024年政府信息公开月报（6月）", "", "2024-06-01/2024-06-30", true, RulePart},
		{"months of the title in Chinese numerals", "盐城市水利局2024年一至六月政府信息公开工作报告", "", "2024-01-01/2024-06-30", true, RulePart},
		{"全年", "盐城市水利局2024年全年政府信息公开工作年度报告", "", "", false, ""},
		{"上半年 as a word of prose", "盐城市水利局2024年政府信息公开工作年度报告", "上半年召开会议。统计期限自2024年1月1日起至2024年12月31日止。", "2024-01-01/2024-12-31", false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := r.Identify(Input{Titles: []string{test.title}, Paragraphs: []string{test.prose}})
			period := ""
			if !got.Period.From.IsZero() {
				period = got.Period.From.String() + "/" + got.Period.To.String()
			}
			if period != test.period || got.PartOfYear != test.part || got.Year != 2024 {
				t.Errorf("period %q, part of the year %v, year %d; want %q, %v, 2024", period, got.PartOfYear, got.Year, test.period, test.part)
			}
			told := ""
			for _, rule := range []string{RulePart, RuleShort} {
				if slices.ContainsFunc(got.Findings, func(f report.Finding) bool { return f.Rule == rule }) {
					told = rule
				}
			}
			if told != test.rule {
				t.Errorf("%q is told, want %q", told, test.rule)
			}
			if got.Agency != "盐城市水利局" && got.Agency != "盐城市数据局" {
				t.Errorf("agency %q: the words for a part of the year are none of the name", got.Agency)
			}
		})
	}
}

func TestHeading(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct {
		name  string
		lines []string
		want  *Heading
	}{
		{"a title", []string{"盐城市水利局2024年政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 1}},
		{"the year first", []string{"2024年盐城市水利局政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 1}},
		{"two lines", []string{"无。", "盐城市水利局", "2024年政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 2}},
		{"three lines", []string{"盐城市水利局", "2024年", "政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 3}},
		{"a government by its region", []string{"盐城市2024年政府信息公开工作年度报告"}, &Heading{"盐城市人民政府", 2024, 1}},
		{"a mark behind", []string{"盐城市水利局2024年政府信息公开工作年度报告（更正）"}, &Heading{"盐城市水利局", 2024, 1}},
		{"without a year", []string{"盐城市水利局政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 0, 1}},
		{"a sort of body that is unknown", []string{"盐城市第三中学2024年政府信息公开工作年度报告"}, &Heading{"盐城市第三中学", 2024, 1}},
		{"nobody's", []string{"无。", "2024年政府信息公开工作年度报告"}, nil},
		{"a sentence", []string{"现公布盐城市水利局2024年政府信息公开工作年度报告。"}, nil},
		{"a link to the next page", []string{"下一篇：盐城市水利局2024年政府信息公开工作年度报告"}, nil},
		{"an attachment of several", []string{"附件1：盐城市水利局2024年政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 1}},
		{"a list of attachments", []string{"附件：盐城市水利局2024年政府信息公开工作年度报告"}, nil},
		{"in quotation marks", []string{"《盐城市水利局2024年政府信息公开工作年度报告》"}, &Heading{"盐城市水利局", 2024, 1}},
		{"quoted in a line", []string{"《盐城市水利局2024年政府信息公开工作年度报告》解读"}, nil},
		{"with its number", []string{"（二）盐城市水利局2024年政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 1}},
		{"issued by an office", []string{"盐城市人民政府办公室关于印发《盐城市人民政府2024年政府信息公开工作年度报告》的通知"}, &Heading{"盐城市人民政府", 2024, 1}},
		{"over a table", []string{"附表3 盐城市水利局2024年政府信息公开工作年度报告"}, &Heading{"盐城市水利局", 2024, 1}},
		{"one of a list", []string{"· 盐城市水利局2024年政府信息公开工作年度报告"}, nil},
		{"one of a list, with its day", []string{"2025-01-20 盐城市水利局2024年政府信息公开工作年度报告"}, nil},
		{"a sheet without a name", []string{"Sheet1", "2024年政府信息公开工作年度报告"}, nil},
		{"more than a title", []string{"盐城市水利局2024年政府信息公开工作年度报告的编制说明和数据口径"}, nil},
		{"no title", []string{"盐城市水利局"}, nil},
		{"nothing", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := r.Heading(test.lines)
			switch {
			case got == nil || test.want == nil:
				if got != test.want {
					t.Errorf("got %+v, want %+v", got, test.want)
				}
			case *got != *test.want:
				t.Errorf("got %+v, want %+v", *got, *test.want)
			}
		})
	}
}

func TestHeadingsInATextWithoutLineEnds(t *testing.T) {
	r := recogniser(t)
	const text = "标题盐城市水利局2024年政府信息公开工作年度报告根据条例编制。见《盐城市财政局2024年政府信息公开工作年度报告》。" +
		"结转下年度0000000盐城市教育局2024年政府信息公开工作年度报告四、行政复议。"
	var got []string
	for _, h := range r.HeadingsIn(text) {
		if !strings.HasPrefix(text[h.At:], "标题盐城市水利局2024年") && !strings.HasPrefix(text[h.At:], h.Agency+"2024年") {
			t.Errorf("%s stands at %d: %s", h.Agency, h.At, text[h.At:])
		}
		got = append(got, h.Agency)
	}
	if want := []string{"盐城市水利局", "盐城市教育局"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
