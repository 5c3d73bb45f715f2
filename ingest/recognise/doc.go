// Package recognise turns the paragraphs and grids of a document into annual reports: it finds the three tables,
// tells which form each follows, and reads every cell with its state and place.
//
// The invariant: a value is read only where the label of its row and the label of its column say what it is. Nothing
// is read by position. The order and the completeness of the labels are a proof of their own, since permuted rows or
// columns keep every sum: where labels are missing the cells concerned stay absent, and where they stand out of order
// a finding of severity error names the cells. The package does no I/O and holds no label: forms and wordings are
// data (config/forms, config/lexicon).
//
// A document is divided where another report begins (divide.go). For each part and each family of forms (family.go), every
// layout (layout.go has the list) looks at the page and returns candidates; of several at one place the best is kept; each has
// to stand its proofs (proofs.go has the list), whose verdicts withhold cells, tell doubts or give values that only a sum
// proves. The family that fits best is taken, the tables are put together into reports by title and year (years.go), and a
// form is chosen for each table (assemble.go).
//
// To add a layout: a function in a file layout_*.go, its line in layouts, a case in testdata/cases. To add a proof: a function
// in a file proof_*.go, its line in proofs, a case. To add a form: data files alone.
//
//	recogniser, err := recognise.New(forms, rules, identifier)
//	reports, err := recogniser.Reports(document, given)
package recognise
