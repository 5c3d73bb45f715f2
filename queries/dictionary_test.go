package queries

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDictionaryIsUpToDate(t *testing.T) {
	page, err := os.ReadFile("../docs/dictionary.md")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteDictionary(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(page), b.String()); diff != "" {
		t.Errorf("run go run ./queries/internal/dictionary > docs/dictionary.md\n%s", diff)
	}
}
