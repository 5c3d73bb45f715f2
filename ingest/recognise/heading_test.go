package recognise

import (
	"slices"
	"strings"
	"testing"

	"gongkai/internal/report"
)

// hasFinding reports whether a report has a finding of a rule about a subject.
func hasFinding(r *report.Report, rule string, subject report.Subject) bool {
	return slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return f.Rule == rule && f.Subject == subject })
}

// A column of table 四 that has values and no heading of its own is named and not read, and neither is one that the heading
// of its neighbour may have come to stand over.
func TestAppealHeadingMissing(t *testing.T) {
	const (
		groups  = "|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|\n"
		tracks  = "|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|\n"
		results = "|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|\n"
		values  = "|1|2|3|4|10|7|5|6|1|19|2|8|9|11|30|\n"
		first   = "1 2 3 4 10 - - - - - - - - - -"
		all     = "1 2 3 4 10 7 5 6 1 19 2 8 9 11 30"
	)
	tests := []struct {
		name, grid, want string
	}{
		{"a track without a cell, the next one stands over its columns", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|复议后起诉|>|>|>|>|!|!|!|!|!|\n" + results + values, first},
		{"a track in an empty cell", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计||>|>|>|>|复议后起诉|>|>|>|>|\n" + results + values, "1 2 3 4 10 - - - - - 2 8 9 11 30"},
		{"the last track in an empty cell", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>||>|>|>|>|\n" + results + values, "1 2 3 4 10 7 5 6 1 19 - - - - -"},
		{"the last track without a cell", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|!|!|!|!|!|\n" + results + values, "1 2 3 4 10 7 5 6 1 19 - - - - -"},
		{"a track over one column too few", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|复议后起诉|>|>|>|>|!|\n" + results + values, first},
		{"a track over one column too many", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|>|复议后起诉|>|>|>|\n" + results + values, first},
		{
			"a track over one column too many, the next beyond the edge",
			"|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|!|\n" +
				"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|>|复议后起诉|>|>|>|>|\n" +
				"|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|!|\n" +
				"|1|2|3|4|10|7|5|6|1|19|2|8|9|11|30|!|\n", appealNone,
		},
		{
			"the group of the first track without a cell",
			"|行政诉讼|>|>|>|>|>|>|>|>|>|!|!|!|!|!|\n" + tracks + results + values, "- - - - - 7 5 6 1 19 2 8 9 11 30",
		},
		{
			"the group of the first track in an empty cell",
			"||>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|\n" + tracks + results + values, "- - - - - 7 5 6 1 19 2 8 9 11 30",
		},
		{
			"the group of the first track over one column too few",
			"|行政复议|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|!|\n" + tracks + results + values, all,
		},
		{
			"the group of the first track over one column too many",
			"|行政复议|>|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|\n" + tracks + results + values, all,
		},
		{
			"the group of the litigations missing",
			"|行政复议|>|>|>|>|!|!|!|!|!|!|!|!|!|!|\n" + tracks + results + values, all,
		},
		{"a result in an empty cell", groups + tracks +
			"|^|^|^|^|^|结果维持||其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|\n" + values, "1 2 3 4 10 7 - 6 1 19 2 8 9 11 30"},
		{"a result of the first track in an empty cell", groups +
			"||结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|\n" + results + values, "- 2 3 4 10 7 5 6 1 19 2 8 9 11 30"},
		{"the last result in an empty cell", groups + tracks +
			"|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结||\n" + values, "1 2 3 4 10 7 5 6 1 19 2 8 9 11 -"},
		{"a result without a cell", groups + tracks +
			"|^|^|^|^|^|结果维持|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|!|\n" + values, appealNone},
		{"a result of the first track without a cell", groups +
			"|结果维持|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|!|\n" +
			"|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|!|\n" + values, appealNone},
		{"the last result without a cell", groups + tracks +
			"|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|!|\n" + values, "1 2 3 4 10 7 5 6 1 19 2 8 9 11 -"},
		{"a result over two columns, its neighbour lost", groups + tracks +
			"|^|^|^|^|^|结果维持|>|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|\n" + values, appealNone},
		{"a result over two columns, the others pushed aside", groups + tracks +
			"|^|^|^|^|^|结果维持|>|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|\n" + values, appealNone},
		{
			"the headings one column to the left of their values",
			"||行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|\n" +
				"|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|!|\n" +
				"|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|!|\n" +
				"||1|2|3|4|10|7|5|6|1|19|2|8|9|11|30|\n", appealNone,
		},
		{"a track and its results without cells", groups +
			"|结果维持|结果纠正|其他结果|尚未审结|总计|复议后起诉|>|>|>|>|!|!|!|!|!|\n" +
			"|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|!|!|!|!|!|\n" + values, first},
		{
			"the first track and its results without cells",
			"|行政诉讼|>|>|>|>|>|>|>|>|>|!|!|!|!|!|\n" +
				"|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|!|!|!|!|!|\n" +
				"|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|!|!|!|!|!|\n" + values, appealNone,
		},
		{"a row for each track, a result in an empty cell", `
			||结果维持||其他结果|尚未审结|总计|
			|行政复议|1|2|3|4|10|
			|未经复议直接起诉|7|5|6|1|19|
			|复议后起诉|2|8|9|11|30|`, appealNone},
		{"a row for each track, a result without a cell", `
			||结果维持|其他结果|尚未审结|总计|!|
			|行政复议|1|2|3|4|10|
			|未经复议直接起诉|7|5|6|1|19|
			|复议后起诉|2|8|9|11|30|`, appealNone},
		{"a row for each track, a track in an empty cell", `
			||结果维持|结果纠正|其他结果|尚未审结|总计|
			|行政复议|1|2|3|4|10|
			||7|5|6|1|19|
			|复议后起诉|2|8|9|11|30|`, appealNone},
		{"on its side, a result in an empty cell", `
			|行政复议|结果维持|1|
			|^|结果纠正|2|
			|^||3|
			|^|尚未审结|4|
			|^|总计|10|
			|未经复议直接起诉|结果维持|7|
			|^|结果纠正|5|
			|^|其他结果|6|
			|^|尚未审结|1|
			|^|总计|19|
			|复议后起诉|结果维持|2|
			|^|结果纠正|8|
			|^|其他结果|9|
			|^|尚未审结|11|
			|^|总计|30|`, appealNone},
		{"on its side, a track in an empty cell", `
			|行政复议|结果维持|1|
			|^|结果纠正|2|
			|^|其他结果|3|
			|^|尚未审结|4|
			|^|总计|10|
			||结果维持|7|
			|^|结果纠正|5|
			|^|其他结果|6|
			|^|尚未审结|1|
			|^|总计|19|
			|复议后起诉|结果维持|2|
			|^|结果纠正|8|
			|^|其他结果|9|
			|^|尚未审结|11|
			|^|总计|30|`, appealNone},
		{"headings a character a row, a track lost", `
			|行政复议|>|>|>|>|行政|>|>|>|>|>|>|>|>|>|
			||||||诉讼|>|>|>|>|>|>|>|>|>|
			|结|结|其|尚|总|复议后起诉|>|>|>|>|!|!|!|!|!|
			|果|果|他|未|计|结|结|其|尚|总|结|结|其|尚|总|
			|维|纠|结|审||果|果|他|未|计|果|果|他|未|计|
			|持|正|果|结||维|纠|结|审||维|纠|结|审||
			||||||持|正|果|结||持|正|果|结||
			|1|2|3|4|10|7|5|6|1|19|2|8|9|11|30|`, appealNone},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := recogniseGrids(t, newRequestTable(t).String(), test.grid)
			if got := appealsOf(r); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			// Where the layout is no row under headings at all, the table counts as missing or slipped.
			told := hasFinding(r, ruleHeader, report.Appeal) ||
				test.want == appealNone && (hasFinding(r, ruleSlipped, report.Appeal) || hasFinding(r, ruleMissing, report.Appeal))
			if told != (test.want != all) {
				t.Errorf("a finding about headings: %t; findings %v", told, rulesOf(r))
			}
		})
	}
}

func rulesOf(r *report.Report) string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Rule+" "+string(f.Subject)+" "+f.MessageEN)
	}
	return strings.Join(out, "\n")
}

// The same for table 三.
func TestRequestHeadingMissing(t *testing.T) {
	tests := []struct {
		name   string
		second string // the seven columns of the second and third line of the header
		third  string
		lost   []string // headings whose values are not read; all where it is nil
	}{
		{"the first in an empty cell", "|法人或其他组织|>|>|>|>|总计", "^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^", nil},
		{"the last in an empty cell", "自然人|法人或其他组织|>|>|>|>|", "^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^", []string{"total"}},
		{"one in an empty cell", "自然人|法人或其他组织|>|>|>|>|总计", "^|商业企业||社会公益组织|法律服务机构|其他|^", []string{"research_institution"}},
		{"two in empty cells", "自然人|法人或其他组织|>|>|>|>|总计", "^|商业企业|||法律服务机构|其他|^", []string{"research_institution", "public_interest_organization"}},
		{"one without a cell", "自然人|法人或其他组织|>|>|>|>|总计", "^|商业企业|社会公益组织|法律服务机构|其他|!|^", nil},
		{"the first without a cell", "法人或其他组织|>|>|>|>|总计|!", "商业企业|科研机构|社会公益组织|法律服务机构|其他|^|!", nil},
		{"the last without a cell", "自然人|法人或其他组织|>|>|>|>|!", "^|商业企业|科研机构|社会公益组织|法律服务机构|其他|!", []string{"total"}},
		{"one over two columns, its neighbour lost", "自然人|法人或其他组织|>|>|>|>|总计", "^|商业企业|>|社会公益组织|法律服务机构|其他|^", nil},
		{"one over two columns, the next ones pushed aside", "自然人|法人或其他组织|>|>|>|>|总计", "^|商业企业|>|科研机构|社会公益组织|法律服务机构|^", nil},
		{"the first over two columns, the last organisation lost", "自然人|>|法人或其他组织|>|>|>|总计", "^|^|商业企业|科研机构|社会公益组织|法律服务机构|^", nil},
		{"the total over two columns", "自然人|法人或其他组织|>|>|>|总计|>", "^|商业企业|科研机构|社会公益组织|法律服务机构|^|^", nil},
		{"the group in an empty cell", "自然人||>|>|>|>|总计", "^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^", []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			rt.header[1] = append(rt.header[1][:3:3], strings.Split(test.second, "|")...)
			rt.header[2] = append(rt.header[2][:3:3], strings.Split(test.third, "|")...)
			r := recogniseGrids(t, rt.String())
			right, _, flagged := rt.compare(t, r)
			want := len(rt.truth) / 7 * (7 - len(test.lost))
			if test.lost == nil {
				want = 0
			}
			if right != want || flagged > 0 {
				t.Errorf("%d cells are right, want %d; %d flagged", right, want, flagged)
			}
			if named := hasFinding(r, ruleHeader, report.Request); named != (want < len(rt.truth)) {
				t.Errorf("a finding about headings: %t; findings %v", named, rulesOf(r))
			}
		})
	}
}

// And for table 二.
func TestDisclosureHeadingMissing(t *testing.T) {
	const rest = `
		|第二十条第（五）项|>|>|>|
		|信息内容|本年处理决定数量|>|>|
		|行政许可|4|>|>|
		|第二十条第（六）项|>|>|>|
		|信息内容|本年处理决定数量|>|>|
		|行政处罚|5|>|>|
		|行政强制|6|>|>|
		|第二十条第（八）项|>|>|>|
		|信息内容|本年收费金额（单位：万元）|>|>|
		|行政事业性收费|7|>|>|`
	first := func(head string) string {
		return "|第二十条第（一）项|>|>|>|\n" + head + "\n|规章|11|12|13|\n|行政规范性文件|21|22|23|" + rest
	}
	const (
		full = "11 12 13 21 22 23 4 5 6 7"
		none = "- - - - - - - - - -"
	)
	tests := []struct{ name, grid, want string }{
		{"as the form prints it", first("|信息内容|本年制发件数|本年废止件数|现行有效件数|"), full},
		{"the first in an empty cell", first("|信息内容||本年废止件数|现行有效件数|"), "- - - - - - 4 5 6 7"},
		{"the second in an empty cell", first("|信息内容|本年制发件数||现行有效件数|"), "- - - - - - 4 5 6 7"},
		{"the last in an empty cell", first("|信息内容|本年制发件数|本年废止件数||"), "- - - - - - 4 5 6 7"},
		{"the first without a cell", first("|信息内容|本年废止件数|现行有效件数|!|"), "- - - - - - 4 5 6 7"},
		{"the last without a cell", first("|信息内容|本年制发件数|本年废止件数|!|"), "- - - - - - 4 5 6 7"},
		{"the corner without a cell", first("|本年制发件数|本年废止件数|现行有效件数|!|"), none},
		{"one over two columns, its neighbour lost", first("|信息内容|本年制发件数|>|现行有效件数|"), "- - - - - - 4 5 6 7"},
		{"one over two columns, the next pushed aside", first("|信息内容|本年制发件数|>|本年废止件数|"), "- - - - - - 4 5 6 7"},
		{"the corner over two columns", first("|信息内容|>|本年制发件数|本年废止件数|"), "- - - - - - 4 5 6 7"},
		{"one over all", first("|信息内容|本年制发件数|>|>|"), "- - - - - - 4 5 6 7"},
		{"all in empty cells", first("|信息内容||||"), "- - - - - - 4 5 6 7"},
		{"all without a row", "|第二十条第（一）项|>|>|>|\n|规章|11|12|13|\n|行政规范性文件|21|22|23|" + rest, "- - - - - - 4 5 6 7"},
		{"that of one column in an empty cell", strings.Replace(first("|信息内容|本年制发件数|本年废止件数|现行有效件数|"),
			"|信息内容|本年处理决定数量|>|>|\n\t\t|行政许可", "|信息内容||>|>|\n\t\t|行政许可", 1), "11 12 13 21 22 23 - 5 6 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := recogniseGrids(t, test.grid, newRequestTable(t).String())
			got := reported(r)
			var out []string
			for _, code := range []string{
				"regulation.issued", "regulation.repealed", "regulation.in_force", "normative_document.issued", "normative_document.repealed",
				"normative_document.in_force", "licence.decisions", "penalty.decisions", "coercion.decisions", "fee.amount",
			} {
				value, ok := got["disclosure."+code]
				if !ok {
					value = "-"
				}
				out = append(out, value)
			}
			if got := strings.Join(out, " "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			// Where the headings stand over the labels, all of it may have slipped.
			told := hasFinding(r, ruleHeader, report.Disclosure) || test.want == none && hasFinding(r, ruleSlipped, report.Disclosure)
			if told != (test.want != full) {
				t.Errorf("a finding about headings: %t; findings %v", told, rulesOf(r))
			}
			if hasFinding(r, ruleOrder, report.Disclosure) {
				t.Errorf("the order of the rows is said to be wrong: %v", rulesOf(r))
			}
		})
	}
}
