// Package printed decides what of a document's text counts as printed. A reader knows its format: which style
// strikes a run out, which layer is off, what lies under a white box. It hands each run over with how it looks, and
// this package says, for all formats alike, what becomes of it.
//
// The rule: a number is what a person reads who looks at the page.
//
//   - What nobody sees (hidden, in the colour of its ground, of no size, outside of what is shown, of a layer that is off) and
//     what is struck out is left out.
//   - A raised or lowered mark never joins a number: 64250¹ is 64250.
//   - What lies under something, is shown in another order or place than it stands, or is shown as another text than is stored is
//     doubtful: the text stays, with Object before it, and no number is ever read from a cell that has Object beside digits.
//
// Nothing is left out without a word: the looks of what was left out or is doubtful go with the cell or the paragraph, and
// become notes of the document.
//
//	var t printed.Text
//	t.Write("99", printed.Struck)
//	t.Write("64250", 0)
//	t.Write("1", printed.Raised)
//	text, looks := t.Take() // "64250", printed.Struck|printed.Raised
package printed
