//go:build unix

package worker

import (
	"os/exec"
	"syscall"
)

// apart puts a worker into a group of its own: a Ctrl-C at the terminal is the pool's to act on.
func apart(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
