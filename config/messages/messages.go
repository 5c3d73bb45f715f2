// Package messages holds every sentence that the program says to a person, in Chinese and in English: zh.yaml and
// en.yaml, one key a sentence, in the same order.
//
// The invariant: both languages have the same keys with the same placeholders, every key that the code names
// exists, and none is unused (tests hold all three). Findings carry both their messages themselves, since they are
// stored; words of the data (labels, names) are not here but in the reference data.
//
// The catalogue is plain: a key and {placeholders}. golang.org/x/text/message and go-i18n were weighed against it.
// Both bring plural rules, which Chinese does not have and which the English avoids by wording ("documents: 1");
// both find a missing translation only at run time; and the format verbs of the first cannot be reordered by name.
//
//	catalogue, err := messages.Embedded()
//	p := catalogue.In(messages.English)
//	p.Text("ingest.new", "count", 12) // "12 new"
package messages

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"gongkai/config/sentence"
	"gongkai/internal/fault"
)

//go:embed zh.yaml en.yaml
var files embed.FS

// Language is one of the languages of the catalogue.
type Language string

// The languages.
const (
	Chinese Language = "zh"
	English Language = "en"
)

func languages() []Language { return []Language{Chinese, English} }

// ParseLanguage returns the language that a person named, and false for any other.
func ParseLanguage(s string) (Language, bool) {
	switch l := Language(s); l {
	case Chinese, English:
		return l, true
	}
	return "", false
}

// SystemLanguage returns the language of the system: the first of LC_ALL, LC_MESSAGES and LANG that is set
// decides, as POSIX says; Chinese where it begins with zh, else English.
func SystemLanguage(getenv func(string) string) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			if strings.HasPrefix(strings.ToLower(locale), "zh") {
				return Chinese
			}
			return English
		}
	}
	return English
}

// Catalogue is all sentences in all languages.
type Catalogue struct {
	texts map[Language]map[string]string
}

// Embedded returns the catalogue that ships with the program.
func Embedded() (*Catalogue, error) { return Load(files) }

// Load reads a catalogue from zh.yaml and en.yaml in fsys. It refuses languages that differ in their keys or in
// the placeholders of a key.
func Load(fsys fs.FS) (_ *Catalogue, err error) {
	defer fault.Wrap(&err, "load messages")
	c := &Catalogue{texts: map[Language]map[string]string{}}
	for _, l := range languages() {
		raw, err := fs.ReadFile(fsys, string(l)+".yaml")
		if err != nil {
			return nil, err
		}
		texts := map[string]string{}
		if err := yaml.Unmarshal(raw, &texts); err != nil {
			return nil, fmt.Errorf("%s.yaml: %w", l, err)
		}
		for key, text := range texts {
			texts[key] = strings.TrimRight(text, "\n")
		}
		c.texts[l] = texts
	}
	return c, c.compare()
}

// compare reports the first difference between the languages, in the order of the keys.
func (c *Catalogue) compare() error {
	zh, en := c.texts[Chinese], c.texts[English]
	for _, key := range c.Keys() {
		for _, l := range languages() {
			if c.texts[l][key] == "" {
				return fmt.Errorf("%s.yaml: %s is missing or empty", l, key)
			}
		}
		if a, b := Placeholders(zh[key]), Placeholders(en[key]); !slices.Equal(a, b) {
			return fmt.Errorf("%s: placeholders %v in zh.yaml, %v in en.yaml", key, a, b)
		}
	}
	return nil
}

// Keys lists the keys of all languages, sorted.
func (c *Catalogue) Keys() []string {
	var keys []string
	for _, l := range languages() {
		for key := range c.texts[l] {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Placeholders lists the names in braces that a text holds, sorted and each once.
func Placeholders(text string) []string {
	var names []string
	for _, m := range regexp.MustCompile(`\{([a-z_]+)\}`).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// In returns a Printer for one language.
func (c *Catalogue) In(l Language) Printer { return Printer{l, c.texts[l]} }

// Printer says things in one language.
type Printer struct {
	Language Language
	texts    map[string]string
}

// Has reports whether the catalogue has the key.
func (p Printer) Has(key string) bool { return p.texts[key] != "" }

// Text returns the sentence of a key. The pairs are names of placeholders and what stands for them, as in
// Text("ingest.new", "count", 12). A key that does not exist is returned as it is: a person sees which one.
func (p Printer) Text(key string, pairs ...any) string {
	text, ok := p.texts[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 {
		return text
	}
	places := make([]string, len(pairs)/2*2)
	for i := range places {
		places[i] = fmt.Sprint(pairs[i])
	}
	return sentence.Fill(text, places...)
}
