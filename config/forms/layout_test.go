package forms

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

// draw writes a layout as text, a line a box: place, extent, what stands there.
func draw(l Layout) string {
	var out strings.Builder
	for _, b := range l.Boxes {
		what := b.Text
		if b.Indicator != nil {
			what = "[" + b.Indicator.Item + "." + b.Indicator.Heading + "]"
		}
		fmt.Fprintf(&out, "%d,%d %dx%d %s\n", b.Row, b.Column, b.Rows, b.Columns, what)
	}
	return out.String()
}

func layout(t *testing.T, form string, subject report.Subject) Layout {
	t.Helper()
	f, ok := embedded(t).Form(form)
	if !ok {
		t.Fatalf("there is no form %s", form)
	}
	l, err := f.Layout(subject)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLayoutOfDisclosure(t *testing.T) {
	want := strings.TrimPrefix(`
0,0 1x4 第二十条第（一）项
1,0 1x1 信息内容
1,1 1x1 本年制发件数
1,2 1x1 本年废止件数
1,3 1x1 现行有效件数
2,0 1x1 规章
2,1 1x1 [regulation.issued]
2,2 1x1 [regulation.repealed]
2,3 1x1 [regulation.in_force]
3,0 1x1 行政规范性文件
3,1 1x1 [normative_document.issued]
3,2 1x1 [normative_document.repealed]
3,3 1x1 [normative_document.in_force]
4,0 1x4 第二十条第（五）项
5,0 1x1 信息内容
5,1 1x3 本年处理决定数量
6,0 1x1 行政许可
6,1 1x3 [licence.decisions]
7,0 1x4 第二十条第（六）项
8,0 1x1 信息内容
8,1 1x3 本年处理决定数量
9,0 1x1 行政处罚
9,1 1x3 [penalty.decisions]
10,0 1x1 行政强制
10,1 1x3 [coercion.decisions]
11,0 1x4 第二十条第（八）项
12,0 1x1 信息内容
12,1 1x3 本年收费金额（单位：万元）
13,0 1x1 行政事业性收费
13,1 1x3 [fee.amount]
`, "\n")
	if diff := cmp.Diff(want, draw(layout(t, "2021", "disclosure"))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLayoutOfRequest(t *testing.T) {
	l := layout(t, "2021", "request")
	if l.Rows != 3+25 || l.Columns != 3+7 {
		t.Errorf("%d rows, %d columns, want 28 and 10", l.Rows, l.Columns)
	}
	var headings strings.Builder
	for _, line := range strings.SplitAfter(draw(l), "\n") {
		if !strings.Contains(line, "[") || strings.Contains(line, "[received.") {
			headings.WriteString(line)
		}
	}
	want := strings.TrimPrefix(`
0,0 3x3 （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
0,3 1x7 申请人情况
1,3 2x1 自然人
1,4 1x5 法人或其他组织
1,9 2x1 总计
2,4 1x1 商业企业
2,5 1x1 科研机构
2,6 1x1 社会公益组织
2,7 1x1 法律服务机构
2,8 1x1 其他
3,0 1x3 一、本年新收政府信息公开申请数量
3,3 1x1 [received.natural_person]
3,4 1x1 [received.business]
3,5 1x1 [received.research_institution]
3,6 1x1 [received.public_interest_organization]
3,7 1x1 [received.legal_service]
3,8 1x1 [received.other_organization]
3,9 1x1 [received.total]
4,0 1x3 二、上年结转政府信息公开申请数量
5,0 22x1 三、本年度办理结果
5,1 1x2 （一）予以公开
6,1 1x2 （二）部分公开（区分处理的，只计这一情形，不计其他情形）
7,1 8x1 （三）不予公开
7,2 1x1 1.属于国家秘密
8,2 1x1 2.其他法律行政法规禁止公开
9,2 1x1 3.危及“三安全一稳定”
10,2 1x1 4.保护第三方合法权益
11,2 1x1 5.属于三类内部事务信息
12,2 1x1 6.属于四类过程性信息
13,2 1x1 7.属于行政执法案卷
14,2 1x1 8.属于行政查询事项
15,1 3x1 （四）无法提供
15,2 1x1 1.本机关不掌握相关政府信息
16,2 1x1 2.没有现成信息需要另行制作
17,2 1x1 3.补正后申请内容仍不明确
18,1 5x1 （五）不予处理
18,2 1x1 1.信访举报投诉类申请
19,2 1x1 2.重复申请
20,2 1x1 3.要求提供公开出版物
21,2 1x1 4.无正当理由大量反复申请
22,2 1x1 5.要求行政机关确认或重新出具已获取信息
23,1 3x1 （六）其他处理
23,2 1x1 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
24,2 1x1 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
25,2 1x1 3.其他
26,1 1x2 （七）总计
27,0 1x3 四、结转下年度继续办理
`, "\n")
	if diff := cmp.Diff(want, headings.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLayoutOfAppeal(t *testing.T) {
	got := draw(layout(t, "2021", "appeal"))
	for _, want := range []string{
		"0,0 1x5 行政复议\n0,5 1x10 行政诉讼\n1,0 2x1 结果维持\n", "1,5 1x5 未经复议直接起诉\n1,10 1x5 复议后起诉\n",
		"2,14 1x1 总计\n3,0 1x1 [reconsideration.upheld]\n", "3,14 1x1 [litigation_after_reconsideration.total]\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Every value that a form prints has exactly one place, and boxes fill the table without a hole or an overlap, but for
// headings that a block lacks.
func TestLayoutHasAPlaceForEveryValue(t *testing.T) {
	for _, f := range embedded(t).Forms {
		for _, subject := range report.Subjects() {
			l := layout(t, f.Name, subject)
			if l.Title == "" {
				t.Errorf("form %s, %s: no title", f.Name, subject)
			}
			taken := map[[2]int]string{}
			values := map[string]int{}
			for _, b := range l.Boxes {
				if b.Indicator != nil {
					values[b.Indicator.Code]++
				}
				for r := range b.Rows {
					for c := range b.Columns {
						at := [2]int{b.Row + r, b.Column + c}
						if taken[at] != "" {
							t.Errorf("form %s, %s: %v holds %s and %s", f.Name, subject, at, taken[at], b.Text)
						}
						taken[at] = b.Text + "."
					}
				}
			}
			for _, p := range f.Of(subject) {
				want := 0
				if p.Role == RoleCell {
					want = 1
				}
				if values[p.Indicator.Code] != want {
					t.Errorf("form %s: %s has %d places, want %d", f.Name, p.Indicator.Code, values[p.Indicator.Code], want)
				}
			}
			if len(taken) != l.Rows*l.Columns && subject != "disclosure" {
				t.Errorf("form %s, %s: %d of %d places are filled", f.Name, subject, len(taken), l.Rows*l.Columns)
			}
		}
	}
}

func TestLayoutOfAFormWithoutOne(t *testing.T) {
	set, err := Load(embeddedFiles(t, map[string]string{
		"forms.csv":  "form,valid_from_year,valid_to_year,document\n2019,2019,2020,x\n2021,2021,2026,x\n2027,2027,,x\n",
		"2027.csv":   "position,code,role,label_zh\n1,appeal.reconsideration.total,cell,行政复议 / 总计\n",
		"layout.csv": "form,subject,arrangement,title,corner,heading\n2021,appeal,columns,复议,,\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	later, _ := set.Form("2027")
	l, err := later.Layout("appeal")
	if err != nil || draw(l) != "0,0 1x1 行政复议\n1,0 1x1 总计\n2,0 1x1 [reconsideration.total]\n" {
		t.Errorf("error %v, layout\n%s", err, draw(l))
	}
	if _, err := later.Layout("request"); err == nil {
		t.Error("a subject without a line has a layout")
	}
}
