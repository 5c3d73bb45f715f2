package prose

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// Ids of the findings on the text itself.
const (
	RuleYear    = "prose.year"
	RulePeriod  = "prose.period"
	RuleForm    = "prose.form"
	RuleSection = "prose.section"
)

func same(name, value string) lexicon.Pair { return lexicon.Same(name, value) }

// checkYears warns where the text speaks clearly more often of another year than of its own: last year's text with
// this year's title.
func (x *reading) checkYears() {
	own := x.r.Year
	if own == 0 {
		return
	}
	other := 0
	years := make([]int, 0, len(x.years))
	for y := range x.years {
		years = append(years, y)
	}
	slices.Sort(years)
	for _, y := range years {
		if y != own && x.years[y] > x.years[other] {
			other = y
		}
	}
	n, mine := x.years[other], x.years[own]
	// Two mentions may be the plans for next year or the base year of a plan; a text that never says its own year and
	// three times another is about the other.
	if n < 2*mine+3 {
		return
	}
	f := report.Finding{Rule: RuleYear, Severity: report.Warning, Status: report.Uncertain}
	if mine == 0 {
		f.Status = report.Fail
	}
	left, right := report.Sum{}.Add(report.Whole(int64(other))), report.Sum{}.Add(report.Whole(int64(own)))
	f.Left, f.Right = &left, &right
	x.say(&f, "year.other", x.yearQuote[other], same("other", strconv.Itoa(other)), same("year", strconv.Itoa(own)),
		same("count", strconv.Itoa(n)), same("own", strconv.Itoa(mine)))
}

// checkPeriod tells of a reporting period that is not the year. A period in another year than the title is a matter of
// who and when, settled where year and period are read.
func (x *reading) checkPeriod() {
	p := x.r.Period
	if p.From.IsZero() || p.To.IsZero() {
		return
	}
	f := report.Finding{Rule: RulePeriod, Severity: report.Info, Status: report.Uncertain}
	pairs := []lexicon.Pair{same("from", p.From.String()), same("to", p.To.String())}
	switch {
	case p.From.Year != p.To.Year:
		f.Severity = report.Warning
		x.say(&f, "period.long", place{}, pairs...)
	case p.From.Month != 1 || p.From.Day != 1 || p.To.Month != 12 || p.To.Day != 31:
		x.say(&f, "period.short", place{}, pairs...)
	}
}

// checkForm compares the form that the text cites with the forms of the tables. An older table under the newer form is
// a warning; a newer one under an old citation is only a slip of the pen.
func (x *reading) checkForm(sections []section) {
	cited := ""
	var at place
	for i := range sections {
		for _, c := range x.c.citations {
			from := indexRunes(sections[i].runes, []rune(c.Text))
			if from < 0 {
				continue
			}
			if cited != "" && cited != c.Name {
				return // both are cited
			}
			if cited == "" {
				cited, at = c.Name, place{&sections[i], from, from + len([]rune(c.Text))}
			}
		}
	}
	if cited == "" {
		return
	}
	used := ""
	var tables lexicon.Message
	for _, subject := range []report.Subject{report.Disclosure, report.Request} {
		form := x.r.Forms.Of(subject)
		if form == "" || form == cited || used != "" && used != form {
			continue
		}
		m := x.c.words.Message("table." + string(subject))
		if used != "" {
			m.ZH, m.EN = tables.ZH+"、"+m.ZH, tables.EN+", "+m.EN
		}
		used, tables = form, m
	}
	if used == "" {
		return
	}
	f := report.Finding{Rule: RuleForm, Severity: report.Warning, Status: report.Fail}
	key := "form.older"
	if used > cited {
		f.Severity, f.Status, key = report.Info, report.Uncertain, "form.newer"
	}
	x.say(&f, key, at, same("cited", cited), same("used", used), lexicon.Pair{Name: "tables", Value: tables})
}

// copied is how many characters two sections must share before one counts as a copy, and copiedPart how many percent
// of the shorter one.
const (
	copied     = 60
	copiedPart = 80
)

// checkSections tells of sections without text, with nothing but 无, and of one that repeats another. 六 may say
// 无 or be missing: 无其他需要报告的事项 looks like its heading. ［略］ is text that an editor left out, and counts as text.
func (x *reading) checkSections(sections []section) {
	if x.r.Forms.Request == "" && x.r.Forms.Disclosure == "" {
		return
	}
	has := map[string]*section{}
	found, preamble := 0, 0
	for i := range sections {
		if sections[i].name == "preamble" {
			preamble += len(sections[i].runes)
		} else {
			found++
		}
		if slices.Contains(x.c.required, sections[i].name) && has[sections[i].name] == nil {
			has[sections[i].name] = &sections[i]
		}
	}
	// A reader that found no heading, or just one, says more about the reader than about the report.
	for _, name := range x.c.required {
		f := report.Finding{Rule: RuleSection, Severity: report.Info, Status: report.Uncertain}
		s := has[name]
		if s == nil {
			// Where the heading 一、总体情况 was not recognised the text stands in the preamble.
			if found > 1 && !(name == "overview" && preamble >= longPreamble) {
				x.say(&f, "section.missing", place{}, lexicon.Pair{Name: "section", Value: x.c.sectionName(name)})
			}
			continue
		}
		if x.c.nothing[strings.TrimSpace(string(s.runes))] {
			x.say(&f, "section.nothing", place{s, 0, len(s.runes)})
		}
	}
	prints := make([]prints, len(sections))
	for i := range sections {
		prints[i] = newPrints(&sections[i])
		for j := range sections[:i] {
			x.checkCopied(&sections[j], &sections[i], prints[j], prints[i])
		}
	}
}

// phrase is the longest sentence that reports share without copying: a phrase that every report uses.
const phrase = 15

// prints are the sentences of a section, but for short ones, by their hash.
type prints struct {
	hashes []uint64
	places []place
	set    map[uint64]bool
}

func newPrints(s *section) prints {
	if len(s.runes) < copied {
		return prints{}
	}
	out := prints{set: make(map[uint64]bool, len(s.runes)/40)}
	for from := 0; from < len(s.runes); {
		hash := uint64(14695981039346656037) // FNV-1a, a character at a time
		to := from
		for to < len(s.runes) && !endsSentence(s.runes[to]) {
			hash = (hash ^ uint64(s.runes[to])) * 1099511628211
			to++
		}
		if to-from >= phrase {
			out.hashes = append(out.hashes, hash)
			out.places = append(out.places, place{s, from, to})
			out.set[hash] = true
		}
		from = to + 1
	}
	return out
}

// checkCopied warns where most sentences of the shorter of two sections stand in the other.
func (x *reading) checkCopied(a, b *section, inA, inB prints) {
	if a.name == b.name || len(inA.hashes) == 0 || len(inB.hashes) == 0 {
		return
	}
	long, inShort, inLong := a, inB, inA
	if len(a.runes) < len(b.runes) {
		long, inShort, inLong = b, inA, inB
	}
	shared, all := 0, 0
	var first place
	for i, hash := range inShort.hashes {
		n := inShort.places[i].to - inShort.places[i].from
		all += n
		if inLong.set[hash] {
			if shared == 0 {
				first = inShort.places[i]
			}
			shared += n
		}
	}
	if shared < copied || shared*100 < all*copiedPart {
		return
	}
	f := report.Finding{Rule: RuleSection, Severity: report.Warning, Status: report.Uncertain}
	x.say(&f, "section.copied", first, lexicon.Pair{Name: "other", Value: x.c.sectionName(long.name)})
}

// longPreamble is more than the usual two paragraphs on law, period and contact.
const longPreamble = 400

func indexRunes(text, part []rune) int {
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i] == part[0] && slices.Equal(text[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}
