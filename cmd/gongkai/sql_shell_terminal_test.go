//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is a program that runs on a pseudo terminal, as under a person's hands.
type terminal struct {
	t      *testing.T
	file   *os.File
	chunks chan []byte // what the program writes; closed at its end
	seen   []byte
}

// read passes on what the program writes.
func (p *terminal) read() {
	defer close(p.chunks)
	for {
		b := make([]byte, 4096)
		n, err := p.file.Read(b)
		p.chunks <- b[:n]
		if err != nil {
			return // the other side was closed
		}
	}
}

// see waits until the text comes, and forgets what came before its end. Where again is given it is done over and over
// until then. A minute is for a machine that stands still.
func (p *terminal) see(text string, again ...func()) {
	p.t.Helper()
	patience := time.After(time.Minute)
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for !bytes.Contains(p.seen, []byte(text)) {
		select {
		case b, ok := <-p.chunks:
			if !ok {
				p.t.Fatalf("the program ended before %q; seen:\n%q", text, p.seen)
			}
			p.seen = append(p.seen, b...)
		case <-tick.C:
			for _, f := range again {
				f()
			}
		case <-patience:
			p.t.Fatalf("no %q; seen:\n%q", text, p.seen)
		}
	}
	p.seen = p.seen[bytes.Index(p.seen, []byte(text))+len(text):]
}

func (p *terminal) write(keys string) {
	p.t.Helper()
	if _, err := p.file.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

// The shell on a real terminal: editing, completion, paging, Ctrl-C, the history, and the end.
func TestShellOnATerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "w.duckdb")
	if status, _, errs := program(context.Background(), t, "ingest", "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); status != 0 {
		t.Fatalf("ingest: status %d, %s", status, errs)
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The binary of the tests is the program where it is called by its name: see TestMain.
	cmd := &exec.Cmd{
		Path: binary, Args: []string{"gongkai", "--lang", "en", "sql", "--warehouse", path},
		Env: append(os.Environ(), "TERM=xterm", "XDG_STATE_HOME="+dir, "PAGER=sed s/^/paged:/"),
	}
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 12, Cols: 90})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p := &terminal{t: t, file: file, chunks: make(chan []byte, 1024)}
	go p.read()
	defer func() { _ = cmd.Process.Kill() }() // where the test ended before the program
	p.see("gongkai> ")
	p.write("SELECT year, value\r")
	p.see("...> ")
	p.write("FROM request WHERE outcome = 'receiv\t' AND applicant = 'total';\r")
	p.see("2023 │    81 │")
	p.see("1 rows")

	// The columns of Chinese line up: each letter is two wide.
	p.see("gongkai> ")
	p.write("SELECT '平潭综合' AS 甲, 1 AS b;\r")
	p.see("│ 甲       │ b │")

	p.see("gongkai> ")
	p.write("SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3;\r")
	// Until the query runs, Ctrl-C only gives up an empty line.
	p.see("stopped.", func() { p.write("\x03") })

	p.see("gongkai> ")
	p.write("SELECT n FROM range(100) t(n);\r")
	p.see("paged:│ 99 │")

	p.see("gongkai> ")
	p.write("half a line\x03")
	p.see("gongkai> ")
	p.write("\x1b[A\r") // Up: the last statement
	p.see("paged:│ 99 │")
	p.see("gongkai> ")
	p.write(".quit\r")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	history, err := os.ReadFile(filepath.Join(dir, "gongkai", "sql_history"))
	if err != nil || !strings.Contains(string(history), "SELECT year, value FROM request WHERE outcome = 'received' AND") {
		t.Errorf("%s, %v", history, err)
	}
}
