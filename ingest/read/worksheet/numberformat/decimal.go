package numberformat

import (
	"strconv"
	"strings"
)

// decimal is a number as decimal digits, so that it is rounded as it is written: 0.5 and more away from zero.
type decimal struct {
	negative bool
	digits   string // without zeros at the front
	point    int    // how many of the digits stand before the point; below 0 or above their number where zeros are missing
}

// maxDigits bounds how many digits a number may have before or behind its point.
const maxDigits = 400

func parseDecimal(s string) (decimal, bool) {
	var d decimal
	switch {
	case strings.HasPrefix(s, "-"):
		d.negative, s = true, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		e, err := strconv.Atoi(s[i+1:])
		if err != nil || e > maxDigits || e < -maxDigits {
			return d, false
		}
		d.point, s = e, s[:i]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	if digits == "" || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return d, false
	}
	d.point += len(whole)
	d.digits = strings.TrimLeft(digits, "0")
	d.point -= len(digits) - len(d.digits)
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		d = decimal{}
	}
	return d, true
}

func (d decimal) isZero() bool { return d.digits == "" }

// compare is below 0 where d is less than e.
func (d decimal) compare(e decimal) int {
	sign := func(d decimal) int {
		switch {
		case d.isZero():
			return 0
		case d.negative:
			return -1
		}
		return 1
	}
	a, b := sign(d), sign(e)
	switch {
	case a != b || a == 0:
		return a - b
	case d.point != e.point:
		return a * (d.point - e.point)
	}
	return a * strings.Compare(d.digits, e.digits)
}

// round returns the digits before the point, without zeros at the front, and n behind it.
func (d decimal) round(n int) (whole, fraction string) {
	if d.isZero() {
		return "", strings.Repeat("0", n)
	}
	digits := d.digits
	if d.point < 0 {
		digits = strings.Repeat("0", -d.point) + digits
	}
	point := max(d.point, 0)
	digits += strings.Repeat("0", max(0, point+n+1-len(digits)))
	up := digits[point+n] >= '5'
	kept := []byte(digits[:point+n])
	for i := len(kept) - 1; up && i >= 0; i-- {
		if kept[i]++; kept[i] > '9' {
			kept[i] = '0'
		} else {
			up = false
		}
	}
	all := string(kept)
	if up {
		all, point = "1"+all, point+1
	}
	return strings.TrimLeft(all[:point], "0"), all[point:]
}

func (d decimal) float() float64 {
	v, err := strconv.ParseFloat("0."+d.digits+"e"+strconv.Itoa(d.point), 64)
	if err != nil || d.digits == "" {
		return 0
	}
	if d.negative {
		return -v
	}
	return v
}
