package rtf

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read/charset"

	"golang.org/x/text/encoding/charmap"
)

// Code pages by number; those with two bytes a character matter here.
const (
	pageLatin   = 1252
	pageChinese = 936
	pageUTF8    = 65001
)

// pageOfCharset returns the code page of a font's character set, 0 where the set does not name one.
func pageOfCharset(charset int) int {
	switch charset {
	case 0:
		return pageLatin
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return pageChinese
	case 136:
		return 950
	}
	return 0
}

// wide reports whether a code page has characters of two bytes.
func wide(page int) bool {
	switch page {
	case 932, 949, 950, pageChinese, 54936:
		return true
	}
	return false
}

// decode turns the bytes of a run into text. page is that of the font, fallback that of the document's other
// fonts: writers leave Chinese bytes in a font that is declared Latin, so bytes that are whole characters in the
// wide code page are read in it.
func decode(b []byte, page, fallback int) string {
	if page == pageUTF8 {
		return strings.ToValidUTF8(string(b), string(utf8.RuneError))
	}
	if !wide(page) && wide(fallback) && pairs(b) {
		if s, ok := convert(b, fallback); ok {
			return s
		}
	}
	s, _ := convert(b, page)
	return s
}

func convert(b []byte, page int) (string, bool) {
	out, err := charset.CodePage(page, charmap.Windows1252).NewDecoder().Bytes(b)
	if err != nil {
		return strings.Repeat(string(utf8.RuneError), len(b)), false
	}
	return string(out), !bytes.ContainsRune(out, utf8.RuneError)
}

// pairs reports whether the bytes from 0x80 on come in pairs with a plausible second byte.
func pairs(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if i++; i >= len(b) || b[i] < 0x40 {
			return false
		}
	}
	return true
}
