package lexicon

import (
	"fmt"
	"io/fs"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"gongkai/config/table"
)

// Patterns are regular expressions on text without white space and with ASCII in place of full-width characters, by
// name. Several patterns of one name are alternatives, the most telling first.
type Patterns struct{ byName map[string][]Pattern }

// Pattern is one expression. Looking for Trigger is fast, and without it the expression cannot match.
type Pattern struct {
	Trigger  string
	Text     string     // as in the file
	needs    [][]string // of each group one stands in every match
	compiled func() *regexp.Regexp
}

// Named returns the patterns of a name.
func (p Patterns) Named(name string) []Pattern { return p.byName[name] }

// Triggers lists the triggers of the patterns of some names.
func (p Patterns) Triggers(names ...string) (out []string) {
	for _, name := range names {
		for _, one := range p.byName[name] {
			out = append(out, one.Trigger)
		}
	}
	return out
}

// Find returns the first match of the first pattern of a name that matches, with its groups; nil where none does.
func (p Patterns) Find(name, text string) []string {
	for _, one := range p.byName[name] {
		if m := one.Find(text); m != nil {
			return m
		}
	}
	return nil
}

// Matches reports whether a pattern of a name matches.
func (p Patterns) Matches(name, text string) bool { return p.Find(name, text) != nil }

// Find returns the first match with its groups, or nil. Only the neighbourhood of a trigger is searched, so that a long
// text without it costs one pass.
func (p Pattern) Find(text string) []string {
	if p.Trigger == "" {
		if !has(text, p.needs) {
			return nil
		}
		return p.compiled().FindStringSubmatch(text)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], p.Trigger)
		if at < 0 {
			return nil
		}
		at += from
		if m := p.compiled().FindStringSubmatch(text[max(from, at-before(text, at)):min(len(text), at+after(text, at))]); m != nil {
			return m
		}
		from = at + len(p.Trigger)
	}
}

// Index returns where the first match begins and ends, or nil.
func (p Pattern) Index(text string) []int {
	if !has(text, p.needs) {
		return nil
	}
	return p.compiled().FindStringIndex(text)
}

// All returns every match with its groups.
func (p Pattern) All(text string) [][]string {
	if !has(text, p.needs) {
		return nil
	}
	return p.compiled().FindAllStringSubmatch(text, -1)
}

// AllIndex returns where every match begins and ends.
func (p Pattern) AllIndex(text string) [][]int {
	if !has(text, p.needs) {
		return nil
	}
	return p.compiled().FindAllStringIndex(text, -1)
}

// Replace puts something in the place of every match; $1 stands for its first group.
func (p Pattern) Replace(text, with string) string {
	if !has(text, p.needs) {
		return text
	}
	return p.compiled().ReplaceAllString(text, with)
}

// ReplaceFunc puts what a function makes of it in the place of every match.
func (p Pattern) ReplaceFunc(text string, with func(string) string) string {
	if !has(text, p.needs) {
		return text
	}
	return p.compiled().ReplaceAllStringFunc(text, with)
}

// Split cuts a text at every match.
func (p Pattern) Split(text string) []string {
	if !has(text, p.needs) {
		return []string{text}
	}
	return p.compiled().Split(text, -1)
}

// window is how far from its trigger a match may reach, in bytes; about a hundred characters.
const window = 320

// before and after shorten the window to whole characters.
func before(text string, at int) int {
	n := min(at, window)
	for n > 0 && text[at-n]&0xC0 == 0x80 {
		n--
	}
	return n
}

func after(text string, at int) int {
	n := min(len(text)-at, window)
	for at+n < len(text) && text[at+n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// Names lists the names, sorted.
func (p Patterns) Names() []string {
	names := make([]string, 0, len(p.byName))
	for name := range p.byName {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func loadPatterns(fsys fs.FS) (Patterns, error) {
	rows, err := table.Read(fsys, "patterns.csv", "name", "trigger", "pattern")
	if err != nil {
		return Patterns{}, err
	}
	p := Patterns{byName: map[string][]Pattern{}}
	for _, row := range rows {
		one, err := newPattern(row[1], row[2])
		if err != nil {
			return Patterns{}, fmt.Errorf("patterns.csv: %s: %w", row[0], err)
		}
		p.byName[row[0]] = append(p.byName[row[0]], one)
	}
	return p, nil
}

// newPattern makes a pattern. It is compiled when it is first tried: most are about words that most documents lack, and all of them
// together take more memory than the rest of the lexicon.
func newPattern(trigger, text string) (Pattern, error) {
	parsed, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return Pattern{}, err
	}
	return Pattern{
		Trigger: trigger, Text: text, needs: needsOf(parsed.Simplify()),
		compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) }), // it was parsed
	}, nil
}
