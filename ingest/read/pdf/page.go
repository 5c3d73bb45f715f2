package pdf

import (
	"errors"
	"fmt"
	"math"
	"unicode"

	"gongkai/ingest/read"
	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
)

// Limits of one page; real pages have some thousand of each.
const (
	maxGlyphs  = 100_000
	maxObjects = 100_000
)

// pageReader reads one page.
type pageReader struct {
	pdf      module
	document pdfium.Document
	page     pdfium.Page
	index    int
	limits   read.Limits
	traits   traits
	scan     *scan

	box       rectangle // of the page in its own units, y upwards
	rotation  int       // quarter turns clockwise of the page
	turn      int       // …that make the text upright
	objects   int
	order     int // of the object that is looked at, in painting
	pieces    []piece
	odd       bool // some piece is not plain
	paints    []paint
	laidOver  []paint // on all of them
	flattened bool    // annotations have become content
	lines     []stroked
	images    float64 // part of the page that images cover
	largest   float64 // …and the largest of them
	dots      float64 // an inch of that, 0 where it is not known
	drawn     int     // paths with curves, as outlined text has
	hidden    bool    // there is text that is not painted
	turned    bool    // there is text that is not upright
	fields    int     // with a value that is not drawn
	origins   map[[2]float64]float64
	bare      []char // where pieces of text without a shape stand
}

type rectangle struct{ left, bottom, right, top float64 }

func (p *pageReader) read() (page drawn.Page, err error) {
	if p.page, err = p.pdf.LoadPage(p.document, p.index); err != nil {
		return page, err
	}
	defer func() {
		if closing := p.pdf.ClosePage(p.page); err == nil {
			err = closing
		}
	}()
	bounds, err := p.pdf.PageBox(p.page)
	if err != nil {
		return page, err
	}
	p.origins = map[[2]float64]float64{}
	p.box = rectangle{bounds.Left, bounds.Bottom, bounds.Right, bounds.Top}
	if p.box.right <= p.box.left || p.box.top <= p.box.bottom {
		return page, fmt.Errorf("the page has no area")
	}
	if rotation, err := p.pdf.Rotation(p.page); err == nil {
		p.rotation = rotation
	}
	if err := p.annotations(); err != nil {
		return page, err
	}
	if err := p.walkPage(); err != nil {
		return page, err
	}
	text, err := p.pdf.LoadText(p.page)
	if err != nil {
		return page, err
	}
	defer func() {
		if closing := p.pdf.CloseText(text); err == nil {
			err = closing
		}
	}()
	chars, err := p.chars(text)
	if err != nil {
		return page, err
	}
	page = drawn.Page{Number: p.index + 1, Width: p.box.right - p.box.left, Height: p.box.top - p.box.bottom}
	p.turn = uprightTurn(chars, p.rotation)
	if p.turn%2 == 1 {
		page.Width, page.Height = page.Height, page.Width
	}
	slanted := 0
	var upright []char
	for _, c := range chars {
		if d := math.Mod(c.angle, math.Pi/2); min(d, math.Pi/2-d) > 0.1 {
			slanted++ // a watermark across the page
			continue
		}
		upright = append(upright, c)
		page.Glyphs = append(page.Glyphs, p.place(c))
	}
	for _, over := range p.laidOver {
		over.order = p.order + 1
		p.paints = append(p.paints, over)
	}
	if err := p.look(text, upright, &page); err != nil {
		return page, err
	}
	seen := 0
	for i, g := range page.Glyphs {
		if g.Look&printed.LeftOut == 0 {
			seen++
			p.scan.count(upright[i])
		}
	}
	for _, c := range p.bare {
		g := p.place(c)
		g.Shapeless = true
		page.Glyphs = append(page.Glyphs, g)
	}
	p.scan.page(p, seen, slanted)
	return page, nil
}

// char is a character as pdfium gives it, in page units with y upwards.
type char struct {
	r     rune
	box   rectangle
	x, y  float64 // of the origin
	angle float64
	index int // by which pdfium knows it
	// unmapped: its font does not say what it is.
	unmapped bool
}

// chars returns the characters. Spaces and line ends are left out; pdfium makes up most of them.
func (p *pageReader) chars(text pdfium.Text) (chars []char, err error) {
	count, err := p.pdf.CountChars(text)
	if err != nil {
		return nil, err
	}
	if count > maxGlyphs {
		return nil, fmt.Errorf("%w: page %d has %d characters, at most %d", fault.ErrTooLarge, p.index+1, count, maxGlyphs)
	}
	for i := range count {
		c, ok, err := p.char(text, i)
		if err != nil {
			return nil, err
		}
		if ok {
			chars = append(chars, c)
		}
	}
	return chars, nil
}

func (p *pageReader) char(text pdfium.Text, i int) (c char, ok bool, err error) {
	code, err := p.pdf.Unicode(text, i)
	if err != nil {
		return c, false, err
	}
	c.r, c.index = rune(code), i
	if unicode.IsSpace(c.r) {
		return c, false, nil
	}
	loose, err := p.pdf.LooseBox(text, i)
	if err != nil {
		return c, false, none(err) // no box: no mark on the paper
	}
	c.box = ordered(loose)
	width, height := c.box.right-c.box.left, c.box.top-c.box.bottom
	if width < 0.1 || height < 0.1 || height > 30 {
		// Without an advance, or of a font for vertical writing, whose loose box comes out far too large.
		tight, err := p.pdf.CharBox(text, i)
		if err != nil {
			return c, false, none(err)
		}
		if b := ordered(tight); height < 0.1 || width < 0.1 || height > 3*max(b.right-b.left, b.top-b.bottom) {
			c.box = b
		}
		// What is of no size is there, and package scene says so.
		c.box.right, c.box.top = max(c.box.right, c.box.left+0.01), max(c.box.top, c.box.bottom+0.01)
	}
	if p.turned {
		angle, err := p.pdf.CharAngle(text, i)
		if err != nil {
			return c, false, err
		}
		c.angle = math.Mod(angle+2*math.Pi, 2*math.Pi)
	}
	if err := p.origin(text, i, &c, height <= 30); err != nil {
		return c, false, err
	}
	if c.r >= 0x2E80 && c.r <= unicode.MaxRune && unicode.IsGraphic(c.r) {
		return c, true, nil // no font that lacks a map gives its codes for Chinese
	}
	unmapped, err := p.pdf.HasMapError(text, i)
	if err != nil {
		return c, false, err
	}
	if unmapped || c.r > unicode.MaxRune || !unicode.IsGraphic(c.r) && !unicode.Is(unicode.Cf, c.r) {
		c.r, c.unmapped = unicode.ReplacementChar, true
	}
	return c, true, nil
}

// origin finds the origin of c. Characters whose boxes have the same top and bottom stand on one line in one font,
// so that one of them is asked for all.
func (p *pageReader) origin(text pdfium.Text, i int, c *char, loose bool) error {
	key := [2]float64{c.box.bottom, c.box.top}
	c.x = c.box.left
	y, known := p.origins[key]
	if known && loose && !p.turned {
		c.y = y
		return nil
	}
	var err error
	if c.x, c.y, err = p.pdf.CharOrigin(text, i); err != nil {
		return err
	}
	if loose {
		p.origins[key] = c.y
	}
	return nil
}

func ordered(r pdfium.Rectangle) rectangle { return corners(r.Left, r.Bottom, r.Right, r.Top) }

// corners returns the box that has two points as corners.
func corners(x0, y0, x1, y1 float64) rectangle {
	return rectangle{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// none returns nil for the error that says that there is no such thing, where there need not be.
func none(err error) error {
	if errors.Is(err, pdfium.ErrNone) {
		return nil
	}
	return err
}

// uprightTurn returns the quarter turns clockwise that make most of the text upright, whether the page or its
// content is turned; without text those of the page.
func uprightTurn(chars []char, page int) int {
	var count [4]int
	for _, c := range chars {
		count[(4-int(math.Round(c.angle/(math.Pi/2)))%4)%4]++ // pdfium counts angles clockwise
	}
	turn := page % 4
	for k, n := range count {
		if n > count[turn] {
			turn = k
		}
	}
	return turn
}

// point turns a point of the page to where it is read, y downwards.
func (p *pageReader) point(x, y float64) (float64, float64) { return p.turnBy(p.turn, x, y) }

func (p *pageReader) turnBy(turn int, x, y float64) (float64, float64) {
	switch turn {
	case 1:
		return y - p.box.bottom, x - p.box.left
	case 2:
		return p.box.right - x, y - p.box.bottom
	case 3:
		return p.box.top - y, p.box.right - x
	}
	return x - p.box.left, p.box.top - y
}

func (p *pageReader) place(c char) drawn.Glyph {
	x0, y0 := p.point(c.box.left, c.box.bottom)
	x1, y1 := p.point(c.box.right, c.box.top)
	_, baseline := p.point(c.x, c.y)
	return drawn.Glyph{
		Rune: c.r,
		Left: min(x0, x1), Right: max(x0, x1), Top: min(y0, y1), Bottom: max(y0, y1),
		Baseline: baseline,
	}
}
