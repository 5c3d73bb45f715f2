package xlsx

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

func (p *parts) readSheet(part string, book *book) (*worksheet.Contents, error) {
	s := &sheetReader{book: book, limit: p.limits.Cells, row: -1, inline: richText{colours: book.colours}}
	s.found.Date1904 = book.date1904
	s.conditional = conditional{found: &s.found, styles: book.styles, colours: book.colours}
	if err := p.tokens(part, s); err != nil {
		return nil, err
	}
	if err := p.readRelated(part, s); err != nil {
		return nil, err
	}
	return &s.found, nil
}

// readRelated reads the drawings and tables of a sheet.
func (p *parts) readRelated(part string, s *sheetReader) error {
	list := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if len(s.related) == 0 || !p.has(list) {
		return nil
	}
	rels, err := p.relations(list, path.Dir(part))
	if err != nil {
		return err
	}
	for _, r := range rels {
		if !s.related[r.id] || !p.has(r.target) {
			continue
		}
		switch path.Base(r.kind) {
		case "table":
			err = p.tokens(r.target, &table{styles: s.book.styles, found: &s.found})
		case "vmlDrawing":
			err = p.readVML(r.target, &s.found)
		default:
			err = p.tokens(r.target, &drawing{found: &s.found})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sheetReader handles a sheet part. Rows and cells may leave out where they are; then they follow the one before.
type sheetReader struct {
	found worksheet.Contents
	book  *book
	limit int
	err   error

	row, column int
	rowStyle    *worksheet.Style   // of the row, where it has one
	columns     []*worksheet.Style // of the columns, nil where one has none
	cell        worksheet.Cell     // the one that is read
	kind        string             // of the cell
	noStyle     bool               // the cell names no style
	inCell      bool
	inValue     bool
	value       strings.Builder
	hasValue    bool
	inline      richText
	isInline    bool

	conditional conditional
	outside     bool            // behind the cells
	related     map[string]bool // relations of drawings and tables
}

// maxStyledColumn is how many columns may have a style: no report reaches further.
const maxStyledColumn = 1024

func (s *sheetReader) start(name string, attributes []xml.Attr) {
	switch name {
	case "row":
		s.startRow(attributes)
	case "c":
		s.startCell(attributes)
	case "v":
		s.inValue, s.hasValue = s.inCell, s.inCell
	case "f":
		s.cell.Formula = s.cell.Formula || s.inCell
	case "is":
		s.isInline = s.inCell
	case "sheetView":
		s.found.HideZeros = falsehood(attribute(attributes, "showZeros"))
		s.found.ShowFormulas = truth(attribute(attributes, "showFormulas"))
	case "sheetFormatPr":
		s.found.SetStandard(size(attributes, "defaultColWidth"), size(attributes, "defaultRowHeight"))
	case "col":
		s.startColumns(attributes)
	case "mergeCell":
		s.merge(attribute(attributes, "ref"))
	case "drawing", "legacyDrawing", "tablePart":
		s.relates(attributes)
	}
	switch {
	case s.isInline:
		s.inline.start(name, attributes)
	case s.outside:
		s.conditional.start(name, attributes)
	}
}

func (s *sheetReader) startRow(attributes []xml.Attr) {
	s.row, s.column, s.rowStyle = s.row+1, -1, nil
	hidden, height, style, custom := false, -1.0, "", false
	for _, a := range attributes {
		switch a.Name.Local {
		case "r":
			n, err := strconv.Atoi(a.Value)
			if err != nil || n < 1 || n > worksheet.MaxRow {
				s.fail(fmt.Errorf("%w: row %q", fault.ErrDamaged, a.Value))
				return
			}
			s.row = n - 1
		case "hidden":
			hidden = truth(a.Value)
		case "ht":
			if v, err := strconv.ParseFloat(a.Value, 64); err == nil {
				height = v
			}
		case "s":
			style = a.Value
		case "customFormat":
			custom = truth(a.Value)
		}
	}
	if s.row >= worksheet.MaxRow {
		s.fail(fmt.Errorf("%w: more than %d rows", fault.ErrTooLarge, worksheet.MaxRow))
		return
	}
	if hidden {
		s.found.HideRow(s.row)
	} else if height >= 0 {
		s.found.SetHeight(s.row, height)
	}
	if n, err := strconv.Atoi(style); err == nil && custom {
		s.rowStyle, _ = s.book.styles.cell(n)
	}
}

func (s *sheetReader) startColumns(attributes []xml.Attr) {
	first, err1 := strconv.Atoi(attribute(attributes, "min"))
	last, err2 := strconv.Atoi(attribute(attributes, "max"))
	if err1 != nil || err2 != nil {
		return
	}
	if truth(attribute(attributes, "hidden")) {
		s.found.HideColumns(first-1, last-1)
	} else if v, err := strconv.ParseFloat(attribute(attributes, "width"), 64); err == nil {
		s.found.SetWidth(first-1, last-1, v)
	}
	n, err := strconv.Atoi(attribute(attributes, "style"))
	style, ok := s.book.styles.cell(n)
	if err != nil || !ok || n == 0 {
		return
	}
	last = min(last, maxStyledColumn)
	if more := last - len(s.columns); more > 0 {
		s.columns = append(s.columns, make([]*worksheet.Style, more)...)
	}
	for i := max(1, first); i <= last; i++ {
		s.columns[i-1] = style
	}
}

// size returns an attribute that is a size, 0 where there is none.
func size(attributes []xml.Attr, name string) float64 {
	v, err := strconv.ParseFloat(attribute(attributes, name), 64)
	if err != nil {
		return 0
	}
	return v
}

func (s *sheetReader) startCell(attributes []xml.Attr) {
	s.column++
	s.inCell, s.hasValue, s.isInline, s.noStyle = true, false, false, true
	s.value.Reset()
	s.inline.take()
	s.kind = ""
	s.cell = worksheet.Cell{}
	number := 0
	for _, a := range attributes {
		switch a.Name.Local {
		case "t":
			s.kind = a.Value
		case "s":
			n, err := strconv.Atoi(a.Value)
			if err != nil {
				n = -1
			}
			number, s.noStyle = n, false
		case "r":
			row, column, ok := worksheet.ParsePosition(a.Value)
			if !ok {
				s.fail(fmt.Errorf("%w: cell %q", fault.ErrDamaged, a.Value))
				return
			}
			s.row, s.column = row, column
		}
	}
	style, ok := s.book.styles.cell(number)
	s.cell.Style = style
	s.cell.Unsure = !ok && !s.noStyle
}

func (s *sheetReader) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *sheetReader) end(name string) error {
	switch {
	case s.isInline:
		s.inline.end(name)
	case s.outside:
		s.conditional.end(name)
	}
	switch name {
	case "v":
		s.inValue = false
	case "c":
		s.endCell()
	case "sheetData":
		s.outside = true
	}
	return s.err
}

func (s *sheetReader) endCell() {
	s.inCell = false
	s.fillCell()
	s.isInline = false
	if s.err != nil || s.cell.Kind != worksheet.KindUnknown && s.cell.Text == "" {
		return
	}
	if s.noStyle {
		s.cell.Unsure = s.cell.Unsure || s.outerStyle()
	}
	s.cell.Row, s.cell.Column = s.row, s.column
	s.found.Add(s.cell)
	if s.limit > 0 && s.found.Len() > s.limit {
		s.fail(fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, s.limit))
	}
}

// outerStyle reports whether the row or the column would show a cell that names no style otherwise: Excel takes the first
// style for it, other programs that of the row.
func (s *sheetReader) outerStyle() bool {
	if s.rowStyle != nil {
		return !s.rowStyle.Alike(s.cell.Style)
	}
	if s.column >= 0 && s.column < len(s.columns) && s.columns[s.column] != nil {
		return !s.columns[s.column].Alike(s.cell.Style)
	}
	return false
}

func (s *sheetReader) text(b []byte) {
	switch {
	case s.inValue:
		s.value.Write(b)
	case s.isInline:
		s.inline.text(b)
	case s.outside:
		s.conditional.text(b)
	}
}

// fillCell gives the cell that ends its value.
func (s *sheetReader) fillCell() {
	value := s.value.String()
	c := &s.cell
	if c.Formula && (!s.hasValue || value == "" && s.kind != "str") {
		c.Kind = worksheet.KindUnknown // a formula that its writer never calculated is not a blank
		return
	}
	switch s.kind {
	case "s":
		if !s.hasValue {
			return
		}
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.book.strings) {
			c.Kind, c.Text = worksheet.KindLost, "\ufffd" // there is a text that nobody can read; an empty cell would be a lie
			return
		}
		c.Text, c.Rich = s.book.strings[i].text, s.book.strings[i].rich
	case "inlineStr":
		item := s.inline.take()
		c.Text, c.Rich = item.text, item.rich
	case "str":
		c.Text = unescape(value)
	case "e", "d":
		c.Kind, c.Text = worksheet.KindFixed, unescape(value)
	case "b":
		c.Kind, c.Text = worksheet.KindFixed, value
		switch strings.TrimSpace(value) {
		case "1", "true":
			c.Text = "TRUE"
		case "0", "false":
			c.Text = "FALSE"
		}
	default:
		c.Kind, c.Text = worksheet.KindNumber, worksheet.Number(value)
		if c.Formula && s.book.stale && c.Text == "0" {
			c.Kind = worksheet.KindUnknown // what programs write that work out no formulas
		}
	}
}

// merge notes a merged area; one that is not an area is no reason to refuse the values.
func (s *sheetReader) merge(ref string) {
	if a, ok := worksheet.ParseArea(ref); ok && strings.Contains(ref, ":") {
		s.found.Merge(a)
	}
}

// relates notes the relation of a part with drawings, or of a table.
func (s *sheetReader) relates(attributes []xml.Attr) {
	for _, a := range attributes {
		if a.Name.Local == "id" && a.Name.Space != "" {
			if s.related == nil {
				s.related = map[string]bool{}
			}
			s.related[a.Value] = true
		}
	}
}

func truth(s string) bool { return s == "1" || s == "true" }
