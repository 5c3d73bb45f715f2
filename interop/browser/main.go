// Command browser opens the pages of a running gongkai serve in a headless Chromium, as make browser does: every kind of page in both
// languages. It fails where a page writes an error to the console, asks for something that is refused or not there, breaks a rule of axe
// (WCAG A and AA), or has to be scrolled sideways on a telephone of 360 pixels. It leaves a picture of each, and one page as PDF.
//
//	go run ./interop/browser -site http://127.0.0.1:8080 -axe .tools/axe.min.js -out .browser /zh/ /en/ /zh/region/320000
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// pageTime is how long one page may take to be opened and looked at.
const pageTime = time.Minute

func main() {
	site := flag.String("site", "http://127.0.0.1:8080", "where the server is")
	axe := flag.String("axe", "", "the file axe.min.js of the package axe-core")
	out := flag.String("out", ".browser", "the folder for the pictures")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *site, *axe, *out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
		os.Exit(1)
	}
}

// run looks at each of the addresses.
func run(ctx context.Context, site, axe, out string, addresses []string) error {
	rules, err := os.ReadFile(axe)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	ctx, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	browser, cancel := chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Run(browser); err != nil {
		return err
	}
	var failed []error
	for i, address := range addresses {
		l := look{site: site, address: address, rules: string(rules), out: filepath.Join(out, fmt.Sprintf("%02d", i+1)+nameOf(address))}
		found, err := l.at(browser)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", address, err))
			continue
		}
		fmt.Printf("%s: %d problems\n", address, len(found))
		for _, f := range found {
			failed = append(failed, fmt.Errorf("%s: %s", address, f))
		}
	}
	return errors.Join(failed...)
}

// nameOf makes the name of a file out of an address.
func nameOf(address string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.TrimRight(address[:min(60, len(address))], "/"))
}

// look is one page to look at.
type look struct {
	site, address, rules, out string

	mu    sync.Mutex
	found []string
}

func (l *look) note(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.found = append(l.found, fmt.Sprintf(format, args...))
}

// at opens the page in a tab of its own, and returns what is wrong with it.
func (l *look) at(browser context.Context) ([]string, error) {
	tab, cancel := chromedp.NewContext(browser)
	defer cancel()
	tab, stop := context.WithTimeout(tab, pageTime)
	defer stop()
	chromedp.ListenTarget(tab, l.hear)
	var wide, narrow []byte
	var violations []violation
	var overflow int
	err := chromedp.Run(tab,
		log.Enable(), network.Enable(),
		chromedp.Navigate(l.site+l.address),
		chromedp.WaitReady("main"),
		chromedp.FullScreenshot(&wide, 100),
		chromedp.Evaluate(l.rules, nil),
		chromedp.Evaluate(runAxe, &violations, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }),
		emulation.SetDeviceMetricsOverride(360, 780, 2, true),
		chromedp.Evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth", &overflow),
		chromedp.FullScreenshot(&narrow, 100),
		chromedp.ActionFunc(l.print),
	)
	if err != nil {
		return nil, err
	}
	for _, v := range violations {
		l.note("axe %s: %s, as %s", v.ID, v.Help, v.Where)
	}
	if overflow > 0 {
		l.note("scrolls sideways by %d pixels at a width of 360", overflow)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.found, errors.Join(os.WriteFile(l.out+".png", wide, 0o666), os.WriteFile(l.out+".360.png", narrow, 0o666))
}

// violation is a rule of axe that a page breaks.
type violation struct{ ID, Help, Where string }

// runAxe runs the rules of WCAG A and AA, and says of each that is broken where first.
const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(r => r.passes.length ? r.violations.map(v =>
  ({ID: v.id, Help: v.help, Where: v.nodes[0].html.slice(0, 200)})) : [{ID: "none", Help: "no rule was looked at", Where: ""}])`

// hear notes what the page asks for in vain, and what the browser says of it.
func (l *look) hear(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			l.note("the console says: %s", e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		l.note("a script failed: %s", e.ExceptionDetails.Text)
	case *network.EventLoadingFailed:
		l.note("not loaded: %s %s", e.ErrorText, e.BlockedReason)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			l.note("%d for %s", e.Response.Status, e.Response.URL)
		}
	}
}

// print prints the page, which fails where it cannot be.
func (l *look) print(ctx context.Context) error {
	paper, _, err := page.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
	if err != nil {
		return err
	}
	return os.WriteFile(l.out+".pdf", paper, 0o666)
}
