// Package shell is `gongkai sql` on a terminal: it reads statements and commands line by line, completes names, keeps a history,
// shows results page by page and says what went wrong, until the end of the input.
//
// It only reads. What it shows comes from a Program, which opens sessions, writes rows and puts errors into words; so the shell
// knows no flags and no settings. An error of a query is shown and forgotten. Ctrl-C ends the query that runs and
// not the shell.
//
//	gongkai> SELECT year, value
//	    ...> FROM city_request WHERE outcome = 'received' AND applicant = 'total';
//	gongkai> .as-of 2025-03-31
package shell

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

	"gongkai/config/messages"
	"gongkai/queries"
)

// Reading says which of the numbers that the warehouse knows are shown, in the words that a person typed.
type Reading struct {
	Values     string // published or adjusted
	AsOf       string // a day, empty for now
	Boundaries string // year or today
	Strict     bool   // without values that were not simply read
}

// Output runs a query and writes its rows, into the file that it was chosen for, else to screen. It returns how many there were.
type Output func(ctx context.Context, s *queries.Session, query string, screen io.Writer) (int, error)

// Program is what stands around a shell.
type Program interface {
	// Open begins a session for a reading. The shell closes it.
	Open(ctx context.Context, r Reading) (*queries.Session, error)
	// Output chooses how rows are written: by the name of a format, by the ending of the file where the name is empty, and as a
	// table where both are. Path is empty for the screen.
	Output(format, path string) (Output, error)
	// Example is the SQL of a query that the program ships.
	Example(name string) (string, error)
	// ListExamples shows those queries.
	ListExamples() error
	// Explain says in lines what is wrong and what to do about it.
	Explain(err error) []string
}

// Lines reads the lines that a person types.
type Lines interface {
	// Prompt returns io.EOF at the end of the input, and liner.ErrPromptAborted where the line was given up.
	Prompt(prompt string) (string, error)
	AppendHistory(line string)
}

// Options are what a shell begins with.
type Options struct {
	In       io.Reader // for the editor that \e opens
	Out, Err io.Writer
	Terminal bool // Out is one
	Getenv   func(name string) string
	Now      func() time.Time
	Say      messages.Printer
	Format   string // of the screen; empty: a table
	Examples []string
	Reading  Reading
}

// Shell is an open shell. It serves one person and is not safe for use by more.
type Shell struct {
	Options
	program    Program
	lines      Lines
	session    *queries.Session
	output     Output
	path       string // of the file that rows are written to; empty: the screen
	words      words
	typed      pending
	last       string           // the last statement, for \e
	interrupts <-chan os.Signal // Ctrl-C while a query runs
	silent     bool             // no rows and times under a result
	pager      bool
	ended      bool
}

// New opens a shell for the reading of its options. It fails where the reading makes no sense or there is no warehouse.
func New(ctx context.Context, p Program, o Options) (*Shell, error) {
	s := &Shell{Options: o, program: p, pager: true, interrupts: make(chan os.Signal, 1)}
	if err := s.setFormat(o.Format); err != nil {
		return nil, err
	}
	if err := s.open(ctx, o.Reading); err != nil {
		return nil, err
	}
	return s, nil
}

// Close ends the session.
func (s *Shell) Close() { s.session.Close() }

// RunTerminal reads from the terminal of the process until the end of the input.
func (s *Shell) RunTerminal(ctx context.Context) error {
	// Ctrl-C stops a query, not the shell: the context that it cancels is left behind. A request to end is not caught, so
	// that it also ends a shell which waits at its prompt.
	ctx = context.WithoutCancel(ctx)
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	s.interrupts = interrupts

	editor := liner.NewLiner()
	defer editor.Close() //nolint:errcheck // it restores the terminal; there is nobody to tell
	editor.SetCtrlCAborts(true)
	editor.SetMultiLineMode(true)
	editor.SetTabCompletionStyle(liner.TabPrints)
	editor.SetWordCompleter(s.complete)
	kept := newHistory(s.Getenv)
	if err := kept.load(editor); err != nil {
		s.note(s.Say.Text("shell.no_history", "error", err))
	}
	s.note(s.Say.Text("shell.welcome"))
	err := s.Run(ctx, editor)
	if failed := kept.save(editor); failed != nil {
		s.note(s.Say.Text("shell.no_history", "error", failed))
	}
	return err
}

// Run reads lines until their end, or until one of them ends the shell.
func (s *Shell) Run(ctx context.Context, lines Lines) error {
	s.lines = lines
	for !s.ended {
		prompt := "gongkai> "
		if s.typed.text != "" {
			prompt = "    ...> "
		}
		line, err := lines.Prompt(prompt)
		switch {
		case errors.Is(err, io.EOF):
			s.note("")
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

// open begins a session for a reading; the one before it ends.
func (s *Shell) open(ctx context.Context, r Reading) error {
	session, err := s.program.Open(ctx, r)
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
	s.session, s.Reading, s.words = session, r, found
	return nil
}

// line takes one line: a command, or a part of a statement.
func (s *Shell) line(ctx context.Context, line string) {
	select { // a Ctrl-C that was meant for something before
	case <-s.interrupts:
	default:
	}
	trimmed := strings.TrimSpace(line)
	if s.typed.isEmpty() && (strings.HasPrefix(trimmed, ".") || strings.HasPrefix(trimmed, `\`)) {
		s.typed = pending{}
		s.lines.AppendHistory(trimmed)
		s.report(s.obey(ctx, trimmed))
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

// misuse is a command that makes no sense, said in the language chosen.
type misuse string

func (m misuse) Error() string { return string(m) }

// report shows an error. It never ends the shell.
func (s *Shell) report(err error) {
	var m misuse
	switch {
	case err == nil:
	case errors.As(err, &m):
		s.note(m.Error())
	case errors.Is(err, context.Canceled):
		s.note(s.Say.Text("shell.stopped"))
	default:
		s.note(s.program.Explain(err)...)
	}
}

// note writes lines for the person beside the results.
func (s *Shell) note(lines ...string) { fmt.Fprintln(s.Err, strings.Join(lines, "\n")) }

// run runs one statement until it ends or Ctrl-C is pressed.
func (s *Shell) run(ctx context.Context, statement string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.interrupts:
			cancel()
		case <-ctx.Done():
		}
	}()
	started := s.Now()
	n, err := s.show(ctx, statement)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err() // and not what the driver says of an interruption
	case err != nil:
		return err
	}
	if !s.silent {
		took := s.Now().Sub(started).Round(time.Millisecond)
		s.note(s.Say.Text("shell.rows", "count", n, "took", took.String()))
	}
	return nil
}

// show writes the rows where they belong: into the file of .output, or on the screen, page by page where they are more.
func (s *Shell) show(ctx context.Context, statement string) (int, error) {
	if s.path != "" || !s.pager || !s.Terminal {
		return s.output(ctx, s.session, statement, s.Out)
	}
	var page strings.Builder
	n, err := s.output(ctx, s.session, statement, &page)
	if err != nil {
		return n, err
	}
	s.page(page.String())
	return n, nil
}

// setReading opens a session with another reading, and says which numbers are shown.
func (s *Shell) setReading(ctx context.Context, change func(*Reading)) error {
	r := s.Reading
	change(&r)
	if err := s.open(ctx, r); err != nil {
		return err
	}
	day := r.AsOf
	if day == "" {
		day = s.Say.Text("shell.now")
	}
	text := s.Say.Text("shell.reading", "values", r.Values, "day", day)
	if r.Strict {
		text += s.Say.Text("shell.reading_strict")
	}
	_, err := fmt.Fprintln(s.Out, text)
	return err
}
