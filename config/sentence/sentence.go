// Package sentence fills the sentences that the program says, wherever they are kept: those of the catalogue, of findings, of rules. All
// of them name their places alike, as {row}.
package sentence

import "strings"

// Fill puts values into the places {name} of a sentence: pairs are names and what stands for them. A place that no pair names stays as
// it is. It is one pass, so that a quoted sentence with braces is not read as a place.
func Fill(sentence string, pairs ...string) string {
	open := strings.IndexByte(sentence, '{')
	if open < 0 {
		return sentence
	}
	var out strings.Builder
	out.Grow(2 * len(sentence))
	for ; open >= 0; open = strings.IndexByte(sentence, '{') {
		out.WriteString(sentence[:open])
		sentence = sentence[open:]
		value, size := place(sentence, pairs)
		out.WriteString(value)
		sentence = sentence[size:]
	}
	out.WriteString(sentence)
	return out.String()
}

// place returns what stands for the place at the start of a sentence and how long the place is; the brace itself where it is none.
func place(sentence string, pairs []string) (value string, size int) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if rest, ok := strings.CutPrefix(sentence[1:], pairs[i]); ok && strings.HasPrefix(rest, "}") {
			return pairs[i+1], len(pairs[i]) + 2
		}
	}
	return "{", 1
}
