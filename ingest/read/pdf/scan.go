package pdf

import (
	"fmt"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// scan collects what tells a document that can be read from one that is only a picture of text.
type scan struct {
	chars, unmapped int
	readable        int // pages with painted text
	pictures        int // pages that are images or outlined text
	renders         int
	notes           []report.Note
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
