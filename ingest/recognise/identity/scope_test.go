package identity

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func TestScopes(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct {
		name, title, prose string
		want               report.Scope
		quote              string
	}{
		{
			"a city, put together", "丽水市人民政府2017年政府信息公开工作年度报告",
			"本年度报告综合2017年度丽水市各县（市、区）政府和市级各部门的政府信息公开工作年度报告编制而成。",
			report.ScopeArea, "综合2017年度丽水市各县(市、区)政府和市级各部门的政府信息公开",
		},
		{"a city, all of it", "宿迁市人民政府2023年政府信息公开工作年度报告", "全市全年共收办政府信息公开申请案件", report.ScopeArea, "全市全年共收办政府信息公开申"},
		{"a city that speaks of its province", "宿迁市人民政府2023年政府信息公开工作年度报告", "位居全省前列。全市共受理", report.ScopeArea, "全市共受理"},
		{"a city, nothing said", "淮安市人民政府2024年政府信息公开工作年度报告", "", report.ScopeArea, "淮安市人民政府"},
		{"a city without its counties", "淮安市人民政府2024年政府信息公开工作年度报告", "本报告数据统计范围仅为市本级。", report.ScopeLevel, "数据统计范围仅为市本级"},
		{"本级 as a word of prose", "淮安市人民政府2024年政府信息公开工作年度报告", "报请本级人民政府同意。", report.ScopeArea, "淮安市人民政府"},
		{"市本级 in the title", "淮安市本级2024年政府信息公开工作年度报告", "", report.ScopeLevel, "市本级"},
		{"a department that speaks of the city", "淮安市教育局2024年政府信息公开工作年度报告", "全市教育系统收到申请5件。", report.ScopeOwn, "淮安市教育局"},
		{"a government for its office", "淮安市人民政府2024年政府信息公开工作年度报告", "本报告中的数据为市政府办公室数据。", report.ScopeUnknown, "数据为市政府办公室数据"},
		{"… 仅", "盱眙县人民政府2024年政府信息公开工作年度报告", "本报告统计数据仅反映县政府办公室机关情况。", report.ScopeUnknown, "统计数据仅反映县政府办公室机关情况"},
		{"… with its words in front", "淮安市人民政府2024年政府信息公开工作年度报告", "统计范围：仅限于市政府办公室（不含各部门）。", report.ScopeUnknown, "统计范围:仅限于市政府办公室(不含各部门)"},
		{"an office that writes it", "淮安市人民政府2024年政府信息公开工作年度报告", "本报告由市政府办公室编制，数据由市政府办公室汇总。", report.ScopeArea, "淮安市人民政府"},
		{"police with its branches", "淮安市公安局2024年政府信息公开工作年度报告", "本报告数据含各县区分局。", report.ScopeSystem, "报告数据含各县区分局"},
		{"police, the whole system", "淮安市公安局2024年政府信息公开工作年度报告", "本年报统计范围包括全市公安系统。", report.ScopeSystem, "统计范围包括全市公安系统"},
		{"police with its branches, in the title", "淮安市公安局（含各分局）2024年政府信息公开工作年度报告", "", report.ScopeSystem, "(含各分局)"},
		{"police without its branches", "淮安市公安局2024年政府信息公开工作年度报告", "本报告数据不含各分局。", report.ScopeOwn, "淮安市公安局"},
		{"a bureau with what is below it", "淮安市交通运输局2024年政府信息公开工作年度报告", "统计数据包括局机关及所属单位。", report.ScopeUnknown, "统计数据包括局机关及所属单位"},
		{"a government for its office, 仅反映", "盐城市人民政府2024年政府信息公开工作年度报告", "本报告仅反映市政府办公室情况。", report.ScopeUnknown, "报告仅反映市政府办公室情况"},
		{"… in short", "盐城市人民政府2024年政府信息公开工作年度报告", "以下数据为市政府办数据。", report.ScopeUnknown, "数据为市政府办数据"},
		{"… 口径", "盐城市人民政府2024年政府信息公开工作年度报告", "数据口径：市政府办公室。", report.ScopeUnknown, "数据口径:市政府办公室。"},
		{"… 为统计口径", "盐城市人民政府2024年政府信息公开工作年度报告", "本报告数据以市政府办公室为统计口径。", report.ScopeUnknown, "报告数据以市政府办公室为统计口径"},
		{"… without the rest", "盐城市人民政府2024年政府信息公开工作年度报告", "本报告仅包含市政府办公室数据，不包括部门和县区。", report.ScopeUnknown, "报告仅包含市政府办公室数据,不包括部门和县"},
		{"an office that answers for the numbers", "盐城市人民政府2024年政府信息公开工作年度报告", "本报告数据由市政府办公室负责解释，统计数据报市政府办公室备案。", report.ScopeArea, "盐城市人民政府"},
		{"an office that reads it", "盐城市人民政府2024年政府信息公开工作年度报告", "本报告仅供市政府办公室公开工作参考。", report.ScopeArea, "盐城市人民政府"},
		{"numbers sent to an office", "盐城市人民政府2024年政府信息公开工作年度报告", "数据为各部门报送市政府办公室的数据。", report.ScopeArea, "盐城市人民政府"},
		{"the office and the others", "盐城市人民政府2024年政府信息公开工作年度报告", "统计范围：市政府办公室、各部门。", report.ScopeArea, "盐城市人民政府"},
		{"police, counted in", "盐城市公安局2024年政府信息公开工作年度报告", "各分局数据一并统计在内。", report.ScopeSystem, "分局数据一并统计在内"},
		{"police, a table of contents", "盐城市公安局2024年政府信息公开工作年度报告", "本报告包括总体情况等六部分，各分局参照执行。", report.ScopeOwn, "盐城市公安局"},
		{"police, not counted in", "盐城市公安局2024年政府信息公开工作年度报告", "各分局数据未统计在内。", report.ScopeOwn, "盐城市公安局"},
		{"police with its branches, in its name", "盐城市公安局及各分局2024年政府信息公开工作年度报告", "", report.ScopeSystem, "局及各分局"},
		{"schools", "盐城市教育局2024年政府信息公开工作年度报告", "本报告数据含直属学校。", report.ScopeUnknown, "数据含直属学校"},
		{"what a bureau has", "盐城市教育局2024年政府信息公开工作年度报告", "数据涵盖局属各单位。", report.ScopeUnknown, "数据涵盖局属各单位"},
		{"bureaus of the counties", "盐城市教育局2024年政府信息公开工作年度报告", "本报告数据包括各县区教育局。", report.ScopeUnknown, "数据包括各县区教育局"},
		{"schools, not", "盐城市教育局2024年政府信息公开工作年度报告", "本报告数据不含直属学校。", report.ScopeOwn, "盐城市教育局"},
		{"a bureau that speaks of what is below it", "淮安市教育局2024年政府信息公开工作年度报告", "指导所属单位做好公开工作。", report.ScopeOwn, "淮安市教育局"},
		{"an office for its government", "淮安市人民政府办公室2024年政府信息公开工作年度报告", "全市收到申请5件。", report.ScopeOwn, "淮安市人民政府办公室"},
		{"tax, system in the text", "国家税务总局淮安市税务局2024年政府信息公开工作年度报告", "本报告所列数据包括全市税务系统。", report.ScopeSystem, "报告所列数据包括全市税务系统"},
		{"a zone's committee, for itself", "苏州工业园区管理委员会2024年政府信息公开工作年度报告", "", report.ScopeOwn, "苏州工业园区管理委员会"},
		{"a zone's committee, for the zone", "苏州工业园区管理委员会2024年政府信息公开工作年度报告", "汇总园区各部门情况编制。", report.ScopeArea, "汇总园区各部门情况编制"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := r.Identify(Input{Titles: []string{test.title}, Paragraphs: []string{test.prose}})
			if got.Scopes.Request != test.want {
				t.Errorf("scope %s, want %s; %+v", got.Scopes.Request, test.want, got)
			}
			quote := ""
			for _, e := range got.Evidence {
				if e.Field == "scope" {
					quote = e.Quote
				}
			}
			if diff := cmp.Diff(test.quote, quote); diff != "" {
				t.Errorf("quote (-want +got):\n%s", diff)
			}
		})
	}
}
