package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/memory"
)

// Options say how many workers there are and what each may take.
type Options struct {
	Command func() *exec.Cmd // that becomes a worker; its input and output are the pool's
	Count   int
	Memory  int64         // bytes of memory that one may hold; 0: not bounded
	Grace   time.Duration // to end after it was told to
}

// watchEvery is how often the memory of a worker that answers is looked at.
const watchEvery = 10 * time.Millisecond

// Pool is a few workers. It may be used by several goroutines.
type Pool struct {
	options Options
	idle    chan *process // a nil one is started when it is needed
}

// New starts the workers, which get ready by themselves.
func New(o Options) *Pool {
	p := &Pool{o, make(chan *process, o.Count)}
	for range o.Count {
		p.replace()
	}
	return p
}

// replace starts a worker for one that is gone. Where none can be started, whoever takes its place tries again and tells the error.
func (p *Pool) replace() {
	w, err := start(p.options.Command())
	if err != nil {
		w = nil
	}
	p.idle <- w
}

// Close ends the workers. It waits for those that answer.
func (p *Pool) Close() {
	for range p.options.Count {
		if w := <-p.idle; w != nil {
			w.kill()
		}
	}
}

// Ask sends a request, which is written as JSON, to the next worker that is free, and hands over what it answers. It returns the number
// that the answer ends with, and its error: one that wraps the sentinel of package fault or of context that it wrapped there, with its
// *fault.Cause. A worker that has to be killed gives an error that wraps fault.ErrQueryTooLarge, or what ended ctx.
func (p *Pool) Ask(ctx context.Context, request any, to io.Writer) (rows int, err error) {
	var w *process
	select {
	case w = <-p.idle:
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
	if w == nil || w.isGone() {
		if w, err = start(p.options.Command()); err != nil {
			p.idle <- nil
			return 0, fmt.Errorf("start a worker: %w", err)
		}
	}
	watched, cancel := context.WithCancelCause(ctx)
	answered := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.watch(watched, cancel, w, answered)
	}()
	rows, err = w.ask(request, to)
	close(answered)
	<-ended
	cancel(nil)
	if w.isGone() || errors.Is(err, errBroken) {
		w.kill()
		go p.replace()
		if cause := context.Cause(watched); cause != nil && !errors.Is(cause, context.Canceled) || ctx.Err() != nil {
			return rows, cause
		}
		return rows, fmt.Errorf("%w: the process that answered is gone: %s", err, w.said())
	}
	p.idle <- w
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return rows, err
}

// watch tells a worker to stop when ctx ends, and kills it where it does not, or holds too much memory.
func (p *Pool) watch(ctx context.Context, cancel context.CancelCauseFunc, w *process, answered <-chan struct{}) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	var late <-chan time.Time
	told := ctx.Done()
	pid := strconv.Itoa(w.command.Process.Pid)
	for {
		select {
		case <-answered:
			return
		case <-told:
			told, late = nil, time.After(p.options.Grace)
			w.stop()
		case <-late:
			w.kill()
			late = nil
		case <-ticker.C:
			if now, ok := memory.Resident(pid); ok && p.options.Memory > 0 && now > p.options.Memory {
				cancel(fmt.Errorf("%w: more than %d MB of memory", fault.ErrQueryTooLarge, p.options.Memory>>20))
				w.kill()
			}
		}
	}
}
