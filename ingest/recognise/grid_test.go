package recognise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// drawn returns a grid drawn as text: a row a line, cells between bars; ">" is covered by the cell to the left, "^" by
// the one above, and "!" is no cell at all.
func drawn(t testing.TB, text string) *read.Grid {
	t.Helper()
	g := &read.Grid{}
	var at [][]int
	for r, line := range strings.Split(strings.TrimSpace(text), "\n") {
		row := strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|"), "|")
		at = append(at, make([]int, len(row)))
		g.Columns = max(g.Columns, len(row))
		for c, cell := range row {
			switch cell = strings.TrimSpace(cell); cell {
			case ">":
				at[r][c] = at[r][c-1]
				if i := at[r][c]; g.Cells[i].Row == r {
					g.Cells[i].ColumnSpan = c - g.Cells[i].Column + 1
				}
			case "^":
				at[r][c] = at[r-1][c]
				g.Cells[at[r][c]].RowSpan = r - g.Cells[at[r][c]].Row + 1
			case "!":
				at[r][c] = -1
			default:
				at[r][c] = len(g.Cells)
				g.Cells = append(g.Cells, read.GridCell{Row: r, Column: c, RowSpan: 1, ColumnSpan: 1, Text: strings.ReplaceAll(cell, "↵", "\n")})
			}
		}
	}
	g.Rows = len(at)
	return g
}

// requestTable returns table 三 of 2021 as rows of a header and of cells that may be changed, its values all distinct:
// row r has r, 100+r … in its columns, and totals that close.
type requestTable struct {
	header [][]string
	rows   [][]string // label in three cells, then seven values
	truth  map[string]string
}

func newRequestTable(t testing.TB) *requestTable {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	form, _ := set.Form("2021")
	rt := &requestTable{truth: map[string]string{}, header: [][]string{
		{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", ">", ">", "申请人情况", ">", ">", ">", ">", ">", ">"},
		{"^", "^", "^", "自然人", "法人或其他组织", ">", ">", ">", ">", "总计"},
		{"^", "^", "^", "^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"},
	}}
	sum := map[string][]int{}
	var order []forms.Position
	for _, p := range form.Of("request") {
		if p.Role == forms.RoleCell && p.Indicator.Heading == "natural_person" {
			order = append(order, p)
		}
	}
	value := func(item string, n int) []int {
		switch item {
		case "received":
			out := slices.Clone(sum["results"])
			for i := range out {
				out[i] += 2
			}
			return out
		case "carried_in":
			return []int{3, 3, 3, 3, 3, 3}
		case "carried_out":
			return []int{5, 5, 5, 5, 5, 5}
		case "concluded":
			return sum["results"]
		}
		var out []int
		for c := range 6 {
			out = append(out, n+c*100+1)
		}
		return out
	}
	sum["results"] = make([]int, 6)
	for n, p := range order {
		if item := p.Indicator.Item; item != "received" && item != "carried_in" && item != "concluded" && item != "carried_out" {
			for c, v := range value(item, n) {
				sum["results"][c] += v
			}
		}
	}
	headings := []string{"natural_person", "business", "research_institution", "public_interest_organization", "legal_service", "other_organization", "total"}
	seen := ""
	for n, p := range order {
		values := value(p.Indicator.Item, n)
		total := 0
		var cells []string
		for _, v := range values {
			total += v
			cells = append(cells, fmt.Sprint(v))
		}
		cells = append(cells, fmt.Sprint(total))
		for c, h := range headings {
			rt.truth["request."+p.Indicator.Item+"."+h] = cells[c]
		}
		labels := []string{p.Label[0], ">", ">"}
		switch len(p.Label) {
		case 2:
			labels = []string{"^", p.Label[1], ">"}
		case 3:
			labels = []string{"^", "^", p.Label[2]}
			if p.Label[1] != seen {
				labels[1], seen = p.Label[1], p.Label[1]
			}
		}
		if p.Indicator.Item == "granted" {
			labels[0] = p.Label[0]
		}
		rt.rows = append(rt.rows, append(labels, cells...))
	}
	return rt
}

func (rt *requestTable) String() string {
	var out strings.Builder
	for _, row := range slices.Concat(rt.header, rt.rows) {
		out.WriteString("|" + strings.Join(row, "|") + "|\n")
	}
	return out.String()
}

// label returns the row whose last label has a text.
func (rt *requestTable) row(t testing.TB, label string) int {
	t.Helper()
	i := slices.IndexFunc(rt.rows, func(row []string) bool { return strings.Contains(strings.Join(row[:3], ""), label) })
	if i < 0 {
		t.Fatalf("there is no row %s", label)
	}
	return i
}

func recogniseGrids(t testing.TB, grids ...string) *report.Report {
	t.Helper()
	doc := &read.Document{}
	for _, text := range grids {
		doc.Blocks = append(doc.Blocks, read.Block{Grid: drawn(t, text)})
	}
	reports, err := newRecogniser(t, 2024).Reports(doc, Given{})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != 1 {
		t.Fatalf("got %d reports, want 1", len(reports))
	}
	return &reports[0]
}

// compare returns how many cells were read right and abstained, and fails on a value that is wrong and that no error
// names.
func (rt *requestTable) compare(t testing.TB, r *report.Report) (right, abstained, flagged int) {
	t.Helper()
	named := map[string]bool{}
	for _, f := range r.Findings {
		if f.IsOpenError() {
			for _, code := range f.Cells {
				named[code] = true
			}
		}
	}
	got := reported(r)
	for code, want := range rt.truth {
		value, ok := got[code]
		switch {
		case !ok:
			abstained++
		case value == want:
			right++
		case named[code]:
			flagged++
		default:
			t.Errorf("%s = %s, want %s, and nothing says so", code, value, want)
		}
	}
	return right, abstained, flagged
}

func swap(row []string, a, b int) { row[a], row[b] = row[b], row[a] }

func TestRequestTable(t *testing.T) {
	const all = 175
	tests := []struct {
		name             string
		change           func(t *testing.T, rt *requestTable)
		right, abstained int
	}{
		{"as the form prints it", func(*testing.T, *requestTable) {}, all, 0},
		{"a misprinted label", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "其他法律行政法规禁止")][2] = "2.其他法律行政止公开"
		}, all, 0},
		{"labels without their numbers", func(_ *testing.T, rt *requestTable) {
			for _, row := range rt.rows {
				for i := range 3 {
					if _, rest, ok := strings.Cut(row[i], "."); ok {
						row[i] = rest
					}
				}
			}
		}, all, 0},
		{"a heading over two rows", func(_ *testing.T, rt *requestTable) {
			rt.header = append(rt.header, slices.Clone(rt.header[2]))
			rt.header[2][4], rt.header[3][4] = "商业", "企业"
			rt.header[2][5], rt.header[3][5] = "科研", "机构"
			for _, c := range []int{6, 7, 8} {
				rt.header[3][c] = "^"
			}
		}, all, 0},
		{"empty cells in place of rowspans", func(_ *testing.T, rt *requestTable) {
			for _, c := range []int{3, 9} {
				rt.header[2][c] = ""
			}
		}, all, 0},
		{"a misprinted heading", func(_ *testing.T, rt *requestTable) { rt.header[2][4] = "商业企r/>业" }, all, 0},
		{"an extra row of the office", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "（七）总计")
			rt.rows = slices.Insert(rt.rows, at, []string{"^", "其中：网上申请", ">", "9", "9", "9", "9", "9", "9", "54"})
		}, all, 0},
		{"a printed subtotal", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "8.属于行政查询事项")
			rt.rows = slices.Insert(rt.rows, at+1, []string{"^", "^", "小计", "9", "9", "9", "9", "9", "9", "54"})
		}, all, 0},
		{"columns and headings moved together", func(_ *testing.T, rt *requestTable) {
			swap(rt.header[2], 4, 6)
			for _, row := range rt.rows {
				swap(row, 4, 6)
			}
		}, all, 0},
		{"headings of two columns swapped", func(_ *testing.T, rt *requestTable) { swap(rt.header[2], 4, 6) }, all - 46, 0},
		{"labels of two rows swapped", func(t *testing.T, rt *requestTable) {
			a, b := rt.rows[rt.row(t, "5.属于三类")], rt.rows[rt.row(t, "7.属于行政执法")]
			a[2], b[2] = b[2], a[2]
		}, all - 14, 0},
		{"a heading missing", func(_ *testing.T, rt *requestTable) { rt.header[2][6] = "" }, 150, 25},
		{"the last headings and columns cut off", func(_ *testing.T, rt *requestTable) {
			for i := range rt.header {
				rt.header[i] = rt.header[i][:8]
			}
			for i := range rt.rows {
				rt.rows[i] = rt.rows[i][:8]
			}
		}, 125, 50},
		{"a label missing", func(t *testing.T, rt *requestTable) { rt.rows[rt.row(t, "3.危及")][2] = "" }, all - 7, 7},
		{"the labels of a block slipped by a row", func(t *testing.T, rt *requestTable) {
			from, to := rt.row(t, "2.其他法律"), rt.row(t, "8.属于")
			for i := from; i < to; i++ {
				rt.rows[i][2] = rt.rows[i+1][2]
			}
			rt.rows[to][2] = ""
		}, 0, all},
		{"a row without its last cell", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "4.保护第三方")]
			row[9] = "!"
		}, all - 7, 7},
		{"a row that lost its first value", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "4.保护第三方")]
			copy(row[3:], row[4:])
			row[9] = "!"
		}, all - 7, 7},
		{"one value over two columns", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "4.保护第三方")][5] = ">"
		}, all - 2, 2},
		{"one value over two rows", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "5.属于三类")][5] = "^"
		}, all - 2, 2},
		{"a row whose cells go on in the next", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "5.属于三类")
			rt.rows[at][2] = "5.属于三类内部"
			rt.rows = slices.Insert(rt.rows, at+1, []string{"^", "^", "事务信息", "^", "^", "^", "7", "^", "^", "^"})
		}, all - 7, 7},
		{"a label that a border cuts", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "（七）总计")]
			row[1], row[2] = "（七）总", "计"
		}, all, 0},
		{"a number that a narrow column breaks", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "5.属于三类")]
			row[7] = row[7][:1] + "↵" + row[7][1:]
			row[9] = row[9][:2] + "↵" + row[9][2:]
		}, all, 0},
		{"a number broken where the row does not add up", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "5.属于三类")]
			row[7] = row[7][:1] + "↵1" + row[7][1:]
		}, all - 1, 1},
		{"two numbers in a cell", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "5.属于三类")][5] = "12↵13"
		}, all - 1, 1},
		{"a row twice with other values", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "5.属于三类")
			again := slices.Clone(rt.rows[at])
			again[3] = "999"
			rt.rows = slices.Insert(rt.rows, at+1, again)
		}, all - 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			test.change(t, rt)
			r := recogniseGrids(t, rt.String())
			right, abstained, _ := rt.compare(t, r)
			if right != test.right || abstained != test.abstained {
				t.Errorf("right %d, abstained %d; want %d and %d", right, abstained, test.right, test.abstained)
				for _, f := range r.Findings {
					t.Logf("%s %s: %s", f.Rule, f.Severity, f.MessageEN)
				}
			}
			if test.abstained > 0 && len(r.Findings) == 0 && test.name != "the last headings and columns cut off" && !strings.Contains(test.name, "value") && !strings.Contains(test.name, "numbers") {
				t.Errorf("cells were left unread and no finding says why")
			}
		})
	}
}

// A page that shows the table of two years and does not say which is which: what differs is not read.
func TestTableTwice(t *testing.T) {
	this, last := newRequestTable(t), newRequestTable(t)
	last.rows[last.row(t, "一、本年新收")][3] = "1"
	r := recogniseGrids(t, this.String(), last.String())
	right, abstained, _ := this.compare(t, r)
	if right != 174 || abstained != 1 {
		t.Errorf("right %d, abstained %d; want 174 and 1", right, abstained)
	}
	if !slices.ContainsFunc(r.Findings, func(f report.Finding) bool {
		return f.Rule == ruleTables && slices.Equal(f.Cells, []string{"request.received.natural_person"})
	}) {
		t.Errorf("no finding names the cell: %+v", r.Findings)
	}
	if same := recogniseGrids(t, this.String(), this.String()); len(same.Findings) != 2 {
		t.Errorf("the same table twice gives %+v", same.Findings)
	}
}

func TestRowCutByAPage(t *testing.T) {
	for _, test := range []struct {
		name       string
		head, tail string
		valuesLast bool
	}{
		{"the head has the values", "2.申请人逾期未按收费通知要求缴纳费用、行政", "机关不再处理其政府信息公开申请", false},
		{"the tail has the values", "2.申请人逾期未按收费通知要求缴纳费用、行政", "机关不再处理其政府信息公开申请", true},
		{"neither half is known", "2.其他法律行政", "法规禁止公开", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			at := rt.row(t, string([]rune(test.head)[:6]))
			row := rt.rows[at]
			tail := []string{"^", "^", test.tail, "", "", "", "", "", "", ""}
			row[2] = test.head
			if test.valuesLast {
				copy(tail[3:], row[3:])
				copy(row[3:], []string{"", "", "", "", "", "", ""})
			}
			rt.rows = slices.Insert(rt.rows, at+1, tail)
			grid := drawn(t, rt.String())
			for i := range grid.Cells {
				grid.Cells[i].Page = 1
				if grid.Cells[i].Row > len(rt.header)+at {
					grid.Cells[i].Page = 2
				}
			}
			reports, err := newRecogniser(t, 2024).Reports(&read.Document{Blocks: []read.Block{{Grid: grid}}}, Given{})
			if err != nil {
				t.Fatal(err)
			}
			if right, _, _ := rt.compare(t, &reports[0]); right != 175 {
				t.Errorf("%d cells right, want 175", right)
			}
		})
	}
}

// Numbers that a page break cuts are put together where the row then adds up.
func TestValuesCutByAPage(t *testing.T) {
	for _, test := range []struct {
		name       string
		label      [2]string
		upper      string // of a value of three digits
		lower      string
		right, bad int
	}{
		{"the label on the first page", [2]string{"5.属于三类内部事务信息", ""}, "40", "9", 175, 0},
		{"the label on both", [2]string{"5.属于三类内部", "事务信息"}, "40", "9", 175, 0},
		{"a note on the second", [2]string{"5.属于三类内部事务信息", ""}, "409（其中修", "订3件）", 175, 0},
		{"another row without its label", [2]string{"5.属于三类内部事务信息", ""}, "409", "7", 0, 175},
	} {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			at := rt.row(t, "5.属于三类")
			if rt.rows[at][7] != "409" {
				t.Fatalf("the value is %s", rt.rows[at][7])
			}
			rt.rows[at][2], rt.rows[at][7] = test.label[0], test.upper
			rt.rows = slices.Insert(rt.rows, at+1, []string{"^", "^", test.label[1], "", "", "", "", test.lower, "", ""})
			grid := drawn(t, rt.String())
			for i := range grid.Cells {
				grid.Cells[i].Page = 1
				if grid.Cells[i].Row > len(rt.header)+at {
					grid.Cells[i].Page = 2
				}
			}
			reports, err := newRecogniser(t, 2024).Reports(&read.Document{Blocks: []read.Block{{Grid: grid}}}, Given{})
			if err != nil {
				t.Fatal(err)
			}
			if right, abstained, _ := rt.compare(t, &reports[0]); right != test.right || abstained != test.bad {
				t.Errorf("right %d, abstained %d; want %d and %d", right, abstained, test.right, test.bad)
			}
		})
	}
}

func TestTableOverPages(t *testing.T) {
	rt := newRequestTable(t)
	for _, test := range []struct {
		name   string
		header bool
	}{{"with the header again", true}, {"without it", false}} {
		t.Run(test.name, func(t *testing.T) {
			first := &requestTable{header: rt.header, rows: rt.rows[:9]}
			rest := &requestTable{rows: slices.Clone(rt.rows[9:])}
			rest.rows[0] = append([]string{"", "", rest.rows[0][2]}, rest.rows[0][3:]...)
			if test.header {
				rest.header = rt.header
			}
			r := recogniseGrids(t, first.String(), rest.String())
			right, _, _ := rt.compare(t, r)
			if right != 175 {
				t.Errorf("%d cells right, want 175", right)
				for _, f := range r.Findings {
					t.Logf("%s %s: %s", f.Rule, f.Severity, f.MessageEN)
				}
			}
		})
	}
}
