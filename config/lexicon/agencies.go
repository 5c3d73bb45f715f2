package lexicon

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gongkai/config/sentence"
	"gongkai/config/table"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

//go:embed agencies*.csv patterns.csv
var agencyFiles embed.FS

// Agencies is how documents name the bodies that report: endings and beginnings of names with what they say about the
// body, abbreviations, the patterns of titles, dates and scopes, and the sentences of findings about them.
type Agencies struct {
	Patterns Patterns
	words    []AgencyWord // longest text first
	short    []Abbreviation
	messages map[string]Message
}

// AgencyWord is a part of a name that tells what sort of body has it.
type AgencyWord struct {
	Match  string // MatchExact: all that follows the region; MatchSuffix; MatchPrefix
	Text   string
	Kind   string       // government, office, department, zone_committee, township, vertical, other
	Level  string       // where it differs from the level of the region
	Scope  report.Scope // of a report of such a body where the document says nothing else
	System string       // the vertical system
}

// Ways in which a word of agencies.csv matches a name.
const (
	MatchExact  = "exact"
	MatchSuffix = "suffix"
	MatchPrefix = "prefix"
)

// Abbreviation is a short form of a name without its region, as 科委 for 科学技术委员会. Only those with one meaning are listed.
type Abbreviation struct {
	Match string // MatchExact or MatchSuffix
	Text  string
	Full  string
}

// Message is one sentence in both languages, with {placeholders}.
type Message struct{ ZH, EN string }

// EmbeddedAgencies returns what ships with the program.
func EmbeddedAgencies() (*Agencies, error) { return LoadAgencies(agencyFiles) }

// LoadAgencies reads files laid out as the embedded ones: agencies.csv, agencies_abbreviations.csv,
// agencies_messages.csv and patterns.csv.
func LoadAgencies(fsys fs.FS) (_ *Agencies, err error) {
	defer fault.Wrap(&err, "load agencies")
	a := &Agencies{messages: map[string]Message{}}
	rows, err := table.Read(fsys, "agencies.csv", "match", "text", "kind", "level", "scope", "system")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		switch row[0] {
		case MatchExact, MatchSuffix, MatchPrefix:
		default:
			return nil, fmt.Errorf("agencies.csv: %s: match %q is unknown", row[1], row[0])
		}
		a.words = append(a.words, AgencyWord{row[0], row[1], row[2], row[3], report.Scope(row[4]), row[5]})
	}
	slices.SortStableFunc(a.words, func(x, y AgencyWord) int { return cmp.Compare(len(y.Text), len(x.Text)) })
	if rows, err = table.Read(fsys, "agencies_abbreviations.csv", "match", "text", "full"); err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row[0] != MatchExact && row[0] != MatchSuffix {
			return nil, fmt.Errorf("agencies_abbreviations.csv: %s: match %q is unknown", row[1], row[0])
		}
		a.short = append(a.short, Abbreviation{row[0], row[1], row[2]})
	}
	if rows, err = table.Read(fsys, "agencies_messages.csv", "key", "message_zh", "message_en"); err != nil {
		return nil, err
	}
	for _, row := range rows {
		a.messages[row[0]] = Message{row[1], row[2]}
	}
	if a.Patterns, err = loadPatterns(fsys); err != nil {
		return nil, err
	}
	return a, nil
}

// Prefix returns the longest word that a name begins with.
func (a *Agencies) Prefix(name string) (AgencyWord, bool) {
	for _, w := range a.words {
		if w.Match == MatchPrefix && strings.HasPrefix(name, w.Text) {
			return w, true
		}
	}
	return AgencyWord{}, false
}

// Suffix returns the word for the part of a name that follows its region: one that is all of it, else the longest that
// it ends with.
func (a *Agencies) Suffix(name string) (AgencyWord, bool) {
	if w, ok := a.Exact(name); ok {
		return w, true
	}
	for _, w := range a.words {
		if w.Match == MatchSuffix && strings.HasSuffix(name, w.Text) {
			return w, true
		}
	}
	return AgencyWord{}, false
}

// Exact returns the word that is all of a name.
func (a *Agencies) Exact(name string) (AgencyWord, bool) {
	for _, w := range a.words {
		if w.Match == MatchExact && w.Text == name {
			return w, true
		}
	}
	return AgencyWord{}, false
}

// IsWhole reports whether a name without its region is complete and can follow a region's short name: 淮安|海关, 上海|科委.
// Endings of local bodies cannot, since 洪山|镇人民政府 and 北京|路街道办事处 are not what they seem.
func (a *Agencies) IsWhole(name string) bool {
	for _, w := range a.words {
		if w.Text == name && (w.Match == MatchExact || w.Match == MatchSuffix && w.System != "") {
			return true
		}
	}
	return slices.ContainsFunc(a.short, func(s Abbreviation) bool {
		return s.Match == MatchExact && (s.Text == name || s.Full == name)
	})
}

// Expand writes an abbreviated name without its region in full, and returns any other name unchanged.
func (a *Agencies) Expand(name string) string {
	for _, s := range a.short {
		if s.Match == MatchExact && s.Text == name {
			return s.Full
		}
		if rest, ok := strings.CutSuffix(name, s.Text); ok && s.Match == MatchSuffix {
			return rest + s.Full
		}
	}
	return name
}

// Message returns the sentence of a key with {name} replaced by what stands after name in pairs.
func (a *Agencies) Message(key string, pairs ...string) Message {
	m, ok := a.messages[key]
	if !ok {
		return Message{key, key}
	}
	return Message{sentence.Fill(m.ZH, pairs...), sentence.Fill(m.EN, pairs...)}
}
