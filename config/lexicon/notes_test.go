package lexicon

import (
	"testing"

	"gongkai/internal/report"
)

func TestNotesNameEveryKind(t *testing.T) {
	t.Parallel()
	words, err := Notes()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{"place.page": true, "place.grid": true, "place.row": true, "place.column": true, "place.line": true}
	for _, kind := range report.NoteKinds() {
		kinds[string(kind)] = true
	}
	for kind := range kinds {
		if w := words[kind]; w.ZH == "" || w.EN == "" {
			t.Errorf("%s has no words", kind)
		}
	}
	for kind := range words {
		if !kinds[kind] {
			t.Errorf("%s is no kind", kind)
		}
	}
}
