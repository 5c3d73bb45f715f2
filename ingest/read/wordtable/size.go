package wordtable

import "gongkai/ingest/read/printed"

// Sizes in half points, and widths in percent: Word sets no letters smaller than one point, which nobody reads.
const (
	tooSmall   = 2
	barely     = 4
	tooNarrow  = 5
	narrow     = 15
	digitShare = 5  // twips that a digit is wide for each half point of its size
	lowestLine = 40 // twips
)

// Size says how text of a size in half points looks, of a width in percent (0: 100) and with a space between its characters in twips.
func Size(size, scale, spacing int) printed.Look {
	switch {
	case size <= tooSmall, scale > 0 && scale <= tooNarrow:
		return printed.Tiny
	case size <= barely, scale > 0 && scale <= narrow:
		return printed.Dim
	case spacing < 0 && -spacing >= size*digitShare*3/4: // the characters stand on each other
		return printed.Covered
	}
	return 0
}

// Low reports whether lines of an exact height in twips show nothing of their text. Word gives an exact height as a negative number.
func Low(height int) bool { return height < 0 && height >= -lowestLine }
