package recognise

import (
	"slices"
	"strings"

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
	lines []flowLine
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
	f := &flow{}
	for i, b := range blocks {
		if b.Grid == nil {
			for _, text := range strings.Split(b.Text, "\n") {
				f.add(flowLine{text: text, line: b.Line, page: b.Page, block: i})
			}
			continue
		}
		for row := range b.Grid.Rows {
			var cells []string
			l := flowLine{page: b.Grid.Page, block: i, grid: true}
			for _, cell := range b.Grid.Cells {
				if cell.Row == row {
					cells = append(cells, strings.ReplaceAll(cell.Text, "\n", " "))
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
	for _, r := range l.text {
		folded := lexicon.Fold(r)
		if folded < 0 {
			gap = gap || lexicon.IsSpace(lexicon.Narrow(r))
			continue
		}
		f.runes = append(f.runes, folded)
		f.gap = append(f.gap, gap)
		f.line = append(f.line, len(f.lines)-1)
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
func (m *mapper) flowWords() flowWords {
	close := func(list []wording) []wording {
		for i := range list {
			list[i].alone, list[i].core = false, false
		}
		return list
	}
	var articles []wording
	for _, form := range m.set.Forms {
		for _, p := range form.Of(string(report.Disclosure)) {
			if article := flat(p.Label[0]); m.articles[article] {
				articles = append(articles, wording{text: []rune(article), name: article})
			}
		}
	}
	items := m.disclosure.items.wordings()
	w := flowWords{
		requests:    newWordings(m.request.items.wordings()),
		appeals:     newWordings(close(m.appeal.items.wordings()), close(m.appeal.headings.wordings())),
		disclosures: newWordings(close(items), close(m.disclosure.headings.wordings()), articles),
		disclosed:   map[string]bool{},
		articles:    m.articles,
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

// token is a run of characters of a number, as far as white space goes.
type token struct {
	text     string
	from, to int
}

// firstNumbers returns the first run of values in [from, to) that no other text interrupts: numbers, and the marks that
// stand for none.
func (f *flow) firstNumbers(from, to int) []token {
	var tokens []token
	for i := from; i < to; {
		n := f.value(i, to)
		switch {
		case n > 0:
			tokens = append(tokens, token{f.text(i, i+n), i, i + n})
			i += n
		case f.runes[i] == '|' || len(tokens) == 0:
			i++
		default:
			return tokens
		}
	}
	return tokens
}

// value returns how many characters at i are one value: digits with points and separators among them, a sign before
// them, or a mark that stands for no value. White space ends it.
func (f *flow) value(i, to int) int {
	n := 0
	if r := f.runes[i]; (r == '-' || r == '+' || r == '.' || r == ',') && i+1 < to && isDigit(f.runes[i+1]) && !f.gap[i+1] {
		// A point before digits is the rest of a number that a line broke: a value that cannot be read.
		n = 1
	}
	if !isDigit(f.runes[i+n]) {
		for n = 0; i+n < to && isMark(f.runes[i+n]) && (n == 0 || !f.gap[i+n]); n++ {
		}
		return n
	}
	for i+n < to && (n == 0 || !f.gap[i+n]) {
		r := f.runes[i+n]
		inside := (r == '.' || r == ',') && i+n+1 < to && isDigit(f.runes[i+n+1])
		if !isDigit(r) && !inside && n > 0 {
			break
		}
		n++
	}
	return n
}

// isMark reports whether a character stands for a value that is not there.
func isMark(r rune) bool { return r == '/' || r == '-' || r == '—' || r == '〇' }

// text returns [from, to) as a string.
func (f *flow) text(from, to int) string { return string(f.runes[from:to]) }
