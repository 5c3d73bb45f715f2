package recognise

import (
	"slices"
	"testing"

	"gongkai/ingest/read"
)

// A table that no line parts is read whole or not at all.
func TestUnruledTable(t *testing.T) {
	tests := []struct {
		name   string
		change func(t *testing.T, rt *requestTable)
		right  int
	}{
		{"every row and value", func(*testing.T, *requestTable) {}, 175},
		{"the label of a group in a line of its own", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "8.属于行政查询")
			rt.rows = slices.Insert(rt.rows, at+1, []string{"", "", "（三）不予公开", "", "", "", "", "", "", ""})
		}, 175},
		{"a blank", func(t *testing.T, rt *requestTable) { rt.rows[rt.row(t, "重复申请")][5] = "" }, 0},
		{"a row missing", func(t *testing.T, rt *requestTable) {
			at := rt.row(t, "重复申请")
			rt.rows = slices.Delete(rt.rows, at, at+1)
		}, 0},
		{"a label missing", func(t *testing.T, rt *requestTable) { rt.rows[rt.row(t, "重复申请")][2] = "" }, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rt := newRequestTable(t)
			test.change(t, rt)
			grid := drawn(t, rt.String())
			grid.Unruled = true
			reports, err := newRecogniser(t, 2024).Reports(&read.Document{Blocks: []read.Block{{Grid: grid}}}, Given{})
			if err != nil {
				t.Fatal(err)
			}
			if right, _, _ := rt.compare(t, &reports[0]); right != test.right {
				t.Errorf("%d cells right, want %d", right, test.right)
			}
		})
	}
}

// A grid that goes on with a table and begins with a row of values whose label is lost is no header to skip.
func TestLabelLostOnTheNextPage(t *testing.T) {
	rt := newRequestTable(t)
	first := &requestTable{header: rt.header, rows: rt.rows[:9]}
	rest := &requestTable{rows: slices.Clone(rt.rows[9:])}
	for i := range rest.rows[:len(rest.rows)-2] {
		// The labels of the second grid have slipped by a row.
		rest.rows[i] = slices.Clone(rest.rows[i])
		rest.rows[i][0], rest.rows[i][1] = "", ""
	}
	labels := make([]string, len(rest.rows))
	for i, row := range rest.rows[:14] {
		labels[i] = row[2]
	}
	rest.rows[0][2] = ""
	for i := 1; i < 14; i++ {
		rest.rows[i][2] = labels[i-1]
	}
	r := recogniseGrids(t, first.String(), rest.String())
	if right, _, _ := rt.compare(t, r); right > 9*7 {
		t.Errorf("%d cells right", right)
	}
}
