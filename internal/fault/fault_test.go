package fault

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestReasons(t *testing.T) {
	for _, r := range reasons() {
		if got, ok := Reason(fmt.Errorf("read a.pdf: %w", r.err)); !ok || got != r.code {
			t.Errorf("%v has the reason %s, %v; want %s", r.err, got, ok, r.code)
		}
	}
	if code, ok := Reason(io.ErrUnexpectedEOF); ok {
		t.Errorf("an error of the machine has the reason %s", code)
	}
}

func TestExitStatus(t *testing.T) {
	tests := []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("disk full"), 1},
		{ErrUsage, 2},
		{ErrFindings, 3},
		{ErrUnchanged, 4},
		{ErrNoWarehouse, 10},
		{ErrLocked, 11},
		{ErrSchemaTooNew, 12},
		{ErrAllRejected, 1},
	}
	for _, test := range tests {
		err := test.err
		if err != nil {
			err = fmt.Errorf("ingest: %w", err)
		}
		if got := ExitStatus(err); got != test.want {
			t.Errorf("%v exits with %d, want %d", test.err, got, test.want)
		}
	}
}
