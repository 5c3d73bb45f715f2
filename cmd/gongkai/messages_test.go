package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongkai/config/messages"
	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
)

func english(t *testing.T) messages.Printer {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(messages.English)
}

// sources parses the code that speaks to people.
func sources(t *testing.T) (files []*ast.File) {
	t.Helper()
	for _, folder := range []string{
		".", "shell", "../../queries/page", "../../queries/page/card", "../../render", "../../render/cards", "../../render/web", "../../serve",
		"../../job", "../../job/register", "../../bundle", "../../bundle/program",
	} {
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	return files
}

// templateKeys returns the keys that the templates of pages name.
func templateKeys(t *testing.T) (keys []string) {
	t.Helper()
	var paths []string
	for _, folder := range []string{"../../render/templates", "../../render/cards/templates", "../../render/web/templates"} {
		found, err := filepath.Glob(folder + "/*.tmpl")
		if err != nil || len(found) == 0 {
			t.Fatalf("there are no templates in %s: %v", folder, err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\b[Ss]ay "([a-z0-9_.]+)"`).FindAllStringSubmatch(string(text), -1) {
			keys = append(keys, m[1])
		}
	}
	return keys
}

// usedKeys returns the keys that the code names, and the beginnings of those that it puts together.
func usedKeys(t *testing.T) (keys, beginnings []string) {
	t.Helper()
	keys = templateKeys(t)
	shape := regexp.MustCompile(`^[a-z]+(\.[a-z0-9_]+)+$`)
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case shape.MatchString(text):
				keys = append(keys, text)
			case strings.HasSuffix(text, ".") && shape.MatchString(strings.TrimSuffix(text, ".")+".x"):
				beginnings = append(beginnings, text)
			}
			return true
		})
	}
	return keys, beginnings
}

func TestEveryMessageIsUsed(t *testing.T) {
	t.Parallel()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	keys, beginnings := usedKeys(t)
	for _, key := range catalogue.Keys() {
		put := slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) })
		if !put && !slices.Contains(keys, key) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

func TestEveryMessageExists(t *testing.T) {
	t.Parallel()
	say := english(t)
	keys := calledKeys(t)
	for _, reason := range fault.Reasons() {
		keys = append(keys, "reason."+reason, "todo."+reason)
	}
	for _, kind := range settings.Kinds() {
		keys = append(keys, "settings.problem."+kind)
	}
	for _, kind := range []string{settings.FromDefault, settings.FromFile, settings.FromEnvironment, settings.FromFlag} {
		keys = append(keys, "settings.source."+kind)
	}
	for _, s := range report.Subjects() {
		keys = append(keys, "subject."+string(s))
	}
	for _, s := range []report.Scope{report.ScopeOwn, report.ScopeLevel, report.ScopeArea, report.ScopeSystem, report.ScopeUnknown} {
		keys = append(keys, "scope."+string(s))
	}
	for _, s := range []job.Status{job.OK, job.Note, job.Fail} {
		keys = append(keys, "doctor."+string(s))
	}
	for _, key := range keys {
		if !say.Has(key) {
			t.Errorf("%s is not in the catalogue", key)
		}
	}
}

// calledKeys returns the literal first arguments of all calls of Text and title.
func calledKeys(t *testing.T) []string {
	t.Helper()
	keys := templateKeys(t)
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || (method.Sel.Name != "Text" && method.Sel.Name != "title") {
				return true
			}
			if lit, ok := call.Args[0].(*ast.BasicLit); ok {
				key, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				keys = append(keys, key)
			}
			return true
		})
	}
	if len(keys) < 50 {
		t.Fatalf("%d calls found, want all of them", len(keys))
	}
	return keys
}

// TestHelpIsComplete holds for every command in both languages: texts, two examples and a list of exit statuses.
func TestHelpIsComplete(t *testing.T) {
	t.Parallel()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		root := newRoot(&app{environment: environment{}, say: catalogue.In(language)})
		for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
			for what, text := range map[string]string{"short": cmd.Short, "long": cmd.Long, "example": cmd.Example} {
				if text == "" || strings.HasPrefix(strings.TrimSpace(text), "cmd.") {
					t.Errorf("%s %s: no %s: %q", language, cmd.Name(), what, text)
				}
			}
			if n := strings.Count(cmd.Example, "\n") + 1; n != 2 {
				t.Errorf("%s %s: %d examples, want 2", language, cmd.Name(), n)
			}
			statuses := cmd.Annotations[annotationExit]
			if !strings.HasPrefix(statuses, "   0  ") || strings.Contains(statuses, "exit.") {
				t.Errorf("%s %s: exit statuses %q", language, cmd.Name(), statuses)
			}
		}
		flagsAreFilled(t, root)
	}
}

// flagsAreFilled: no flag of a command, or of one below it, is shown with a placeholder.
func flagsAreFilled(t *testing.T, cmd *cobra.Command) {
	t.Helper()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if strings.Contains(f.Usage, "{") || strings.HasPrefix(f.Usage, "flag.") {
			t.Errorf("%s --%s: %q", cmd.CommandPath(), f.Name, f.Usage)
		}
	})
	for _, sub := range cmd.Commands() {
		flagsAreFilled(t, sub)
	}
}
