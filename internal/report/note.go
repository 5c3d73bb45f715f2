package report

// Note is something that a document holds and that was not read, or was read with a doubt. It says so of a place, so
// that a person can look there.
type Note struct {
	Kind NoteKind `json:"kind"`
	Place
	Count int `json:"count"` // how many cells, runs or things of the kind, at least 1
}

// NoteKind says what was left out. How people call it is data (config/lexicon/notes.csv).
type NoteKind string

// Text of which a person sees nothing, or that is struck out. It is not read.
const (
	NoteStruck  NoteKind = "struck"
	NoteDeleted NoteKind = "deleted" // a tracked deletion
	NoteHidden  NoteKind = "hidden"
	NoteFaint   NoteKind = "faint" // in the colour of its ground, or transparent
	NoteTiny    NoteKind = "tiny"  // of no size
	NoteClipped NoteKind = "clipped"
)

// Marks above or below the line, which no number takes in.
const (
	NoteRaised  NoteKind = "raised"
	NoteLowered NoteKind = "lowered"
)

// Text that is in doubt: no number is read from it.
const (
	NoteDim      NoteKind = "dim"
	NoteCovered  NoteKind = "covered"
	NoteMoved    NoteKind = "moved"    // shown in another place or order than it stands
	NoteReplaced NoteKind = "replaced" // shown as another text than is stored
	NoteBeside   NoteKind = "beside"   // beside a picture, a symbol or a drawing
)

// Parts of a document that are not read.
const (
	NoteHiddenRow    NoteKind = "hidden_row"    // counts its cells with text
	NoteHiddenColumn NoteKind = "hidden_column" // counts its cells with text
	NoteHiddenSheet  NoteKind = "hidden_sheet"
	NoteOtherSheet   NoteKind = "other_sheet"   // a chart or macro sheet
	NoteHiddenBlock  NoteKind = "hidden_block"  // a hidden paragraph, list or table
	NotePicture      NoteKind = "picture"       // with drawings, symbols and embedded objects
	NoteTextBox      NoteKind = "text_box"      // counts boxes
	NoteAnnotation   NoteKind = "annotation"    // a remark or drawing laid on the page
	NoteEmbedded     NoteKind = "embedded"      // a document of another format inside
	NoteField        NoteKind = "field"         // a field without a result
	NoteTurned       NoteKind = "turned"        // characters that are not upright
	NoteUndecoded    NoteKind = "undecoded"     // characters that could not be decoded
	NoteUnpainted    NoteKind = "unpainted"     // text without a shape
	NoteBroken       NoteKind = "broken"        // a part that is damaged and was passed over
	NoteBeyondPage   NoteKind = "beyond_page"   // characters or columns beyond the edge of the page
	NoteBeyondLimit  NoteKind = "beyond_limit"  // a drawing or table beyond the limits
	NoteOuterPart    NoteKind = "outer_part"    // parts behind the end of the file
	NoteNoEnd        NoteKind = "no_end"        // the file has no end mark; pages may be missing
	NoteStyleUnknown NoteKind = "style_unknown" // a style sheet that is not in the file
)

// Numbers of a sheet that are read and that a person does not see.
const (
	NoteNarrow NoteKind = "narrow" // the column is too narrow: ####
	NoteZero   NoteKind = "zero"   // a zero that the sheet leaves out
)

// Tables whose shape the file does not prove.
const (
	NoteCellUnclosed NoteKind = "cell_unclosed"   // a cell or row without an end
	NoteNoBorders    NoteKind = "no_borders"      // rows without cell borders, or whose borders do not fit: cells are counted
	NoteOverlap      NoteKind = "overlap"         // cells on top of each other
	NoteOrphan       NoteKind = "orphan"          // a cell that goes on with a merge that nothing starts
	NoteUnruled      NoteKind = "unruled"         // a table without rules, read by alignment
	NoteUnplaced     NoteKind = "unplaced"        // text of a table that stands in no column, in two, or across a rule
	NoteSeveral      NoteKind = "several_numbers" // a cell with several numbers
)

// NoteKinds lists every kind, in the order above.
func NoteKinds() []NoteKind {
	return []NoteKind{
		NoteStruck, NoteDeleted, NoteHidden, NoteFaint, NoteTiny, NoteClipped, NoteRaised, NoteLowered,
		NoteDim, NoteCovered, NoteMoved, NoteReplaced, NoteBeside,
		NoteHiddenRow, NoteHiddenColumn, NoteHiddenSheet, NoteOtherSheet, NoteHiddenBlock, NotePicture, NoteTextBox,
		NoteAnnotation, NoteEmbedded, NoteField, NoteTurned, NoteUndecoded, NoteUnpainted, NoteBroken, NoteBeyondPage,
		NoteBeyondLimit, NoteOuterPart, NoteNoEnd, NoteStyleUnknown,
		NoteNarrow, NoteZero,
		NoteCellUnclosed, NoteNoBorders, NoteOverlap, NoteOrphan, NoteUnruled, NoteUnplaced, NoteSeveral,
	}
}
