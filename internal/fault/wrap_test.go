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

func TestRecover(t *testing.T) {
	read := func(list []int) (err error) {
		defer Recover(&err, "the reader of %s", "a.doc")
		list[3]++
		return nil
	}
	err := read(nil)
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("%v is no damage", err)
	}
	const want = "the reader of a.doc stopped at runtime error: index out of range [3] with length 0: the document is damaged"
	if err != nil && err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if err := read(make([]int, 4)); err != nil {
		t.Errorf("no panic became %v", err)
	}
}
