package page

// The bounds of a number, as the views have them: exact, or lower where a member of a sum gave none, so that the whole is at least
// the number.
const (
	BoundExact = "exact"
	BoundLower = "lower"
)
