package identity

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// titles is how many candidates are looked at, and lines how many may make one title: a title is often printed over
// two or three lines (淄博市人民政府研究室 | 2024年政府信息公开工作年度报告).
const (
	titles     = 12
	lines      = 3
	titleBytes = 400
)

// title is one reading of a candidate.
type title struct {
	text   string
	agency string // as printed, without year
	years  []int  // every year that it names
	source string
	joined bool // from more than one line
	behind int  // characters behind its words
	weight int
}

// Weights of a reading: an agency whose sort is known counts most, then any agency, then a year.
const (
	weightYear   = 1
	weightAgency = 2
	weightKnown  = 4
)

// year returns the one year that the title names, else 0.
func (t title) year() int {
	if len(t.years) == 1 {
		return t.years[0]
	}
	return 0
}

// readTitle chooses the title. Single candidates go before joined ones, so that the name of a site is not put before a
// title that is complete by itself.
func (c *inquiry) readTitle() {
	var candidates []string
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		if line = compactName(line); line != "" && !c.words.Patterns.Matches("title.other", line) {
			candidates = append(candidates, line)
		}
	}
	best := title{weight: -1}
	try := func(line, source string, joined bool) {
		if t, ok := c.parseTitle(line); ok && t.weight > best.weight {
			t.source, t.joined = source, joined
			best = t
		}
	}
	for n := 1; n <= lines && best.weight < weightKnown+weightYear; n++ {
		for i := 0; i+n <= len(candidates) && best.weight < weightKnown+weightYear; i++ {
			line := strings.Join(candidates[i:i+n], "")
			if n > 1 {
				if len(line) <= titleBytes {
					try(line, sourceTitle, true)
				}
				continue
			}
			for _, part := range c.split(line) {
				try(part, sourceTitle, false)
			}
		}
	}
	if best.weight < weightKnown && c.in.FileName != "" {
		file := path.Base(strings.ReplaceAll(c.in.FileName, `\`, "/"))
		for _, part := range c.split(compactName(strings.TrimSuffix(file, path.Ext(file)))) {
			try(part, sourceFile, false)
		}
	}
	if best.weight < 0 {
		if len(candidates) > 0 {
			best.text = candidates[0]
		}
		best.source = sourceTitle
	}
	c.title = best
	c.out.Title = best.text
	c.out.Correction = best.weight >= 0 && (c.words.Patterns.Matches("title.correction", best.text) || c.marked(candidates))
}

// marked reports whether a mark of correction stands elsewhere than in the title: in another that the page declares, on a line of its own
// or in the name of the file.
func (c *inquiry) marked(lines []string) bool {
	patterns := c.words.Patterns
	file := path.Base(strings.ReplaceAll(c.in.FileName, `\`, "/"))
	for _, line := range append(slices.Clone(lines), compactName(strings.TrimSuffix(file, path.Ext(file)))) {
		if len(line) > titleBytes || !patterns.Matches("title.correction_line", line) &&
			(!patterns.Matches("title.correction", line) || !patterns.Matches("title.named", line)) {
			continue
		}
		t, ok := c.parseTitle(line)
		if !ok || t.agency == "" || c.title.agency == "" || c.sameBody(t.agency, c.title.agency) {
			return true // not another body's, in a list
		}
	}
	return false
}

// split cuts a container's title at the marks that sites put between a page's title and their own name.
func (c *inquiry) split(line string) []string {
	for _, p := range c.words.Patterns.Named("title.months") { // the dash of 1-12月 is no mark of a site
		line = p.ReplaceFunc(line, func(months string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune("-—–", r) {
					return '~'
				}
				return r
			}, months)
		})
	}
	parts := []string{line}
	for _, p := range c.words.Patterns.Named("title.separator") {
		parts = p.Split(line)
	}
	return parts
}

// parseTitle reads "agency year 政府信息公开…报告" in any order of agency and year. The same line of a document is asked for where it is
// divided and where it is named.
func (c *inquiry) parseTitle(line string) (title, bool) {
	if len(line) > titleBytes {
		return title{}, false
	}
	if read, known := c.titles[line]; known {
		return read.title, read.ok
	}
	t, ok := c.readLine(line)
	if c.titles != nil {
		t.years = slices.Clip(t.years)
		c.titles[line] = titleRead{t, ok}
	}
	return t, ok
}

// titleRead is what a line was read as.
type titleRead struct {
	title title
	ok    bool
}

// Remembering returns the recogniser for one document: it reads no line of it as a title twice. It is for one goroutine.
func (r *Recogniser) Remembering() *Recogniser {
	one := *r
	one.titles = map[string]titleRead{}
	return &one
}

func (c *inquiry) readLine(line string) (title, bool) {
	patterns := c.words.Patterns
	var at []int
	for _, p := range patterns.Named("title.core") {
		at = p.Index(line)
	}
	if at == nil {
		return title{}, false
	}
	t := title{text: line, years: c.yearsOf(line), behind: lettersIn(line[at[1]:])}
	if len(t.years) == 1 {
		t.weight += weightYear
	}
	before := c.undated(line[:at[0]])
	if m := patterns.Find("title.issued", line[:at[0]]); m != nil { // 淮安市人民政府办公室关于印发《淮安市人民政府2024年…
		if agency, known := c.acceptable(c.undated(m[1]), t.year()); known {
			before = agency
		}
	}
	if m := patterns.Find("title.shared", before); m != nil { // 昆山市人民|政府信息公开: the word belongs to both
		before = strings.TrimSuffix(before, m[0])
		for _, p := range patterns.Named("agency.government") {
			before += p.Text
		}
	}
	if before == "" { // 2023年度政府信息公开工作年度报告(淮安市水利局)
		if m := patterns.Find("title.after", line[at[1]:]); m != nil {
			if n := c.takeApart(m[1], t.year()); n.kind != "" && len(n.chain.regions) > 0 {
				before = m[1]
			}
		}
	}
	if agency, known := c.acceptable(before, t.year()); agency != "" {
		t.agency = agency
		t.weight += weightAgency
		if known {
			t.weight += weightKnown - weightAgency
		}
	}
	return t, true
}

// undated takes from the words before a title's core all that is not the name of a body: the year, 关于, a mark of correction.
func (c *inquiry) undated(before string) string {
	for _, name := range []string{"title.correction", "title.drop"} {
		for _, p := range c.words.Patterns.Named(name) {
			before = p.Replace(before, "$1")
		}
	}
	return strings.Trim(before, ",.:;、()[]")
}

// acceptable returns a name if it can be that of a body, and whether its sort is known.
func (c *inquiry) acceptable(agency string, year int) (string, bool) {
	patterns := c.words.Patterns
	if agency == "" || !patterns.Matches("agency.valid", agency) || !patterns.Matches("agency.han", agency) ||
		patterns.Matches("agency.refused", agency) {
		return "", false
	}
	n := c.takeApart(agency, year)
	return agency, n.kind != "" || n.rest == ""
}

// yearsOf lists the years that a title is about: not that of a day in brackets on which it was corrected or signed, where it names
// another.
func (c *inquiry) yearsOf(line string) []int {
	all := c.years(line)
	if len(all) < 2 {
		return all
	}
	for _, p := range c.words.Patterns.Named("title.dated") {
		line = p.Replace(line, "")
	}
	if fewer := c.years(line); len(fewer) > 0 {
		return fewer
	}
	return all
}

// years lists the distinct years that a title names, in digits or in Chinese.
func (c *inquiry) years(line string) []int {
	var found []int
	for _, p := range c.words.Patterns.Named("title.year") {
		for _, at := range p.AllIndex(line) {
			if isDigit(line, at[0]-1) || isDigit(line, at[1]) {
				continue // part of a longer number
			}
			if n, err := strconv.Atoi(line[at[0]:at[1]]); err == nil && !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	for _, p := range c.words.Patterns.Named("title.han_year") {
		if m := p.Find(line); m != nil {
			n := 0
			for _, r := range m[0] {
				if digit, ok := c.digits[r]; ok {
					n = n*10 + digit
				} else if r >= '0' && r <= '9' {
					n = n*10 + int(r-'0')
				}
			}
			if !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	return found
}

func isDigit(s string, at int) bool {
	return at >= 0 && at < len(s) && s[at] >= '0' && s[at] <= '9'
}
