package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/warehouse"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaned{m}, map[string]func(){"gongkai": func() {
		os.Exit(onPrepared(os.Getenv(preparedVariable), os.Args[1:], environment{variables: os.Environ()}, start))
	}})
}

// TestScript runs whole command lines, each in a process of its own. Beside the commands of testscript there are
//
//	status N command…   run the command, and fail unless it ends with status N
//	hold PATH           hold the warehouse open as another writer until the script ends
//	alter PATH FILE     run the statements of the file on the warehouse, which leave it as an older version of the program did
//	encode E FROM TO    write a text in another encoding: gbk, gb18030, utf16 (with tabs, as Excel's Unicode text), mark (UTF-8 with a byte
//	                    order mark), cut (GBK without its last byte)
func TestScript(t *testing.T) {
	t.Parallel()
	reports, err := filepath.Abs("../../testdata/reports")
	if err != nil {
		t.Fatal(err)
	}
	empty, err := prepared()
	if err != nil {
		t.Fatal(err)
	}
	dir, files := "testdata/script", []string(nil)
	if testing.Short() { // those that ask for one page of a warehouse, or none
		dir = ""
		for _, name := range []string{"extract", "help", "rejected", "settings", "sql_output", "usage", "version"} {
			files = append(files, "testdata/script/"+name+".txtar")
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		Files:               files,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv(preparedVariable, empty)
			env.Setenv("REPORTS", reports)
			env.Setenv("REGION", filepath.Join(reports, "../../cmd/gongkai/testdata/region"))
			env.Setenv("LANG", "C.UTF-8")
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "hold": hold, "alter": alter, "encode": reencode},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("status %d, want %d", got, want)
	}
}

func reencode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode E FROM TO")
	}
	text := ts.ReadFile(args[1])
	e := simplifiedchinese.GBK
	switch args[0] {
	case "gb18030":
		e = simplifiedchinese.GB18030
	case "utf16":
		e, text = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), strings.ReplaceAll(text, ",", "\t")
	case "mark":
		e = unicode.UTF8BOM
	case "cut":
		text = strings.TrimSuffix(text, "\n")
	}
	body, err := e.NewEncoder().String(text)
	ts.Check(err)
	if args[0] == "cut" {
		body = body[:len(body)-1]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(body), 0o600))
}

func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold PATH")
	}
	w, err := warehouse.Create(context.Background(), warehouse.Options{Path: ts.MkAbs(args[0])})
	ts.Check(err)
	ts.Defer(func() {
		if err := w.Close(); err != nil {
			ts.Logf("close %s: %v", args[0], err)
		}
	})
}

func alter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: alter PATH FILE")
	}
	w, err := warehouse.Create(context.Background(), warehouse.Options{Path: ts.MkAbs(args[0])})
	ts.Check(err)
	_, err = w.DB().ExecContext(context.Background(), ts.ReadFile(args[1]))
	ts.Check(errors.Join(err, w.Close()))
}
