package docx

import (
	"bytes"
	"errors"
	"fmt"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
	"gongkai/ingest/read/mime"
	"gongkai/ingest/read/rtf"
	"gongkai/ingest/read/sniff"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Bounds on documents inside: how many one may hold, and how deep they may stand in each other.
const (
	maxChunks     = 64
	maxChunkDepth = 2
)

// chunk reads a document of another format that stands in the place of paragraphs (w:altChunk), as programs write it that
// turn a page into a DOCX by putting the page into it. Word converts it when it opens the file. What is in it comes to stand in its
// place; in a cell it is noted alone.
func (p *parser) chunk(id string) error {
	docs, err := p.readChunk(id)
	switch {
	case err != nil && (errors.Is(err, fault.ErrTooLarge) || p.ctx.Err() != nil):
		return fmt.Errorf("a document of another format inside: %w", err)
	case err != nil || p.cell != nil:
		p.chunks.lost++
		p.lose(report.NoteEmbedded, 1)
		return nil
	}
	p.chunks.read++
	for _, doc := range docs {
		if p.title == "" {
			p.title, p.meta = doc.Title, doc.Meta
		}
		p.notes = append(p.notes, doc.Notes...)
		for _, block := range doc.Blocks {
			if block.Grid != nil {
				p.cells += len(block.Grid.Cells)
			}
			p.items = append(p.items, item{block: block})
		}
	}
	if p.limits.Cells > 0 && p.cells > p.limits.Cells {
		return fmt.Errorf("more than %d table cells: %w", p.limits.Cells, fault.ErrTooLarge)
	}
	p.last, p.floats = nil, nil
	return nil
}

// readChunk reads the part that a relation names with the reader of its format.
func (p *parser) readChunk(id string) ([]read.Document, error) {
	if p.cell != nil || p.chunks.read+p.chunks.lost >= maxChunks || p.parts.depth >= maxChunkDepth {
		return nil, fault.ErrUnsupported
	}
	b, err := p.parts.related(id)
	if err != nil {
		return nil, err
	}
	src := read.Source{Path: "altChunk", Bytes: b, Limits: p.limits}
	switch format := sniff.Format(b, p.limits.Entries); {
	case format == read.FormatHTML:
		return html.New().Read(p.ctx, src)
	case format == read.FormatMHT:
		return mime.New().Read(p.ctx, src)
	case format == read.FormatRTF:
		return rtf.New().Read(p.ctx, src)
	case format == read.FormatDOCX:
		doc, err := readFile(p.ctx, src, p.parts.depth+1)
		return []read.Document{doc}, err
	case bytes.Contains(b[:min(len(b), 4096)], []byte("<html")):
		return html.New().Read(p.ctx, src)
	}
	return nil, fault.ErrUnsupported
}
