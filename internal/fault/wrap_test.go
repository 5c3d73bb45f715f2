package fault

import (
	"errors"
	"testing"
)

func TestWrap(t *testing.T) {
	open := func(path string, fail error) (err error) {
		defer Wrap(&err, "open %q", path)
		path = "changed on the way"
		return fail
	}
	if err := open("a.pdf", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
	err := open("a.pdf", ErrEmpty)
	if !errors.Is(err, ErrEmpty) {
		t.Errorf("%v is no longer what it was", err)
	}
	if got, want := err.Error(), `open "a.pdf": the document is empty`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
