package style

import (
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"gongkai/internal/fault"
)

// block returns the index behind the bracket that closes the one at i.
func block(ts []token, i int) int {
	var open []css.TokenType
	for ; i < len(ts); i++ {
		switch t := ts[i]; {
		case t.kind == css.LeftBraceToken:
			open = append(open, css.RightBraceToken)
		case t.kind == css.LeftBracketToken:
			open = append(open, css.RightBracketToken)
		case t.opens():
			open = append(open, css.RightParenthesisToken)
		case len(open) > 0 && t.kind == open[len(open)-1]:
			if open = open[:len(open)-1]; len(open) == 0 {
				return i + 1
			}
		}
	}
	return i
}

// until returns the index of the next brace that opens, or the next semicolon where that ends it, outside of other brackets.
func until(ts []token, i int, semicolon bool) int {
	for i < len(ts) {
		switch t := ts[i]; {
		case t.kind == css.LeftBraceToken, semicolon && t.kind == css.SemicolonToken:
			return i
		case t.opens():
			i = block(ts, i)
		default:
			i++
		}
	}
	return i
}

// list reads rules.
func (b *Builder) list(ts []token, at context) {
	for i := 0; i < len(ts) && b.err == nil; {
		switch t := ts[i]; t.kind {
		case css.WhitespaceToken:
			i++
		case css.AtKeywordToken:
			i = b.atRule(ts, i, at)
		default:
			open := until(ts, i, false)
			if open == len(ts) {
				return
			}
			end := block(ts, open)
			b.rule(ts[i:open], inside(ts[open:end]), at)
			i = end
		}
	}
}

// inside is a block without its brackets.
func inside(ts []token) []token {
	if len(ts) > 1 && ts[len(ts)-1].kind == css.RightBraceToken {
		return ts[1 : len(ts)-1]
	}
	return ts[1:]
}

// atRule reads the rule at i, which begins with @, and returns where the next begins.
func (b *Builder) atRule(ts []token, i int, at context) int {
	name := strings.ToLower(unescape(ts[i].raw[1:]))
	stop := until(ts, i+1, true)
	head := trimTokens(ts[i+1 : stop])
	if stop == len(ts) || ts[stop].kind == css.SemicolonToken {
		if name == "import" && at.depth == 0 && at.parent == "" {
			b.imported(head)
		}
		return stop + 1
	}
	end := block(ts, stop)
	if at.depth++; at.depth > maxNesting {
		b.err = fmt.Errorf("style rules nested deeper than %d: %w", maxNesting, fault.ErrTooLarge)
		return end
	}
	switch name {
	case "media":
		m := screen(head)
		if m == no {
			return end
		}
		at.unsure = at.unsure || m == maybe
	case "supports":
		m := supported(head)
		if m == no {
			return end
		}
		at.unsure = at.unsure || m == maybe
	case "-moz-document", "starting-style":
		return end
	case "layer":
		at.layered = true
	case "container", "scope":
		at.unsure = true
	default: // font-face, keyframes, page, property
		return end
	}
	if at.parent != "" {
		b.body(inside(ts[stop:end]), at)
	} else {
		b.list(inside(ts[stop:end]), at)
	}
	return end
}

// imported reads what stands behind @import.
func (b *Builder) imported(head []token) {
	ws := words(head)
	if len(ws) == 0 {
		return
	}
	address := ""
	switch t := ws[0][0]; t.kind {
	case css.StringToken:
		address = t.text()
	case css.URLToken:
		address = urlOf(t.raw)
	case css.FunctionToken:
		if args := strip(ws[0]); len(args) > 0 {
			address = args[0].text()
		}
	}
	var media []token
	for _, w := range ws[1:] {
		if w[0].isWord("layer") || w[0].kind == css.FunctionToken && w[0].name() != "(" {
			continue
		}
		media = append(append(media, w...), token{css.WhitespaceToken, " "})
	}
	b.Link(address, rawOf(media))
}

// urlOf is the address of url(…).
func urlOf(raw string) string {
	inner := strings.TrimSpace(strings.TrimSuffix(raw[min(len(raw), len("url(")):], ")"))
	return token{raw: inner}.text()
}

// rule reads one rule with those nested in it.
func (b *Builder) rule(head, body []token, at context) {
	selector := strings.TrimSpace(rawOf(head))
	if selector == "" {
		return
	}
	if at.parent != "" {
		switch {
		case strings.Contains(selector, "&"):
			selector = strings.ReplaceAll(selector, "&", ":is("+at.parent+")")
		default:
			parts := splitTokens(head, css.CommaToken)
			for i := range parts {
				parts[i] = append([]token{{css.IdentToken, ":is(" + at.parent + ") "}}, parts[i]...)
			}
			var all []string
			for _, p := range parts {
				all = append(all, rawOf(p))
			}
			selector = strings.Join(all, ",")
		}
	}
	if at.depth++; at.depth > maxNesting || len(selector) > maxBytes/64 {
		b.err = fmt.Errorf("style rules nested deeper than %d: %w", maxNesting, fault.ErrTooLarge)
		return
	}
	at.parent = selector
	b.body(body, at)
}

// body reads declarations and the rules between them.
func (b *Builder) body(ts []token, at context) {
	var declarations []declaration
	for i := 0; i < len(ts) && b.err == nil; {
		switch t := ts[i]; t.kind {
		case css.WhitespaceToken, css.SemicolonToken:
			i++
		case css.AtKeywordToken:
			i = b.atRule(ts, i, at)
		default:
			stop := until(ts, i, true)
			if stop < len(ts) && ts[stop].kind == css.LeftBraceToken && t.kind != css.CustomPropertyNameToken {
				end := block(ts, stop)
				b.rule(ts[i:stop], inside(ts[stop:end]), at)
				i = end
				continue
			}
			if stop < len(ts) && ts[stop].kind == css.LeftBraceToken { // --x: { … }
				i = block(ts, stop)
				continue
			}
			declarations = declared(declarations, ts[i:stop], b.variables)
			i = stop
		}
	}
	b.add(at, declarations)
}

// declared reads one declaration.
func declared(out []declaration, ts []token, variables map[string][]token) []declaration {
	if len(ts) < 2 || ts[0].kind != css.IdentToken {
		return out
	}
	rest := trimTokens(ts[1:])
	if len(rest) == 0 || rest[0].kind != css.ColonToken {
		return out
	}
	value, ok := resolve(rest[1:], variables)
	if !ok {
		return out
	}
	return declare(out, ts[0].name(), value)
}
