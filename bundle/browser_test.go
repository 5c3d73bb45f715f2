//go:build browser

package bundle

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"gongkai/config/messages"
	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
	"gongkai/synth"
	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

// browser opens the page in Chromium and returns what runs there. Whatever it asks for besides itself fails the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	content, err := Page(messages.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > 12_000_000 {
		t.Errorf("the page has %d bytes, more than 12 MB", len(content))
	}
	t.Logf("the page has %d bytes", len(content))
	file := filepath.Join(t.TempDir(), "check.html")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.NoSandbox, chromedp.ExecPath(chromium(t)))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	chromedp.ListenTarget(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok {
			if url := sent.Request.URL; url != "file://"+file && !strings.HasPrefix(url, "blob:") {
				t.Errorf("the page asks for %.200s", url)
			}
		}
	})
	var ready string
	err = chromedp.Run(ctx, network.Enable(), chromedp.Navigate("file://"+file), chromedp.WaitReady("html[data-ready]", chromedp.ByQuery),
		chromedp.Evaluate(`document.documentElement.dataset.ready`, &ready))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("ready %s ms after the page was opened", ready)
	return ctx
}

func chromium(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("there is no Chromium: set CHROMIUM, or install the package chromium")
	return ""
}

// shown is what the page knows of one file.
type shown struct {
	Name         string  `json:"name"`
	Error        string  `json:"error"`
	Milliseconds float64 `json:"milliseconds"`
	ZH           *said   `json:"zh"`
	EN           *said   `json:"en"`
}

// said is what package program says in one language.
type said struct {
	Cards    string            `json:"cards"`
	Text     string            `json:"text"`
	Reports  []json.RawMessage `json:"reports"`
	Rejected []feed.Rejected   `json:"rejected"`
}

// read drops files on the page and waits for all of them.
func read(ctx context.Context, t *testing.T, paths []string) []shown {
	t.Helper()
	var text string
	err := chromedp.Run(ctx,
		chromedp.SetUploadFiles("#files", paths, chromedp.ByQuery),
		chromedp.PollFunction(`(n) => results.length >= n`, nil, chromedp.WithPollingArgs(len(paths)),
			chromedp.WithPollingTimeout(10*time.Minute), chromedp.WithPollingInterval(100*time.Millisecond)),
		chromedp.Evaluate(`JSON.stringify(results)`, &text),
	)
	if err != nil {
		t.Fatal(err)
	}
	var out []shown
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// native reads as the command does: by the name alone, since a browser tells no folder.
func native(t *testing.T, paths []string) func(path, language string) said {
	t.Helper()
	where := map[string]string{}
	for _, path := range paths {
		where[filepath.Base(path)] = path
	}
	e, err := ingest.New(ingest.Options{Open: func(name string) (io.ReadCloser, error) { return os.Open(where[name]) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return func(path, language string) said {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		results := e.Extract(t.Context(), ingest.File{Path: filepath.Base(path), Size: info.Size()})
		return command(t, catalogue.In(messages.Language(language)), results)
	}
}

// command is what extract and check --file say of documents.
func command(t *testing.T, say messages.Printer, results []ingest.Result) said {
	t.Helper()
	reader, err := card.NewReader(say)
	if err != nil {
		t.Fatal(err)
	}
	var list []card.Card
	out := said{Reports: []json.RawMessage{}, Rejected: []feed.Rejected{}}
	for _, r := range results {
		if r.Err != nil {
			reason, ok := fault.Reason(r.Err)
			if !ok {
				t.Fatal(r.Err)
			}
			out.Rejected = append(out.Rejected, feed.Rejected{Path: r.File.Path, Reason: reason, Message: cards.Rejection(say, reason)})
		}
		for i := range r.Reports {
			encoded, err := json.Marshal(feed.From(&r.Reports[i], string(say.Language)))
			if err != nil {
				t.Fatal(err)
			}
			out.Reports = append(out.Reports, encoded)
			c := reader.Card(&r.Reports[i], "")
			c.Trim(report.Warning)
			list = append(list, c)
		}
	}
	var html, text strings.Builder
	if err := errors.Join(cards.Articles(&html, say, list), cards.Text(&text, say, list, cards.Plain())); err != nil {
		t.Fatal(err)
	}
	out.Cards, out.Text = html.String(), text.String()
	return out
}

// same compares the two; what JavaScript encoded anew is brought to one form.
func same(t *testing.T, name string, here said, there *said) {
	t.Helper()
	if there == nil {
		t.Errorf("%s: the page says nothing", name)
		return
	}
	plain := func(s said) (out struct {
		Cards, Text string
		Reports     []any
		Rejected    []feed.Rejected
	},
	) {
		out.Cards, out.Text, out.Rejected = s.Cards, s.Text, s.Rejected
		for _, r := range s.Reports {
			var v any
			if err := json.Unmarshal(r, &v); err != nil {
				t.Fatal(err)
			}
			out.Reports = append(out.Reports, v)
		}
		return out
	}
	if diff := cmp.Diff(plain(here), plain(*there)); diff != "" {
		t.Errorf("%s (-command +page):\n%.3000s", name, diff)
	}
}

// documents are all that lies in the repository and invented ones, copied where each has a name of its own.
func documents(t *testing.T) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, body []byte) {
		path := filepath.Join(dir, strconv.Itoa(len(paths))+"_"+name)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for _, pattern := range []string{"../testdata/reports/*", "../ingest/read/*/testdata/*", "../../shared/samples/*", "../../shared/reports/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			// 7z is what the page does not read.
			if ext := filepath.Ext(path); info.IsDir() || ext == ".go" || ext == ".7z" || ext == ".rar" {
				continue
			}
			body, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(filepath.Base(path), body)
		}
	}
	if len(paths) < 40 {
		t.Fatalf("only %d documents", len(paths))
	}
	for name, body := range invented(t, 200) {
		write(name, body)
	}
	return paths
}

// invented renders reports in every format, each with a mutation.
func invented(t *testing.T, count int) iter.Seq2[string, []byte] {
	t.Helper()
	source, err := synth.New(7)
	if err != nil {
		t.Fatal(err)
	}
	renderers, mutations := render.All(), mutate.All()
	return func(yield func(string, []byte) bool) {
		for n := range count {
			r := source.Again(uint64(n)).Report(synth.Options{Form: []string{"2021", "2019", synth.Hybrid}[n%3], Size: synth.Sizes()[n%4]})
			document := mutations[n*7%len(mutations)].Of(&r, rand.New(rand.NewPCG(uint64(n), 1)))
			renderer := renderers[n%len(renderers)]
			body, err := renderer.Render(document)
			if err != nil {
				t.Fatal(err)
			}
			if !yield("invented."+renderer.Extension, body) {
				return
			}
		}
	}
}

func TestPageSaysWhatTheCommandSays(t *testing.T) {
	paths := documents(t)
	ctx := browser(t)
	say := native(t, paths)
	took := map[string][]float64{}
	reports := 0
	for at, one := range read(ctx, t, paths) {
		name := filepath.Base(paths[at])
		if one.Name != name || one.Error != "" {
			t.Errorf("%s: %s %s", name, one.Name, one.Error)
			continue
		}
		same(t, name+" zh", say(paths[at], "zh"), one.ZH)
		same(t, name+" en", say(paths[at], "en"), one.EN)
		took[filepath.Ext(name)] = append(took[filepath.Ext(name)], one.Milliseconds)
		reports += len(one.EN.Reports)
	}
	if reports < 200 {
		t.Errorf("only %d reports", reports)
	}
	t.Logf("%d documents, %d reports", len(paths), reports)
	for _, ext := range slices.Sorted(maps.Keys(took)) {
		all := took[ext]
		first := all[0]
		slices.Sort(all)
		t.Logf("%-6s %3d documents, median %.0f ms, first %.0f, longest %.0f", ext, len(all), all[len(all)/2], first, all[len(all)-1])
	}
}

// What cannot be read gets the sentence of extract, and the page goes on.
func TestPageRefuses(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for name, body := range map[string][]byte{
		"letter.txt": []byte("今天天气很好。"), "empty.docx": nil, "cut.docx": []byte("PK\x03\x04"), "scan.png": []byte("\x89PNG\r\n\x1a\n0000"),
		"large.pdf": make([]byte, 65<<20),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	ctx := browser(t)
	say := native(t, paths)
	for at, one := range read(ctx, t, paths) {
		same(t, one.Name, say(paths[at], "zh"), one.ZH)
		if one.ZH != nil && len(one.ZH.Rejected) != 1 {
			t.Errorf("%s is not refused: %+v", one.Name, one.ZH)
		}
	}
}

// faulty is a report with a wrong number.
func faulty(t *testing.T) string {
	t.Helper()
	source, err := synth.New(3)
	if err != nil {
		t.Fatal(err)
	}
	report := source.Report(synth.Options{Form: "2021", Size: synth.City})
	at := slices.IndexFunc(mutate.All(), func(m mutate.Mutation) bool { return m.Name == "total_wrong" })
	if at < 0 {
		t.Fatal("there is no such mutation")
	}
	document := mutate.All()[at].Of(&report, rand.New(rand.NewPCG(3, 3)))
	for _, renderer := range render.All() {
		if renderer.Name == "docx" {
			body, err := renderer.Render(document)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "年度报告.docx")
			if err := os.WriteFile(path, body, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	t.Fatal("nothing writes docx")
	return ""
}

// Pictures are for a person to look at: SCREENSHOTS is the folder for them.
func TestPageLooks(t *testing.T) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		folder = t.TempDir()
	}
	ctx := browser(t)
	found, err := filepath.Abs("../testdata/reports/suqian_city_2023.txt")
	if err != nil {
		t.Fatal(err)
	}
	other, err := filepath.Abs("../testdata/reports/pingtan_zone_2023.html")
	if err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "通知.txt")
	if err := os.WriteFile(wrong, []byte("今天天气很好。"), 0o600); err != nil {
		t.Fatal(err)
	}
	read(ctx, t, []string{faulty(t), found, other, wrong})
	for _, language := range []string{"zh", "en"} {
		var picture, paper []byte
		err := chromedp.Run(ctx,
			chromedp.Evaluate(`language = "`+language+`"; speak()`, nil),
			chromedp.EmulateViewport(1000, 900),
			chromedp.FullScreenshot(&picture, 100),
			chromedp.ActionFunc(func(ctx context.Context) (err error) {
				paper, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
				return err
			}),
		)
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(os.WriteFile(filepath.Join(folder, language+".png"), picture, 0o600),
			os.WriteFile(filepath.Join(folder, language+".pdf"), paper, 0o600))
		if err != nil {
			t.Fatal(err)
		}
		if len(picture) < 20_000 || len(paper) < 10_000 {
			t.Errorf("%s: a picture of %d bytes, a print of %d", language, len(picture), len(paper))
		}
	}
}
