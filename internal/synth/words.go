package synth

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

//go:embed words.csv
var wordsFile string

// words are the Chinese texts of invented reports by key; labels of tables come from the forms.
type words map[string][]string

func loadWords() (words, error) {
	rows, err := csv.NewReader(strings.NewReader(wordsFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("words.csv: %w", err)
	}
	w := words{}
	for _, row := range rows[1:] {
		w[row[0]] = append(w[row[0]], row[1])
	}
	return w, nil
}

// one returns the only text of a key.
func (w words) one(key string) string {
	if len(w[key]) == 0 {
		return ""
	}
	return w[key][0]
}
