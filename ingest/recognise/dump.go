package recognise

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
)

// A text dump is what a program makes of a page: every line of it as it stands, the words of a label beside the numbers, with the
// columns kept by white space (pdftotext -layout) or not (pdftotext -raw, pdfium, pdfplumber), or cut into pipes in which lines
// become rows (markitdown). A label that takes several lines has its numbers beside any of them.

// dumpLine is a line of a dump: words, and the values behind them.
type dumpLine struct {
	words  []field
	values []field
	cells  []field // the values, with the empty cells among and behind them where they are known
	odd    bool    // something among its words or values may be a number and is none that is read
	shared bool    // a cell holds several values
	wide   bool    // it is a row of a grid with a cell in each of its columns
	free   bool    // where its fields stand is not known: a row of a grid that has lost cells
	grid   bool    // it is a row of a grid
	at     int     // the line of the flow
	page   int     // how many page breaks stand before it
}

// field is what white space sets off in a line, and the columns [from, to) in which it stands.
type field struct {
	text     string
	from, to int
}

// cellStep is how many columns of characters the cells of a grid stand apart: more than any has.
const cellStep = 10_000

// pageNumber is what stands in a line by itself at the head or foot of a page: - 4 -, 第4页, --- 第 3 页 ---, Page 3 of 7.
var pageNumber = regexp.MustCompile(`^(?i:[-—–－=·\s]*(第\s*\d+\s*页|page\s*\d+)([\s,/]*(共|of)?\s*\d+\s*页?)?[-—–－=·\s]*` +
	`|[-—–－·]+\s*\d+\s*[-—–－·]+|\d+\s*/\s*\d+)$`)

// maxDumpText is how long a line of a dump can be, in bytes: 300 columns of Chinese. A longer one is a paragraph, or a page without line
// ends, and its numbers are in no row.
const maxDumpText = 900

// maxPageNumber is how long such a line can be, in bytes.
const maxPageNumber = 64

func isPageNumber(text string) bool {
	if len(text) >= maxPageNumber || !hasDigit(text) {
		return false
	}
	return pageNumber.MatchString(strings.TrimSpace(strings.Map(lexicon.Narrow, text)))
}

// dump returns the lines of the page as a dump has them, empty ones and page numbers left out.
func (p *page) dump() []dumpLine {
	if p.dumped == nil {
		p.dumped = p.dumpFrom(0)
	}
	return p.dumped
}

// dumpFrom returns those from a line of the flow on.
func (p *page) dumpFrom(first int) (lines []dumpLine) {
	at, pages := 0, 0
	add := func(l dumpLine, text string) {
		l.at, l.page = at, pages
		at++
		switch {
		case !slices.ContainsFunc(l.words, func(f field) bool { return f.text != "" }):
		case isPageNumber(text):
			pages++
		case l.at >= first:
			lines = append(lines, p.voc.dumpLine(l))
		}
	}
	for i, b := range p.blocks {
		if b.Grid == nil {
			for text := range strings.SplitSeq(b.Text, "\n") {
				if strings.Contains(text, "\f") {
					pages++
				}
				if at < first && text != "" && !strings.Contains(text, "\f") && len(text) > maxPageNumber {
					at++ // what it says is not asked for
					continue
				}
				if len(text) > maxDumpText { // a page without line ends, a paragraph
					add(dumpLine{words: []field{{text, 0, len(text)}}, odd: true}, text)
					continue
				}
				add(dumpLine{words: fieldsOf(text, 0)}, text)
			}
			continue
		}
		next := 0
		if slices.ContainsFunc(b.Grid.Cells, func(c read.GridCell) bool { return c.RowSpan > 1 || c.ColumnSpan > 1 }) {
			at += b.Grid.Rows // what spans what is known, and says more than lines do
			continue
		}
		for row := range b.Grid.Rows {
			l := dumpLine{grid: true, free: b.Grid.Ragged}
			width := 0
			for ; next < len(p.blocks[i].Grid.Cells) && b.Grid.Cells[next].Row == row; next++ {
				cell := b.Grid.Cells[next]
				width++
				fields := fieldsOf(cell.Text, cell.Column*cellStep)
				if len(fields) == 0 {
					fields = []field{{"", cell.Column * cellStep, cell.Column*cellStep + 1}}
				}
				// A number that goes on in the next line of its cell is no two numbers.
				l.odd = l.odd || strings.Contains(cell.Text, "\n") && hasDigit(cell.Text) && hasOnlyValue(cell.Text)
				l.shared = l.shared || len(fields) > 1 && hasOnlyValue(cell.Text)
				l.words = append(l.words, fields...)
			}
			l.free, l.wide = l.free || width < b.Grid.Columns, width == b.Grid.Columns
			add(l, "")
		}
	}
	return lines
}

// fieldsOf returns what white space sets off in a text, of which the first character stands in a column.
func fieldsOf(text string, column int) []field {
	var out []field
	start, from := -1, 0
	for i, r := range text {
		if isGap(r) || r == '\f' || r == '\n' {
			if start >= 0 {
				out = append(out, field{text[start:i], from, column})
				start = -1
			}
		} else if start < 0 {
			start, from = i, column
		}
		column++
	}
	if start >= 0 {
		out = append(out, field{text[start:], from, column})
	}
	return out
}

// dumpLine parts the values of a line, of which words has all fields, from its words.
func (voc *vocabulary) dumpLine(l dumpLine) dumpLine {
	n := len(l.words)
	for n > 0 && !isLabelWord(l.words[n-1].text) && voc.values.isValue(l.words[n-1].text, voc.countUnit) {
		n--
	}
	l.cells = l.words[n:]
	isEmpty := func(f field) bool { return f.text == "" }
	l.values = slices.DeleteFunc(slices.Clone(l.cells), isEmpty)
	l.words = slices.DeleteFunc(l.words[:n:n], isEmpty)
	for _, f := range l.words {
		l.odd = l.odd || holdsNumber(f.text)
	}
	return l
}

// isLabelWord reports whether a text is no value at first sight: so many Chinese characters, and nothing else, say no number and no
// placeholder. Most of a page is that.
func isLabelWord(text string) bool {
	const least = 8
	n := 0
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return n >= least
}

// holdsNumber reports whether a word of a label holds what may be a number of its row: digits that are not the label's own number.
func holdsNumber(text string) bool {
	if !strings.ContainsRune(text, object) && !hasDigit(text) {
		return false
	}
	text = strings.Map(lexicon.Narrow, text)
	rest := strings.TrimLeft(text, "0123456789")
	switch {
	case strings.ContainsRune(text, object):
		return true
	case rest == "":
		return text != "" // a value amid the words
	case len(rest) < len(text) && strings.ContainsAny(rest[:1], ".,)") || strings.HasPrefix(rest, "、"):
		// 1.属于国家秘密, 2、其他: the label's number.
		rest = strings.TrimLeft(rest, ".,)、")
	case len(rest) < len(text):
		return true
	}
	return hasDigit(rest)
}

// text returns the words of a line without white space between them.
func (l dumpLine) text() string {
	var out strings.Builder
	for _, f := range l.words {
		out.WriteString(f.text)
	}
	return out.String()
}

// hasLetters reports whether a line has words.
func (l dumpLine) hasLetters() bool {
	return strings.IndexFunc(l.text(), unicode.IsLetter) >= 0
}

// labels returns a flow of nothing but the words of lines: a label that is broken over lines with numbers between them is whole
// in it. Its lines are those given.
func labelsOf(lines []dumpLine) *flow {
	blocks := make([]read.Block, len(lines))
	for i, l := range lines {
		words := make([]string, len(l.words))
		for j, f := range l.words {
			words[j] = f.text
		}
		blocks[i] = read.Block{Text: strings.Join(words, " ")}
	}
	return newFlow(blocks)
}
