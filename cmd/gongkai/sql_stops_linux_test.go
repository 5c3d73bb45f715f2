package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/internal/fault"
)

// letters is a text of a length that no reader of the statement sees.
func letters(n, letter string) string {
	return "(SELECT string_agg(chr(ascii('" + letter + "')), '') AS " + letter + " FROM range(" + n + "))"
}

// unstoppable are statements that pass the gate and during which DuckDB does not look whether it is to stop.
func unstoppable() map[string]string {
	return map[string]string{
		"edits":          "SELECT levenshtein(x, y) FROM " + letters("300000", "x") + ", " + letters("300000", "y"),
		"a pattern":      "SELECT x LIKE '%x_%x_%y' FROM " + letters("100000", "x"),
		"a value":        "SELECT sum(length(replace(x, 'x', x))) FROM " + letters("30000", "x") + ", range(2048)",
		"values of list": "SELECT list_transform(l, lambda a: list_transform(l, lambda b: l)) FROM (SELECT list(n) AS l FROM range(2000) t(n))",
	}
}

// ended is how a program ended.
type ended struct {
	status int
	took   time.Duration
	peak   int64 // bytes
	said   string
}

// watched runs the program, and interrupts it when it has worked for each of the times given.
func watched(t *testing.T, interrupts []time.Duration, variables []string, args ...string) ended {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "gongkai", args...)
	cmd.Env = append(append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir()), variables...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	started := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, after := range interrupts {
		time.AfterFunc(after, func() { _ = cmd.Process.Signal(os.Interrupt) })
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = cmd.Wait()
	}()
	// What the system sums up at the end is no less than what the test held when it started the program.
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for peak := int64(0); ; {
		select {
		case <-done:
			return ended{cmd.ProcessState.ExitCode(), time.Since(started), peak, said.String()}
		case <-ticker.C:
			peak = max(peak, highWater(cmd.Process.Pid))
		}
	}
}

// highWater is the most memory that a process has held, 0 where it has ended.
func highWater(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	var kilobytes int64
	_, _ = fmt.Sscan(after, &kilobytes)
	return kilobytes << 10
}

// What DuckDB cannot be stopped in ends with the process: within two seconds of its timeout, or of an interrupt, and within its memory limit and
// a gigabyte.
func TestSQLStops(t *testing.T) {
	long(t)
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if status, _, errs := program(t.Context(), t, "ingest", "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); status != fault.ExitDone {
		t.Fatal(errs)
	}
	const limit, timeout, slack = 500e6, 2 * time.Second, 3 * time.Second // a busy machine takes a while to start and to end a process
	bounds := []string{"GONGKAI_SQL_MEMORY_LIMIT=500MB"}
	for name, query := range unstoppable() {
		output := filepath.Join(filepath.Dir(path), "out.csv")
		e := watched(t, nil, bounds, "sql", "--lang", "en", "--warehouse", path, "--timeout", timeout.String(), "--output", output, query)
		if e.status != fault.ExitFailed || e.took > timeout+slack || e.peak > limit+1<<30 {
			t.Errorf("%s: status %d after %s with %d MB: %s", name, e.status, e.took, e.peak>>20, e.said)
		}
		if left, _ := filepath.Glob(filepath.Dir(path) + "/.out.csv*"); !strings.Contains(e.said, "sql.") || len(left) > 0 {
			t.Errorf("%s: %s; left: %v", name, e.said, left)
		}
	}
	e := watched(t, []time.Duration{time.Second, 1100 * time.Millisecond}, bounds, "sql", "--lang", "en", "--warehouse", path, unstoppable()["edits"])
	if e.status != fault.ExitFailed || e.took > time.Second+slack {
		t.Errorf("interrupted: status %d after %s: %s", e.status, e.took, e.said)
	}
	fifo := filepath.Join(t.TempDir(), "a.csv")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--files", "FROM read_csv('" + fifo + "')"}, {"--file", fifo}, {"--file", "/dev/zero"}} {
		e := watched(t, nil, bounds, append([]string{"sql", "--warehouse", path, "--timeout", "1s"}, args...)...)
		if e.status != fault.ExitFailed || e.took > time.Second+slack {
			t.Errorf("%v: status %d after %s: %s", args, e.status, e.took, e.said)
		}
	}
}

// A statement that a worker cannot be stopped in costs the shell that worker: the next statement is answered.
func TestShellWorkers(t *testing.T) {
	long(t)
	itself, err := exec.LookPath("gongkai")
	if err != nil {
		t.Fatal(err)
	}
	in := &typed{lines: []string{
		"SELECT 1 AS a;", unstoppable()["edits"] + ";", "SELECT 2 AS b;", unstoppable()["a value"] + ";", "SELECT 3 AS c;",
		"SELECT no_column;", "DROP TABLE cell;", ".as-of 2001-01-01", "SELECT count(*) AS reports FROM report;",
	}}
	out, errs := runShellIn(t, in, func(a *app) {
		a.program, a.variables = itself, os.Environ()
		a.loaded.Settings.SQL.Timeout = 2 * time.Second
		a.loaded.Settings.SQL.MemoryLimit = "600MB"
	})
	for _, want := range []string{"a\n1\n", "b\n2\n", "c\n3\n", "reports\n0\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	for _, want := range []string{"longer than sql.timeout", "needs more than it may have", "no_column", "Only reading is possible", "only SELECT, DESCRIBE"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("no %q in %s", want, errs)
		}
	}
}
