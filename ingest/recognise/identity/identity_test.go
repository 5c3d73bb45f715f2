package identity

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/internal/report"
)

func recogniser(t testing.TB) *Recogniser {
	t.Helper()
	words, err := lexicon.EmbeddedAgencies()
	if err != nil {
		t.Fatal(err)
	}
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	clues, err := regions.EmbeddedClues()
	if err != nil {
		t.Fatal(err)
	}
	return New(words, table, clues)
}

func day(t testing.TB, year, month, dayOfMonth int) report.Date {
	t.Helper()
	d, ok := report.NewDate(year, month, dayOfMonth)
	if !ok {
		t.Fatalf("no such day: %d-%d-%d", year, month, dayOfMonth)
	}
	return d
}

// want is an identity in short: who, where, when, what.
type want struct {
	Agency, Kind, Level, System, Region string
	Year                                int
	Period                              string
	Scope                               report.Scope
	Rules                               string // of the findings
}

func brief(i Identity) want {
	w := want{
		Agency: i.Agency, Kind: i.AgencyKind, Level: i.AgencyLevel, System: i.System,
		Region: i.RegionCode, Year: i.Year, Scope: i.Scopes.Request,
	}
	if !i.Period.From.IsZero() {
		w.Period = i.Period.From.String() + "/" + i.Period.To.String()
	}
	var rules []string
	for _, f := range i.Findings {
		rules = append(rules, f.Rule)
	}
	w.Rules = strings.Join(rules, " ")
	return w
}

type testCase struct {
	name string
	in   Input
	want want
}

func run(t *testing.T, tests []testCase) {
	t.Helper()
	r := recogniser(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := r.Identify(test.in)
			if diff := cmp.Diff(test.want, brief(got)); diff != "" {
				t.Errorf("(-want +got):\n%s\nevidence %+v\nfindings %+v", diff, got.Evidence, got.Findings)
			}
			for i, f := range got.Findings {
				if slices.ContainsFunc(got.Findings[:i], func(o report.Finding) bool { return o.Rule == f.Rule }) {
					t.Errorf("two findings of %s, which would be stored as one", f.Rule)
				}
			}
			if got.Scopes.Disclosure != got.Scopes.Request || got.Scopes.Appeal != got.Scopes.Request {
				t.Errorf("scopes differ: %+v", got.Scopes)
			}
		})
	}
}

const year2024 = "2024-01-01/2024-12-31"

// Titles and first paragraphs of published reports.
func TestPublishedReports(t *testing.T) {
	run(t, []testCase{
		{
			"agency and title on two lines",
			Input{
				Titles: []string{"淄博市人民政府研究室", "2024年政府信息公开工作年度报告"},
				Paragraphs: []string{
					"淄博市人民政府研究室", "2024年政府信息公开工作年度报告",
					"本年度报告依据《中华人民共和国政府信息公开条例》相关要求，按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）进行编制。本报告中所列数据的统计期限自2024年1月1日起，至2024年12月31日止。如对本报告有任何疑问，请与淄博市人民政府研究室联系（地址：淄博市张店区人民西路8号；邮编：255000）。",
				},
			},
			want{"淄博市人民政府研究室", "department", "city", "", "370300", 2024, year2024, "own", ""},
		},
		{
			"year first, government office",
			Input{
				Titles: []string{"2019年上海市人民政府办公厅政府信息公开工作年度报告"},
				Paragraphs: []string{
					"2019年上海市人民政府办公厅政府信息公开工作年度报告", "发布日期：2020-01-31",
					"本年度报告根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的要求编制，全文包括总体情况、主动公开政府信息情况。本年度报告中所列数据统计期限从2019年1月1日到12月31日止。",
				},
			},
			want{"上海市人民政府办公厅", "office", "province", "", "310000", 2019, "2019-01-01/2019-12-31", "own", ""},
		},
		{
			"a zone that is one county, with the names of column and site in the title",
			Input{
				Titles: []string{
					"平潭综合实验区2023年度政府信息公开工作年度报告",
					"平潭综合实验区2023年度政府信息公开工作年度报告_政府信息公开年报_平潭综合实验区党工委管委会",
				},
				Issuer: "平潭综合实验区管委会办公室", Site: "平潭综合实验区党工委管委会", Host: "www.pingtan.gov.cn",
				Published: report.Date{Year: 2024, Month: 3, Day: 8},
				Paragraphs: []string{
					"当前位置： 首页政务公开政府信息公开政府信息公开年报",
					"本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）等文件要求，汇总平潭综合实验区各有关单位政府信息公开工作情况编制而成。本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
				},
			},
			want{"平潭综合实验区", "zone_committee", "county", "", "350128", 2023, "2023-01-01/2023-12-31", "area", ""},
		},
		{
			"the same from the title element alone",
			Input{Titles: []string{"平潭综合实验区2023年度政府信息公开工作年度报告_政府信息公开年报_平潭综合实验区党工委管委会"}},
			want{"平潭综合实验区", "zone_committee", "county", "", "350128", 2023, "", "area", ""},
		},
		{
			"a body below that zone, set up in September",
			Input{
				Titles: []string{"平潭综合实验区金井片区管理局2019年政府信息公开工作年度报告_政府信息公开年报_平潭综合实验区党工委管委会"},
				Issuer: "金井片区管理局", Site: "平潭综合实验区党工委管委会",
				Paragraphs: []string{"由于机构改革，我局政务公开工作从2019年9月1日开始启动，因此本报告所列数据的统计期限自2019年9月1日起至2019年12月31日。如对本报告有任何疑问，请与平潭综合实验区金井片区管理局办公室工作小组联系（地址：平潭县北厝镇红山村加田下65号）。"},
			},
			want{"平潭综合实验区金井片区管理局", "department", "county", "", "350128", 2019, "2019-09-01/2019-12-31", "own", "document.short_year"},
		},
		{
			"a title broken in the middle, and an abbreviation",
			Input{
				Titles:     []string{"2024 年上海市科委政府信息公开工作", "年度报告"},
				Paragraphs: []string{"2024 年上海市科委政府信息公开工作", "年度报告", "［略］并附相关指标统计表。本年度报告中所列数据的统计周期\n为 2024 年 1 月 1 日至 12 月 31 日。"},
			},
			want{"上海市科学技术委员会", "department", "province", "", "310000", 2024, year2024, "own", ""},
		},
		{
			"a city",
			Input{
				Titles: []string{"淮安市人民政府", "2024 年政府信息公开工作年度报告"},
				Paragraphs: []string{
					"本报告由淮安市人民政府办公室根据《中华人民共和国政府", "信息公开条例》（国令第 711 号）（以下简称《条例》）规定编",
					"制。报告所列统计期限自 2024 年 1 月 1 日至 2024 年 12 月 31 日。",
					"（二）依申请公开情况。2024 年，全市共受理政府信息公开申请 3119 件",
				},
			},
			want{"淮安市人民政府", "government", "city", "", "320800", 2024, year2024, "area", ""},
		},
		{
			"a district that does not name its city in the title",
			Input{
				Titles: []string{"洪泽区人民政府", "2023 年政府信息公开工作年度报告"},
				Paragraphs: []string{
					"本报告由淮安市洪泽区人民政府办公室根据《中华人民共和\n国政府信息公开条例》（国令第 711 号）（以下简称《条例》）\n要求编制此报告。报告中所列数据统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月 31 日止。",
				},
			},
			want{"淮安市洪泽区人民政府", "government", "county", "", "320813", 2023, "2023-01-01/2023-12-31", "area", ""},
		},
		{
			"a comparison page with the block of one year",
			Input{
				Titles: []string{"宿迁市 政务公开年报比对", "年份: 2023 vs 2024   文字重复率: 42%"},
				Paragraphs: []string{
					"宿迁市 政务公开年报比对", "年份: 2023 vs 2024   文字重复率: 42%   表格重复率: 84%   总体重复率:",
					"2023 年报告", "一、总体情况 (重复率: 40%)",
					"2023年，我市以习近平新时代中国特色社会主义思想为指导", "开政府信息18万余条。全市共向社会主动公开政府信息18万余条。",
				},
			},
			want{"宿迁市人民政府", "government", "city", "", "321300", 2023, "", "area", ""},
		},
		{
			"an old report of the zone's committee",
			Input{
				Titles:     []string{"标题: 平潭综合实验区管委会2014年度政府信息公开工作年度报告"},
				Paragraphs: []string{"发布时间: 2015-01-02 00:00", "三、政府信息依申请公开工作情况 2014年全区收到有关政府信息公开的信函申请1条，已受理回复"},
			},
			want{"平潭综合实验区管理委员会", "zone_committee", "county", "", "350128", 2014, "", "area", ""},
		},
		{
			"an invented city has no region",
			Input{Titles: []string{"测试市某某局2024年政府信息公开工作年度报告"}},
			want{"测试市某某局", "department", "", "", "", 2024, "", "own", "document.region"},
		},
	})
}

func TestAgencies(t *testing.T) {
	title := func(s string) Input { return Input{Titles: []string{s}} }
	run(t, []testCase{
		{
			"an office whose name has 公开", title("淮安市政务公开办公室2024年政府信息公开工作年度报告"),
			want{"淮安市政务公开办公室", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"关于 … 的报告", title("淮安市水利局关于2024年政府信息公开工作情况的报告"),
			want{"淮安市水利局", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"年报", title("沭阳县人民政府2024年度政府信息公开年报"),
			want{"沭阳县人民政府", "government", "county", "", "321322", 2024, "", "area", ""},
		},
		{
			"year in brackets after the subject", title("江苏省水利厅政府信息公开工作年度报告（2024年）"),
			want{"江苏省水利厅", "department", "province", "", "320000", 2024, "", "own", ""},
		},
		{
			"Chinese digits", title("上海市浦东新区人民政府二〇二四年政府信息公开工作年度报告"),
			want{"上海市浦东新区人民政府", "government", "county", "", "310115", 2024, "", "area", ""},
		},
		{
			"full-width digits and spaces", title("淮安市　教育局　２０２４ 年政府信息公开工作年度报告"),
			want{"淮安市教育局", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"province written out", title("江苏省淮安市洪泽区人民政府2024年政府信息公开工作年度报告"),
			want{"淮安市洪泽区人民政府", "government", "county", "", "320813", 2024, "", "area", ""},
		},
		{
			"abbreviated government", title("淮安市政府2024年政府信息公开工作年度报告"),
			want{"淮安市人民政府", "government", "city", "", "320800", 2024, "", "area", ""},
		},
		{
			"short region name", title("上海科委2024年政府信息公开工作年度报告"),
			want{"上海市科学技术委员会", "department", "province", "", "310000", 2024, "", "own", ""},
		},
		{
			"a county directly under a province", title("仙桃市人民政府2024年政府信息公开工作年度报告"),
			want{"仙桃市人民政府", "government", "county", "", "429004", 2024, "", "area", ""},
		},
		{
			"a town in a county", title("福州市闽侯县白沙镇人民政府2024年政府信息公开工作年度报告"),
			want{"闽侯县白沙镇人民政府", "township", "town", "", "350121", 2024, "", "own", ""},
		},
		{
			"a town of a city without counties", title("东莞市虎门镇人民政府2024年政府信息公开工作年度报告"),
			want{"东莞市虎门镇人民政府", "township", "town", "", "441900", 2024, "", "own", ""},
		},
		{
			"a town of a city that does not say its county", title("淮安市某某镇人民政府2024年政府信息公开工作年度报告"),
			want{"淮安市某某镇人民政府", "township", "town", "", "", 2024, "", "own", "document.region"},
		},
		{
			"a town whose county stands in the text",
			Input{
				Titles:     []string{"龙田镇人民政府2021年政府信息公开工作年度报告"},
				Paragraphs: []string{"如对报告有疑问，请与福清市龙田镇人民政府联系。"},
			},
			want{"福清市龙田镇人民政府", "township", "town", "", "350181", 2021, "", "own", ""},
		},
		{
			"a subdistrict named like a municipality", title("北京路街道办事处2024年政府信息公开工作年度报告"),
			want{"北京路街道办事处", "township", "town", "", "", 2024, "", "own", "document.region"},
		},
		{
			"a town named like a district", title("洪山镇人民政府2024年政府信息公开工作年度报告"),
			want{"洪山镇人民政府", "township", "town", "", "", 2024, "", "own", "document.region"},
		},
		{
			"the party", title("中共淮安市委员会办公室2024年政府信息公开工作年度报告"),
			want{"中共淮安市委员会办公室", "other", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"tax", title("国家税务总局淮安市税务局2024年政府信息公开工作年度报告"),
			want{"国家税务总局淮安市税务局", "vertical", "city", "税务", "320800", 2024, "", "unknown", ""},
		},
		{
			"tax, the whole system", title("国家税务总局2024年政府信息公开工作年度报告（全系统）"),
			want{"国家税务总局", "vertical", "nation", "税务", "000000", 2024, "", "system", ""},
		},
		{
			"customs, headquarters alone", title("海关总署（本级机关）2024年政府信息公开工作年度报告"),
			want{"海关总署", "vertical", "nation", "海关", "000000", 2024, "", "own", ""},
		},
		{
			"customs named by a city's short name", title("长沙海关2024年政府信息公开工作年度报告"),
			want{"长沙海关", "vertical", "city", "海关", "430100", 2024, "", "unknown", ""},
		},
		{
			"customs named by a county's short name", title("黄埔海关2024年政府信息公开工作年度报告"),
			want{"黄埔海关", "vertical", "county", "海关", "", 2024, "", "unknown", "document.region"},
		},
		{
			"a survey team", title("国家统计局淮安调查队2024年政府信息公开工作年度报告"),
			want{"国家统计局淮安调查队", "vertical", "city", "统计调查", "320800", 2024, "", "unknown", ""},
		},
		{
			"a ministry", title("中华人民共和国教育部2024年政府信息公开工作年度报告"),
			want{"中华人民共和国教育部", "department", "nation", "", "000000", 2024, "", "own", ""},
		},
		{
			"a short name of a province and of a city in it", title("吉林科委2024年政府信息公开工作年度报告"),
			want{"吉林科学技术委员会", "department", "", "", "", 2024, "", "own", "document.region"},
		},
		{
			"a district of the same short name as its city", title("淮安区人民政府2024年政府信息公开工作年度报告"),
			want{"淮安市淮安区人民政府", "government", "county", "", "320803", 2024, "", "area", ""},
		},
		{
			"a zone that is in the list", title("苏州工业园区管理委员会2024年政府信息公开工作年度报告"),
			want{"苏州工业园区管理委员会", "zone_committee", "county", "", "320500-Z01", 2024, "", "own", ""},
		},
		{
			"the bare name of a zone, with its province", title("河北雄安新区2024年政府信息公开工作年度报告"),
			want{"雄安新区", "zone_committee", "county", "", "130600-Z01", 2024, "", "area", ""},
		},
		{
			"the bare name of a zone that is in no list", title("淮安市经济技术开发区2024年政府信息公开工作年度报告"),
			want{"淮安市经济技术开发区", "", "city", "", "", 2024, "", "unknown", "document.region"},
		},
		{
			"a zone that is in no list is not its host",
			title("淮安经济技术开发区管委会2024年政府信息公开工作年度报告"),
			want{"淮安经济技术开发区管理委员会", "zone_committee", "", "", "", 2024, "", "own", "document.region"},
		},
		{
			"the same with its city in full", title("淮安市经济技术开发区管委会2024年政府信息公开工作年度报告"),
			want{"淮安市经济技术开发区管理委员会", "zone_committee", "city", "", "", 2024, "", "own", "document.region"},
		},
		{
			"only the city's own departments", title("淮安市人民政府（本级）2024年政府信息公开工作年度报告"),
			want{"淮安市人民政府", "government", "city", "", "320800", 2024, "", "level", ""},
		},
		{
			"a department without its city, on the city's site",
			Input{Titles: []string{"市科委2024年政府信息公开工作年度报告"}, Site: "淮安市人民政府"},
			want{"淮安市科学技术委员会", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"the issuer, where the title names nobody",
			Input{Titles: []string{"2024年政府信息公开工作年度报告"}, Issuer: "淮安市水利局"},
			want{"淮安市水利局", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"an office as issuer may speak for its government",
			Input{Titles: []string{"2024年政府信息公开工作年度报告"}, Issuer: "淮安市人民政府办公室"},
			want{"", "", "", "", "", 2024, "", "unknown", "document.agency"},
		},
		{
			"the author in the prose",
			Input{
				Titles:     []string{"2024年政府信息公开工作年度报告"},
				Paragraphs: []string{"本报告由淮安市水利局编制。"},
			},
			want{"淮安市水利局", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"the file name, where there is no title",
			Input{FileName: "reports/淮安市水利局2024年政府信息公开工作年度报告.pdf"},
			want{"淮安市水利局", "department", "city", "", "320800", 2024, "", "own", ""},
		},
		{
			"the name of a site above a bureau's title",
			Input{
				Titles:     []string{"淮安市人民政府", "2024年政府信息公开工作年度报告"},
				Paragraphs: []string{"本报告由淮安市水利局编制。"},
			},
			want{"", "", "", "", "", 2024, "", "unknown", "document.agency"},
		},
		{
			"a town with a zone's word in its name", title("福州市闽侯县新城镇人民政府2024年政府信息公开工作年度报告"),
			want{"闽侯县新城镇人民政府", "township", "town", "", "350121", 2024, "", "own", ""},
		},
		{
			"customs with the name of the country, and no region of that name", title("中华人民共和国洋山海关2024年政府信息公开工作年度报告"),
			want{"中华人民共和国洋山海关", "vertical", "", "海关", "", 2024, "", "unknown", "document.region"},
		},
		{
			"a department of a zone that is in no list", title("淮安市淮安经济技术开发区财政局2024年政府信息公开工作年度报告"),
			want{"淮安市淮安经济技术开发区财政局", "department", "city", "", "", 2024, "", "own", "document.region"},
		},
		{
			"nothing at all",
			Input{},
			want{"", "", "", "", "", 0, "", "unknown", "document.year document.agency"},
		},
	})
}

func TestManifestWins(t *testing.T) {
	r := recogniser(t)
	got := r.Identify(Input{
		Titles:   []string{"淮安市水利局2024年政府信息公开工作年度报告"},
		Manifest: Manifest{Agency: "宿迁市水利局", RegionCode: "321300", Year: 2023},
	})
	want := want{"宿迁市水利局", "department", "city", "", "321300", 2023, "", "own", "document.year document.agency"}
	if diff := cmp.Diff(want, brief(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = r.Identify(Input{
		Titles:   []string{"淮安市水利局2024年政府信息公开工作年度报告"},
		Manifest: Manifest{RegionCode: "321300"},
	})
	want.Agency, want.Year, want.Rules = "淮安市水利局", 2024, "document.region"
	if diff := cmp.Diff(want, brief(got)); diff != "" {
		t.Errorf("another region (-want +got):\n%s", diff)
	}
	got = r.Identify(Input{
		Titles:   []string{"淮安市水利局2024年政府信息公开工作年度报告"},
		Manifest: Manifest{RegionCode: "371200"},
	})
	want.Region, want.Level = "", "city"
	if diff := cmp.Diff(want, brief(got)); diff != "" {
		t.Errorf("a region of another year (-want +got):\n%s", diff)
	}
	for _, f := range got.Findings {
		if f.MessageZH == "" || f.MessageEN == "" || strings.Contains(f.MessageEN, "{") || strings.Contains(f.MessageZH, "{") {
			t.Errorf("message %q %q", f.MessageZH, f.MessageEN)
		}
		if f.Severity == report.Error {
			t.Errorf("%s is an error", f.Rule)
		}
	}
}

func TestManifestCompletesTheName(t *testing.T) {
	r := recogniser(t)
	for _, test := range []struct{ title, agency, region, want string }{
		{"市教育局2024年政府信息公开工作年度报告", "", "320800", "淮安市教育局"},
		{"市场监督管理局2024年政府信息公开工作年度报告", "", "320800", "淮安市市场监督管理局"},
		{"教育局2024年政府信息公开工作年度报告", "", "320106", "南京市鼓楼区教育局"},
		{"鼓楼区人民政府2024年政府信息公开工作年度报告", "", "320106", "南京市鼓楼区人民政府"},
		{"2024年政府信息公开工作年度报告", "区人民政府办公室", "320106", "南京市鼓楼区人民政府办公室"},
		{"高沟镇2024年政府信息公开工作年度报告", "", "320826", "涟水县高沟镇人民政府"},
		{"教育部2024年政府信息公开工作年度报告", "", "000000", "教育部"},
	} {
		got := r.Identify(Input{Titles: []string{test.title}, Manifest: Manifest{Agency: test.agency, RegionCode: test.region}})
		if got.Agency != test.want || got.RegionCode != test.region {
			t.Errorf("%s %s in %s: %s %s, want %s", test.title, test.agency, test.region, got.Agency, got.RegionCode, test.want)
		}
	}
}
