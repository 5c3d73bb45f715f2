package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress counts the documents that are read for a person who watches. It is silent unless the error stream is a terminal, so that
// logs and pipes stay clean.
type progress struct {
	*app
	bar *progressbar.ProgressBar // nil where nobody watches
}

// Begin shows the bar.
func (p *progress) Begin(files int) {
	if !p.errTerminal || files == 0 {
		return
	}
	p.bar = progressbar.NewOptions(files,
		progressbar.OptionSetWriter(p.err),
		progressbar.OptionSetDescription(p.say.Text("progress.reading")),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
}

// Add counts a file. What goes wrong with a bar is no reason to stop the work.
func (p *progress) Add() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// End takes the bar away.
func (p *progress) End() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
