package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// section is a part of the prose without white space and with ASCII in place of full-width characters. A PDF breaks a
// line anywhere (案件\n3607件), so line ends go, but a line that is clearly shorter than others, as a heading is, ends
// its sentence.
type section struct {
	name  string
	text  string  // as in the report
	runes []rune  // folded
	at    []int32 // where each of runes begins in text
}

// stop is the rune that ends a sentence besides 。, ! and ?.
const stop = '\n'

// shortLine is the part of a full line, in percent, below which the end of a line ends a sentence.
const shortLine = 70

func newSection(s report.Section) section {
	out := section{name: s.Name, text: s.Text, runes: make([]rune, 0, len(s.Text)/3+8), at: make([]int32, 0, len(s.Text)/3+8)}
	full := fullLine(s.Text)
	line := 0 // folded runes of the line so far
	gap := false
	for i, r := range s.Text {
		if r >= hanStart && r < hanEnd {
			out.push(r, i)
			gap = false
			line++
			continue
		}
		switch r {
		case '\n', '\u2028', '\u2029':
			if line > 0 && line*100 < full*shortLine {
				out.push(stop, i)
				gap = false
			} else {
				gap = true
			}
			line = 0
			continue
		case '“', '”', '‘', '’', '"', '\'':
			continue
		case '〔', '【', '﹝':
			r = '('
		case '〕', '】', '﹞':
			r = ')'
		}
		r = lexicon.Narrow(r)
		switch r {
		case '[':
			r = '('
		case ']':
			r = ')'
		}
		if lexicon.IsSpace(r) {
			gap = true
			continue
		}
		// A space between two digits may part two numbers or two halves of one.
		if gap && isDigit(r) && len(out.runes) > 0 && isDigit(out.runes[len(out.runes)-1]) {
			out.push(' ', i)
		}
		gap = false
		out.push(r, i)
		line++
	}
	return out
}

func (s *section) push(r rune, at int) {
	s.runes = append(s.runes, r)
	s.at = append(s.at, int32(at))
}

// fullLine returns the length that a quarter of the lines reach. The longest would be one of a table.
func fullLine(text string) int {
	lengths := make([]int, 0, 64)
	for line := range strings.SplitSeq(text, "\n") {
		if n := utf8.RuneCountInString(line); n > 0 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) == 0 {
		return 0
	}
	slices.Sort(lengths)
	return lengths[len(lengths)*3/4]
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func endsSentence(r rune) bool { return r == '。' || r == '!' || r == '?' || r == stop }

// quoteLength is how many characters of a sentence a message quotes around what was found.
const quoteLength = 48

// quote returns the sentence around p as printed, on one line, clipped to its neighbourhood where it is long.
func (p place) quote() string {
	s := p.section
	from, to := p.from, p.to
	for from > 0 && !endsSentence(s.runes[from-1]) {
		from--
	}
	for to < len(s.runes) && !endsSentence(s.runes[to]) {
		to++
	}
	left, right := "", ""
	if p.from-from > quoteLength {
		from, left = p.from-quoteLength, "…"
	}
	if to-p.to > quoteLength/2 {
		to, right = p.to+quoteLength/2, "…"
	}
	if from >= to {
		return ""
	}
	end := len(s.text)
	if to < len(s.at) {
		end = int(s.at[to])
	}
	return left + oneLine(s.text[s.at[from]:end]) + right
}

// oneLine drops white space but between Latin letters and digits, where it parts words.
func oneLine(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	last, gap := rune(0), false
	for _, r := range text {
		if lexicon.IsSpace(r) {
			gap = true
			continue
		}
		if gap && last > ' ' && last < utf8.RuneSelf && r < utf8.RuneSelf {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last, gap = r, false
	}
	return out.String()
}
