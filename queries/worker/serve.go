package worker

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
)

// longestRequest is more than the longest statement takes as JSON.
const longestRequest = 4 << 20

// Answer writes what a request asks for, and returns how many rows that is.
type Answer func(ctx context.Context, request json.RawMessage, to io.Writer) (rows int, err error)

// Serve answers requests one after the other, until the input ends. Then it returns also where an answer does not end: the caller ends
// the process.
func Serve(ctx context.Context, in io.Reader, out io.Writer, answer Answer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	to := &frames{to: out}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestRequest)
	var number int
	stop, busy := context.CancelFunc(func() {}), make(chan struct{}, 1)
	for lines.Scan() {
		var m message
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			return fmt.Errorf("a request that no pool writes: %w", err)
		}
		if m.Ask == nil {
			if m.Number == number {
				stop()
			}
			continue
		}
		busy <- struct{}{} // the answer before it has ended: a pool sends no request sooner
		var one context.Context
		one, stop = context.WithCancel(ctx)
		number = m.Number
		go func(stop context.CancelFunc) {
			defer stop()
			rows, err := answer(one, m.Ask, to)
			body, failed := json.Marshal(endingOf(rows, err))
			if failed != nil {
				body, _ = json.Marshal(ending{Rows: rows, Text: failed.Error()})
			}
			<-busy
			_ = to.write(frameEnd, body) // where the pool is gone the input ends
		}(stop)
	}
	return lines.Err()
}
