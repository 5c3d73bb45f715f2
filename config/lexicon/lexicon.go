// Package lexicon holds how documents word things, as data: labels of rows and columns beside those that the forms
// print, headings of sections, and the words that stand in cells (units, placeholders, Chinese zeros). It also holds
// the one normalisation that makes two wordings comparable.
//
// A wording is added here, with a test on the document it was seen in, and no Go changes. The invariant: a wording
// belongs to one name within its subject and axis; a test refuses one that would match two.
package lexicon
