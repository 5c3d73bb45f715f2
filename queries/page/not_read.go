package page

import "gongkai/config/messages"

// NotRead counts, of the cells that a number is summed from, those that were not simply read off a document.
type NotRead struct {
	Inferred int `json:"inferred"` // solved from damaged digits, with exactly one solution
	Adjusted int `json:"adjusted"` // replaced by a person; in a session of adjusted values alone
	OCR      int `json:"ocr"`      // taken off a picture
}

// Any reports whether there is one.
func (n NotRead) Any() bool { return n.Inferred+n.Adjusted+n.OCR > 0 }

// CellCount is how many cells the numbers of a page are summed from.
type CellCount struct {
	Cells int `json:"cells"`
	NotRead
}

func (p *Region) addCells(scan func(...any) error, _ messages.Language) error {
	return scan(&p.Cells.Cells, &p.Cells.Inferred, &p.Cells.Adjusted, &p.Cells.OCR)
}
