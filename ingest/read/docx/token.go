package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
)

// tokens reads a part as a stream. A method for an element is called behind its start and returns behind its end, and calls
// the methods of its children, so the depth of elements bounds the stack.
type tokens struct {
	ctx     context.Context
	decoder *xml.Decoder
	limits  read.Limits
	depth   int
	count   int
}

// next returns the next start, end or text. At the end of the file it returns a reason, since every caller waits for the
// end of an element.
func (p *tokens) next() (xml.Token, error) {
	for {
		p.count++
		if p.count%4096 == 0 {
			if err := p.ctx.Err(); err != nil {
				return nil, err
			}
		}
		token, err := p.decoder.RawToken()
		if err != nil {
			return nil, reason(err)
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

func reason(err error) error {
	if _, ok := fault.Reason(err); ok {
		return err
	}
	var syntax *xml.SyntaxError
	early := errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF")
	if early || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the XML ends early: %w", fault.ErrTruncated)
	}
	return fmt.Errorf("%s: %w", err, fault.ErrDamaged)
}

// children calls f for each child element of the element just started. f must read to the end of the child.
func (p *tokens) children(f func(xml.StartElement) error) error {
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
func (p *tokens) skip() error {
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

// words reads to the end of the element just started and reports whether one of the named elements in it holds text.
func (p *tokens) words(names ...string) (bool, error) {
	found, within := false, 0
	for inside := 1; inside > 0; {
		token, err := p.next()
		if err != nil {
			return found, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside++
			for _, name := range names {
				if within == 0 && token.Name.Local == name {
					within = inside
				}
			}
		case xml.CharData:
			found = found || within > 0 && !printed.IsBlank(string(token))
		case xml.EndElement:
			if inside == within {
				within = 0
			}
			inside--
		}
	}
	return found, nil
}

// characters reads to the end of the element just started and returns its text, at most so many bytes.
func (p *tokens) characters(limit int) (string, error) {
	var b strings.Builder
	for inside := 1; inside > 0; {
		token, err := p.next()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside++
		case xml.CharData:
			if b.Len() < limit {
				b.Write(token)
			}
		case xml.EndElement:
			inside--
		}
	}
	return printed.Trim(b.String()), nil
}

// attribute returns the value of an attribute by its local name.
func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// value returns the attribute that most properties have.
func value(start xml.StartElement) string { return attribute(start, "val") }

// isOn reports whether a property that is on or off is set.
func isOn(start xml.StartElement) bool { return truth(value(start), true) }

// truth reads an on or off; where it is not there, it is missing.
func truth(s string, missing bool) bool {
	switch strings.ToLower(s) {
	case "":
		return missing
	case "0", "false", "off", "f", "no":
		return false
	}
	return true
}

// measured reads a whole number, cut to what any page could have.
func measured(s string) (int, bool) {
	const most = 1 << 20
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || v != v {
		return 0, false
	}
	return int(min(max(v, -most), most)), true
}
