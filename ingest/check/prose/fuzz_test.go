package prose

import (
	"testing"
	"unicode/utf8"

	"gongkai/internal/report"
)

// Whatever the text, nothing is an error, everything has both messages and quotes whole characters, and the report
// is not changed.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"2023年，全市共收办政府信息公开申请案件\n3607件（市政府349件、沭阳县477件），其中，自然人申请3493件；予以公开1191件。",
		"未收到政府信息公开申请，未发生行政复议、行政诉讼。", "收取了信息处理费2950元。", "行政复议4件（（", "一千零二十万件", "１２，３４５件",
		"国办公开办函〔2021〕30号", "《2022年", "收到\xff申请12件", "((((((((((", "9999999999999999999999件", "2023年度收到申请十二件。",
	} {
		f.Add(seed, int8(2))
	}
	c := newChecker(f)
	f.Fuzz(func(t *testing.T, text string, value int8) {
		r := sample(text)
		r.Narrative = append(r.Narrative, report.Section{Name: "other", Text: text}, report.Section{Name: "no such section", Text: text})
		for i := range r.Cells {
			r.Cells[i].Value = report.Whole(int64(value))
		}
		cells := len(r.Cells)
		for _, f := range c.Check(r) {
			if f.Severity == report.Error || f.Severity == report.Info && f.Status != report.Uncertain || f.MessageZH == "" || f.MessageEN == "" {
				t.Errorf("%+v", f)
			}
			if utf8.ValidString(text) && !utf8.ValidString(f.MessageZH) {
				t.Errorf("%q", f.MessageZH)
			}
			if f.Left != nil && f.Right != nil && f.Left.Equal(*f.Right) {
				t.Errorf("equal numbers: %s", f.MessageEN)
			}
		}
		if len(r.Cells) != cells || r.Narrative[0].Text != text {
			t.Error("the report was changed")
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	c := newChecker(b)
	for _, d := range reals() {
		if d.file != "suqian_city_2023.txt" && d.file != "zibo_research_office_2024.txt" {
			continue
		}
		r := d.load(b)
		n := 0
		for _, s := range r.Narrative {
			n += utf8.RuneCountInString(s.Text)
		}
		b.Run(d.file, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Check(r)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
			b.ReportMetric(float64(n), "characters")
		})
	}
}
