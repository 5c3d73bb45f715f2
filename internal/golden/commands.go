package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// commandLines are the command lines to run, by section. A section begins with "== NAME" in a folder of its own that has the real
// reports in reports/, the cases of cmd in cases/ and the files of testdata in given/.
//
//go:embed commands.txt
var commandLines string

// languages are those that every text is kept in.
func languages() []string { return []string{"zh", "en"} }

// writeCommands keeps what the command lines print: a file a section and language.
func writeCommands(ctx context.Context, w *watch) error {
	for _, section := range strings.Split("\n"+commandLines, "\n== ")[1:] {
		name, lines, _ := strings.Cut(section, "\n")
		for _, language := range languages() {
			dir := "commands_" + name + "_" + language
			for to, from := range given() {
				if err := w.fill(from, dir+"/"+to); err != nil {
					return err
				}
			}
			said, err := w.converse(ctx, dir, language, strings.Split(lines, "\n"))
			if err != nil {
				return err
			}
			if err := w.keep("commands/"+name+"."+language+".txt", said); err != nil {
				return err
			}
			if err := os.RemoveAll(filepath.Join(w.work, dir)); err != nil {
				return err
			}
		}
	}
	return nil
}

// given are the folders of the repository that command lines read, by their names in the folder where these run.
func given() map[string]string {
	return map[string]string{"reports": "testdata/reports", "cases": "cmd/gongkai/testdata", "given": "internal/golden/testdata"}
}

// converse runs command lines one after the other and returns all that was said, then the hashes of the files that they wrote.
func (w *watch) converse(ctx context.Context, dir, language string, lines []string) ([]byte, error) {
	var said bytes.Buffer
	for _, line := range lines {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		t, err := w.run(ctx, dir, append([]string{"--lang", language}, words(line)...)...)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&said, "$ gongkai %s\n%s", line, t.out)
		if len(t.errs) > 0 {
			fmt.Fprintf(&said, "[stderr]\n%s", t.errs)
		}
		fmt.Fprintf(&said, "[status %d]\n", t.status)
	}
	files, err := w.hashes(dir)
	said.WriteString("$ files\n")
	said.Write(files)
	return said.Bytes(), err
}

// word is a word of a command line; quotes hold spaces together.
var word = regexp.MustCompile(`'[^']*'|\S+`)

func words(line string) []string {
	found := word.FindAllString(line, -1)
	for i := range found {
		found[i] = strings.Trim(found[i], "'")
	}
	return found
}

// commandName is the line of a command in the help of the one above it.
var commandName = regexp.MustCompile(`(?m)^  ([a-z]+) +\S`)

// writeHelp keeps the help of every command, found by walking from the first one down.
func writeHelp(ctx context.Context, w *watch) error {
	if err := os.MkdirAll(filepath.Join(w.work, "help"), 0o777); err != nil {
		return err
	}
	return w.help(ctx, nil)
}

func (w *watch) help(ctx context.Context, path []string) error {
	var below [][]byte
	for _, language := range languages() {
		text, err := w.must(ctx, "help", append([]string{"--lang", language}, append(path, "--help")...)...)
		if err != nil {
			return err
		}
		if err := w.keep("help/"+strings.Join(append([]string{"gongkai"}, path...), "_")+"."+language+".txt", text); err != nil {
			return err
		}
		if _, list, ok := bytes.Cut(text, []byte("\nCommands:\n")); ok {
			list, _, _ = bytes.Cut(list, []byte("\n\n"))
			for _, m := range commandName.FindAllSubmatch(list, -1) {
				below = append(below, m[1])
			}
		}
	}
	for _, name := range below {
		if err := w.help(ctx, append(path[:len(path):len(path)], string(name))); err != nil {
			return err
		}
	}
	return nil
}
