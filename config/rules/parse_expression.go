package rules

import (
	"fmt"
	"strings"
)

// maxFactor bounds how often a cell is taken, so that sums stay exact.
const maxFactor = 10_000

// parseExpression reads an expression; its grammar stands at Expression.
func parseExpression(text string) (Expression, error) {
	p, err := newParser(text)
	if err != nil {
		return Expression{}, err
	}
	e, err := p.expression()
	if err != nil {
		return Expression{}, err
	}
	if err := p.end("the end"); err != nil {
		return Expression{}, err
	}
	return e, nil
}

func (p *parser) expression() (Expression, error) {
	if p.isCall(string(OpWhole)) {
		return p.whole()
	}
	if p.isCall(string(OpRelaxed)) {
		return p.relaxed()
	}
	left, err := p.sum()
	if err != nil {
		return Expression{}, err
	}
	op, ok := p.accept(string(OpEqual), string(OpAtMost), string(OpLess), string(OpAtLeast), string(OpMore))
	if !ok {
		return Expression{}, expected("+, - or one of = <= < >= >", op)
	}
	right, err := p.sum()
	if err != nil {
		return Expression{}, err
	}
	if len(left.Terms) == 0 {
		return Expression{}, fmt.Errorf("character %d: the left side of %s names no cell", op.at, op.text)
	}
	return Expression{Op: Op(op.text), Left: left, Right: right}, nil
}

// isCall reports whether a word with an opening bracket follows, and takes both.
func (p *parser) isCall(name string) bool {
	if t := p.peek(); t.kind != wordToken || t.text != name || p.tokens[p.next+1].text != "(" {
		return false
	}
	p.next += 2
	return true
}

func (p *parser) whole() (Expression, error) {
	at := p.peek()
	term, err := p.pattern()
	if err != nil {
		return Expression{}, err
	}
	if term.Item.Kind == Parts || term.Heading.Kind == Parts {
		return Expression{}, expected("a pattern of single cells", at)
	}
	return Expression{Op: OpWhole, Left: Sum{Terms: []Term{term}}}, p.expect(")")
}

func (p *parser) relaxed() (Expression, error) {
	words, err := p.list(")", func() (string, error) { return p.word("the word of a rule") })
	return Expression{Op: OpRelaxed, Rules: words}, err
}

func (p *parser) sum() (Sum, error) {
	var s Sum
	sign := int64(1)
	if _, minus := p.accept("-"); minus {
		sign = -1
	}
	for {
		if err := p.term(&s, sign); err != nil {
			return s, err
		}
		t, more := p.accept("+", "-")
		if !more {
			return s, nil
		}
		sign = 1
		if t.text == "-" {
			sign = -1
		}
	}
}

// term reads a number, a pattern, or a number times a pattern.
func (p *parser) term(s *Sum, sign int64) error {
	factor := int64(1)
	if first := p.peek(); first.kind == numberToken {
		n, err := p.number(p.take())
		if err != nil {
			return err
		}
		if _, times := p.accept("*"); !times {
			s.Constant += sign * n
			return nil
		}
		if n == 0 || n > maxFactor {
			return fmt.Errorf("character %d: a factor is 1 to %d, not %d", first.at, maxFactor, n)
		}
		factor = n
	}
	t, err := p.pattern()
	if err != nil {
		return err
	}
	t.Factor = sign * factor
	s.Terms = append(s.Terms, t)
	return nil
}

func (p *parser) pattern() (Term, error) {
	item, err := p.name(AxisItem)
	if err != nil {
		return Term{}, err
	}
	if err := p.expect("."); err != nil {
		return Term{}, err
	}
	heading, err := p.name(AxisHeading)
	return Term{Factor: 1, Item: item, Heading: heading}, err
}

func (p *parser) name(axis Axis) (Name, error) {
	article := map[Axis]string{AxisItem: "an item", AxisHeading: "a heading"}[axis]
	if _, ok := p.accept("{"); ok {
		list, err := p.list("}", func() (string, error) { return p.glob(article) })
		return Name{Kind: Open, Any: list}, err
	}
	if p.isCall("parts") {
		word, err := p.word(article)
		if err != nil {
			return Name{}, err
		}
		return Name{Kind: Parts, Word: word}, p.expect(")")
	}
	if p.isCall("except") {
		list, err := p.list(")", func() (string, error) { return p.glob(article) })
		return Name{Kind: Open, Any: []string{"*"}, Except: list}, err
	}
	word, err := p.glob(article)
	if strings.Contains(word, "*") {
		return Name{Kind: Open, Any: []string{word}}, err
	}
	return Name{Kind: Named, Word: word}, err
}

// glob reads a word that may hold stars. 2*a.b without spaces is no word: it would be a glob that nothing matches.
func (p *parser) glob(what string) (string, error) {
	t := p.take()
	if t.kind != wordToken || t.text[0] >= '0' && t.text[0] <= '9' {
		return "", expected(what, t)
	}
	return t.text, nil
}
