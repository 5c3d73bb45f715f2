package identity

import (
	"strings"
	"unicode/utf8"
)

// Heading is a title that a report begins with, as far as the line itself tells.
type Heading struct {
	Agency string // as printed, abbreviations written out; its region may be in short
	Year   int    // 0 where it names none or several
	Lines  int    // how many of the last lines make it
}

// Same reports whether two headings can be those of one report: neither names another body or year. One of two names may
// leave the region out.
func (h Heading) Same(o Heading) bool {
	return (strings.HasSuffix(h.Agency, o.Agency) || strings.HasSuffix(o.Agency, h.Agency)) &&
		(h.Year == o.Year || h.Year == 0 || o.Year == 0)
}

// maxBehind is how much may follow the words of a title on its line: 正文, 全文, 附表, a mark of correction.
const maxBehind = 8

// minUnknown is the shortest name of a body of an unknown sort.
const minUnknown = 4

// Heading returns the heading that the last of some lines ends, nil where it ends none. A title may take up to three lines. A
// sentence that names a report is no heading, nor is a line with more than a title.
func (r *Recogniser) Heading(above []string) *Heading {
	if len(above) == 0 || !MayBeTitle(above[len(above)-1]) {
		return nil // nearly every line; the patterns cost more than all else
	}
	c := &inquiry{Recogniser: r}
	joined := ""
	for n := 1; n <= min(len(above), lines); n++ {
		line := compactName(above[len(above)-n])
		if line == "" || len(line) > titleBytes || r.words.Patterns.Matches("title.sentence", line) ||
			r.words.Patterns.Matches("title.other", line) {
			return nil
		}
		joined = line + joined
		t, ok := c.parseTitle(joined)
		if !ok {
			return nil
		}
		if t.behind > maxBehind {
			return nil
		}
		// A body of an unknown sort counts where its name and the year make the line complete: 某某中学2024年….
		if t.weight < weightKnown && (n > 1 || t.year() == 0 || utf8.RuneCountInString(t.agency) < minUnknown) {
			continue
		}
		named := r.takeApart(t.agency, t.year())
		agency := named.prefix.Text + named.chain.text + named.rest
		if named.rest == "" && named.chain.text != "" {
			for _, p := range r.words.Patterns.Named("agency.government") {
				agency += p.Text
			}
		}
		return &Heading{Agency: agency, Year: t.year(), Lines: n}
	}
	return nil
}

// maxTitleText is the longest text, in bytes and with its white space, in which a title is looked for.
const maxTitleText = 8 * titleBytes

// MayBeTitle reports whether a line has the characters that the words of every title have: 公开 and 报告 or 年报. It may be written
// with spaces between them. A sentence is none.
func MayBeTitle(line string) bool {
	return len(line) <= maxTitleText && strings.Contains(line, "公") && strings.Contains(line, "开") && strings.Contains(line, "报") &&
		!strings.Contains(line, "。") && !strings.Contains(line, "；")
}

// Body returns the heading that a text is which is nothing but the name of a body of a known sort: that of a sheet. It is nil for any
// other.
func (r *Recogniser) Body(text string) *Heading {
	c := &inquiry{Recogniser: r}
	agency, known := c.acceptable(compactName(text), 0)
	if !known || c.takeApart(agency, 0).kind == "" || utf8.RuneCountInString(agency) < minBody {
		return nil
	}
	return &Heading{Agency: agency, Lines: 1}
}

// minBody is the shortest name of a body: 水务局.
const minBody = 3

// Within is a heading in a text without line ends, with the byte at which it begins.
type Within struct {
	Heading
	At int
}

// HeadingsIn returns the headings in a text without line ends, in their order. A title in quotation marks is one that the text
// speaks of.
func (r *Recogniser) HeadingsIn(text string) (out []Within) {
	from := 0
	for _, words := range r.words.Patterns.Named("title.glued_end") {
		for _, at := range words.AllIndex(text) { // few: the words of a title, not every 公开
			start := max(from, at[0]-titleBytes)
			for start < at[0] && !utf8.RuneStart(text[start]) {
				start++
			}
			before := r.words.Patterns.Find("title.glued", text[start:at[0]])
			if before == nil {
				continue
			}
			start, from = at[0]-len(before[0]), at[1]
			if last, _ := utf8.DecodeLastRuneInString(text[:start]); strings.ContainsRune("《“〈", last) {
				continue
			}
			if h := r.Heading([]string{text[start:at[1]]}); h != nil {
				out = append(out, Within{*h, start})
			}
		}
	}
	return out
}

// Opens reports whether a line says what the first lines of a report say: for which period its numbers are, by what law it was made.
func (r *Recogniser) Opens(line string) bool {
	line = firstBytes(line, titleBytes)
	return r.words.Patterns.Matches("report.opens", compact(line))
}

func lettersIn(s string) int { return utf8.RuneCountInString(strings.Trim(s, "()[]【】")) }
