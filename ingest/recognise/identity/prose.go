package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/config/lexicon"
)

// headBytes is how much of the prose is searched as one piece, so that a sentence broken over lines is found. The
// declaration of the period and the address stand in the first paragraphs.
const headBytes = 4000

// tailBytes is how much of the end is searched for an address.
const tailBytes = 1500

// quoteRunes is the longest quote kept as evidence.
const quoteRunes = 80

// prose is the text of a document, made ready as far as it is asked for.
type prose struct {
	head     string   // the first paragraphs without white space and line breaks
	rest     []string // the others, as they are
	triggers *lexicon.Finder
	inHead   []string         // the triggers that stand in the head
	inRest   map[string][]int // the paragraphs of rest that hold a trigger, once asked for
	last     *string          // the tail, once asked for
}

func newProse(in Input, triggers *lexicon.Finder) *prose {
	var b strings.Builder
	b.Grow(headBytes + headBytes/2)
	n := 0
	for n < len(in.Paragraphs) && b.Len() < headBytes {
		compactTo(&b, firstBytes(in.Paragraphs[n], headBytes))
		n++
	}
	head := b.String()
	return &prose{head: head, rest: in.Paragraphs[n:], triggers: triggers, inHead: triggers.In(head)}
}

// find returns the first match of the patterns of a name, in their order, with its groups; nil where there is none. Their triggers must
// be among those looked for.
func (t *prose) find(patterns []lexicon.Pattern) []string {
	for _, p := range patterns {
		if slices.Contains(t.inHead, p.Trigger) { // most stand nowhere in most reports
			if m := p.Find(t.head); m != nil {
				return m
			}
		}
		if t.inRest == nil {
			t.inRest = paragraphsOf(t.triggers, t.rest)
		}
		for _, at := range t.inRest[p.Trigger] {
			if m := p.Find(compact(t.rest[at])); m != nil {
				return m
			}
		}
	}
	return nil
}

// tail is the last of the prose, where a page has the address and the telephone of the office that keeps the site. It is empty
// where the head has it all.
func (t *prose) tail() string {
	if t.last == nil {
		text := ""
		for i := len(t.rest) - 1; i >= 0 && len(text) < tailBytes; i-- {
			text = compact(firstBytes(t.rest[i], tailBytes)) + text
		}
		t.last = &text
	}
	return *t.last
}

// paragraphsOf lists for each trigger the paragraphs that hold it.
func paragraphsOf(triggers *lexicon.Finder, paragraphs []string) map[string][]int {
	found := map[string][]int{}
	for n, paragraph := range paragraphs {
		triggers.Each(paragraph, func(trigger string) {
			if at := found[trigger]; len(at) == 0 || at[len(at)-1] != n {
				found[trigger] = append(at, n)
			}
		})
	}
	return found
}

// compact takes white space out and makes full-width characters ASCII.
func compact(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	compactTo(&b, s)
	return b.String()
}

// compactTo writes runs of unchanged characters at once.
func compactTo(b *strings.Builder, s string) {
	from := 0
	for i, r := range s {
		if r > ' ' && r < utf8.RuneSelf || r > 0x3000 && r < 0xFE00 {
			continue
		}
		narrow := lexicon.Narrow(r)
		space := lexicon.IsSpace(narrow)
		if narrow == r && !space && r != utf8.RuneError {
			continue
		}
		b.WriteString(s[from:i])
		from = i + utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError: // a broken byte, or the replacement character itself
			_, size := utf8.DecodeRuneInString(s[i:])
			from = i + size
			b.WriteRune(utf8.RuneError)
		case !space:
			b.WriteRune(narrow)
		}
	}
	b.WriteString(s[from:])
}

// compactName is compact for titles and names, where compatibility forms (⼈ for 人, as some PDF fonts have) count too.
func compactName(s string) string {
	s = firstBytes(s, 1200)
	if !isPlain(s) {
		s = norm.NFKC.String(strings.ToValidUTF8(s, ""))
	}
	return compact(s)
}

// isPlain reports whether a text has nothing but characters that NFKC leaves alone, or makes ASCII as compact does: nearly every name.
func isPlain(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && (r < '、' || r > '〗') && (r < '\u4E00' || r > '\u9FFF') && (r < '！' || r > '～') {
			return false
		}
	}
	return true
}

// firstBytes returns at most n bytes of whole characters.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// clip shortens a quote.
func clip(s string) string {
	n := 0
	for i := range s {
		if n == quoteRunes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
