// Package fault holds the errors that packages share, each with the reason that is stored for a rejected document
// or the exit status of the process. No other package defines sentinel errors that cross a package border.
package fault

import (
	"errors"
	"fmt"
)

// Reasons for which a document is rejected. The person who runs the job must act, or nobody can.
var (
	ErrNotAReport     = errors.New("not an annual report on government information disclosure")
	ErrEmpty          = errors.New("the document is empty")
	ErrTruncated      = errors.New("the document ends before its end")
	ErrDamaged        = errors.New("the document is damaged")
	ErrUnreadable     = errors.New("the system does not let it be read")
	ErrEncrypted      = errors.New("the document is encrypted")
	ErrUnsupported    = errors.New("the format is not supported")
	ErrTooLarge       = errors.New("the document is larger than the limit")
	ErrTooSlow        = errors.New("reading took longer than the limit")
	ErrNeedsOCR       = errors.New("the document is only an image")
	ErrAttachmentOnly = errors.New("the page only links to the report")
	ErrNoTable        = errors.New("the report has none of the three tables")
)

// ErrCrowded is ErrTooLarge of a document that may be read where no other is read beside it.
var ErrCrowded = fmt.Errorf("%w beside others", ErrTooLarge)

// What stops a command. The person who runs it must act.
var (
	ErrUsage           = errors.New("wrong use")
	ErrFindings        = errors.New("findings at or above the asked severity")
	ErrUnchanged       = errors.New("nothing changed")
	ErrDiffers         = errors.New("what is stored differs from what it was made of")
	ErrNoWarehouse     = errors.New("no warehouse")
	ErrLocked          = errors.New("the warehouse is locked by another writer")
	ErrSchemaTooNew    = errors.New("the warehouse was written by a newer version")
	ErrSchemaTooOld    = errors.New("the warehouse was written by an older version and must be migrated")
	ErrAllRejected     = errors.New("every document was rejected")
	ErrUnsafeStatement = errors.New("the statement is not allowed in a read-only session")
	ErrQueryTooLarge   = errors.New("the query needs more than it may have")
)

// reasons is the one table between errors and the reasons stored under `rejected`.
func reasons() []struct {
	err  error
	code string
} {
	return []struct {
		err  error
		code string
	}{
		{ErrNotAReport, "not_a_report"},
		{ErrEmpty, "empty"},
		{ErrTruncated, "truncated"},
		{ErrDamaged, "damaged"},
		{ErrUnreadable, "unreadable"},
		{ErrEncrypted, "encrypted"},
		{ErrUnsupported, "unsupported"},
		{ErrTooLarge, "too_large"},
		{ErrTooSlow, "too_slow"},
		{ErrNeedsOCR, "needs_ocr"},
		{ErrAttachmentOnly, "attachment_only"},
		{ErrNoTable, "no_table"},
	}
}

// Reasons lists every reason code, in a fixed order.
func Reasons() []string {
	var codes []string
	for _, r := range reasons() {
		codes = append(codes, r.code)
	}
	return codes
}

// Reason returns the stored reason of a rejected document, and false where err is not about the document
// (the disk is full, the run was cancelled): such an error stops the run.
func Reason(err error) (string, bool) {
	for _, r := range reasons() {
		if errors.Is(err, r.err) {
			return r.code, true
		}
	}
	return "", false
}

// Exit statuses of the process, fixed by the documentation.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitFindings    = 3
	ExitUnchanged   = 4
	ExitNoWarehouse = 10
	ExitLocked      = 11
	ExitNewer       = 12
)

// ExitStatus returns the exit status for an error.
func ExitStatus(err error) int {
	switch {
	case err == nil:
		return ExitDone
	case errors.Is(err, ErrUsage):
		return ExitUsage
	case errors.Is(err, ErrFindings):
		return ExitFindings
	case errors.Is(err, ErrUnchanged):
		return ExitUnchanged
	case errors.Is(err, ErrNoWarehouse):
		return ExitNoWarehouse
	case errors.Is(err, ErrLocked):
		return ExitLocked
	case errors.Is(err, ErrSchemaTooNew):
		return ExitNewer
	}
	return ExitFailed
}
