package recognise

import (
	"slices"
	"strings"

	"gongkai/internal/report"
)

// looseAppeal reads table 四 where its headings are in pieces: every label cut into parts of one or two characters, and each
// part's line by itself, as 结果 结果 其他 尚未 | 维持 纠正 结果 审结 or with single characters below each other. All parts of all
// headings must be there in their order and nothing else, and each group of the one row of numbers below must add up.
func looseAppeal(p *page) []*table {
	if p.request == nil {
		return nil
	}
	if t := p.voc.looseAppeal(p.flow(), p.request.to, p.isSection); t != nil {
		return []*table{t}
	}
	return nil
}

// looseAppeal returns the table, nil where there is none.
func (voc *vocabulary) looseAppeal(f *flow, from int, isSection func(string) bool) *table {
	n := len(voc.results) * len(voc.tracks)
	for line := f.lineAt(from); line < len(f.lines); line++ {
		at, end := f.ofLine(line), f.ofLine(line+1)
		tokens := f.firstNumbers(at, end)
		if len(tokens) != n || f.hasLetters(at, tokens[0].first) || f.hasLetters(tokens[n-1].to, end) {
			continue
		}
		var head []string
		for i := line - 1; i >= max(0, line-maxHeadLines) && !isSection(strings.TrimLeft(f.lines[i].text, "# ")); i-- {
			head = append(head, strings.ReplaceAll(flat(f.lines[i].text), "|", ""))
		}
		slices.Reverse(head)
		text, ok := voc.cutTrackLabels(strings.Join(head, ""))
		if !ok || !voc.isPieces(text) {
			return nil
		}
		t := voc.newFlowAppeal(f, tokens)
		t.block = f.lines[line].block
		for _, cell := range voc.tokenCells(f, t, tokens, end, func(i int) string { return voc.appealCode(t, i) }) {
			if !cell.State.HasValue() {
				return nil
			}
			t.put(cell)
		}
		for _, item := range voc.tracks {
			if !voc.groupCloses(t, item) {
				return nil
			}
		}
		return t
	}
	return nil
}

// cutTrackLabels cuts the labels of all tracks, in their order, from the beginning of a text; the group over the two
// litigations may stand among them.
func (voc *vocabulary) cutTrackLabels(text string) (string, bool) {
	for _, track := range voc.tracks {
		for group := range voc.appeal.groups.whole {
			text = strings.TrimPrefix(text, group)
		}
		cut := ""
		for _, form := range voc.forms {
			for _, p := range form.Of(report.Appeal) {
				if label := flat(p.ItemLabel()); p.Indicator.Item == track && strings.HasPrefix(text, label) {
					cut = label
				}
			}
		}
		if cut == "" {
			return "", false
		}
		text = text[len(cut):]
	}
	return text, true
}

// isPieces reports whether a text is the headings of all results, once for each track, cut into parts of equal length:
// the parts of one line follow each other in the order of the form. The heading of the total, shorter than the others, may
// stand on another line.
func (voc *vocabulary) isPieces(text string) bool {
	last := len(voc.resultLabels) - 1
	total := flat(voc.resultLabels[last])
	longest := 0
	for _, label := range voc.resultLabels {
		longest = max(longest, len([]rune(flat(label))))
	}
	for size := 1; size < longest; size++ {
		rest := []rune(text)
		complete := true
		for _, part := range parts(total, size) {
			var n int
			rest, n = cutAll(rest, part)
			complete = complete && n == len(voc.tracks)
		}
		var layers [][]rune
		for i := 0; i*size < longest; i++ {
			var layer []rune
			for _, label := range voc.resultLabels[:last] {
				if p := parts(flat(label), size); i < len(p) {
					layer = append(layer, p[i]...)
				}
			}
			layers = append(layers, layer)
		}
		if complete && isConcatenation(rest, layers, slices.Repeat([]int{len(voc.tracks)}, len(layers))) {
			return true
		}
	}
	return false
}

// parts cuts a label into parts of a length.
func parts(label string, size int) [][]rune {
	return slices.Collect(slices.Chunk([]rune(label), size))
}

// cutAll takes every occurrence of a part out of a text and counts them.
func cutAll(text, part []rune) ([]rune, int) {
	out := strings.ReplaceAll(string(text), string(part), "")
	return []rune(out), (len(text) - len([]rune(out))) / len(part)
}

// isConcatenation reports whether a text is the given parts one behind the other in any order, each as often as counted.
func isConcatenation(text []rune, parts [][]rune, count []int) bool {
	if len(text) == 0 {
		return !slices.ContainsFunc(count, func(n int) bool { return n > 0 })
	}
	for i, part := range parts {
		if count[i] == 0 || len(text) < len(part) || !slices.Equal(text[:len(part)], part) {
			continue
		}
		count[i]--
		if isConcatenation(text[len(part):], parts, count) {
			return true
		}
		count[i]++
	}
	return false
}

// lineAt returns the line on which a character stands.
func (f *flow) lineAt(at int) int {
	if at >= len(f.line) {
		return len(f.lines)
	}
	return f.line[at]
}
