package locate

import "gongkai/internal/report"

// Status says what the failed sums show.
type Status string

// The statuses, from good to bad.
const (
	NotAssessable Status = "not_assessable" // no sum has all its values
	Closes        Status = "closes"         // every sum that can be assessed closes
	Located       Status = "located"        // exactly one smallest explanation
	Unvouched     Status = "unvouched"      // one smallest explanation, but blanks leave only one sum that speaks for it
	Ambiguous     Status = "ambiguous"      // several explanations of the same smallest size
	NotLocated    Status = "not_located"    // it takes three changed cells or more, or one that only left-out sums see
)

// worse returns the worse of two statuses.
func worse(a, b Status) Status {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

func (s Status) rank() int {
	switch s {
	case NotAssessable:
		return 0
	case Closes:
		return 1
	case Located:
		return 2
	case Unvouched:
		return 3
	case Ambiguous:
		return 4
	case NotLocated:
		return 5
	}
	return -1
}

// Result is what the sums of one table say.
type Result struct {
	Status   Status  // the worst of the groups; without groups Closes or NotAssessable
	Groups   []Group // the failed sums, those apart that share no cell, in the order of the relations
	Assessed int     // sums with all their values
	LeftOut  int     // printed sums with a cell that has no value
	// Relaxed: a sum was left out, and every sum closes if the cells printed blank, or as a placeholder, are taken as
	// zero. A property of the table and no more: the blanks stay blank.
	Relaxed bool
	Blanks  int // how many cells that reading takes as zero; 0 where not Relaxed
	// Given lists cells without a value whose number the sums give. Empty where any sum fails.
	Given []Change
	// Impossible lists left-out sums, as indexes of the relations given to New, that no count in place of what is
	// missing would close: so some printed number is wrong although no sum can be said to fail.
	Impossible []int
}

// Unique reports whether some sums fail and each group of them has exactly one smallest explanation.
func (r Result) Unique() bool { return r.Status == Located }

// Group is a set of failed sums that hang together through the sums they share cells with. Groups are explained each
// by itself: the smallest explanation of a table is that of its groups together.
type Group struct {
	Status Status // Located, Unvouched, Ambiguous or NotLocated
	Failed []int  // the failed sums, as indexes of the relations given to New
	// Explanations are the smallest ones, all of one size, complete, in the order in which the relations name the
	// cells; the changes of one likewise. Where Total is set, the reading in which the total is wrong comes first.
	Explanations []Explanation
	// Partial: a cell of the failed sums stands in another sum too that was left out, so that less than the whole form
	// vouches for the explanation.
	Partial bool
	// Total is the printed total where the group is a single sum that shares no cell with others, as in table 四: then
	// the sum is located, and either the total is wrong or a part. Empty elsewhere.
	Total string
}

// Explanation is a set of cells that, changed together, close every failed sum of a group and keep the others closed.
type Explanation struct{ Changes []Change }

// Change is a cell and the value that the other cells call for.
type Change struct {
	Code    string
	Printed report.Value // meaningful only where the cell has a value: not in Result.Given
	Needed  report.Value
	Culprit Culprit
	Why     Hint
}

// Culprit is who is likelier at fault.
type Culprit string

// The culprits.
const (
	Reader  Culprit = "reader"
	Agency  Culprit = "agency"
	Unknown Culprit = "unknown"
)

// Hint is what the difference between printed and needed value looks like. It supports a suggestion and decides
// nothing by itself.
type Hint string

// The hints.
const (
	NoHint     Hint = ""
	Inferred   Hint = "inferred"   // the value was not printed as such, but solved from glued digits
	Joined     Hint = "joined"     // the printed digits stand apart: 12 34
	Shared     Hint = "shared"     // two neighbours divide the same digits otherwise: 12|3 for 1|23
	Swapped    Hint = "swapped"    // two neighbours hold each other's value
	LeftZero   Hint = "left_zero"  // 0 is printed where a number is needed
	Confused   Hint = "confused"   // one digit that looks like the needed one: 1 and 7, 3 and 8
	Replaced   Hint = "replaced"   // one other digit
	Transposed Hint = "transposed" // two digits next to each other changed places
	Dropped    Hint = "dropped"    // a digit is missing
	Repeated   Hint = "repeated"   // a digit stands twice
	Added      Hint = "added"      // a digit too many
	Missing    Hint = "missing"    // a cell without a value, in Result.Given only
)
