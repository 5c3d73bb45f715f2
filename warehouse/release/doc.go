// Package release freezes the totals of a year: what was added up, from which reports, by which rules, under an id that
// hashes it all.
//
// The invariants. Equal inputs give the same id, in any warehouse and however often it is asked for, and the second time
// nothing is written. A release is there whole or not at all, and is never changed: what is known better later is another
// release. Its totals can be built again from the versions that are kept, as known just before it was made.
//
// The numbers come from the views of package queries, which must be installed; the package repeats no rule of theirs.
//
//	r, made, err := release.Freeze(ctx, w, release.Options{Year: 2024, Status: release.Provisional, Now: now})
//	differing, err := release.CompareTotals(ctx, session.Query, r)
package release
