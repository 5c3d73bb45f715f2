package ofd

import (
	"strconv"
	"strings"

	"gongkai/ingest/read/lattice"
)

type pathObject struct {
	object
	Stroke string `xml:"Stroke,attr"`
	Fill   string `xml:"Fill,attr"`
	Data   string `xml:"AbbreviatedData"`
}

// operands is how many numbers follow each letter of AbbreviatedData; the last two are the point it ends at.
func operands(letter string) (int, bool) {
	switch letter {
	case "S", "M", "L":
		return 2, true
	case "Q":
		return 4, true
	case "B":
		return 6, true
	case "A":
		return 7, true
	case "C":
		return 0, true
	}
	return 0, false
}

// path takes the straight lines of a stroked path, and the box of a filled one, as possible rules.
func (p *page) path(o pathObject) {
	stroke, fill := o.Stroke != "false", o.Fill == "true"
	if o.hidden() || !stroke && !fill {
		return
	}
	at := p.matrix(o.object)
	var part []lattice.Rule // of the current subpath
	var startX, startY, x, y float64
	curved := false
	finish := func() {
		switch {
		case stroke:
			p.rules = append(p.rules, part...)
		case !curved && len(part) > 1:
			p.rules = append(p.rules, around(part))
		}
		part = nil
	}
	fields := strings.Fields(o.Data)
	for i := 0; i < len(fields); {
		letter := fields[i]
		n, ok := operands(letter)
		if !ok || i+n >= len(fields) || len(part) > maxGlyphs {
			break
		}
		if letter == "C" {
			part = append(part, lattice.Rule{X0: x, Y0: y, X1: startX, Y1: startY})
			x, y = startX, startY
			i++
			continue
		}
		toX, errX := strconv.ParseFloat(fields[i+n-1], 64)
		toY, errY := strconv.ParseFloat(fields[i+n], 64)
		if errX != nil || errY != nil {
			break
		}
		toX, toY = at(toX, toY)
		switch letter {
		case "S", "M":
			finish()
			startX, startY = toX, toY
		case "L":
			part = append(part, lattice.Rule{X0: x, Y0: y, X1: toX, Y1: toY})
		default:
			curved = true
		}
		x, y = toX, toY
		i += n + 1
	}
	finish()
	if curved {
		p.curves++
	}
}

// around returns the box of a filled subpath; package lattice takes the thin ones for rules.
func around(part []lattice.Rule) lattice.Rule {
	r := part[0]
	r.X0, r.X1, r.Y0, r.Y1 = min(r.X0, r.X1), max(r.X0, r.X1), min(r.Y0, r.Y1), max(r.Y0, r.Y1)
	for _, s := range part[1:] {
		r.X0, r.X1 = min(r.X0, s.X0, s.X1), max(r.X1, s.X0, s.X1)
		r.Y0, r.Y1 = min(r.Y0, s.Y0, s.Y1), max(r.Y1, s.Y0, s.Y1)
	}
	return r
}
