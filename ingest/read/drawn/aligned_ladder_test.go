package drawn

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bare writes a table without rules: a label and seven numbers a row, headings over them.
func bare(s *sheet, y float64, label string, values ...string) *sheet {
	s.write(60, y, label)
	for i, v := range values {
		s.write(260+40*float64(i), y, v)
	}
	return s
}

func TestLadder(t *testing.T) {
	row := func(n int) []string {
		out := make([]string, 7)
		for i := range out {
			out[i] = fmt.Sprint(n + i)
		}
		return out
	}
	headings := func(s *sheet) *sheet {
		return s.write(60, 90, "说明").write(260, 100, "甲").write(300, 95, "乙").write(300, 107, "丙").write(340, 100, "丁").
			write(380, 100, "戊").write(420, 100, "己").write(460, 100, "庚").write(500, 100, "辛")
	}
	tests := []struct {
		name, want, lost string
		draw             func() *sheet
	}{
		{
			name: "a label over two lines, its numbers between them",
			want: "[一、收到][10][11][12][13][14][15][16] [二、上年结转的↵数量][20][21][22][23][24][25][26] [三、办结][30][31][32][33][34][35][36]",
			draw: func() *sheet {
				s := bare(headings(newSheet(1)), 130, "一、收到", row(10)...)
				s.write(60, 150, "二、上年结转的")
				bare(s, 156, "", row(20)...)
				s.write(60, 162, "数量")
				return bare(s, 185, "三、办结", row(30)...)
			},
		},
		{
			name: "the label of a group beside that of a row",
			want: "[一、收到][10][11][12][13][14][15][16] [二、结转][20][21][22][23][24][25][26] [三、办结][30][31][32][33][34][35][36]",
			draw: func() *sheet {
				s := bare(headings(newSheet(1)), 130, "", row(10)...)
				s.write(120, 130, "一、收到")
				bare(s, 156, "", row(20)...)
				s.write(60, 156, "（三）").write(120, 156, "二、结转")
				bare(s, 182, "", row(30)...)
				return s.write(120, 182, "三、办结")
			},
		},
		{
			name: "numbers of narrow columns",
			want: "[一、收到][1000000][11][12][13][14][15][16] [二、结转][20][21][22][23][24][25][26] [三、办结][30][31][32][33][34][35][36]",
			draw: func() *sheet {
				first := row(10)
				first[0] = "1000000"
				s := bare(headings(newSheet(1)), 130, "一、收到", first...)
				return bare(bare(s, 156, "二、结转", row(20)...), 182, "三、办结", row(30)...)
			},
		},
		{
			name: "a row with one number less among full ones",
			want: "[一、收到][10][11][12][13][14][15][16] [二、结转] [三、办结][30][31][32][33][34][35][36]",
			lost: "6 unplaced",
			draw: func() *sheet {
				s := bare(headings(newSheet(1)), 130, "一、收到", row(10)...)
				return bare(bare(s, 156, "二、结转", append(row(20)[:3], row(30)[3:6]...)...), 182, "三、办结", row(30)...)
			},
		},
		{
			name: "a last column that the edge of the page cuts",
			want: "[一、收到][10][11][12][13][14][15] [二、结转][20][21][22][23][24][25] [三、办结][30][31][32][33][34][35]",
			lost: "beyond_page",
			draw: func() *sheet {
				s := headings(newSheet(1))
				s.page.Width = 512
				return bare(bare(bare(s, 130, "一、收到", row(10)...), 156, "二、结转", row(20)...), 182, "三、办结", row(30)...)
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := test.draw()
			table := findLadder(lines(s.page.Glyphs), s.page.Width)
			if table == nil {
				t.Fatal("no table found")
			}
			got := table.table(lines(s.page.Glyphs), 1)
			var rows []string
			for r := range got.rows() {
				var out strings.Builder
				numbers := 0
				for _, c := range got.row(r) {
					out.WriteString("[" + strings.ReplaceAll(c.Text, "\n", "↵") + "]")
					if isNumber(c.Text) {
						numbers++
					}
				}
				if numbers > 0 || len(got.row(r)) == 1 {
					rows = append(rows, out.String())
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(rows, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if test.lost != "" && !strings.Contains(strings.Join(placed(nil, got.notes), "\n"), test.lost) {
				t.Errorf("notes %v, want %q in them", got.notes, test.lost)
			}
		})
	}
	t.Run("headings stand over their columns", func(t *testing.T) {
		s := bare(bare(headings(newSheet(1)), 130, "一、收到", row(10)...), 156, "二、结转", row(20)...)
		got := findLadder(lines(s.page.Glyphs), s.page.Width).table(lines(s.page.Glyphs), 1)
		over := make([]string, 8)
		for _, c := range got.cells {
			if !hasDigit(c.Text) && c.Column > 0 {
				over[c.Column] += c.Text
			}
		}
		if diff := cmp.Diff([]string{"", "甲", "乙丙", "丁", "戊", "己", "庚", "辛"}, over); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	for _, test := range []struct {
		name string
		draw func() *sheet
	}{
		{"prose with numbers", func() *sheet {
			return newSheet(1).write(60, 100, "2023年收到12件、办结11件、公开3件，2024年9件")
		}},
		{"words behind the numbers", func() *sheet { return bare(newSheet(1), 100, "一、收到", row(10)...).write(545, 100, "件") }},
		{"a number that touches its label", func() *sheet {
			s := newSheet(1)
			bare(s, 100, "", row(10)[:6]...)
			return s.write(160, 100, "一、收到的数量 151")
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.draw()
			if got := findLadder(lines(s.page.Glyphs), s.page.Width); got != nil {
				t.Errorf("read as a table: %+v", got)
			}
		})
	}
}
