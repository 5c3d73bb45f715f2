package rows

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A document must not steer the terminal: escape sequences and turned text are shown as what they are.
func TestTableIsPrintable(t *testing.T) {
	t.Parallel()
	g := Table{Header: []string{"a\x1b[31m"}, Terminal: true}
	g.Add("x\x1b]0;title\x07\u202ey\tz")
	g.Rows = append(g.Rows, []*string{nil})
	var b bytes.Buffer
	if err := g.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `
┌─────────────────┐
│ a�[31m          │
├─────────────────┤
│ x�]0;title��y z │
│ ` + "\x1b[2mNULL\x1b[0m" + `            │
└─────────────────┘
`
	if diff := cmp.Diff(want[1:], b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
