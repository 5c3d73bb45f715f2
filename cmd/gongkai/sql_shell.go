package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"gongkai/cmd/gongkai/shell"
	"gongkai/internal/fault"
	"gongkai/queries"
)

func openShell(ctx context.Context, a *app, o sqlOptions) (*shell.Shell, error) {
	return shell.New(ctx, shellProgram{a, o.reading.files, o.reading.release}, shell.Options{
		In: a.in, Out: a.out, Err: a.err, Terminal: a.outTerminal,
		Getenv: a.getenv, Now: a.now, Say: a.say,
		Format: o.format, Examples: exampleNames(),
		Reading: shell.Reading{Values: o.reading.values, AsOf: o.reading.asOf, Boundaries: o.reading.boundaries, Strict: o.reading.strict},
	})
}

// shellProgram shows in the shell what the commands show.
type shellProgram struct {
	a     *app
	files bool // files of this machine can be read too

	release string // that is shown, whatever else the reading says
}

// Open begins a session with the bounds on SQL that people write.
func (p shellProgram) Open(ctx context.Context, r shell.Reading) (*queries.Session, error) {
	asked := reading{values: r.Values, asOf: r.AsOf, boundaries: r.Boundaries, strict: r.Strict, files: p.files, release: p.release}
	for name, isOther := range map[string]bool{
		"as_of": r.AsOf != "", "values": r.Values == "adjusted", "boundaries": r.Boundaries == "today",
		"strict": r.Strict,
	} {
		if isOther {
			asked.beside = append(asked.beside, name)
		}
	}
	slices.Sort(asked.beside)
	return p.a.openForPeople(ctx, asked)
}

// Output chooses as --format and --output do.
func (p shellProgram) Output(format, path string) (shell.Output, error) {
	out, err := p.a.newOutput(format, path)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, s *queries.Session, query string, screen io.Writer) (int, error) {
		return out.write(ctx, s, query, screen)
	}, nil
}

// Example is the SQL of a shipped query.
func (p shellProgram) Example(name string) (string, error) { return p.a.example(name) }

// ListExamples shows the shipped queries.
func (p shellProgram) ListExamples() error { return p.a.listExamples(false) }

// Explain says what is wrong as at the end of a command, but for the way to its help.
func (p shellProgram) Explain(err error) []string {
	var usage usageError
	if errors.As(err, &usage) {
		return []string{usage.text}
	}
	lines := []string{p.a.said(err)}
	if hint := p.a.hint(err); hint != "" && !errors.Is(err, fault.ErrUsage) {
		lines = append(lines, hint)
	}
	return lines
}
