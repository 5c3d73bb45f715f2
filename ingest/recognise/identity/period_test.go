package identity

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func TestYears(t *testing.T) {
	const town = "济宁市邹城市田黄镇人民政府2020年政府信息公开工作年度报告"
	named := want{"邹城市田黄镇人民政府", "township", "town", "", "370883", 0, "2021-01-01/2021-12-31", "own", "document.year"}
	with := func(year int) want {
		w := named
		w.Year = year
		return w
	}
	const declared = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
	run(t, []testCase{
		{"title and period differ, nothing decides", Input{Titles: []string{town}, Paragraphs: []string{declared}}, with(0)},
		{
			"the date of publication decides for the period",
			Input{Titles: []string{town}, Paragraphs: []string{declared}, Published: report.Date{Year: 2022, Month: 1, Day: 20}},
			with(2021),
		},
		{
			"the date of publication decides for the title",
			Input{Titles: []string{town}, Paragraphs: []string{declared}, Published: report.Date{Year: 2021, Month: 1, Day: 20}},
			with(2020),
		},
		{
			"the prose decides",
			Input{Titles: []string{town}, Paragraphs: []string{declared, "2021年，田黄镇坚持公开。", "2021年，收到申请0件。"}},
			with(2021),
		},
		{
			"prose and publication contradict each other",
			Input{
				Titles: []string{town}, Paragraphs: []string{declared, "2021年，田黄镇坚持公开。", "2021年，收到申请0件。"},
				Published: report.Date{Year: 2021, Month: 1, Day: 20},
			},
			with(0),
		},
		{
			"the manifest decides",
			Input{Titles: []string{town}, Paragraphs: []string{declared}, Manifest: Manifest{Year: 2021}},
			with(2021),
		},
		{
			"a damaged period is unknown",
			Input{
				Titles:     []string{"淮安市水利局2021年政府信息公开工作年度报告"},
				Paragraphs: []string{"本报告所列数据的统计期限自20211月1日起至2021年12月31日止。"},
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2021, "", "own", "document.period"},
		},
		{
			"a blank form's period",
			Input{
				Titles:     []string{"淮安市水利局2021年政府信息公开工作年度报告"},
				Paragraphs: []string{"本报告所列数据的统计期限自至。"},
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2021, "", "own", ""},
		},
		{
			"no such day",
			Input{
				Titles:     []string{"淮安市水利局2021年政府信息公开工作年度报告"},
				Paragraphs: []string{"统计期限自2021年1月1日起至2021年13月31日止。"},
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2021, "", "own", "document.period"},
		},
		{
			"the year of the period, where the title has none",
			Input{
				Titles:     []string{"淮安市水利局政府信息公开工作年度报告"},
				Paragraphs: []string{"统计期限自2021年1月1日起至2021年12月31日止。"},
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2021, "2021-01-01/2021-12-31", "own", ""},
		},
		{
			"two blocks of different years",
			Input{Titles: []string{"宿迁市 政务公开年报比对"}, Paragraphs: []string{"2023 年报告", "2024 年报告"}},
			want{"宿迁市人民政府", "government", "city", "", "321300", 0, "", "area", "document.year"},
		},
		{
			"a period far behind the menus of a page",
			Input{
				Titles:     []string{"淮安市水利局2021年政府信息公开工作年度报告"},
				Paragraphs: append(strings.Split(strings.Repeat("首页政务公开 ", 900), " "), "统计期限自2021年1月1日起至2021年12月31日止。"),
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2021, "2021-01-01/2021-12-31", "own", ""},
		},
	})
}

func TestPublishedOn(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct {
		name string
		in   Input
		want report.Date
	}{
		{"the container", Input{Published: day(t, 2024, 3, 8), Paragraphs: []string{"发布日期：2020-01-31"}}, day(t, 2024, 3, 8)},
		{"a line", Input{Paragraphs: []string{"发布日期：2020-01-31"}}, day(t, 2020, 1, 31)},
		{"a line with time", Input{Paragraphs: []string{"发布时间: 2022-02-08 16:34"}}, day(t, 2022, 2, 8)},
		{"in Chinese", Input{Paragraphs: []string{"发布日期：2020年1月3日"}}, day(t, 2020, 1, 3)},
		{"beside the source", Input{Paragraphs: []string{"来源：平潭县人民政府 时间：2022-02-08 16:34 微信"}}, day(t, 2022, 2, 8)},
		{"no such day", Input{Paragraphs: []string{"发布日期：2020-02-31"}}, report.Date{}},
		{"the day of signing is not it", Input{Paragraphs: []string{"2020年1月6日"}}, report.Date{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, r.Identify(test.in).PublishedOn); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
