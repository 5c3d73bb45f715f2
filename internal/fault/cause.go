package fault

import (
	"fmt"
	"strings"
)

// Cause is an error with something a person can do about it. The catalogue of messages has its sentence, in every language and
// with the command that helps, under the kind; the packages that return it know neither languages nor commands.
type Cause struct {
	Err   error  // the sentinel that it is a case of; nil where it is none of them
	Kind  string // what it is, as older or gate_function; with a point, as usage.no_paths, a sentence that stands alone
	Pairs []any  // names of placeholders and what stands for them
}

// Because returns a *Cause. The pairs are those of the sentence, as in Because(ErrSchemaTooOld, "older", "has", 3, "needs", 7).
func Because(err error, kind string, pairs ...any) error { return &Cause{err, kind, pairs} }

// Error is for logs: the sentinel, the kind and the pairs.
func (c *Cause) Error() string {
	var out strings.Builder
	if c.Err != nil {
		out.WriteString(c.Err.Error() + ": ")
	}
	out.WriteString(c.Kind)
	for i := 0; i+1 < len(c.Pairs); i += 2 {
		fmt.Fprintf(&out, " %v=%v", c.Pairs[i], c.Pairs[i+1])
	}
	return out.String()
}

// Unwrap returns the sentinel.
func (c *Cause) Unwrap() error { return c.Err }
