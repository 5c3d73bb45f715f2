package rules

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// token is a word, a number, a symbol, or the end, with its place in characters from 1.
type token struct {
	kind tokenKind
	text string
	at   int
}

type tokenKind string

const (
	wordToken   tokenKind = "word"
	numberToken tokenKind = "number"
	symbolToken tokenKind = "symbol"
	endToken    tokenKind = "end"
)

// String shows a token in a message.
func (t token) String() string {
	if t.kind == endToken {
		return "the end"
	}
	return fmt.Sprintf("%q", t.text)
}

// tokens splits a text. A word may hold letters, digits, _ and, as a glob, *.
func tokens(text string) ([]token, error) {
	var out []token
	characters := []rune(text)
	for i := 0; i < len(characters); {
		from := i
		switch c := characters[i]; {
		case unicode.IsSpace(c):
			i++
			continue
		case isWord(c):
			for i < len(characters) && isWord(characters[i]) {
				i++
			}
			t := token{wordToken, string(characters[from:i]), from + 1}
			if strings.Trim(t.text, "0123456789") == "" {
				t.kind = numberToken
			}
			out = append(out, t)
		case strings.ContainsRune("<>!", c) && i+1 < len(characters) && characters[i+1] == '=':
			i += 2
			out = append(out, token{symbolToken, string(characters[from:i]), from + 1})
		case strings.ContainsRune("=<>+-.,(){}", c):
			i++
			out = append(out, token{symbolToken, string(c), from + 1})
		default:
			return nil, fmt.Errorf("character %d: %q has no meaning here", from+1, c)
		}
	}
	return append(out, token{endToken, "", len(characters) + 1}), nil
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' || c == '*' }

// parser reads tokens from the left.
type parser struct {
	tokens []token
	next   int
}

func newParser(text string) (*parser, error) {
	list, err := tokens(text)
	return &parser{tokens: list}, err
}

func (p *parser) peek() token { return p.tokens[p.next] }

// take returns the next token and goes on; the end stays.
func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != endToken {
		p.next++
	}
	return t
}

// accept takes the next token where it is one of the texts.
func (p *parser) accept(texts ...string) (token, bool) {
	t := p.peek()
	for _, text := range texts {
		if t.kind != endToken && t.text == text {
			return p.take(), true
		}
	}
	return t, false
}

// expect takes the next token, which must be the text.
func (p *parser) expect(text string) error {
	if t, ok := p.accept(text); !ok {
		return expected(fmt.Sprintf("%q", text), t)
	}
	return nil
}

func expected(what string, found token) error {
	return fmt.Errorf("character %d: expected %s, found %s", found.at, what, found)
}

// end refuses what is left over.
func (p *parser) end(what string) error {
	if t := p.peek(); t.kind != endToken {
		return expected(what, t)
	}
	return nil
}

// maxDigits keeps constants far from overflow when they are added up.
const maxDigits = 12

func (p *parser) number(t token) (int64, error) {
	if len(t.text) > maxDigits {
		return 0, fmt.Errorf("character %d: %s has more than %d digits", t.at, t.text, maxDigits)
	}
	return strconv.ParseInt(t.text, 10, 64)
}

// word reads a word without a star.
func (p *parser) word(what string) (string, error) {
	t := p.take()
	if t.kind != wordToken || strings.Contains(t.text, "*") {
		return "", expected(what, t)
	}
	return t.text, nil
}

// list reads texts with commas between them, up to a closing bracket.
func (p *parser) list(closing string, read func() (string, error)) ([]string, error) {
	var out []string
	for {
		text, err := read()
		if err != nil {
			return nil, err
		}
		out = append(out, text)
		if _, more := p.accept(","); more {
			continue
		}
		if t, ok := p.accept(closing); !ok {
			return nil, expected(fmt.Sprintf("%q or %q", ",", closing), t)
		}
		return out, nil
	}
}
