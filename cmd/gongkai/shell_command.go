package main

import (
	"context"
	_ "embed"
	"errors"
	"os"
	"os/exec"
	"strings"
)

//go:embed sql/shell_relation.sql
var shellRelationSQL string

//go:embed sql/shell_column.sql
var shellColumnSQL string

// shellCommand is a command of the shell. Its help is shell.help.<key> of the catalogue.
type shellCommand struct {
	names []string // the first is the one that help shows
	use   string   // its argument
	key   string
	run   func(ctx context.Context, s *shell, argument string) error
}

// shellCommands lists them in the order in which .help shows them.
func shellCommands() []shellCommand {
	return []shellCommand{
		{[]string{".help", `\?`, `\h`}, "", "help", func(_ context.Context, s *shell, _ string) error { return s.help() }},
		{[]string{`\dt`, ".tables"}, "", "relations", func(ctx context.Context, s *shell, _ string) error { return s.relations(ctx) }},
		{[]string{`\d`, ".describe"}, "[NAME]", "columns", func(ctx context.Context, s *shell, name string) error { return s.describe(ctx, name) }},
		{[]string{".examples"}, "", "examples", func(_ context.Context, s *shell, _ string) error { return s.a.listExamples(false) }},
		{[]string{".example"}, "NAME", "example", func(ctx context.Context, s *shell, name string) error { return s.example(ctx, name) }},
		{[]string{".read", `\i`}, "FILE", "read", func(ctx context.Context, s *shell, path string) error { return s.read(ctx, path) }},
		{[]string{`\e`, ".edit"}, "", "edit", func(ctx context.Context, s *shell, _ string) error { return s.edit(ctx) }},
		{[]string{".format"}, "FORMAT", "format", func(_ context.Context, s *shell, name string) error { return s.setFormat(name) }},
		{[]string{".output", `\o`}, "[FILE]", "output", func(_ context.Context, s *shell, path string) error { return s.setOutput(path) }},
		{[]string{".values"}, "published|adjusted", "values", func(ctx context.Context, s *shell, v string) error {
			return s.setReading(ctx, func(r *reading) { r.values = v })
		}},
		{[]string{".as-of"}, "[DAY]", "as_of", func(ctx context.Context, s *shell, day string) error {
			return s.setReading(ctx, func(r *reading) { r.asOf = day })
		}},
		{[]string{".boundaries"}, "year|today", "boundaries", func(ctx context.Context, s *shell, v string) error {
			return s.setReading(ctx, func(r *reading) { r.boundaries = v })
		}},
		{[]string{".reload"}, "", "reload", func(ctx context.Context, s *shell, _ string) error {
			return s.setReading(ctx, func(*reading) {})
		}},
		{[]string{".pager"}, "on|off", "pager", func(_ context.Context, s *shell, v string) error { return s.set(&s.pager, v, true) }},
		{[]string{".timing", `\timing`}, "on|off", "timing", func(_ context.Context, s *shell, v string) error { return s.set(&s.silent, v, false) }},
		{[]string{".quit", `\q`, ".exit"}, "", "quit", func(_ context.Context, s *shell, _ string) error { s.ended = true; return nil }},
	}
}

// command carries out a line that begins with . or \.
func (s *shell) command(ctx context.Context, line string) error {
	name, argument, _ := strings.Cut(strings.TrimSuffix(line, ";"), " ")
	for _, c := range shellCommands() {
		for _, n := range c.names {
			if n == name {
				return c.run(ctx, s, strings.TrimSpace(argument))
			}
		}
	}
	return wrongUse(s.a.say.Text("shell.unknown", "name", name))
}

func (s *shell) help() error {
	g := grid{terminal: s.a.outTerminal, header: []string{s.a.say.Text("shell.command"), s.a.say.Text("shell.does")}}
	for _, c := range shellCommands() {
		g.add(strings.TrimSpace(strings.Join(c.names, " ")+" "+c.use), s.a.say.Text("shell.help."+c.key))
	}
	if err := g.write(s.a.out); err != nil {
		return err
	}
	s.a.printf("%s\n", s.a.say.Text("shell.keys"))
	return nil
}

// relations lists the views and tables with what they are.
func (s *shell) relations(ctx context.Context) error { return s.list(ctx, shellRelationSQL, "") }

// describe shows the columns of a table or view; without a name it lists those.
func (s *shell) describe(ctx context.Context, name string) error {
	if name == "" {
		return s.relations(ctx)
	}
	return s.list(ctx, shellColumnSQL, strings.Trim(name, `"`))
}

// list shows a table of names with their meaning in the language chosen.
func (s *shell) list(ctx context.Context, query, name string) error {
	rows, err := s.session.Query(ctx, query, name, string(s.a.say.Language))
	if err != nil {
		return err
	}
	defer rows.Close()
	g := grid{terminal: s.a.outTerminal, header: []string{s.a.say.Text("shell.name"), s.a.say.Text("shell.kind"), s.a.say.Text("shell.meaning")}}
	for rows.Next() {
		var name, kind, meaning string
		if err := rows.Scan(&name, &kind, &meaning); err != nil {
			return err
		}
		g.add(name, kind, meaning)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(g.rows) == 0 {
		return wrongUse(s.a.say.Text("shell.no_relation", "name", name))
	}
	var page strings.Builder
	if err := g.write(&page); err != nil {
		return err
	}
	if !s.pager {
		s.a.printf("%s", page.String())
		return nil
	}
	return s.a.page(page.String())
}

func (s *shell) example(ctx context.Context, name string) error {
	query, err := s.a.example(name)
	if err != nil {
		return err
	}
	s.a.printf("%s\n", strings.TrimSpace(query))
	return s.all(ctx, query)
}

// all runs the statements of a text, the last with or without its semicolon, until one fails.
func (s *shell) all(ctx context.Context, text string) error {
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

func (s *shell) read(ctx context.Context, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return wrongUse(s.a.say.Text("usage.no_such_path", "path", path))
	}
	return s.all(ctx, string(text))
}

// edit opens the last statement in the editor of the person, and runs what comes back.
func (s *shell) edit(ctx context.Context) (err error) {
	editor := s.a.getenv("VISUAL")
	if editor == "" {
		editor = s.a.getenv("EDITOR")
	}
	if editor == "" {
		return wrongUse(s.a.say.Text("shell.no_editor"))
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
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.a.in, s.a.out, s.a.err
	if err := cmd.Run(); err != nil {
		return wrongUse(s.a.say.Text("shell.editor", "editor", editor, "error", err))
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
func (s *shell) setFormat(name string) error {
	out, err := s.a.newOutput(name, s.out.path)
	if err != nil {
		return err
	}
	s.out = out
	if out.path == "" {
		s.screen = out.format
	}
	return nil
}

// setOutput sends the results that follow into a file, each in place of the one before, or back to the screen.
func (s *shell) setOutput(path string) error {
	if path == "" {
		s.out = output{a: s.a, format: s.screen}
		return nil
	}
	out, err := s.a.newOutput("", path)
	if err != nil {
		return err
	}
	s.out = out
	return nil
}

// set switches something on or off; on means the value given.
func (s *shell) set(what *bool, word string, on bool) error {
	switch word {
	case "on":
		*what = on
	case "off":
		*what = !on
	default:
		return wrongUse(s.a.say.Text("shell.on_off"))
	}
	return nil
}
