package rtf

// tokenKind is what a token is.
type tokenKind int

const (
	tokenOpen tokenKind = iota
	tokenClose
	tokenWord   // \name with an optional number
	tokenSymbol // \ and a character that is no letter
	tokenHex    // \'hh
	tokenText   // characters as they are
)

type token struct {
	kind      tokenKind
	name      []byte // of a word, part of the document's bytes
	number    int
	hasNumber bool
	char      byte   // of a symbol or a hex byte
	text      []byte // without line ends, which mean nothing
}

// maxWord and maxNumber are the longest the format allows; longer ones are cut by the next token.
const (
	maxWord   = 32
	maxNumber = 10
)

// lexer cuts the bytes into tokens.
type lexer struct {
	bytes []byte
	at    int
}

func (l *lexer) next() (token, bool) {
	for l.at < len(l.bytes) && (l.bytes[l.at] == '\r' || l.bytes[l.at] == '\n' || l.bytes[l.at] == 0) {
		l.at++
	}
	if l.at >= len(l.bytes) {
		return token{}, false
	}
	switch l.bytes[l.at] {
	case '{':
		l.at++
		return token{kind: tokenOpen}, true
	case '}':
		l.at++
		return token{kind: tokenClose}, true
	case '\\':
		l.at++
		return l.control()
	}
	from := l.at
	for l.at < len(l.bytes) {
		switch l.bytes[l.at] {
		case '{', '}', '\\', '\r', '\n', 0:
			return token{kind: tokenText, text: l.bytes[from:l.at]}, true
		}
		l.at++
	}
	return token{kind: tokenText, text: l.bytes[from:]}, true
}

func (l *lexer) control() (token, bool) {
	if l.at >= len(l.bytes) {
		return token{}, false
	}
	c := l.bytes[l.at]
	if !letter(c) {
		l.at++
		if c == '\'' && l.at+2 <= len(l.bytes) {
			high, ok1 := hex(l.bytes[l.at])
			low, ok2 := hex(l.bytes[l.at+1])
			if ok1 && ok2 {
				l.at += 2
				return token{kind: tokenHex, char: high<<4 | low}, true
			}
		}
		return token{kind: tokenSymbol, char: c}, true
	}
	from := l.at
	for l.at < len(l.bytes) && letter(l.bytes[l.at]) && l.at-from < maxWord {
		l.at++
	}
	t := token{kind: tokenWord, name: l.bytes[from:l.at]}
	l.number(&t)
	if l.at < len(l.bytes) && l.bytes[l.at] == ' ' {
		l.at++ // the space that ends the word is part of it
	}
	if string(t.name) == "bin" && t.number > 0 { // raw bytes, of a picture
		l.at += min(t.number, len(l.bytes)-l.at)
	}
	return t, true
}

func (l *lexer) number(t *token) {
	from, sign := l.at, 1
	if from < len(l.bytes) && l.bytes[from] == '-' {
		sign, from = -1, from+1
	}
	at := from
	for at < len(l.bytes) && l.bytes[at] >= '0' && l.bytes[at] <= '9' && at-from < maxNumber {
		t.number = t.number*10 + int(l.bytes[at]-'0')
		at++
	}
	if at == from {
		return
	}
	t.number, t.hasNumber, l.at = sign*t.number, true, at
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func hex(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
