package job

import (
	"fmt"
	"strings"

	"gongkai/internal/fault"
)

// Problem says why what a person asked for cannot be done.
type Problem string

// The problems of what is to be read.
const (
	NoPaths     Problem = "no_paths"     // nothing was named
	NoSuchPath  Problem = "no_such_path" // path: it is not there, and never was
	NoDocuments Problem = "no_documents" // what was named holds no document
)

// Refusal is wrong use: nothing was done, and the person who asked must ask otherwise. It wraps fault.ErrUsage.
type Refusal struct {
	Problem Problem
	About   []any // what it is about: names and values in turn, those that the problem lists
}

// Refuse returns a refusal about names and values in turn.
func Refuse(problem Problem, about ...any) error { return &Refusal{problem, about} }

// Error names the problem and what it is about.
func (r *Refusal) Error() string {
	return strings.TrimSpace(fmt.Sprintln(append([]any{string(r.Problem)}, r.About...)...))
}

// Unwrap returns fault.ErrUsage.
func (r *Refusal) Unwrap() error { return fault.ErrUsage }
