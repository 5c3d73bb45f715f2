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
	hasNumber bool
	char      byte // of a symbol or a hex byte
	number    int
	name      []byte // of a word, part of the document's bytes
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

// next reads the next token into t: a file has hundreds of thousands, and most are a byte. What is not said of its kind is left as it
// was.
func (l *lexer) next(t *token) bool {
	for l.at < len(l.bytes) && (l.bytes[l.at] == '\r' || l.bytes[l.at] == '\n' || l.bytes[l.at] == 0) {
		l.at++
	}
	if l.at >= len(l.bytes) {
		return false
	}
	switch l.bytes[l.at] {
	case '{':
		l.at++
		t.kind = tokenOpen
		return true
	case '}':
		l.at++
		t.kind = tokenClose
		return true
	case '\\':
		l.at++
		return l.control(t)
	}
	from := l.at
	for l.at < len(l.bytes) && !endsText(l.bytes[l.at]) {
		l.at++
	}
	t.kind, t.text = tokenText, l.bytes[from:l.at]
	return true
}

func endsText(c byte) bool {
	return c == '{' || c == '}' || c == '\\' || c == '\r' || c == '\n' || c == 0
}

func (l *lexer) control(t *token) bool {
	if l.at >= len(l.bytes) {
		return false
	}
	c := l.bytes[l.at]
	if !letter(c) {
		l.at++
		if c == '\'' && l.at+2 <= len(l.bytes) {
			high, ok1 := hex(l.bytes[l.at])
			low, ok2 := hex(l.bytes[l.at+1])
			if ok1 && ok2 {
				l.at += 2
				t.kind, t.char = tokenHex, high<<4|low
				return true
			}
		}
		t.kind, t.char = tokenSymbol, c
		return true
	}
	from := l.at
	for l.at < len(l.bytes) && letter(l.bytes[l.at]) && l.at-from < maxWord {
		l.at++
	}
	t.kind, t.name = tokenWord, l.bytes[from:l.at]
	l.number(t)
	if l.at < len(l.bytes) && l.bytes[l.at] == ' ' {
		l.at++ // the space that ends the word is part of it
	}
	if string(t.name) == "bin" && t.number > 0 { // raw bytes, of a picture
		l.at += min(t.number, len(l.bytes)-l.at)
	}
	return true
}

func (l *lexer) number(t *token) {
	t.number, t.hasNumber = 0, false
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
