package queries

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The example that docs/rollups.md works by hand is a script, and the numbers in the text around it are those of the script.
func TestWorkedExample(t *testing.T) {
	long(t)
	english, chinese := workedExample(t, "../docs/rollups.md"), workedExample(t, "../docs/rollups.zh.md")
	if diff := cmp.Diff(english.script, chinese.script); diff != "" {
		t.Errorf("the two pages have different examples (-en +zh):\n%s", diff)
	}
	runScript(t, newDatabase(t), english.script)
	for _, number := range []string{"10 + 5 + 60 + 30 + 5 = **110**", "**120**", "122", "89 %", "80 %"} {
		for _, page := range []example{english, chinese} {
			if !strings.Contains(page.text, number) {
				t.Errorf("%s does not say %q", page.name, number)
			}
		}
	}
}

type example struct{ name, text, script string }

// workedExample splits a page into its text and the one script in it.
func workedExample(t *testing.T, name string) example {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(page), "```script\n")
	script, after, closed := strings.Cut(rest, "```")
	if !found || !closed || strings.Contains(after, "```script") {
		t.Fatalf("%s holds no script, or several", name)
	}
	return example{name, before + after, script}
}
