package ingest

import (
	"slices"
	"testing"

	"gongkai/config/regions"
	"gongkai/ingest/recognise"
)

// A manifest gives a region by its code or a name; a name of several stays as it is, to be refused.
func TestRegionOfManifest(t *testing.T) {
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	who, err := newIdentifier(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		region string
		year   int
		want   string
	}{
		{"320813", 2023, "320813"},
		{"淮安市", 2023, "320800"},
		{"南京市鼓楼区", 0, "320106"},
		{"莱芜市", 2018, "371200"},
		{"莱芜市", 2023, "莱芜市"},
		{"鼓楼区", 2023, "鼓楼区"},
		{"", 2023, ""},
	} {
		if got := who.code(recognise.Given{RegionCode: test.region, Year: test.year}); got != test.want {
			t.Errorf("%q in %d: %q, want %q", test.region, test.year, got, test.want)
		}
	}
}

// A converter writes the menu of a site before the page: the title stands below it, and the source of the page is not the body.
func TestTitleBelowTheMenu(t *testing.T) {
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	who, err := newIdentifier(table)
	if err != nil {
		t.Fatal(err)
	}
	opening := "本报告根据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
	menu := slices.Repeat([]string{"首页", "政务公开"}, 10)
	title := "平潭综合实验区2023年度政府信息公开工作年度报告"
	for _, test := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"one title", slices.Concat(menu, []string{title, "来源：平潭综合实验区管委会办公室"}), title},
		{"one of the first lines", slices.Concat([]string{title}, menu, []string{"淮安市水利局2023年政府信息公开工作年度报告"}), ""},
		{"a link behind the opening", slices.Concat(menu, []string{opening, title}), ""},
		{"titles of two bodies", slices.Concat(menu, []string{title, "淮安市水利局2023年政府信息公开工作年度报告"}), ""},
	} {
		if got := who.titleBelow(test.lines[:firstLines], test.lines); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
