package main

import (
	"maps"
	"slices"
	"sync"
)

// ending ends the process from outside of what it is doing: at the second signal, or where a query cannot be stopped otherwise. What lies
// half-written beside its place is removed before. A nil ending ends nothing; tests have it.
type ending struct {
	exit func(status int)

	mu   sync.Mutex
	left map[int]func()
	next int
}

// leave says what is to be done where the process ends before forget is called.
func (e *ending) leave(undo func()) (forget func()) {
	if e == nil {
		return func() {}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.left == nil {
		e.left = map[int]func(){}
	}
	at := e.next
	e.next++
	e.left[at] = undo
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.left, at)
	}
}

// now ends the process. What works on in the meantime is cut off by it; the lock is kept, so that nothing more is begun or done twice.
func (e *ending) now(status int) {
	if e == nil {
		return
	}
	e.mu.Lock()
	for _, at := range slices.Sorted(maps.Keys(e.left)) {
		e.left[at]()
	}
	e.exit(status)
}
