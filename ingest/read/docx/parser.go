package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// item is a block on its way to the document.
type item struct {
	block  read.Block
	nested bool // of a table within the cell being read: not part of the cell's own text
}

// parser reads the body as a stream of tokens. A method for an element is called behind its start and returns behind its
// end, and calls the methods of its children, so the depth of elements bounds the stack.
type parser struct {
	ctx     context.Context
	decoder *xml.Decoder
	limits  read.Limits
	depth   int
	tokens  int
	items   []item
	text    text
	objects int // pictures and other content without text met so far
	cells   int
	loss    struct{ boxes, struck, deleted, orphans, rows, chunks int }
}

// next returns the next start, end or text. At the end of the file it returns a reason, since every caller waits for the
// end of an element.
func (p *parser) next() (xml.Token, error) {
	for {
		p.tokens++
		if p.tokens%4096 == 0 {
			if err := p.ctx.Err(); err != nil {
				return nil, err
			}
		}
		token, err := p.decoder.RawToken()
		if err != nil {
			return nil, p.reason(err)
		}
		switch token.(type) {
		case xml.StartElement:
			p.depth++
			if p.limits.Depth > 0 && p.depth > p.limits.Depth {
				return nil, fmt.Errorf("elements nested deeper than %d: %w", p.limits.Depth, fault.ErrTooLarge)
			}
			return token, nil
		case xml.EndElement:
			p.depth--
			return token, nil
		case xml.CharData:
			return token, nil
		}
	}
}

func (p *parser) reason(err error) error {
	if _, ok := fault.Reason(err); ok {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
		return fmt.Errorf("the XML ends early: %w", fault.ErrTruncated)
	}
	return fmt.Errorf("%s: %w", err, fault.ErrDamaged)
}

// children calls f for each child element of the element just started. f must read to the end of the child.
func (p *parser) children(f func(xml.StartElement) error) error {
	for {
		token, err := p.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := f(token); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads to the end of the element just started.
func (p *parser) skip() error {
	for inside := 1; inside > 0; {
		token, err := p.next()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			inside++
		case xml.EndElement:
			inside--
		}
	}
	return nil
}

// document finds the body and reads it. In flat OPC the glossary has a body too; it comes in a part of its own.
func (p *parser) document() error {
	for {
		token, err := p.next()
		if err != nil {
			if errors.Is(err, fault.ErrTruncated) && p.depth == 0 && p.tokens > 1 {
				return fmt.Errorf("no body: %w", fault.ErrDamaged)
			}
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			if p.depth < 0 {
				return fmt.Errorf("an end without a start: %w", fault.ErrDamaged)
			}
			continue
		}
		switch start.Name.Local {
		case "part":
			if strings.Contains(attribute(start, "name"), "/glossary/") {
				if err := p.skip(); err != nil {
					return err
				}
			}
		case "body":
			return p.flow()
		}
	}
}

// flow reads what may hold paragraphs and tables: the body, a cell, and the wrappers around them.
func (p *parser) flow() error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "p":
			return p.paragraph()
		case "tbl":
			return p.table()
		case "AlternateContent":
			return p.choice(p.flow)
		case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "sect", "sub-section":
			return p.flow()
		case "del", "moveFrom":
			p.loss.deleted++
			p.objects++
		case "altChunk":
			p.loss.chunks++
			p.objects++
		}
		return p.skip()
	})
}

// choice reads the first branch of an mc:AlternateContent with read and skips the others, which show the same again.
func (p *parser) choice(read func() error) error {
	taken := false
	return p.children(func(start xml.StartElement) error {
		if taken || start.Name.Local != "Choice" && start.Name.Local != "Fallback" {
			return p.skip()
		}
		taken = true
		return read()
	})
}

// paragraph reads a paragraph to a block of its own.
func (p *parser) paragraph() error {
	if err := p.inline(); err != nil {
		return err
	}
	if s := p.text.take(); s != "" {
		p.items = append(p.items, item{block: read.Block{Text: s}})
	}
	return nil
}

// inline reads the runs of a paragraph and the wrappers around them.
func (p *parser) inline() error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "r":
			return p.run()
		case "AlternateContent":
			return p.choice(p.inline)
		case "ins", "moveTo", "smartTag", "hyperlink", "hlink", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo":
			return p.inline()
		case "del", "moveFrom":
			p.loss.deleted++
		case "oMath", "oMathPara":
			p.objects++
		}
		return p.skip()
	})
}

// run reads a run with its look.
func (p *parser) run() error {
	var look look
	return p.runContent(&look)
}

// look is what of a run's properties changes how its text is read.
type look struct{ hidden, struck, raised bool }

func (p *parser) runContent(look *look) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "rPr":
			return p.properties(look)
		case "t":
			return p.chars(*look)
		case "tab", "ptab":
			p.write("\t", *look)
		case "br", "cr":
			p.write("\n", *look)
		case "noBreakHyphen":
			p.write("-", *look)
		case "AlternateContent":
			return p.choice(func() error { return p.runContent(look) })
		case "ruby", "rubyBase", "r":
			return p.runContent(look)
		case "drawing", "pict", "object", "sym":
			p.objects++
			p.loss.boxes++
		}
		return p.skip() // delText, instrText, rt, footnoteReference …
	})
}

// properties reads the properties of a run.
func (p *parser) properties(look *look) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "vanish":
			look.hidden = isOn(start)
		case "strike", "dstrike":
			look.struck = look.struck || isOn(start)
		case "vertAlign":
			v := attribute(start, "val")
			look.raised = v == "superscript" || v == "subscript"
		}
		return p.skip()
	})
}

// isOn reports whether a toggle property is set.
func isOn(start xml.StartElement) bool {
	switch attribute(start, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// chars reads the text of a run.
func (p *parser) chars(look look) error {
	for {
		token, err := p.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			p.write(string(token), look)
		case xml.StartElement:
			if err := p.skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (p *parser) write(s string, look look) {
	switch {
	case look.hidden:
	case look.struck:
		if trim(s) != "" {
			p.loss.struck++
			p.objects++
		}
	case look.raised:
		p.text.mark(s)
	default:
		p.text.write(s)
	}
}

// losses says what was left out that may matter.
func (p *parser) losses() []string {
	var lost []string
	for _, l := range []struct {
		n    int
		what string
	}{
		{p.loss.boxes, "pictures, symbols or text boxes"},
		{p.loss.struck, "struck out texts"},
		{p.loss.deleted, "tracked deletions"},
		{p.loss.rows, "deleted or hidden table rows"},
		{p.loss.chunks, "documents of another format inside"},
		{p.loss.orphans, "table cells that continue a merge which nothing above starts"},
	} {
		if l.n > 0 {
			lost = append(lost, fmt.Sprintf("%d %s", l.n, l.what))
		}
	}
	return lost
}
