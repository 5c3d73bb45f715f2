package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Normalise makes two wordings of one label equal: full-width forms become ASCII, all white space and zero-width
// characters go, quotation marks go, what stands for an object goes, and the enumeration comma becomes a comma. It does not
// use NFKC, which would read a footnote mark ² or ① as a digit.
func Normalise(s string) string {
	clean := true
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= utf8.RuneSelf || s[i] == '"' || s[i] == '\'' || s[i] >= 'A' && s[i] <= 'Z' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	from := 0 // of a run of characters that stay as they are: most of a text, and written at once
	for i, r := range s {
		folded := Fold(r)
		if folded == r && r != utf8.RuneError {
			continue
		}
		out.WriteString(s[from:i])
		_, size := utf8.DecodeRuneInString(s[i:]) // a broken byte is shorter than what stands for it
		from = i + size
		if folded > 0 {
			out.WriteRune(folded)
		}
	}
	out.WriteString(s[from:])
	return out.String()
}

// object stands in a text for what is not surely text, as a picture beside a label.
const object = '\uFFFC'

// What most characters are, and none of the others.
const firstHan, lastHan = '\u4E00', '\u9FFF'

// Fold returns the character that stands for r in a normalised label, or -1 for one that is left out.
func Fold(r rune) rune {
	if r >= firstHan && r <= lastHan {
		return r
	}
	r = Narrow(r)
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case IsSpace(r):
		return -1
	}
	switch r {
	case object, '"', '\'', '“', '”', '‘', '’', '「', '」', '『', '』', '〝', '〞':
		return -1
	case '、':
		return ','
	case '〔', '【', '﹝':
		return '('
	case '〕', '】', '﹞':
		return ')'
	}
	return r
}

// Narrow returns the ASCII character of a full-width one, and any other character unchanged.
func Narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000:
		return ' '
	case r == 0xFFE5:
		return '¥'
	case r == 0xFE63: // small hyphen-minus
		return '-'
	}
	return r
}

// IsSpace reports whether r is white space or has no width: NBSP, U+3000, ZWSP, the byte order mark.
func IsSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v':
		return true
	}
	if r < 0x80 {
		return r < ' '
	}
	switch r {
	case 0xA0, 0x3000, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F:
		return true
	}
	return unicode.IsSpace(r)
}

// TrimNumber returns a normalised label without its leading number: "(一)", "一,", "1.", "(1)", "1,". A number
// that nothing separates from the words stays, as in 三安全一稳定.
func TrimNumber(s string) string {
	rest := strings.TrimPrefix(s, "(")
	open := len(rest) < len(s)
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if (r < '0' || r > '9') && !isHanNumber(r) {
			break
		}
		n += size
	}
	if n == 0 {
		return s
	}
	after := rest[n:]
	if open {
		if trimmed, ok := strings.CutPrefix(after, ")"); ok {
			return strings.TrimLeft(trimmed, ",.")
		}
		return s
	}
	for _, mark := range []string{",", ".", "．", ")", ":"} {
		if trimmed, ok := strings.CutPrefix(after, mark); ok && trimmed != "" {
			return trimmed
		}
	}
	return s
}

func isHanNumber(r rune) bool {
	return strings.ContainsRune("一二三四五六七八九十", r)
}
