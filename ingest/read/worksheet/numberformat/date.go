package numberformat

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// lastDay is 31 December 9999.
const lastDay = 2958465

// sortDate tells minutes from months, and puts the fractions of a second together: mm behind h or before s are minutes, .00
// behind s are hundredths.
func (s *section) sortDate() {
	var out []token
	last := -1 // the last letter of a date in out
	for i := 0; i < len(s.tokens); i++ {
		t := s.tokens[i]
		switch t.kind {
		case tokenDate, tokenElapsed:
			switch {
			case t.kind == tokenDate && t.text == "m" && last >= 0 && out[last].text == "h":
				t.text = "minute"
			case t.text == "s" && last >= 0 && out[last].text == "m" && out[last].kind == tokenDate:
				out[last].text = "minute"
			}
			last = len(out)
		case tokenPoint:
			n := 0
			for i+1 < len(s.tokens) && s.tokens[i+1].kind == tokenDigit && s.tokens[i+1].text == "0" {
				n, i = n+1, i+1
			}
			switch {
			case n == 0:
				t = token{kind: tokenLiteral, text: "."}
			case n <= 3 && last == len(out)-1 && last >= 0 && out[last].text == "s":
				t = token{kind: tokenDate, text: "fraction", n: n}
			default:
				s.doubt = true
			}
		case tokenComma:
			t = token{kind: tokenLiteral, text: ","}
		case tokenLiteral, tokenDigit, tokenPercent, tokenExponent, tokenGeneral, tokenText, tokenNoon:
		}
		out = append(out, t)
	}
	s.tokens = out
}

// moment is a point in time as a spreadsheet counts it.
type moment struct {
	time.Time
	days     float64
	half     bool // hours up to 12
	fraction int  // thousandths of a second
	leap     bool // 29 February 1900, a day that Excel has and the calendar has not
}

// date writes a number as a date or a time. Negative ones and those behind the year 9999 are shown as ####.
func (s *section) date(d decimal, date1904 bool) (string, bool) {
	days := d.float()
	if d.negative || days > lastDay+1 {
		return "", false
	}
	// To the smallest part of a second that is shown, as Excel rounds: 01:30 is stored as 0.0625.
	unit := 1000.0
	m := moment{days: days}
	for _, t := range s.tokens {
		if t.text == "fraction" {
			unit = math.Pow10(3 - t.n)
		}
		m.half = m.half || t.kind == tokenNoon
	}
	ms := math.Round(days*86400_000/unit) * unit
	m.days = ms / 86400_000
	whole := int(ms / 86400_000)
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case whole == 60:
		m.leap = true
		whole--
		base = base.AddDate(0, 0, 1)
	case whole < 60:
		base = base.AddDate(0, 0, 1)
	}
	rest := int64(ms) - int64(math.Floor(ms/86400_000))*86400_000
	m.Time = base.AddDate(0, 0, whole).Add(time.Duration(rest) * time.Millisecond)
	m.fraction = int(rest % 1000)
	if whole == 0 && !date1904 && !m.leap && s.hasDay() {
		return "", false // the day 0 January 1900
	}
	var b strings.Builder
	for _, t := range s.tokens {
		if !m.write(&b, t) {
			return "", false
		}
	}
	return b.String(), true
}

// hasDay reports whether a section shows more than a time.
func (s *section) hasDay() bool {
	for _, t := range s.tokens {
		if t.kind == tokenDate && strings.Contains("ymdea", t.text) {
			return true
		}
	}
	return false
}

func (m *moment) write(b *strings.Builder, t token) bool {
	switch t.kind {
	case tokenDate:
		return m.letter(b, t)
	case tokenElapsed:
		seconds := int64(math.Floor(m.days*86400 + 1e-6))
		switch t.text {
		case "h":
			seconds /= 3600
		case "m":
			seconds /= 60
		}
		pad(b, int(seconds), t.n)
	case tokenNoon:
		before, after, _ := strings.Cut(t.text, "/")
		if m.Hour() < 12 {
			after = before
		}
		b.WriteString(strings.ToUpper(after))
	default:
		b.WriteString(t.text)
	}
	return true
}

func (m *moment) letter(b *strings.Builder, t token) bool {
	day := m.Day()
	if m.leap {
		day = 29
	}
	switch t.text {
	case "y", "e":
		if t.n <= 2 && t.text == "y" {
			pad(b, m.Year()%100, 2)
		} else {
			b.WriteString(strconv.Itoa(m.Year()))
		}
	case "m":
		switch {
		case t.n > 4:
			b.WriteString(m.Month().String()[:1])
		case t.n == 4:
			b.WriteString(m.Month().String())
		case t.n == 3:
			b.WriteString(m.Month().String()[:3])
		default:
			pad(b, int(m.Month()), t.n)
		}
	case "d":
		switch {
		case t.n >= 4:
			b.WriteString(m.Weekday().String())
		case t.n == 3:
			b.WriteString(m.Weekday().String()[:3])
		default:
			pad(b, day, t.n)
		}
	case "a":
		if t.n < 3 {
			return false
		}
		if t.n > 3 {
			b.WriteString("星期")
		}
		b.WriteString(string([]rune("日一二三四五六")[m.Weekday()]))
	case "h":
		hour := m.Hour()
		if m.half {
			hour = (hour+11)%12 + 1
		}
		pad(b, hour, t.n)
	case "minute":
		pad(b, m.Minute(), t.n)
	case "s":
		pad(b, m.Second(), t.n)
	case "fraction":
		b.WriteByte('.')
		b.WriteString(strconv.Itoa(1000 + m.fraction)[1:][:t.n])
	default:
		return false
	}
	return true
}

func pad(b *strings.Builder, n, width int) {
	s := strconv.Itoa(n)
	if width > 1 && len(s) < 2 {
		b.WriteByte('0')
	}
	b.WriteString(s)
}
