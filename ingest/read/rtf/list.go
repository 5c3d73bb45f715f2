package rtf

const (
	levels   = 9
	maxLists = 10_000
	bullet   = 23 // of the number formats
	noNumber = 255
)

// listTable says which levels of the lists print letters or digits.
type listTable struct {
	byID  map[int][levels]bool
	byUse map[int]int // the id by the number that paragraphs name

	prints [levels]bool // of the list that is read
	level  int
	id     int
	uses   bool // the uses are read
	text   bool // the next byte is the length of a level's text
}

// word reads the tables of lists and of their uses.
func (l *listTable) word(t *token) {
	l.text = false
	switch string(t.name) {
	case "listoverride":
		l.uses = true
	case "list":
		l.prints, l.level = [levels]bool{}, -1
	case "listlevel":
		l.level++
	case "levelnfc", "levelnfcn":
		l.set(t.number != bullet && t.number != noNumber)
	case "leveltext":
		l.text = true
	case "listid":
		l.id = t.number
		if !l.uses {
			l.byID = remember(l.byID, l.id, l.prints)
		}
	case "ls":
		l.byUse = remember(l.byUse, t.number, l.id)
	}
}

// remember makes the map of a document that has lists: a use may stand before any list, or without one.
func remember[V any](of map[int]V, key int, value V) map[int]V {
	if of == nil {
		of = map[int]V{}
	}
	if len(of) < maxLists {
		of[key] = value
	}
	return of
}

func (l *listTable) set(prints bool) {
	if l.level >= 0 && l.level < levels {
		l.prints[l.level] = prints
	}
}

// length reads the first byte of a level's text: an empty one prints nothing.
func (l *listTable) length(b byte) {
	if l.text && b == 0 {
		l.set(false)
	}
	l.text = false
}

// number reports whether Word sets a number before a paragraph. Of a list that the file does not describe it is taken that it does.
func (l *listTable) number(use, level int) bool {
	if use <= 0 {
		return false
	}
	id, ok := l.byUse[use]
	if !ok || level < 0 || level >= levels {
		return true
	}
	prints, ok := l.byID[id]
	return !ok || prints[level]
}
