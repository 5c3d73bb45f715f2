package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/config/messages"
	"gongkai/config/settings"
	"gongkai/ingest/read"
	"gongkai/job"
	"gongkai/rows"
)

// environment is what the process gives to the program; tests give their own.
type environment struct {
	in          io.Reader
	out, err    io.Writer
	inTerminal  bool
	outTerminal bool
	errTerminal bool
	variables   []string // NAME=value
	now         func() time.Time
	program     string  // its path, to start itself with; empty where it is not known
	ending      *ending // nil: nothing ends the process before its time
}

// getenv returns a variable of the environment; where one is set twice the last counts, as in a process.
func (e environment) getenv(name string) string {
	value := ""
	for _, pair := range e.variables {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			value = v
		}
	}
	return value
}

// app is what all commands share: the environment, the language and the settings.
type app struct {
	environment
	say        messages.Printer
	configFile string // --config
	loaded     settings.Loaded
	invalid    error // what is wrong with the settings, where a command runs in spite of it
	started    bool  // a command was found and its flags were understood
}

func (a *app) settings() settings.Settings { return a.loaded.Settings }

// store says where the settings put the data and how they are opened.
func (a *app) store() job.Store {
	s := a.settings()
	out := job.Store{Path: s.Warehouse.Path, Threads: s.Warehouse.Threads, MemoryLimit: s.Warehouse.MemoryLimit, Now: a.now}
	if s.Archive.Enabled {
		out.Archive = cmp.Or(s.Archive.Path, s.Warehouse.Path+".archive")
	}
	return out
}

// run is the whole program: arguments in, exit status out.
func run(ctx context.Context, args []string, env environment) int {
	rows.DrawSingle()
	catalogue, err := messages.Embedded()
	if err != nil {
		fmt.Fprintln(env.err, "gongkai:", err)
		return 1
	}
	a := &app{environment: env}
	a.say = catalogue.In(a.language(args))
	root := newRoot(a)
	root.SetArgs(args)
	return a.finish(root.ExecuteContext(ctx))
}

// language chooses the language before the flags are parsed, since the help that parsing may print is itself in a
// language: --lang, then GONGKAI_LANGUAGE and the file, then the system.
func (a *app) language(args []string) messages.Language {
	if l, ok := messages.ParseLanguage(argument(args, "lang")); ok {
		return l
	}
	// What is wrong with the settings is reported when a command loads them again.
	loaded, _ := settings.Load(a.settingsInput(argument(args, "config"), nil))
	if l, ok := messages.ParseLanguage(loaded.Settings.Language); ok {
		return l
	}
	return messages.SystemLanguage(a.getenv)
}

// argument returns the value of --name in args, given as --name value or --name=value.
func argument(args []string, name string) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--"+name+"="); ok {
			return v
		}
		if arg == "--"+name && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// settingsInput names the sources of the settings: the file asked for, or gongkai.yaml in the working directory,
// or the one in the user's own configuration directory.
func (a *app) settingsInput(file string, flags []settings.Flag) settings.Input {
	candidates := []string{"gongkai.yaml"}
	if dir := a.userConfig(); dir != "" {
		candidates = append(candidates, filepath.Join(dir, "gongkai", "gongkai.yaml"))
	}
	return settings.Input{
		File: file, Candidates: candidates, Environment: a.variables, Flags: flags,
		Limits: settings.Limits(read.DefaultLimits()),
	}
}

// userConfig is os.UserConfigDir, but on the environment that was handed in where that decides.
func (a *app) userConfig() string {
	if dir := a.getenv("XDG_CONFIG_HOME"); dir != "" {
		return dir
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "" // no home directory: there is no such file
	}
	return dir
}

// printf writes to the output. A write to a closed pipe ends the process by its signal; other failures of the
// output are seen by the commands that write data.
func (a *app) printf(format string, args ...any) { fmt.Fprintf(a.out, format, args...) }

// linef writes a line of the output.
func (a *app) linef(format string, args ...any) { a.printf(format+"\n", args...) }

// notef writes a line for a person beside the output.
func (a *app) notef(format string, args ...any) { fmt.Fprintf(a.err, format+"\n", args...) }

// writeJSON writes one value, indented, with Chinese and < > & as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// shown shows what a job came to, as JSON or as text, where it did not fail.
func shown[T any](a *app, asJSON bool, text func(T) error) func(T, error) error {
	return func(v T, err error) error {
		switch {
		case err != nil:
			return err
		case asJSON:
			return writeJSON(a.out, v)
		}
		return text(v)
	}
}

// oneOf settles the format asked for, of which --json is one, and refuses what is none of the formats.
func (a *app) oneOf(format *string, asJSON bool, formats ...string) error {
	if asJSON {
		*format = "json"
	}
	if !slices.Contains(formats, *format) {
		return wrongUse(a.say.Text("usage.format", "format", *format, "formats", strings.Join(formats, ", ")))
	}
	return nil
}
