// Package recognise turns the paragraphs and grids of a document into annual reports: it finds the three tables,
// tells which form each follows, and reads every cell with its state and place.
//
// The invariant: a value is read only where the label of its row and the label of its column say what it is. Nothing
// is read by position. The order and the completeness of the labels are a proof of their own, since permuted rows or
// columns keep every sum: where labels are missing the cells concerned stay absent, and where they stand out of order
// a finding of severity error names the cells. The package does no I/O and holds no label: forms and wordings are
// data (config/forms, config/lexicon).
//
//	recogniser, err := recognise.New(reference)
//	reports, err := recogniser.Reports(document)
package recognise
