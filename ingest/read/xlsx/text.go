package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"gongkai/internal/fault"
)

// richText collects the text of a string: that of its t elements, outside of phonetic hints (rPh), which repeat
// the text in another script.
type richText struct {
	out      strings.Builder
	inText   bool
	phonetic int
}

func (r *richText) start(name string) {
	switch name {
	case "t":
		r.inText = r.phonetic == 0
	case "rPh":
		r.phonetic++
	}
}

func (r *richText) end(name string) {
	switch name {
	case "t":
		r.inText = false
	case "rPh":
		r.phonetic--
	}
}

func (r *richText) text(b []byte) {
	if r.inText {
		r.out.Write(b)
	}
}

func (r *richText) take() string {
	s := unescape(r.out.String())
	r.out.Reset()
	return s
}

// sharedStrings handles the part with the strings of all sheets.
type sharedStrings struct {
	all   []string
	limit int
	one   richText
}

func (s *sharedStrings) start(name string, _ []xml.Attr) {
	if name == "si" {
		s.one.take()
	}
	s.one.start(name)
}

func (s *sharedStrings) end(name string) error {
	s.one.end(name)
	if name == "si" {
		s.all = append(s.all, s.one.take())
		if s.limit > 0 && len(s.all) > s.limit {
			return fmt.Errorf("%w: more than %d shared strings", fault.ErrTooLarge, s.limit)
		}
	}
	return nil
}

func (s *sharedStrings) text(b []byte) { s.one.text(b) }

// unescape turns _x000D_ into the character it stands for: XML cannot hold control characters, so Excel writes
// them like this.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	var units []uint16 // escapes in a row, which may form a surrogate pair
	flush := func() {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for i := 0; i < len(s); {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if v, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				if v != '\r' { // a line end is \r\n; one of the two is enough
					units = append(units, uint16(v))
				}
				i += 7
				continue
			}
		}
		flush()
		out.WriteByte(s[i])
		i++
	}
	flush()
	return out.String()
}
