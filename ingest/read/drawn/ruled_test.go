package drawn

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var headed = []span{
	{0, 0, 2, 2, "项目"},
	{0, 2, 1, 3, "申请人情况"},
	{1, 2, 1, 1, "自然人"},
	{1, 3, 1, 1, "企业"},
	{1, 4, 1, 1, "总计"},
	{2, 0, 2, 1, "三\n、\n结\n果"},
	{2, 1, 1, 1, "予以公开"},
	{2, 2, 1, 1, "12"},
	{2, 3, 1, 1, "0.5"},
	{2, 4, 1, 1, "904.94"},
	{3, 1, 1, 1, "部分公开\n（区分）"},
	{3, 2, 1, 1, ""},
	{3, 3, 1, 1, "7"},
	{3, 4, 1, 1, "1,234"},
}

const headedText = `p1 grid 4x5
 0: 0{2x2}"项目" 2{1x3}"申请人情况"
 1: 2"自然人" 3"企业" 4"总计"
 2: 0{2x1}"三、结果" 1"予以公开" 2"12" 3"0.5" 4"904.94"
 3: 1"部分公开\n（区分）" 2"" 3"7" 4"1,234"
`

func TestRuledTableHoweverItIsDrawn(t *testing.T) {
	xs, ys := []float64{60, 90, 200, 280, 360, 460}, []float64{100, 125, 150, 200, 250}
	for _, test := range []struct {
		name string
		draw func(s *sheet, x0, y0, x1, y1 float64)
	}{
		{"a rectangle a cell", strokedRect},
		{"thin filled boxes", func(s *sheet, x0, y0, x1, y1 float64) {
			s.rule(x0, y0-0.4, x1, y0+0.4).rule(x0, y1-0.4, x1, y1+0.4).rule(x0-0.4, y0, x0+0.4, y1).rule(x1-0.4, y0, x1+0.4, y1)
		}},
		{"double lines", func(s *sheet, x0, y0, x1, y1 float64) {
			strokedRect(s, x0, y0, x1, y1)
			strokedRect(s, x0+2, y0+2, x1-2, y1-2)
		}},
		{"corners do not meet", func(s *sheet, x0, y0, x1, y1 float64) {
			s.rule(x0+2, y0, x1-2, y0).rule(x1, y0+2, x1, y1-2).rule(x1-2, y1, x0+2, y1).rule(x0, y1-2, x0, y0+2)
		}},
		{"dashes", func(s *sheet, x0, y0, x1, y1 float64) {
			for x := x0; x < x1; x += 5 {
				s.rule(x, y0, min(x+3, x1), y0).rule(x, y1, min(x+3, x1), y1)
			}
			for y := y0; y < y1; y += 5 {
				s.rule(x0, y, x0, min(y+3, y1)).rule(x1, y, x1, min(y+3, y1))
			}
		}},
		{"jitter of 4 points", func(s *sheet, x0, y0, x1, y1 float64) {
			d := float64(int(y0)%3-1) * 2
			strokedRect(s, x0+d, y0, x1+d, y1)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(3) {
				got, lost := readSheets(t, newSheet(1).grid(xs, ys, headed, test.draw).shuffle(seed))
				if diff := cmp.Diff(headedText, got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				if len(lost) > 0 {
					t.Errorf("lost %q", lost)
				}
			}
		})
	}
}

func TestLongStrokesWithMergedCells(t *testing.T) {
	s := newSheet(1)
	for _, y := range []float64{100, 160} {
		s.rule(50, y, 350, y)
	}
	s.rule(150, 130, 350, 130)
	for _, x := range []float64{50, 150, 350} {
		s.rule(x, 100, x, 160)
	}
	s.rule(250, 130, 250, 160)
	s.write(60, 135, "标题").write(160, 120, "一二").write(160, 150, "3").write(260, 150, "4")
	got, _ := readSheets(t, s)
	want := `p1 grid 2x3
 0: 0{2x1}"标题" 1{1x2}"一二"
 1: 1"3" 2"4"
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatIsNoTable(t *testing.T) {
	for _, test := range []struct {
		name string
		draw func(s *sheet)
	}{
		{"an underline", func(s *sheet) { s.rule(50, 110, 200, 110) }},
		{"a frame around the page", func(s *sheet) { strokedRect(s, 20, 20, 575, 820) }},
		{"slanted lines", func(s *sheet) { s.rule(50, 50, 200, 200).rule(200, 50, 50, 200) }},
		{"rules without room", func(s *sheet) { s.rule(50, 50, 50, 50).rule(1e300, 0, 1e300, 90) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSheet(1).write(60, 100, "一、总体情况")
			test.draw(s)
			got, lost := readSheets(t, s)
			if diff := cmp.Diff("p1 一、总体情况\n", got); diff != "" || len(lost) > 0 {
				t.Errorf("(-want +got)\n%slost %q", diff, lost)
			}
		})
	}
}

// The outer edge of a row is seen where the rules above and below run up to it.
func TestOpenSide(t *testing.T) {
	s := newSheet(1).grid([]float64{60, 160, 220, 280}, []float64{100, 125, 150},
		plain([]string{"收到", "22", "5"}, []string{"结转", "1", "9"}), strokedRect)
	s.page.Rules = slices.DeleteFunc(s.page.Rules, func(r Rule) bool {
		return r.X0 == r.X1 && min(r.Y0, r.Y1) == 125 && (r.X0 == 60 || r.X0 == 280)
	})
	got, _ := readSheets(t, s)
	if diff := cmp.Diff("p1 grid 2x3\n 0: 0\"收到\" 1\"22\" 2\"5\"\n 1: 0\"结转\" 1\"1\" 2\"9\"\n", got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A wrong number that nothing flags is the worst that can happen: each of these must leave cells out, and say so.
func TestWhatCannotBeRightIsLeftOut(t *testing.T) {
	xs, ys := []float64{60, 160, 220, 280}, []float64{100, 125, 150}
	cells := plain([]string{"收到", "22", "5"}, []string{"结转", "1", "9"})
	for _, test := range []struct {
		name, want, lost string
		draw             func() *sheet
	}{
		{
			name: "a number that overflows into the next cell",
			want: "p1 grid 2x3\n 0: 0\"收到\"\n 1: 0\"结转\" 1\"1\" 2\"9\"\n",
			lost: "unplaced: page 1, table 1, row 1",
			draw: func() *sheet {
				s := newSheet(1).grid(xs, ys, plain([]string{"收到", "", ""}, []string{"结转", "1", "9"}), strokedRect)
				return s.write(203, 116, "221627")
			},
		},
		{
			name: "a row without its right border, nor the rule below its last cell",
			want: "p1 grid 2x3\n 0: 0\"收到\" 1\"22\"\n 1: 0\"结转\" 1\"1\" 2\"9\"\np1 5\n",
			lost: "unplaced",
			draw: func() *sheet {
				s := newSheet(1).grid(xs, ys, cells, strokedRect)
				kept := s.page.Rules[:0]
				for _, r := range s.page.Rules {
					if !(r.X0 == 280 && r.X1 == 280 && min(r.Y0, r.Y1) == 100) && !(max(r.X0, r.X1) == 280 && r.Y0 == 100 && r.Y1 == 100) {
						kept = append(kept, r)
					}
				}
				s.page.Rules = kept
				return s
			},
		},
		{
			name: "rules that bound no rectangle",
			want: "p1 grid 3x3\n 0: 2\"c\"\n 1: 1\"e\" 2\"f\"\n 2: 0\"g\" 1\"h\" 2\"i\"\n",
			lost: "cell_unclosed",
			draw: func() *sheet {
				s := newSheet(1).grid([]float64{60, 100, 140, 180}, []float64{100, 120, 140, 160},
					plain([]string{"", "", "c"}, []string{"", "e", "f"}, []string{"g", "h", "i"}), func(s *sheet, x0, y0, x1, y1 float64) {
						// The border between a and b, and that between a and d, are missing.
						if !(x1 == 100 && y0 == 100) {
							s.rule(x1, y0, x1, y1)
						}
						if !(y1 == 120 && x0 == 60) {
							s.rule(x0, y1, x1, y1)
						}
						if x0 == 60 {
							s.rule(x0, y0, x0, y1)
						}
						if y0 == 100 {
							s.rule(x0, y0, x1, y0)
						}
					})
				return s
			},
		},
		{
			name: "a table wider than the page",
			want: "p1 grid 2x2\n 0: 0\"收到\" 1\"22\"\n 1: 0\"结转\" 1\"1\"\n",
			lost: "beyond_page",
			draw: func() *sheet {
				s := newSheet(1).grid([]float64{460, 520, 570, 640}, ys, cells, strokedRect)
				return s
			},
		},
		{
			name: "a table cut along its clipping edge",
			want: "p1 grid 2x2\n 0: 0\"收到\" 1\"22\"\n 1: 0\"结转\" 1\"1\"\n",
			lost: "beyond_page",
			draw: func() *sheet {
				s := newSheet(1).grid([]float64{460, 520, 570, 594.9}, ys, cells, strokedRect)
				return s
			},
		},
		{
			name: "a sign without a character",
			want: "p1 1\uFFFD3\n",
			draw: func() *sheet { return newSheet(1).write(60, 100, "1\x013") },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, lost := readSheets(t, test.draw())
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if test.lost != "" && !strings.Contains(strings.Join(lost, "\n"), test.lost) {
				t.Errorf("lost %q, want %q in it", lost, test.lost)
			}
		})
	}
}

func TestTableOpenAtItsSides(t *testing.T) {
	xs, ys := []float64{60, 160, 220, 280}, []float64{100, 125, 150}
	s := newSheet(1).grid(xs, ys, plain([]string{"收到", "22", "5"}, []string{"结转", "1", "9"}), func(s *sheet, x0, y0, x1, y1 float64) {
		s.rule(x0, y0, x1, y0).rule(x0, y1, x1, y1)
		if x1 < 280 {
			s.rule(x1, y0, x1, y1)
		}
	})
	got, lost := readSheets(t, s)
	want := "p1 grid 2x3\n 0: 0\"收到\" 1\"22\" 2\"5\"\n 1: 0\"结转\" 1\"1\" 2\"9\"\n"
	if diff := cmp.Diff(want, got); diff != "" || len(lost) > 0 {
		t.Errorf("(-want +got)\n%slost %q", diff, lost)
	}
}

func TestALabelThatOverflowsStaysWhole(t *testing.T) {
	xs, ys := []float64{60, 160, 260}, []float64{100, 125, 150}
	s := newSheet(1).grid(xs, ys, plain([]string{"", ""}, []string{"结转", "9"}), strokedRect).write(65, 116, "申请人逾期不补正视为放弃")
	got, _ := readSheets(t, s)
	want := "p1 grid 2x2\n 0: 0\"申请人逾期不补正视为放弃\" 1\"\"\n 1: 0\"结转\" 1\"9\"\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestBoldByPrintingTwice(t *testing.T) {
	got, _ := readSheets(t, newSheet(1).write(60, 100, "总计 11").write(60.4, 100, "总计 11"))
	if diff := cmp.Diff("p1 总计11\n", got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
