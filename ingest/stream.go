package ingest

import (
	"context"
	"iter"
	"sync"
)

// Stream reads files with the extractor's workers and yields their results in the order of the files. It stops at the
// first error of files or of yield or when ctx ends, and returns that error; the results of the files before it were yielded, and
// workers have ended when it returns.
func (e *Extractor) Stream(ctx context.Context, files iter.Seq2[File, error], yield func(Result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		file File
		err  error // of the files, which end with it
		done chan []Result
	}
	// A slot of the queue is taken when a file is handed out and freed when its results are yielded: that bounds what
	// is held in memory while a slow file is waited for.
	queue := make(chan job, 4*e.options.Workers)
	work := make(chan job)
	var workers sync.WaitGroup
	for range e.options.Workers {
		workers.Go(func() {
			for j := range work {
				j.done <- e.Extract(ctx, j.file)
			}
		})
	}
	workers.Go(func() {
		defer close(queue)
		defer close(work)
		for file, err := range files {
			j := job{file, err, make(chan []Result, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
			select {
			case work <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	defer workers.Wait()
	defer cancel()
	for j := range queue {
		if j.err != nil {
			return j.err
		}
		var results []Result
		select {
		case results = <-j.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		for _, result := range results {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := yield(result); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
