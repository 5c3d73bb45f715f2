package identity

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// readPeriod reads the declared reporting period. One that is printed but damaged (20211月1日) stays unknown.
func (c *inquiry) readPeriod() {
	if m := c.text.find(c.words.Patterns.Named("period")); m != nil {
		year := number(m[1])
		last := year
		if m[4] != "" {
			last = number(m[4])
		}
		from, ok := report.NewDate(year, number(m[2]), number(m[3]))
		to, valid := report.NewDate(last, number(m[5]), number(m[6]))
		c.quote = m[0]
		if ok && valid && !to.Before(from) {
			c.out.Period = report.Period{From: from, To: to}
			c.evidence("period", from.String()+"/"+to.String(), sourceText, m[0])
			return
		}
	}
	// A blank form prints the words without any date; only what has digits is damaged.
	if m := c.text.find(c.words.Patterns.Named("period.named")); m != nil && strings.ContainsAny(m[0], "0123456789") {
		c.evidence("period", "", sourceText, m[0])
		c.finding(RulePeriod, report.Info, report.NotAssessable, "period.damaged", "quote", clip(m[0]))
	}
}

// readPublished takes the day from the container, else from a line that says so.
func (c *inquiry) readPublished() {
	if !c.in.Published.IsZero() {
		c.out.PublishedOn = c.in.Published
		c.evidence("published_on", c.in.Published.String(), sourceMeta, c.in.Published.String())
		return
	}
	var lines []string // the first ones, made ready once for all patterns
	for _, p := range c.words.Patterns.Named("published") {
		m := p.Find(c.text.head)
		if m == nil && lines == nil {
			for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
				lines = append(lines, compactName(line))
			}
		}
		for i := 0; m == nil && i < len(lines); i++ {
			m = p.Find(lines[i])
		}
		if m == nil {
			continue
		}
		if day, ok := report.NewDate(number(m[1]), number(m[2]), number(m[3])); ok {
			c.out.PublishedOn = day
			c.evidence("published_on", day.String(), sourceText, m[0])
			return
		}
	}
}

// settleYear: the manifest, else the title, else a heading for the year, else the period. A title and a period that
// disagree are decided by the date of publication and the prose, if these agree with one of them and not with both:
// 田黄镇 printed 2020 over a report on 2021, and a wrong year would spoil the totals of two.
func (c *inquiry) settleYear() {
	fromTitle, period := c.title.year(), c.periodYear()
	if len(c.title.years) > 1 {
		c.evidence("year", "", c.title.source, c.title.text)
	}
	if fromTitle == 0 {
		fromTitle = c.blockYear()
	} else {
		c.evidence("year", strconv.Itoa(fromTitle), c.title.source, c.title.text)
	}
	switch {
	case fromTitle != 0 && period != 0 && fromTitle != period && c.in.Manifest.Year == 0:
		c.vote(fromTitle, period)
	case fromTitle != 0:
		c.out.Year = fromTitle
	default:
		c.out.Year = period
		if period != 0 {
			c.evidence("year", strconv.Itoa(period), sourceText, c.quote)
		}
	}
	if manifest := c.in.Manifest.Year; manifest != 0 {
		for _, found := range []int{c.out.Year, period} {
			if found != 0 && found != manifest {
				c.warn(RuleYear, "year.manifest", "manifest", strconv.Itoa(manifest), "document", strconv.Itoa(found))
				break
			}
		}
		c.out.Year = manifest
		c.evidence("year", strconv.Itoa(manifest), sourceManifest, strconv.Itoa(manifest))
	} else if c.out.Year == 0 && (fromTitle == 0 || period == 0) {
		c.warn(RuleYear, "year.unknown")
	}
}

// periodYear is the year of a period that lies in one year; a body set up in September reports from then on.
func (c *inquiry) periodYear() int {
	p := c.out.Period
	if p.From.IsZero() || p.From.Year != p.To.Year {
		return 0
	}
	return p.From.Year
}

// blockYear is the year of a heading like 2023年报告, if there is exactly one such year.
func (c *inquiry) blockYear() int {
	var years []int
	quote := ""
	patterns := c.words.Patterns
	look := func(line string) {
		const digits = "0123456789０１２３４５６７８９"
		if len(line) > 120 || !mayHold(line, patterns.Named("block.year")) || !strings.ContainsAny(line, digits) {
			return
		}
		if m := patterns.Find("block.year", compact(line)); m != nil && !slices.Contains(years, number(m[1])) {
			years = append(years, number(m[1]))
			quote = m[0]
		}
	}
	for _, list := range [][]string{c.in.Titles, c.in.Paragraphs} {
		for _, item := range list {
			for line := range strings.SplitSeq(item, "\n") {
				look(line)
			}
		}
	}
	if len(years) != 1 {
		return 0
	}
	c.evidence("year", strconv.Itoa(years[0]), sourceText, quote)
	return years[0]
}

// mayHold reports whether a line has the characters of a pattern's trigger, whatever white space is between them: most lines with a number
// have not, and need not be made compact.
func mayHold(line string, patterns []lexicon.Pattern) bool {
	return slices.ContainsFunc(patterns, func(p lexicon.Pattern) bool {
		return !strings.ContainsFunc(p.Trigger, func(r rune) bool {
			return unicode.Is(unicode.Han, r) && !strings.ContainsRune(line, r)
		})
	})
}

// vote decides between the year of the title and that of the period.
func (c *inquiry) vote(fromTitle, period int) {
	votes := map[int]int{}
	basis := ""
	cast := func(year int, key string) {
		if year == fromTitle || year == period {
			votes[year]++
			basis = key
		}
	}
	if !c.out.PublishedOn.IsZero() {
		cast(c.out.PublishedOn.Year-1, "basis.published")
	}
	prose := strings.ReplaceAll(c.text.head, c.quote, "")
	inTitle, inPeriod := mentions(prose, fromTitle), mentions(prose, period)
	switch {
	case inTitle > 2*inPeriod:
		cast(fromTitle, "basis.prose")
	case inPeriod > 2*inTitle:
		cast(period, "basis.prose")
	}
	pairs := []string{"title", strconv.Itoa(fromTitle), "period", strconv.Itoa(period)}
	switch {
	case votes[fromTitle] > votes[period]:
		c.out.Year = fromTitle
	case votes[period] > votes[fromTitle]:
		c.out.Year = period
	default:
		c.warn(RuleYear, "year.undecided", pairs...)
		return
	}
	m := c.words.Message(basis)
	pairs = append(pairs, "year", strconv.Itoa(c.out.Year))
	said := c.words.Message("year.conflict", pairs...)
	c.out.Findings = append(c.out.Findings, report.Finding{
		Rule: RuleYear, Severity: report.Warning, Status: report.Uncertain,
		MessageZH: strings.ReplaceAll(said.ZH, "{basis}", m.ZH), MessageEN: strings.ReplaceAll(said.EN, "{basis}", m.EN),
	})
	c.evidence("year", strconv.Itoa(c.out.Year), sourceText, c.quote)
}

// mentions counts how often a year stands in text as a number of its own.
func mentions(text string, year int) int {
	n := 0
	digits := strconv.Itoa(year)
	for from := 0; ; {
		at := strings.Index(text[from:], digits)
		if at < 0 {
			return n
		}
		at += from
		from = at + len(digits)
		if !isDigit(text, at-1) && !isDigit(text, from) {
			n++
		}
	}
}

// number reads ASCII digits that a pattern has matched.
func number(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n = n*10 + int(r-'0')
		}
	}
	return n
}
