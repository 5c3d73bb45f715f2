package style

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// token is a token of CSS as it stands in the sheet. Comments are none; white space is one token.
type token struct {
	kind css.TokenType
	raw  string
}

// tokens cuts a sheet or a style attribute into its tokens.
func tokens(sheet string) []token {
	sheet = strings.ReplaceAll(sheet, "\x00", "\ufffd")
	lexer := css.NewLexer(parse.NewInputString(sheet))
	out := make([]token, 0, len(sheet)/4)
	for {
		kind, raw := lexer.Next()
		switch kind {
		case css.ErrorToken:
			return out
		case css.CommentToken, css.CDOToken, css.CDCToken:
			continue
		case css.WhitespaceToken:
			if len(out) > 0 && out[len(out)-1].kind == css.WhitespaceToken {
				continue
			}
		}
		out = append(out, token{kind, string(raw)})
	}
}

// opens reports whether a token opens a block or the arguments of a function.
func (t token) opens() bool {
	switch t.kind {
	case css.LeftBraceToken, css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
		return true
	}
	return false
}

// closes reports whether a token closes what opens opened.
func (t token) closes() bool {
	switch t.kind {
	case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
		return true
	}
	return false
}

// name is an identifier or the name of a function in lower case, without escapes.
func (t token) name() string {
	return strings.ToLower(unescape(strings.TrimSuffix(t.raw, "(")))
}

// text is what a string says.
func (t token) text() string {
	s := t.raw
	if len(s) > 0 && (s[0] == '"' || s[0] == '\'') {
		s = strings.TrimSuffix(s[1:], s[:1])
	}
	return unescape(s)
}

// isWord reports whether a token is an identifier.
func (t token) isWord(word string) bool { return t.kind == css.IdentToken && t.name() == word }

// trimTokens cuts white space at both ends.
func trimTokens(ts []token) []token {
	for len(ts) > 0 && ts[0].kind == css.WhitespaceToken {
		ts = ts[1:]
	}
	for len(ts) > 0 && ts[len(ts)-1].kind == css.WhitespaceToken {
		ts = ts[:len(ts)-1]
	}
	return ts
}

// splitTokens cuts at a kind of token outside of brackets.
func splitTokens(ts []token, at css.TokenType) [][]token {
	var out [][]token
	depth, start := 0, 0
	for i, t := range ts {
		switch {
		case t.opens():
			depth++
		case t.closes():
			depth--
		case t.kind == at && depth == 0:
			out = append(out, trimTokens(ts[start:i]))
			start = i + 1
		}
	}
	return append(out, trimTokens(ts[start:]))
}

// words are the tokens of a value outside of white space; a function is one with its arguments.
func words(ts []token) [][]token {
	var out [][]token
	depth, start := 0, -1
	for i, t := range ts {
		if depth == 0 && start >= 0 {
			out, start = append(out, ts[start:i]), -1
		}
		switch {
		case t.opens():
			depth++
		case t.closes():
			depth--
		}
		if start < 0 && (t.kind != css.WhitespaceToken || depth > 0) {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, ts[start:])
	}
	return out
}

// rawOf is a run of tokens as it stands.
func rawOf(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.raw)
	}
	return b.String()
}

// unescape resolves the escapes of an identifier or a string: \64 isplay, \"x.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			i++
			continue
		}
		i++
		end := i
		for end < len(s) && end-i < 6 && isHex(s[end]) {
			end++
		}
		switch {
		case end > i:
			v, err := strconv.ParseUint(s[i:end], 16, 32)
			r := rune(v)
			if err != nil || v == 0 || v > utf8.MaxRune || !utf8.ValidRune(r) {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			if i = end; i < len(s) && strings.IndexByte(" \t\n\r\f", s[i]) >= 0 {
				if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
					i++
				}
				i++
			}
		case s[i] == '\n' || s[i] == '\f' || s[i] == '\r': // a string that goes on
			i++
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|' ' >= 'a' && c|' ' <= 'f'
}
