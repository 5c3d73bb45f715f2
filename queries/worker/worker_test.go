package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/memory"
)

// workerVariable makes this program a worker.
const workerVariable = "GONGKAI_TEST_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(workerVariable) != "" {
		fmt.Fprintln(os.Stderr, "a worker of the test")
		_ = Serve(context.Background(), os.Stdin, os.Stdout, answer)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// answer does what the request names.
func answer(ctx context.Context, request json.RawMessage, to io.Writer) (int, error) {
	var what string
	if err := json.Unmarshal(request, &what); err != nil {
		return 0, err
	}
	switch what {
	case "hang":
		select {}
	case "wait":
		<-ctx.Done()
		return 0, fmt.Errorf("waited: %w", ctx.Err())
	case "grow":
		var held [][]byte
		for {
			block := make([]byte, 16<<20)
			for i := range block {
				block[i] = 1
			}
			held = append(held, block)
			_ = held
		}
	case "die":
		os.Exit(3)
	case "refuse":
		return 7, fmt.Errorf("query: %w", fault.Because(fault.ErrUnsafeStatement, "gate_length", "bytes", 200000, "most", 131072))
	case "long":
		_, err := io.Copy(to, strings.NewReader(strings.Repeat("公开", 100_000)))
		return 100_000, err
	case "process":
		_, err := fmt.Fprint(to, os.Getpid())
		return 1, err
	}
	_, err := io.WriteString(to, what)
	return len(what), err
}

func newPool(t *testing.T, o Options) *Pool {
	t.Helper()
	o.Command = func() *exec.Cmd {
		cmd := exec.CommandContext(context.Background(), os.Args[0])
		cmd.Env = append(os.Environ(), workerVariable+"=yes")
		return cmd
	}
	o.Grace = 200 * time.Millisecond
	p := New(o)
	t.Cleanup(p.Close)
	return p
}

// answers fails unless the pool still answers.
func answers(t *testing.T, p *Pool) {
	t.Helper()
	var out bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if n, err := p.Ask(ctx, "well?", &out); n != 5 || err != nil || out.String() != "well?" {
		t.Errorf("%d, %v, %q", n, err, out.String())
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 2})
	var group sync.WaitGroup
	for i := range 20 {
		group.Add(1)
		go func() {
			defer group.Done()
			var out bytes.Buffer
			text := fmt.Sprint("甲\n", i)
			if n, err := p.Ask(t.Context(), text, &out); n != len(text) || err != nil || out.String() != text {
				t.Errorf("%d, %v, %q", n, err, out.String())
			}
		}()
	}
	group.Wait()
	var out bytes.Buffer
	if n, err := p.Ask(t.Context(), "long", &out); n != 100_000 || err != nil || out.Len() != 600_000 {
		t.Errorf("%d rows, %d bytes, %v", n, out.Len(), err)
	}
}

// An error comes out of the other process with what callers look for.
func TestAskRefused(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 1})
	n, err := p.Ask(t.Context(), "refuse", io.Discard)
	var cause *fault.Cause
	if n != 7 || !errors.Is(err, fault.ErrUnsafeStatement) || errors.Is(err, fault.ErrUsage) || !errors.As(err, &cause) {
		t.Fatalf("%d, %v", n, err)
	}
	if cause.Kind != "gate_length" || fmt.Sprint(cause.Pairs...) != fmt.Sprint("bytes", 200000, "most", 131072) ||
		!strings.Contains(err.Error(), cause.Error()) {
		t.Errorf("%v: %+v", err, cause)
	}
}

// What does not stop is killed soon after its time, and the next answer comes from another process.
func TestAskIsStopped(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 1})
	for _, what := range []string{"hang", "wait"} {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		started := time.Now()
		_, err := p.Ask(ctx, what, io.Discard)
		if took := time.Since(started); !errors.Is(err, context.DeadlineExceeded) || took > 5*time.Second {
			t.Errorf("%s: %v after %s", what, err, took)
		}
		cancel()
		answers(t, p)
	}
	if _, err := p.Ask(t.Context(), "die", io.Discard); err == nil || !strings.Contains(err.Error(), "a worker of the test") {
		t.Error(err)
	}
	answers(t, p)
}

// Whoever waits for a worker gives up with its context.
func TestAskWaits(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 1})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := p.Ask(ctx, "hang", io.Discard)
		done <- err
	}()
	short, end := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer end()
	for len(p.idle) > 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := p.Ask(short, "well?", io.Discard); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	answers(t, p)
}

func TestAskIsBoundedInMemory(t *testing.T) {
	t.Parallel()
	if _, ok := memory.Resident("self"); !ok {
		t.Log("this system does not say how much memory a process holds")
		return
	}
	p := newPool(t, Options{Count: 1, Memory: 200 << 20})
	if _, err := p.Ask(t.Context(), "grow", io.Discard); !errors.Is(err, fault.ErrQueryTooLarge) {
		t.Error(err)
	}
	answers(t, p)
}

// full is an output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestAskIntoAFullDisk(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 1})
	if _, err := p.Ask(t.Context(), "long", full{}); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Error(err)
	}
	answers(t, p)
}

// No worker outlives its pool.
func TestClose(t *testing.T) {
	t.Parallel()
	p := newPool(t, Options{Count: 1})
	var pid bytes.Buffer
	if _, err := p.Ask(t.Context(), "process", &pid); err != nil {
		t.Fatal(err)
	}
	if _, ok := memory.Resident("self"); !ok {
		return
	}
	p.Close()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat("/proc/" + pid.String()); err != nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the worker is still there")
		}
	}
	p.replace() // for the Close of the test's end
}
