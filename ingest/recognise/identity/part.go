package identity

import (
	"slices"
	"strings"
	"time"

	"gongkai/internal/report"
)

// settlePart tells a report on a part of a year from a yearly one. The title says so (上半年, 一季度, 1-9月), or the period ends
// before December. A period that begins later and ends with the year is that of a body set up during the year: a yearly
// report of a short year. A period over two years is a slip, as in settleYear.
func (c *inquiry) settlePart() {
	first, last, quote := c.partInTitle()
	source := c.title.source
	short := false
	if quote == "" && c.out.Period.From.IsZero() { // days are more telling than words
		first, last, quote, short = c.partInText()
		source = sourceText
	}
	year := c.out.Year
	if quote != "" && c.out.Period.From.IsZero() && year != 0 {
		c.out.Period = months(year, first, last)
		c.evidence("period", c.out.Period.From.String()+"/"+c.out.Period.To.String(), source, quote)
	}
	if short {
		quote = ""
	}
	p := c.out.Period
	inYear := !p.From.IsZero() && p.From.Year == p.To.Year
	switch {
	case p.EndsEarly() || inYear && (quote != "" && p.From.Month > time.January):
		c.out.PartOfYear = true
		if quote == "" {
			quote = c.quote
		}
		c.warn(RulePart, "period.part", "from", p.From.String(), "to", p.To.String(), "quote", clip(quote))
	case quote != "":
		c.out.PartOfYear = true
		c.warn(RulePart, "period.part_title", "quote", clip(quote))
	case inYear && p.From.Month > time.January:
		c.finding(RuleShort, report.Info, report.Uncertain, "period.short", "from", p.From.String())
	}
}

// partInTitle returns the months of a part of the year that the title names, with its words. A remark in brackets is not about the
// report's own period: （半年报已另发）.
func (c *inquiry) partInTitle() (first, last int, quote string) {
	text := c.title.text
	for _, p := range c.words.Patterns.Named("title.remark") {
		text = p.Replace(text, "")
	}
	return c.partIn(text, "title.month_range", "title.month")
}

// partInText returns the months of a period that the prose gives without days, or only with its end. short says that it may be that of
// a body set up during the year: from a later month to December.
func (c *inquiry) partInText() (first, last int, quote string, short bool) {
	if m := c.text.find(c.words.Patterns.Named("period.part")); m != nil {
		first, last, quote = c.partIn(m[0])
		return first, last, quote, false
	}
	if m := c.text.find(c.words.Patterns.Named("period.months")); m != nil {
		if first, last = c.month(m[2]), c.month(m[3]); isPart(first, last) {
			return first, last, m[0], last == int(time.December)
		}
	}
	if m := c.text.find(c.words.Patterns.Named("period.until")); m != nil && c.out.Period.From.IsZero() {
		if year := number(m[1]); (year == 0 || year == c.out.Year) && isPart(1, number(m[2])) {
			return 1, number(m[2]), m[0], false
		}
	}
	return 0, 0, "", false
}

// partIn finds the words for a part of a year in a text, in the order of the file, then ranges of months by the named patterns,
// whose last group is the last month.
func (c *inquiry) partIn(text string, ranges ...string) (first, last int, quote string) {
	for _, p := range c.words.Patterns.Named("title.part") {
		if strings.Contains(text, p.Trigger) {
			from, to, _ := strings.Cut(p.Text, "-")
			return number(from), number(to), p.Trigger
		}
	}
	for _, name := range ranges {
		if m := c.words.Patterns.Find(name, text); m != nil {
			if first, last = c.month(m[1]), c.month(m[len(m)-1]); isPart(first, last) {
				return first, last, m[0]
			}
		}
	}
	return 0, 0, ""
}

// month reads the number of a month, in digits or in Chinese; the words for ten are no digit of a year.
func (c *inquiry) month(s string) int {
	n := number(s)
	for _, r := range s {
		if digit, ok := c.digits[r]; ok {
			n += digit
		} else if r > '9' {
			n += 10
		}
	}
	return n
}

// isPart reports whether months are some of a year and not all.
func isPart(first, last int) bool {
	return first >= 1 && first <= last && last <= 12 && last-first < 11
}

// months is the period of whole months of a year.
func months(year, first, last int) report.Period {
	from, _ := report.NewDate(year, first, 1)
	for _, day := range slices.Backward([]int{28, 29, 30, 31}) {
		if to, ok := report.NewDate(year, last, day); ok {
			return report.Period{From: from, To: to}
		}
	}
	return report.Period{}
}
