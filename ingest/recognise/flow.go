package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// flow is the text of a document without its white space, with the place of every character: labels broken over
// lines and values between them can be followed in it, whatever the layout was.
type flow struct {
	runes []rune // normalised as labels are
	gap   []bool // white space, a line break or a cell border stands before the character
	line  []int  // index into lines
	at    []int  // where the character stands in the text of its line, in bytes
	lines []flowLine
	units units         // what the lines say about the units of amounts
	told  map[int]units // what a line says about them, once it was looked at as one of a table
}

// flowLine is one line of the text or one row of a grid.
type flowLine struct {
	text  string
	line  int // as the reader counts
	page  int
	block int
	grid  bool // it is a row of a grid
}

// newFlow strings the blocks together; the cells of a grid follow each other in their rows.
func newFlow(blocks []read.Block) *flow {
	size := 0
	for _, b := range blocks {
		size += utf8.RuneCountInString(b.Text)
	}
	f := &flow{
		told:  map[int]units{},
		runes: make([]rune, 0, size), gap: make([]bool, 0, size), line: make([]int, 0, size), at: make([]int, 0, size),
	}
	for i, b := range blocks {
		if b.Grid == nil {
			for _, text := range strings.Split(b.Text, "\n") {
				if isPageNumber(text) {
					text = "" // its line stays
				}
				f.add(flowLine{text: text, line: b.Line, page: b.Page, block: i})
			}
			continue
		}
		for row := range b.Grid.Rows {
			var cells []string
			l := flowLine{page: b.Grid.Page, block: i, grid: true}
			for _, cell := range b.Grid.Cells {
				if cell.Row == row {
					text := strings.ReplaceAll(cell.Text, "\n", " ")
					if strings.ContainsRune(text, object) {
						// Whatever it is, it belongs to all that stands in the cell.
						text = strings.Join(strings.Fields(text), "")
					}
					cells = append(cells, text)
					l.line = cell.Line
				}
			}
			l.text = strings.Join(cells, "  ")
			f.add(l)
		}
	}
	return f
}

func (f *flow) add(l flowLine) {
	f.lines = append(f.lines, l)
	gap := true
	for at, r := range l.text {
		folded := lexicon.Fold(r)
		if folded < 0 {
			gap = gap || isGap(r)
			continue
		}
		f.runes = append(f.runes, folded)
		f.gap = append(f.gap, gap)
		f.line = append(f.line, len(f.lines)-1)
		f.at = append(f.at, at)
		gap = false
	}
}

// mark is a label found in a flow: the characters [from, to), its leading number included.
type mark struct {
	name     string
	from, to int
}

// wording is a label to look for.
type wording struct {
	text []rune
	name string
	// alone: the text is too common to be a label unless its number or a line of its own sets it off: 其他, 总计.
	alone bool
	// core: other words of the label may stand between its number and the text.
	core bool
}

// wordings returns the labels of an axis, the longest first.
func (n *names) wordings() []wording {
	var out []wording
	for text, name := range n.whole {
		out = append(out, wording{text: []rune(text), name: name})
	}
	for _, c := range n.cores {
		out = append(out, wording{text: []rune(c.text), name: c.name, core: true})
	}
	for i := range out {
		out[i].alone = len(out[i].text) <= 4 && !n.isCore(string(out[i].text))
	}
	slices.SortFunc(out, func(a, b wording) int {
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return strings.Compare(string(a.text), string(b.text))
	})
	return out
}

func (n *names) isCore(text string) bool {
	return slices.ContainsFunc(n.cores, func(c core) bool { return c.text == text })
}

// flowWords are the labels to look for in running text.
type flowWords struct {
	requests    wordings
	appeals     wordings
	disclosures wordings
	disclosed   map[string]bool // the items of table 二
	articles    map[string]bool // the articles over its blocks
}

// wordings are labels by their first character, the longest first.
type wordings map[rune][]wording

func newWordings(lists ...[]wording) wordings {
	out := wordings{}
	for _, list := range lists {
		for _, w := range list {
			if len(w.text) > 0 {
				out[w.text[0]] = append(out[w.text[0]], w)
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b wording) int { return len(b.text) - len(a.text) })
	}
	return out
}

// flowWords collects them. In tables 二 and 四 headings follow each other with nothing between them when glued, so none
// needs a line of its own.
func (voc *vocabulary) flowWords() flowWords {
	close := func(list []wording) []wording {
		for i := range list {
			list[i].alone, list[i].core = false, false
		}
		return list
	}
	var articles []wording
	for _, form := range voc.forms {
		for _, p := range form.Of(report.Disclosure) {
			if article := flat(p.Label[0]); voc.articles[article] {
				articles = append(articles, wording{text: []rune(article), name: article})
			}
		}
	}
	items := voc.disclosure.items.wordings()
	headings := voc.disclosure.headings.wordings()
	for _, w := range headings {
		// 本年收费金额（万元）: the unit is printed otherwise.
		if i := slices.Index(w.text, '('); i > 0 && w.text[len(w.text)-1] == ')' {
			w.text = w.text[:i]
			headings = append(headings, w)
		}
	}
	w := flowWords{
		requests:    newWordings(voc.request.items.wordings()),
		appeals:     newWordings(close(voc.appeal.items.wordings()), close(voc.appeal.headings.wordings())),
		disclosures: newWordings(close(items), close(headings), articles),
		disclosed:   map[string]bool{},
		articles:    voc.articles,
	}
	for _, item := range items {
		w.disclosed[item.name] = true
	}
	return w
}

// find returns the labels in [from, to) in the order in which they stand, the longest at each place.
func (f *flow) find(words wordings, from, to int) []mark {
	var marks []mark
	for i := from; i < to; {
		w := f.match(words, i, to)
		if w == nil {
			i++
			continue
		}
		end := i + len(w.text)
		start := f.numberBefore(i, from, w.core)
		if len(marks) > 0 {
			start = max(start, marks[len(marks)-1].to)
		}
		if w.alone && start == i && !f.isLine(i, end) {
			i = end
			continue
		}
		marks = append(marks, mark{w.name, start, end})
		i = end
	}
	return marks
}

func (f *flow) match(words wordings, i, to int) *wording {
	of := words[f.runes[i]]
	for w := range of {
		text := of[w].text
		if i+len(text) <= to && slices.Equal(f.runes[i:i+len(text)], text) {
			return &of[w]
		}
	}
	return nil
}

// isLine reports whether [from, to) is all that its line holds.
func (f *flow) isLine(from, to int) bool {
	return (from == 0 || f.line[from-1] != f.line[from]) && (to == len(f.runes) || f.line[to] != f.line[from]) &&
		f.line[from] == f.line[to-1]
}

// maxLead is how many characters of a label may stand between its number and the core that was matched.
const maxLead = 16

// numberBefore returns where the number of a label at i begins: "2." before it, "(一)", "一,"; i where it has none.
// One digit is the number's, whatever stands before it: in 00000002.其他法律 seven zeros come first.
func (f *flow) numberBefore(i, from int, isCore bool) int {
	lead := 1
	if isCore {
		lead = maxLead
	}
	for j := i - 1; j >= max(from, i-lead); j-- {
		r := f.runes[j]
		switch {
		case (r == '.' || r == ',') && j > from && (isDigit(f.runes[j-1]) || isHanDigit(f.runes[j-1])):
			if f.gap[i] && !f.gap[j] && !f.gap[j-1] && j-1 > from && isDigit(f.runes[j-2]) {
				return i // the point of 12. that a gap sets off from the label
			}
			return j - 1
		case r == ')' && j > from+1 && isHanDigit(f.runes[j-1]) && f.runes[j-2] == '(':
			return j - 2
		case isDigit(r) || r == '.' || r == ')':
			return i
		}
	}
	return i
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHanDigit(r rune) bool { return strings.ContainsRune("一二三四五六七八九十", r) }

// text returns [from, to) as a string.
func (f *flow) text(from, to int) string { return string(f.runes[from:to]) }

// index returns where a word begins in [from, to), -1 where it does not stand there.
func (f *flow) index(word string, from, to int) int {
	n := utf8.RuneCountInString(word)
	for at := from; at+n <= to; at++ {
		if f.is(word, at) {
			return at
		}
	}
	return -1
}

// is reports whether a word stands at a place.
func (f *flow) is(word string, at int) bool {
	for _, r := range word {
		if at == len(f.runes) || f.runes[at] != r {
			return false
		}
		at++
	}
	return true
}

// hasDigit reports whether a digit stands in [from, to).
func (f *flow) hasDigit(from, to int) bool {
	return from < to && slices.ContainsFunc(f.runes[from:to], isDigit)
}
