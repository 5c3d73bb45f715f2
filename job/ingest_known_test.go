package job

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest"
)

// Files come so many at a time, the last ones too, and those before an error before it.
func TestChunks(t *testing.T) {
	lost := errors.New("the folder is gone")
	for _, c := range []struct {
		files, failsAfter int
		want              []string
	}{
		{0, -1, nil},
		{2, -1, []string{"[/0 /1]"}},
		{3, -1, []string{"[/0 /1 /2]"}},
		{7, -1, []string{"[/0 /1 /2]", "[/3 /4 /5]", "[/6]"}},
		{7, 4, []string{"[/0 /1 /2]", "[/3]", "the folder is gone"}},
		{7, 3, []string{"[/0 /1 /2]", "the folder is gone"}},
		{7, 0, []string{"the folder is gone"}},
	} {
		files := func(yield func(ingest.File, error) bool) {
			for n := range c.files {
				if n == c.failsAfter {
					yield(ingest.File{}, lost)
					return
				}
				if !yield(ingest.File{Path: fmt.Sprint("/", n)}, nil) {
					return
				}
			}
		}
		var got []string
		for some, err := range chunks(files, 3) {
			if err != nil {
				got = append(got, err.Error())
				continue
			}
			if len(some.files) != len(some.paths) {
				t.Errorf("%d files have %d paths", len(some.files), len(some.paths))
			}
			got = append(got, fmt.Sprint(some.paths))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%d files, failing after %d (-want +got):\n%s", c.files, c.failsAfter, diff)
		}
	}
}
