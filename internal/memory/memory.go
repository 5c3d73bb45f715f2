// Package memory tells how much memory a process holds.
package memory

import (
	"bytes"
	"os"
	"strconv"
)

// Resident returns the bytes of memory that a process holds, by its id or "self", and false where the system does not say.
func Resident(process string) (int64, bool) {
	text, err := os.ReadFile("/proc/" + process + "/statm")
	if err != nil {
		return 0, false
	}
	fields := bytes.Fields(text)
	if len(fields) < 2 {
		return 0, false
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}
