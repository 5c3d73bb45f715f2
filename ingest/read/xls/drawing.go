package xls

import (
	"encoding/binary"
	"strings"
	"unicode"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/report"
)

// Bounds on the drawings of a sheet. Beyond them all of it counts as covered.
const (
	maxDrawingBytes = 16 << 20
	maxObjects      = 20_000
)

// drawings gathers what is drawn on a sheet: the shapes with their places, the objects that they belong to in the same order, and
// the texts and the notes of these objects.
type drawings struct {
	escher  []byte
	objects []object
	shown   map[int]bool // numbers of the notes that are always shown
	beyond  bool         // there are more than the limits allow
}

type object struct {
	kind, number int
	text         string
}

// The kinds of objects (FtCmo, [MS-XLS] 2.5.143) that matter.
const (
	objectGroup   = 0x00
	objectLine    = 0x01
	objectChart   = 0x05
	objectPicture = 0x08
	objectDrop    = 0x14 // the arrow of a filter or a list
	objectNote    = 0x19
)

// take notes a record about drawings.
func (d *drawings) take(k *book, r record, parts [][]byte, found *worksheet.Contents) {
	b := r.data
	switch r.id {
	case recDrawing:
		for _, part := range parts {
			if d.beyond = d.beyond || len(d.escher)+len(part) > maxDrawingBytes; !d.beyond {
				d.escher = append(d.escher, part...)
			}
		}
	case recObject:
		switch {
		case !k.biff8:
			oldObject(b, found)
		case len(d.objects) == maxObjects:
			d.beyond = true
		case len(b) >= 8 && word(b, 0) == 0x15:
			d.objects = append(d.objects, object{kind: word(b, 4), number: word(b, 6)})
		default:
			d.objects = append(d.objects, object{kind: -1})
		}
	case recTextObject:
		if n := len(d.objects); n > 0 && len(b) >= 12 && len(parts) > 1 && word(b, 10) > 0 {
			c := &cursor{parts: parts[1:]}
			if head, ok := c.take(1); ok {
				d.objects[n-1].text, _ = c.characters(min(word(b, 10), 1000), head[0]&flagWide != 0)
			}
		}
	case recNote:
		if len(b) >= 8 && word(b, 4)&2 != 0 {
			if d.shown == nil {
				d.shown = map[int]bool{}
			}
			d.shown[word(b, 6)] = true
		}
	}
}

// oldObject notes an object of a workbook before Excel 97, which has its place in itself.
func oldObject(b []byte, found *worksheet.Contents) {
	if len(b) < 26 || found.Drawn() {
		return
	}
	switch word(b, 4) {
	case objectGroup, objectDrop, objectNote:
		return
	}
	d := anchor(b[10:])
	d.Line = word(b, 4) == objectLine
	d.Kind = report.NotePicture
	found.Draw(d)
}

// anchor reads the corners of a drawing: columns with 1,024ths and rows with 256ths.
func anchor(b []byte) worksheet.Drawing {
	at := func(i int, parts float64) float64 {
		return float64(word(b, i)) + min(float64(word(b, i+2))/parts, 1)
	}
	return worksheet.Drawing{Left: at(0, 1024), Top: at(4, 256), Right: at(8, 1024), Bottom: at(12, 256)}
}

// shape is a shape of the drawings.
type shape struct {
	kind             int
	filled, outlined bool
	flips            uint32
	picture          bool
	place            []byte
}

// finish hands the drawings over. The n-th shape that has a place among the cells and an object is that of the n-th object.
func (d *drawings) finish(found *worksheet.Contents) {
	if d.beyond {
		found.Draw(worksheet.Drawing{Bottom: worksheet.MaxRow, Right: worksheet.MaxColumn, Kind: report.NoteBeyondLimit})
	}
	var s shape
	next := 0
	emit := func() {
		if next < len(d.objects) {
			d.add(&s, &d.objects[next], found)
		}
		next++
	}
	for b := d.escher; len(b) >= 8; {
		version, kind := word(b, 0), word(b, 2)
		length := int(binary.LittleEndian.Uint32(b[4:]))
		body := b[8:]
		if version&0xF == 0xF { // a container: what is inside follows
			if kind == escherShape {
				s = shape{filled: true, outlined: true}
			}
			b = body
			continue
		}
		if length < 0 || length > len(body) {
			return
		}
		atom := body[:length]
		switch kind {
		case escherFSP:
			s.kind = version >> 4
			if len(atom) >= 8 {
				s.flips = binary.LittleEndian.Uint32(atom[4:]) >> 6 & 3
			}
		case escherOptions, escherOptions3:
			s.options(atom, version>>4)
		case escherAnchor:
			s.place = atom
		case escherClientData:
			emit()
		}
		b = body[length:]
	}
}

// options reads the properties of a shape that say whether it is filled and has a line.
func (s *shape) options(b []byte, count int) {
	for i := range count {
		if i*6+6 > len(b) {
			return
		}
		id, v := word(b, i*6)&0x3FFF, binary.LittleEndian.Uint32(b[i*6+2:])
		switch {
		case id == 0x1BF && v&0x100000 != 0:
			s.filled = v&0x10 != 0
		case id == 0x1FF && v&0x80000 != 0:
			s.outlined = v&0x08 != 0
		case id == 0x104: // an image
			s.picture = true
		}
	}
}

// The records of drawings ([MS-ODRAW]).
const (
	escherShape      = 0xF004
	escherFSP        = 0xF00A
	escherOptions    = 0xF00B
	escherAnchor     = 0xF010
	escherClientData = 0xF011
	escherOptions3   = 0xF122
)

// The shapes that are lines, and those that leave a number inside of them as it is where they are not filled.
const (
	shapeRectangle = 1
	shapeRounded   = 2
	shapeEllipse   = 3
	shapeLine      = 20
	shapeConnector = 32
	shapeTextBox   = 202
)

func (d *drawings) add(s *shape, o *object, found *worksheet.Contents) {
	if len(s.place) < 18 || o.kind == objectDrop || o.kind == objectGroup || o.kind == objectNote && !d.shown[o.number] || found.Drawn() {
		return
	}
	one := anchor(s.place[2:])
	text := strings.TrimSpace(o.text)
	switch {
	case o.kind == objectChart || o.kind == objectPicture || s.picture:
		one.Kind = report.NotePicture
	case text != "":
		one.Kind, one.Digits = report.NoteTextBox, strings.ContainsFunc(text, unicode.IsDigit)
	case s.kind == shapeLine || s.kind == shapeConnector || o.kind == objectLine:
		one.Line, one.Rising = true, s.flips == 1 || s.flips == 2
		one.Open = !s.outlined
		one.Kind = report.NotePicture
	case !s.filled && (s.kind == shapeRectangle || s.kind == shapeRounded || s.kind == shapeEllipse || s.kind == shapeTextBox):
		one.Open = true
	case !s.filled && !s.outlined:
		one.Open = true
	default:
		one.Kind = report.NotePicture
	}
	found.Draw(one)
}
