package sqlfile

import (
	"strings"
	"unicode/utf8"
)

// Clean returns text that DuckDB takes as a value: valid UTF-8 without NUL. One bad byte in a file name would fail a whole batch.
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// Optional returns nil, that is NULL, for an empty text, and the clean text for any other.
func Optional(s string) any {
	if s == "" {
		return nil
	}
	return Clean(s)
}
