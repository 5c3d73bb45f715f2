package worksheet

import (
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet/numberformat"
	"gongkai/internal/report"
)

// Cell is a cell as the workbook stores it.
type Cell struct {
	Row, Column int
	Text        string // of a number, its decimal digits
	Rich        *Rich  // of a text whose parts differ; Text is the whole then
	Style       *Style // nil for a plain one
	Kind        Kind
	Formula     bool
	Unsure      bool // nobody can tell which style the cell has
}

// Rich are the parts of a text that differ.
type Rich struct {
	runs  []Run
	plain bool // all look plain on white
}

// NewRich returns the parts of a text, and the whole.
func NewRich(runs []Run) (*Rich, string) {
	r := &Rich{runs: runs, plain: true}
	var whole strings.Builder
	for _, run := range runs {
		whole.WriteString(run.Text)
		r.plain = r.plain && (run.Font == nil || run.Font.Plain())
	}
	return r, whole.String()
}

// Kind is the kind of a stored value.
type Kind uint8

// The kinds of values.
const (
	KindText    Kind = iota // a text
	KindNumber              // a number, also of a date
	KindFixed               // a truth or error value, a date in words: no format changes it
	KindUnknown             // a formula without a result
	KindLost                // a text that is damaged or not there
)

// Run is a part of a text. A nil Font is that of the cell.
type Run struct {
	Text string
	Font *Font
}

// shown is what the eye sees of a cell.
type shown struct {
	row, column int
	text        string
	looks       printed.Look
	number      bool
	plain       bool // as it is stored
	below       bool // in a merged area, with the text of its first cell
}

// blank reports whether a cell has nothing to show, whatever its style.
func (c *Cell) blank() bool {
	return c.Kind != KindUnknown && c.Kind != KindLost && strings.TrimSpace(c.Text) == ""
}

// show decides what is seen of a cell.
func (c *Contents) show(cell *Cell) shown {
	out := shown{row: cell.Row, column: cell.Column, number: cell.Kind == KindNumber, plain: true}
	style, unsure := c.dress(cell)
	unsure = unsure || cell.Unsure || c.ShowFormulas && cell.Formula
	switch {
	case cell.Kind == KindUnknown:
		// The formula was never worked out; what the sheet will show nobody knows, but not nothing.
		out.text = printed.Object
		c.note(report.NoteField, cell.Row, cell.Column, 1)
		return out
	case cell.Kind == KindLost:
		out.text = cell.Text
		c.note(report.NoteBroken, cell.Row, cell.Column, 1)
		return out
	case cell.Rich == nil && style.Plain(), cell.Rich != nil && cell.Rich.plain && style.OnWhite():
		out.text = cell.Text
	case cell.Rich != nil:
		out.text, out.looks = cell.runs(style)
	default:
		out.plain = style == nil || style.format.Plain()
		out.text, out.looks = cell.value(style, c.Date1904)
	}
	if c.low(cell) {
		out.doubt(printed.Dim)
	}
	if unsure {
		out.doubt(printed.Replaced)
	}
	return out
}

// doubt marks the text of a cell as one that nobody can be sure of.
func (s *shown) doubt(look printed.Look) {
	s.looks |= look
	s.text = doubtful(s.text)
}

func doubtful(text string) string {
	if strings.Contains(text, printed.Object) {
		return text
	}
	return printed.Object + text
}

// value shows a value of one style.
func (c *Cell) value(style *Style, date1904 bool) (string, printed.Look) {
	s := numberformat.Shown{Text: c.Text}
	switch c.Kind {
	case KindNumber:
		s = style.format.Show(c.Text, date1904)
	case KindText:
		s = style.format.Text(c.Text)
	case KindFixed, KindUnknown, KindLost:
	}
	look := style.look
	if s.Colour != nil {
		font := style.font
		font.Ink = *s.Colour
		look = font.look(style.grounds)
		if style.fills {
			look |= printed.Replaced
		}
	}
	if s.Look == 0 && look == 0 {
		return s.Text, 0
	}
	var t printed.Text
	t.Write(s.Text, look|s.Look)
	if s.Text == "" {
		t.See(s.Look)
	}
	text, looks := t.Take()
	return printed.Cell(text, looks), looks
}

// runs shows a text of several parts. A format has no say in them but one that shows no text, or more than the text.
func (c *Cell) runs(style *Style) (string, printed.Look) {
	var t printed.Text
	if style == nil {
		style = &Style{plain: true}
	}
	doubt := printed.Look(0)
	if s := style.format.Text(c.Text); s.Text != c.Text || s.Look != 0 {
		doubt = printed.Replaced
	}
	for _, r := range c.Rich.runs {
		look := style.look
		if r.Font != nil {
			look = r.Font.look(style.grounds)
		}
		if style.fills {
			look |= printed.Replaced
		}
		t.Write(r.Text, look|doubt)
	}
	text, looks := t.Take()
	return printed.Cell(text, looks), looks
}
