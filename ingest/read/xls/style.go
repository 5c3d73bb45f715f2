package xls

import (
	"encoding/binary"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet"
	"gongkai/ingest/read/worksheet/numberformat"
)

// maxStyles is how many fonts, formats or cell formats are read. Excel writes 4,050 cell formats at most.
const maxStyles = 70_000

// styles are the fonts, number formats and cell formats of a workbook as found, and the styles that they make. A workbook is read by
// one goroutine.
type styles struct {
	fonts   []fontRecord
	codes   map[int]string
	formats map[int]*numberformat.Format
	cells   []cellFormat
	colours []printed.Colour   // in place of the standard ones from index 8 on
	made    []*worksheet.Style // when they are needed
	plainly []bool             // the fonts that are plain
}

type fontRecord struct {
	height  int // in twentieths of a point
	flags   int
	colour  int
	script  int
	symbols bool
}

type cellFormat struct {
	font, number, pattern, front, back int
	fills                              bool // repeats its text
}

// leastPoints stands for a size of 0.
const leastPoints = 0.01

// The indexes of colours that are those of the system.
const (
	systemGround = 0x41
	automatic    = 0x7FFF
)

// take notes a record of the workbook that is about styles.
func (s *styles) take(k *book, r record) {
	b := r.data
	switch r.id {
	case recFont:
		if len(b) >= 10 && len(s.fonts) < maxStyles {
			f := fontRecord{height: word(b, 0), flags: word(b, 2), colour: word(b, 4), script: word(b, 8)}
			if len(b) > 16 { // the names of fonts with symbols are in single bytes or have a zero behind each letter
				name := strings.ReplaceAll(string(b[15:]), "\x00", "")
				f.symbols = worksheet.IsSymbols(name) || worksheet.IsSymbols(strings.TrimPrefix(name, "\x01"))
			}
			s.fonts = append(s.fonts, f)
		}
	case recFormat:
		s.takeCode(k, b)
	case recXF:
		if len(s.cells) < maxStyles {
			s.cells = append(s.cells, readCellFormat(b, k.biff8))
		}
	case recPalette:
		for at := 2; at+4 <= len(b) && len(s.colours) < 56; at += 4 {
			s.colours = append(s.colours, printed.Colour{Red: b[at], Green: b[at+1], Blue: b[at+2]})
		}
	}
}

func (s *styles) takeCode(k *book, b []byte) {
	if len(b) < 4 || len(s.codes) >= maxStyles {
		return
	}
	if s.codes == nil {
		s.codes = map[int]string{}
	}
	if k.biff8 {
		c := &cursor{parts: [][]byte{b[2:]}}
		if code, ok := c.text(2); ok {
			s.codes[word(b, 0)] = code
		}
	} else if n := int(b[2]); 3+n <= len(b) {
		s.codes[word(b, 0)] = decode(b[3:3+n], k.page)
	}
}

// readCellFormat reads an XF ([MS-XLS] 2.4.353; the older one is shorter).
func readCellFormat(b []byte, biff8 bool) cellFormat {
	x := cellFormat{font: word(b, 0), number: word(b, 2), fills: word(b, 6)&7 == 4}
	if biff8 && len(b) >= 20 {
		x.pattern = int(binary.LittleEndian.Uint32(b[14:]) >> 26)
		x.front, x.back = word(b, 18)&0x7F, word(b, 18)>>7&0x7F
	} else if !biff8 && len(b) >= 12 {
		v := binary.LittleEndian.Uint32(b[8:])
		x.front, x.back, x.pattern = int(v&0x7F), int(v>>7&0x7F), int(v>>16&0x3F)
	}
	return x
}

// font returns a font by its number. There is none with the number 4.
func (s *styles) font(number int) *worksheet.Font {
	if number > 4 {
		number--
	}
	if number < 0 || number >= len(s.fonts) {
		return nil
	}
	f := s.fonts[number]
	font := &worksheet.Font{Struck: f.flags&0x08 != 0, Points: max(float64(f.height)/20, leastPoints), Symbols: f.symbols}
	switch f.script {
	case 1:
		font.Mark = printed.Raised
	case 2:
		font.Mark = printed.Lowered
	}
	font.Ink, _ = s.colour(f.colour)
	return font
}

// plain reports whether all of some fonts are plain.
func (s *styles) plain(fonts []fontFrom) bool {
	if s.plainly == nil {
		s.plainly = make([]bool, len(s.fonts)+1) // there is none with the number 4
		for i := range s.plainly {
			f := s.font(i)
			s.plainly[i] = f == nil || f.Plain()
		}
	}
	for _, f := range fonts {
		if f.font < len(s.plainly) && !s.plainly[f.font] {
			return false
		}
	}
	return true
}

func (s *styles) format(number int) *numberformat.Format {
	if f, ok := s.formats[number]; ok {
		return f
	}
	f := numberformat.Builtin(number)
	if code, ok := s.codes[number]; ok {
		f = numberformat.Parse(code)
	}
	if s.formats == nil {
		s.formats = map[int]*numberformat.Format{}
	}
	s.formats[number] = f
	return f
}

// colour returns a colour by its index, and false where it is that of the system.
func (s *styles) colour(index int) (printed.Colour, bool) {
	switch i := index - 8; {
	case index == systemGround:
		return printed.White(), true
	case i >= 0 && i < len(s.colours):
		return s.colours[i], true
	}
	return printed.Indexed(index)
}

// grounds returns the colours below the text, none for white.
func (s *styles) grounds(pattern, front, back int) []printed.Colour {
	if pattern == 0 {
		return nil
	}
	ink, ok := s.colour(front)
	if pattern == 1 {
		if !ok {
			return nil
		}
		return []printed.Colour{ink}
	}
	ground, ok := s.colour(back)
	if !ok {
		ground = printed.White()
	}
	return []printed.Colour{ink.Over(ground, density(pattern))}
}

// density is how much of a pattern is in its front colour.
func density(pattern int) float64 {
	switch pattern {
	case 3:
		return 0.75
	case 17:
		return 0.125
	case 18:
		return 0.0625
	case 4, 11, 12, 13, 14, 15, 16:
		return 0.25
	}
	return 0.5
}

// cell returns the style with a number, and false where there is none though the workbook has some.
func (s *styles) cell(number int) (*worksheet.Style, bool) {
	if number >= len(s.cells) {
		return nil, len(s.cells) == 0
	}
	if s.made == nil {
		s.made = make([]*worksheet.Style, len(s.cells))
	}
	if s.made[number] == nil {
		x := s.cells[number]
		var font worksheet.Font
		if f := s.font(x.font); f != nil {
			font = *f
		}
		s.made[number] = worksheet.NewStyle(font, s.grounds(x.pattern, x.front, x.back), s.format(x.number))
		if x.fills {
			s.made[number].Fills()
		}
	}
	return s.made[number], true
}
