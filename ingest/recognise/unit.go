package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
)

// claim is what the text around a number says that one of it is worth: nothing, one thing, or several that contradict
// each other.
type claim struct {
	factors []int64 // each once; 0 is a measure that no indicator has
}

func (c *claim) add(factor int64) {
	if !slices.Contains(c.factors, factor) {
		c.factors = append(slices.Clip(c.factors), factor)
	}
}

func (c *claim) join(o claim) {
	for _, factor := range o.factors {
		c.add(factor)
	}
}

// is returns the one factor that is claimed.
func (c claim) is() (factor int64, ok bool) {
	if len(c.factors) != 1 || c.factors[0] == 0 {
		return 0, false
	}
	return c.factors[0], true
}

// units are the claims that a place of a document makes about the numbers of either class in it.
type units struct{ money, count claim }

func (u *units) add(unit lexicon.Unit) {
	switch unit.Class {
	case lexicon.ClassMoney:
		u.money.add(unit.Factor)
	case lexicon.ClassCount:
		u.count.add(unit.Factor)
	case lexicon.ClassAny:
		u.money.add(unit.Factor)
		u.count.add(unit.Factor)
	}
}

func (u *units) join(o units) {
	u.money.join(o.money)
	u.count.join(o.count)
}

// of returns the claim about numbers of a class.
func (u units) of(class string) claim {
	if class == lexicon.ClassMoney {
		return u.money
	}
	return u.count
}

// label returns the units that a heading or the label of a row prints: in brackets, announced, or behind its words, as in
// 本年收费金额（单位：万元）, 采购总金额/元. A unit that is announced and not known is one that no indicator has.
func (v values) label(text string) units {
	var out units
	if !v.mayState(text) {
		return out
	}
	s := lexicon.Normalise(text)
	unknown := slices.ContainsFunc(v.words.UnitWords, func(word string) bool {
		// 责任单位：市财政局 is no unit.
		return strings.Contains(s, "("+word+":") || strings.HasPrefix(s, word+":")
	})
	if !v.announced(s, &out, false) && unknown {
		out.money.add(0)
		out.count.add(0)
	}
	v.bracketed(s, &out)
	if len(out.money.factors)+len(out.count.factors) > 0 {
		return out
	}
	s = strings.TrimRight(s, ")")
	for size := 1; size <= 4*maxSuffix && size < len(s); size++ {
		if !utf8.RuneStart(s[len(s)-size]) {
			continue
		}
		u, ok := v.words.Unit(s[len(s)-size:])
		counts := u.Class == lexicon.ClassCount && u.Factor != 1 && strings.HasSuffix(s[:len(s)-size], "/") // 数量/万件
		if ok && (u.Class == lexicon.ClassMoney || counts) {
			// The longest: 万元 ends with 元.
			out = units{}
			out.add(u)
		}
	}
	return out
}

// maxLabel is the longest label that is looked at for a unit, in bytes, and maxLine the longest line or sentence.
const (
	maxLabel = 1 << 10
	maxLine  = 1 << 18
)

// mayState reports whether a label can print a unit at all, which few do.
func (v values) mayState(text string) bool {
	if len(text) > maxLabel {
		return false
	}
	if strings.ContainsAny(text, "(（[【〔﹝") {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return v.words.Ends(last) || slices.ContainsFunc(v.words.UnitWords, func(word string) bool { return strings.Contains(text, word) })
}

// maxSuffix is how many characters a unit behind the words of a heading can have.
const maxSuffix = 6

// maxNotice is the longest line that can be a caption or a note about units.
const maxNotice = 60

// notice returns the units that a line near a table announces: 单位：件、元; 注：收费金额单位为元; （万元）; 表2（万元）.
func (v values) notice(text string) units {
	var out units
	if isLonger(text, maxNotice) {
		return out
	}
	s := lexicon.Normalise(text)
	v.announced(s, &out, false)
	v.bracketed(s, &out)
	if u, ok := v.words.Unit(s); ok {
		out.add(u)
	}
	return out
}

// line returns the units that a line within a table announces, or that it is.
func (v values) line(text string) units {
	var out units
	if len(text) > maxLine {
		// Nobody knows what it says.
		out.money.add(0)
		return out
	}
	if u, ok := v.words.Unit(text); ok {
		out.add(u)
	}
	if v.speaksOfUnits(text, false) {
		v.announced(lexicon.Normalise(text), &out, isLonger(text, maxNotice))
	}
	return out
}

// speaksOfUnits reports whether a text has the words with which units are announced: 单位, or 以…计, or a word about money with a link.
// With money in it, 以 alone is enough for a short one.
func (v values) speaksOfUnits(text string, short bool) bool {
	words := v.words.Announcing(text)
	if len(words) == 0 {
		return false // nearly every text
	}
	some := func(of []string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(of, word) })
	}
	text = lexicon.Normalise(text) // 收费金额：万元
	has := func(of []string) bool {
		return slices.ContainsFunc(of, func(word string) bool { return strings.Contains(text, word) })
	}
	isMoney := some(v.words.MoneyWords)
	return some(v.words.UnitWords) || some(v.words.UnitBy) && (short && isMoney || has(v.words.UnitEnd)) ||
		isMoney && has(v.words.UnitLinks)
}

// cautious takes counts in thousands as a contradiction: a note says nothing about which of the numbers about it are meant.
func (u units) cautious() units {
	if factor, ok := u.count.is(); ok && factor != 1 {
		u.count.add(1)
	}
	return u
}

// sentences returns the units that prose announces for amounts of money, wherever it stands: 本报告中收费金额以元为单位.
func (v values) sentences(text string) units {
	var out units
	if !slices.ContainsFunc(v.words.MoneyWords, func(word string) bool { return strings.Contains(text, word) }) {
		return out // the fast way for most texts
	}
	for _, sentence := range strings.FieldsFunc(text, endsSentence) {
		if len(sentence) <= maxLine && v.words.AboutMoney(sentence) && v.speaksOfUnits(sentence, false) {
			v.announced(lexicon.Normalise(sentence), &out, false)
		}
	}
	out.count = claim{}
	return out
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '；', ';', '\n', '！', '!':
		return true
	}
	return false
}

// announced adds the units that a normalised text announces: 单位：万元, 单位为件、元, 以元计, 以万元为单位. It reports whether
// there is one. In a glued text the next words follow a unit with nothing between: 单位：件、元第二十条.
func (v values) announced(s string, out *units, glued bool) bool {
	found := false
	words := v.words.Announcing(s)
	if len(words) == 0 {
		return false
	}
	for _, word := range v.words.UnitWords {
		for rest := s; slices.Contains(words, word); {
			_, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			rest = after
			found = v.list(v.linked(window(after)), out, glued) || found
		}
	}
	// 以下金额均为元: what is spoken of is the unit only where a word joins them.
	for _, word := range v.words.MoneyWords {
		for rest := s; slices.Contains(words, word); {
			_, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			rest = after
			if linked := v.linked(window(after)); len(linked) < len(window(after)) {
				found = v.list(linked, out, false) || found
			}
		}
	}
	for _, by := range v.words.UnitBy {
		for rest := s; slices.Contains(words, by); {
			_, after, ok := strings.Cut(rest, by)
			if !ok {
				break
			}
			rest = after
			for _, end := range v.words.UnitEnd {
				// Behind more than a few characters it is another sentence's end, and 以 stands in every other one.
				near := after[:min(len(after), utf8.UTFMax*maxSuffix+len(end))]
				text, _, ok := strings.Cut(near, end)
				if !ok || utf8.RuneCountInString(text) > maxSuffix {
					continue
				}
				if u, ok := v.words.Unit(text); ok {
					out.add(u)
					found = true
				}
			}
		}
	}
	return found
}

// window is as much of a text as can be a list of units, so that no text is looked at again and again.
func window(s string) string { return s[:min(len(s), 4*maxNotice)] }

// linked takes the words away that join a unit with what it is the unit of.
func (v values) linked(s string) string {
	for {
		trimmed := v.withoutLink(s)
		if trimmed == s {
			return s
		}
		s = trimmed
	}
}

func (v values) withoutLink(s string) string {
	for _, link := range v.words.UnitLinks {
		if rest, ok := strings.CutPrefix(s, link); ok {
			return rest
		}
	}
	return s
}

// list adds the units with which a text begins, and reports whether there is one. Each must be all that stands before the
// next mark: 单位：万宁市财政局 names a body. Of a glued text, a unit of money is enough.
func (v values) list(s string, out *units, glued bool) bool {
	found := false
	for s != "" {
		end := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(",/;。|)]", r) })
		if end < 0 {
			end = len(s)
		}
		u, ok := v.words.Unit(s[:end])
		if !ok {
			// 单位：件（金额单位：万元）
			head, _, cut := strings.Cut(s[:end], "(")
			if u, ok = v.words.Unit(head); !ok || !cut {
				if u, ok = v.words.Unit(v.firstUnit(s[:end])); ok && glued && u.Class == lexicon.ClassMoney {
					out.add(u)
					found = true
				}
				return found
			}
		}
		out.add(u)
		found = true
		if end == len(s) || !strings.ContainsRune(",/", rune(s[end])) {
			break
		}
		s = s[end+1:]
	}
	return found
}

// bracketed adds the units that stand alone in brackets: 收费金额（万元）, （件/元）.
func (v values) bracketed(s string, out *units) {
	for rest := s; ; {
		_, inside, ok := strings.Cut(rest, "(")
		if !ok {
			return
		}
		content, after, closed := strings.Cut(inside, ")")
		if !closed || len(content) > 4*maxSuffix*2 {
			rest = inside
			continue
		}
		var in units
		whole := true
		for _, text := range strings.FieldsFunc(content, func(r rune) bool { return r == ',' || r == '/' }) {
			u, ok := v.words.Unit(text)
			whole = whole && ok
			in.add(u)
		}
		if whole {
			out.join(in)
		}
		rest = after
	}
}

// How many lines over and under a table are looked at for a note about its units.
const (
	noticeLinesOver  = 4
	noticeLinesUnder = 6
)

// around returns the units that stand about the grid of a block: in the lines next to it and in cells that are neither
// values nor labels of their own.
func (rec *Recogniser) around(voc *vocabulary, blocks []read.Block, i int) units {
	var out units
	for _, cell := range blocks[i].Grid.Cells {
		if voc.values.mayAnnounce(cell.Text) && !voc.isLabel(cell.Text) {
			out.join(voc.values.notice(cell.Text))
		}
	}
	for _, way := range []struct{ step, lines int }{{-1, noticeLinesOver}, {1, noticeLinesUnder}} {
		seen := 0
		for at := i + way.step; at >= 0 && at < len(blocks) && blocks[at].Grid == nil && seen < way.lines; at += way.step {
			for _, line := range strings.Split(blocks[at].Text, "\n") {
				if isBlank(line) {
					continue
				}
				seen++
				_, isSection := rec.section(line)
				if isSection && way.step > 0 {
					seen = way.lines
					break
				}
				out.join(voc.values.notice(line))
				if isSection {
					seen = way.lines
				}
			}
		}
	}
	return out.cautious()
}

// isLabel reports whether a text is the label of a row or column of any table: what it says about units is said of its
// own numbers.
func (voc *vocabulary) isLabel(text string) bool {
	for _, a := range []*axes{&voc.disclosure, &voc.request, &voc.appeal} {
		for _, names := range []*names{a.items, a.headings} {
			if _, ok := names.exact(text); ok {
				return true
			}
		}
	}
	return false
}

// mayAnnounce reports whether the text of a cell can be a note about units: it has the word, or speaks of money that is given
// by something, or is in brackets, or is no more than a unit. Headings and labels are looked at where their numbers are.
func (v values) mayAnnounce(text string) bool {
	if len(text) > 4*maxNotice || hasOnlyValue(text) {
		return false
	}
	if v.speaksOfUnits(text, true) {
		return true
	}
	if hasDigit(text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	if lexicon.Fold(first) == '(' {
		return true
	}
	_, ok := v.words.Unit(text)
	return ok
}

// proseUnits returns what all running text of a document says about the units of amounts.
func (voc *vocabulary) proseUnits(blocks []read.Block) units {
	var out units
	for _, b := range blocks {
		if b.Grid == nil {
			out.join(voc.values.sentences(b.Text))
		}
	}
	return out
}
