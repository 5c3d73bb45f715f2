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

// Choose chooses one of n.
func (s *Stray) Choose(n int) int { return s.Way % n }

// HasStrays reports whether any cell of the document has a stray text.
func (d *Document) HasStrays() bool {
	for _, b := range d.Blocks {
		if b.Table == nil {
			continue
		}
		found := false
		b.Table.Each(func(c *Cell) { found = found || c.Stray != nil })
		if found {
			return true
		}
	}
	return false
}

// With puts what a format writes for the stray text of a cell before or behind what it writes for the text.
func (c Cell) With(text, stray string) string {
	if c.Stray.Behind {
		return text + stray
	}
	return stray + text
}
