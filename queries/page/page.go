// Package page says what a page of Gongkai shows: a region and year, a body over the years, the tree behind a number, a report card.
// A loader takes a Source and a struct of options and returns a plain struct, whose JSON tags are the shape that --json prints and
// that a server will answer with.
//
// The invariant: a loader shows what the views say and works nothing out anew; a rule stands in a view, never here. Null is what is
// not there: a pointer is nil where nobody knows a value, and a number is a text with all its digits. Lists have a fixed order. Labels
// carry both languages.
//
// The package refuses a name that it does not know, or that several bear, with a typed error (NotFound, NotInYear, Ambiguous) that
// carries what may be meant instead. It knows no flags and says no sentence to a person: package render sets the structs, and cmd puts
// the refusals into words.
//
//	region, err := page.FindRegion(table, "鼓楼区", 2024)
//	var several *page.Ambiguous
//	if errors.As(err, &several) { … several.Candidates … }
package page
