package doc

import "encoding/binary"

// styleSheet holds the styles of a document by number (STSH, [MS-DOC] 2.9.271). A document without one has plain text.
type styleSheet struct {
	styles []style
	plain  character
}

type styleKind byte

const (
	paragraphStyle styleKind = 1
	characterStyle styleKind = 2
	tableStyle     styleKind = 3
)

type style struct {
	kind       styleKind
	base       uint16
	paragraph  []byte // modifiers
	characters []byte
	table      []byte

	resolved bool
	look     character // of a paragraph style, with those that it is based on
	list     listPlace
	ground   paint // of the paragraph
	line     lineHeight
	change   *change // of a character style
}

const (
	maxBased  = 32   // styles, one based on the other; Word itself stops at 11
	maxStyles = 4095 // [MS-DOC] 2.9.273
	nameWidth = 2    // bytes of a character of a name
)

// readStyles reads the style sheet as far as it is sound.
func readStyles(b []byte) *styleSheet {
	s := &styleSheet{plain: character{size: defaultSize}}
	if len(b) < 6 {
		return s
	}
	header := int(binary.LittleEndian.Uint16(b))
	count, fixed := int(binary.LittleEndian.Uint16(b[2:])), int(binary.LittleEndian.Uint16(b[4:]))
	if header < 4 || 2+header > len(b) || fixed < 8 {
		return s
	}
	b = b[2+header:]
	s.styles = make([]style, 0, min(count, maxStyles, len(b)/2))
	for range min(count, maxStyles) {
		if len(b) < 2 {
			break
		}
		size := int(binary.LittleEndian.Uint16(b))
		if 2+size > len(b) {
			break
		}
		s.styles = append(s.styles, readStyle(b[2:2+size], fixed))
		b = b[2+size:]
	}
	return s
}

// readStyle reads an STD: a head, a name, and one list of modifiers for each kind of property that its kind has.
func readStyle(b []byte, fixed int) style {
	if len(b) < fixed+2 {
		return style{}
	}
	kind, lists := binary.LittleEndian.Uint16(b[2:]), int(b[4]&0xF)
	st := style{kind: styleKind(kind & 0xF), base: kind >> 4}
	at := fixed + 2 + nameWidth*int(binary.LittleEndian.Uint16(b[fixed:])) + 2
	var found [3][]byte
	for i := 0; i < min(lists, len(found)) && at+2 <= len(b); i++ {
		size := int(binary.LittleEndian.Uint16(b[at:]))
		if at += 2; at+size > len(b) {
			break
		}
		found[i] = b[at : at+size]
		at += size + size&1
	}
	withoutNumber := func(b []byte) []byte { return b[min(2, len(b)):] }
	switch st.kind {
	case paragraphStyle:
		st.paragraph, st.characters = withoutNumber(found[0]), found[1]
	case characterStyle:
		st.characters = found[0]
	case tableStyle:
		st.table = found[0]
	}
	return st
}

// paragraphOf returns a paragraph style with all that it is based on; nil where there is none.
func (s *styleSheet) paragraphOf(number uint16) *style { return s.resolve(number, paragraphStyle, 0) }

// resolve works a style out, once. Styles that are based on each other in a ring end at the depth.
func (s *styleSheet) resolve(number uint16, kind styleKind, depth int) *style {
	if depth > maxBased || int(number) >= len(s.styles) || s.styles[number].kind != kind {
		return nil
	}
	st := &s.styles[number]
	if st.resolved {
		return st
	}
	base := s.resolve(st.base, kind, depth+1)
	st.resolved = true
	if kind == characterStyle {
		change := newChange()
		if base != nil && base.change != nil {
			change = *base.change
		}
		change.add(st.characters)
		st.change = &change
		return st
	}
	st.look = s.plain
	if base != nil {
		st.look, st.list, st.ground, st.line = base.look, base.list, base.ground, base.line
	}
	before := st.look
	st.look.apply(st.characters, &before, s)
	each(st.paragraph, func(sprm uint16, b []byte) {
		st.list.apply(sprm, b)
		applyGround(&st.ground, sprm, b)
		st.line.apply(sprm, b)
	})
	return st
}

// characterOf returns how the characters of a paragraph style look.
func (s *styleSheet) characterOf(number uint16) *character {
	if st := s.paragraphOf(number); st != nil {
		return &st.look
	}
	return &s.plain
}

// applyCharacter gives a run a character style, on top of that of its paragraph. What is no matter of style stays.
func (s *styleSheet) applyCharacter(c *character, number uint16, base *character) {
	st := s.resolve(number, characterStyle, 0)
	if st == nil || st.change == nil {
		return
	}
	now := *base
	st.change.apply(&now)
	now.symbol, now.binary = c.symbol, c.binary
	now.toggles |= c.toggles & deleted
	*c = now
}

// change is what a character style makes of characters: of one with nothing, and of one with everything switched on. What the style does
// not set differs in the two.
type change struct{ low, high character }

func newChange() change {
	const out = 0xFFFF // no style sets these
	return change{
		low: character{script: 0xFE, raise: -0x8000, size: out - 1, scale: out - 1, spacing: -0x8000},
		high: character{
			toggles: ^toggles(0), script: 0xFF, raise: 0x7FFF, size: out, scale: out, spacing: 0x7FFF,
			ink: painted(1, 2, 3), ground: painted(1, 2, 3), marker: painted(1, 2, 3),
		},
	}
}

func (ch *change) add(modifiers []byte) {
	for _, c := range []*character{&ch.low, &ch.high} {
		base := *c
		each(modifiers, func(sprm uint16, b []byte) { c.applyOne(sprm, b, &base) })
	}
}

func (ch *change) apply(c *character) {
	c.toggles = ch.low.toggles&^c.toggles | ch.high.toggles&c.toggles
	settle(&c.script, ch.low.script, ch.high.script)
	settle(&c.raise, ch.low.raise, ch.high.raise)
	settle(&c.size, ch.low.size, ch.high.size)
	settle(&c.scale, ch.low.scale, ch.high.scale)
	settle(&c.spacing, ch.low.spacing, ch.high.spacing)
	settle(&c.ink, ch.low.ink, ch.high.ink)
	settle(&c.ground, ch.low.ground, ch.high.ground)
	settle(&c.marker, ch.low.marker, ch.high.marker)
}

// settle sets a property that came out the same whatever it was before: then the style has said it.
func settle[T comparable](property *T, low, high T) {
	if low == high {
		*property = low
	}
}

// shade reports whether any style may give paragraphs or cells a ground.
func (s *styleSheet) shade() bool {
	for i := range s.styles {
		if hasShading(s.styles[i].paragraph) || hasShading(s.styles[i].table) {
			return true
		}
	}
	return false
}

// shadesTable reports whether a table style may give cells a ground.
func (s *styleSheet) shadesTable(number uint16) bool {
	for range maxBased {
		if int(number) >= len(s.styles) || s.styles[number].kind != tableStyle {
			return false
		}
		if hasShading(s.styles[number].table) {
			return true
		}
		number = s.styles[number].base
	}
	return false
}
