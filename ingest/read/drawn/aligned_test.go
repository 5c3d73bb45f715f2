package drawn

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

func limits() read.Limits { return read.DefaultLimits() }

// listing writes rows of label and values at fixed columns, without rules.
func listing(s *sheet, y float64, rows ...[]string) *sheet {
	for _, r := range rows {
		s.write(60, y, r[0])
		for i, text := range r[1:] {
			width := 0.0
			for _, c := range text {
				width += s.size
				if c < 0x2000 {
					width -= s.size / 2
				}
			}
			s.write(260+float64(i)*80-width/2, y, text)
		}
		y += 20
	}
	return s
}

func TestTableWithoutRules(t *testing.T) {
	for _, test := range []struct {
		name, want, lost string
		draw             func() *sheet
	}{
		{
			name: "under its titles, with blanks and a title without values",
			want: `p1 三、收到和处理情况
p1 grid 5x5
 0: 0"" 1"自然人" 2"企业" 3"其他" 4"总计"
 1: 0"一、收到" 1"21" 2"0" 3"" 4"21"
 2: 0"二、结转" 1"" 2"3" 3"" 4"3"
 3: 0"三、办结" 1"120" 2"1" 3"" 4"121"
 4: 0"四、转下" 1"0" 2"0" 3"" 4"0"
p1 四、行政复议情况
`,
			lost: "unruled",
			draw: func() *sheet {
				s := listing(newSheet(1), 120, []string{"", "自然人", "企业", "其他", "总计"}, []string{"一、收到", "21", "0", "", "21"},
					[]string{"二、结转", "", "3", "", "3"}, []string{"三、办结", "120", "1", "", "121"}, []string{"四、转下", "0", "0", "", "0"})
				return s.write(60, 90, "三、收到和处理情况").write(60, 240, "四、行政复议情况")
			},
		},
		{
			name: "a label over two lines beside its values",
			want: `p1 grid 3x3
 0: 0"一、收到" 1"21" 2"0"
 1: 0"二、申请人逾期 不予处理" 1"8" 2"3"
 2: 0"三、办结" 1"120" 2"1"
`,
			draw: func() *sheet {
				s := listing(newSheet(1), 100, []string{"一、收到", "21", "0"})
				listing(s, 127, []string{"", "8", "3"}).write(60, 121, "二、申请人逾期").write(60, 133, "不予处理")
				return listing(s, 160, []string{"三、办结", "120", "1"})
			},
		},
		{
			name: "a number that reaches over both columns leaves no table",
			want: "p1 收到 21 0\np1 结转 456789012345678901\np1 办结 120 1\n",
			draw: func() *sheet {
				s := listing(newSheet(1), 100, []string{"收到", "21", "0"}, []string{"结转"}, []string{"办结", "120", "1"})
				return s.write(255, 120, "456789012345678901")
			},
		},
		{
			name: "two numbers a space apart are left out",
			want: `p1 grid 3x3
 0: 0"收到" 1"21" 2"0"
 1: 0"结转" 2"4"
 2: 0"办结" 1"120" 2"1"
`,
			lost: "unplaced",
			draw: func() *sheet {
				return listing(newSheet(1), 100, []string{"收到", "21", "0"}, []string{"结转", "7 8", "4"}, []string{"办结", "120", "1"})
			},
		},
		{
			name: "a sentence with numbers is no table",
			want: "p1 全年受理21件 答复19件 转出2件\n",
			draw: func() *sheet { return newSheet(1).write(60, 100, "全年受理21件   答复19件   转出2件") },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, lost := readSheets(t, test.draw())
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if !strings.Contains(strings.Join(lost, "\n"), test.lost) {
				t.Errorf("lost %q, want %q in it", lost, test.lost)
			}
		})
	}
}

func TestTableWithSomeRules(t *testing.T) {
	rows := [][]string{{"收到", "21", "0"}, {"结转", "8", "3"}, {"办结", "120", "1"}}
	want := "p1 grid 3x3\n 0: 0\"收到\" 1\"21\" 2\"0\"\n 1: 0\"结转\" 1\"8\" 2\"3\"\n 2: 0\"办结\" 1\"120\" 2\"1\"\n"
	for _, test := range []struct {
		name string
		draw func(s *sheet)
	}{
		{"only rows", func(s *sheet) {
			for _, y := range []float64{86, 106, 126, 146} {
				s.rule(50, y, 400, y)
			}
			s.rule(50, 86, 50, 146).rule(400, 86, 400, 146)
		}},
		{"only columns", func(s *sheet) {
			s.rule(50, 86, 400, 86).rule(50, 146, 400, 146)
			for _, x := range []float64{50, 220, 300, 400} {
				s.rule(x, 86, x, 146)
			}
		}},
		{"only a frame", func(s *sheet) {
			s.rule(50, 86, 400, 86).rule(50, 146, 400, 146).rule(50, 86, 50, 146).rule(400, 86, 400, 146)
		}},
		{"three lines", func(s *sheet) { s.rule(50, 86, 400, 86).rule(50, 106, 400, 106).rule(50, 146, 400, 146) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := listing(newSheet(1), 100, rows...)
			test.draw(s)
			got, lost := readSheets(t, s)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if len(lost) == 0 {
				t.Error("nothing says that rules are missing")
			}
		})
	}
}

func TestLimits(t *testing.T) {
	cells := plain([]string{"a", "b"}, []string{"c", "d"})
	s := newSheet(1).grid([]float64{60, 100, 140}, []float64{100, 120, 140}, cells, strokedRect)
	small := limits()
	small.Cells = 3
	blocks, lost, err := Blocks(t.Context(), []Page{s.page}, small)
	if err != nil || len(blocks) == 0 || !strings.Contains(strings.Join(placed(blocks, lost), ""), "beyond_limit") {
		t.Errorf("a table beyond the limit: %v, %q, %v", blocks, lost, err)
	}
	small.Cells = 5
	if _, _, err := Blocks(t.Context(), []Page{s.page, s.page}, small); !errors.Is(err, fault.ErrTooLarge) {
		t.Errorf("two tables beyond the limit: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Blocks(ended, []Page{s.page}, limits()); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run: %v", err)
	}
}
