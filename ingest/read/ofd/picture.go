package ofd

import (
	"bytes"
	"image"
	_ "image/png" // the format of pictures that show through

	"gongkai/ingest/read/printed/scene"
)

type imageObject struct {
	object
	Resource string `xml:"ResourceID,attr"`
}

// Limits of pictures that are looked at.
const (
	maxPixels   = 4_000_000
	maxPictures = 20_000_000 // of a document, in pixels
	tiles       = 24         // in each direction
	opaque      = 0.35       // from here on a part of a picture hides what lies below
)

// image adds to the part of the page that pictures cover, and lays it on the page. Of a seal or a watermark only the parts that
// are not transparent cover anything.
func (p *page) image(o imageObject) {
	b, ok := parseBox(o.Boundary)
	if !ok || p.hides(o.object) {
		return
	}
	if p.box.w > 0 {
		p.images += min(b.w, p.box.w) * min(b.h, p.box.h) / (p.box.w * p.box.h)
	}
	at := p.matrix(object{Boundary: o.Boundary})
	x0, y0 := at(0, 0)
	x1, y1 := at(b.w, b.h)
	area := scene.Box{Left: min(x0, x1), Top: min(y0, y1), Right: max(x0, x1), Bottom: max(y0, y1)}
	ink := scene.Ink{Vague: true}
	if alpha := opacity(o.Alpha); alpha < opaque {
		return
	}
	shape := p.document.shape(o.Resource)
	if shape == nil {
		p.paint(area, ink)
		return
	}
	w, h := (area.Right-area.Left)/tiles, (area.Bottom-area.Top)/tiles
	for i, solid := range shape {
		if solid {
			x, y := area.Left+w*float64(i%tiles), area.Top+h*float64(i/tiles)
			p.paint(scene.Box{Left: x, Top: y, Right: x + w, Bottom: y + h}, ink)
		}
	}
}

// shape tells of each tile of a picture, in rows from the top, whether it hides what lies below; nil where that is not known.
func (d *document) shape(resource string) []bool {
	d.loadStyles()
	if shape, known := d.shapes[resource]; known {
		return shape
	}
	if d.shapes == nil {
		d.shapes = map[string][]bool{}
	}
	d.shapes[resource] = nil
	b := d.pack.bytes(d.media[resource])
	config, kind, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || kind != "png" || config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil
	}
	if d.pixels += config.Width * config.Height; d.pixels > maxPictures {
		return nil
	}
	picture, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	shape := make([]bool, tiles*tiles)
	r := picture.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := (y - r.Min.Y) * tiles / r.Dy() * tiles
		for x := r.Min.X; x < r.Max.X; x++ {
			if _, _, _, a := picture.At(x, y).RGBA(); float64(a) >= opaque*0xffff {
				shape[row+(x-r.Min.X)*tiles/r.Dx()] = true
			}
		}
	}
	d.shapes[resource] = shape
	return shape
}

// bytes returns what a file of the archive holds, nil where it cannot be had.
func (p *pack) bytes(name string) []byte {
	f := p.files[clean(name)]
	if f == nil {
		return nil
	}
	b, err := p.budget.ReadEntry(f)
	if err != nil {
		return nil
	}
	return b
}
