// Package charset turns the bytes of a Chinese text or page into a string, whatever encoding it declares.
//
// Declarations are often wrong: pages say gb2312 and hold characters of GBK or GB18030 (镕, 㙍, 𠮷), or say gbk and are
// UTF-8 since the site was moved. So a declaration is only the first guess. Bytes that are valid UTF-8 with characters
// of three bytes are UTF-8; other bytes are what they declare unless the other encoding fits better; without a
// declaration they are UTF-8 where valid and else GB18030, the superset of gb2312 and gbk. UTF-16 is told by its mark, by a mail that
// says so, or by the zeros between the letters of its tags.
//
// The invariant: Decode never fails and its text is valid UTF-8. What could not be decoded stands as U+FFFD, one
// for each damaged sequence, and is counted, so that a caller can refuse a number that may have lost a digit. The
// encodings of other scripts are not known here; their labels are ignored.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The names that Decode returns.
const (
	UTF8    = "utf-8"
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
	GB18030 = "gb18030"
)

// declarationBytes is how far a declaration inside the document is looked for. Browsers look at 1,024 bytes and honour
// a later <meta> while parsing; pages of site generators put kilobytes of comments first.
const declarationBytes = 4096

// Decode returns the text of b without its byte order mark, the name of the encoding used, and how many U+FFFD the text
// holds, whether decoding made them or an earlier conversion left them in the document. declared is the label given
// outside of the bytes (a mail header), empty if there is none.
func Decode(b []byte, declared string) (text, name string, lossy int) {
	if rest, ok := bytes.CutPrefix(b, []byte("\xef\xbb\xbf")); ok {
		b, declared = rest, UTF8
	} else if rest, ok := bytes.CutPrefix(b, []byte("\xff\xfe")); ok {
		return decodeUTF16(rest, unicode.LittleEndian, UTF16LE)
	} else if rest, ok := bytes.CutPrefix(b, []byte("\xfe\xff")); ok {
		return decodeUTF16(rest, unicode.BigEndian, UTF16BE)
	} else if order := unmarked(b); order == UTF16LE {
		return decodeUTF16(b, unicode.LittleEndian, UTF16LE)
	} else if order == UTF16BE {
		return decodeUTF16(b, unicode.BigEndian, UTF16BE)
	}
	switch strings.ToLower(declared) {
	case "utf-16le", "utf-16":
		return decodeUTF16(b, unicode.LittleEndian, UTF16LE)
	case "utf-16be":
		return decodeUTF16(b, unicode.BigEndian, UTF16BE)
	}
	label := normalise(declared)
	if label == "" {
		label = normalise(declaration(b))
	}
	if utf8.Valid(b) {
		// 一 in GBK is D2 BB, which is also valid UTF-8 (һ): only a declared GBK without any character of three
		// bytes, as Chinese characters are in UTF-8, is taken at its word.
		if label != GB18030 || hasLongSequence(b) || isASCII(b) {
			text = string(b)
			return text, UTF8, countReplacements(text)
		}
	}
	good, bad := weighUTF8(b)
	switch {
	case good > bad:
		// A UTF-8 text with a damaged character. As GB18030 it decodes without complaint to other characters.
		label = UTF8
	case label == "":
		label = GB18030
	case label == UTF8:
		if _, bad18030 := decodeGB18030(b); bad18030 < bad {
			label = GB18030
		}
	}
	if label == GB18030 {
		text, lossy = decodeGB18030(b)
		return text, GB18030, lossy
	}
	text = strings.ToValidUTF8(string(b), "\ufffd")
	return text, UTF8, countReplacements(text)
}

// UTF16 returns UTF16LE or UTF16BE where bytes are in it, by their mark or because every other byte at their start is zero, and
// nothing elsewhere.
func UTF16(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return UTF16BE
	}
	return unmarked(b)
}

// unmarked tells UTF-16 without a mark: a page begins with its tags, of which every other byte is zero. Text without any ASCII
// at its start is not told.
func unmarked(b []byte) string {
	const look = 256
	head := b[:min(len(b)&^1, look)]
	if len(head) < 8 {
		return ""
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch most := len(head) / 4; {
	case zeros[1] >= most && zeros[0] <= most/4: // 一 is U+4E00
		return UTF16LE
	case zeros[0] >= most && zeros[1] <= most/4:
		return UTF16BE
	}
	return ""
}

// normalise returns UTF8, GB18030 or nothing for a label. A page that says UTF-16 in ASCII is not in it.
func normalise(label string) string {
	switch strings.ToLower(strings.Trim(label, " \t\r\n\"'")) {
	case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8":
		return UTF8
	case "gb2312", "gb_2312-80", "gb_2312", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "windows-936", "936",
		"chinese", "csgb2312", "csiso58gb231280", "iso-ir-58", "euc-cn", "x-euc-cn":
		return GB18030
	}
	return ""
}

// declaration returns the label inside the document: <meta charset=…>, <meta … content="…; charset=…"> or
// <?xml … encoding="…"?>.
func declaration(b []byte) string {
	head := b[:min(len(b), declarationBytes)]
	if bytes.IndexByte(head, '<') < 0 {
		return ""
	}
	head = Lower(head)
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")) {
		end := bytes.Index(head, []byte("?>"))
		if end >= 0 {
			if label := attribute(head[:end], "encoding"); label != "" {
				return label
			}
		}
	}
	for rest := head; ; {
		at := bytes.Index(rest, []byte("<meta"))
		if at < 0 {
			return ""
		}
		rest = rest[at+len("<meta"):]
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest)
		}
		if label := attribute(rest[:end], "charset"); label != "" {
			return label
		}
	}
}

// Lower returns a copy in which the letters of ASCII are small, whatever else the bytes are: they have no encoding yet, and a text in
// Chinese has no others.
func Lower(b []byte) []byte {
	out := make([]byte, len(b))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c |= ' '
		}
		out[i] = c
	}
	return out
}

// attribute returns what follows name and an equals sign, up to a quote or a separator.
func attribute(tag []byte, name string) string {
	_, after, found := bytes.Cut(tag, []byte(name))
	if !found {
		return ""
	}
	after, found = bytes.CutPrefix(bytes.TrimLeft(after, " \t\r\n"), []byte("="))
	if !found {
		return ""
	}
	after = bytes.TrimLeft(after, " \t\r\n\"'")
	if end := bytes.IndexAny(after, " \t\r\n\"';/>"); end >= 0 {
		after = after[:end]
	}
	return string(after)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hasLongSequence reports whether valid UTF-8 holds a character of three or four bytes.
func hasLongSequence(b []byte) bool {
	for _, c := range b {
		if c >= 0xe0 {
			return true
		}
	}
	return false
}

// weighUTF8 counts the characters of three or four bytes and the bytes that no UTF-8 has there.
func weighUTF8(b []byte) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size >= 3:
			good++
		}
		b = b[size:]
	}
	return good, bad
}

func decodeGB18030(b []byte) (text string, lossy int) {
	return decodeWith(simplifiedchinese.GB18030, b)
}

func decodeUTF16(b []byte, order unicode.Endianness, name string) (string, string, int) {
	text, lossy := decodeWith(unicode.UTF16(order, unicode.IgnoreBOM), b)
	return text, name, lossy
}

// decodeWith decodes; the decoders of golang.org/x/text replace what they cannot read and report no error for it.
func decodeWith(e encoding.Encoding, b []byte) (text string, lossy int) {
	// A Chinese character takes two bytes in GB18030 and UTF-16 and three in UTF-8.
	decoded, _, err := transform.Append(e.NewDecoder(), make([]byte, 0, len(b)+len(b)/2+utf8.UTFMax), b)
	text = strings.ToValidUTF8(string(decoded), "\ufffd")
	lossy = countReplacements(text)
	if err != nil {
		// Not known to happen; a loss that is not counted would pass for sound text.
		text, lossy = text+"\ufffd", lossy+1
	}
	return text, lossy
}

func countReplacements(text string) int { return strings.Count(text, "\ufffd") }
