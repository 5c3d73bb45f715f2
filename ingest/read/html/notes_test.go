package html

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"gongkai/ingest/read"
)

// What is left out of a page, or not to be placed in it, is told.
func TestNotes(t *testing.T) {
	t.Parallel()
	broken := func(string) (string, bool, error) { return "", true, errors.New("it cannot be decoded") }
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"a style sheet that cannot be read", `<link rel="stylesheet" href="a.css"><p>1`, []string{"1 style_unknown"}},
		{"bytes that are no text", "<meta charset=gbk><p>\xb9\xe6\xd5\xc2\xff\xff 1", []string{"2 undecoded"}},
		{"a cell on another one", "<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>", []string{"1 overlap"}},
		{"a hidden cell of a layout", `<table><tr><td style="display:none">x<tr><td>一段<tr><td>二段</table>`, []string{"1 hidden_block"}},
		{"a hidden block in a cell", `<table><tr><td>a<td><div style="display:none">x</div>1<tr><td>b<td>2</table>`, []string{"1 hidden"}},
		{"nothing", "<table><tr><td>a<td>1<tr><td>b<td>2</table>", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			docs, err := WithSheets(broken).Read(t.Context(), read.Source{Bytes: []byte(c.page), Limits: read.DefaultLimits()})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range docs[0].PlacedNotes() {
				got = append(got, fmt.Sprintf("%d %s", n.Count, n.Kind))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
