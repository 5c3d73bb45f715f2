package main

import (
	"os"
	"os/exec"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// page shows a text: as it is where it fits on the screen, else through the pager of the person, else through less.
func (a *app) page(s string) error {
	out, ok := a.out.(*os.File)
	if !ok || fits(s, out) {
		a.printf("%s", s)
		return nil
	}
	pager := a.getenv("PAGER")
	if pager == "" {
		if _, err := exec.LookPath("less"); err != nil {
			a.printf("%s", s)
			return nil
		}
		pager = "less -RSX" // colours, long lines cut and not folded, the screen left as it is
	}
	cmd := exec.Command("sh", "-c", pager)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(s), out, a.err
	if err := cmd.Run(); err != nil {
		a.notef("%s", a.say.Text("shell.pager", "pager", pager, "error", err))
	}
	return nil
}

// fits reports whether a text fits on the screen of a terminal, Chinese counted as two columns a letter.
func fits(s string, terminal *os.File) bool {
	width, height, err := term.GetSize(int(terminal.Fd()))
	if err != nil {
		return true // not a terminal
	}
	lines := strings.Split(s, "\n")
	if len(lines) >= height {
		return false
	}
	for _, line := range lines {
		if text.StringWidthWithoutEscSequences(line) > width {
			return false
		}
	}
	return true
}
