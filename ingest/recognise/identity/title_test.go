package identity

import (
	"fmt"
	"strings"
	"testing"
)

func TestTitleAndCorrection(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct {
		titles     []string
		title      string
		correction bool
	}{
		{[]string{"淮安市水利局2024年政府信息公开工作年度报告（更正）"}, "淮安市水利局2024年政府信息公开工作年度报告(更正)", true},
		{[]string{"（更正）淮安市水利局2024年政府信息公开工作年度报告"}, "(更正)淮安市水利局2024年政府信息公开工作年度报告", true},
		{[]string{"淮安市水利局2024年政府信息公开工作年度报告（修订版）"}, "淮安市水利局2024年政府信息公开工作年度报告(修订版)", true},
		{[]string{"淮安市水利局2024年政府信息公开工作年度报告"}, "淮安市水利局2024年政府信息公开工作年度报告", false},
		{[]string{"淄博市人民政府研究室", "2024年政府信息公开工作年度报告"}, "淄博市人民政府研究室2024年政府信息公开工作年度报告", false},
		{[]string{"淮安市人民政府", "2024年淮安市教育局政府信息公开工作年度报告"}, "2024年淮安市教育局政府信息公开工作年度报告", false},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（修正）"}, "盐城市水利局2024年政府信息公开工作年度报告(修正)", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（更新）"}, "盐城市水利局2024年政府信息公开工作年度报告(更新)", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告【更正】"}, "盐城市水利局2024年政府信息公开工作年度报告【更正】", true},
		{[]string{"【更新版】盐城市水利局2024年政府信息公开工作年度报告"}, "【更新版】盐城市水利局2024年政府信息公开工作年度报告", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（第二次更正）"}, "盐城市水利局2024年政府信息公开工作年度报告(第二次更正)", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（2025年3月修正）"}, "盐城市水利局2024年政府信息公开工作年度报告(2025年3月修正)", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（更正后）"}, "盐城市水利局2024年政府信息公开工作年度报告(更正后)", true},
		{[]string{"关于更正《盐城市水利局2024年政府信息公开工作年度报告》的公告"}, "关于更正《盐城市水利局2024年政府信息公开工作年度报告》的公告", true},
		{[]string{"关于重新发布盐城市水利局2024年政府信息公开工作年度报告的通知"}, "关于重新发布盐城市水利局2024年政府信息公开工作年度报告的通知", false},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告（更新时间：2025-01-20）"}, "盐城市水利局2024年政府信息公开工作年度报告(更新时间:2025", false},
		{[]string{"关于印发《盐城市水利局2024年政府信息公开工作年度报告》的通知"}, "关于印发《盐城市水利局2024年政府信息公开工作年度报告》的通知", false},
		{[]string{"关于修订预算的通知"}, "关于修订预算的通知", false},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告", "（第二次更正）"}, "盐城市水利局2024年政府信息公开工作年度报告", true},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告", "更新时间：2025-02-01"}, "盐城市水利局2024年政府信息公开工作年度报告", false},
		{[]string{"盐城市水利局2024年政府信息公开工作年度报告", "盐城市教育局2024年政府信息公开工作年度报告（更正）"}, "盐城市水利局2024年政府信息公开工作年度报告", false},
		{nil, "", false},
	} {
		t.Run(fmt.Sprint(test.titles), func(t *testing.T) {
			got := r.Identify(Input{Titles: test.titles})
			if got.Title != test.title || got.Correction != test.correction {
				t.Errorf("title %q, correction %v", got.Title, got.Correction)
			}
			if strings.Contains(test.title, "盐城市水利局") && got.Agency != "盐城市水利局" {
				t.Errorf("agency %q: a mark of correction makes no body", got.Agency)
			}
		})
	}
}

// Marks of correction in more spellings: none becomes part of a name, and the day on which one was made is no year of the report.
func TestCorrectionSpellings(t *testing.T) {
	r := recogniser(t)
	const title = "盐城市水利局2024年政府信息公开工作年度报告"
	for _, test := range []struct {
		title, file string
		correction  bool
	}{
		{"更正：" + title, "", true},
		{"更新" + title, "", true},
		{"关于《" + title + "》的更正说明", "", true},
		{"关于《" + title + "》更正的公告", "", true},
		{"关于对《" + title + "》进行更正的公告", "", true},
		{"盐城市水利局关于更正2024年政府信息公开工作年度报告的公告", "", true},
		{title + "勘误表", "", true},
		{title + "（第二版）", "", true},
		{title + "（2025年3月10日更正）", "", true},
		{title + "（纠正）", "", true},
		{title, title + "（更正）.docx", true},
		{title, "水利局年报-修订版.pdf", true},
		{title + "（2025年1月）", "", false},
		{title + "（公开版）", "", false},
		{title, "修改密码说明.html", false},
	} {
		t.Run(test.title+test.file, func(t *testing.T) {
			got := r.Identify(Input{Titles: []string{test.title}, FileName: test.file})
			if got.Correction != test.correction || got.Agency != "盐城市水利局" || got.Year != 2024 {
				t.Errorf("correction %v, %s %d", got.Correction, got.Agency, got.Year)
			}
		})
	}
}
