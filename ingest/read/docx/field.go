package docx

import (
	"encoding/xml"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// maxFields is how many fields may stand inside each other; Word allows 20.
const maxFields = 64

// fields are the open fields. Of a field is shown what stands between its separator and its end, and that only where the fields
// around it are at their results, too: {= {MERGEFIELD a → 99} \# 0 → 64250} shows 64250.
type fields struct {
	open         []field
	base         int // those below were opened outside of the cell
	instructions int // open fields that are not at their result
	stale        int // open fields at a result that Word works out anew
}

type field struct {
	result, dirty bool
	written       int    // pieces seen before its result
	code          string // the beginning of its instruction
	choice        string // the entry that a list in a form shows
	box           bool   // a box to tick
}

// fieldChar reads the begin, separator or end of a field. Separators and ends of nothing are passed over.
func (p *parser) fieldChar(start xml.StartElement, r *run) error {
	f := &p.fields
	switch attribute(start, "fldCharType") {
	case "begin":
		one := field{dirty: truth(attribute(start, "dirty"), false)}
		if err := p.formField(&one); err != nil {
			return err
		}
		if len(f.open)-f.base >= maxFields {
			p.fieldsEnd(f.base)
		}
		f.open = append(f.open, one)
		f.instructions++
		return nil
	case "separate":
		n := len(f.open)
		if n == 0 {
			p.instructionOver()
		}
		if n > f.base && !f.open[n-1].result {
			f.open[n-1].result, f.open[n-1].written = true, p.written
			f.instructions--
			if f.open[n-1].dirty {
				f.stale++
			}
		}
	case "end":
		n := len(f.open)
		if n == 0 {
			p.instructionOver()
		}
		if n > f.base {
			one := f.open[n-1]
			p.close()
			p.withoutResult(one, r)
		}
	}
	return p.skip()
}

// close drops the innermost field.
func (p *parser) close() {
	f := &p.fields
	one := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	switch {
	case !one.result:
		f.instructions--
	case one.dirty:
		f.stale--
	}
}

// fieldsEnd closes the fields above base where one of them never comes to its result, so that an end that is missing swallows
// no document. Where all are at their results nothing is swallowed, and they may end in a later paragraph. It reports whether an
// instruction was cut short.
func (p *parser) fieldsEnd(base int) bool {
	if p.fields.instructions == 0 {
		return false
	}
	for len(p.fields.open) > base {
		p.close()
	}
	p.lose(report.NoteField, 1)
	p.doubt(0)
	return true
}

// instructionOver makes the tables read since an instruction was cut short at the end of its paragraph doubtful: it went on over
// them, as in {IF 1 = 2 "a table"}.
func (p *parser) instructionOver() {
	if p.skipped == 0 || p.cell != nil {
		return
	}
	for _, it := range p.items[min(p.skipped-1, len(p.items)):] {
		if it.block.Grid == nil {
			continue
		}
		for i := range it.block.Grid.Cells {
			if c := &it.block.Grid.Cells[i]; isValue(c.Text) {
				c.Text, c.Looks = printed.Object+c.Text, c.Looks|printed.Replaced
			}
		}
	}
	p.skipped = 0
}

// withoutResult says what a field shows that has no result in the file.
func (p *parser) withoutResult(one field, r *run) {
	if !p.visible(r) || one.result && p.written > one.written {
		return
	}
	if one.choice != "" {
		p.text.Write(one.choice, p.lookOf(r)|printed.Replaced)
		p.written++
		return
	}
	if one.box {
		p.lose(report.NotePicture, 1)
		return
	}
	p.emptyField(one.code)
}

func (p *parser) emptyField(code string) {
	if showsNothing(code) {
		return
	}
	p.lose(report.NoteField, 1)
	p.doubt(0)
}

// showsNothing reports whether a field of an instruction shows nothing but its result: marks for an index, settings, and a
// text to fill in that nobody filled in.
func showsNothing(code string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(code), " ")
	switch strings.ToUpper(name) {
	case "", "TC", "XE", "TA", "RD", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRIVATE",
		"FORMTEXT", "HYPERLINK", "TOC", "TOA", "INDEX", "BIBLIOGRAPHY":
		return true
	}
	return false
}

// formField reads what a field of a form is set to.
func (p *parser) formField(one *field) error {
	return p.children(func(start xml.StartElement) error {
		if start.Name.Local != "ffData" {
			return p.skip()
		}
		return p.children(func(start xml.StartElement) error {
			switch start.Name.Local {
			case "checkBox":
				one.box = true
			case "ddList":
				return p.dropDown(one)
			}
			return p.skip()
		})
	})
}

func (p *parser) dropDown(one *field) error {
	var entries []string
	chosen, missing := -1, 0
	err := p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "result":
			chosen, _ = measured(value(start))
		case "default":
			missing, _ = measured(value(start))
		case "listEntry":
			if len(entries) < 1000 {
				entries = append(entries, value(start))
			}
		}
		return p.skip()
	})
	if chosen < 0 {
		chosen = missing
	}
	if chosen >= 0 && chosen < len(entries) {
		one.choice = entries[chosen]
	}
	return err
}

// instruction reads a piece of an instruction.
func (p *parser) instruction() error {
	const most = 64
	code, err := p.characters(most)
	if n := len(p.fields.open); n > p.fields.base && !p.fields.open[n-1].result && len(p.fields.open[n-1].code) < most {
		p.fields.open[n-1].code += code
	}
	return err
}

// simpleField reads a field whose instruction is an attribute and whose content is its result.
func (p *parser) simpleField(start xml.StartElement) error {
	if truth(attribute(start, "dirty"), false) {
		p.fields.stale++
		defer func() { p.fields.stale-- }()
	}
	written := p.written
	if err := p.inline(); err != nil {
		return err
	}
	if p.fields.instructions == 0 && p.written == written {
		p.emptyField(attribute(start, "instr"))
	}
	return nil
}
