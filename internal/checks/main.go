// Command checks switches off each check of a package in turn, runs the tests, and names the checks without which they all pass: somebody
// may take such a one away, and nothing shows it.
//
//	go run ./internal/checks ./ingest/read/doc
//	go run ./internal/checks ./ingest/read/wordtable ./ingest/read/doc ./ingest/read/docx ./ingest/read/rtf
//
// A check is a condition behind which a document is refused (fault.Err…), or something of it left out with a note, or in doubt.
// The tests are those of the first package and of all others that are named. They are built once, with a switch before each condition.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longest is how long the tests may run with a check switched off: that they do not end is a failure too.
const longest = 3 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "checks:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, packages []string, out io.Writer) (err error) {
	if len(packages) == 0 {
		return errors.New("usage: checks FOLDER [FOLDER of other tests]…")
	}
	work, err := os.MkdirTemp("", "checks")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	checks, overlay, err := instrument(packages[0], work)
	if err != nil || len(checks) == 0 {
		return err
	}
	var tests []test
	for i, p := range packages {
		t := test{folder: p, program: filepath.Join(work, fmt.Sprintf("%d.test", i))}
		build := exec.CommandContext(ctx, "go", "test", "-tags", "duckdb_arrow", "-overlay", overlay, "-c", "-o", t.program, t.folder)
		if said, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("build the tests of %s: %w\n%s", p, err, said)
		}
		if !t.passes(ctx, 0) {
			return fmt.Errorf("the tests of %s fail with every check switched on", p)
		}
		tests = append(tests, t)
	}
	needed := 0
	for i, c := range checks {
		if slices.ContainsFunc(tests, func(t test) bool { return !t.passes(ctx, i+1) }) {
			needed++
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Fprintln(out, c)
	}
	_, err = fmt.Fprintf(out, "%s: tests fail without %d of %d checks\n", packages[0], needed, len(checks))
	return err
}

// test is the tests of a package, built.
type test struct{ folder, program string }

// passes runs the tests with a check switched off; 0 for none.
func (t test) passes(ctx context.Context, off int) bool {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, t.program, "-test.short", "-test.failfast")
	cmd.Dir, cmd.Env = t.folder, append(os.Environ(), fmt.Sprintf("CHECK_OFF=%d", off))
	return cmd.Run() == nil
}

// switches is the file that is added to a package: each check asks whether it is switched on.
const switches = `package %s

import "os"

var checkOff, checkNames = os.Getenv("CHECK_OFF"), %#v

func checkIsOn(n int) bool { return checkOff != checkNames[n] }
`

// instrument writes a copy of each file of a package with a switch before each check, and the overlay by which the compiler takes it.
func instrument(folder, work string) (checks []string, overlay string, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, "", err
	}
	name, replaced := "", map[string]string{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, "", err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, "", err
		}
		name = file.Name.Name
		conditions := conditionsOf(file)
		for k, c := range slices.Backward(conditions) {
			from, to := set.Position(c.Pos()).Offset, set.Position(c.End()).Offset
			on := fmt.Sprintf("checkIsOn(%d) && (%s)", len(checks)+k+1, text[from:to])
			text = slices.Concat(text[:from], []byte(on), text[to:])
		}
		original, _ := os.ReadFile(path)
		for _, c := range conditions {
			at := set.Position(c.Pos())
			checks = append(checks, fmt.Sprintf("%s:%d: %s", path, at.Line, original[at.Offset:set.Position(c.End()).Offset]))
		}
		if replaced[absolute(path)], err = write(work, len(replaced), text); err != nil {
			return nil, "", err
		}
	}
	names := fmt.Sprintf(switches, name, numbers(len(checks)+1))
	if replaced[absolute(filepath.Join(folder, "checks_switch.go"))], err = write(work, len(replaced), []byte(names)); err != nil {
		return nil, "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return nil, "", err
	}
	overlay, err = filepath.Join(work, "overlay.json"), os.WriteFile(filepath.Join(work, "overlay.json"), text, 0o666)
	return checks, overlay, err
}

// conditionsOf lists the conditions of a file that are checks, in their order.
func conditionsOf(file *ast.File) (all []ast.Expr) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			if refuses(n.Body.List) {
				all = append(all, n.Cond)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil {
				break
			}
			for _, clause := range n.Body.List {
				if c, ok := clause.(*ast.CaseClause); ok && refuses(c.Body) {
					all = append(all, c.List...)
				}
			}
		}
		return true
	})
	slices.SortFunc(all, func(a, b ast.Expr) int { return int(a.Pos() - b.Pos()) })
	return all
}

// refuses reports whether statements themselves, not those behind a condition of their own, refuse a document, note something about it,
// or doubt it.
func refuses(list []ast.Stmt) bool {
	found := false
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt, *ast.SwitchStmt, *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
				return false
			case *ast.SelectorExpr:
				if p, ok := n.X.(*ast.Ident); ok {
					found = found || p.Name == "fault" && strings.HasPrefix(n.Sel.Name, "Err") ||
						p.Name == "report" && strings.HasPrefix(n.Sel.Name, "Note") || p.Name == "printed" && ast.IsExported(n.Sel.Name)
				}
			}
			return true
		})
	}
	return found
}

func write(folder string, n int, text []byte) (string, error) {
	path := filepath.Join(folder, fmt.Sprintf("%d.go", n))
	return path, os.WriteFile(path, text, 0o666)
}

func absolute(path string) string {
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return whole
}

func numbers(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = strconv.Itoa(i)
	}
	return all
}
