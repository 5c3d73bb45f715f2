package job

import (
	"fmt"

	"gongkai/internal/fault"
)

// RowsError is a list that is refused, with every row that does not fit. It wraps fault.ErrUsage.
type RowsError struct {
	Path string
	Rows []RowError
}

// RowError is a row that does not fit, as the file counts, and a refusal that says why.
type RowError struct {
	Number  int
	Finding string // that it is about; empty in other lists
	Err     error
}

// Error counts the rows and says what is wrong with the first.
func (e *RowsError) Error() string {
	return fmt.Sprintf("%s: %d rows do not fit, the first is %d: %v", e.Path, len(e.Rows), e.Rows[0].Number, e.Rows[0].Err)
}

// Unwrap returns fault.ErrUsage.
func (e *RowsError) Unwrap() error { return fault.ErrUsage }
