// Package pdf reads PDF files with pdfium, compiled to WebAssembly and run inside the process: no cgo, no network,
// no file system. It only asks pdfium what is printed where; package drawn makes tables and paragraphs of it.
//
// The first Read compiles the module, which takes some seconds; the compiled code is kept on disk and later
// processes start in a fraction of a second. Each document has an instance to itself, of bounded memory, which forgets all
// of it before it reads another: nothing one file does can reach the next.
//
// A character that the font does not explain becomes U+FFFD rather than nothing, since a number that lost a digit
// looks like a number. Text that is not painted (the layer that scanners lay over their images) is not read: a
// document of such pages is read by package scan, from the pictures. Built for WebAssembly itself the module is interpreted, some hundred
// times slower.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync"

	"gongkai/ingest/read"
	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/pdf/pdfium"
	scanned "gongkai/ingest/read/scan"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Config says where compiled code is kept and how many documents may be read at once.
type Config = pdfium.Config

// Reader reads PDF files, each as one document. Its zero value is not of use; New makes one. When the context of a Read ends the
// instance that reads is stopped, in the middle of whatever it does.
type Reader struct {
	read.Reader
	config Config
	mutex  sync.Mutex
	engine *pdfium.Engine
	closed bool
}

// New returns a Reader. It costs nothing before the first Read.
func New(config Config) *Reader {
	r := &Reader{config: config}
	r.Reader = read.Guard("pdf", r.parserOf(pdfium.SmallBytes))
	return r
}

// Large returns the reader of documents that the Reader refuses with fault.ErrCrowded, on the same engine.
func (r *Reader) Large() read.Reader { return read.Guard("pdf", r.parserOf(0)) }

// Close frees the engine. Reads that are under way fail.
func (r *Reader) Close() error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.closed = true
	if r.engine == nil {
		return nil
	}
	e := r.engine
	r.engine = nil
	return e.Close()
}

// Start compiles the module, or takes the compiled code from the cache. Read does so too; who gives a document a deadline starts before
// it runs, since compiling takes some seconds once. What fails is told by Read.
func (r *Reader) Start() { _, _ = r.start() }

// start returns the engine, made by the first caller. A failure is not kept: the next Read tries again.
func (r *Reader) start() (*pdfium.Engine, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.closed {
		return nil, errors.New("the reader is closed")
	}
	if r.engine == nil {
		e, err := pdfium.New(r.config)
		if err != nil {
			return nil, err
		}
		r.engine = e
	}
	return r.engine, nil
}

// parserOf reads in an instance of at most so many bytes; 0 for all that it can have.
func (r *Reader) parserOf(most int) read.Parser {
	return func(ctx context.Context, src read.Source) ([]read.Document, error) { return r.parse(ctx, src, most) }
}

func (r *Reader) parse(ctx context.Context, src read.Source, most int) ([]read.Document, error) {
	e, err := r.start()
	if err != nil {
		return nil, err
	}
	pages, scan, pictures, title, err := r.pages(ctx, e, src, most)
	if stopped := ctx.Err(); stopped != nil {
		return nil, stopped
	}
	if err != nil {
		return nil, err
	}
	if pictures != nil {
		doc, err := scanned.Read(ctx, pictures)
		return []read.Document{doc}, err
	}
	if err := scan.verdict(); err != nil {
		return nil, err
	}
	blocks, notes, err := drawn.Blocks(ctx, pages, src.Limits)
	if err != nil {
		return nil, err
	}
	doc := read.Document{Title: title, Blocks: blocks, Notes: append(scan.notes, notes...)}
	if title != "" {
		doc.Meta.Titles = []string{title}
	}
	if !ends(src.Bytes) {
		doc.Notes = append(doc.Notes, report.Note{Kind: report.NoteNoEnd, Count: 1})
	}
	return []read.Document{doc}, nil
}

// pages reads what is printed, in an instance that is its own meanwhile.
func (r *Reader) pages(ctx context.Context, e *pdfium.Engine, src read.Source, most int) (
	pages []drawn.Page, s *scan, pictures []image.Image, title string, err error,
) {
	instance, err := e.Borrow(ctx, most)
	if err != nil {
		return nil, nil, nil, "", err
	}
	defer e.Return(instance)
	document, pages, s, title, err := pagesOf(ctx, instance, src)
	if err == nil && s.isPicture() {
		if pictures, err = s.render(instance, document); err != nil {
			err = reason(err, src.Bytes)
		}
	}
	if most > 0 && instance.IsShort() && ctx.Err() == nil {
		return nil, nil, nil, "", fault.ErrCrowded
	}
	return pages, s, pictures, title, err
}

// pagesOf reads what is printed.
func pagesOf(ctx context.Context, pdf module, src read.Source) (
	document pdfium.Document, pages []drawn.Page, s *scan, title string, err error,
) {
	document, err = pdf.Open(src.Bytes)
	if err != nil {
		return 0, nil, nil, "", reason(err, src.Bytes)
	}
	count, err := pdf.CountPages(document)
	if err != nil {
		return 0, nil, nil, "", reason(err, src.Bytes)
	}
	if count > src.Limits.Pages {
		return 0, nil, nil, "", fmt.Errorf("%w: %d pages, at most %d", fault.ErrTooLarge, count, src.Limits.Pages)
	}
	if count <= 0 {
		return 0, nil, nil, "", reason(errors.New("no pages"), src.Bytes)
	}
	if text, err := pdf.MetaText(document, "Title"); err == nil {
		title = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	}
	s = &scan{}
	seen := glance(src.Bytes)
	for i := range count {
		p := pageReader{pdf: pdf, document: document, index: i, limits: src.Limits, traits: seen, scan: s}
		page, err := p.read()
		if ctx.Err() != nil {
			return 0, nil, nil, "", ctx.Err()
		}
		switch {
		case errors.Is(err, fault.ErrTooLarge):
			return 0, nil, nil, "", err
		case errors.Is(err, pdfium.ErrFull):
			return 0, nil, nil, "", fmt.Errorf("page %d: %w", i+1, reason(err, src.Bytes))
		case err != nil:
			s.note(report.NoteBroken, i+1, 1)
			continue
		}
		pages = append(pages, page)
	}
	if len(pages) == 0 {
		return 0, nil, nil, "", reason(errors.New("no page can be read"), src.Bytes)
	}
	return document, pages, s, title, nil
}

// reason names why pdfium refused a file.
func reason(err error, file []byte) error {
	switch {
	case errors.Is(err, pdfium.ErrPassword), errors.Is(err, pdfium.ErrSecurity):
		return fmt.Errorf("%w: %w", fault.ErrEncrypted, err)
	case errors.Is(err, pdfium.ErrFull):
		return fmt.Errorf("%w: %w", fault.ErrTooLarge, err)
	case !ends(file):
		return fmt.Errorf("%w: %w", fault.ErrTruncated, err)
	}
	return fmt.Errorf("%w: %w", fault.ErrDamaged, err)
}

// ends reports whether the file has its end mark. Mail gateways and web servers append some bytes to it.
func ends(file []byte) bool {
	return strings.Contains(string(file[max(0, len(file)-2048):]), "%%EOF")
}
