package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gongkai/job"
	"gongkai/queries"
	"gongkai/warehouse"
)

// preparedVariable names the prepared warehouse to the programs that a test starts.
const preparedVariable = "PREPARED_WAREHOUSE"

// preparedDir is where the prepared warehouse of this process stands, empty until it is made.
var preparedDir string

// prepared makes an empty warehouse with its views, once for all tests of the process, and returns its path. A new one costs a second of
// processor time, nearly all of it for views that are the same each time, and the tests make some hundred.
var prepared = sync.OnceValues(func() (path string, err error) {
	if preparedDir, err = os.MkdirTemp("", "prepared"); err != nil {
		return "", err
	}
	ctx, path := context.Background(), filepath.Join(preparedDir, "w.duckdb")
	w, err := warehouse.Create(ctx, warehouse.Options{Path: path})
	if err != nil {
		return "", err
	}
	if err = job.SyncReference(ctx, w); err == nil {
		_, err = queries.Install(ctx, w.DB())
	}
	return path, errors.Join(err, w.Close())
})

// onPrepared does what ingest does into a new warehouse on a copy of the prepared one. Where the command is another, or the warehouse is
// there, it just runs. Nothing is left of the copy where the command ends before it would have published its own.
func onPrepared(from string, args []string, env environment, run func() int) int {
	path := newWarehouse(args, env)
	if from == "" || path == "" {
		return run()
	}
	body, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(path, body, 0o666)
	}
	if err != nil {
		return run() // as where the folder is missing, of which the command is to tell
	}
	status := run()
	if isAbsent(path + ".snapshots") {
		_ = os.Remove(path)
	}
	return status
}

// newWarehouse returns which warehouse a command line would make; empty where it makes none, or settings may name it.
func newWarehouse(args []string, env environment) string {
	rest := args
	for len(rest) > 1 && strings.HasPrefix(rest[0], "--") { // flags before the command
		if !strings.Contains(rest[0], "=") {
			rest = rest[1:]
		}
		rest = rest[1:]
	}
	path := argument(args, "warehouse")
	if path == "" {
		path = env.getenv("GONGKAI_WAREHOUSE")
	}
	if path == "" {
		path = "gongkai.duckdb"
	}
	switch {
	case len(rest) == 0 || rest[0] != "ingest" || argument(args, "config") != "" || strings.Contains(strings.Join(args, " "), "--dry-run"):
	case !isAbsent("gongkai.yaml") || !isAbsent(path) || !isAbsent(path+".snapshots"):
	default:
		return path
	}
	return ""
}

func isAbsent(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// cleaned runs the tests and takes the prepared warehouse away.
type cleaned struct{ tests interface{ Run() int } }

func (c cleaned) Run() int {
	status := c.tests.Run()
	if preparedDir != "" {
		_ = os.RemoveAll(preparedDir)
	}
	return status
}

// long leaves a test out of make test-short: one that takes more than a second or two of processor time.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes long; make test runs it")
	}
}
