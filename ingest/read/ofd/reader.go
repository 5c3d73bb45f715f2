// Package ofd reads OFD, the page format of GB/T 33190 in which Chinese authorities publish and archive: a ZIP
// of XML in which every character has its place on the page and every line is drawn. Package drawn makes tables
// and paragraphs of them, as it does for PDF.
//
// Only what is printed counts: text and paths of the pages, of their templates and of the remarks laid on them. Seals,
// attachments and composite drawings are not read, which is noted. A document of images or outlined text needs OCR.
//
// It keeps to the limits while it unpacks, whatever the archive claims of itself, and follows no path out of it.
package ofd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/ingest/read/drawn"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// New returns the reader of OFD files. A file is mostly one document.
func New() read.Reader { return read.Guard("ofd", parse) }

func parse(ctx context.Context, src read.Source) (docs []read.Document, err error) {
	directory, err := archive.OpenZIP(src.Bytes, src.Limits.Entries)
	if err != nil {
		return nil, err
	}
	p, err := newPack(directory, src)
	if err != nil {
		return nil, err
	}
	var root struct {
		Bodies []struct {
			Info struct {
				Title string `xml:"Title"`
			} `xml:"DocInfo"`
			Root string `xml:"DocRoot"`
		} `xml:"DocBody"`
	}
	if err := p.decode("OFD.xml", &root); err != nil {
		return nil, err
	}
	var verdict error
	for _, body := range root.Bodies {
		d := document{pack: p, limits: src.Limits}
		pages, err := d.read(ctx, strings.TrimSpace(body.Root))
		if err != nil {
			return nil, err
		}
		if err := d.verdict(); err != nil {
			verdict = err // another body may hold text
			continue
		}
		blocks, notes, err := drawn.Blocks(ctx, pages, src.Limits)
		if err != nil {
			return nil, err
		}
		doc := read.Document{Title: strings.TrimSpace(body.Info.Title), Blocks: blocks, Notes: append(d.notes, notes...)}
		if doc.Title != "" {
			doc.Meta.Titles = []string{doc.Title}
		}
		docs = append(docs, doc)
	}
	if len(docs) > 0 {
		return docs, nil
	}
	if verdict == nil {
		verdict = fmt.Errorf("%w: no document in it", fault.ErrEmpty)
	}
	return nil, verdict
}

// document collects the pages of one body.
type document struct {
	pack      *pack
	limits    read.Limits
	templates map[string]string // path of each by its ID
	box       box               // of pages that name none
	resources []string
	styles    map[string]style  // by ID; nil before anybody asked
	media     map[string]string // path of each picture by its ID
	shapes    map[string][]bool // of the pictures
	pixels    int
	glyphs    int
	pictures  int
	notes     []report.Note
}

// note says of a page what of it is not read.
func (d *document) note(kind report.NoteKind, page, count int) {
	d.notes = append(d.notes, report.Note{Kind: kind, Place: report.Place{Page: page}, Count: count})
}

func (d *document) verdict() error {
	switch {
	case d.glyphs > 0:
		return nil
	case d.pictures > 0:
		return fmt.Errorf("%w: %d pages", fault.ErrNeedsOCR, d.pictures)
	}
	return fmt.Errorf("%w: no text on any page", fault.ErrEmpty)
}

// read reads the pages of the document whose root file is named.
func (d *document) read(ctx context.Context, name string) ([]drawn.Page, error) {
	var root struct {
		Area      area `xml:"CommonData>PageArea"`
		Templates []struct {
			ID   string `xml:"ID,attr"`
			Path string `xml:"BaseLoc,attr"`
		} `xml:"CommonData>TemplatePage"`
		Pages []struct {
			ID   string `xml:"ID,attr"`
			Path string `xml:"BaseLoc,attr"`
		} `xml:"Pages>Page"`
		Public      []string `xml:"CommonData>PublicRes"`
		Own         []string `xml:"CommonData>DocumentRes"`
		Annotations string   `xml:"Annotations"`
	}
	if err := d.pack.decode(name, &root); err != nil {
		return nil, err
	}
	if len(root.Pages) > d.limits.Pages {
		return nil, fmt.Errorf("%w: %d pages, at most %d", fault.ErrTooLarge, len(root.Pages), d.limits.Pages)
	}
	d.box, _ = parseBox(root.Area.Physical)
	d.templates = map[string]string{}
	for _, t := range root.Templates {
		d.templates[t.ID] = beside(name, t.Path)
	}
	for _, r := range append(root.Public, root.Own...) {
		d.resources = append(d.resources, beside(name, r))
	}
	remarks := d.remarks(name, root.Annotations)
	var pages []drawn.Page
	for i, ref := range root.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := page{document: d, number: i + 1, box: d.box, rank: body}
		if err := p.whole(beside(name, ref.Path), remarks[ref.ID]); err != nil {
			if errors.Is(err, fault.ErrTooLarge) || errors.Is(err, fault.ErrEncrypted) {
				return nil, err
			}
			d.note(report.NoteBroken, i+1, 1)
			d.pictures++ // it may have held anything
			continue
		}
		pages = append(pages, p.finish())
	}
	if len(pages) == 0 && len(root.Pages) > 0 {
		return nil, fmt.Errorf("%w: no page can be read", fault.ErrDamaged)
	}
	return pages, nil
}

// remarks returns the files of the remarks laid on each page, by its ID. A list that is damaged has none.
func (d *document) remarks(base, list string) map[string][]string {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	list = beside(base, list)
	var root struct {
		Pages []struct {
			ID    string   `xml:"PageID,attr"`
			Files []string `xml:"FileLoc"`
		} `xml:"Page"`
	}
	if err := d.pack.decode(list, &root); err != nil {
		d.note(report.NoteBroken, 0, 1)
		return nil
	}
	files := map[string][]string{}
	for _, p := range root.Pages {
		for _, f := range p.Files {
			files[p.ID] = append(files[p.ID], beside(list, f))
		}
	}
	return files
}

type area struct {
	Physical string `xml:"PhysicalBox"`
}
