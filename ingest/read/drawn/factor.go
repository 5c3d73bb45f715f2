package drawn

// What the eye is measured by. Of a document of letters from 7 to 22 points the same is asked as of any other: distances between letters
// are shares of their size (em), the height of their boxes, which is 1 to 1.5 times that of the font. Distances between rules are points:
// they are drawn as exactly in a small table as in a large one. Each was set by documents that were read wrongly with another.
const (
	// Ruled tables, in points.
	thin     = 3.0  // a filled box thinner than this is a rule
	gap      = 3.0  // a hole in a rule that the eye does not see, and the dashes of a dashed one
	touch    = 4.5  // rules that end this near to another one meet it
	jitter   = 4.2  // edges of cells of one column lie this near to each other from row to row
	widest   = 6.5  // …and never further apart than this in all; rows and columns hold text and are wider
	beyond   = 6.0  // a rule that sticks out further than this past the last crossing leads somewhere
	maxRules = 4000 // of one direction after joining: more are a drawing, not a table

	sideRuled  = 0.6  // of the side of a slot that is ruled: then the side is
	runGap     = 0.06 // between the letters of a run, which one hand wrote
	overBorder = 0.2  // of a letter that stands on either side of the border it runs across

	// Lines.
	lineStep   = 0.2 // between the baselines of two letters of one line, at most
	lineSteps  = 0.4 // …and between the first and the last of them
	boldWithin = 0.3 // of its width, within which a letter that is printed again makes it bold
	onTop      = 0.4 // of its width, within which two digits lie on top of each other
	spaceWidth = 0.2 // before a letter that a space stands before
	spaceHan   = 0.6 // …where one of the two is Chinese: a justified line is spread
	columnGap  = 0.8 // between two pieces of a line that stand in columns
	labelGap   = 0.8 // between lines of one label
	sameSize   = 1.3 // the larger of two sizes by the smaller: a paragraph has one size, a heading another
	lineFull   = 1.6 // what is free at the end of a line that is full
	lineStart  = 0.8 // what a line that goes on is set in, at most
	lineHeight = 2.4 // between the baselines of one paragraph, at most

	// Note marks. A mark is small and stands above or below the line, right behind what it belongs to. It may be as small as to share
	// the baseline within what the eye allows: "86460" in seven points and its mark in five, 0.8 points higher.
	markSize    = 0.85 // of the size of what it marks, at most
	markShift   = 0.03 // of that size off its baseline, at least
	markReach   = 0.75 // …and at most
	markGap     = 0.35 // between the mark and what it marks
	markOverlap = 0.2  // of the mark, beside what it marks; and how far it may stand over it
	markLike    = 1.1  // the size of one that is as large as what it marks, at most
	maxMark     = 8    // characters
	markLook    = 64   // neighbours that are looked at

	// Ladders.
	ladderWidth = 6    // numbers in its widest rows, at least
	ladderCells = 7    // in all of its widest rows together, at least
	ladderHead  = 14   // lines that its headings may take
	ladderGap   = 7    // lines further apart than so many times their size are not of one table
	overNumbers = 0.3  // how far words may reach over the numbers beside them
	ladderLabel = 1.2  // between a label and the row that it opens
	ladderGoes  = 2.2  // between the lines of one label
	ladderSlack = 0.9  // that numbers may stand above or below their label
	ladderUnder = 0.4  // of the narrower line of a label that stands under the other
	headingGap  = 0.25 // between headings that touch each other

	// Furniture, of the height of the page and of the size of a letter.
	headOfPage = 0.1
	footOfPage = 0.9
	alongside  = 0.3 // above or below a line with which another one is of one piece
)
