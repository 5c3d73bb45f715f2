package ole

import "encoding/binary"

// Kind is what a compound file holds.
type Kind string

// The kinds that the names of the streams tell apart.
const (
	KindWord      Kind = "word"      // Word 97–2003, and WPS Writer, which uses the same layout
	KindOldWord   Kind = "old_word"  // Word 6 and 95
	KindWorkbook  Kind = "workbook"  // Excel 5 to 2003, and the ET files of WPS
	KindEncrypted Kind = "encrypted" // an Office document (DOCX, XLSX …) under a password
	KindWorks     Kind = "works"     // Microsoft Works, which also names its files .wps
	KindSlides    Kind = "slides"
	KindMessage   Kind = "message" // an Outlook .msg
	KindUnknown   Kind = "unknown"
)

const (
	wordMagic    = 0xA5EC
	wordOldMagic = 0xA5DC
	oldestNFib   = 0xC1 // Word 97
)

// Detect opens a compound file and says what it holds.
func Detect(b []byte) (Kind, error) {
	f, err := Open(b)
	if err != nil {
		return KindUnknown, err
	}
	return f.Kind(), nil
}

// Kind says what the file holds, by its streams alone.
func (f *File) Kind() Kind {
	switch {
	case f.Has("EncryptedPackage"):
		return KindEncrypted
	case f.Has("WordDocument"):
		return f.wordKind()
	case f.Has("Workbook"), f.Has("Book"):
		return KindWorkbook
	case f.Has("PowerPoint Document"):
		return KindSlides
	case f.Has("MatOST"), f.Has("MN0"), f.Has("CONTENTS"):
		return KindWorks
	case f.Has("__properties_version1.0"):
		return KindMessage
	}
	return KindUnknown
}

func (f *File) wordKind() Kind {
	b, err := f.Stream("WordDocument")
	if err != nil || len(b) < 4 {
		return KindWord // its reader names what is wrong
	}
	if m := binary.LittleEndian.Uint16(b); m == wordOldMagic || m == wordMagic && binary.LittleEndian.Uint16(b[2:]) < oldestNFib {
		return KindOldWord
	}
	return KindWord
}
