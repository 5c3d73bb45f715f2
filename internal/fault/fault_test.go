package fault

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestReasonsGoThereAndBack(t *testing.T) {
	for _, code := range Reasons() {
		err := FromReason(code)
		if err == nil {
			t.Fatalf("%s has no error", code)
		}
		if got, ok := Reason(fmt.Errorf("read a.pdf: %w", err)); !ok || got != code {
			t.Errorf("%v has the reason %s, %v; want %s", err, got, ok, code)
		}
	}
	if FromReason("none") != nil {
		t.Errorf("an unknown reason has an error")
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
