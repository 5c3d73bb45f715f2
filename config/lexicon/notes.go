package lexicon

import (
	"fmt"

	"gongkai/config/table"
)

// Wording is how people call a thing in the two languages of messages.
type Wording struct{ ZH, EN string }

// Notes returns how people call the kinds of notes, by kind, and the parts of a place as place.page, with {n} for its number.
func Notes() (map[string]Wording, error) {
	rows, err := table.Read(files, "notes.csv", "kind", "zh", "en")
	if err != nil {
		return nil, fmt.Errorf("load notes: %w", err)
	}
	words := make(map[string]Wording, len(rows))
	for _, row := range rows {
		if _, ok := words[row[0]]; ok {
			return nil, fmt.Errorf("load notes: notes.csv: %s stands twice", row[0])
		}
		words[row[0]] = Wording{row[1], row[2]}
	}
	return words, nil
}
