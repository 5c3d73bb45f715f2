package drawn

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var joinXs = []float64{60, 100, 240, 320, 400}

// header and rows of a table that runs over pages, each row 30 points high from y.
func pageRows(number int, y float64, draw func(s *sheet, x0, y0, x1, y1 float64), cells []span) *sheet {
	s := newSheet(number)
	rows := 0
	for _, c := range cells {
		rows = max(rows, c.row+max(c.rows, 1))
	}
	ys := []float64{y}
	for range rows {
		y += 30
		ys = append(ys, y)
	}
	return s.grid(joinXs, ys, cells, draw).write(290, 820, "- "+string(rune('0'+number))+" -")
}

func row(r int, group, label, a, b string) []span {
	return []span{{r, 0, 1, 1, group}, {r, 1, 1, 1, label}, {r, 2, 1, 1, a}, {r, 3, 1, 1, b}}
}

func all(parts ...[]span) []span {
	var cells []span
	for _, p := range parts {
		cells = append(cells, p...)
	}
	return cells
}

// withoutTop draws all borders but the upper ones of the first row.
func withoutTop(first float64) func(s *sheet, x0, y0, x1, y1 float64) {
	return func(s *sheet, x0, y0, x1, y1 float64) {
		s.rule(x0, y1, x1, y1).rule(x0, y0, x0, y1).rule(x1, y0, x1, y1)
		if y0 > first {
			s.rule(x0, y0, x1, y0)
		}
	}
}

func TestTablesOverPages(t *testing.T) {
	for _, test := range []struct {
		name   string
		sheets []*sheet
		want   string
	}{
		{
			name: "without a repeated header",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "类", "项目", "企业", "总计"), row(1, "甲", "1.收到", "3", "4"))),
				pageRows(2, 80, strokedRect, all(row(0, "乙", "2.结转", "5", "6"))),
			},
			want: `p1 grid 3x4
 0: 0"类" 1"项目" 2"企业" 3"总计"
 1: 0"甲" 1"1.收到" 2"3" 3"4"
 2: 0"乙" 1"2.结转" 2"5" 3"6"
`,
		},
		{
			name: "over three pages with the header on each",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "类", "项目", "企业", "总计"), row(1, "甲", "1.收到", "3", "4"))),
				pageRows(2, 80, strokedRect, all(row(0, "类", "项目", "企业", "总计"), row(1, "乙", "2.结转", "5", "6"))),
				pageRows(3, 80, strokedRect, all(row(0, "类", "项目", "企业", "总计"), row(1, "丙", "3.其他", "7", "8"))),
			},
			want: `p1 grid 4x4
 0: 0"类" 1"项目" 2"企业" 3"总计"
 1: 0"甲" 1"1.收到" 2"3" 3"4"
 2: 0"乙" 1"2.结转" 2"5" 3"6"
 3: 0"丙" 1"3.其他" 2"7" 3"8"
`,
		},
		{
			name: "a repeated row of numbers is no header",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "收到", "0", "0"))),
				pageRows(2, 80, strokedRect, all(row(0, "甲", "收到", "0", "0"))),
			},
			want: `p1 grid 2x4
 0: 0"甲" 1"收到" 2"0" 3"0"
 1: 0"甲" 1"收到" 2"0" 3"0"
`,
		},
		{
			name: "a row cut where its label fills the line",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "1.申请人逾期不补正行政机关", "3", "4"))),
				pageRows(2, 80, strokedRect, all(row(0, "", "不再处理", "", ""), row(1, "乙", "2.其他", "5", "6"))),
			},
			want: `p1 grid 2x4
 0: 0"甲" 1"1.申请人逾期不补正行政机关\n不再处理" 2"3" 3"4"
 1: 0"乙" 1"2.其他" 2"5" 3"6"
`,
		},
		{
			name: "a row left open at the break, its values on the second page",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "1.申请人", "", ""))),
				pageRows(2, 80, withoutTop(80), all(row(0, "", "逾期", "3", "4"), row(1, "乙", "2.其他", "5", "6"))),
			},
			want: `p1 grid 2x4
 0: 0"甲" 1"1.申请人\n逾期" 2"3" 3"4"
 1: 0"乙" 1"2.其他" 2"5" 3"6"
`,
		},
		{
			name: "two rows with values are two, even where the break leaves them open",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "1.申请人逾期不补正行政机关", "3", "4"))),
				pageRows(2, 80, withoutTop(80), all(row(0, "", "不再处理", "", "7"), row(1, "乙", "2.其他", "5", "6"))),
			},
			want: `p1 grid 3x4
 0: 0"甲" 1"1.申请人逾期不补正行政机关" 2"3" 3"4"
 1: 0"" 1"不再处理" 2"" 3"7"
 2: 0"乙" 1"2.其他" 2"5" 3"6"
`,
		},
		{
			name: "a blank row with a number of its own is no continuation",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "1.申请人逾期不补正行政机关", "3", "4"))),
				pageRows(2, 80, strokedRect, all(row(0, "", "2.不再处理", "", ""), row(1, "乙", "3.其他", "5", "6"))),
			},
			want: `p1 grid 3x4
 0: 0"甲" 1"1.申请人逾期不补正行政机关" 2"3" 3"4"
 1: 0"" 1"2.不再处理" 2"" 3""
 2: 0"乙" 1"3.其他" 2"5" 3"6"
`,
		},
		{
			name: "a merged label goes on",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, []span{{0, 0, 2, 1, "结\n果"}, {0, 1, 1, 1, "甲"}, {0, 2, 1, 1, "1"}, {0, 3, 1, 1, "2"}, {1, 1, 1, 1, "乙"}, {1, 2, 1, 1, "3"}, {1, 3, 1, 1, "4"}}),
				pageRows(2, 80, strokedRect, []span{{0, 0, 2, 1, ""}, {0, 1, 1, 1, "丙"}, {0, 2, 1, 1, "5"}, {0, 3, 1, 1, ""}, {1, 1, 1, 1, "丁"}, {1, 2, 1, 1, "7"}, {1, 3, 1, 1, "8"}}),
			},
			want: `p1 grid 4x4
 0: 0{4x1}"结果" 1"甲" 2"1" 3"2"
 1: 1"乙" 2"3" 3"4"
 2: 1"丙" 2"5" 3""
 3: 1"丁" 2"7" 3"8"
`,
		},
		{
			name: "a heading parts two tables",
			sheets: []*sheet{
				pageRows(1, 700, strokedRect, all(row(0, "甲", "收到", "3", "4"))),
				pageRows(2, 130, strokedRect, all(row(0, "乙", "结转", "5", "6"))).write(60, 110, "四、行政复议"),
			},
			want: `p1 grid 1x4
 0: 0"甲" 1"收到" 2"3" 3"4"
p2 四、行政复议
p2 grid 1x4
 0: 0"乙" 1"结转" 2"5" 3"6"
`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, lost := readSheets(t, test.sheets...)
			if diff := cmp.Diff(test.want, got); diff != "" || len(lost) > 0 {
				t.Errorf("(-want +got)\n%slost %q", diff, lost)
			}
		})
	}
}

func TestCellsKnowTheirPage(t *testing.T) {
	blocks, _, err := Blocks(t.Context(), []Page{
		pageRows(1, 700, strokedRect, all(row(0, "甲", "收到", "3", "4"))).page,
		pageRows(2, 80, strokedRect, all(row(0, "乙", "结转", "5", "6"))).page,
	}, limits())
	if err != nil || len(blocks) != 1 {
		t.Fatal(blocks, err)
	}
	var pages []int
	for _, c := range blocks[0].Grid.Cells {
		pages = append(pages, c.Page)
	}
	if diff := cmp.Diff([]int{1, 1, 1, 1, 2, 2, 2, 2}, pages); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(joinXs, blocks[0].Grid.Edges); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParagraphsAndPageFurniture(t *testing.T) {
	first := newSheet(1).write(60, 40, "某某局年度报告").write(60, 100, "一、总体情况").
		write(80, 120, "本年度共受理政府信息公开申请二十一件其中自然人二十").write(60, 140, "件均已答复。").
		write(60, 160, "（二）其他").write(290, 820, "— 1 —")
	second := newSheet(2).write(60, 40, "某某局年度报告").write(80, 120, "特此报告。").write(290, 820, "— 2 —")
	got, _ := readSheets(t, first, second)
	want := strings.Join([]string{
		"p1 某某局年度报告", "p1 一、总体情况", "p1 本年度共受理政府信息公开申请二十一件其中自然人二十件均已答复。", "p1 （二）其他", "p2 特此报告。", "",
	}, "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
