package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// FuzzRead asserts what every reader promises: a reason for what is refused, cells inside their grid, none on another.
func FuzzRead(f *testing.F) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range pages {
		b, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, s := range []string{
		"<table><tr><td rowspan=2 colspan=3>a<td>b<tr><td rowspan=0>c</table>",
		"<table><td><table><tr><td>1<td>2</table><tfoot><tr><td>x<td>y",
		"<p>1<sup>2</sup><del>3</del><span style=display:none>4",
		"<meta charset=gbk><pre>\xd2\xbb\r\n",
		"<frameset><frame src=a.doc>", "<svg><table><td>", "<math><td><mi><table>", "<select><table><tr><td>1",
	} {
		f.Add([]byte(s))
	}
	limits := read.DefaultLimits()
	limits.Columns, limits.Cells = 64, 5000
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := New().Read(t.Context(), read.Source{Bytes: b, Limits: limits})
		if err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Errorf("error without a reason: %v", err)
			}
			return
		}
		for _, block := range docs[0].Blocks {
			checkGrid(t, block.Grid, limits)
			if block.Grid == nil && strings.TrimSpace(block.Text) == "" {
				t.Error("empty paragraph")
			}
		}
	})
}

func checkGrid(t *testing.T, g *read.Grid, limits read.Limits) {
	t.Helper()
	if g == nil {
		return
	}
	if g.Columns > limits.Columns || len(g.Cells) > limits.Cells {
		t.Fatalf("grid of %d columns and %d cells is beyond the limits", g.Columns, len(g.Cells))
	}
	seen := map[[2]int]bool{}
	for _, c := range g.Cells {
		if c.Row < 0 || c.Column < 0 || c.RowSpan < 1 || c.ColumnSpan < 1 || c.Row+c.RowSpan > g.Rows || c.Column+c.ColumnSpan > g.Columns {
			t.Fatalf("cell %+v is outside of the %dx%d grid", c, g.Rows, g.Columns)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for x := c.Column; x < c.Column+c.ColumnSpan; x++ {
				if seen[[2]int{r, x}] {
					t.Fatalf("cell %+v lies on another", c)
				}
				seen[[2]int{r, x}] = true
			}
		}
	}
}
