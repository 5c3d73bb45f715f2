package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestCause(t *testing.T) {
	err := fmt.Errorf("open w.duckdb: %w", Because(ErrSchemaTooOld, "older", "has", 3, "needs", 7))
	if !errors.Is(err, ErrSchemaTooOld) {
		t.Errorf("%v is no case of its sentinel", err)
	}
	var cause *Cause
	if !errors.As(err, &cause) || cause.Kind != "older" || len(cause.Pairs) != 4 {
		t.Errorf("%v has no kind", err)
	}
	if got, want := cause.Error(), ErrSchemaTooOld.Error()+": older has=3 needs=7"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Because(nil, "other_migration").Error(); got != "other_migration" {
		t.Errorf("without a sentinel: %q", got)
	}
}
