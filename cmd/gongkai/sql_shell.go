package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"gongkai/cmd/gongkai/shell"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/queries/worker"
	"gongkai/rows"
	"gongkai/warehouse/snapshot"
)

// openShell opens the shell; what people write runs in the workers, and in the process of the shell where there are none.
func openShell(ctx context.Context, a *app, o sqlOptions, workers *worker.Pool) (*shell.Shell, error) {
	return shell.New(ctx, &shellProgram{a: a, files: o.reading.files, release: o.reading.release, workers: workers}, shell.Options{
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

	workers *worker.Pool
	asked   asked // the reading that is open
}

// Open begins a session for a reading. Where there are workers it is for what the shell itself asks; else it has the bounds on SQL that
// people write.
func (p *shellProgram) Open(ctx context.Context, r shell.Reading) (*queries.Session, error) {
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
	if p.workers == nil {
		return p.a.openForPeople(ctx, asked)
	}
	options, err := p.a.sessionOptions(ctx, asked)
	if err != nil {
		return nil, err
	}
	path, err := snapshot.Current(p.a.store().Path)
	if err != nil {
		return nil, err
	}
	session, err := queries.OpenReadOnly(ctx, path, options)
	if err == nil {
		p.asked = from(path, asked)
	}
	return session, err
}

// askWorkers runs a query in a worker.
func (p *shellProgram) askWorkers(ctx context.Context, query string, format rows.Format, isTerminal bool, to io.Writer) (int, error) {
	q := p.asked
	q.Query, q.Format, q.Terminal = query, format.Name, isTerminal
	ctx, cancel := context.WithTimeout(ctx, p.a.settings().SQL.Timeout)
	defer cancel()
	return p.workers.Ask(ctx, q, to)
}

// Output chooses as --format and --output do.
func (p *shellProgram) Output(format, path string) (shell.Output, error) {
	out, err := p.a.newOutput(format, path)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, s *queries.Session, query string, screen io.Writer) (int, error) {
		if p.workers != nil {
			return out.write(ctx, p.askWorkers, query, screen)
		}
		return out.write(ctx, p.a.sessionRun(s), query, screen)
	}, nil
}

// Example is the SQL of a shipped query.
func (p *shellProgram) Example(name string) (string, error) { return p.a.example(name) }

// ListExamples shows the shipped queries.
func (p *shellProgram) ListExamples() error { return p.a.listExamples(false) }

// Explain says what is wrong as at the end of a command, but for the way to its help.
func (p *shellProgram) Explain(err error) []string {
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
