package text

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

func readText(t testing.TB, body string) []read.Block {
	t.Helper()
	docs, err := New().Read(context.Background(), read.Source{Path: "a.txt", Bytes: []byte(body), Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	return docs[0].Blocks
}

// draw prints blocks as text: paragraphs with their line, grids as rows of cells.
func draw(blocks []read.Block) string {
	var out strings.Builder
	for _, b := range blocks {
		if b.Grid == nil {
			if b.Text != "" {
				fmt.Fprintf(&out, "%d: %s\n", b.Line, b.Text)
			}
			continue
		}
		fmt.Fprintf(&out, "grid %dx%d\n", b.Grid.Rows, b.Grid.Columns)
		row := -1
		for _, cell := range b.Grid.Cells {
			if cell.Row != row {
				if row >= 0 {
					out.WriteString("\n")
				}
				row = cell.Row
			}
			fmt.Fprintf(&out, "[%s]", strings.ReplaceAll(cell.Text, "\n", "↵"))
		}
		out.WriteString("\n")
	}
	return out.String()
}

func TestRead(t *testing.T) {
	// A dump needs enough lines with a TAB to be told from text that is merely indented.
	const filler = "\n\tx\n\tx\n\tx\n\tx\n\tx\n\tx\n\tx\n\tx\n\n"
	tests := []struct{ name, body, want string }{
		{"paragraphs", "甲\n\n乙", "1: 甲\n3: 乙\n"},
		{"headings of Markdown", "# 甲\n## 乙\n#丙\n####### 丁\n", "1: 甲\n2: 乙\n3: #丙\n4: ####### 丁\n"},
		{"indented prose is no table", "\t甲\n\t乙\n", "1: \t甲\n2: \t乙\n"},
		{
			"a dump: an empty line ends a row, a TAB alone is an empty cell",
			"表\n\t甲\n\t1\n\n\t\n\t2\n\n\n尾\n" + filler,
			"1: 表\ngrid 2x2\n[甲][1]\n[][2]\n9: 尾\ngrid 1x8\n[x][x][x][x][x][x][x][x]\n",
		},
		{
			"a paragraph that ends inside a cell",
			"\t结果\n\n维持\n\t结果纠正\n\n\t0\n\t1\n\n\n" + filler,
			"grid 2x2\n[结果↵维持][结果纠正]\n[0][1]\ngrid 1x8\n[x][x][x][x][x][x][x][x]\n",
		},
		{
			"text directly behind a table is not its last cell",
			"\t甲\n\t1\n\n三、标题\n甲\n" + filler,
			"grid 1x2\n[甲][1]\n4: 三、标题\n5: 甲\ngrid 1x8\n[x][x][x][x][x][x][x][x]\n",
		},
		{
			"a number that a paragraph breaks is never cut",
			"\t甲\n\t15378\n\n7\n\t乙\n\t26.59\n\n72\n\n尾\n" + filler,
			"grid 1x4\n[甲][15378↵7][乙][26.59↵72]\n10: 尾\ngrid 1x8\n[x][x][x][x][x][x][x][x]\n",
		},
		{
			"pipes",
			"| 规章 | 0 | |\n|---|---|---|\n| 文件 \\| 号 | 1 | 2 |\n尾",
			"grid 2x3\n[规章][0][]\n[文件 | 号][1][2]\n4: 尾\n",
		},
		{
			"cells of Markdown that are dressed",
			"| 规章 | **64250** |\n|---|:--|\n| __12__ | *12* |\n| ***12*** | ~~99~~ 12 |\n| ~~12~~ | 12&nbsp; |\n| **1**2 | 12* |\n| ~~9 12 | * 12 * |\n",
			"grid 6x2\n[规章][64250]\n[12][12]\n[12][12]\n[\ufffc][12]\n[**1**2][12*]\n[~~9 12][* 12 *]\n",
		},
		{"pipes without a rule are no Markdown", "| a | **1** |\n| ~~9~~ | 2&nbsp; |\n", "grid 2x2\n[a][**1**]\n[~~9~~][2&nbsp;]\n"},
		{"line ends of Windows", "| a | b |\r\n| 1 | 2 |\r\n", "grid 2x2\n[a][b]\n[1][2]\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := draw(readText(t, test.body)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	small := read.DefaultLimits()
	small.Cells = 3
	tests := []struct {
		name, body string
		limits     read.Limits
		want       error
	}{
		{"nothing", "", read.DefaultLimits(), fault.ErrEmpty},
		{"white space", " \n\u3000\n", read.DefaultLimits(), fault.ErrEmpty},
		{"too many cells", "| a | b | c | d |\n", small, fault.ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New().Read(context.Background(), read.Source{Path: "a.txt", Bytes: []byte(test.body), Limits: test.limits})
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"甲\n\n乙", "\t甲\n\t1\n\n\t\n\t2\n\n\n尾\n\tx\n\tx\n\tx\n\tx\n", "| a | b |\n|---|---|\n| 1 | 2 |", "\t结果\n\n维持\n\t结果纠正\n\n",
		"尾\n|---|---|\n|---|---|\n尾", "a,b\n\"c\nd\",1\n", "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		docs, err := New().Read(context.Background(), read.Source{Path: "a.txt", Bytes: body, Limits: read.DefaultLimits()})
		if err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Fatalf("an error without a reason: %v", err)
			}
			return
		}
		for _, b := range docs[0].Blocks {
			if b.Line < 1 {
				t.Fatalf("a block without a line: %+v", b)
			}
			if b.Grid == nil {
				continue
			}
			for _, c := range b.Grid.Cells {
				if c.Row >= b.Grid.Rows || c.Column >= b.Grid.Columns || c.Line < 1 {
					t.Fatalf("a cell outside its grid: %+v in %dx%d", c, b.Grid.Rows, b.Grid.Columns)
				}
			}
		}
	})
}

// What converters and spreadsheets write.
func TestTables(t *testing.T) {
	row := "a\tb\t\td\n"
	tests := []struct{ name, body, want string }{
		{
			"TABs between cells, empty ones too", "题\n" + strings.Repeat(row, 8) + "完\n",
			"1: 题\ngrid 8x4\n" + strings.Repeat("[a][b][][d]\n", 8) + "10: 完\n",
		},
		{
			"CSV, with prose of its own", "题\n" + strings.Repeat("a,b,,\"1,000\"\n", 8) + "完，毕。\n",
			"1: 题\ngrid 8x4\n" + strings.Repeat("[a][b][][1,000]\n", 8) + "10: 完，毕。\n",
		},
		{"commas of prose make no table", strings.Repeat("甲,乙,丙,丁。\n", 9), prose("甲,乙,丙,丁。", 9)},
		{"what pandas puts in the place of nothing", "| 题 | Unnamed: 1 |\n| --- | --- |\n| NaN | 结果\\n维持 |\n", "grid 2x2\n[题][]\n[][结果↵维持]\n"},
		{"NaN is a text elsewhere", "| 题 | b |\n| --- | --- |\n| NaN | c |\n", "grid 2x2\n[题][b]\n[NaN][c]\n"},
		{
			"drawn of signs", "+------+-----------+\n| 行政 | 结果      |\n| 复议 +-----+-----+\n|      | 维  | 纠  |\n+------+-----+-----+\n| 1    | 2   | 3   |\n+------+-----+-----+\n",
			"grid 3x3\n[行政↵复议][结果]\n[维][纠]\n[1][2][3]\n",
		},
		{"borders that do not meet", "+------+-----+\n| 行政 | 结果 |\n| a\n+------+-----+\n", "1: +------+-----+\ngrid 1x2\n[行政][结果]\n3: | a\n4: +------+-----+\n"},
		{
			"a table of HTML, and tags alone", "<div class=\"x\">\n\n# 题\n<table>\n<tr><td colspan=\"2\">a</td></tr>\n<tr><td>b</td><td>c</td></tr>\n</table>\n</div>\n",
			"3: 题\ngrid 2x2\n[a]\n[b][c]\n",
		},
		{"a heading that is bold", "**三、收到和处理**\n__题__\n**a** 和 **b**\n", "1: 三、收到和处理\n2: 题\n3: **a** 和 **b**\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := draw(readText(t, test.body)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func prose(line string, n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "%d: %s\n", i+1, line)
	}
	return out.String()
}
