package numberformat

import (
	"strconv"
	"strings"
)

// layout is how the placeholders of a section lie.
type layout struct {
	whole, fraction int // how many digits the section has before and behind its point
	group           bool
	shift           int  // powers of ten: percent signs and scaling commas
	exponent        int  // where the exponent begins, -1 where there is none
	point           bool // a digit follows the point whatever the number
	ok              bool
}

// lay looks at the tokens of a section. A comma between digits groups; one behind the last digit before the point, or behind
// the last of all, divides by a thousand.
func (s *section) lay() layout {
	l := layout{exponent: -1, ok: true}
	point := false
	commas := 0 // since the last digit
	for i, t := range s.tokens {
		switch t.kind {
		case tokenDigit:
			if l.exponent >= 0 {
				continue
			}
			if commas > 0 {
				l.group = l.group || !point
				l.ok = l.ok && !point && l.whole > 0
				commas = 0
			}
			if point {
				l.fraction++
				l.point = l.point || t.text == "0"
			} else {
				l.whole++
			}
		case tokenPoint:
			l.ok = l.ok && !point && l.exponent < 0
			point = true
			l.shift -= 3 * commas
			commas = 0
		case tokenComma:
			l.ok = l.ok && l.exponent < 0 && (l.whole > 0 || l.fraction > 0)
			commas++
		case tokenPercent:
			l.shift += 2
		case tokenExponent:
			l.ok = l.ok && l.exponent < 0
			l.exponent = i
		case tokenLiteral, tokenGeneral, tokenText, tokenDate, tokenElapsed, tokenNoon:
		}
	}
	l.shift -= 3 * commas
	return l
}

func (s *section) number(d decimal, sign string) (string, bool) {
	l := s.lay()
	if !l.ok {
		return "", false
	}
	power := 0
	if l.exponent >= 0 {
		if l.whole != 1 || l.shift != 0 {
			return "", false
		}
		d, power = scientific(d, l.fraction)
	}
	if !d.isZero() {
		d.point += l.shift
	}
	whole, fraction := d.round(l.fraction)
	w := writer{layout: l, whole: whole, fraction: fraction, power: power}
	w.b.WriteString(sign)
	for i, t := range s.tokens {
		w.token(i, t)
	}
	return w.b.String(), true
}

// scientific moves the point behind the first digit.
func scientific(d decimal, places int) (decimal, int) {
	if d.isZero() {
		return d, 0
	}
	power := d.point - 1
	d.point = 1
	if whole, _ := d.round(places); len(whole) > 1 { // 9.99 becomes 10.0
		d.point, power = 0, power+1
	}
	return d, power
}

type writer struct {
	layout
	b               strings.Builder
	whole, fraction string
	power           int
	wholeSeen       int // placeholders passed before the point
	fractionSeen    int
	pastPoint       bool
	powerDone       bool
}

func (w *writer) token(i int, t token) {
	switch t.kind {
	case tokenDigit:
		switch {
		case w.exponent >= 0 && i > w.exponent:
		case w.pastPoint:
			w.fractionDigit(t.text)
		default:
			w.wholeDigit(t.text)
		}
	case tokenPoint:
		if w.layout.whole == 0 {
			w.b.WriteString(w.whole)
		}
		w.pastPoint = true
		if w.showsFraction() {
			w.b.WriteByte('.')
		}
	case tokenExponent:
		w.exponentDigits(t.text)
	case tokenLiteral, tokenPercent:
		w.b.WriteString(t.text)
	case tokenComma, tokenGeneral, tokenText, tokenDate, tokenElapsed, tokenNoon:
	}
}

// showsFraction reports whether a digit follows the point. Excel shows 12 under 0.## as "12."; the point says nothing and is
// left out.
func (w *writer) showsFraction() bool {
	return w.point || strings.Trim(w.fraction, "0") != ""
}

func (w *writer) wholeDigit(placeholder string) {
	left := w.layout.whole - w.wholeSeen // placeholders from here on
	w.wholeSeen++
	if w.wholeSeen == 1 {
		for at := len(w.whole); at > left; at-- {
			w.digit(w.whole[len(w.whole)-at:][:1], at-1)
		}
	}
	switch {
	case left <= len(w.whole):
		w.digit(w.whole[len(w.whole)-left:][:1], left-1)
	case placeholder == "0":
		w.digit("0", left-1)
	case placeholder == "?":
		w.b.WriteByte(' ')
	}
}

// digit writes a digit with behind digits to follow before the point.
func (w *writer) digit(d string, behind int) {
	w.b.WriteString(d)
	if w.group && behind > 0 && behind%3 == 0 {
		w.b.WriteByte(',')
	}
}

func (w *writer) fractionDigit(placeholder string) {
	rest := w.fraction[w.fractionSeen:]
	w.fractionSeen++
	switch {
	case placeholder == "0" || strings.Trim(rest, "0") != "":
		w.b.WriteString(rest[:1])
	case placeholder == "?":
		w.b.WriteByte(' ')
	}
}

func (w *writer) exponentDigits(sign string) {
	if w.powerDone {
		return
	}
	w.powerDone = true
	w.b.WriteByte('E')
	power := w.power
	switch {
	case power < 0:
		w.b.WriteByte('-')
		power = -power
	case sign == "+":
		w.b.WriteByte('+')
	}
	if power < 10 {
		w.b.WriteByte('0')
	}
	w.b.WriteString(strconv.Itoa(power))
}
