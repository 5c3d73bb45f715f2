package pdf

import (
	"errors"
	"fmt"
	"image"

	"gongkai/ingest/read/pdf/pdfium"
	scanned "gongkai/ingest/read/scan"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// scan collects what tells a document that can be read from one that is only a picture of text.
type scan struct {
	chars, unmapped int
	readable        int // pages with painted text
	pictures        int // pages that are images or outlined text
	renders         int
	shots           []shot // of the pages that are one picture
	notes           []report.Note
}

// shot is a page that is one picture: of so many dots an inch, so many points wide.
type shot struct {
	index       int
	dots, width float64
}

// coarsest is how many dots an inch a picture needs for anybody to read it.
const coarsest = 60

// mostShots are the pages of a document that are rendered.
const mostShots = 20

// isPicture reports whether the document is pictures alone, with pages that can be rendered.
func (s *scan) isPicture() bool {
	return s.readable == 0 && len(s.shots) > 0 && len(s.shots) <= mostShots
}

// render returns the pages that are one picture, nil for others, each as fine as its picture is and no finer: what was
// scanned coarsely is to be seen as coarse.
func (s *scan) render(pdf module, d pdfium.Document) ([]image.Image, error) {
	pictures := make([]image.Image, s.shots[len(s.shots)-1].index+1)
	for _, shot := range s.shots {
		page, err := pdf.LoadPage(d, shot.index)
		if err != nil {
			return nil, err
		}
		picture, err := pdf.Render(page, int(min(shot.dots, 72*scanned.Widest/shot.width)+0.5))
		if err = errors.Join(err, pdf.ClosePage(page)); err != nil {
			return nil, err
		}
		pictures[shot.index] = picture
	}
	return pictures, nil
}

// note says of a page what of it is not read; of the document for page 0.
func (s *scan) note(kind report.NoteKind, page, count int) {
	s.notes = append(s.notes, report.Note{Kind: kind, Place: report.Place{Page: page}, Count: count})
}

// count counts a character that is seen.
func (s *scan) count(c char) {
	s.chars++
	if c.unmapped {
		s.unmapped++
	}
}

// page counts a page and notes what of it is not read.
func (s *scan) page(p *pageReader, glyphs, slanted int) {
	number := p.index + 1
	switch {
	case glyphs == 0 && (p.images > 0.05 || p.hidden || p.drawn > 100), glyphs < 40 && p.largest > 0.6:
		s.pictures++
		if p.largest > 0.6 && p.dots >= coarsest {
			s.shots = append(s.shots, shot{p.index, p.dots, p.box.right - p.box.left})
		}
		s.note(report.NotePicture, number, 1)
	case glyphs == 0 && p.images > 0:
		s.note(report.NotePicture, number, 1)
	case glyphs > 0:
		s.readable++
		if p.largest > 0.15 {
			s.note(report.NotePicture, number, 1)
		}
	}
	if n := len(p.bare) - p.fields; n > 0 {
		s.note(report.NoteUnpainted, number, n)
	}
	if slanted > 0 {
		s.note(report.NoteTurned, number, slanted)
	}
	if p.fields > 0 {
		s.note(report.NoteField, number, p.fields)
	}
}

// verdict says whether the document can be read at all.
func (s *scan) verdict() error {
	switch {
	case s.readable == 0 && s.pictures > 0:
		return fmt.Errorf("%w: %d pages", fault.ErrNeedsOCR, s.pictures)
	case s.readable == 0:
		return fmt.Errorf("%w: no text on any page", fault.ErrEmpty)
	case 2*s.unmapped > s.chars:
		return fmt.Errorf("%w: the fonts do not say which characters %d of %d signs are", fault.ErrNeedsOCR, s.unmapped, s.chars)
	}
	if s.unmapped > 0 {
		s.note(report.NoteUndecoded, 0, s.unmapped)
	}
	return nil
}
