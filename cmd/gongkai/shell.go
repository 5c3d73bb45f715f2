package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/peterh/liner"

	"gongkai/internal/fault"
	"gongkai/queries"
)

// lineReader reads lines that a person types: a terminal, or the lines of a test.
type lineReader interface {
	// Prompt returns io.EOF at the end of the input, and liner.ErrPromptAborted where the line was given up.
	Prompt(prompt string) (string, error)
	AppendHistory(line string)
}

// shell is an open `gongkai sql` on a terminal.
type shell struct {
	a          *app
	lines      lineReader
	session    *queries.Session
	reading    reading
	out        output
	screen     format // without a file
	words      words
	typed      pending
	last       string           // the last statement, for \e
	interrupts <-chan os.Signal // Ctrl-C while a query runs
	silent     bool             // no rows and times under a result
	pager      bool
	ended      bool
}

// runShell reads statements and commands until the end of the input. An error of a query is shown and forgotten.
func runShell(ctx context.Context, a *app, f format, r reading) error {
	// Ctrl-C stops a query, not the shell: the context that it cancels is left behind. A request to end is not caught, so
	// that it also ends a shell which waits at its prompt.
	ctx = context.WithoutCancel(ctx)
	signal.Reset(syscall.SIGTERM)
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)

	s := &shell{a: a, reading: r, out: output{a: a, format: f}, screen: f, interrupts: interrupts, pager: true}
	if err := s.open(ctx, r); err != nil {
		return err
	}
	defer func() { s.session.Close() }()
	editor := liner.NewLiner()
	defer editor.Close() //nolint:errcheck // it restores the terminal; there is nobody to tell
	editor.SetCtrlCAborts(true)
	editor.SetMultiLineMode(true)
	editor.SetTabCompletionStyle(liner.TabPrints)
	editor.SetWordCompleter(s.complete)
	history := newHistory(a)
	if err := history.load(editor); err != nil {
		a.notef("%s", a.say.Text("shell.no_history", "error", err))
	}
	s.lines = editor
	a.notef("%s", a.say.Text("shell.welcome"))
	err := s.loop(ctx)
	if failed := history.save(editor); failed != nil {
		a.notef("%s", a.say.Text("shell.no_history", "error", failed))
	}
	return err
}

// open begins a session for a reading; the one before it ends.
func (s *shell) open(ctx context.Context, r reading) error {
	session, err := s.a.openForPeople(ctx, r)
	if err != nil {
		return err
	}
	found, err := readWords(ctx, session)
	if err != nil {
		session.Close()
		return err
	}
	if s.session != nil {
		s.session.Close()
	}
	s.session, s.reading, s.words = session, r, found
	return nil
}

// loop reads lines until the end.
func (s *shell) loop(ctx context.Context) error {
	for !s.ended {
		prompt := "gongkai> "
		if s.typed.text != "" {
			prompt = "    ...> "
		}
		line, err := s.lines.Prompt(prompt)
		switch {
		case errors.Is(err, io.EOF):
			s.a.notef("")
			return nil
		case errors.Is(err, liner.ErrPromptAborted):
			s.typed = pending{}
			continue
		case err != nil:
			return err
		}
		s.line(ctx, line)
	}
	return nil
}

// line takes one line: a command, or a part of a statement.
func (s *shell) line(ctx context.Context, line string) {
	select { // a Ctrl-C that was meant for something before
	case <-s.interrupts:
	default:
	}
	trimmed := strings.TrimSpace(line)
	if s.typed.isEmpty() && (strings.HasPrefix(trimmed, ".") || strings.HasPrefix(trimmed, `\`)) {
		s.typed = pending{}
		s.lines.AppendHistory(trimmed)
		s.report(s.command(ctx, trimmed))
		return
	}
	for _, statement := range s.typed.add(line) {
		s.lines.AppendHistory(historyLine(statement) + ";")
		s.last = statement
		s.report(s.run(ctx, statement))
	}
	if s.typed.isEmpty() {
		s.typed = pending{}
	}
}

// report shows an error and what to do about it. It never ends the shell.
func (s *shell) report(err error) {
	if err == nil {
		return
	}
	var usage usageError
	switch {
	case errors.As(err, &usage):
		s.a.notef("%s", usage.text)
	case errors.Is(err, context.Canceled):
		s.a.notef("%s", s.a.say.Text("shell.stopped"))
	default:
		s.a.notef("%s", strings.TrimSpace(err.Error()))
		if hint := s.a.hint(err); hint != "" && !errors.Is(err, fault.ErrUsage) {
			s.a.notef("%s", hint)
		}
	}
}

// run runs one statement until it ends or Ctrl-C is pressed.
func (s *shell) run(ctx context.Context, statement string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.interrupts:
			cancel()
		case <-ctx.Done():
		}
	}()
	started := s.a.now()
	n, err := s.show(ctx, statement)
	if err != nil {
		return err
	}
	if !s.silent {
		took := s.a.now().Sub(started).Round(time.Millisecond)
		s.a.notef("%s", s.a.say.Text("shell.rows", "count", n, "took", took.String()))
	}
	return nil
}

// show writes the rows where they belong: into the file of .output, or on the screen, page by page where they are more.
func (s *shell) show(ctx context.Context, statement string) (int, error) {
	if s.out.path != "" || !s.pager || !s.a.outTerminal {
		return s.out.write(ctx, s.session, statement)
	}
	var page strings.Builder
	n, err := printQuery(ctx, s.session, statement, s.out.format.printer(s.a, &page, true))
	if err != nil {
		return n, err
	}
	return n, s.a.page(page.String())
}

// setReading opens a session with another reading, and says so.
func (s *shell) setReading(ctx context.Context, change func(*reading)) error {
	r := s.reading
	change(&r)
	if err := s.open(ctx, r); err != nil {
		return err
	}
	return s.showReading()
}

// showReading says which numbers are shown.
func (s *shell) showReading() error {
	day := s.reading.asOf
	if day == "" {
		day = s.a.say.Text("shell.now")
	}
	_, err := fmt.Fprintln(s.a.out, s.a.say.Text("shell.reading", "values", s.reading.values, "day", day))
	return err
}
