package xlsx

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// readVML reads the notes and controls of a sheet. Excel writes them as VML, which need not be XML to the letter: where it is not,
// what follows is passed over with a note.
func (p *parts) readVML(part string, found *worksheet.Contents) error {
	err := p.tokens(part, &vml{found: found})
	if errors.Is(err, fault.ErrDamaged) {
		found.Note(report.NoteBroken)
		return nil
	}
	return err
}

// vml handles a part with VML.
type vml struct {
	found   *worksheet.Contents
	kind    string // of the object
	visible bool
	anchor  string
	element string
	value   strings.Builder
}

func (v *vml) start(name string, attributes []xml.Attr) {
	switch name {
	case "ClientData":
		v.kind, v.visible, v.anchor = attribute(attributes, "ObjectType"), false, ""
	case "Visible", "Anchor":
		v.element = name
		v.value.Reset()
	}
}

func (v *vml) end(name string) error {
	switch {
	case name == "Visible" && v.element == name:
		text := strings.TrimSpace(v.value.String())
		v.visible = !strings.HasPrefix(strings.ToLower(text), "f")
	case name == "Anchor" && v.element == name:
		v.anchor = v.value.String()
	case name == "ClientData":
		v.add()
	}
	if name == v.element {
		v.element = ""
	}
	return nil
}

func (v *vml) text(b []byte) {
	if v.element != "" && v.value.Len() < 1000 {
		v.value.Write(b)
	}
}

// add hands an object over. A note that shows only while the pointer rests on its cell covers nothing.
func (v *vml) add() {
	if v.kind == "Note" && !v.visible || v.found.Drawn() {
		return
	}
	var n [8]float64 // column, pixels, row, pixels of both corners
	fields := strings.Split(v.anchor, ",")
	if len(fields) != len(n) {
		return
	}
	for i, f := range fields {
		number, err := strconv.ParseFloat(strings.TrimSpace(f), 64)
		if err != nil || !(number >= 0) || number > worksheet.MaxRow {
			return
		}
		n[i] = number
	}
	across := func(column, pixels float64) float64 {
		return v.found.Across(column, pixels*emuPixel/emuCharacter)
	}
	down := func(row, pixels float64) float64 {
		return v.found.Down(row, pixels*emuPixel/emuPoint)
	}
	v.found.Draw(worksheet.Drawing{
		Left: across(n[0], n[1]), Top: down(n[2], n[3]), Right: across(n[4], n[5]), Bottom: down(n[6], n[7]), Kind: report.NotePicture,
	})
}
