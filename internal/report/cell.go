package report

import "fmt"

// Cell is one indicator of one report as printed.
type Cell struct {
	Code  string // subject.item.heading
	Value Value  // meaningful only where State.HasValue()
	State State
	Raw   string // as printed, white space trimmed
	Place Place
}

// State says what the document shows for an indicator. Only Reported and Inferred have a value.
type State string

// The states.
const (
	Reported    State = "reported"
	Blank       State = "blank"       // printed empty
	Placeholder State = "placeholder" // "/", "—", 无, 不适用
	Unreadable  State = "unreadable"  // something is printed that is not surely one number
	Absent      State = "absent"      // no such row or column
	Inferred    State = "inferred"    // glued or damaged digits with exactly one solution
)

// States lists every state.
func States() []State {
	return []State{Reported, Blank, Placeholder, Unreadable, Absent, Inferred}
}

// HasValue reports whether a cell in this state carries a number.
func (s State) HasValue() bool { return s == Reported || s == Inferred }

// Place is where a cell stands in its document, all counted from 1; 0 is unknown. Text has a line in place of
// row and column.
type Place struct {
	Page   int `json:"page,omitempty"`
	Grid   int `json:"grid,omitempty"`
	Row    int `json:"row,omitempty"`
	Column int `json:"column,omitempty"`
	Line   int `json:"line,omitempty"`
}

// StoredPlace is a place as the warehouse keeps it, with one number for a row or a line: in a text there are no columns.
func StoredPlace(page, grid, row, column int) Place {
	if column == 0 {
		return Place{Page: page, Grid: grid, Line: row}
	}
	return Place{Page: page, Grid: grid, Row: row, Column: column}
}

// String prints the place for people, as "page 3, table 2, row 4, column 10".
func (p Place) String() string {
	out := ""
	for _, part := range []struct {
		name string
		n    int
	}{{"page", p.Page}, {"table", p.Grid}, {"row", p.Row}, {"column", p.Column}, {"line", p.Line}} {
		if part.n == 0 {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += fmt.Sprintf("%s %d", part.name, part.n)
	}
	return out
}
