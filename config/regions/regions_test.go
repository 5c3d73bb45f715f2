package regions

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func load(t testing.TB) *Table {
	t.Helper()
	table, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func codes(found []Region) string {
	var out []string
	for _, r := range found {
		out = append(out, r.Code)
	}
	return strings.Join(out, " ")
}

func TestParentIsValidWheneverTheChildIs(t *testing.T) {
	table := load(t)
	for year := 2008; year <= 2026; year++ {
		for _, r := range table.All() {
			if !r.In(year) || r.Code == Nation {
				continue
			}
			parent, ok := table.At(r.ParentCode, year)
			if !ok {
				t.Errorf("%d: %s %s has no parent %s", year, r.Code, r.Name, r.ParentCode)
				continue
			}
			if parent.Level == r.Level {
				t.Errorf("%d: %s %s and its parent %s are both %s", year, r.Code, r.Name, parent.Name, r.Level)
			}
		}
	}
}

// The numbers of divisions at county level are those that yearbooks print: 2,859 for 2008, 2,851 for 2018. Prefectures
// were 333; here 2018 has 莱芜市 as well, which was dissolved by a decision of 26 December 2018 and reported for that year.
func TestCounts(t *testing.T) {
	table := load(t)
	for _, test := range []struct{ year, provinces, cities, counties int }{
		{2008, 31, 333, 2859},
		{2018, 31, 334, 2851},
		{2023, 31, 333, 2844},
		{2024, 31, 333, 2846},
		{2025, 31, 333, 2845}, // 江北区 and 渝北区 became 两江新区
		{2026, 31, 333, 2845},
	} {
		t.Run(fmt.Sprint(test.year), func(t *testing.T) {
			count := map[string]int{}
			for _, r := range table.All() {
				if r.In(test.year) && r.Kind == KindDivision {
					count[r.Level]++
				}
			}
			want := map[string]int{
				LevelNation: 1, LevelProvince: test.provinces, LevelCity: test.cities, LevelCounty: test.counties,
			}
			if diff := cmp.Diff(want, count); diff != "" {
				t.Errorf("divisions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPseudoRowsDoNotExist(t *testing.T) {
	for _, r := range load(t).All() {
		if r.Name == "市辖区" || r.Name == "县" || strings.Contains(r.Name, "直辖县级") || strings.Contains(r.Name, "直辖县") {
			t.Errorf("%s %s", r.Code, r.Name)
		}
		if tail := r.Code[4:]; len(r.Code) == 6 && tail >= "71" && tail <= "79" && r.Level == LevelCounty {
			t.Errorf("%s %s is a statistical zone", r.Code, r.Name)
		}
	}
}

func TestAt(t *testing.T) {
	table := load(t)
	for _, test := range []struct {
		name string
		code string
		year int
		want string // name and parent; empty where there is none
	}{
		{"nation", "000000", 2024, "中国 "},
		{"莱芜 is a city until the end of 2018", "371200", 2018, "莱芜市 370000"},
		{"莱芜 is gone in 2019", "371200", 2019, ""},
		{"莱城 in 2018", "371202", 2018, "莱城区 371200"},
		{"莱芜区 of 济南 in 2019", "370116", 2019, "莱芜区 370100"},
		{"莱芜区 not before", "370116", 2018, ""},
		{"钢城区 of 济南 in 2019", "370117", 2019, "钢城区 370100"},
		{"杭州 下城 2020", "330103", 2020, "下城区 330100"},
		{"杭州 下城 2021", "330103", 2021, ""},
		{"杭州 江干 2021", "330104", 2021, ""},
		{"杭州 临平 2021", "330113", 2021, "临平区 330100"},
		{"杭州 钱塘 2021", "330114", 2021, "钱塘区 330100"},
		{"杭州 钱塘 2020", "330114", 2020, ""},
		{"那曲地区 2016", "542400", 2016, "那曲地区 540000"},
		{"那曲市 2017", "540600", 2017, "那曲市 540000"},
		{"那曲 counties go along", "540630", 2017, "双湖县 540600"},
		{"双湖 before", "542431", 2016, "双湖县 542400"},
		{"南通 崇川 2019", "320602", 2019, "崇川区 320600"},
		{"南通 崇川 2020 under a new code", "320613", 2020, "崇川区 320600"},
		{"南通 海门 2020", "320614", 2020, "海门区 320600"},
		{"南通 海门 2019", "320684", 2019, "海门市 320600"},
		{"洪泽县 2015", "320829", 2015, "洪泽县 320800"},
		{"洪泽区 2016", "320813", 2016, "洪泽区 320800"},
		{"公主岭 moved to 长春", "220184", 2020, "公主岭市 220100"},
		{"renamed under its code, before", "420600", 2009, "襄樊市 420000"},
		{"renamed under its code, after", "420600", 2010, "襄阳市 420000"},
		{"邢台 桥东 became 襄都", "130502", 2020, "襄都区 130500"},
		{"a county directly under its province", "419001", 2024, "济源市 410000"},
		{"a district of a municipality", "310115", 2024, "浦东新区 310000"},
		{"a county of a municipality", "500229", 2024, "城口县 500000"},
		{"a city of 兵团", "659012", 2023, "白杨市 650000"},
		{"a county of 2024", "653228", 2024, "和康县 653200"},
		{"another", "653229", 2024, "和安县 653200"},
		{"重庆 江北 2024", "500105", 2024, "江北区 500000"},
		{"重庆 江北 2025", "500105", 2025, ""},
		{"两江 a zone until 2024", "500000-Z01", 2024, "两江新区 500000"},
		{"两江 a district in 2025", "500157", 2025, "两江新区 500000"},
		{"余杭 keeps its code", "330110", 2020, "余杭区 330100"},
		{"余杭 after 临平 went", "330110", 2021, "余杭区 330100"},
		{"名山 until 2011", "511821", 2011, "名山县 511800"},
		{"not yet in 2023", "653228", 2023, ""},
		{"districts of 三沙", "460302", 2020, "西沙区 460300"},
		{"a zone", "130600-Z01", 2020, "雄安新区 130600"},
		{"year 0 is the latest state", "420600", 0, "襄阳市 420000"},
		{"no such code", "999999", 2024, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if r, ok := table.At(test.code, test.year); ok {
				got = r.Name + " " + r.ParentCode
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("At(%s, %d) (-want +got):\n%s", test.code, test.year, diff)
			}
		})
	}
}

func TestSuccessors(t *testing.T) {
	table := load(t)
	for code, want := range map[string]string{
		"371200": "370100", "371202": "370116", "371203": "370117", "542400": "540600", "542421": "540602",
		"320602": "320613", "320611": "320613", "320684": "320614", "330103": "330105", "330104": "",
		"320829": "320813", "350427": "350405", "220381": "220184", "341400": "", "500105": "500157", "500000-Z01": "500157",
	} {
		r, _ := table.At(code, 0)
		if diff := cmp.Diff(want, r.SuccessorCode); diff != "" {
			t.Errorf("successor of %s %s (-want +got):\n%s", code, r.Name, diff)
		}
	}
}

// A chain of successors ends in force, in four steps at most: as far as the views follow it. The successor is there the day
// after. What keeps its code but is no longer the same land (余杭区 in 2021) has two states and no successor, and then
// nothing else can have gone into it on that day: a total of it would lack what it had before.
func TestSuccessorsLeadToToday(t *testing.T) {
	table := load(t)
	redrawn := map[string]string{}
	follow := func(r Region) (Region, bool) {
		for _, next := range table.All() {
			if next.Code == r.SuccessorCode && next.ValidFrom <= dayAfter(t, r.ValidTo) && (next.ValidTo == "" || next.ValidTo > r.ValidTo) {
				return next, true
			}
		}
		return Region{}, false
	}
	all := table.All()
	for i, r := range all {
		if r.ValidTo != "" && r.SuccessorCode == "" && i+1 < len(all) && all[i+1].Code == r.Code {
			redrawn[r.Code+dayAfter(t, r.ValidTo)] = r.Name
		}
		at, steps := r, 0
		for at.ValidTo != "" && at.SuccessorCode != "" {
			next, ok := follow(at)
			if steps++; !ok || steps > 4 {
				t.Errorf("%s %s: after %d steps %s %s has the successor %s, in force %v", r.Code, r.Name, steps, at.Code, at.Name, at.SuccessorCode, ok)
				break
			}
			at = next
		}
		if r.ValidTo == "" && r.SuccessorCode != "" {
			t.Errorf("%s %s is in force and has a successor", r.Code, r.Name)
		}
	}
	for _, name := range []string{"余杭区", "上城区", "鄞州区"} {
		if !slices.Contains(slices.Collect(maps.Values(redrawn)), name) {
			t.Errorf("%s is not redrawn", name)
		}
	}
	for _, r := range all {
		if r.ValidTo != "" && r.SuccessorCode != "" && redrawn[r.SuccessorCode+dayAfter(t, r.ValidTo)] != "" {
			t.Errorf("%s %s goes into %s, which is redrawn on that day", r.Code, r.Name, r.SuccessorCode)
		}
	}
}

func dayAfter(t *testing.T, day string) string {
	t.Helper()
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return date.AddDate(0, 0, 1).Format(time.DateOnly)
}

// Every row made by hand says on what it rests.
func TestSources(t *testing.T) {
	for _, r := range load(t).All() {
		if rest, ok := strings.CutPrefix(r.Source, "by hand"); r.Source == "" || ok && !strings.HasPrefix(rest, ": ") {
			t.Errorf("%s %s: source %q", r.Code, r.Name, r.Source)
		}
	}
}

func TestCitiesWithoutCounties(t *testing.T) {
	table := load(t)
	for _, code := range []string{"441900", "442000", "460400", "620200"} {
		if table.HasChildren(code, 2023) {
			t.Errorf("HasChildren(%s)", code)
		}
		for _, r := range table.All() {
			if r.ParentCode == code {
				t.Errorf("%s has the child %s %s", code, r.Code, r.Name)
			}
		}
	}
}

func TestHasChildren(t *testing.T) {
	table := load(t)
	for code, want := range map[string]bool{"320800": true, "310000": true, "320813": false, "460300": true, "999999": false} {
		if got := table.HasChildren(code, 2023); got != want {
			t.Errorf("HasChildren(%s) = %v", code, got)
		}
	}
	if table.HasChildren("460300", 2019) {
		t.Error("三沙 has districts before 2020")
	}
}

func TestByName(t *testing.T) {
	table := load(t)
	for _, test := range []struct {
		name string
		year int
		want string
	}{
		{"洪泽区", 2023, "320813"},
		{"洪泽", 2023, "320813"},
		{"洪泽县", 2023, ""},
		{"洪泽", 2012, "320829"},
		{"鼓楼区", 2023, "320106 320302 350102 410204"},
		{"朝阳区", 2023, "110105 220104"},
		{"江北区", 2023, "330205 500105"},
		{"通州区", 2023, "110112 320612"},
		{"通州", 2008, "110112 320683"},
		{"上海", 2023, "310000"},
		{"吉林", 2023, "220000 220200"},
		{"延边", 2023, "222400"},
		{"广西", 2023, "450000"},
		{"内蒙古", 2023, "150000"},
		{"威宁", 2023, "520526"},
		{"平潭综合实验区", 2023, "350128"},
		{"平潭县", 2023, "350128"},
		{"雄安新区", 2023, "130600-Z01"},
		{"雄安新区", 2016, ""},
		{"两江新区", 2024, "500000-Z01"},
		{"重庆两江新区", 2025, "500157"},
		{"江北新区", 2023, "320100-Z01"},
		{"第八师石河子市", 2023, "659001"},
		{"莱芜市", 2018, "371200"},
		{"莱芜市", 2019, ""},
		{"莱芜市", 0, "371200"},
		{"赣", 2023, ""},
		{"测试市", 2023, ""},
	} {
		t.Run(fmt.Sprintf("%s %d", test.name, test.year), func(t *testing.T) {
			if diff := cmp.Diff(test.want, codes(table.ByName(test.name, test.year))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPathAndParent(t *testing.T) {
	table := load(t)
	var names []string
	for _, r := range table.Path("320813", 2023) {
		names = append(names, r.Name)
	}
	if diff := cmp.Diff([]string{"江苏省", "淮安市", "洪泽区"}, names); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
	if got := table.Path("320813", 2010); got != nil {
		t.Errorf("a path in a year before the district: %v", got)
	}
	if parent, ok := table.Parent("320813", 2023); !ok || parent.Name != "淮安市" {
		t.Errorf("parent %v %v", parent, ok)
	}
	if _, ok := table.Parent(Nation, 2023); ok {
		t.Error("the nation has a parent")
	}
	if !table.IsWithin("320813", "320000", 2023) || table.IsWithin("320813", "310000", 2023) {
		t.Error("IsWithin")
	}
}

func TestPrefixes(t *testing.T) {
	table := load(t)
	for _, test := range []struct{ text, want string }{
		{"淮安市洪泽区人民政府", "淮安市 full 320800; 淮安 short 320800 320803"},
		{"平潭综合实验区金井片区管理局", "平潭综合实验区 alias 350128; 平潭 short 350128"},
		{"测试市某某局", ""},
		{"", ""},
		{"\xff\xfe", ""},
	} {
		t.Run(test.text, func(t *testing.T) {
			var got []string
			for _, p := range table.Prefixes(test.text, 2023) {
				got = append(got, fmt.Sprintf("%s %s %s", p.Name, p.Kind, codes(p.Regions)))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	const header = "code,name,level,parent_code,kind,valid_from,valid_to,successor_code,source\n"
	for _, test := range []struct{ name, divisions, want string }{
		{"no header", "code,name\n", "the header must be"},
		{"orphan", header + "110000,北京市,province,000000,division,,,,x\n", "parent 000000 is not in the list"},
		{
			"parent ends first", header + "000000,中国,nation,,division,,,,x\n" +
				"110000,甲省,province,000000,division,,2018-12-31,,x\n110100,甲市,city,110000,division,,,,x\n",
			"not valid for all of its time",
		},
		{
			"two states at once", header + "000000,中国,nation,,division,,,,x\n" +
				"110000,甲省,province,000000,division,,,,x\n110000,乙省,province,000000,division,2018-01-01,,,x\n",
			"at once",
		},
		{"unknown level", header + "000000,中国,planet,,division,,,,x\n", "level"},
		{"unknown kind", header + "000000,中国,nation,,moon,,,,x\n", "kind"},
		{"not a day", header + "000000,中国,nation,,division,2018,,,x\n", "not a day"},
		{"unsorted", header + "110000,甲省,province,000000,division,,,,x\n000000,中国,nation,,division,,,,x\n", "out of order"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{
				"divisions.csv": {Data: []byte(test.divisions)},
				"aliases.csv":   {Data: []byte("name,code,kind\n")},
				"suffixes.csv":  {Data: []byte("kind,text\n")},
			})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
