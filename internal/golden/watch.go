package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// watch runs the program in a folder of its own and keeps what it prints.
type watch struct {
	program  string
	root     string // the repository
	work     string // where the program runs; it sees relative paths alone, so that they are the same in every run
	out      string // the goldens
	masks    []mask
	settings []string // as variables of the environment
}

// mask takes out what differs from run to run.
type mask struct {
	pattern *regexp.Regexp
	with    string
}

func newWatch(program, root, out string) (*watch, error) {
	w := &watch{}
	for _, path := range []struct {
		to   *string
		name string
	}{{&w.program, program}, {&w.root, root}, {&w.out, out}} {
		abs, err := filepath.Abs(path.name)
		if err != nil {
			return nil, err
		}
		*path.to = abs
	}
	work, err := os.MkdirTemp("", "golden")
	if err != nil {
		return nil, err
	}
	w.work = work
	w.masks = masks(time.Now(), work, root)
	return w, nil
}

// masks are those of a run on a day in a folder. A day is that of Shanghai or of the machine, and a run may pass midnight.
func masks(now time.Time, work, root string) []mask {
	day := regexp.QuoteMeta(now.Format(time.DateOnly))
	for _, other := range []time.Time{now.Add(8 * time.Hour).UTC(), now.UTC(), now.Add(24 * time.Hour)} {
		if text := regexp.QuoteMeta(other.Format(time.DateOnly)); !strings.Contains(day, text) {
			day += "|" + text
		}
	}
	return []mask{
		{regexp.MustCompile(regexp.QuoteMeta(work)), "WORK"},
		{regexp.MustCompile(regexp.QuoteMeta(root) + `/`), "ROOT/"},
		{regexp.MustCompile(`\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?( ?[+-]\d\d(:?\d\d)?|Z)?`), "MOMENT"},
		{regexp.MustCompile(day), "TODAY"},
		{regexp.MustCompile(`("days_late": |逾期 |days late: )\d+`), "${1}DAYS"},
	}
}

func (w *watch) close() error { return os.RemoveAll(w.work) }

// masked returns a text without what differs from run to run.
func (w *watch) masked(text []byte) []byte {
	for _, m := range w.masks {
		text = m.pattern.ReplaceAll(text, []byte(m.with))
	}
	return text
}

// told is what one run of the program printed.
type told struct {
	status    int
	out, errs []byte
}

// run runs the program in a folder below the working one.
func (w *watch) run(ctx context.Context, dir string, args ...string) (told, error) {
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, w.program, args...)
	cmd.Dir = filepath.Join(w.work, dir)
	cmd.Env = []string{
		"HOME=" + w.work, "XDG_CONFIG_HOME=" + w.work, "XDG_CACHE_HOME=" + filepath.Join(w.work, ".cache"),
		"LANG=C.UTF-8", "TZ=Asia/Shanghai",
	}
	cmd.Env = append(cmd.Env, w.settings...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return told{}, err
	}
	return told{cmd.ProcessState.ExitCode(), out.Bytes(), errs.Bytes()}, nil
}

// must is run for a command that has to succeed; it returns what it printed.
func (w *watch) must(ctx context.Context, dir string, args ...string) ([]byte, error) {
	t, err := w.run(ctx, dir, args...)
	if err == nil && t.status != 0 {
		err = fmt.Errorf("gongkai %s: status %d: %s", strings.Join(args, " "), t.status, t.errs)
	}
	return t.out, err
}

// large is from which size a golden is compressed.
const large = 64 << 10

// keep writes a golden, masked.
func (w *watch) keep(name string, body []byte) error {
	body = w.masked(body)
	path := filepath.Join(w.out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	if len(body) < large {
		return os.WriteFile(path, body, 0o666)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write(body)
	if err := errors.Join(err, z.Close()); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", packed.Bytes(), 0o666)
}

// fill copies a folder or file of the repository into the working folder.
func (w *watch) fill(from, to string) error {
	source := filepath.Join(w.root, from)
	return filepath.WalkDir(source, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(source, path)
		if err != nil {
			return err
		}
		target := filepath.Join(w.work, to, inside)
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return err
		}
		return os.WriteFile(target, body, 0o666)
	})
}

// hashes lists the files of a folder with their hashes, but those that were given and those whose bytes hold moments: databases and what
// stands beside them.
func (w *watch) hashes(dir string) ([]byte, error) {
	var lines []string
	err := filepath.WalkDir(filepath.Join(w.work, dir), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(filepath.Join(w.work, dir), path)
		if err != nil {
			return err
		}
		top, _, _ := strings.Cut(filepath.ToSlash(name), "/")
		if _, ok := given()[top]; ok {
			return nil
		}
		if name == "findings.xlsx" || name == "open.xlsx" { // workbooks to decide on, which say when they were written
			return nil
		}
		if strings.Contains(name, ".duckdb") && !strings.HasSuffix(name, ".md") {
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(w.masked(body)), filepath.ToSlash(name)))
		return nil
	})
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[2*sha256.Size:], b[2*sha256.Size:]) })
	return []byte(strings.Join(lines, "")), err
}
