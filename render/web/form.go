package web

// FormTable is an official table as the form prints it.
type FormTable struct {
	Title, Under string
	Notes        []string
	Rows         [][]FormCell
}

// FormCell is one of its cells.
type FormCell struct {
	ID, Text, Href string
	Rows, Columns  int
	Label          bool
	Look           string // wrong, sum, unread, flagged
	Needs          string // the value that the others need
	Tip            string
}

// Original is the document beside its tables.
type Original struct {
	Under  string
	Words  []string
	Links  []Link
	Blocks []Block
}

// Block is a paragraph or a table of it.
type Block struct {
	ID, Text, Look string
	Grid           [][]GridCell
}

// GridCell is a cell of a table of the document.
type GridCell struct {
	ID, Text, Href, Look string
	Rows, Columns        int
}
