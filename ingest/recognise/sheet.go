package recognise

import (
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// sheet is a grid with every slot of its rows and columns pointing to the cell that covers it.
type sheet struct {
	grid   *read.Grid
	number int     // which grid of the document, from 1
	block  int     // its block
	ragged bool    // the cells of a row are known by their number only
	units  units   // what stands about the grid about the units of its numbers
	at     [][]int // index into grid.Cells, -1 where no cell stands
	rows   [][]*read.GridCell
}

func newSheet(grid *read.Grid, number, block int) sheet {
	s := sheet{grid: grid, number: number, block: block, at: make([][]int, grid.Rows)}
	slots := make([]int, grid.Rows*grid.Columns)
	for i := range slots {
		slots[i] = -1
	}
	for r := range s.at {
		s.at[r] = slots[r*grid.Columns : (r+1)*grid.Columns]
	}
	for i, cell := range grid.Cells {
		for r := cell.Row; r < min(cell.Row+cell.RowSpan, grid.Rows); r++ {
			for c := cell.Column; c < min(cell.Column+cell.ColumnSpan, grid.Columns); c++ {
				if s.at[r][c] < 0 {
					s.at[r][c] = i
				}
			}
		}
	}
	s.rows = make([][]*read.GridCell, grid.Rows)
	standing := make([]*read.GridCell, 0, len(grid.Cells))
	for r, row := range s.at {
		from, last := len(standing), -1
		for _, i := range row {
			if i >= 0 && i != last {
				standing = append(standing, &grid.Cells[i])
				last = i
			}
		}
		s.rows[r] = standing[from:len(standing):len(standing)]
	}
	return s
}

// cell returns the cell that covers a slot, nil where none does.
func (s sheet) cell(row, column int) *read.GridCell {
	if i := s.at[row][column]; i >= 0 {
		return &s.grid.Cells[i]
	}
	return nil
}

// row returns the cells of a row from left to right, each once. The caller does not change them.
func (s sheet) row(row int) []*read.GridCell { return s.rows[row] }

// above returns the texts of the cells that stand over a column in rows [top, bottom), each once, lowest first,
// empty ones left out.
func (s sheet) above(column, top, bottom int) []string {
	var texts []string
	last := -1
	for r := bottom - 1; r >= top; r-- {
		i := s.at[r][column]
		if i < 0 || i == last {
			continue
		}
		last = i
		if !isBlank(s.grid.Cells[i].Text) {
			texts = append(texts, s.grid.Cells[i].Text)
		}
	}
	return texts
}

// place returns where a cell stands.
func (s sheet) place(cell *read.GridCell) report.Place {
	p := report.Place{Page: cell.Page, Grid: s.number, Row: cell.Row + 1, Column: cell.Column + 1}
	if p.Page == 0 {
		p.Page = s.grid.Page
	}
	if cell.Line > 0 {
		// A text has the line in place of row and column.
		p.Line, p.Row, p.Column = cell.Line, 0, 0
	}
	return p
}

func isBlank(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !lexicon.IsSpace(r) }) < 0
}

// isLonger reports whether a text has more than n characters, without counting those of a long one.
func isLonger(text string, n int) bool {
	return len(text) > n && (len(text) > utf8.UTFMax*n || utf8.RuneCountInString(text) > n)
}

// hasDigit reports whether a text has a digit, full-width ones too.
func hasDigit(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		r = lexicon.Narrow(r)
		return r >= '0' && r <= '9'
	}) >= 0
}
