package lexicon

import (
	"fmt"
	"io/fs"

	"gongkai/config/sentence"
	"gongkai/config/table"
	"gongkai/internal/fault"
)

// Prose is how the running text of a report words what its tables say: the words that make up a statement, the cells
// that each statement may mean, and the sentences of findings about it.
type Prose struct {
	Words    []ProseWord
	Readings []ProseReading
	messages map[string]Message
}

// ProseWord is one word of prose. Text has ASCII punctuation, except 、 and 。, and no white space.
type ProseWord struct {
	Kind string // receive, object, result, appeal …
	Name string // what the word says within its kind, may be empty
	Text string
}

// ProseReading is one reading of a statement: cells that may stand behind the number it gives.
type ProseReading struct {
	Claim      string // the statement
	Rule       string // id of its findings
	Strength   string // ReadingFull, ReadingOptional or ReadingWeak
	Expression string // indicator codes joined by " + " and " - "; a * stands for any part of an item's name
}

// Strengths of a reading.
const (
	// ReadingFull is a reading that has to be known before a number can be called wrong.
	ReadingFull = "full"
	// ReadingOptional is one that a number may agree with where its cells have values.
	ReadingOptional = "optional"
	// ReadingWeak explains a number without making it right, as natural persons in place of all applicants.
	ReadingWeak = "weak"
)

// EmbeddedProse returns what ships with the program.
func EmbeddedProse() (*Prose, error) { return LoadProse(files) }

// LoadProse reads files laid out as the embedded ones: prose.csv, prose_readings.csv and prose_messages.csv.
func LoadProse(fsys fs.FS) (_ *Prose, err error) {
	defer fault.Wrap(&err, "load prose")
	p := &Prose{messages: map[string]Message{}}
	rows, err := table.Read(fsys, "prose.csv", "kind", "name", "text")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row[0] == "" || row[2] == "" {
			return nil, fmt.Errorf("prose.csv: %v: kind or text is empty", row)
		}
		p.Words = append(p.Words, ProseWord{Kind: row[0], Name: row[1], Text: row[2]})
	}
	if rows, err = table.Read(fsys, "prose_readings.csv", "claim", "rule", "strength", "expression"); err != nil {
		return nil, err
	}
	for _, row := range rows {
		switch row[2] {
		case ReadingFull, ReadingOptional, ReadingWeak:
		default:
			return nil, fmt.Errorf("prose_readings.csv: %s: strength %q is unknown", row[0], row[2])
		}
		p.Readings = append(p.Readings, ProseReading{Claim: row[0], Rule: row[1], Strength: row[2], Expression: row[3]})
	}
	if rows, err = table.Read(fsys, "prose_messages.csv", "key", "message_zh", "message_en"); err != nil {
		return nil, err
	}
	for _, row := range rows {
		p.messages[row[0]] = Message{row[1], row[2]}
	}
	return p, nil
}

// HasMessage reports whether there is a sentence for a key.
func (p *Prose) HasMessage(key string) bool {
	_, ok := p.messages[key]
	return ok
}

// Message returns the sentence of a key with {name} replaced by what stands after name in pairs.
func (p *Prose) Message(key string, pairs ...Pair) Message {
	m, ok := p.messages[key]
	if !ok {
		return Message{key, key}
	}
	zh, en := make([]string, 0, 2*len(pairs)), make([]string, 0, 2*len(pairs))
	for _, pair := range pairs {
		zh = append(zh, pair.Name, pair.Value.ZH)
		en = append(en, pair.Name, pair.Value.EN)
	}
	return Message{sentence.Fill(m.ZH, zh...), sentence.Fill(m.EN, en...)}
}

// Pair is what stands for {Name} in a message.
type Pair struct {
	Name  string
	Value Message
}

// Same is a value that is the same in both languages.
func Same(name, value string) Pair { return Pair{name, Message{value, value}} }
