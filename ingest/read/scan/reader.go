// Package scan reads pages that are pictures: it sets them straight, finds the ruled tables, and reads the numbers in their cells. Labels
// are not read: package recognise tells by the places of the cells and by the sums of the form what a table is.
//
// The invariant: what the net of package digit is not sure of, the text of a cell says: it is U+FFFD, never a guess. How sure the others
// are comes with the cell. A page whose rules are not sure gives no table.
package scan

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // the formats that are read
	_ "image/png"

	"gongkai/ingest/read"
	"gongkai/ingest/read/scan/digit"
	"gongkai/ingest/read/scan/page"
	"gongkai/ingest/read/scan/rule"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Format is what documents of pictures call themselves.
const Format = "image"

// New returns the reader of pictures. TIFF and GIF are not read, since what of several pictures in one counts is not told.
func New() read.Reader { return read.Guard(Format, parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(src.Bytes))
	if err != nil {
		return nil, fmt.Errorf("%w: neither PNG nor JPEG: %w", fault.ErrNeedsOCR, err)
	}
	if err := fits(config.Width, config.Height); err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(src.Bytes))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", fault.ErrDamaged, kind, err)
	}
	doc, err := Read(ctx, []image.Image{picture})
	if err != nil {
		return nil, err
	}
	return []read.Document{doc}, nil
}

// Widest is how many dots wide a page is looked at; a finer one is made coarser.
const Widest = 1680

// Bounds of a page in dots.
const (
	narrowest = 800
	mostDots  = 20_000_000
	lowest    = 12 // digits
)

func fits(width, height int) error {
	if width <= 0 || height <= 0 || width > mostDots/height {
		return fmt.Errorf("%w: a picture of %d × %d dots", fault.ErrTooLarge, width, height)
	}
	return nil
}

// sheet is a page on its way.
type sheet struct {
	number int
	ink    *page.Ink
	tables []rule.Table
}

// Read reads the pages of one document, all of them pictures. Its error is fault.ErrNeedsOCR with the reason where no table can be read.
func Read(ctx context.Context, pictures []image.Image) (read.Document, error) {
	doc := read.Document{Format: Format, Scanned: true}
	var sheets []sheet
	unsure, small := 0, 0
	for i, picture := range pictures {
		if err := ctx.Err(); err != nil {
			return doc, err
		}
		if picture == nil {
			continue
		}
		doc.Notes = append(doc.Notes, report.Note{Kind: report.NotePicture, Place: report.Place{Page: i + 1}, Count: 1})
		if picture.Bounds().Dx() < narrowest {
			small++
			continue
		}
		ink := page.NewInk(page.Shrunk(picture, Widest))
		ink = ink.Straight(ink.Slant())
		tables, doubtful := rule.Tables(ink)
		unsure += doubtful
		sheets = append(sheets, sheet{i + 1, ink, tables})
	}
	height := heightOf(sheets)
	switch {
	case len(sheets) == 0:
		return doc, fmt.Errorf("%w: %d pages are less than %d dots wide", fault.ErrNeedsOCR, small, narrowest)
	case height == 0 && unsure > 0:
		return doc, fmt.Errorf("%w: the rules of %d tables are not whole", fault.ErrNeedsOCR, unsure)
	case height == 0:
		return doc, fmt.Errorf("%w: no ruled table with numbers on any page", fault.ErrNeedsOCR)
	case height < lowest:
		return doc, fmt.Errorf("%w: digits are %d dots high, at least %d are needed", fault.ErrNeedsOCR, height, lowest)
	}
	net, err := digit.New()
	if err != nil {
		return doc, err
	}
	for _, s := range sheets {
		for _, t := range s.tables {
			if err := ctx.Err(); err != nil {
				return doc, err
			}
			doc.Blocks = append(doc.Blocks, read.Block{Page: s.number, Grid: gridOf(net, s, t, float64(height))})
		}
	}
	return doc, nil
}

// gridOf reads the cells of a table.
func gridOf(net *digit.Net, s sheet, t rule.Table, height float64) *read.Grid {
	g := &read.Grid{Rows: t.Rows, Columns: t.Columns, Page: s.number}
	for _, c := range t.Cells {
		r := net.Read(s.ink, c.Inside, height)
		text := r.Text
		if text == "" && !r.Blank {
			text = "\uFFFD"
		}
		g.Cells = append(g.Cells, read.GridCell{
			Row: c.Row, Column: c.Column, RowSpan: c.RowSpan, ColumnSpan: c.ColumnSpan, Text: text, Sure: r.Sure,
		})
	}
	return g
}

// heightOf returns how high the digits of a document are: most of what stands alone in the cells of its tables is as high. 0 where there
// is not enough of it.
func heightOf(sheets []sheet) int {
	const highest, few = 80, 10
	var counts [highest + 2]int
	for _, s := range sheets {
		for _, t := range s.tables {
			for _, c := range t.Cells {
				box, ok := digit.BoxOf(s.ink, c.Inside, lowest)
				h := box.Dy()
				if ok && h >= 5 && h <= highest && box.Dx()*4 >= h && box.Dx() <= 8*h {
					counts[h]++
				}
			}
		}
	}
	best, most := 0, few-1
	for h := 1; h <= highest; h++ {
		if n := counts[h-1] + 2*counts[h] + counts[h+1]; n/2 > most {
			best, most = h, n/2
		}
	}
	return best
}
