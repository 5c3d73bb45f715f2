package job

import (
	"errors"
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

// Take notes a row that does not fit where err is a refusal, and returns any other error.
func (e *RowsError) Take(number int, err error) error {
	if err == nil || !errors.Is(err, fault.ErrUsage) {
		return err
	}
	e.Rows = append(e.Rows, RowError{Number: number, Err: err})
	return nil
}

// OrNil returns the error where a row does not fit, else nil.
func (e *RowsError) OrNil() error {
	if len(e.Rows) == 0 {
		return nil
	}
	return e
}

// Unwrap returns fault.ErrUsage.
func (e *RowsError) Unwrap() error { return fault.ErrUsage }
