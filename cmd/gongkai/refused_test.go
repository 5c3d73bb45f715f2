package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// Every cause that the packages below give has a sentence in the catalogue, with just the placeholders that it is given.
func TestEveryCauseHasASentence(t *testing.T) {
	t.Parallel()
	say := english(t)
	found := 0
	for _, folder := range []string{"queries", "warehouse", "job"} {
		for kind, names := range causes(t, filepath.Join("../..", folder)) {
			found++
			key := "refused." + kind
			if !say.Has(key) {
				t.Errorf("%s is not in the catalogue", key)
			}
			if got := messages.Placeholders(say.Text(key)); !slices.Equal(got, names) {
				t.Errorf("%s has the placeholders %v and is given %v", key, got, names)
			}
		}
	}
	if found < 25 {
		t.Errorf("%d causes found, want all of them", found)
	}
}

// causes returns the names that are given with each kind, sorted, out of the calls of fault.Because and of refuse.
func causes(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil // a folder that is not there has no causes
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			args := call.Args
			switch called := call.Fun.(type) {
			case *ast.Ident:
				if called.Name != "refuse" {
					return true
				}
			case *ast.SelectorExpr:
				if called.Sel.Name != "Because" {
					return true
				}
				args = args[1:]
			default:
				return true
			}
			kind, ok := literal(args[0])
			if !ok {
				return true // refuse itself hands its kind on
			}
			names := []string{}
			for i := 1; i < len(args); i += 2 {
				name, _ := literal(args[i])
				names = append(names, name)
			}
			slices.Sort(names)
			found[kind] = names
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// The English is what the errors themselves said before they had kinds.
func TestCauseInWords(t *testing.T) {
	t.Parallel()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err    error
		en, zh string
	}{
		{
			fmt.Errorf("query: %w", fault.Because(fault.ErrUnsafeStatement, "gate_function", "name", "repeat")),
			"gongkai: query: the statement is not allowed in a read-only session: the function repeat is not available\n",
			"gongkai: query: 只读会话不执行这条语句：不提供函数 repeat。\n",
		},
		{
			fmt.Errorf("open warehouse w.duckdb: %w", fault.Because(fault.ErrNoWarehouse, "no_file", "path", "w.duckdb")),
			"gongkai: open warehouse w.duckdb: no warehouse at w.duckdb: make one with `gongkai ingest --warehouse w.duckdb PATH…`\n",
			"gongkai: open warehouse w.duckdb: w.duckdb 处没有数据仓库：请用 `gongkai ingest --warehouse w.duckdb PATH…` 建立。\n",
		},
		{
			fmt.Errorf("create warehouse w.duckdb: %w", fault.Because(fault.ErrUsage, "other_database", "tables", 3)),
			"gongkai: create warehouse w.duckdb: wrong use: the file is a DuckDB database of something else (3 tables): choose another path\n",
			"gongkai: create warehouse w.duckdb: 该文件是别的 DuckDB 数据库（3 个表）：请另选路径。\n",
		},
	} {
		for language, want := range map[messages.Language]string{messages.English: c.en, messages.Chinese: c.zh} {
			var out strings.Builder
			a := &app{environment: environment{err: &out}, started: true, say: catalogue.In(language)}
			if status := a.finish(c.err); status != fault.ExitStatus(c.err) {
				t.Errorf("%v: status %d", c.err, status)
			}
			if first, _, _ := strings.Cut(out.String(), "\n"); first+"\n" != want {
				t.Errorf("%s: got %q, want %q", language, first, want)
			}
		}
	}
}
