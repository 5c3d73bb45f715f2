package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// codeBlock is a fenced block of a guide.
type codeBlock struct {
	language, text string
	line           int
}

// codeBlocks returns the fenced blocks of a Markdown file.
func codeBlocks(t *testing.T, path string) []codeBlock {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []codeBlock
	var open *codeBlock
	for n, line := range strings.SplitAfter(string(text), "\n") {
		fence, isFence := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
		switch {
		case !isFence && open != nil:
			open.text += line
		case isFence && open != nil:
			out, open = append(out, *open), nil
		case isFence:
			open = &codeBlock{language: fence, line: n + 1}
		}
	}
	if open != nil {
		t.Fatalf("%s:%d: the block does not end", path, open.line)
	}
	return out
}

const guides = "../../docs/how-to/"

// TestGuidesRun runs the guides from the warehouse of the demo, block by block: sh by the shell, sql by gongkai sql. What stands in
// a text block is what the block before it prints. The guide for Python is run by interop/guides.py.
func TestGuidesRun(t *testing.T) {
	long(t)
	t.Parallel()
	start := t.TempDir()
	bin := filepath.Join(start, "bin")
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(bin, 0o777); err != nil {
		t.Fatal(err)
	}
	// Under this name the binary of the test is the program: see TestMain.
	if err := os.Symlink(executable, filepath.Join(bin, "gongkai")); err != nil {
		t.Fatal(err)
	}
	shell := guideShell{t: t, dir: start, bin: bin}
	reports, err := filepath.Abs("../../testdata/reports")
	if err != nil {
		t.Fatal(err)
	}
	// The warehouse of the demo, without what the demo prints and exports, which has a test of its own.
	shell.run("mkdir gongkai-demo && gongkai ingest --warehouse gongkai-demo/gongkai.duckdb '" + reports + "'")
	for _, name := range []string{"sql.md", "spreadsheet.md"} {
		t.Run(name, func(t *testing.T) {
			shell := guideShell{t: t, dir: start, bin: bin}
			printed := ""
			for _, b := range codeBlocks(t, guides+name) {
				switch b.language {
				case "sh":
					printed = shell.run(b.text)
				case "sql":
					file := filepath.Join(start, "query.sql")
					if err := os.WriteFile(file, []byte(b.text), 0o666); err != nil {
						t.Fatal(err)
					}
					printed = shell.run("gongkai sql --file query.sql")
				case "text":
					if diff := cmp.Diff(b.text, printed); diff != "" {
						t.Errorf("%s:%d (-guide +printed):\n%s", name, b.line, diff)
					}
				default:
					t.Errorf("%s:%d: nobody runs a block of %q", name, b.line, b.language)
				}
			}
		})
	}
}

// guideShell runs blocks one after the other, each with the variables that the one before it exported.
type guideShell struct {
	t        *testing.T
	dir, bin string
	began    bool
}

// run runs a block and returns what it prints.
func (s *guideShell) run(block string) string {
	s.t.Helper()
	script := "set -e\n"
	if s.began {
		script += ". ./.exported\n"
	}
	s.began = true
	command := exec.CommandContext(s.t.Context(), "bash", "-c", script+block+"\nexport -p > .exported\n")
	command.Dir = s.dir
	command.Env = []string{"PATH=" + s.bin + ":" + os.Getenv("PATH"), "LANG=C.UTF-8", "HOME=" + s.dir, "XDG_CONFIG_HOME=" + filepath.Join(s.dir, "config")}
	var errs strings.Builder
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		s.t.Fatalf("%v\n%s\n%s%s", err, block, out, errs.String())
	}
	return string(out)
}

// shownInEachLanguage are the guides that show what the program prints or what people write, each in its own language.
func shownInEachLanguage() []string {
	return []string{"review.md", "agencies.md", "operate.md", "shell.md"}
}

// TestGuidesAreTheSameInBothLanguages holds that the other Chinese guides have the blocks of the English ones, which are run.
func TestGuidesAreTheSameInBothLanguages(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(guides + "*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".zh.md") || slices.Contains(shownInEachLanguage(), filepath.Base(name)) {
			continue
		}
		want, got := codeBlocks(t, name), codeBlocks(t, strings.TrimSuffix(name, ".md")+".zh.md")
		for i := range want {
			want[i].line = 0
		}
		for i := range got {
			got[i].line = 0
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(codeBlock{})); diff != "" {
			t.Errorf("%s (-English +Chinese):\n%s", name, diff)
		}
	}
}

// TestGuidesLinkToWhatIsThere holds that every relative link of a guide leads somewhere.
func TestGuidesLinkToWhatIsThere(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(guides + "*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	link := regexp.MustCompile(`\]\(([^)#:]+)[^):]*\)`)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestPlacesNamedInDocsExist holds the pages for who works on the program to the tree: a file or folder that they name is there.
// Names to be filled in, as in layout_NAME.go, stand for any; a name alone is looked for in the whole tree.
func TestPlacesNamedInDocsExist(t *testing.T) {
	t.Parallel()
	const root = "../.."
	names := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".git") {
			return filepath.SkipDir
		}
		names[filepath.Base(path)] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`([A-Za-z0-9_.*/-]+)`")
	fill := regexp.MustCompile(`NAME|NNNN|FORM`)
	file := regexp.MustCompile(`\w\.(go|sql|csv|ya?ml|tmpl|txt|md|script|txtar)$`)
	for _, page := range []string{"CONTRIBUTING.md", "docs/architecture.md", "docs/decisions/0023-the-house.md"} {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			top, _, isPath := strings.Cut(m[1], "/")
			switch {
			case !isPath && (!file.MatchString(m[1]) || strings.ContainsAny(m[1], "*") || fill.MatchString(m[1])):
			case !isPath:
				if !names[m[1]] && m[1] != "gongkai.yaml" {
					t.Errorf("%s: there is no %s", page, m[1])
				}
			case names[top] && top != "gongkai":
				pattern := fill.ReplaceAllString(strings.TrimSuffix(m[1], "/"), "*")
				if found, err := filepath.Glob(filepath.Join(root, pattern)); err != nil || len(found) == 0 {
					t.Errorf("%s: there is no %s", page, m[1])
				}
			}
		}
	}
}
