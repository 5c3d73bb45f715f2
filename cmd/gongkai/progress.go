package main

import (
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"gongkai/ingest"
)

// progress counts files for a person who watches. It is silent unless the error stream is a terminal, so that
// logs and pipes stay clean.
type progress struct {
	bar   *progressbar.ProgressBar
	files []ingest.File // that are still to come
}

func (a *app) progress(files []ingest.File, label string) *progress {
	if !a.errTerminal || len(files) == 0 {
		return &progress{}
	}
	return &progress{files: files, bar: progressbar.NewOptions(len(files),
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetDescription(label),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// at says that a result of a file is there. An archive has one for each document in it, all with paths that begin
// with its own, and counts once. What goes wrong with a bar is no reason to stop the work.
func (p *progress) at(path string) {
	if p.bar == nil || len(p.files) == 0 {
		return
	}
	if next := p.files[0].Path; path == next || strings.HasPrefix(path, next+"!") {
		p.files = p.files[1:]
		_ = p.bar.Add(1)
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
