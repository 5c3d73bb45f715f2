package rtf

// style is an entry of the style sheet.
type style struct {
	base       int
	own        properties
	list       int
	line       int // \sl
	resolved   bool
	properties properties // with those of the styles that it is based on
}

type styleKind int

const (
	paragraphStyle styleKind = iota
	characterStyle
	otherStyle
)

const (
	maxBased  = 32 // styles, one based on the other; Word itself stops at 11
	maxStyles = 10_000
	noStyle   = 222 // \sbasedon222
)

// styleSheet holds the styles by kind and number.
type styleSheet struct {
	styles [otherStyle]map[int]*style
	any    bool // some style sets something
	depth  int  // of the group that holds it
	kind   styleKind
	number int
	entry  style
}

// begin begins an entry.
func (s *styleSheet) begin() {
	s.kind, s.number, s.entry = paragraphStyle, 0, style{base: -1}
}

// end keeps the entry.
func (s *styleSheet) end() {
	if s.kind == otherStyle || len(s.styles[s.kind]) >= maxStyles {
		return
	}
	if s.styles[s.kind] == nil {
		s.styles[s.kind] = map[int]*style{}
	}
	s.any = s.any || s.entry.own.set != 0
	entry := s.entry
	s.styles[s.kind][s.number] = &entry
}

func (in *interpreter) styleWord(t *token) {
	s := &in.sheet
	if len(in.stack) != s.depth+1 { // a key, or what nobody knows
		return
	}
	switch string(t.name) {
	case "s":
		s.kind, s.number = paragraphStyle, t.number
	case "cs":
		s.kind, s.number = characterStyle, t.number
	case "ds", "ts", "tsrowd":
		s.kind = otherStyle
	case "sbasedon":
		if s.entry.base = t.number; t.number == noStyle {
			s.entry.base = -1
		}
	case "ls":
		s.entry.list = t.number
	case "sl":
		s.entry.line = t.number
	case "tscellcbpat", "tscellcfpat", "tscellpct":
		in.tableShades = true
	default:
		s.entry.own.apply(t)
	}
}

// of returns the properties that a style gives; nil where there is none.
func (s *styleSheet) of(kind styleKind, number int) *style { return s.resolve(kind, number, 0) }

// resolve works a style out, once. Styles that are based on each other in a ring end at the depth.
func (s *styleSheet) resolve(kind styleKind, number, depth int) *style {
	st := s.styles[kind][number]
	if st == nil || depth > maxBased || st.resolved {
		return st
	}
	base := s.resolve(kind, st.base, depth+1)
	st.resolved = true
	if base != nil {
		st.properties = base.properties
		if st.list == 0 {
			st.list = base.list
		}
		if st.line == 0 {
			st.line = base.line
		}
	}
	st.properties.over(&st.own)
	return st
}
