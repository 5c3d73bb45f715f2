//go:build !linux

package worker

// Humble does nothing where the system has no word for it.
func Humble(int64) {}
