package worker

import (
	"os"
	"syscall"
)

// Humble makes this process the first to go where the machine runs out of memory, bounds what it may reserve, in bytes, where whoever
// watches it comes too late, and keeps it from leaving an image of itself: it holds what people asked. What the system refuses of it is no
// reason not to work.
func Humble(most int64) {
	if most > 0 {
		_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(most), Max: uint64(most)})
	}
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0) // the file is there, and makes no other
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}
