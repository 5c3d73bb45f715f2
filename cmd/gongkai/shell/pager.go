package shell

import (
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// page shows a text: as it is where it fits on the screen, else through the pager of the person, else through less.
func (s *Shell) page(text string) {
	out, ok := s.Out.(*os.File)
	pager := s.Getenv("PAGER")
	if _, err := exec.LookPath("less"); pager == "" && err == nil {
		pager = "less -RSX" // colours, long lines cut and not folded, the screen left as it is
	}
	if !ok || !s.pager || pager == "" || fits(text, out) {
		fmt.Fprint(s.Out, text)
		return
	}
	cmd := exec.Command("sh", "-c", pager)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), out, s.Err
	if err := cmd.Run(); err != nil {
		s.note(s.Say.Text("shell.pager", "pager", pager, "error", err))
	}
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
