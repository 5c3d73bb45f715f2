package recognise

import (
	"slices"
	"strings"
	"testing"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// Slips that were seen, and pairs that must never be taken for each other.
func TestLikeness(t *testing.T) {
	voc := newRecogniser(t, 2024).vocabularies[0]
	for _, test := range []struct {
		axis        *names
		label, want string
	}{
		{voc.disclosure.headings, "本年废纸件数", "repealed"},
		{voc.disclosure.headings, "先行有效件数", "in_force"},
		{voc.disclosure.items, "行政规范性文仵", "normative_document"},
		{voc.request.items, "（二）部份公开", "partly_granted"},
		{voc.request.items, "2.其他法律行政法规禁至公开", "denied_prohibited_by_law"},
		{voc.request.items, "4.无正当理由大量重复申请", "rejected_excessive"},
		{voc.request.items, "2.重复申清", "rejected_duplicate"},
		{voc.request.items, "2.申请人逾期未缴费", "other_fee_unpaid"},
		{voc.request.items, "3.其它", "other_misc"},
		{voc.request.headings, "商业企亚", "business"},
		{voc.appeal.headings, "结果維持", "upheld"},
		{voc.request.items, "本年结转政府信息公开申请", ""},
		{voc.request.items, "不以公开", ""},
		{voc.request.items, "予公开", ""},
		{voc.request.items, "不予公开", ""},
		{voc.request.headings, "小计", ""},
		{voc.disclosure.headings, "下一年项目数量", ""},
	} {
		got, _ := test.axis.find(test.label)
		if exact, ok := test.axis.exact(test.label); got == "" && ok {
			got = exact
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.label, got, test.want)
		}
	}
}

// Each label with each of its characters changed, left out, doubled or turned round is the same label or none: never another. A text that
// has the distinctive words of another is that one.
func TestSlipsOfLabelsAreNeverOtherLabels(t *testing.T) {
	voc := newRecogniser(t, 2024).vocabularies[0]
	characters := map[rune]bool{}
	type axisOf struct {
		name string
		axis *names
	}
	var all []axisOf
	for subject, axes := range map[report.Subject]*axes{report.Disclosure: &voc.disclosure, report.Request: &voc.request, report.Appeal: &voc.appeal} {
		all = append(all, axisOf{string(subject) + " items", axes.items}, axisOf{string(subject) + " headings", axes.headings})
	}
	for _, a := range all {
		for text := range a.axis.whole {
			for _, r := range text {
				characters[r] = true
			}
		}
	}
	tried, same := 0, 0
	for _, a := range all {
		for _, text := range sortedKeys(a.axis.whole) {
			name := a.axis.whole[text]
			runes := []rune(text)
			check := func(slip []rune) {
				label := string(slip)
				got := a.axis.search(label)
				tried++
				if got == name {
					same++
					return
				}
				if got == "" || isOwnLabel(a.axis, label, got) {
					return
				}
				t.Errorf("%s: %s is %s, and %s is taken for %s", a.name, text, name, label, got)
			}
			for i := range runes {
				for r := range characters {
					check(slices.Concat(runes[:i], []rune{r}, runes[i+1:]))
				}
				check(slices.Concat(runes[:i], runes[i+1:]))
				check(slices.Concat(runes[:i], runes[i:i+1], runes[i:]))
				if i+1 < len(runes) {
					check(slices.Concat(runes[:i], []rune{runes[i+1], runes[i]}, runes[i+2:]))
				}
			}
		}
	}
	t.Logf("%d slips, %d read as what they are", tried, same)
	if same*2 < tried {
		t.Error("most slips are not read")
	}
}

// isOwnLabel reports whether a text has a label of a name, or its distinctive words, as they are.
func isOwnLabel(n *names, label, name string) bool {
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	if n.whole[text] == name {
		return true
	}
	return slices.ContainsFunc(n.cores, func(c core) bool { return c.name == name && strings.Contains(text, c.text) })
}
