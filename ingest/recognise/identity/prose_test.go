package identity

import (
	"strings"
	"testing"

	"gongkai/config/lexicon"
)

// A pattern whose trigger is not looked for in the prose would never match there.
func TestTriggersOfProse(t *testing.T) {
	words, err := lexicon.EmbeddedAgencies()
	if err != nil {
		t.Fatal(err)
	}
	r, some := New(words, nil, nil), 0
	for _, name := range words.Patterns.Names() {
		if name != "period" && !strings.HasPrefix(name, "period.") && !strings.HasPrefix(name, "scope.") {
			continue
		}
		for _, p := range words.Patterns.Named(name) {
			some++
			if !r.triggers.Knows(p.Trigger) {
				t.Errorf("%s: nobody looks for its trigger %q", name, p.Trigger)
			}
		}
	}
	if some == 0 {
		t.Error("there are no patterns of periods and scopes")
	}
}
