package recognise

import (
	"strings"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// maxSectionHeading is the longest line that can be a heading of a section; a sentence that names one is longer.
const maxSectionHeading = 40

// preamble is what stands before the first heading of a section.
const preamble = "preamble"

// sentenceEnd ends a sentence, which no heading is.
const sentenceEnd = "。"

// narrative returns the lines of prose of a report by sections. What stands before the first heading is the section
// "preamble". Sections without prose are left out.
func (rec *Recogniser) narrative(lines []string) []report.Section {
	var out []report.Section
	name := preamble
	var text []string
	flush := func() {
		if joined := strings.TrimSpace(strings.Join(text, "\n")); joined != "" {
			out = append(out, report.Section{Name: name, Text: joined})
		}
		text = nil
	}
	for _, line := range lines {
		if next, ok := rec.section(line); ok {
			flush()
			name = next
			continue
		}
		text = append(text, line)
	}
	flush()
	return out
}

// sectionWords finds the texts of headings, so that a line without any, which is nearly every one, need not be normalised.
func sectionWords(sections []lexicon.Section) *lexicon.Finder {
	texts := make([]string, len(sections))
	for i, s := range sections {
		texts[i] = s.Text
	}
	return lexicon.NewFinder(texts...)
}

// section returns the section whose heading a line is. The number before it may be lost (主动公开政府信息情况 in the
// 2024 report of 淄博市人民政府研究室).
func (rec *Recogniser) section(line string) (string, bool) {
	if isLonger(line, maxSectionHeading) || !rec.sectionWords.InNormalised(line) {
		return "", false
	}
	text := lexicon.TrimNumber(lexicon.Normalise(line))
	if strings.HasSuffix(text, sentenceEnd) {
		// 没有其他需要报告的事项。 is what the section says, not its heading.
		return "", false
	}
	for _, s := range rec.sections {
		if s.Whole && text == s.Text || !s.Whole && strings.Contains(text, s.Text) {
			return s.Name, true
		}
	}
	return "", false
}

// flat returns a label without white space, for comparing.
func flat(s string) string { return lexicon.Normalise(s) }
