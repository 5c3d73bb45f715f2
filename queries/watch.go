package queries

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/memory"
)

const (
	// watchEvery is how often the memory of the process is looked at. A result grows by some MB in that time.
	watchEvery = 10 * time.Millisecond

	// grace is how long a query may take to end once it was cancelled. DuckDB looks whether it was between two steps, and one step over
	// 2,048 values, or the planning of a statement, may take hours.
	grace = time.Second

	// beside is what a query may hold beyond its memory limit before it is cancelled, and tolerated before the process is not to be
	// trusted to end it: values within a step are counted nowhere, and 22 aliases that double each other filled 8 GB while planning.
	beside    = 512 << 20
	tolerated = 768 << 20
)

// watch cancels a query by which the process grows beyond the memory and the result that the session may have. DuckDB
// counts neither the rows of a result nor the values inside a step of the query: 5 M rows of 1,000 letters took 5 GB with
// a memory limit of 200 MB. Another session of the process may be the one that grew; then this one is stopped in its
// place, which is better than the process. Where the system does not tell the memory of a process, that is not watched.
//
// A query that was cancelled, for whatever reason, and goes on, or that grows on, is one that only the end of the process stops: overrun of
// the session is told, with the reason. The query has ended when the function is called that watch returns.
func (s *Session) watch(ctx context.Context) (context.Context, func()) {
	start, ok := memory.Resident("self")
	counted := ok && s.memory > 0 && s.size > 0
	if !counted && s.overrun == nil {
		return ctx, func() {}
	}
	watched, cancel := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		ticker := time.NewTicker(watchEvery)
		defer ticker.Stop()
		var stopped <-chan time.Time
		cancelled := watched.Done()
		for {
			select {
			case <-ended:
				return
			case <-stopped:
				s.giveUp(context.Cause(watched))
				stopped = nil
			case <-cancelled:
				stopped, cancelled = time.After(grace), nil
			case <-ticker.C:
				if !counted {
					continue
				}
				now, _ := memory.Resident("self")
				if now > start+s.memory+min(s.size, beside) {
					cancel(fmt.Errorf("%w: more than %d MB of memory", fault.ErrQueryTooLarge, (s.memory+min(s.size, beside))>>20))
				}
				if now > start+s.memory+tolerated {
					s.giveUp(context.Cause(watched))
				}
			}
		}
	}()
	return watched, func() {
		close(ended)
		cancel(nil)
	}
}

// giveUp tells whoever started the process that it has to end.
func (s *Session) giveUp(why error) {
	if s.overrun != nil {
		s.overrun(why)
	}
}

// ParseSize reads a size as DuckDB writes it: "200MB", "1.5GB", "1GiB". It returns 0 for an empty text, and an error that
// wraps fault.ErrUsage for one that is no size.
func ParseSize(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	unit := len(text)
	for unit > 0 && (text[unit-1] < '0' || text[unit-1] > '9') {
		unit--
	}
	factor, ok := map[string]float64{
		"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
	}[string(bytes.TrimSpace([]byte(text[unit:])))]
	number, err := strconv.ParseFloat(text[:unit], 64)
	if !ok || err != nil || number < 0 {
		return 0, fmt.Errorf("%w: %q is no size; write it as 2GB", fault.ErrUsage, text)
	}
	return int64(number * factor), nil
}
