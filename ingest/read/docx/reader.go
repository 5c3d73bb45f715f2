// Package docx reads reports written with Word or WPS and saved as OOXML (.docx, .docm), strict OOXML, flat OPC or the XML
// of Word 2003.
//
// The body is read as a stream: paragraphs and tables in order. Text is what a printed page shows: insertions are in,
// deletions, field codes, footnotes, headers and text boxes are out, and of two renditions of one drawing only the first counts. How a
// run looks is worked out as Word does, from its own format, the styles of character, paragraph and table and the
// defaults, and package printed says what becomes of it. Elements are known by their local names, because producers choose
// prefixes freely.
//
// The invariant: a cell stands in the column that its row's spans give, rows that begin further right (gridBefore)
// included, and merged cells count once. Empty cells are kept. A cell whose content is there but is no text (a picture, a
// formula, struck out text, a deleted cell, a nested table) reads as U+FFFC and never as blank. A number that lies under a drawing,
// or has a symbol or a list number of Word's own beside it, has U+FFFC before it. List numbers themselves (一、) are not in the
// text. Documents of another format inside (altChunk) are read in their place by the reader of that format.
//
// The core properties give a title; their dates are those of some earlier file as often as not and are not read. An encrypted
// file is OLE2 and comes to another package.
package docx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/ingest/read/charset"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// New returns the reader of DOCX. A file is one document. It fails with fault.ErrEmpty for one without text or table, with
// fault.ErrEncrypted, fault.ErrTruncated and fault.ErrDamaged as the file is, and with fault.ErrTooLarge beyond the limits.
func New() read.Reader {
	return read.Guard("docx", func(ctx context.Context, src read.Source) ([]read.Document, error) {
		doc, err := readFile(ctx, src, 0)
		return []read.Document{doc}, err
	})
}

// readFile reads a package, or one XML file, that stands in so many others.
func readFile(ctx context.Context, src read.Source, depth int) (read.Document, error) {
	if bytes.HasPrefix(src.Bytes, []byte("PK")) {
		return readPackage(ctx, src, depth)
	}
	d, err := decoder(bytes.NewReader(src.Bytes), uint64(len(src.Bytes)))
	if err != nil {
		return read.Document{}, err
	}
	s := &sheet{}
	broken := s.read(&tokens{ctx: ctx, decoder: d, limits: src.Limits}, true)
	if broken != nil && ctx.Err() != nil {
		return read.Document{}, broken
	}
	// What is wrong with the file is said by reading its body.
	return readBody(ctx, bytes.NewReader(src.Bytes), src.Limits, s, parts{depth: depth})
}

// readPackage reads the parts of the ZIP file that matter.
func readPackage(ctx context.Context, src read.Source, depth int) (doc read.Document, err error) {
	parts, err := openParts(src, depth)
	if err != nil {
		return read.Document{}, err
	}
	sheet, broken, err := parts.sheet(ctx, src.Limits)
	if err != nil {
		return read.Document{}, err
	}
	rc, err := parts.budget.OpenEntry(find(parts.zip, parts.main))
	if err != nil {
		return read.Document{}, err
	}
	defer func() { err = errors.Join(err, rc.Close()) }()
	doc, err = readBody(ctx, rc, src.Limits, sheet, parts)
	if err != nil {
		return read.Document{}, err
	}
	if broken {
		doc.Notes = append(doc.Notes, report.Note{Kind: report.NoteBroken, Count: 1})
	}
	if title := coreTitle(parts.zip, parts.budget); title != "" {
		doc.Title = title
		doc.Meta.Titles = []string{title}
	}
	return doc, nil
}

// readBody reads a main part, or a file that holds it.
func readBody(ctx context.Context, r io.Reader, limits read.Limits, s *sheet, parts parts) (read.Document, error) {
	d, err := decoder(r, 64<<10)
	if err != nil {
		return read.Document{}, err
	}
	p := &parser{tokens: tokens{ctx: ctx, decoder: d, limits: limits}, sheet: s, parts: parts}
	if err := p.document(); err != nil {
		return read.Document{}, err
	}
	if p.chunks.lost > 0 && !hasTable(p.items) {
		const where = "all tables are in a document of another format inside (altChunk), which cannot be read"
		return read.Document{}, fmt.Errorf(where+": %w", fault.ErrUnsupported)
	}
	doc := read.Document{Title: p.title, Meta: p.meta, Notes: append(p.tally.notes(report.Place{}), p.notes...)}
	for _, it := range p.items {
		doc.Blocks = append(doc.Blocks, it.block)
	}
	return doc, nil
}

func hasTable(items []item) bool {
	for _, it := range items {
		if it.block.Grid != nil {
			return true
		}
	}
	return false
}

// noBody is the reason where a file ends, or its elements do, before a body began.
func noBody(err error, whole bool) error {
	switch {
	case err == nil:
		return fmt.Errorf("an end without a start: %w", fault.ErrDamaged)
	case whole && errors.Is(err, fault.ErrTruncated):
		return fmt.Errorf("no body: %w", fault.ErrDamaged)
	}
	return err
}

// decoder returns a decoder of XML in any encoding that package charset knows. Most parts are small, the main part is not.
func decoder(r io.Reader, size uint64) (*xml.Decoder, error) {
	buffered := bufio.NewReaderSize(r, int(min(max(size, 512), 64<<10)))
	head, _ := buffered.Peek(2) // a shorter part fails when it is parsed
	if string(head) == "\xff\xfe" || string(head) == "\xfe\xff" {
		b, err := io.ReadAll(buffered)
		if err != nil {
			return nil, err
		}
		text, _, _ := charset.Decode(b, "")
		buffered = bufio.NewReader(strings.NewReader(text))
	}
	d := xml.NewDecoder(buffered)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return input, nil // decoded above
		}
		b, err := io.ReadAll(input)
		if err != nil {
			return nil, err
		}
		text, _, _ := charset.Decode(b, label)
		return strings.NewReader(text), nil
	}
	return d, nil
}

// coreTitle returns the title among the core properties, nothing where it cannot be read.
func coreTitle(r *zip.Reader, budget *archive.Budget) string {
	core := find(r, "docProps/core.xml")
	if core == nil {
		return ""
	}
	b, err := budget.ReadEntry(core)
	if err != nil {
		return ""
	}
	d, err := decoder(bytes.NewReader(b), uint64(len(b)))
	if err != nil {
		return ""
	}
	inside := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local == "title"
		case xml.CharData:
			if title := printed.Trim(string(token)); inside && title != "" {
				return title
			}
		case xml.EndElement:
			inside = false
		}
	}
}
