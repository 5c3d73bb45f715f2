package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/queries"
	"gongkai/rows"
)

// sqlOptions are the flags of sql.
type sqlOptions struct {
	format   string
	output   string
	file     string
	example  string
	examples bool
	asJSON   bool
	worker   bool // answer the statements of another process
	reading  reading
}

func newSQL(a *app) *cobra.Command {
	var o sqlOptions
	cmd := &cobra.Command{
		Use:  "sql [--format FORMAT] [--output FILE] [QUERY]",
		RunE: func(cmd *cobra.Command, args []string) error { return runSQL(cmd.Context(), a, o, args) },
	}
	a.describe(cmd, "sql", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "", a.say.Text("flag.sql_format", "formats", strings.Join(rows.FormatNames(), ", ")))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	flags.StringVarP(&o.output, "output", "o", "", a.say.Text("flag.sql_output"))
	flags.StringVarP(&o.file, "file", "f", "", a.say.Text("flag.sql_file"))
	flags.StringVar(&o.example, "example", "", a.say.Text("flag.sql_example"))
	flags.BoolVar(&o.examples, "examples", false, a.say.Text("flag.sql_examples"))
	flags.BoolVar(&o.reading.files, "files", false, a.say.Text("flag.sql_files"))
	flags.BoolVar(&o.worker, "worker", false, "")
	_ = flags.MarkHidden("worker") // for the program itself
	a.addReading(cmd, &o.reading)
	a.setting(flags, "timeout", "sql.timeout", a.say.Text("flag.timeout"))
	complete(cmd, "format", rows.FormatNames())
	complete(cmd, "example", exampleNames())
	return cmd
}

// complete offers words for a flag in the completion of the system's shell.
func complete(cmd *cobra.Command, flag string, words []string) {
	// It can only fail where the flag does not exist, which the tests of the commands would show.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// runSQL runs one query on the current snapshot and prints its rows, or opens the shell where no query is given on a
// terminal.
func runSQL(ctx context.Context, a *app, o sqlOptions, args []string) error {
	if o.worker {
		return a.work(ctx)
	}
	if o.asJSON {
		if o.format != "" && o.format != "json" {
			return wrongUse(a.say.Text("usage.json_format"))
		}
		o.format = "json"
	}
	if o.examples {
		return a.listExamples(o.format == "json")
	}
	out, err := a.newOutput(o.format, o.output)
	if err != nil {
		return err
	}
	interactive := len(args) == 0 && o.file == "" && o.example == "" && a.inTerminal
	if interactive && (!a.outTerminal || o.output != "") {
		return wrongUse(a.say.Text("usage.no_query"))
	}
	query := ""
	if !interactive {
		if query, err = a.query(ctx, o, args); err != nil {
			return err
		}
	}
	if o.reading.files {
		a.notef("%s", a.say.Text("sql.files"))
	}
	if interactive {
		workers, err := a.newWorkers()
		if err != nil {
			return err
		}
		if workers != nil {
			defer workers.Close()
		}
		sh, err := openShell(ctx, a, o, workers)
		if err != nil {
			return err
		}
		defer sh.Close()
		return sh.RunTerminal(ctx)
	}
	session, err := a.openForPeople(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	_, err = out.write(ctx, a.sessionRun(session), query, a.out)
	return err
}

// query finds the text of the query: the argument, the file, an example, or what comes through standard input.
func (a *app) query(ctx context.Context, o sqlOptions, args []string) (string, error) {
	var text string
	var err error
	given := len(args)
	for _, name := range []string{o.file, o.example} {
		if name != "" {
			given++
		}
	}
	switch {
	case len(args) > 1:
		return "", wrongUse(a.say.Text("usage.one_query"))
	case given > 1:
		return "", wrongUse(a.say.Text("usage.two_queries"))
	case len(args) == 1:
		text = args[0]
	case o.example != "":
		return a.example(o.example)
	case o.file != "":
		ctx, cancel := context.WithTimeout(ctx, a.settings().SQL.Timeout)
		defer cancel()
		text, err = queries.ReadText(ctx, queries.MaxStatement, func() (io.ReadCloser, error) { return os.Open(o.file) })
		var path *fs.PathError
		if errors.As(err, &path) {
			return "", wrongUse(a.say.Text("usage.no_such_path", "path", o.file))
		}
	case !a.inTerminal:
		text, err = queries.ReadText(ctx, queries.MaxStatement, func() (io.ReadCloser, error) { return io.NopCloser(a.in), nil })
	}
	if err != nil {
		return "", fmt.Errorf("read the query: %w", err)
	}
	if strings.TrimSpace(text) == "" {
		return "", wrongUse(a.say.Text("usage.no_query"))
	}
	return text, nil
}
