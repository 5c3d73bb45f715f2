package regions

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClues(t *testing.T) {
	clues, err := EmbeddedClues()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		got  []string
		want []string
	}{
		{"a city", clues.Phone("0517"), []string{"320800"}},
		{"a municipality", clues.Phone("010"), []string{"110000"}},
		{"shared by two cities", clues.Phone("029"), []string{"610100", "610400"}},
		{"a province with one code", clues.Phone("0898"), []string{"460000"}},
		{"no such code", clues.Phone("0130"), nil},
		{"a site", clues.Host("nanjing"), []string{"320100"}},
		{"two cities of one spelling", clues.Host("fuzhou"), []string{"350100", "361000"}},
		{"too short to be sure of", clues.Host("xian"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Every clue points at a region of the list, and every city has an area code.
func TestCluesPointAtRegions(t *testing.T) {
	clues, err := EmbeddedClues()
	if err != nil {
		t.Fatal(err)
	}
	table, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	reached := map[string]bool{}
	for name, list := range map[string]map[string][]string{"phones.csv": clues.phones, "spellings.csv": clues.hosts} {
		for clue, codes := range list {
			for _, code := range codes {
				if _, ok := table.At(code, 0); !ok {
					t.Errorf("%s: %s: no region %s", name, clue, code)
				}
				reached[code] = reached[code] || name == "phones.csv"
			}
		}
	}
	for _, r := range table.All() {
		if r.Level == LevelCity && r.ValidTo == "" && r.Kind == KindDivision && !reached[r.Code] && !reached[r.ParentCode] {
			t.Errorf("%s %s has no area code", r.Code, r.Name)
		}
	}
}
