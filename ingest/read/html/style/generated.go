package style

import (
	"strings"
	"unicode"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// Generated content is kept as a word with a mark before each piece: the text of a string, the name of an attribute, or
// something that is not worked out.
const (
	pieceText      = "\x01"
	pieceAttribute = "\x02"
	pieceOther     = "\x03"
)

// generated reads the value of content.
func generated(ts []token) string {
	var b strings.Builder
	for _, w := range words(ts) {
		switch t := w[0]; {
		case t.kind == css.StringToken:
			b.WriteString(pieceText + t.text())
		case t.isWord(wordNone), t.isWord("normal"), t.isWord("no-open-quote"), t.isWord("no-close-quote"):
		case t.isWord("open-quote"):
			b.WriteString(pieceText + "“")
		case t.isWord("close-quote"):
			b.WriteString(pieceText + "”")
		case t.kind == css.FunctionToken && t.name() == "attr":
			if args := strip(w); len(args) > 0 && args[0].kind == css.IdentToken {
				b.WriteString(pieceAttribute + args[0].name())
				continue
			}
			b.WriteString(pieceOther)
		case t.raw == "/": // behind it stands what is read aloud
			return b.String()
		default:
			b.WriteString(pieceOther)
		}
	}
	return b.String()
}

// generatedText returns what generated content of an element prints, and whether that is known.
func generatedText(word string, n *html.Node) (string, bool) {
	var b strings.Builder
	for word != "" {
		mark := word[:1]
		end := strings.IndexAny(word[1:], pieceText+pieceAttribute+pieceOther)
		if end < 0 {
			end = len(word) - 1
		}
		piece := word[1 : 1+end]
		word = word[1+end:]
		switch mark {
		case pieceText:
			b.WriteString(piece)
		case pieceAttribute:
			b.WriteString(attribute(n, piece))
		default:
			return "", false
		}
	}
	return b.String(), true
}

// prints reports whether the value of content may print more than an ornament.
func prints(word string) bool { return !isOrnament(strings.ReplaceAll(word, pieceText, "")) }

// isOrnament reports whether generated text is no more than a bullet, an arrow or a character of a font of symbols.
func isOrnament(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Co, r), unicode.Is(unicode.So, r), unicode.Is(unicode.Cf, r):
		case strings.ContainsRune("•·|»›>", r):
		default:
			return false
		}
	}
	return true
}

// attribute returns an attribute of an element, "" where it has none.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
