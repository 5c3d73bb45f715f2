package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

// richText collects the text of a string: that of its t elements, outside of phonetic hints (rPh), which repeat
// the text in another script. Runs with a format of their own are kept apart.
type richText struct {
	colours  *palette
	out      strings.Builder
	runs     []worksheet.Run
	font     *font // of the run
	inFont   bool
	inText   bool
	phonetic int
}

// maxRuns bounds the runs of one text. What follows belongs to the last one.
const maxRuns = 10_000

func (r *richText) start(name string, attributes []xml.Attr) {
	switch name {
	case "t":
		r.inText = r.phonetic == 0
	case "rPh":
		r.phonetic++
	case "r":
		r.cut()
	case "rPr":
		r.font, r.inFont = &font{}, true
	default:
		if r.inFont {
			r.font.start(name, attributes)
		}
	}
}

func (r *richText) end(name string) {
	switch name {
	case "t":
		r.inText = false
	case "rPh":
		r.phonetic--
	case "rPr":
		r.inFont = false
	case "r":
		r.cut()
	}
}

func (r *richText) text(b []byte) {
	if r.inText {
		r.out.Write(b)
	}
}

// cut ends a run.
func (r *richText) cut() {
	if r.out.Len() > 0 && len(r.runs) < maxRuns {
		run := worksheet.Run{Text: unescape(r.out.String())}
		if r.font != nil {
			f := r.font.of(r.colours)
			run.Font = &f
		}
		r.runs = append(r.runs, run)
		r.out.Reset()
	}
	r.font = nil
}

// take returns the text, or its runs where it has some, and empties r.
func (r *richText) take() textItem {
	var item textItem
	if r.runs == nil {
		item.text = unescape(r.out.String())
	} else {
		r.cut()
		item.rich, item.text = worksheet.NewRich(r.runs)
	}
	r.out.Reset()
	r.runs, r.font, r.inFont = nil, nil, false
	return item
}

// textItem is a text, with its runs where parts of it have a format of their own.
type textItem struct {
	text string
	rich *worksheet.Rich
}

// sharedStrings handles the part with the strings of all sheets.
type sharedStrings struct {
	all   []textItem
	limit int
	one   richText
}

func (s *sharedStrings) start(name string, attributes []xml.Attr) {
	if name == "si" {
		s.one.take()
	}
	s.one.start(name, attributes)
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
