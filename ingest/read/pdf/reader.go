//go:build !js && !wasip1

// Package pdf reads PDF files with pdfium, compiled to WebAssembly and run inside the process: no cgo, no network,
// no file system. It only asks pdfium what is printed where; package drawn makes tables and paragraphs of it.
//
// The first Read compiles the module, which takes some seconds; the compiled code is kept on disk and later
// processes start in a fraction of a second. Each document has an instance of its own, of bounded memory, that is
// closed with it: nothing one file does can reach the next.
//
// A character that the font does not explain becomes U+FFFD rather than nothing, since a number that lost a digit
// looks like a number. Text that is not painted (the layer that scanners lay over their images) is not read: a
// document of such pages needs OCR. The package is not built for WebAssembly targets, which cannot run another
// module.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/ingest/read"
	"gongkai/ingest/read/drawn"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Config says where compiled code is kept and how many documents may be read at once.
type Config struct {
	// CacheDir is the folder for compiled code, about 21 MB; empty for gongkai/pdfium in the user's cache folder.
	// Where it cannot be written nothing is kept and every process compiles anew.
	CacheDir string
	// MaxInstances is how many documents are read at once; others wait. 0 means 2.
	MaxInstances int
}

// Reader reads PDF files, each as one document. Its zero value is not of use; New makes one. When the context of a Read ends the
// instance that reads is killed, in the middle of whatever it does.
type Reader struct {
	read.Reader
	config Config
	mutex  sync.Mutex
	engine *engine
	closed bool
}

// New returns a Reader. It costs nothing before the first Read.
func New(config Config) *Reader {
	r := &Reader{config: config}
	r.Reader = read.Guard("pdf", r.parse)
	return r
}

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
	return e.close()
}

// start returns the engine, made by the first caller. A failure is not kept: the next Read tries again.
func (r *Reader) start() (*engine, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.closed {
		return nil, errors.New("the reader is closed")
	}
	if r.engine == nil {
		e, err := newEngine(r.config)
		if err != nil {
			return nil, err
		}
		r.engine = e
	}
	return r.engine, nil
}

func (r *Reader) parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	e, err := r.start()
	if err != nil {
		return nil, err
	}
	pages, scan, title, err := r.pages(ctx, e, src)
	if stopped := ctx.Err(); stopped != nil {
		return nil, stopped
	}
	if err != nil {
		return nil, err
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

// pages reads what is printed, in an instance of its own.
func (r *Reader) pages(ctx context.Context, e *engine, src read.Source) (pages []drawn.Page, s *scan, title string, err error) {
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, nil, "", err
	}
	stop := context.AfterFunc(ctx, func() { _ = instance.Kill() }) // what it returns is of no use then
	defer func() {
		if stop() {
			_ = instance.Close() // the work is done; the instance is thrown away
		}
	}()
	bytes := slices.Clone(src.Bytes)
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &bytes})
	if err != nil {
		return nil, nil, "", reason(err, src.Bytes)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, nil, "", reason(err, src.Bytes)
	}
	if count.PageCount > src.Limits.Pages {
		return nil, nil, "", fmt.Errorf("%w: %d pages, at most %d", fault.ErrTooLarge, count.PageCount, src.Limits.Pages)
	}
	if count.PageCount <= 0 {
		return nil, nil, "", reason(errors.New("no pages"), src.Bytes)
	}
	if meta, err := instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: opened.Document, Tag: "Title"}); err == nil {
		title = strings.TrimSpace(strings.ToValidUTF8(meta.Value, ""))
	}
	s = &scan{}
	seen := glance(src.Bytes)
	for i := range count.PageCount {
		p := pageReader{pdf: instance, document: opened.Document, index: i, limits: src.Limits, traits: seen, scan: s}
		page, err := p.read()
		if ctx.Err() != nil {
			return nil, nil, "", ctx.Err()
		}
		switch {
		case errors.Is(err, fault.ErrTooLarge):
			return nil, nil, "", err
		case err != nil:
			s.note(report.NoteBroken, i+1, 1)
			continue
		}
		pages = append(pages, page)
	}
	if len(pages) == 0 {
		return nil, nil, "", reason(errors.New("no page can be read"), src.Bytes)
	}
	return pages, s, title, nil
}

// reason names why pdfium refused a file.
func reason(err error, file []byte) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return fmt.Errorf("%w: %w", fault.ErrEncrypted, err)
	case !ends(file):
		return fmt.Errorf("%w: %w", fault.ErrTruncated, err)
	}
	return fmt.Errorf("%w: %w", fault.ErrDamaged, err)
}

// ends reports whether the file has its end mark. Mail gateways and web servers append some bytes to it.
func ends(file []byte) bool {
	return strings.Contains(string(file[max(0, len(file)-2048):]), "%%EOF")
}
