package recognise

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	tests := []struct {
		name, grid string
		want       string // the folded grid, its rows numbered; empty where it stays as it is
	}{
		{"a label over two rows", `
			|三、|2.其他法律行政法|1|0|
			|^|规禁止公开|^|^|
			|^|3.危及“三安全一稳定”|2|0|`, "0 [三、][2.其他法律行政法↵规禁止公开][1][0] 2 [3.危及“三安全一稳定”][2][0]"},
		{"the lines of a group's label beside it", `
			|（三）不予公|1.属于国家秘密|1|
			|开|2.其他法律行政法|1|
			||规禁止公开|^|`, "0 [（三）不予公][1.属于国家秘密][1] 1 [开][2.其他法律行政法↵规禁止公开][1]"},
		{"headings of table 二", `
			|信息|本年制发件数|本年废|
			|内容|^|止件数|
			|规章|1|2|`, "0 [信息↵内容][本年制发件数][本年废↵止件数] 2 [规章][1][2]"},
		{"one value of two rows", `
			|行政处罚|1|
			|行政强制|^|`, ""},
		{"two rows with their numbers", `
			|1.信访举报投诉类申请|1|
			|2.重复|^|`, ""},
		{"a number that goes on below", `
			|2.其他法律行政法|1|0|
			|规禁止公开|^|1|`, ""},
		{"cells of other widths below", `
			|2.其他法律行政法|>|1|
			|规禁止|公开|^|`, ""},
		{"a header over groups", `
			|自然人|法人或其他组织|>|总计|
			|^|商业企业|科研机构|^|
			|1|2|3|6|`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			grid := drawn(t, test.grid)
			got := newRecogniser(t, 2024).vocabularies[0].fold(grid)
			var out strings.Builder
			row := -1
			for _, cell := range got.Cells {
				if cell.Row != row {
					row = cell.Row
					out.WriteString(" " + string(rune('0'+row)) + " ")
				}
				out.WriteString("[" + strings.ReplaceAll(cell.Text, "\n", "↵") + "]")
			}
			if test.want == "" && got != grid || test.want != "" && strings.TrimSpace(out.String()) != test.want {
				t.Errorf("got  %s\nwant %s", strings.TrimSpace(out.String()), test.want)
			}
		})
	}
}
