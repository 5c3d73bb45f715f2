package drawn

import (
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// at writes text of a size, each character half as wide, with a look.
func (s *sheet) at(x, y, size float64, text string, look printed.Look) *sheet {
	for _, r := range text {
		s.page.Glyphs = append(s.page.Glyphs, Glyph{
			Rune: r, Left: x, Right: x + size/2, Top: y - 0.88*size, Bottom: y + 0.12*size, Baseline: y, Look: look,
		})
		x += size / 2
	}
	return s
}

// oneCell is a table of four cells with nothing in the last, from 200, 120 to 300, 140.
func oneCell() *sheet {
	return newSheet(1).grid([]float64{100, 200, 300}, []float64{100, 120, 140}, plain([]string{"项目", "总计"}, []string{"收到", ""}), strokedRect)
}

// TestLooksOfCells: what is left out leaves its look, marks never join a number, and what is in doubt is told.
func TestLooksOfCells(t *testing.T) {
	for _, c := range []struct {
		name  string
		draw  func(s *sheet)
		want  string
		looks printed.Look
	}{
		{"struck out before the new value", func(s *sheet) { s.at(205, 134, 10, "99", printed.Struck).at(220, 134, 10, "123", 0) }, "123", printed.Struck},
		{"struck out over the new value", func(s *sheet) { s.at(205, 134, 10, "99", printed.Clipped).at(205, 134, 10, "123", 0) }, "123", printed.Clipped},
		{"nothing but what is struck out", func(s *sheet) { s.at(205, 134, 10, "99", printed.Struck) }, printed.Object, printed.Struck},
		{"nothing but what is hidden", func(s *sheet) { s.at(205, 134, 10, "99", printed.Hidden) }, "", printed.Hidden},
		{"in doubt", func(s *sheet) { s.at(205, 134, 10, "123", printed.Covered) }, printed.Object + "123", printed.Covered},
		{"one digit in doubt", func(s *sheet) {
			s.at(205, 134, 10, "1", 0).at(210, 134, 10, "2", printed.Covered).at(215, 134, 10, "3", 0)
		}, "1" + printed.Object + "23", printed.Covered},
		{"a mark within the line", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 133.2, 7, "1", 0) }, "123", printed.Raised},
		{"a mark above the line", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 129, 6, "1", 0) }, "123", printed.Raised},
		{"a mark below it within the line", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 134.8, 7, "1", 0) }, "123", printed.Lowered},
		{"a mark below the line", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 136, 6, "1", 0) }, "123", printed.Lowered},
		{"a mark before it", func(s *sheet) { s.at(205, 129, 6, "1", 0).at(208, 134, 10, "123", 0) }, "1" + printed.Object + "123", printed.Raised},
		{"a mark as large as the digits", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 130, 10, "1", 0) }, "123", printed.Raised},
		{"a digit behind the mark", func(s *sheet) { s.at(205, 134, 10, "12", 0).at(215, 129, 6, "1", 0).at(218, 134, 10, "3", 0) }, "12" + printed.Object + "13", printed.Raised},
		{"a small digit on the line", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(220, 134, 6, "1", 0) }, "123" + printed.Object + "1", printed.Moved},
		{"two lines", func(s *sheet) { s.at(205, 127, 8, "12", 0).at(205, 136.5, 8, "34", 0) }, "12\n34", 0},
		{"a smaller word apart", func(s *sheet) { s.at(205, 134, 10, "123", 0).at(240, 132, 7, "45", 0) }, "45\n123", 0},
		{"digits on top of each other", func(s *sheet) { s.at(205, 134, 10, "1", 0).at(206, 134, 10, "7", 0) }, printed.Object + "17", printed.Covered},
		{"printed twice for bold", func(s *sheet) { s.at(205, 134, 10, "1", 0).at(205.4, 134, 10, "1", 0) }, "1", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := oneCell()
			c.draw(s)
			blocks, _, err := Blocks(t.Context(), []Page{s.page}, read.DefaultLimits())
			if err != nil || len(blocks) != 1 || blocks[0].Grid == nil || len(blocks[0].Grid.Cells) != 4 {
				t.Fatalf("%v, %v", blocks, err)
			}
			if got := blocks[0].Grid.Cells[3]; got.Text != c.want || got.Looks != c.looks {
				t.Errorf("%q, looks %b, want %q, %b", got.Text, got.Looks, c.want, c.looks)
			}
		})
	}
}

// Outside of tables the paragraph has the look; on a page without any text it is noted.
func TestLooksOfParagraphs(t *testing.T) {
	s := newSheet(1).write(100, 100, "总体情况").write(100, 130, "收到申请").at(180, 130, 10, "99", printed.Faint)
	empty := newSheet(2).at(100, 100, 10, "99", printed.Struck)
	blocks, notes, err := Blocks(t.Context(), []Page{s.page, empty.page}, read.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "1 struck: page 2\n1 faint: page 1"
	if got := strings.Join(placed(blocks, notes), "\n"); got != want {
		t.Errorf("notes %s, want %s", got, want)
	}
	if got := show(blocks); strings.Contains(got, "99") {
		t.Errorf("read: %s", got)
	}
}

// A number in doubt stands where a number stands: it does not move the others.
func TestDoubtInATableWithoutRules(t *testing.T) {
	s := newSheet(1)
	for i, row := range []string{"11", "12", "13", "14", "15"} {
		y := 100 + 20*float64(i)
		s.write(60, y, "项目")
		for k := range 8 {
			look := printed.Look(0)
			if i == 2 && k == 3 {
				look = printed.Covered
			}
			s.at(150+50*float64(k), y, 10, row, look)
		}
	}
	got, _ := readSheets(t, s)
	if !strings.Contains(got, "2: 0\"项目\" 1\"13\" 2\"13\" 3\"13\" 4\""+printed.Object+"13\" 5\"13\"") {
		t.Errorf("%s", got)
	}
}

// The edge of the page cuts a number: what is left of it is none.
func TestNumberCutByTheEdge(t *testing.T) {
	s := oneCell().at(205, 134, 10, "12345", 0)
	s.page.Width = 216
	blocks, notes, err := Blocks(t.Context(), []Page{s.page}, read.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got := show(blocks); strings.Contains(got, "12") {
		t.Errorf("read: %s, notes %v", got, placed(blocks, notes))
	}
}

// What stands off the page is not read, and told: nobody who prints it sees it.
func TestTextBeyondThePage(t *testing.T) {
	_, notes := readSheets(t, newSheet(1).write(100, 100, "规章").write(600, 100, "123"))
	if !slices.Equal(notes, []string{"3 beyond_page: page 1"}) {
		t.Errorf("got %q", notes)
	}
}

// A drawing of thousands of lines is no table.
func TestDrawing(t *testing.T) {
	s := newSheet(1).write(100, 100, "规章")
	for i := range maxRules + 1 {
		x, y := float64(i%50)*10, float64(i/50)*8
		s.rule(x, y, x+5, y)
	}
	got, notes := readSheets(t, s)
	if !slices.Equal(notes, []string{"1 beyond_limit: page 1"}) || !strings.Contains(got, "规章") {
		t.Errorf("got %q, notes %q", got, notes)
	}
}
