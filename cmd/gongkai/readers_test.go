package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/internal/fault"
	"gongkai/synth/nation"
)

// TestReadersWhileWriting reads in processes of their own while another writes. A reader is never refused because of the writer, and
// sees what was published before the run or after it, never what lies between.
func TestReadersWhileWriting(t *testing.T) {
	long(t)
	k := newKiller(t, t.TempDir())
	folder := filepath.Join(k.dir, "readers")
	more := filepath.Join(k.dir, "more")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	pages(t, more, nation.Options{Reports: 24, Years: [2]int{2022, 2023}, Seed: 6, Formats: []string{"html"}})
	k.finish(folder, killedJob{"ingest", []string{"ingest", "@../docs"}})
	// The number of versions, and whether every batch has all of its own.
	read := func() (string, error) {
		cmd := k.command(folder, killedJob{"read", []string{"sql", "--format", "csv", `SELECT count(*), (SELECT sum(reports) FROM batch), (SELECT count(*) FROM batch) FROM report_version`}})
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			return "", fmt.Errorf("%w: %s", err, errs.String())
		}
		lines := strings.Fields(string(out))
		return lines[len(lines)-1], nil // after the names of the columns
	}
	before, err := read()
	if err != nil {
		t.Fatal(err)
	}
	writer := k.command(folder, killedJob{"ingest", []string{"ingest", "@../more"}})
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- writer.Wait() }()
	seen := map[string]int{}
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		default:
		}
		got, err := read()
		if err != nil {
			t.Fatalf("a reader: %v", err)
		}
		seen[got]++
	}
	after, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if after == before || seen[before]+seen[after] == 0 {
		t.Errorf("before %s, after %s, seen %v", before, after, seen)
	}
	for got, n := range seen {
		if got != before && got != after {
			t.Errorf("%d readers saw %s; before %s, after %s", n, got, before, after)
		}
	}
	if versions, reports, _ := strings.Cut(after, ","); !strings.HasPrefix(reports, versions+",") {
		t.Errorf("versions, reports of all batches, batches: %s", after)
	}
	// Many runs later there are two generations, not all.
	for range 2 {
		k.finish(folder, k.jobs()[1])
		k.finish(folder, k.jobs()[2])
	}
	left, err := filepath.Glob(filepath.Join(folder, "gongkai.duckdb.snapshots", "*"))
	if err != nil || len(left) != 4 {
		t.Errorf("snapshots: %v, %v; want two, CURRENT and the link", left, err)
	}
}

// A second writer ends with status 11 and is told the name and the process id of the first.
func TestSecondWriter(t *testing.T) {
	long(t)
	k := newKiller(t, t.TempDir())
	folder := filepath.Join(k.dir, "writers")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	k.finish(folder, killedJob{"ingest", []string{"ingest", "@../docs"}})
	holder := openWarehouse(t, filepath.Join(folder, "gongkai.duckdb"))
	for _, args := range [][]string{
		{"ingest", "@../docs"}, {"batch", "withdraw", "1", "--why", "x", "--who", "w"},
	} {
		out, err := k.command(folder, killedJob{"write", args}).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != fault.ExitLocked || !strings.Contains(string(out), fmt.Sprintf("(PID %d)", os.Getpid())) ||
			!strings.Contains(string(out), filepath.Base(os.Args[0])) {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
	if err := holder.Close(); err != nil {
		t.Fatal(err)
	}
	k.finish(folder, killedJob{"ingest", []string{"ingest", "@../docs"}})
}
