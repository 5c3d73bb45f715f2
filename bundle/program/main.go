//go:build js

// Command program is what the page of `gongkai check --bundle` runs in its worker: the readers, the checks and the cards.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"syscall/js"

	"gongkai/config/messages"
	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
)

// checker reads documents with an extractor that is made when the first comes.
type checker struct {
	catalogue *messages.Catalogue
	extractor *ingest.Extractor
	readers   map[messages.Language]card.Reader
	content   []byte // of the document that is being read
}

func main() {
	if err := run(); err != nil {
		js.Global().Get("console").Call("error", err.Error()) // the page sees that the program ended
	}
}

// run tells the page that it is ready, and serves it until it goes.
func run() error {
	catalogue, err := messages.Embedded()
	if err != nil {
		return err
	}
	c := &checker{catalogue: catalogue}
	js.Global().Set("gongkai", js.FuncOf(func(_ js.Value, in []js.Value) any {
		c.content = make([]byte, in[2].Length())
		js.CopyBytesToGo(c.content, in[2])
		return answer(c.check(in[0].String(), int64(in[1].Float())))
	}))
	limits, err := json.Marshal(limitsOf(catalogue))
	if err != nil {
		return err
	}
	js.Global().Call("ready", string(limits))
	select {}
}

// limits are what the page has to know: what is too large to be handed over, and when it ends the worker, which cannot do so itself.
type limits struct {
	Bytes        int64                        `json:"bytes"`
	Milliseconds int                          `json:"milliseconds"`
	Slow         map[messages.Language]string `json:"slow"` // what it then says
}

func limitsOf(catalogue *messages.Catalogue) limits {
	of, slow := read.DefaultLimits(), map[messages.Language]string{}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		reason, _ := fault.Reason(fault.ErrTooSlow)
		slow[language] = cards.Rejection(catalogue.In(language), reason)
	}
	return limits{of.Bytes, int(of.Milliseconds), slow}
}

// answer is a text, or what went wrong on this machine.
func answer(text string, err error) any {
	if err != nil {
		return js.Global().Get("Error").New(err.Error())
	}
	return text
}

// said is what the page shows of a document, in one language.
type said struct {
	Cards    string          `json:"cards"` // HTML of one card after the other
	Text     string          `json:"text"`  // as the command prints them
	Reports  []feed.Report   `json:"reports"`
	Rejected []feed.Rejected `json:"rejected"`
}

// check reads a document and returns what there is to say in each language, so that changing the language reads nothing again.
func (c *checker) check(name string, size int64) (_ string, err error) {
	if c.extractor == nil {
		c.extractor, err = ingest.New(ingest.Options{Workers: 1, Open: func(string) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(c.content)), nil
		}})
		if err != nil {
			return "", err
		}
		c.readers = map[messages.Language]card.Reader{}
		for _, language := range []messages.Language{messages.Chinese, messages.English} {
			if c.readers[language], err = card.NewReader(c.catalogue.In(language)); err != nil {
				return "", err
			}
		}
	}
	results := c.extractor.Extract(context.Background(), ingest.File{Path: name, Size: size})
	all := map[messages.Language]said{}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		if all[language], err = say(c.catalogue.In(language), c.readers[language], results); err != nil {
			return "", err
		}
	}
	out, err := json.Marshal(all)
	return string(out), err
}

// say sets the cards of all reports in a document, and says of the others why they were not read.
func say(printer messages.Printer, reader card.Reader, results []ingest.Result) (out said, err error) {
	out.Reports, out.Rejected = []feed.Report{}, []feed.Rejected{}
	var list []card.Card
	for i := range results {
		r := &results[i]
		if r.Err != nil {
			reason, ok := fault.Reason(r.Err)
			if !ok {
				return out, r.Err
			}
			out.Rejected = append(out.Rejected, feed.Rejected{Path: r.File.Path, Reason: reason, Message: cards.Rejection(printer, reason)})
		}
		for j := range r.Reports {
			one := reader.Card(&r.Reports[j], "")
			one.Trim(report.Warning)
			list = append(list, one)
			out.Reports = append(out.Reports, feed.From(&r.Reports[j], string(printer.Language)))
		}
	}
	var html, text strings.Builder
	if err := cards.Articles(&html, printer, list); err != nil {
		return out, err
	}
	if len(list) > 0 {
		err = cards.Text(&text, printer, list, cards.Plain())
	}
	out.Cards, out.Text = html.String(), text.String()
	return out, err
}
