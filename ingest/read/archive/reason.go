package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"

	"gongkai/internal/fault"
)

// reason returns err with the reason of package fault that says what happened to the file. What no library names is damage.
func reason(err error) error {
	if err == nil || err == io.EOF || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, ok := fault.Reason(err); ok {
		return err
	}
	of := foreignReason(err)
	switch {
	case of != nil:
	case errors.Is(err, zip.ErrAlgorithm):
		of = fault.ErrUnsupported
	case errors.Is(err, io.ErrUnexpectedEOF):
		of = fault.ErrTruncated
	default:
		of = fault.ErrDamaged
	}
	return fmt.Errorf("%s: %w", err, of)
}
