package recognise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// token is a value in running text. What is printed without a gap before or behind its digits belongs to it: 2281O2, 840%
// and 12（更正为13） are tokens, which say themselves whether they are numbers. A text that lost all its white space has the
// next label behind them instead.
type token struct {
	text     string // as printed
	from, to int
	first    int // its first digit or mark
}

// digits returns the text of a token with its full-width digits made plain.
func (t token) digits() string { return narrow(t.text) }

// isGap reports whether a character separates: white space does, a sign without width or a control character does not.
func isGap(r rune) bool {
	r = lexicon.Narrow(r)
	return r == '\t' || r == ' ' || lexicon.IsSpace(r) && unicode.IsSpace(r)
}

// firstNumbers returns the first run of values in [from, to) that no other text interrupts: numbers, and the marks that
// stand for none.
func (f *flow) firstNumbers(from, to int) []token {
	var tokens []token
	for i := from; i < to; {
		n := f.value(i, to)
		switch {
		case n > 0:
			start := i
			if len(tokens) == 0 {
				start = f.begin(from, i)
			}
			end := f.end(i+n, to, f.gap[i], len(tokens) > 0 && f.gap[i])
			tokens = append(tokens, token{f.printed(start, end), start, end, i})
			i = end
		case f.runes[i] == '|' || len(tokens) == 0:
			i++
		default:
			return tokens
		}
	}
	return tokens
}

// begin returns where the token begins whose digits begin at i, in a text from a label on. What is glued to the label belongs
// to the digits only where it is no part of a label.
func (f *flow) begin(from, i int) int {
	start := i
	for start > from && !f.gap[start] && !isBorder(f.runes[start-1]) {
		start--
	}
	if start > from || f.gap[start] {
		return start
	}
	for start = i; start > from && isForeign(f.runes[start-1]); start-- {
	}
	return start
}

// end returns where the token ends whose digits end at i. Words that touch them belong to it where values are seen to stand
// apart: others stand before it or follow behind the words, or white space stands on both sides. Else they may be the next
// label of a text that lost its white space, as one with a number（三）is for sure.
func (f *flow) end(i, to int, gap, apart bool) int {
	words, most := i, min(to, i+maxCell) // no text is looked at again and again
	for words < most && !f.gap[words] && f.runes[words] != '|' {
		words++
	}
	for i < words && isForeign(f.runes[i]) {
		i++
	}
	if i == words || f.isNumbered(i, words) {
		return i
	}
	separate := words < len(f.runes) && f.gap[words]
	if apart || separate && (gap || words < to && f.value(words, to) > 0) {
		return words
	}
	return i
}

// isNumbered reports whether words begin with the number of a label or of a section: （三）, 三、.
func (f *flow) isNumbered(i, to int) bool {
	if i+2 < to && f.runes[i] == '(' && isHanDigit(f.runes[i+1]) && f.runes[i+2] == ')' {
		return true
	}
	return i+1 < to && isHanDigit(f.runes[i]) && f.runes[i+1] == ','
}

// isBorder reports whether a mark sets a value off from the label before it.
func isBorder(r rune) bool { return r == '|' || r == ':' }

// isForeign reports whether a character is neither part of a label nor a mark around one: a Latin letter, %, ①, a mark drawn
// over a digit, a character that turns the direction of the text.
func isForeign(r rune) bool {
	return r < utf8.RuneSelf && unicode.IsLetter(r) || strings.ContainsRune("%‰$¥~^*=<>", r) ||
		unicode.In(r, unicode.M, unicode.C, unicode.No) ||
		r == object
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

// clings reports whether a character that labels leave out belongs to the number beside it: one that stands for an object, or
// one that is not printed. A quotation mark belongs to the label.
func clings(r rune) bool { return r == object || unicode.IsControl(r) && !isGap(r) }

// printed returns [from, to) as it is printed, with what clings to it.
func (f *flow) printed(from, to int) string {
	if from >= to {
		return ""
	}
	first, last := f.line[from], f.line[to-1]
	if first != last {
		parts := []string{f.lines[first].text[f.at[from]:]}
		for l := first + 1; l < last; l++ {
			parts = append(parts, f.lines[l].text)
		}
		return strings.TrimSpace(strings.Join(append(parts, f.lines[last].text[:f.after(to-1)]), "\n"))
	}
	text := f.lines[first].text
	start, end := f.at[from], f.after(to-1)
	if before := strings.TrimRightFunc(text[:start], isGap); strings.HasSuffix(before, string(object)) {
		start = len(before)
	}
	if behind := strings.TrimLeftFunc(text[end:], isGap); strings.HasPrefix(behind, string(object)) {
		end = len(text) - len(behind)
	}
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !clings(r) {
			break
		}
		start -= size
	}
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !clings(r) {
			break
		}
		end += size
	}
	return strings.TrimSpace(text[start:end])
}

// after returns where the character behind one stands in the text of its line.
func (f *flow) after(i int) int {
	_, size := utf8.DecodeRuneInString(f.lines[f.line[i]].text[f.at[i]:])
	return f.at[i] + size
}

// withTail returns the text of the last token of a row with what belongs to it.
func (f *flow) withTail(v values, last token, end int) string {
	tail := f.tail(v, last, end)
	if tail == "" {
		return last.text
	}
	return last.text + f.lines[f.line[last.to]].text[f.after(last.to-1):f.at[last.to]] + tail
}

// tail returns what follows the last token of a row in its line and can belong to its number: a unit, or a bracket; empty
// where nothing does. Behind glued digits only what touches them is looked at.
func (f *flow) tail(v values, last token, end int) string {
	i := last.to
	glued := i < end && !f.gap[i]
	for most := min(end, i+maxCell); i < most && f.line[i] == f.line[last.from] && f.runes[i] != '|'; {
		i++
	}
	if i == last.to {
		return ""
	}
	text := f.printed(last.to, i)
	first, _ := utf8.DecodeRuneInString(text)
	first = lexicon.Narrow(first)
	if closing := closingOf(string(first)); closing != 0 {
		return bracketTail(text, glued)
	}
	if isForeign(first) {
		return text
	}
	unit := v.firstUnit(text)
	rest, _ := utf8.DecodeRuneInString(text[len(unit):])
	switch u, _ := v.words.Unit(unit); {
	case unit == "":
		return ""
	case len(unit) == len(text) || !unicode.IsLetter(rest) && glued:
		return unit
	case unicode.IsLetter(rest) && u.Class == lexicon.ClassCount && u.Factor == 1:
		// 条例 begins as 条 does.
		return ""
	}
	return text
}

// bracketTail returns the bracket with which a text begins, with all that follows unless the text is glued; the number of
// a label（三）is none.
func bracketTail(text string, glued bool) string {
	s := strings.Map(lexicon.Narrow, text)
	end := closes(s, closingOf(s))
	if end < 0 {
		return text
	}
	if strings.Trim(s[:end], "()一二三四五六七八九十") == "" {
		return ""
	}
	if glued {
		return string([]rune(text)[:utf8.RuneCountInString(s[:end])])
	}
	return text
}

// firstUnit returns the longest unit that a text begins with.
func (v values) firstUnit(text string) string {
	out := ""
	for end := range text + " " {
		if end > 4*maxSuffix {
			break
		}
		if _, ok := v.words.Unit(text[:end]); ok && end > 0 {
			out = text[:end]
		}
	}
	return out
}

// tokenCells reads the tokens of a row, the last with what belongs to it, as cells of the given codes.
func (voc *vocabulary) tokenCells(f *flow, t *table, tokens []token, end int, code func(i int) string) []report.Cell {
	cells := make([]report.Cell, len(tokens))
	for i, token := range tokens {
		text := token.text
		if i == len(tokens)-1 {
			text = f.withTail(voc.values, token, end)
		}
		var got parsed
		cells[i], got = voc.text(code(i), text, t.units, f.place(token.from))
		t.note(code(i), got)
	}
	return cells
}

// linesAround returns the units that the lines of a text between two characters and next to them announce.
func (voc *vocabulary) linesAround(f *flow, from, to int) units {
	out := f.units
	first, last := f.lineAt(from), f.lineAt(max(from, to-1))
	look := func(line, step, most int, says func(line int) units) {
		for seen := 0; line >= 0 && line < len(f.lines) && seen < most; line += step {
			if !isBlank(f.lines[line].text) {
				seen++
				out.join(says(line))
			}
		}
	}
	about := func(line int) units { return voc.values.notice(f.lines[line].text) }
	look(first-1, -1, noticeLinesOver, about)
	look(first, 1, min(last-first+1, maxTableLines), func(line int) units { return voc.lineWithin(f, line) })
	look(last+1, 1, noticeLinesUnder, about)
	return out.cautious()
}

// lineWithin returns the units that a line of a table announces. A page without line ends is one line, in which all its tables are.
func (voc *vocabulary) lineWithin(f *flow, line int) units {
	told, ok := f.told[line]
	if !ok {
		told = voc.values.line(f.lines[line].text)
		f.told[line] = told
	}
	return told
}

// maxTableLines is how many lines of a table are looked at for notes about units: with a cell a line.
const maxTableLines = 1000
