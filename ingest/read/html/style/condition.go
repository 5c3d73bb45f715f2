package style

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// screen reports whether a list of media queries holds for a wide screen with no preferences.
func screen(ts []token) match {
	ts = trimTokens(ts)
	if len(ts) == 0 {
		return yes
	}
	out := no
	for _, query := range splitTokens(ts, css.CommaToken) {
		out = max(out, mediaQuery(query))
	}
	return out
}

func mediaQuery(ts []token) match {
	out, negated := yes, false
	for i, w := range words(ts) {
		if w[0].kind == css.LeftParenthesisToken {
			out = min(out, feature(strip(w)))
			continue
		}
		switch word := w[0].name(); word {
		case "only", "and", "all", "screen":
		case "not":
			if i > 0 {
				return maybe
			}
			negated = true
		case "or":
			return maybe
		default: // print, speech, tty
			out = no
		}
	}
	if negated {
		return yes - out
	}
	return out
}

// feature tests (min-width: 768px) and its kin against a common window.
func feature(ts []token) match {
	parts := splitTokens(ts, css.ColonToken)
	if len(parts) != 2 || len(parts[0]) != 1 {
		return maybe
	}
	name := parts[0][0].name()
	sure := func(b bool) match {
		if b {
			return yes
		}
		return no
	}
	bound, isLower := strings.CutPrefix(name, "min-")
	bound, isUpper := strings.CutPrefix(bound, "max-")
	size := 0.0
	switch bound {
	case "width", "device-width":
		size = windowWidth
	case "height", "device-height":
		size = windowHeight
	case "orientation":
		return sure(parts[1][0].isWord("landscape"))
	case "prefers-color-scheme":
		return sure(parts[1][0].isWord("light"))
	case "hover", "any-hover":
		return sure(parts[1][0].isWord("hover"))
	}
	if v, ok := length(parts[1]); ok && size > 0 && (isLower || isUpper) {
		px := v.px(textSize, 0)
		return sure(isLower && size >= px || isUpper && size <= px)
	}
	return maybe
}

// Bounds on what stands for a variable.
const (
	maxVariables = 4096
	maxResolved  = 256
)

// collect notes the custom properties of a sheet. One that is set to two things is not known.
func (b *Builder) collect(ts []token) {
	for i := 0; i < len(ts); i++ {
		if ts[i].kind != css.CustomPropertyNameToken || i > 0 && ts[i-1].kind == css.FunctionToken {
			continue
		}
		name := ts[i].raw
		rest := trimTokens(ts[i+1 : min(len(ts), i+maxResolved)])
		if len(rest) == 0 || rest[0].kind != css.ColonToken {
			continue
		}
		end := 1
		for end < len(rest) && rest[end].kind != css.SemicolonToken && rest[end].kind != css.RightBraceToken {
			end++
		}
		value := trimTokens(rest[1:end])
		if len(value) == 1 && value[0].kind == css.CustomPropertyValueToken {
			value = trimTokens(tokens(value[0].raw))
		}
		if b.variables == nil {
			b.variables = map[string][]token{}
		}
		if len(b.variables) >= maxVariables {
			return
		}
		if known, ok := b.variables[name]; ok && rawOf(known) != rawOf(value) {
			value = nil
		}
		b.variables[name] = value
	}
}

// resolve puts in what var() stands for.
func resolve(ts []token, variables map[string][]token) ([]token, bool) {
	has := false
	for _, t := range ts {
		has = has || t.kind == css.FunctionToken && t.name() == "var"
	}
	for range 4 { // a variable may hold another
		if !has {
			return ts, true
		}
		has = false
		var out []token
		for i := 0; i < len(ts); {
			if ts[i].kind != css.FunctionToken || ts[i].name() != "var" {
				out = append(out, ts[i])
				i++
				continue
			}
			end := block(ts, i)
			args := splitTokens(strip(ts[i:end]), css.CommaToken)
			i = end
			value := variables[rawOf(args[0])]
			if value == nil && len(args) > 1 {
				value = args[1]
			}
			if value == nil || len(out) > maxResolved {
				return nil, false
			}
			out = append(out, value...)
		}
		for _, t := range out {
			has = has || t.kind == css.FunctionToken && t.name() == "var"
		}
		ts = out
	}
	return nil, false
}

// supported reports whether a browser takes a condition of @supports: (display: grid), not (display: grid). Of more than one, and of
// properties that are not read here, it is taken to hold, and its contrary may.
func supported(ts []token) match {
	ws := words(ts)
	negated := len(ws) == 2 && len(ws[0]) == 1 && ws[0][0].isWord("not")
	if negated {
		ws = ws[1:]
	}
	if len(ws) != 1 || ws[0][0].kind != css.LeftParenthesisToken {
		if len(ts) > 0 && ts[0].isWord("not") {
			return maybe
		}
		return yes
	}
	inner := strip(ws[0])
	at := 0
	for at < len(inner) && inner[at].kind != css.ColonToken {
		at++
	}
	out := yes
	switch {
	case at == 0 || at == len(inner):
		if negated {
			return maybe
		}
	case len(declare(nil, inner[0].name(), inner[at+1:])) > 0:
	case expand(inner[0].name()) != nil:
		out = no
	case negated:
		return maybe
	}
	if negated {
		return yes - out
	}
	return out
}
