package digit

// Signs are what the net tells apart, its classes from 1 on; class 0 is no sign. The last two are 无 and the long dash, of which a
// cell holds one and nothing else.
const Signs = "0123456789./-"

// Classes of signs that are no ASCII, and how many classes there are.
const (
	SignNone = 14
	SignDash = 15
	classes  = 16
)

// Steps are the columns of the net's answer, two dots of a patch each.
const Steps = patchWidth / 2
