package identity

import (
	"fmt"
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
		{[]string{"关于修订预算的通知"}, "关于修订预算的通知", false},
		{nil, "", false},
	} {
		t.Run(fmt.Sprint(test.titles), func(t *testing.T) {
			got := r.Identify(Input{Titles: test.titles})
			if got.Title != test.title || got.Correction != test.correction {
				t.Errorf("title %q, correction %v", got.Title, got.Correction)
			}
		})
	}
}
