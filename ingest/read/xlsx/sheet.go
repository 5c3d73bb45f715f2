package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

const (
	maxRow    = 1 << 20
	maxColumn = 1 << 14
)

func (p *parts) readSheet(part string, shared []string) (*worksheet.Contents, error) {
	s := &sheetReader{shared: shared, limit: p.limits.Cells, row: -1}
	if err := p.tokens(part, s); err != nil {
		return nil, err
	}
	return &s.found, nil
}

// sheetReader handles a sheet part. Rows and cells may leave out where they are; then they follow the one before.
type sheetReader struct {
	found  worksheet.Contents
	shared []string
	limit  int
	err    error

	row, column int
	kind        string // of the cell
	inCell      bool
	inValue     bool
	inFormula   bool
	value       strings.Builder
	formula     strings.Builder
	hasValue    bool
	inline      richText
	isInline    bool
}

func (s *sheetReader) start(name string, attributes []xml.Attr) {
	switch name {
	case "row":
		s.row, s.column = s.row+1, -1
		if r := attribute(attributes, "r"); r != "" {
			n, err := strconv.Atoi(r)
			if err != nil || n < 1 || n > maxRow {
				s.fail(fmt.Errorf("%w: row %q", fault.ErrDamaged, r))
				return
			}
			s.row = n - 1
		}
		if s.row >= maxRow {
			s.fail(fmt.Errorf("%w: more than %d rows", fault.ErrTooLarge, maxRow))
			return
		}
		if truth(attribute(attributes, "hidden")) {
			s.found.HideRow(s.row)
		}
	case "col":
		first, err1 := strconv.Atoi(attribute(attributes, "min"))
		last, err2 := strconv.Atoi(attribute(attributes, "max"))
		if truth(attribute(attributes, "hidden")) && err1 == nil && err2 == nil {
			s.found.HideColumns(first-1, last-1)
		}
	case "c":
		s.column++
		s.inCell, s.hasValue, s.isInline = true, false, false
		s.value.Reset()
		s.formula.Reset()
		s.inline.take()
		s.kind = attribute(attributes, "t")
		if r := attribute(attributes, "r"); r != "" {
			row, column, ok := position(r)
			if !ok {
				s.fail(fmt.Errorf("%w: cell %q", fault.ErrDamaged, r))
				return
			}
			s.row, s.column = row, column
		}
	case "v":
		s.inValue, s.hasValue = s.inCell, s.inCell
	case "f":
		s.inFormula = s.inCell
	case "is":
		s.isInline = s.inCell
	case "mergeCell":
		s.merge(attribute(attributes, "ref"))
	}
	if s.isInline {
		s.inline.start(name)
	}
}

func (s *sheetReader) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *sheetReader) end(name string) error {
	if s.isInline {
		s.inline.end(name)
	}
	switch name {
	case "v":
		s.inValue = false
	case "f":
		s.inFormula = false
	case "c":
		s.inCell = false
		if text := s.cellText(); text != "" && s.err == nil {
			s.found.Add(s.row, s.column, text)
		}
		s.isInline = false
		if s.limit > 0 && s.found.Len() > s.limit {
			s.fail(fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, s.limit))
		}
	}
	return s.err
}

func (s *sheetReader) text(b []byte) {
	switch {
	case s.inValue:
		s.value.Write(b)
	case s.inFormula:
		s.formula.Write(b)
	case s.isInline:
		s.inline.text(b)
	}
}

// cellText is the text of the cell that ends.
func (s *sheetReader) cellText() string {
	value := s.value.String()
	if !s.hasValue && s.formula.Len() > 0 {
		return "=" + s.formula.String() // a formula that its writer never calculated is not a blank
	}
	switch s.kind {
	case "s":
		if !s.hasValue {
			return ""
		}
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.shared) {
			return "\ufffd" // there is a text that nobody can read; an empty cell would be a lie
		}
		return s.shared[i]
	case "inlineStr":
		return s.inline.take()
	case "str", "e", "d":
		return unescape(value)
	case "b":
		switch strings.TrimSpace(value) {
		case "1", "true":
			return "TRUE"
		case "0", "false":
			return "FALSE"
		}
		return value
	}
	return worksheet.Number(value)
}

// merge notes a merged area; one that is not an area is no reason to refuse the values.
func (s *sheetReader) merge(ref string) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return
	}
	top, left, ok1 := position(from)
	bottom, right, ok2 := position(to)
	if ok1 && ok2 {
		s.found.Merge(worksheet.Area{Top: top, Bottom: bottom, Left: left, Right: right})
	}
}

func truth(s string) bool { return s == "1" || s == "true" }

// position reads a reference as B3, also $B$3, into row and column from 0.
func position(ref string) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] | 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'a' || c > 'z' {
			break
		}
		if column = column*26 + int(c-'a') + 1; column > maxColumn {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(strings.TrimPrefix(ref[i:], "$"))
	if err != nil || row < 1 || row > maxRow || column < 1 {
		return 0, 0, false
	}
	return row - 1, column - 1, true
}
