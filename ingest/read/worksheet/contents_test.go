package worksheet

import (
	"errors"
	"math"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// add adds a plain text.
func add(c *Contents, row, column int, text string) {
	c.Add(Cell{Row: row, Column: column, Text: text})
}

func TestGrid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		fill func(c *Contents)
		want []string
	}{
		{"empty", func(c *Contents) { add(c, 3, 3, "  ") }, nil},
		{"out of order", func(c *Contents) {
			add(c, 1, 1, "d")
			add(c, 0, 1, "b")
			add(c, 0, 0, "a")
		}, []string{"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`, `1,0,1,1,""`, `1,1,1,1,"d"`}},
		{"merged, cut to the used part", func(c *Contents) {
			add(c, 0, 0, "a")
			add(c, 0, 2, "b")
			add(c, 1, 2, "c")
			c.Merge(Area{Top: 0, Bottom: 60000, Left: 0, Right: 1})
		}, []string{"grid,2,3", `0,0,2,2,"a"`, `0,2,1,1,"b"`, `1,2,1,1,"c"`}},
		{"an area that repeats its text", func(c *Contents) {
			for i := range 3 {
				add(c, 0, i, "17")
			}
			add(c, 0, 3, "17")
			c.Merge(Area{Top: 0, Bottom: 0, Left: 0, Right: 2})
		}, []string{"grid,1,4", `0,0,1,3,"17"`, `0,3,1,1,"17"`, `note,hidden,1,"table 1, row 1, column 2"`, `note,hidden,1,"table 1, row 1, column 3"`}},
		{"an area that hides a number is not merged", func(c *Contents) {
			add(c, 0, 0, "a")
			add(c, 0, 1, "7")
			c.Merge(Area{Top: 0, Bottom: 0, Left: 0, Right: 1})
		}, []string{"grid,1,2", `0,0,1,1,"a"`, `0,1,1,1,"￼7"`, `note,covered,1,"table 1, row 1, column 2"`}},
		{"areas on top of each other", func(c *Contents) {
			add(c, 0, 0, "a")
			add(c, 1, 2, "b")
			c.Merge(Area{Top: 0, Bottom: 1, Left: 0, Right: 1})
			c.Merge(Area{Top: 0, Bottom: 0, Left: 1, Right: 2})
		}, []string{"grid,2,3", `0,0,2,2,"a"`, `0,2,1,1,""`, `1,2,1,1,"b"`}},
		{"rows without text have no cells", func(c *Contents) {
			add(c, 0, 0, "a")
			add(c, 65535, 0, "b")
		}, []string{"grid,65536,1", `0,0,1,1,"a"`, `65535,0,1,1,"b"`}},
		{"hidden rows and columns", func(c *Contents) {
			add(c, 0, 0, "label")
			add(c, 1, 0, "old")
			add(c, 1, 2, "1")
			add(c, 2, 0, "new")
			add(c, 2, 1, "old")
			add(c, 2, 2, "2")
			c.Merge(Area{Top: 0, Bottom: 0, Left: 0, Right: 2})
			c.HideRow(1)
			c.HideColumns(1, 1)
		}, []string{
			"grid,3,3", `0,0,1,3,"label"`, `2,0,1,1,"new"`, `2,1,1,1,""`, `2,2,1,1,"2"`,
			`note,hidden_row,2,"table 1, row 2"`, `note,hidden_column,1,"table 1, column 2"`,
		}},
		{"a merged text that is seen in part", func(c *Contents) {
			add(c, 0, 0, "label")
			add(c, 1, 1, "1")
			c.Merge(Area{Top: 0, Bottom: 1, Left: 0, Right: 0})
			c.HideRow(0)
		}, []string{"grid,2,2", `0,0,2,1,"label"`, `0,1,1,1,""`, `1,1,1,1,"1"`}},
		{"the last of two wins", func(c *Contents) {
			add(c, 0, 0, "1")
			add(c, 0, 0, "2")
		}, []string{"grid,1,1", `0,0,1,1,"2"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var contents Contents
			c.fill(&contents)
			g, err := contents.Grid(read.DefaultLimits(), 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if g != nil {
				readtest.Check(t, g, read.DefaultLimits())
				got = readtest.Lines(read.Document{Blocks: []read.Block{{Grid: g}}})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGridLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		limits read.Limits
		before int
	}{
		{"columns", read.Limits{Columns: 2}, 0},
		{"cells", read.Limits{Cells: 5}, 0},
		{"cells of the sheets before", read.Limits{Cells: 10}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var contents Contents
			add(&contents, 0, 2, "a")
			add(&contents, 1, 0, "b")
			if _, err := contents.Grid(c.limits, c.before); !errors.Is(err, fault.ErrTooLarge) {
				t.Errorf("got %v, want %v", err, fault.ErrTooLarge)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, want string }{
		{"3119", "3119"},
		{"840.60", "840.60"},
		{" 57.06 ", "57.06"},
		{"-5", "-5"},
		{"0", "0"},
		{"289.96000000000004", "289.96"},
		{"0.1111111111111111", "0.111111111111111"},
		{"123456789012.123456", "123456789012.123"},
		{"1.5E3", "1500"},
		{"9.0909090909090912E-2", "0.0909090909090909"},
		{"1e400", "1e400"}, // no number: left as it is, for the value parser to refuse
		{"abc", "abc"},
		{"", ""},
	} {
		if got := Number(c.raw); got != c.want {
			t.Errorf("Number(%q) = %q, want %q", c.raw, got, c.want)
		}
	}
	for _, c := range []struct {
		value float64
		want  string
	}{
		{0.30000000000000004, "0.3"},
		{840.60, "840.6"},
		{251000, "251000"},
		{math.Copysign(0, -1), "0"},
		{1e15, "1000000000000000"},
		{math.NaN(), "#NUM!"},
	} {
		if got := Decimal(c.value); got != c.want {
			t.Errorf("Decimal(%v) = %q, want %q", c.value, got, c.want)
		}
	}
}
