// Package bundle makes the page on which a body checks its report before it files it: the readers, the checks and the cards of this
// program as WebAssembly in one HTML file, which opens without a network and sends nothing.
//
// The invariant: the page asks for nothing but itself (its policy forbids it), keeps nothing, and says what `gongkai check --file` says,
// since package program is made of the same code. It refuses to be made where the program was built without that code, which is
// not in the repository: `make build` puts it into folder built and sets the tag bundle.
//
//	page, err := bundle.Page(messages.Chinese)
package bundle

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // for the parts of the page
	"encoding/base64"
	"encoding/json"
	"text/template"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/render/cards"
)

var (
	//go:embed page.html.tmpl
	pageTemplate string
	//go:embed page.css
	pageStyle string
	//go:embed page.js
	pageScript string
	//go:embed worker.js
	workerScript string
)

// Absent is the kind of the cause where the program was built without the page.
const Absent = "bundle.absent"

// Policy is the content security policy of the page, which it also carries itself: a server that sends it must not forbid more.
func Policy() (string, error) {
	style, err := style()
	if err != nil {
		return "", err
	}
	return "default-src 'none'; script-src '" + digest(pageScript) + "' 'wasm-unsafe-eval'; worker-src blob:; style-src '" + digest(style) +
		"'; base-uri 'none'; form-action 'none'", nil
}

// Page returns the page, which opens in a language and can be switched to the other. Where the program was built without it the error is
// a fault.Cause of kind Absent.
func Page(language messages.Language) (_ []byte, err error) {
	defer fault.Wrap(&err, "page to check reports")
	program, runtime := built()
	if len(program) == 0 {
		return nil, fault.Because(nil, Absent)
	}
	said, err := words()
	if err != nil {
		return nil, err
	}
	policy, err := Policy()
	if err != nil {
		return nil, err
	}
	look, err := style()
	if err != nil {
		return nil, err
	}
	encoded, err := json.Marshal(said) // which leaves no < in it
	if err != nil {
		return nil, err
	}
	lang := "en"
	if language == messages.Chinese {
		lang = "zh-CN"
	}
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, map[string]string{
		"Lang": lang, "Language": string(language), "Policy": policy, "Title": said[language]["bundle.title"], "Style": look,
		"Words": string(encoded), "Runtime": string(runtime), "Worker": workerScript, "Script": pageScript,
		"Program": base64.StdEncoding.EncodeToString(program),
	})
	return out.Bytes(), err
}

// words are what the page says itself, in both languages.
func words() (map[messages.Language]map[string]string, error) {
	catalogue, err := messages.Embedded()
	if err != nil {
		return nil, err
	}
	out := map[messages.Language]map[string]string{}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		say := catalogue.In(language)
		out[language] = map[string]string{}
		for _, key := range []string{
			"bundle.title", "bundle.lead", "bundle.drop", "bundle.choose", "bundle.starting", "bundle.ready", "bundle.reading", "bundle.broken",
			"bundle.old", "bundle.limits", "bundle.formats", "bundle.scans", "bundle.last_year", "bundle.nothing_kept", "bundle.print",
			"bundle.save", "bundle.clear",
		} {
			out[language][key] = say.Text(key)
		}
	}
	return out, nil
}

func style() (string, error) {
	look, err := cards.Look()
	return look + "\n" + pageStyle, err
}

// digest is how a policy names an inline script or style.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
