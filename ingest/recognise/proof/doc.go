// Package proof holds the sums by which numbers prove each other: a row that adds up to its total, the groups of table 四, the
// relations between rows that close in every column, and the search for the one way to cut digits that lost the white space between
// them with which all of these close.
//
// The invariant: nothing here guesses. Where two ways close, where a slip of one digit would explain the digits as well, or where
// there are too many ways to look at, no way is proven. The package knows numbers and names of rows, and no document, label or form.
//
//	proof.Row(values)                // 80 1 0 0 0 0 81
//	proof.Cuts([]string{"801000081"}, 7, 1)
package proof
