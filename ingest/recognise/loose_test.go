package recognise

import (
	"slices"
	"strings"
	"testing"
)

// pieces is table 三 as a converter breaks it: headings over lines and a row of a grid, the rows named in detached without
// their labels, which stand in the paragraph before.
func pieces(rt *requestTable, detached ...string) string {
	lines := []string{
		"三、收到和处理政府信息公开申请情况", "申请人情况",
		"（本列数据的勾稽关系为：第一项加第二项法人或其他组织", "之和，等于第三项加第四项之和）",
		"自然人总计", "商业企科研机社会公法律服", "其他", "本年", "## 表三：收到和处理政府信息公开申请情况",
		"|业|构|益组织|务机构|||||",
	}
	for _, row := range rt.rows {
		label := ""
		for _, cell := range row[:3] {
			if cell != "^" && cell != ">" {
				label = cell
			}
		}
		values := strings.Join(row[3:], "|") + "|"
		if slices.ContainsFunc(detached, func(d string) bool { return strings.Contains(label, d) }) {
			lines = append(lines, "", label, "|"+values, "|---|---|---|---|---|---|---|")
			continue
		}
		lines = append(lines, "|"+label+"|"+values)
	}
	return strings.Join(append(lines, "", "四、政府信息公开行政复议、行政诉讼情况"), "\n")
}

func TestTableInPieces(t *testing.T) {
	detached := []string{"部分公开", "另行制作", "仍不明确", "大量反复"}
	tests := []struct {
		name             string
		change           func(t *testing.T, rt *requestTable)
		detached         []string
		mend             func(text string) string
		right, abstained int
	}{
		{"every row beside its label", nil, nil, nil, 175, 0},
		{"some rows without their label", nil, detached, nil, 175, 0},
		{"the rows of labels that stand elsewhere are not those of the label before them", nil, detached, func(text string) string {
			// The labels of two rows stand together before the numbers of the first.
			text = strings.Replace(text, "\n3.补正后申请内容仍不明确\n", "\n", 1)
			return strings.Replace(text, "\n2.没有现成信息需要另行制作\n", "\n2.没有现成信息需要另行制作\n3.补正后申请内容仍不明确\n", 1)
		}, 175, 0},
		{"a value wrong in a row without its label", func(t *testing.T, rt *requestTable) {
			row := rt.rows[rt.row(t, "另行制作")]
			row[3], row[4] = row[4], row[3]
		}, detached, nil, 147, 28},
		{"a label lost altogether", nil, detached, func(text string) string {
			return strings.Replace(text, "\n3.补正后申请内容仍不明确\n", "\n", 1)
		}, 147, 28},
		{"a row lost with its label", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "仍不明确")
			rt.rows = slices.Delete(rt.rows, at, at+1)
		}, detached, nil, 147, 28},
		{"a row without label that prints no zero", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "另行制作")][5] = ""
		}, detached, nil, 147, 28},
		{"a blank beside a label in a grid whose other rows add up", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "结转下年度")][9] = ""
		}, detached, nil, 174, 1},
		{"headings in another order", nil, nil, func(text string) string {
			return strings.NewReplacer("商业企科研机", "科研机商业企", "|业|构|", "|构|业|").Replace(text)
		}, 0, 175},
		{"a heading lost", nil, nil, func(text string) string { return strings.Replace(text, "|务机构|", "||", 1) }, 0, 175},
		{"a row whose values do not add up", func(t *testing.T, rt *requestTable) {
			rt.rows[rt.row(t, "重复申请")][4] = "9999"
		}, nil, nil, 168, 7},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			if test.change != nil {
				test.change(t, rt)
			}
			text := pieces(rt, test.detached...)
			if test.mend != nil {
				text = test.mend(text)
			}
			reports, err := newRecogniser(t, 2024).Reports(document(t, []byte(text)), Given{})
			if err != nil {
				if test.right > 0 {
					t.Fatal(err)
				}
				return
			}
			if right, abstained, _ := rt.compare(t, &reports[0]); right != test.right || abstained != test.abstained {
				t.Errorf("right %d, abstained %d; want %d and %d", right, abstained, test.right, test.abstained)
			}
		})
	}
}

// appealTexts are the lines of a document with table 三 in pieces and the given lines as table 四.
func appealText(t *testing.T, lines ...string) string {
	return pieces(newRequestTable(t)) + "\n" + strings.Join(lines, "\n") + "\n五、存在的主要问题及改进情况\n2024年仍有不足。\n"
}

// appealValues returns what is read of table 四 in a text.
func appealValues(t *testing.T, text string, year int) string {
	t.Helper()
	reports, err := newRecogniser(t, year).Reports(document(t, []byte(text)), Given{})
	if err != nil {
		t.Fatal(err)
	}
	return appealsOf(&reports[0])
}

func TestAppealInPieces(t *testing.T) {
	const (
		tracks = "行政复议行政诉讼\n未经复议直接起诉复议后起诉"
	)
	values := "|" + strings.ReplaceAll(appealSums, " ", "|") + "|"
	tests := []struct {
		name, head, values, want string
	}{
		{"halves of labels in lines and a row", tracks + "\n结果结果其他尚未\n总计\n总计总计\n维持纠正结果审结维持纠正结果审结\n|维持|纠正|结果|审结|结果|结果|其他|尚未|结果|结果|其他|尚未|\n|---|---|", values, appealSums},
		{"characters below each other", tracks + "\n结 结 其 尚 结 结 其 尚 结 结 其 尚\n果 果 他 未 总 果 果 他 未 总 果 果 他 未 总\n维 纠 结 审 计 维 纠 结 审 计 维 纠 结 审 计\n持 正 果 结 持 正 果 结 持 正 果 结", appealSums, appealSums},
		{"a piece lost", tracks + "\n结果结果其他尚未\n总计\n总计总计\n维持纠正结果审结维持纠正结果审结\n|维持|纠正|结果|审结|结果|结果|其他|尚未|结果|结果|其他|\n|---|---|", values, appealNone},
		{"pieces in another order", tracks + "\n结果结果其他尚未\n总计\n总计总计\n纠正维持结果审结维持纠正结果审结\n|维持|纠正|结果|审结|结果|结果|其他|尚未|结果|结果|其他|尚未|\n|---|---|", values, appealNone},
		{"tracks in another order", "行政复议行政诉讼\n复议后起诉未经复议直接起诉\n结 结 其 尚 结 结 其 尚 结 结 其 尚\n果 果 他 未 总 果 果 他 未 总 果 果 他 未 总\n维 纠 结 审 计 维 纠 结 审 计 维 纠 结 审 计\n持 正 果 结 持 正 果 结 持 正 果 结", appealSums, appealNone},
		{"a group that does not add up", tracks + "\n结果结果其他尚未\n总计\n总计总计\n维持纠正结果审结维持纠正结果审结\n|维持|纠正|结果|审结|结果|结果|其他|尚未|结果|结果|其他|尚未|\n|---|---|", strings.Replace(values, "|6|", "|7|", 1), appealNone},
		{"one number less", tracks + "\n结果结果其他尚未\n总计\n总计总计\n维持纠正结果审结维持纠正结果审结\n|维持|纠正|结果|审结|结果|结果|其他|尚未|结果|结果|其他|尚未|\n|---|---|", strings.TrimSuffix(values, "2|"), appealNone},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := appealValues(t, appealText(t, test.head, test.values), 2024); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// A page that compares two years and that the right edge cuts off: 宿迁 2023.
func TestAppealCutOff(t *testing.T) {
	block := func(year, values string) string {
		return "                " + year + "\n\n行政复议        行政诉讼\n      未经复议直接起诉\n结果维持  结果纠正  其他结果  尚未审结  总计\n      结果维持  结果纠正\n" + values + "\n"
	}
	tests := []struct {
		name, text, want string
	}{
		{"the block of the report's year", block("2025 年", "88 18 28 36 170 7 0") + block("2024 年", "309 17 88 26 440 1 1"), "309 17 88 26 440 1 1 - - - - - - - -"},
		{"whichever comes first", block("2024 年", "309 17 88 26 440 1 1") + block("2023 年", "88 18 28 36 170 7 0"), "309 17 88 26 440 1 1 - - - - - - - -"},
		{"only another year", block("2023 年", "88 18 28 36 170 7 0"), appealNone},
		{"no year over a single one", block("", "309 17 88 26 440 1 1"), "309 17 88 26 440 1 1 - - - - - - - -"},
		{"two without a year", block("", "88 18 28 36 170 7 0") + block("", "309 17 88 26 440 1 1"), appealNone},
		{"one number less", block("2024 年", "309 17 88 26 440 1"), appealNone},
		{"a group that does not add up", block("2024 年", "309 17 88 26 441 1 1"), appealNone},
		{"numbers over two lines", block("2024 年", "309 17 88 26 440\n1 1"), appealNone},
		{"headings in another order", strings.Replace(block("2024 年", "309 17 88 26 440 1 1"), "结果维持  结果纠正  其他", "结果纠正  结果维持  其他", 1), appealNone},
		{"two whole tables", whole("2023 年", "1 1 1 1 4 0 0 0 0 0 0 0 0 0 0") + whole("2024 年", "2 2 2 2 8 0 0 0 0 0 1 0 0 0 1"), "2 2 2 2 8 0 0 0 0 0 1 0 0 0 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := appealValues(t, appealText(t, test.text), 2024); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// whole is a table 四 with all its headings below a year.
func whole(year, values string) string {
	const results = "结果维持 结果纠正 其他结果 尚未审结 总计"
	return year + "\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n" + strings.Repeat(results+"\n", 3) + values + "\n"
}
