package recognise

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// likeness finds the label that a misprinted one must be: 废纸件数 is 废止件数, since one character differs and no other label is as near.
// A character whose change makes another meaning (上年 and 本年, lexicon.Opposites) is never taken for a slip, nor is a label of
// which another axis of the table has one as near: 不以公开 may be 予以公开 or 不予公开.
type likeness struct {
	texts     []likeText
	holding   map[rune][]int // texts with a character
	opposites []string
	longest   int // bytes that a text can have that is like a whole label
}

type likeText struct {
	runes []rune
	name  string // empty for one of another axis
	whole bool
}

// Shorter labels differ from others in one character (总计 and 合计); in longer ones one may be missing, or be too many.
const (
	minLike  = 4
	minLoose = 6
)

// newLikeness collects the texts of an axis and those of the axes beside it.
func newLikeness(own *names, beside []*names, opposites []string) *likeness {
	l := &likeness{holding: map[rune][]int{}, opposites: opposites}
	l.add(own, true)
	for _, n := range beside {
		if n != own {
			l.add(n, false)
		}
	}
	return l
}

func (l *likeness) add(n *names, own bool) {
	put := func(text, name string, whole bool) {
		runes := []rune(text)
		if len(runes) < minLike {
			return
		}
		if !own {
			name = ""
		}
		seen := map[rune]bool{}
		for _, r := range runes {
			if !seen[r] {
				l.holding[r] = append(l.holding[r], len(l.texts))
			}
			seen[r] = true
		}
		l.texts = append(l.texts, likeText{runes, name, whole})
		if whole {
			l.longest = max(l.longest, len(text)+utf8.UTFMax)
		}
	}
	for _, text := range sortedKeys(n.whole) {
		put(text, n.whole[text], true)
	}
	for _, c := range n.cores {
		put(c.text, c.name, false)
	}
}

// nearest returns the one name whose label differs in one character from a text without its number, empty for none or several. With
// whole, cores are passed over.
func (l *likeness) nearest(text string, whole bool) string {
	if len(text) > maxLabelToKeep || whole && len(text) > l.longest {
		return ""
	}
	runes := []rune(text)
	if len(runes) < minLike || strings.ContainsAny(text, "。;") {
		return ""
	}
	shared := make([]int, len(l.texts))
	for i, r := range runes {
		if slices.Contains(runes[:i], r) {
			continue
		}
		for _, t := range l.holding[r] {
			shared[t]++
		}
	}
	found, any := "", false
	for i, t := range l.texts {
		if shared[i] < distinct(t.runes)-1 || whole && !t.whole && t.name != "" {
			continue
		}
		slip, opposed := l.isLike(runes, t)
		if opposed || slip && (t.name == "" || any && t.name != found) {
			return ""
		}
		if !slip {
			continue
		}
		found, any = t.name, true
	}
	return found
}

func distinct(runes []rune) int {
	n := 0
	for i, r := range runes {
		if !slices.Contains(runes[:i], r) {
			n++
		}
	}
	return n
}

// isLike reports whether a text, or a part of it for a core, differs from a label in one character, and whether in one that makes another
// meaning.
func (l *likeness) isLike(runes []rune, t likeText) (slip, opposed bool) {
	n := len(t.runes)
	if t.whole {
		return l.isSlip(runes, t.runes)
	}
	for size := max(minLike, n-1); size <= n+1; size++ {
		if size != n && n < minLoose {
			continue
		}
		for i := 0; i+size <= len(runes); i++ {
			s, o := l.isSlip(runes[i:i+size], t.runes)
			slip, opposed = slip || s, opposed || o
		}
	}
	return slip, opposed
}

// isSlip reports whether two texts differ in one character: another one, two turned round, or one missing or too many in a long text.
func (l *likeness) isSlip(have, want []rune) (slip, opposed bool) {
	from := 0
	for from < len(have) && from < len(want) && have[from] == want[from] {
		from++
	}
	back := 0
	for back < len(have)-from && back < len(want)-from && have[len(have)-1-back] == want[len(want)-1-back] {
		back++
	}
	h, w := have[from:len(have)-back], want[from:len(want)-back]
	switch {
	case slices.ContainsFunc(h, func(r rune) bool { return !unicode.Is(unicode.Han, r) }):
		return false, false // 属于国家秘密 and 3 beside it are a label and a value
	case len(h) == 1 && len(w) == 1:
		opposed = l.isOpposite(h[0], w[0])
		return !opposed, opposed
	case len(h) == 2 && len(w) == 2:
		return h[0] == w[1] && h[1] == w[0], false
	case len(h)+len(w) == 1:
		return len(want) >= minLoose, false
	}
	return len(h) == 0 && len(w) == 0, false
}

func (l *likeness) isOpposite(a, b rune) bool {
	return slices.ContainsFunc(l.opposites, func(set string) bool { return strings.ContainsRune(set, a) && strings.ContainsRune(set, b) })
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
