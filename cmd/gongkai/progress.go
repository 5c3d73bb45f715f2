package main

import (
	"iter"
	"time"

	"github.com/schollz/progressbar/v3"

	"gongkai/ingest"
)

// progress counts files for a person who watches. It is silent unless the error stream is a terminal, so that
// logs and pipes stay clean.
type progress struct {
	bar *progressbar.ProgressBar
}

func (a *app) progress(files int, label string) *progress {
	if !a.errTerminal || files == 0 {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(files,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetDescription(label),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// over counts each file of a sequence when it is taken, an archive as one. The few that are being read at the time count already.
func (p *progress) over(files iter.Seq2[ingest.File, error]) iter.Seq2[ingest.File, error] {
	return func(yield func(ingest.File, error) bool) {
		for file, err := range files {
			p.add()
			if !yield(file, err) {
				return
			}
		}
	}
}

// add counts a file. What goes wrong with a bar is no reason to stop the work.
func (p *progress) add() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
