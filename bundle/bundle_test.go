package bundle

import (
	"errors"
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// A program that was built without the page says so; one that has it makes a page that needs nothing else.
func TestPage(t *testing.T) {
	t.Parallel()
	page, err := Page(messages.English)
	if program, _ := built(); len(program) == 0 {
		var cause *fault.Cause
		if !errors.As(err, &cause) || cause.Kind != Absent {
			t.Fatalf("%v, want the cause %s", err, Absent)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{`src="`, "<link", "http-equiv=\"refresh", "url(", "@import"} {
		if strings.Contains(string(page), wrong) {
			t.Errorf("the page has %s", wrong)
		}
	}
}

// The page says nothing of its own that the catalogue lacks, and its policy names its script and its style.
func TestWords(t *testing.T) {
	t.Parallel()
	said, err := words()
	if err != nil {
		t.Fatal(err)
	}
	for language, texts := range said {
		for key, text := range texts {
			if text == key || !strings.Contains(pageTemplate+pageScript, key) {
				t.Errorf("%s: %s is %q, or the page does not say it", language, key, text)
			}
		}
	}
	for _, key := range keysOf(pageTemplate + pageScript) {
		if _, ok := said[messages.Chinese][key]; !ok {
			t.Errorf("the page says %s, which it is not given", key)
		}
	}
	policy, err := Policy()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "worker-src blob:"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %s lacks %s", policy, want)
		}
	}
}

// keysOf finds the keys that stand in quotes.
func keysOf(text string) (keys []string) {
	for _, part := range strings.Split(text, `"`) {
		if strings.HasPrefix(part, "bundle.") {
			keys = append(keys, part)
		}
	}
	return keys
}
