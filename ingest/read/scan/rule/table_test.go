package rule

import (
	"image"
	"image/color"
	"testing"

	"gongkai/ingest/read/scan/page"
)

// ruled draws a table of three by three with rules between some cells.
func ruled(skip func(x, y int) bool) *page.Ink {
	picture := image.NewGray(image.Rect(0, 0, 1000, 800))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	draw := func(x, y int) {
		if skip == nil || !skip(x, y) {
			picture.SetGray(x, y, color.Gray{Y: 20})
			picture.SetGray(x+1, y+1, color.Gray{Y: 20})
		}
	}
	for k := range 4 {
		for d := range 601 {
			draw(100+d, 100+k*200)
			draw(100+k*200, 100+d)
		}
	}
	return page.NewInk(picture)
}

func TestTables(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		skip   func(x, y int) bool
		cells  int // 0 for no table
		unsure int
	}{
		{name: "whole", cells: 9},
		{name: "two cells are one", skip: func(x, y int) bool { return y == 300 && x > 102 && x < 298 }, cells: 8},
		{name: "half a rule", skip: func(x, y int) bool { return y == 300 && x > 102 && x < 205 }, unsure: 1},
		{name: "a small gap", skip: func(x, y int) bool { return y == 300 && x > 150 && x < 160 }, cells: 9},
		{name: "no outer rule", skip: func(x, _ int) bool { return x == 700 }, unsure: 1},
		{name: "a corner of cells", skip: func(x, y int) bool { return y == 300 && x > 102 && x < 298 || x == 300 && y > 102 && y < 298 }, unsure: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			tables, unsure := Tables(ruled(test.skip))
			cells := 0
			for _, table := range tables {
				cells += len(table.Cells)
			}
			if cells != test.cells && !(test.unsure > 0 && cells == 0) {
				t.Errorf("%d cells, %d are drawn", cells, test.cells)
			}
			if test.unsure > 0 && len(tables) > 0 {
				t.Errorf("%d tables of rules that are not sure (%d others)", len(tables), unsure)
			}
		})
	}
}
