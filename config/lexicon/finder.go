package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Finder finds many short strings in one pass. Searching Chinese text for one string after the other is slow, since nearly every
// character begins with one of three bytes.
type Finder struct {
	begins [1 << 16 / 64]uint64 // the characters that a string begins with
	firsts []rune
	texts  [][]string // beginning with the character in firsts
}

// NewFinder makes a finder of strings. An empty one, and one that begins beyond the first plane of Unicode, is never found.
func NewFinder(texts ...string) *Finder {
	f := &Finder{}
	for _, text := range texts {
		first, _ := utf8.DecodeRuneInString(text)
		if text == "" || first >= 1<<16 || f.Knows(text) {
			continue
		}
		f.begins[first/64] |= 1 << (first % 64)
		at := slices.Index(f.firsts, first)
		if at < 0 {
			at = len(f.firsts)
			f.firsts, f.texts = append(f.firsts, first), append(f.texts, nil)
		}
		f.texts[at] = append(f.texts[at], text)
	}
	return f
}

// Knows reports whether a string is one that is looked for.
func (f *Finder) Knows(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	at := slices.Index(f.firsts, first)
	return at >= 0 && slices.Contains(f.texts[at], text)
}

// beginning lists the strings that begin with a character.
func (f *Finder) beginning(r rune) []string {
	if r < 0 || r >= 1<<16 || f.begins[r/64]&(1<<(r%64)) == 0 {
		return nil
	}
	return f.texts[slices.Index(f.firsts, r)]
}

// Each calls found for every string at every place where it stands.
func (f *Finder) Each(text string, found func(string)) {
	for i, r := range text {
		for _, one := range f.beginning(r) {
			if strings.HasPrefix(text[i:], one) {
				found(one)
			}
		}
	}
}

// In lists the strings that stand in a text, each once.
func (f *Finder) In(text string) (some []string) {
	f.Each(text, func(one string) {
		if !slices.Contains(some, one) {
			some = append(some, one)
		}
	})
	return some
}

// InNormalised reports whether a string stands in what Normalise makes of a text, without making it.
func (f *Finder) InNormalised(text string) bool {
	for i, r := range text {
		for _, one := range f.beginning(Fold(r)) {
			if hasNormalPrefix(text[i:], one) {
				return true
			}
		}
	}
	return false
}

// hasNormalPrefix reports whether what Normalise makes of a text begins with a string.
func hasNormalPrefix(text, prefix string) bool {
	for _, r := range text {
		if r = Fold(r); r < 0 {
			continue
		}
		want, size := utf8.DecodeRuneInString(prefix)
		if r != want {
			return false
		}
		if prefix = prefix[size:]; prefix == "" {
			return true
		}
	}
	return false
}
