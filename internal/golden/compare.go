package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// shown is how many lines that differ are shown of a file, and shownWidth how much of each.
const (
	shown      = 3
	shownWidth = 200
)

// compare lists what differs between two folders of goldens, and fails where anything does. A part that only one of them has was not
// asked for, and is not compared.
func compare(before, after string, out io.Writer) error {
	old, err := goldens(before)
	if err != nil {
		return err
	}
	now, err := goldens(after)
	if err != nil {
		return err
	}
	for _, p := range partNames() {
		if !has(old, p) || !has(now, p) {
			fmt.Fprintf(out, "not compared: %s\n", p)
			drop(old, p)
			drop(now, p)
		}
	}
	names := slices.Concat(slices.Collect(maps.Keys(old)), slices.Collect(maps.Keys(now)))
	slices.Sort(names)
	differ := 0
	for _, name := range slices.Compact(names) {
		switch {
		case old[name] == "":
			fmt.Fprintf(out, "only after: %s\n", name)
		case now[name] == "":
			fmt.Fprintf(out, "only before: %s\n", name)
		default:
			a, err := content(old[name])
			if err != nil {
				return err
			}
			b, err := content(now[name])
			if err != nil {
				return err
			}
			if bytes.Equal(a, b) {
				continue
			}
			fmt.Fprintf(out, "differs: %s\n%s", name, differences(string(a), string(b)))
		}
		differ++
	}
	fmt.Fprintf(out, "%d goldens before, %d after, %d differ\n", len(old), len(now), differ)
	if differ > 0 {
		return errDiffer
	}
	return nil
}

// goldens returns the files of a folder by their names without what compression adds.
func goldens(dir string) (map[string]string, error) {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		// Beside the folders of the parts whoever compares may keep files of their own, as the program itself.
		if top, _, inside := strings.Cut(filepath.ToSlash(name), "/"); inside && slices.Contains(partNames(), top) {
			found[strings.TrimSuffix(filepath.ToSlash(name), ".gz")] = path
		}
		return err
	})
	return found, err
}

// has reports whether there is a golden of a part.
func has(goldens map[string]string, part string) bool {
	for name := range goldens {
		if strings.HasPrefix(name, part+"/") {
			return true
		}
	}
	return false
}

// drop takes the goldens of a part out.
func drop(goldens map[string]string, part string) {
	maps.DeleteFunc(goldens, func(name, _ string) bool { return strings.HasPrefix(name, part+"/") })
}

// content returns the text of a golden.
func content(path string) ([]byte, error) {
	body, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return body, err
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(z)
}

// differences shows the first lines that differ, each side by itself: lines that only one has shift all behind them, so that more than
// the first would say nothing.
func differences(before, after string) string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	// What stands at both ends alike is no difference.
	endA, endB := len(a), len(b)
	for endA > from && endB > from && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
	}
	var out strings.Builder
	if near := heading(a, from); near != "" {
		fmt.Fprintf(&out, "  %s\n", near)
	}
	fmt.Fprintf(&out, "  from line %d: %d lines before, %d after\n", from+1, endA-from, endB-from)
	show := func(sign string, lines []string) {
		for _, line := range lines[:min(len(lines), shown)] {
			fmt.Fprintf(&out, "  %s %s\n", sign, cut(line))
		}
	}
	show("-", a[from:endA])
	show("+", b[from:endB])
	return out.String()
}

// heading returns the last line before a place that names what follows it: a document or a command line.
func heading(lines []string, at int) string {
	for i := min(at, len(lines)) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], `"path":`) || strings.HasPrefix(lines[i], "$ ") {
			return strings.TrimSpace(cut(lines[i]))
		}
	}
	return ""
}

func cut(line string) string {
	if r := []rune(line); len(r) > shownWidth {
		return string(r[:shownWidth]) + "…"
	}
	return line
}
