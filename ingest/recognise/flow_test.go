package recognise

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// Real texts without tables of their own: nothing wrong is read, and as much as can be proven is.
func TestRealTexts(t *testing.T) {
	const folder = "../../testdata/reports"
	tests := []struct {
		file                                     string
		year                                     int
		reported, inferred, unreadable, anything int
	}{
		// Digits glued together: tables 三 and 四 are solved, of table 二 only rows of nothing but zeros.
		{"pingtan_zone_2019.txt", 2019, 0, 179, 19, 198},
		{"pingtan_zone_2021.txt", 2021, 4, 193, 3, 200},
		{"pingtan_zone_2023.txt", 2023, 4, 193, 3, 200},
		// The layout of a PDF: labels over two lines. Of table 四 only seven numbers of the year are in the text.
		{"suqian_city_2023.txt", 2023, 192, 0, 0, 200},
		// A converter that took rows of numbers from their labels: the order of all labels and every sum tell which is which.
		{"shanghai_stc_2024.md", 2024, 129, 70, 0, 200},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join(folder, test.file))
			if err != nil {
				t.Fatal(err)
			}
			reports, err := newRecogniser(t, test.year).Reports(document(t, body), Given{})
			if err != nil {
				t.Fatal(err)
			}
			if len(reports) != 1 {
				t.Fatalf("got %d reports, want 1", len(reports))
			}
			want := truth(t, folder, test.file)
			count := map[report.State]int{}
			for _, c := range reports[0].Cells {
				count[c.State]++
				if c.State.HasValue() && c.Value.String() != want[c.Code] {
					t.Errorf("%s = %s, want %s", c.Code, c.Value, want[c.Code])
				}
				if c.State != report.Absent && c.Place.Line == 0 {
					t.Errorf("%s has no line", c.Code)
				}
			}
			got := []int{count[report.Reported], count[report.Inferred], count[report.Unreadable], len(reports[0].Cells)}
			if !slices.Equal(got, []int{test.reported, test.inferred, test.unreadable, test.anything}) {
				t.Errorf("reported, inferred, unreadable, all: %v, want %v", got,
					[]int{test.reported, test.inferred, test.unreadable, test.anything})
			}
		})
	}
}

// A dump with a cell a line tells a blank from the cells that go on from above only by the number of lines.
func TestCellsALine(t *testing.T) {
	rt := newRequestTable(t)
	lines := func(change func(cells []string) []string) string {
		out := []string{"三、收到和处理政府信息公开申请情况"}
		for _, row := range slices.Concat(rt.header, rt.rows) {
			row = change(slices.Clone(row))
			for _, cell := range row {
				switch cell {
				case ">":
				case "^":
					out = append(out, "")
				default:
					out = append(out, cell)
				}
			}
		}
		return strings.Join(append(out, "四、政府信息公开行政复议、行政诉讼情况"), "\n")
	}
	tests := []struct {
		name             string
		change           func(cells []string) []string
		right, abstained int
		blanks           int
	}{
		{"all printed", func(cells []string) []string { return cells }, 175, 0, 0},
		{"blanks with a space", func(cells []string) []string {
			if strings.HasPrefix(cells[2], "3.危及") {
				cells[5], cells[9] = "\u00a0", "\u00a0"
			}
			return cells
		}, 173, 2, 2},
		{"blanks without anything", func(cells []string) []string {
			if strings.HasPrefix(cells[2], "3.危及") {
				cells[5], cells[9] = "", ""
			}
			return cells
		}, 173, 2, 2},
		{"a value left out", func(cells []string) []string {
			if strings.HasPrefix(cells[2], "3.危及") {
				cells[5] = ">"
			}
			return cells
		}, 168, 7, 0},
		{"headings in another order", func(cells []string) []string {
			if cells[4] == "商业企业" {
				swap(cells, 4, 5)
			}
			return cells
		}, 0, 175, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := &read.Document{}
			for i, line := range strings.Split(lines(test.change), "\n") {
				doc.Blocks = append(doc.Blocks, read.Block{Text: line, Line: i + 1})
			}
			reports, err := newRecogniser(t, 2024).Reports(doc, Given{})
			if err != nil {
				t.Fatal(err)
			}
			right, abstained, _ := rt.compare(t, &reports[0])
			blanks := 0
			for _, c := range reports[0].Cells {
				if c.State == report.Blank {
					blanks++
				}
			}
			if right != test.right || abstained != test.abstained || blanks != test.blanks {
				t.Errorf("right %d, abstained %d, blanks %d; want %d, %d and %d", right, abstained, blanks, test.right, test.abstained, test.blanks)
			}
		})
	}
}

// Of glued numbers in table 二 only zeros are read, as many as there are headings; a number with which the text ends may
// have been cut off.
func TestGluedDisclosure(t *testing.T) {
	const head = "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"
	const rest = "第二十条第（五）项信息内容本年处理决定数量行政许可720"
	const requests = "第二十条第（六）项信息内容本年处理决定数量行政处罚1行政强制2三、收到和处理政府信息公开申请情况"
	for _, test := range []struct {
		name, text, want string
	}{
		{"three zeros", head + "规章000行政规范性文件898989" + rest + requests, "0 0 0 - - - 720"},
		{"two zeros: one is a blank", head + "规章00行政规范性文件898989" + rest + requests, "- - - - - - 720"},
		{"the label of the next row is lost", head + "规章000" + rest + requests, "- - - - - - 720"},
		{"the text ends with a number", head + "规章000行政规范性文件898989" + rest, "0 0 0 - - - -"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &read.Document{Blocks: []read.Block{{Text: "某市2024年政府信息公开工作年度报告", Line: 1}, {Text: test.text, Line: 2}}}
			reports, err := newRecogniser(t, 2024).Reports(doc, Given{})
			if err != nil {
				t.Fatal(err)
			}
			got := reported(&reports[0])
			var out []string
			for _, code := range []string{"regulation.issued", "regulation.repealed", "regulation.in_force", "normative_document.issued", "normative_document.repealed", "normative_document.in_force", "licence.decisions"} {
				value, ok := got["disclosure."+code]
				if !ok {
					value = "-"
				}
				out = append(out, value)
			}
			if got := strings.Join(out, " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
