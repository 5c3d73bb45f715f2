//go:build !js && !wasip1

package pdf

import (
	"fmt"

	"gongkai/internal/fault"
)

// scan collects what tells a document that can be read from one that is only a picture of text.
type scan struct {
	chars, unmapped int
	readable        int // pages with painted text
	pictures        int // pages that are images or outlined text
	lost            []string
}

func (s *scan) note(format string, args ...any) {
	s.lost = append(s.lost, fmt.Sprintf(format, args...))
}

func (s *scan) failed(number int, err error) { s.note("page %d cannot be read: %v", number, err) }

// page counts a page and notes what of it is not read.
func (s *scan) page(p *pageReader, glyphs, slanted int) {
	number := p.index + 1
	switch {
	case glyphs == 0 && (p.images > 0.05 || p.hidden || p.drawn > 100), glyphs < 40 && p.largest > 0.6:
		s.pictures++
		s.note("page %d is only an image", number)
	case glyphs == 0 && p.images > 0:
		s.note("page %d holds only a small image", number)
	case glyphs > 0:
		s.readable++
		if p.largest > 0.15 {
			s.note("page %d: an image covers %.0f%% of the page and is not read", number, 100*p.largest)
		}
		if p.hidden {
			s.note("page %d: text that is not painted is not read", number)
		}
	}
	if len(p.bare) > 0 {
		s.note("page %d: %d pieces of text (or blanks) in a font that is not embedded have no shape and are not read", number, len(p.bare))
	}
	if slanted > 0 {
		s.note("page %d: %d slanted characters are not read", number, slanted)
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
		s.note("%d characters are not explained by their fonts", s.unmapped)
	}
	return nil
}
