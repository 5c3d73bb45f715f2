// Command gongkai reads the annual reports of Chinese administrative bodies on government information disclosure,
// keeps every number with its source in a DuckDB warehouse, and adds them up to city and province totals.
//
// One file holds one command: a constructor, an options struct, and a plain function (context, options, streams)
// that does the work and that tests call. This package is the only one that knows flags, the environment, the
// streams and the exit status of the process; package job does the work.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // the schedule names its time zone, and a small machine may have no table of them

	"golang.org/x/term"

	"gongkai/internal/fault"
)

// garbage is how much the heap may grow before it is collected, in percent. Reading documents leaves much garbage and
// keeps little: of 5,916 pages extract takes a sixth less time than with 100, for 20 to 25 MB. GOGC overrides it.
const garbage = 200

// garbageOfIngest is that of ingest, which keeps two batches of documents: with 200 it takes a tenth less time, for 100 MB.
const garbageOfIngest = 100

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	os.Exit(start())
}

// heapOfReading is the size of the heap from which it is collected all the time: what readers hold is bounded by package ingest, and what
// they leave behind is not to come on top of it. The engine of PDF and DuckDB stand outside of the heap. GOMEMLIMIT overrides it.
const heapOfReading = 192 << 20

// collectSooner sets the collector for ingest, and returns what sets it back.
func collectSooner() (restore func()) {
	unbound := boundHeap()
	if os.Getenv("GOGC") != "" {
		return unbound
	}
	before := debug.SetGCPercent(garbageOfIngest)
	return func() {
		debug.SetGCPercent(before)
		unbound()
	}
}

// boundHeap sets the collector for the reading of documents, and returns what sets it back.
func boundHeap() (restore func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	before := debug.SetMemoryLimit(heapOfReading)
	return func() { debug.SetMemoryLimit(before) }
}

// start runs the program on the streams and the environment of the process. An interrupt cancels the context: the
// batch in flight is rolled back, and what was loaded before it stays. A second one ends the process at once.
func start() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	end := &ending{exit: os.Exit}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		<-signals
		end.now(fault.ExitFailed)
	}()
	terminal := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	return run(ctx, os.Args[1:], environment{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		inTerminal: terminal(os.Stdin), outTerminal: terminal(os.Stdout), errTerminal: terminal(os.Stderr),
		variables: os.Environ(), now: time.Now, program: itself(), ending: end,
	})
}
