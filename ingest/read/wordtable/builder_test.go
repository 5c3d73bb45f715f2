package wordtable

import (
	"errors"
	"fmt"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// step is one call of the builder.
type step func(b *Builder) error

func paragraph(depth int, text string) step {
	return func(b *Builder) error { return b.Paragraph(depth, Content{Text: text}) }
}

func cells(depth int, slots []Slot, texts ...string) step {
	return func(b *Builder) error {
		for _, s := range texts {
			if err := b.EndCell(depth, Content{Text: s}); err != nil {
				return err
			}
		}
		return b.EndRow(depth, slots, 0)
	}
}

// at makes slots of borders.
func at(edges ...int) []Slot {
	slots := make([]Slot, len(edges)-1)
	for i := range slots {
		slots[i] = Slot{Left: edges[i], Right: edges[i+1]}
	}
	return slots
}

func vertical(slots []Slot, merges ...Merge) []Slot {
	for i, m := range merges {
		slots[i].Vertical = m
	}
	return slots
}

func horizontal(slots []Slot, merges ...Merge) []Slot {
	for i, m := range merges {
		slots[i].Horizontal = m
	}
	return slots
}

func TestBuilder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{
			name: "columns are the union of borders, not the number of cells",
			steps: []step{
				cells(1, at(0, 1000, 3000), "label", "heading"),
				cells(1, at(0, 1000, 2000, 3000), "a", "1", "2"),
				paragraph(0, "after"),
			},
			want: []string{
				"grid,2,3",
				`0,0,1,1,"label"`, `0,1,1,2,"heading"`,
				`1,0,1,1,"a"`, `1,1,1,1,"1"`, `1,2,1,1,"2"`,
				`paragraph,"after"`,
			},
		},
		{
			name: "borders that differ by rounding are one",
			steps: []step{
				cells(1, at(0, 1000, 2000), "a", "b"),
				cells(1, at(-4, 1004, 2095), "c", "d"),
			},
			want: []string{"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`, `1,0,1,1,"c"`, `1,1,1,1,"d"`},
		},
		{
			name: "narrow cells of one row stay apart",
			steps: []step{
				cells(1, at(0, 100, 200), "a", "b"),
				cells(1, at(0, 200), "c"),
			},
			want: []string{"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`, `1,0,1,2,"c"`},
		},
		{
			name: "a row that begins further right leaves its first column free",
			steps: []step{
				cells(1, at(0, 1000, 2000), "a", "b"),
				cells(1, at(1000, 2000), "c"),
			},
			want: []string{"grid,2,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`, `1,1,1,1,"c"`},
		},
		{
			name: "vertical merges",
			steps: []step{
				cells(1, vertical(at(0, 1000, 2000), MergeFirst), "label", "1"),
				cells(1, vertical(at(0, 1000, 2000), MergeNext), "", "2"),
				cells(1, vertical(at(0, 1000, 2000), MergeNext), "", "3"),
				cells(1, vertical(at(0, 1000, 2000), MergeFirst), "other", "4"),
			},
			want: []string{
				"grid,4,2", `0,0,3,1,"label"`, `0,1,1,1,"1"`, `1,1,1,1,"2"`, `2,1,1,1,"3"`, `3,0,1,1,"other"`, `3,1,1,1,"4"`,
			},
		},
		{
			name: "a merged cell with text of its own is not dropped",
			steps: []step{
				cells(1, vertical(at(0, 1000, 2000), MergeFirst, MergeFirst), "label", "1"),
				cells(1, vertical(at(0, 1000, 2000), MergeNext, MergeNext), "", "2"),
				cells(1, horizontal(at(0, 1000, 2000), MergeFirst, MergeNext), "x", "3"),
			},
			want: []string{
				"grid,3,2", `0,0,2,1,"label"`, `0,1,1,1,"1"`, `1,1,1,1,"2"`, `2,0,1,1,"x"`, `2,1,1,1,"3"`,
			},
		},
		{
			name: "a continuation below a cell of other columns is a blank cell",
			steps: []step{
				cells(1, vertical(at(0, 2000), MergeFirst), "wide"),
				cells(1, vertical(at(0, 1000, 2000), MergeNext, MergeNone), "", "1"),
			},
			want: []string{"grid,2,2", `0,0,1,2,"wide"`, `1,0,1,1,""`, `1,1,1,1,"1"`},
		},
		{
			name: "horizontal merges",
			steps: []step{
				cells(1, horizontal(at(0, 1000, 2000, 3000), MergeFirst, MergeNext, MergeNone), "ab", "", "c"),
				cells(1, at(0, 1000, 2000, 3000), "1", "2", "3"),
			},
			want: []string{
				"grid,2,3", `0,0,1,2,"ab"`, `0,2,1,1,"c"`, `1,0,1,1,"1"`, `1,1,1,1,"2"`, `1,2,1,1,"3"`,
			},
		},
		{
			name: "a row without borders makes the grid count cells",
			steps: []step{
				cells(1, at(0, 1000, 2000), "a", "b"),
				cells(1, nil, "1", "2"),
			},
			want: []string{
				"ragged,2,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`, `1,0,1,1,"1"`, `1,1,1,1,"2"`,
				`note,no_borders,1,"table 1, row 2"`,
			},
		},
		{
			name:  "more cells than borders make the grid count cells",
			steps: []step{cells(1, at(0, 1000), "a", "b")},
			want: []string{
				"ragged,1,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`,
				`note,no_borders,1,"table 1, row 1"`,
			},
		},
		{
			name:  "borders that run backwards make the grid count cells",
			steps: []step{cells(1, at(0, 2000, 1000), "a", "b")},
			want: []string{
				"ragged,1,2", `0,0,1,1,"a"`, `0,1,1,1,"b"`,
				`note,overlap,1,"table 1"`,
			},
		},
		{
			name: "a nested table follows the one that holds it",
			steps: []step{
				paragraph(1, "before"),
				cells(2, at(100, 500, 900), "1", "2"),
				cells(1, at(0, 1000), "after"),
				paragraph(0, "end"),
			},
			want: []string{
				"grid,1,1", `0,0,1,1,"before\nafter"`,
				"grid,1,2", `0,0,1,1,"1"`, `0,1,1,1,"2"`,
				`paragraph,"end"`,
			},
		},
		{
			name: "paragraphs of a cell are lines",
			steps: []step{
				paragraph(1, "三"), paragraph(1, "、"), cells(1, at(0, 1000), "本"),
			},
			want: []string{"grid,1,1", `0,0,1,1,"三\n、\n本"`},
		},
		{
			name: "a table that ends within a row counts cells",
			steps: []step{
				cells(1, at(0, 1000), "a"),
				func(b *Builder) error { return b.EndCell(1, Content{Text: "1"}) },
				paragraph(0, "after"),
			},
			want: []string{
				"ragged,2,1", `0,0,1,1,"a"`, `1,0,1,1,"1"`, `paragraph,"after"`,
				`note,cell_unclosed,1,"table 1, row 2"`,
				`note,no_borders,1,"table 1, row 2"`,
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := NewBuilder(read.DefaultLimits())
			for _, s := range c.steps {
				if err := s(b); err != nil {
					t.Fatal(err)
				}
			}
			blocks, notes, err := b.Blocks()
			if err != nil {
				t.Fatal(err)
			}
			for _, block := range blocks {
				if block.Grid != nil {
					readtest.Check(t, block.Grid, read.DefaultLimits())
				}
			}
			if diff := cmp.Diff(c.want, readtest.Lines(read.Document{Blocks: blocks, Notes: notes})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBuilderLimits(t *testing.T) {
	t.Parallel()
	limits := read.Limits{Cells: 10, Columns: 4, Depth: 3}
	for _, c := range []struct {
		name string
		do   step
	}{
		{"cells", func(b *Builder) error {
			for i := range 11 {
				if err := b.EndCell(1, Content{Text: fmt.Sprint(i)}); err != nil {
					return err
				}
			}
			return nil
		}},
		{"columns", func(b *Builder) error {
			if err := cells(1, at(0, 1000, 2000, 3000, 4000, 5000), "", "", "", "", "")(b); err != nil {
				return err
			}
			_, _, err := b.Blocks()
			return err
		}},
		{"cells of a row without borders", func(b *Builder) error {
			if err := cells(1, nil, "", "", "", "", "")(b); err != nil {
				return err
			}
			_, _, err := b.Blocks()
			return err
		}},
		{"paragraphs", func(b *Builder) error {
			for range 11 {
				if err := b.Paragraph(0, Content{Text: "text"}); err != nil {
					return err
				}
			}
			return nil
		}},
		{"depth", paragraph(4, "deep")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if err := c.do(NewBuilder(limits)); !errors.Is(err, fault.ErrTooLarge) {
				t.Errorf("got %v, want %v", err, fault.ErrTooLarge)
			}
		})
	}
}

// TestNotes places notes about what stands in cells and is no text.
func TestNotes(t *testing.T) {
	t.Parallel()
	b := NewBuilder(read.DefaultLimits())
	steps := []error{
		b.Paragraph(0, Content{Text: "above", Looks: printed.Raised, Pictures: 2}),
		b.Paragraph(0, Content{Looks: printed.Hidden}),
		b.EndCell(1, Content{Text: "wide"}),
		b.EndCell(1, Content{Looks: printed.Hidden}),
		b.EndCell(1, Content{Text: "5", Fields: 1, Pictures: 1}),
		b.EndRow(1, horizontal(at(0, 1000, 2000, 3000), MergeFirst, MergeNext), 0),
		b.Paragraph(1, Content{Text: "old", Looks: printed.Struck}),
		b.EndCell(1, Content{Text: "new"}),
		b.EndCell(1, Content{Pictures: 1}),
		b.EndCell(1, Content{Looks: printed.Struck}),
		b.EndRow(1, at(0, 1000, 2000, 3000), 0),
		b.EndCell(1, Content{Text: "low"}),
		b.EndRow(1, at(0, 1000), printed.Clipped),
		b.EndCell(1, Content{}),
		b.EndRow(1, at(0, 3000), printed.Clipped),
	}
	if err := errors.Join(steps...); err != nil {
		t.Fatal(err)
	}
	blocks, notes, err := b.Blocks()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`paragraph,"above"`, "grid,3,3",
		`0,0,1,2,"wide"`, `0,2,1,1,"5"`, `1,0,1,1,"old\nnew"`, "1,1,1,1,\"\ufffc\"", "1,2,1,1,\"\ufffc\"", `2,0,1,3,""`,
		"note,picture,2", "note,hidden_block,1", "note,raised,1",
		`note,hidden_row,1,"table 1, row 3"`, `note,picture,1,"table 1, row 1, column 3"`, `note,field,1,"table 1, row 1, column 3"`,
		`note,picture,1,"table 1, row 2, column 2"`, `note,hidden,1,"table 1, row 1, column 1"`,
		`note,struck,1,"table 1, row 2, column 1"`, `note,struck,1,"table 1, row 2, column 3"`,
	}
	if diff := cmp.Diff(want, readtest.Lines(read.Document{Blocks: blocks, Notes: notes})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestManyDrawings has more drawings in a row than are looked at one by one.
func TestManyDrawings(t *testing.T) {
	t.Parallel()
	b := NewBuilder(read.DefaultLimits())
	steps := []error{
		b.EndCell(1, Content{Text: "行政许可", Shapes: make([]Shape, maxShapes+1)}),
		b.EndCell(1, Content{Text: "5"}),
		b.EndRow(1, at(0, 1000, 2000), 0),
	}
	blocks, _, err := b.Blocks()
	if err := errors.Join(append(steps, err)...); err != nil {
		t.Fatal(err)
	}
	want := []string{"行政许可", "\ufffc5"}
	for i, c := range blocks[0].Grid.Cells {
		if c.Text != want[i] || c.Looks != printed.Covered {
			t.Errorf("got %q, %b, want %q", c.Text, c.Looks, want[i])
		}
	}
}
