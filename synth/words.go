package synth

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

//go:embed words.csv
var wordsFile string

// Words are the Chinese texts of invented reports by key; labels of tables come from the forms.
type Words map[string][]string

func loadWords() (Words, error) {
	rows, err := csv.NewReader(strings.NewReader(wordsFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("words.csv: %w", err)
	}
	w := Words{}
	for _, row := range rows[1:] {
		w[row[0]] = append(w[row[0]], row[1])
	}
	return w, nil
}

// One returns the only text of a key.
func (w Words) One(key string) string {
	if len(w[key]) == 0 {
		return ""
	}
	return w[key][0]
}
