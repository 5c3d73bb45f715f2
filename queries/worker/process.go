package worker

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
)

// errBroken is a worker with which nothing more can be said.
var errBroken = errors.New("the worker does not answer")

// process is a worker as its pool sees it.
type process struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	errs    tail

	mu     sync.Mutex // of in
	number int        // of the request
	gone   atomic.Bool
}

func start(command *exec.Cmd) (*process, error) {
	p := &process{command: command}
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	command.Stderr = &p.errs
	apart(command)
	p.in, p.out = in, bufio.NewReaderSize(out, chunk)
	if err := command.Start(); err != nil {
		return nil, err
	}
	return p, nil
}

// message goes to a worker, a line of JSON each.
type message struct {
	Number int             `json:"number"`
	Ask    json.RawMessage `json:"ask,omitempty"` // empty: stop answering that number
}

// The frames that come from a worker: a letter, the length in four bytes, and what it says.
const (
	frameData = 'd'
	frameEnd  = 'e' // JSON of an ending
	chunk     = 64 << 10
)

func (p *process) tell(m message) error {
	line, err := json.Marshal(m)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err = p.in.Write(append(line, '\n'))
	return err
}

// ask sends a request and copies the answer. An output that fails stops the worker; its answer is read to the end.
func (p *process) ask(request any, to io.Writer) (rows int, err error) {
	p.number++
	body, err := json.Marshal(request)
	if err != nil {
		return 0, err
	}
	if err := p.tell(message{p.number, body}); err != nil {
		return 0, fmt.Errorf("%w: %w", errBroken, err)
	}
	var failed error
	for {
		kind, body, err := readFrame(p.out)
		switch {
		case err != nil:
			return rows, errors.Join(failed, fmt.Errorf("%w: %w", errBroken, err))
		case kind == frameEnd:
			var e ending
			if err := json.Unmarshal(body, &e); err != nil {
				return rows, fmt.Errorf("%w: %w", errBroken, err)
			}
			if failed != nil {
				return e.Rows, failed
			}
			return e.Rows, e.err()
		case failed == nil:
			if _, failed = to.Write(body); failed != nil {
				p.stop()
			}
		}
	}
}

// stop asks the worker to stop answering.
func (p *process) stop() { _ = p.tell(message{Number: p.number}) }

// kill ends the worker. It may be called more than once.
func (p *process) kill() {
	if p.gone.Swap(true) {
		return
	}
	_ = p.command.Process.Kill()
	_ = p.in.Close()
	go func() { _ = p.command.Wait() }()
}

func (p *process) isGone() bool { return p.gone.Load() }

// said is the last that the worker wrote for people.
func (p *process) said() string { return p.errs.String() }

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	if over := len(t.text) - 2000; over > 0 {
		t.text = t.text[over:]
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.text))
}
