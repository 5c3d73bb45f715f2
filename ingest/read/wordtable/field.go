package wordtable

// Unshown reports whether Word shows something for a field that is not in the file. word is the first of its instruction in capitals;
// result says that it has a place for a result, and shown that something stands there.
func Unshown(word string, result, shown bool) bool {
	switch word {
	case "XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF":
		return false // marks of indexes, and what sets or asks for something
	case "FORMDROPDOWN", "FORMCHECKBOX", "SYMBOL", "EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "MACROBUTTON", "GOTOBUTTON":
		return !shown // drawn anew each time
	}
	return !result
}
