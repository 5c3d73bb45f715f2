package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func TestScopes(t *testing.T) {
	c := newChecker(t)
	for _, test := range []struct {
		name   string
		agency string
		scope  report.Scope
		text   string
		want   string
	}{
		{"all of an area", "宿迁市人民政府", report.ScopeArea, "全市共收到政府信息公开申请9件。", "prose.received warning fail 9≠12"},
		{"the area by its name", "宿迁市人民政府", report.ScopeArea, "宿迁市共收到政府信息公开申请9件。", "prose.received warning fail 9≠12"},
		{"nobody named, fewer", "宿迁市人民政府", report.ScopeArea, "共收到政府信息公开申请9件。", "prose.received warning uncertain 9≠12"},
		{"nobody named, more", "宿迁市人民政府", report.ScopeArea, "共收到政府信息公开申请19件。", "prose.received warning fail 19≠12"},
		{"the government alone", "宿迁市人民政府", report.ScopeArea, "市政府共收到政府信息公开申请9件。", ""},
		{"one county", "宿迁市人民政府", report.ScopeArea, "泗洪县共收到政府信息公开申请9件。", ""},
		{"its office", "宿迁市人民政府", report.ScopeArea, "区政府办代表区政府收到政府信息公开申请9件。", ""},
		{"本级 of an area", "宿迁市人民政府", report.ScopeArea, "市本级共收到政府信息公开申请9件。", ""},
		{"本级", "宿迁市人民政府", report.ScopeLevel, "市本级共收到政府信息公开申请9件。", "prose.received warning fail 9≠12"},
		{"the area in a report on 本级", "宿迁市人民政府", report.ScopeLevel, "全市共收到政府信息公开申请900件。", ""},
		{"unknown scope", "", report.ScopeUnknown, "我市共收到政府信息公开申请9件。", "prose.received warning uncertain 9≠12"},
		{"a town", "永安镇人民政府", report.ScopeOwn, "2023年，永安镇未收到政府信息公开申请。", "prose.zero warning fail 0≠12"},
		{"told after others", "宿迁市人民政府", report.ScopeArea, "按照省政府要求，全市共收到政府信息公开申请12件（市政府9件、泗洪县3件），其中自然人10件。", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := sample(test.text)
			r.Agency = test.agency
			for _, s := range report.Subjects() {
				r.Scopes.Set(s, test.scope)
			}
			if diff := cmp.Diff(test.want, strings.Join(lines(c.Check(r)), "; ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFees(t *testing.T) {
	c := newChecker(t)
	for _, test := range []struct {
		text   string
		unpaid int64
		want   string
	}{
		{"2023年，无收取信息处理费情况。", 0, ""},
		{"2023年，无收取信息处理费情况。", 3, "prose.fee info uncertain≠3"},
		{"我局没有收取任何信息处理费。", 3, "prose.fee info uncertain≠3"},
		{"全年收取信息处理费2950元。", 3, ""},
		{"总体平稳。", 3, "prose.fee info uncertain≠3"},
		{"按每件10元收取。", 0, ""},
		{"我局未收取信息处理费。收取信息处理费420元。", 0, "prose.fee warning uncertain 420"},
		{"2022年未收取信息处理费。2023年收取信息处理费420元。", 0, ""},
	} {
		t.Run(test.text, func(t *testing.T) {
			r := sample(test.text)
			r.Narrative = []report.Section{{Name: "other", Text: test.text}}
			for i := range r.Cells {
				if r.Cells[i].Code == unpaid {
					r.Cells[i].Value = report.Whole(test.unpaid)
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(lines(c.Check(r)), "; ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDocument(t *testing.T) {
	const (
		newer = "按照国办公开办函〔2021〕30号编制。"
		older = "按照国办公开办函[2019]60号编制。"
		long  = "一是围绕服务中心工作高标准发挥政务公开功能作用需要进一步加强。二是依申请公开工作的规范性还需要进一步提升和改进。三是政府信息公开的基础支撑还需要进一步强化和巩固。"
	)
	full := report.Period{From: report.Date{Year: 2023, Month: 1, Day: 1}, To: report.Date{Year: 2023, Month: 12, Day: 31}}
	part, two := full, full
	part.From.Month = 9
	two.From.Year = 2022
	parts := func(overview, problems, other string) []report.Section {
		return []report.Section{{Name: "overview", Text: overview}, {Name: "problems", Text: problems}, {Name: "other", Text: other}}
	}
	c := newChecker(t)
	for _, test := range []struct {
		name             string
		sections         []report.Section
		period           report.Period
		disclosure, rest string
		want             string
	}{
		{"all is well", parts("2023年，好。", long, "无"), full, "2021", "2021", ""},
		{"last year's text", parts("2022年，好。2022年又好。2022年还好。", long, "无"), full, "2021", "2021", "prose.year warning fail 2022≠2023"},
		{"mostly last year's text", parts("2022年，2022年，2022年，2022年，2022年，2023年", long, "无"), full, "2021", "2021", "prose.year warning uncertain 2022≠2023"},
		{"plans for next year", parts("2023年，好。", "2024年，更好。2024年，最好。", "无"), full, "2021", "2021", ""},
		{"names of documents", parts("《2022年要点》《2022年方案》《2022年总结》《2022年计划》", long, "无"), full, "2021", "2021", ""},
		{"a part of the year", parts("好。", long, "无"), part, "2021", "2021", "prose.period info uncertain"},
		{"two years", parts("好。", long, "无"), two, "2021", "2021", "prose.period warning uncertain"},
		{"the form it cites", parts(newer, long, "无"), full, "2021", "2021", ""},
		{"an older table", parts(newer, long, "无"), full, "2019", "2019", "prose.form warning fail"},
		{"a hybrid", parts(newer, long, "无"), full, "2021", "2019", "prose.form warning fail"},
		{"an old citation", parts(older, long, "无"), full, "2021", "2021", "prose.form info uncertain"},
		{"both cited", parts(newer+older, long, "无"), full, "2019", "2019", ""},
		{"a section lost", append(parts("好。", long, "无")[:1:1], report.Section{Name: "other", Text: "无"}), full, "2021", "2021", "prose.section info uncertain"},
		{"no heading of the last", parts("好。", long, "无")[:2], full, "2021", "2021", ""},
		{"no problems", parts("好。", "无。", "无"), full, "2021", "2021", "prose.section info uncertain"},
		{"left out by an editor", parts("［略］", "［略］", "［略］"), full, "2021", "2021", ""},
		{"copied", parts("好。"+long, long, "无"), full, "2021", "2021", "prose.section warning uncertain"},
		{"one heading found", parts("好。", long, "无")[:1], full, "2021", "2021", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := sample("")
			r.Narrative, r.Period = test.sections, test.period
			r.Forms = report.PerSubject[string]{Disclosure: test.disclosure, Request: test.rest, Appeal: test.rest}
			if diff := cmp.Diff(test.want, strings.Join(lines(c.Check(r)), "; ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMessage(t *testing.T) {
	c := newChecker(t)
	findings := c.Check(sample("（二）依申请公开。\n2023年，我局共收到 政府信息公开申请１３件。其他工作{left}。"))
	if len(findings) != 1 {
		t.Fatalf("%d findings", len(findings))
	}
	const zh = "总体情况称“2023年，我局共收到政府信息公开申请１３件”，其中收到申请为13，表格为12"
	const en = "In section 1 (overview), “2023年，我局共收到政府信息公开申请１３件”: requests received 13 in the text, 12 in the table"
	if diff := cmp.Diff([]string{zh, en}, []string{findings[0].MessageZH, findings[0].MessageEN}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"request.received.total"}, findings[0].Cells); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
