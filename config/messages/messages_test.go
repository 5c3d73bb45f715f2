package messages_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

func TestEmbeddedLanguagesAgree(t *testing.T) {
	t.Parallel()
	c, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Keys()) < 100 {
		t.Errorf("%d keys, want the whole catalogue", len(c.Keys()))
	}
	zh, en := c.In(messages.Chinese), c.In(messages.English)
	han := regexp.MustCompile(`\p{Han}`)
	for _, key := range c.Keys() {
		if han.MatchString(en.Text(key)) && key != "cmd.root.long" {
			t.Errorf("%s: Chinese in en.yaml: %s", key, en.Text(key))
		}
		// Examples and names stay as they are; every other sentence is Chinese.
		if !han.MatchString(zh.Text(key)) && !strings.HasSuffix(key, ".example") && zh.Text(key) != en.Text(key) {
			t.Errorf("%s: no Chinese in zh.yaml: %s", key, zh.Text(key))
		}
	}
	for _, reason := range fault.Reasons() {
		for _, family := range []string{"reason.", "todo."} {
			if !zh.Has(family + reason) {
				t.Errorf("%s%s is missing", family, reason)
			}
		}
	}
}

func TestLoadRefusesDifferences(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, zh, en, want string }{
		{"missing in one", "a: 甲\nb: 乙\n", "a: A\n", "en.yaml: b is missing"},
		{"empty", "a: ''\n", "a: A\n", "zh.yaml: a is missing or empty"},
		{"other placeholders", "a: 甲{n}\n", "a: A {m}\n", "a: placeholders [n] in zh.yaml, [m] in en.yaml"},
		{"twice", "a: 甲\na: 乙\n", "a: A\n", "already defined"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := messages.Load(fstest.MapFS{"zh.yaml": {Data: []byte(tc.zh)}, "en.yaml": {Data: []byte(tc.en)}})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	c, err := messages.Load(fstest.MapFS{
		"zh.yaml": {Data: []byte("a: 共 {n} 份，{who}\n")}, "en.yaml": {Data: []byte("a: \"{who}: {n}\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{
		c.In(messages.Chinese).Text("a", "n", 3, "who", "{n}"),
		c.In(messages.English).Text("a", "n", 3, "who", "{n}"),
		c.In(messages.English).Text("none"),
	}
	if diff := cmp.Diff([]string{"共 3 份，{n}", "{n}: 3", "none"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSystemLanguage(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		env  map[string]string
		want messages.Language
	}{
		{"nothing set", nil, messages.English},
		{"LANG", map[string]string{"LANG": "zh_CN.UTF-8"}, messages.Chinese},
		{"LC_ALL decides", map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, messages.English},
		{"LC_MESSAGES before LANG", map[string]string{"LANG": "en_US", "LC_MESSAGES": "zh_TW"}, messages.Chinese},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := messages.SystemLanguage(func(name string) string { return tc.env[name] }); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}
