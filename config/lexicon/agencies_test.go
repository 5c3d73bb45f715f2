package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func agencies(t *testing.T) *Agencies {
	t.Helper()
	a, err := EmbeddedAgencies()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAgencyWords(t *testing.T) {
	a := agencies(t)
	kinds := []string{"government", "office", "department", "zone_committee", "township", "vertical", "other"}
	levels := []string{"", "nation", "province", "city", "county", "town"}
	scopes := []report.Scope{report.ScopeOwn, report.ScopeArea, report.ScopeUnknown}
	seen := map[string]bool{}
	for _, w := range a.words {
		if !slices.Contains(kinds, w.Kind) || !slices.Contains(levels, w.Level) || !slices.Contains(scopes, w.Scope) {
			t.Errorf("%+v", w)
		}
		if (w.Kind == "vertical") != (w.System != "") {
			t.Errorf("%s: a vertical body has a system, and no other has", w.Text)
		}
		if w.Text == "" || seen[w.Match+w.Text] {
			t.Errorf("%s %q stands twice or is empty", w.Match, w.Text)
		}
		seen[w.Match+w.Text] = true
	}
}

func TestSuffix(t *testing.T) {
	a := agencies(t)
	for _, test := range []struct{ name, kind, level string }{
		{"人民政府", "government", ""},
		{"白沙镇人民政府", "township", "town"},
		{"人民政府办公室", "office", ""},
		{"办公室", "department", ""},
		{"国有资产监督管理委员会", "department", ""},
		{"经济技术开发区管理委员会", "zone_committee", ""},
		{"市场监督管理局", "department", ""},
		{"税务局", "vertical", ""},
		{"委员会宣传部", "other", ""},
		{"某某", "", ""},
		{"", "", ""},
	} {
		w, ok := a.Suffix(test.name)
		if w.Kind != test.kind || w.Level != test.level || ok != (test.kind != "") {
			t.Errorf("Suffix(%s) = %+v %v", test.name, w, ok)
		}
	}
}

func TestExpand(t *testing.T) {
	a := agencies(t)
	for short, want := range map[string]string{
		"科委": "科学技术委员会", "政府": "人民政府", "开发区管委会": "开发区管理委员会", "管委会": "管理委员会", "水利局": "水利局",
		"白沙镇政府": "白沙镇人民政府", "": "",
	} {
		if diff := cmp.Diff(want, a.Expand(short)); diff != "" {
			t.Errorf("Expand(%s) (-want +got):\n%s", short, diff)
		}
		if diff := cmp.Diff(want, a.Expand(a.Expand(short))); diff != "" {
			t.Errorf("Expand twice (%s) (-want +got):\n%s", short, diff)
		}
	}
}

func TestMessages(t *testing.T) {
	a := agencies(t)
	for key, m := range a.messages {
		if m.ZH == "" || m.EN == "" || strings.Count(m.ZH, "{") != strings.Count(m.EN, "{") {
			t.Errorf("%s: %q %q", key, m.ZH, m.EN)
		}
	}
	got := a.Message("region.unknown", "agency", "某局")
	if diff := cmp.Diff(Message{"未能确定“某局”所在行政区划", "The region of 某局 could not be settled"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A trigger that is no part of what its pattern can match would hide the pattern.
func TestPatternFindsNearItsTrigger(t *testing.T) {
	a := agencies(t)
	long := strings.Repeat("政府信息公开，", 400)
	for _, test := range []struct{ name, text, want string }{
		{"published", "发布日期:2020-01-31", "发布日期:2020-01-31"},
		{"published", long + "发布日期:2020-01-31" + long, "发布日期:2020-01-31"},
		{"author.writes", "本报告由淮安市水利局编制", "由淮安市水利局编制"},
		{"author.writes", strings.Repeat("由", 500) + "。本报告由淮安市水利局编制", "由淮安市水利局编制"},
		{"author.answers", "请与淮安市水利局联系", "与淮安市水利局联系"},
		{"title.correction", "年度报告(更正)", "(更正)"},
		{"scope.level", "本报告统计范围为市本级。", "统计范围为市本级"},
		{"scope.level", "以数据共享为重点,完善本级平台", ""},
		{"no such name", "x", ""},
	} {
		got := ""
		if m := a.Patterns.Find(test.name, test.text); m != nil {
			got = m[0]
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s in %.60q (-want +got):\n%s", test.name, test.text, diff)
		}
	}
	for _, name := range a.Patterns.Names() {
		for _, p := range a.Patterns.Named(name) {
			if name != "digit" && p.compiled().MatchString("") {
				t.Errorf("%s: %s matches nothing at all", name, p.Text)
			}
		}
	}
}

func TestLoadAgenciesRefuses(t *testing.T) {
	good := fstest.MapFS{
		"agencies.csv":               {Data: []byte("match,text,kind,level,scope,system\nsuffix,局,department,,own,\n")},
		"agencies_abbreviations.csv": {Data: []byte("match,text,full\n")},
		"agencies_messages.csv":      {Data: []byte("key,message_zh,message_en\n")},
		"patterns.csv":               {Data: []byte("name,trigger,pattern\n")},
	}
	if _, err := LoadAgencies(good); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, data, want string }{
		{"agencies.csv", "match,text\n", "the header must be"},
		{"agencies.csv", "match,text,kind,level,scope,system\nmiddle,局,department,,own,\n", "match"},
		{"agencies_abbreviations.csv", "match,text,full\nprefix,a,b\n", "match"},
		{"patterns.csv", "name,trigger,pattern\nx,,(\n", "patterns.csv: x"},
	} {
		bad := fstest.MapFS{}
		for name, file := range good {
			bad[name] = file
		}
		bad[test.file] = &fstest.MapFile{Data: []byte(test.data)}
		if _, err := LoadAgencies(bad); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.file, err, test.want)
		}
	}
}
