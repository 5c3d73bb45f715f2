package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/internal/fault"
)

// terminalRun runs the program as under a person's hands, who types an answer.
func terminalRun(ctx context.Context, t *testing.T, in io.Reader, args ...string) (status int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(ctx, args, environment{
		in: in, out: &stdout, err: &stderr, inTerminal: true, errTerminal: true,
		variables: []string{"XDG_CONFIG_HOME=" + t.TempDir()},
		now:       func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) },
	})
	return status, stdout.String(), stderr.String()
}

// On a terminal a person is asked about new bodies, and nothing but a yes takes them.
func TestNewBodiesAreAskedAbout(t *testing.T) {
	long(t)
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	path, list := filepath.Join(dir, "w.duckdb"), filepath.Join(dir, "register.csv")
	if err := os.WriteFile(list, []byte("agency,region,status\n盐城市教育局,320900,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := program(ctx, t, "ingest", "--warehouse", path, "testdata/identity/gulou.html"); status != fault.ExitDone {
		t.Fatalf("status %d, %q", status, errs)
	}
	args := []string{"agency", "import", list, "--year", "2024", "--who", "tester", "--warehouse", path}
	for _, no := range []string{"", "\n", "n\n", "no\n", "yep\n", "否\n"} {
		status, out, errs := terminalRun(ctx, t, strings.NewReader(no), args...)
		if status != fault.ExitUsage || out != "" || !strings.Contains(errs, "Take these 1 bodies") ||
			!strings.Contains(errs, "nothing was taken") {
			t.Errorf("%q: status %d, %q, %q", no, status, out, errs)
		}
	}
	// An interrupt ends the question; nobody need answer first.
	silent, typed := io.Pipe()
	defer typed.Close()
	interrupted, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if status, out, _ := terminalRun(interrupted, t, silent, args...); status != fault.ExitFailed || out != "" {
		t.Errorf("interrupted: status %d, %q", status, out)
	}
	// Nobody sits before a script, whatever its input holds.
	if status, _, errs := program(ctx, t, args...); status != fault.ExitUsage || strings.Contains(errs, "[y/N]") {
		t.Errorf("without a terminal: status %d, %q", status, errs)
	}
	if status, out, errs := terminalRun(ctx, t, strings.NewReader("是\n"), append(args, "--lang", "zh")...); status != fault.ExitDone ||
		!strings.Contains(errs, "作为新机关导入") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
	status, out, errs := terminalRun(ctx, t, strings.NewReader(""), args...)
	if status != fault.ExitDone || strings.Contains(errs, "Take these") {
		t.Errorf("known by now: status %d, %q, %q", status, out, errs)
	}
}
