package doc

import (
	"encoding/binary"
	"unicode/utf16"

	"gongkai/ingest/read/readtest"
)

// span is a run of characters with modifiers.
type span struct {
	text      string
	modifiers []byte
}

// para is a paragraph to write; its last span ends with the mark.
type para struct {
	spans     []span
	modifiers []byte
	style     uint16
}

func p(text string, modifiers ...[]byte) para {
	return para{spans: []span{{text: text}}, modifiers: join(modifiers...)}
}

func join(parts ...[]byte) []byte {
	var b []byte
	for _, part := range parts {
		b = append(b, part...)
	}
	return b
}

func sprm(number uint16, operand ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, number), operand...)
}

func inTable() []byte { return sprm(sprmInTable, 1) }

func depth(n byte) []byte { return join(inTable(), sprm(sprmDepth, n, 0, 0, 0)) }

func rowEnd() []byte { return join(inTable(), sprm(sprmRowEnd, 1)) }

// borders writes a TDefTable; flags are those of the cells from the left, as many as there are.
func borders(edges []int, flags ...uint16) []byte {
	var b []byte
	b = append(b, byte(len(edges)-1))
	for _, x := range edges {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(x)))
	}
	for _, f := range flags {
		b = binary.LittleEndian.AppendUint16(b, f)
		b = append(b, make([]byte, cellBytes-2)...)
	}
	return join(sprm(sprmBorders), binary.LittleEndian.AppendUint16(nil, uint16(len(b)+1)), b)
}

// file is a document to write.
type file struct {
	paras []para
	data  []byte // the Data stream
	flags uint16
	magic uint16
	nFib  uint16
	ansi  bool   // one byte a character
	prm   uint16 // of the piece
	prc   []byte // modifiers that a Prm may name

	styles   []byte
	lists    []byte
	listEnds []byte // the levels, which stand behind the lists
	listUses []byte
	anchors  []byte
	notes    []byte
}

const textAt = 0x400

// bytes writes the document, each paragraph and each span on a page of modifiers of its own.
func (f file) bytes() []byte {
	main := make([]byte, textAt)
	var papx, chpx []pageOf
	characters := 0
	for _, para := range f.paras {
		from := len(main)
		for _, s := range para.spans {
			begin := len(main)
			for _, u := range utf16.Encode([]rune(s.text)) {
				characters++
				if f.ansi {
					main = append(main, byte(u))
					continue
				}
				main = binary.LittleEndian.AppendUint16(main, u)
			}
			chpx = append(chpx, pageOf{begin, len(main), append([]byte{byte(len(s.modifiers))}, s.modifiers...)})
		}
		papx = append(papx, pageOf{from, len(main), paragraphEntry(para.style, para.modifiers)})
	}
	end := len(main)
	for len(main)%pageSize != 0 {
		main = append(main, 0)
	}
	var table []byte
	place := func(at int, b []byte) {
		binary.LittleEndian.PutUint32(main[at:], uint32(len(table)))
		binary.LittleEndian.PutUint32(main[at+4:], uint32(len(b)))
		table = append(table, b...)
	}
	for _, list := range []struct {
		at    int
		pages []pageOf
	}{{offsetPAPX, papx}, {offsetCHPX, chpx}} {
		var limits, numbers []byte
		for _, page := range list.pages {
			limits = binary.LittleEndian.AppendUint32(limits, uint32(page.from))
			numbers = binary.LittleEndian.AppendUint32(numbers, uint32(len(main)/pageSize))
			main = append(main, page.bytes()...)
		}
		limits = binary.LittleEndian.AppendUint32(limits, uint32(end))
		place(list.at, append(limits, numbers...))
	}
	place(offsetCLX, f.clx(characters))
	place(offsetStyles, f.styles)
	place(offsetLists, f.lists)
	table = append(table, f.listEnds...)
	place(offsetListUses, f.listUses)
	place(offsetAnchors, f.anchors)
	place(offsetNotes, f.notes)
	f.header(main, characters)
	return readtest.Compound(
		readtest.Stream{Name: "WordDocument", Data: main},
		readtest.Stream{Name: "0Table", Data: table},
		readtest.Stream{Name: "Data", Data: f.data},
	)
}

func (f file) clx(characters int) []byte {
	var b []byte
	if f.prc != nil {
		b = append(b, clxModifiers, byte(len(f.prc)), 0)
		b = append(b, f.prc...)
	}
	b = append(b, clxPieces)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint32(b, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(characters))
	at := uint32(textAt)
	if f.ansi {
		at = 2*textAt | compressed
	}
	b = append(b, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, at)
	return binary.LittleEndian.AppendUint16(b, f.prm)
}

func (f file) header(main []byte, characters int) {
	magic, nFib := uint16(0xA5EC), uint16(0xC1)
	if f.magic != 0 {
		magic = f.magic
	}
	if f.nFib != 0 {
		nFib = f.nFib
	}
	binary.LittleEndian.PutUint16(main, magic)
	binary.LittleEndian.PutUint16(main[2:], nFib)
	binary.LittleEndian.PutUint16(main[offsetFlags:], f.flags)
	binary.LittleEndian.PutUint16(main[32:], 14)
	binary.LittleEndian.PutUint16(main[62:], 22)
	binary.LittleEndian.PutUint16(main[offsetParts:], 0x5D)
	binary.LittleEndian.PutUint32(main[offsetTextSize:], uint32(characters))
}

// styleOf is a style to write.
type styleOf struct {
	kind, base                   uint16
	paragraph, characters, table []byte
}

// styles writes a style sheet.
func styles(list ...styleOf) []byte {
	b := join([]byte{18, 0}, binary.LittleEndian.AppendUint16(nil, uint16(len(list))), []byte{10, 0}, make([]byte, 14))
	for _, s := range list {
		std := []byte{0, 0}
		std = binary.LittleEndian.AppendUint16(std, s.kind|s.base<<4)
		std = append(std, 3, 0, 0, 0, 0, 0, 1, 0, 'x', 0, 0, 0) // at most three lists of modifiers, and the name
		lists := [][]byte{append([]byte{0, 0}, s.paragraph...), s.characters}
		if s.kind == 2 {
			lists = lists[1:]
		}
		if s.kind == 3 {
			lists = append([][]byte{s.table}, lists...)
		}
		for _, upx := range lists {
			std = binary.LittleEndian.AppendUint16(std, uint16(len(upx)))
			std = append(std, upx...)
			if len(upx)%2 != 0 {
				std = append(std, 0)
			}
		}
		b = append(binary.LittleEndian.AppendUint16(b, uint16(len(std))), std...)
	}
	return b
}

// list is a simple list with one level of a number format and a text.
func (f file) list(format byte, text ...uint16) file {
	f.lists = append([]byte{1, 0, 7, 0, 0, 0}, make([]byte, listSize-4)...)
	f.lists[2+26] = 1
	level := make([]byte, levelSize)
	level[4] = format
	level = binary.LittleEndian.AppendUint16(level, uint16(len(text)))
	for _, c := range text {
		level = binary.LittleEndian.AppendUint16(level, c)
	}
	f.listEnds = level
	f.listUses = append([]byte{1, 0, 0, 0, 7, 0, 0, 0}, make([]byte, overrideSize-4)...)
	return f
}

// anchor is a drawing whose anchor is a character.
func (f file) anchor(cp uint32, left, top, right, bottom int32, flags uint16) file {
	b := binary.LittleEndian.AppendUint32(nil, cp)
	b = append(b, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0)
	for _, side := range []int32{left, top, right, bottom} {
		b = binary.LittleEndian.AppendUint32(b, uint32(side))
	}
	b = binary.LittleEndian.AppendUint16(b, flags)
	f.anchors = append(b, 0, 0, 0, 0)
	return f
}

// pageOf is a page of modifiers for one range.
type pageOf struct {
	from, to int
	entry    []byte
}

// bytes writes the page. With one entry its offset stands behind the two limits, whatever the entries' width.
func (p pageOf) bytes() []byte {
	page := make([]byte, pageSize)
	binary.LittleEndian.PutUint32(page, uint32(p.from))
	binary.LittleEndian.PutUint32(page[4:], uint32(p.to))
	at := (pageSize - 1 - len(p.entry)) &^ 1
	copy(page[at:], p.entry)
	page[8] = byte(at / 2)
	page[pageSize-1] = 1
	return page
}

// paragraphEntry is a PapxInFkp: the length in words, a style number, the modifiers.
func paragraphEntry(style uint16, modifiers []byte) []byte {
	b := append(binary.LittleEndian.AppendUint16(nil, style), modifiers...)
	if len(b)%2 == 0 {
		return append([]byte{0, byte(len(b) / 2)}, b...)
	}
	return append([]byte{byte(len(b)/2 + 1)}, b...)
}
