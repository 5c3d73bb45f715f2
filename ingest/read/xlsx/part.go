package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

const (
	maxPart    = 64 << 20
	smallPart  = 1 << 20 // below which the ratio of packing is not looked at: blank cells pack very well
	checkEvery = 4096    // tokens, after which the context is asked
)

// parts are the files in the container, with what may still be unpacked of them.
type parts struct {
	ctx    context.Context
	files  map[string]*zip.File
	limits read.Limits
	left   int64
	buffer []byte // of the part that was read last, for the next one
}

func open(ctx context.Context, src read.Source) (*parts, error) {
	z, err := zip.NewReader(bytes.NewReader(src.Bytes), int64(len(src.Bytes)))
	if err != nil {
		if bytes.HasPrefix(src.Bytes, []byte("PK\x03\x04")) {
			return nil, fmt.Errorf("%w: the ZIP directory at its end: %w", fault.ErrTruncated, err)
		}
		return nil, fmt.Errorf("%w: %w", fault.ErrUnsupported, err)
	}
	if src.Limits.Entries > 0 && len(z.File) > src.Limits.Entries {
		return nil, fmt.Errorf("%w: %d parts", fault.ErrTooLarge, len(z.File))
	}
	p := &parts{ctx: ctx, files: make(map[string]*zip.File, len(z.File)), limits: src.Limits, left: src.Limits.Unpacked}
	if p.left <= 0 {
		p.left = read.DefaultLimits().Unpacked
	}
	for _, f := range z.File {
		// Part names are told apart without regard to case; some writers use backslashes.
		p.files[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	return p, nil
}

func (p *parts) has(name string) bool {
	_, ok := p.files[strings.ToLower(name)]
	return ok
}

// unpack opens a part. Reading it counts against the limits and fails with fault.ErrTooLarge beyond them.
func (p *parts) unpack(name string) (io.ReadCloser, error) {
	f, ok := p.files[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("%w: no part %s", fault.ErrDamaged, name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %w", fault.ErrDamaged, name, err)
	}
	limit := min(p.left, maxPart)
	if packed := int64(f.CompressedSize64); p.limits.Ratio > 0 && packed < limit/p.limits.Ratio {
		limit = min(limit, max(smallPart, packed*p.limits.Ratio))
	}
	return &counted{ReadCloser: r, parts: p, left: limit}, nil
}

// counted stops at a limit.
type counted struct {
	io.ReadCloser
	parts *parts
	left  int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.ReadCloser.Read(b)
	c.left -= int64(n)
	c.parts.left -= int64(n)
	if c.left < 0 {
		return 0, fmt.Errorf("%w: it unpacks to more than the limit", fault.ErrTooLarge)
	}
	return n, err
}

// tokens reads a part as XML and hands it on by the local names of the elements: the strict form of the format has
// other namespaces than the usual one. The names must match, so that a part with its middle torn out is damaged.
func (p *parts) tokens(name string, h handler) error {
	r, err := p.unpack(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // it was only read
	buffer := p.buffer
	if p.buffer = nil; buffer == nil { // or another part is being read
		buffer = make([]byte, bufferSize)
	}
	defer func() { p.buffer = buffer }()
	d := xml.NewDecoder(&byteReader{from: r, buffer: buffer})
	var open []string
	early, _ := h.(interface{ done() bool })
	for n := 1; ; n++ {
		if n%checkEvery == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(open) == 0 && n > 1:
			return nil
		case errors.Is(err, fault.ErrTooLarge):
			return fmt.Errorf("part %s: %w", name, err)
		case err != nil:
			return fmt.Errorf("%w: part %s: %w", fault.ErrDamaged, name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if open = append(open, t.Name.Local); p.limits.Depth > 0 && len(open) > p.limits.Depth {
				return fmt.Errorf("%w: part %s: elements nested %d deep", fault.ErrTooLarge, name, len(open))
			}
			h.start(t.Name.Local, t.Attr)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != t.Name.Local {
				return fmt.Errorf("%w: part %s: an end of %s without its start", fault.ErrDamaged, name, t.Name.Local)
			}
			open = open[:len(open)-1]
			if err := h.end(t.Name.Local); err != nil {
				return err
			}
			if early != nil && early.done() {
				return nil
			}
		case xml.CharData:
			h.text(t)
		}
	}
}

// handler takes the tokens of a part. One with a method done is not given more once that returns true.
type handler interface {
	start(name string, attributes []xml.Attr)
	end(name string) error
	text(b []byte)
}

func attribute(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
