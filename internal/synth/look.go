package synth

// Look is how a text looks to a person.
type Look int

// The looks.
const (
	LookStruck  Look = iota // a line runs through it
	LookHidden              // its format hides it
	LookFaint               // white on white
	LookRaised              // a note mark
	LookCovered             // under a white box, in formats that print on pages
)

// Stray is a text in a cell that is no part of its number. Formats that know no looks do not print it: there nobody could
// tell it from the number.
type Stray struct {
	Text   string
	Look   Look
	Behind bool // behind the text of the cell, else before it
	Way    int  // chooses among the ways in which a format can write the look
}

// way chooses one of n.
func (s *Stray) way(n int) int { return s.Way % n }

// hasStrays reports whether any cell of the document has a stray text.
func (d *Document) hasStrays() bool {
	for _, b := range d.Blocks {
		if b.Table == nil {
			continue
		}
		found := false
		b.Table.each(func(c *Cell) { found = found || c.Stray != nil })
		if found {
			return true
		}
	}
	return false
}

// with puts what a format writes for the stray text of a cell before or behind what it writes for the text.
func (c Cell) with(text, stray string) string {
	if c.Stray.Behind {
		return text + stray
	}
	return stray + text
}
