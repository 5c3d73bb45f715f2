package rtf

import (
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/wordtable"
)

// property is something that a control word sets about characters.
type property int

const (
	propStrike property = iota
	propDoubleStrike
	propDeleted
	propMoved // the old place of moved text
	propHidden
	propShift    // 1: superscript, -1: subscript
	propPosition // half points above the line
	propSize     // half points
	propScale    // width in percent
	propSpacing  // twips
	propInk      // colours by number
	propBack     // \cb, which Word does not show
	propGround
	propFront   // of the pattern of the ground
	propPattern // share of the front colour, in 1/10,000
	propMarker
	propertyCount
)

// properties are those that are set. The zero value is plain.
type properties struct {
	set   uint16
	value [propertyCount]int32
}

func (p *properties) put(which property, value int) {
	p.set |= 1 << which
	p.value[which] = int32(min(max(value, -1<<20), 1<<20))
}

func (p *properties) has(which property) bool { return p.set&(1<<which) != 0 }

func (p *properties) on(which property) bool { return p.has(which) && p.value[which] != 0 }

// over lays the properties that another set has set on top.
func (p *properties) over(other *properties) {
	if other.set == 0 {
		return
	}
	for i := range propertyCount {
		if other.has(i) {
			p.value[i] = other.value[i]
		}
	}
	p.set |= other.set
}

// defaultRaise is that of \up and \dn without a number, in half points.
const defaultRaise = 6

// apply obeys a control word about characters. It reports whether it is one.
func (p *properties) apply(t *token) bool {
	on := 0
	if !t.hasNumber || t.number != 0 {
		on = 1
	}
	raise := defaultRaise
	if t.hasNumber {
		raise = t.number
	}
	switch string(t.name) {
	case "strike":
		p.put(propStrike, on)
	case "striked":
		p.put(propDoubleStrike, on)
	case "deleted":
		p.put(propDeleted, on)
	case "mvf":
		p.put(propMoved, on)
	case "v":
		p.put(propHidden, on)
	case "super":
		p.put(propShift, on)
	case "sub":
		p.put(propShift, -on)
	case "nosupersub":
		p.put(propShift, 0)
	case "up":
		p.put(propPosition, raise)
	case "dn":
		p.put(propPosition, -raise)
	case "fs":
		if t.hasNumber {
			p.put(propSize, t.number)
		}
	case "charscalex":
		p.put(propScale, t.number)
	case "expndtw":
		p.put(propSpacing, t.number)
	case "expnd": // in quarters of a point
		p.put(propSpacing, 5*t.number)
	case "cf":
		p.put(propInk, t.number)
	case "cb":
		p.put(propBack, t.number)
	case "chcbpat":
		p.put(propGround, t.number)
	case "chcfpat":
		p.put(propFront, t.number)
	case "chshdng":
		p.put(propPattern, t.number)
	case "highlight":
		p.put(propMarker, t.number)
	default:
		return false
	}
	return true
}

// defaultSize is that of a character of which nothing is said, in half points.
const defaultSize = 24

// look translates all but the colours.
func (p *properties) look() printed.Look {
	var l printed.Look
	if p.on(propStrike) || p.on(propDoubleStrike) {
		l |= printed.Struck
	}
	if p.on(propDeleted) || p.on(propMoved) {
		l |= printed.Deleted
	}
	if p.on(propHidden) {
		l |= printed.Hidden
	}
	size := int32(defaultSize)
	if p.has(propSize) {
		size = p.value[propSize]
	}
	l |= wordtable.Size(int(size), int(p.value[propScale]), int(p.value[propSpacing]))
	switch up := p.value[propShift]; {
	case up > 0, up == 0 && p.value[propPosition] > 0:
		l |= printed.Raised
	case up < 0, p.value[propPosition] < 0:
		l |= printed.Lowered
	}
	return l
}
