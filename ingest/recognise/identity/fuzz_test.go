package identity

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

// FuzzIdentify holds on any words: the same twice, a region that exists in the year, an agency wherever there is a
// region, a finding wherever something is open, findings that are no errors, and evidence for what is settled.
func FuzzIdentify(f *testing.F) {
	f.Add("淄博市人民政府研究室\n2024年政府信息公开工作年度报告", "", "", "统计期限自2024年1月1日起，至2024年12月31日止。", "", "", 0)
	f.Add("平潭综合实验区2023年度政府信息公开工作年度报告_政府信息公开年报_平潭综合实验区党工委管委会", "平潭综合实验区管委会办公室", "平潭", "", "a.html", "", 0)
	f.Add("鼓楼区人民政府2024年政府信息公开工作年度报告", "", "南京", "由南京市鼓楼区人民政府办公室编制", "", "320106", 2023)
	f.Add("市科委二〇二四年政府信息公开年报（更正）", "", "淮安市人民政府", "20211月1日 统计期限自20211月1日", "", "371200", 2018)
	f.Add("\xff\xfe2024年\x00政府信息公开报告", "\xe4", "", "\xe4\xb8", "\\..\\年报.pdf", "x", -1)
	f.Add("2024年2023年政府信息公开年报", "局", "省", "由由由编制与与联系", "", "000000", 1)
	r := recogniser(f)
	f.Fuzz(func(t *testing.T, title, issuer, site, prose, file, code string, year int) {
		in := Input{
			Titles: strings.Split(title, "\n"), Issuer: issuer, Site: site, FileName: file,
			Paragraphs: strings.Split(prose, "\n"), Manifest: Manifest{RegionCode: code, Year: year},
		}
		got := r.Identify(in)
		if diff := cmp.Diff(got, r.Identify(in)); diff != "" {
			t.Fatalf("not the same twice:\n%s", diff)
		}
		if got.RegionCode != "" {
			if _, ok := r.regions.At(got.RegionCode, got.Year); !ok {
				t.Errorf("region %s does not exist in %d", got.RegionCode, got.Year)
			}
		}
		rules := map[string]bool{}
		for _, finding := range got.Findings {
			if rules[finding.Rule] {
				t.Errorf("two findings of %s", finding.Rule)
			}
			rules[finding.Rule] = true
			if finding.Severity == report.Error || finding.MessageEN == "" || finding.MessageZH == finding.MessageEN {
				t.Errorf("%+v", finding)
			}
		}
		if got.Agency == "" && !rules[RuleAgency] || got.Agency != "" && got.RegionCode == "" && !rules[RuleRegion] ||
			got.Year == 0 && !rules[RuleYear] {
			t.Errorf("something is open without a finding: %+v", got)
		}
		fields := map[string]bool{}
		for _, e := range got.Evidence {
			fields[e.Field] = true
		}
		if got.Agency != "" && !fields["agency"] || got.RegionCode != "" && !fields["region"] || got.Year != 0 && !fields["year"] ||
			got.Scopes.Request != report.ScopeUnknown && !fields["scope"] {
			t.Errorf("something is settled without evidence: %+v", got)
		}
		if utf8.ValidString(title) && !utf8.ValidString(got.Title) {
			t.Errorf("title %q", got.Title)
		}
	})
}

// BenchmarkIdentify reads a city's report with the prose that such a report has (about 6,000 characters).
func BenchmarkIdentify(b *testing.B) {
	r := recogniser(b)
	in := Input{
		Titles: []string{"淮安市人民政府", "2024 年政府信息公开工作年度报告", "发布日期：2025-02-25"},
		Paragraphs: []string{
			"淮安市人民政府", "2024 年政府信息公开工作年度报告",
			"本报告由淮安市人民政府办公室根据《中华人民共和国政府信息公开条例》（国令第 711 号）（以下简称《条例》）规定编制。报告所列统计期限自 2024 年 1 月 1 日至 2024 年 12 月 31 日。如对本报告有疑问，请与淮安市人民政府办公室联系（地址：淮安市翔宇南道 1 号，邮编：223001，电话：0517-83605210）。",
		},
	}
	for range 20 {
		in.Paragraphs = append(in.Paragraphs, strings.Repeat("坚持以习近平新时代中国特色社会主义思想为指导，由各部门推进数据开放和信息系统建设，", 7))
	}
	in.Paragraphs = append(in.Paragraphs, "2024年，全市共受理政府信息公开申请3119件。")
	for b.Loop() {
		r.Identify(in)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
