package lexicon

import (
	"regexp/syntax"
	"strings"
)

// maxNeeds is how many strings are looked for before an expression is tried. Beyond that the expression is about as fast.
const maxNeeds = 32

// maxClass is the largest class of characters that counts as the characters themselves.
const maxClass = 12

// needsOf returns strings of which one stands in every text that an expression matches; nil where none can be told. Looking for them
// costs a hundredth of what the expression costs, and most lines have none. The method is that of RE2's prefilter.
func needsOf(expression string) []string {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	return needs(parsed.Simplify())
}

func needs(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return members(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if found := needs(sub); telling(found) > telling(best) {
				best = found
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			found := needs(sub)
			if found == nil {
				return nil
			}
			all = append(all, found...)
		}
		if len(all) <= maxNeeds {
			return all
		}
	default: // what may be empty, stands between characters or is any character
	}
	return nil
}

// members lists the characters of a small class.
func members(ranges []rune) (out []string) {
	for i := 0; i+1 < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(out) >= maxClass {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			out = append(out, string(r))
		}
	}
	return out
}

// telling is higher for fewer and longer strings.
func telling(found []string) int {
	if len(found) == 0 {
		return 0
	}
	shortest := len(found[0])
	for _, one := range found {
		shortest = min(shortest, len(one))
	}
	return (maxNeeds+1)*shortest - len(found)
}

// anyIn reports whether one of some strings stands in text; true where there is nothing to look for.
func anyIn(text string, some []string) bool {
	for _, one := range some {
		if strings.Contains(text, one) {
			return true
		}
	}
	return len(some) == 0
}
