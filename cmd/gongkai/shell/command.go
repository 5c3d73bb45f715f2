package shell

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/rows"
)

//go:embed sql/relation.sql
var relationSQL string

// longestRead is how long a file may take that .read names: one that blocks holds the shell.
const longestRead = 10 * time.Second

//go:embed sql/column.sql
var columnSQL string

// command is a command of the shell. Its help is shell.help.<key> of the catalogue.
type command struct {
	names []string // the first is the one that help shows
	use   string   // its argument
	key   string
	run   func(ctx context.Context, s *Shell, argument string) error
}

// commands lists them in the order in which .help shows them.
func commands() []command {
	return []command{
		{[]string{".help", `\?`, `\h`}, "", "help", func(_ context.Context, s *Shell, _ string) error { return s.help() }},
		{[]string{`\dt`, ".tables"}, "", "relations", func(ctx context.Context, s *Shell, _ string) error { return s.relations(ctx) }},
		{[]string{`\d`, ".describe"}, "[NAME]", "columns", func(ctx context.Context, s *Shell, name string) error {
			return s.describe(ctx, name)
		}},
		{[]string{".examples"}, "", "examples", func(_ context.Context, s *Shell, _ string) error { return s.program.ListExamples() }},
		{[]string{".example"}, "NAME", "example", func(ctx context.Context, s *Shell, name string) error { return s.example(ctx, name) }},
		{[]string{".read", `\i`}, "FILE", "read", func(ctx context.Context, s *Shell, path string) error { return s.read(ctx, path) }},
		{[]string{`\e`, ".edit"}, "", "edit", func(ctx context.Context, s *Shell, _ string) error { return s.edit(ctx) }},
		{[]string{".format"}, "FORMAT", "format", func(_ context.Context, s *Shell, name string) error { return s.setFormat(name) }},
		{[]string{".output", `\o`}, "[FILE]", "output", func(_ context.Context, s *Shell, path string) error { return s.setOutput(path) }},
		{[]string{".values"}, "published|adjusted", "values", func(ctx context.Context, s *Shell, v string) error {
			return s.setReading(ctx, func(r *Reading) { r.Values = v })
		}},
		{[]string{".as-of"}, "[DAY]", "as_of", func(ctx context.Context, s *Shell, day string) error {
			return s.setReading(ctx, func(r *Reading) { r.AsOf = day })
		}},
		{[]string{".boundaries"}, "year|today", "boundaries", func(ctx context.Context, s *Shell, v string) error {
			return s.setReading(ctx, func(r *Reading) { r.Boundaries = v })
		}},
		{[]string{".strict"}, "on|off", "strict", func(ctx context.Context, s *Shell, v string) error {
			strict := s.Reading.Strict
			if err := s.set(&strict, v, true); err != nil {
				return err
			}
			return s.setReading(ctx, func(r *Reading) { r.Strict = strict })
		}},
		{[]string{".reload"}, "", "reload", func(ctx context.Context, s *Shell, _ string) error {
			return s.setReading(ctx, func(*Reading) {})
		}},
		{[]string{".pager"}, "on|off", "pager", func(_ context.Context, s *Shell, v string) error { return s.set(&s.pager, v, true) }},
		{[]string{".timing", `\timing`}, "on|off", "timing", func(_ context.Context, s *Shell, v string) error {
			return s.set(&s.silent, v, false)
		}},
		{[]string{".quit", `\q`, ".exit"}, "", "quit", func(_ context.Context, s *Shell, _ string) error { s.ended = true; return nil }},
	}
}

// command carries out a line that begins with . or \.
func (s *Shell) obey(ctx context.Context, line string) error {
	name, argument, _ := strings.Cut(strings.TrimSuffix(line, ";"), " ")
	for _, c := range commands() {
		for _, n := range c.names {
			if n == name {
				return c.run(ctx, s, strings.TrimSpace(argument))
			}
		}
	}
	return misuse(s.Say.Text("shell.unknown", "name", name))
}

func (s *Shell) help() error {
	table := rows.Table{Terminal: s.Terminal, Header: []string{s.Say.Text("shell.command"), s.Say.Text("shell.does")}}
	for _, c := range commands() {
		table.Add(strings.TrimSpace(strings.Join(c.names, " ")+" "+c.use), s.Say.Text("shell.help."+c.key))
	}
	if err := table.Write(s.Out); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.Say.Text("shell.keys"))
	return nil
}

// relations lists the views and tables with what they are.
func (s *Shell) relations(ctx context.Context) error {
	public, err := publicNames()
	if err != nil {
		return err
	}
	return s.list(ctx, relationSQL, public)
}

// describe shows the columns of a table or view; without a name it lists those.
func (s *Shell) describe(ctx context.Context, name string) error {
	if name == "" {
		return s.relations(ctx)
	}
	return s.list(ctx, columnSQL, strings.Trim(name, `"`))
}

// list shows a table of names with their meaning in the language chosen.
func (s *Shell) list(ctx context.Context, query, name string) error {
	head := []string{s.Say.Text("shell.name"), s.Say.Text("shell.kind"), s.Say.Text("shell.meaning")}
	table := rows.Table{Terminal: s.Terminal, Header: head}
	if err := sqlfile.Rows(ctx, s.session.Query, query, func(scan sqlfile.Scan) error {
		var name, kind, meaning string
		err := scan(&name, &kind, &meaning)
		table.Add(name, kind, meaning)
		return err
	}, name, string(s.Say.Language)); err != nil {
		return err
	}
	if len(table.Rows) == 0 {
		return misuse(s.Say.Text("shell.no_relation", "name", name))
	}
	var page strings.Builder
	if err := table.Write(&page); err != nil {
		return err
	}
	s.page(page.String())
	return nil
}

func (s *Shell) example(ctx context.Context, name string) error {
	query, err := s.program.Example(name)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Out, strings.TrimSpace(query))
	return s.all(ctx, query)
}

// all runs the statements of a text, the last with or without its semicolon, until one fails.
func (s *Shell) all(ctx context.Context, text string) error {
	var p pending
	statements := p.add(text)
	if !p.isEmpty() {
		statements = append(statements, strings.TrimSpace(p.text))
	}
	for _, statement := range statements {
		s.last = statement
		if err := s.run(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shell) read(ctx context.Context, path string) error {
	limited, cancel := context.WithTimeout(ctx, longestRead)
	defer cancel()
	text, err := queries.ReadText(limited, queries.MaxScript, func() (io.ReadCloser, error) { return os.Open(path) })
	if errors.Is(err, fault.ErrUnsafeStatement) {
		return err
	}
	if err != nil {
		return misuse(s.Say.Text("usage.no_such_path", "path", path))
	}
	return s.all(ctx, text)
}

// edit opens the last statement in the editor of the person, and runs what comes back.
func (s *Shell) edit(ctx context.Context) (err error) {
	editor := s.Getenv("VISUAL")
	if editor == "" {
		editor = s.Getenv("EDITOR")
	}
	if editor == "" {
		return misuse(s.Say.Text("shell.no_editor"))
	}
	file, err := os.CreateTemp("", "gongkai-*.sql")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file.Name())) }()
	_, err = file.WriteString(s.last + "\n")
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "sh", "-c", editor+` "$1"`, "sh", file.Name())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.In, s.Out, s.Err
	if err := cmd.Run(); err != nil {
		return misuse(s.Say.Text("shell.editor", "editor", editor, "error", err))
	}
	text, err := os.ReadFile(file.Name())
	if err != nil {
		return err
	}
	if line := historyLine(string(text)); line != "" {
		s.lines.AppendHistory(line)
	}
	return s.all(ctx, string(text))
}

// setFormat chooses the format of the file of .output, or of the screen where there is none.
func (s *Shell) setFormat(name string) error {
	output, err := s.program.Output(name, s.path)
	if err != nil {
		return err
	}
	s.output = output
	if s.path == "" {
		s.Format = name
	}
	return nil
}

// setOutput sends the results that follow into a file, each in place of the one before, or back to the screen.
func (s *Shell) setOutput(path string) error {
	format := ""
	if path == "" {
		format = s.Format
	}
	output, err := s.program.Output(format, path)
	if err != nil {
		return err
	}
	s.output, s.path = output, path
	return nil
}

// set switches something on or off; on means the value given.
func (s *Shell) set(what *bool, word string, on bool) error {
	switch word {
	case "on":
		*what = on
	case "off":
		*what = !on
	default:
		return misuse(s.Say.Text("shell.on_off"))
	}
	return nil
}
