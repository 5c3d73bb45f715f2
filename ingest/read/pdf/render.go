package pdf

import (
	"errors"
	"image"
	"math"
	"slices"

	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
)

// What geometry cannot tell a picture of the page can: whether a layer is off, whether a number can be read through a
// seal or a watermark, behind a mask, in a pattern. The page is rendered with the text and without it; where both are the same,
// nobody sees the text.

const (
	renderDPI  = 144
	maxRenders = 200 // of a document, each of some hundredths of a second
	maxGroups  = 6   // of layers on a page; what is more is taken together
	maxPixels  = 12_000_000

	// legible is the part of its box that a digit fills at least. The thinnest, a 1, fills a tenth.
	legible = 0.05

	mark = 40 // levels of grey that the eye tells apart in a line as thin as that of a digit
)

// settle decides about glyphs of which geometry cannot tell what is seen.
func (v *view) settle(verdict *scene.Verdict) {
	groups := map[string][]int{}
	var names []string
	for i := range v.chars {
		name, asks := "", verdict.Vague[i]
		if v.traits.layers {
			if t := v.piece(i); t != nil && t.layer != "" && t.look == 0 {
				name, asks = t.layer, true
				if verdict.Looks[i]&printed.LeftOut == 0 && scene.OfNumber(v.chars[i].r) {
					verdict.Looks[i] |= printed.Covered // until it is seen
				}
			}
		}
		if asks && verdict.Looks[i]&printed.LeftOut == 0 {
			if groups[name] == nil {
				names = append(names, name)
			}
			groups[name] = append(groups[name], i)
		}
	}
	if len(names) == 0 || v.err != nil {
		return
	}
	slices.Sort(names)
	for n := len(names) - 1; n >= maxGroups; n-- {
		groups[names[n-1]] = append(groups[names[n-1]], groups[names[n]]...)
		names = names[:n]
	}
	now, err := v.render()
	for _, name := range names {
		if err != nil {
			return // the doubts stay
		}
		err = v.settleGroup(verdict, groups[name], name != "", now)
	}
}

// settleGroup decides about the glyphs of one layer, or of those of none.
func (v *view) settleGroup(verdict *scene.Verdict, glyphs []int, layer bool, now *image.Gray) error {
	var pieces []pdfium.Object
	for _, i := range glyphs {
		if t := v.piece(i); t != nil && !slices.Contains(pieces[max(0, len(pieces)-8):], t.object) {
			pieces = append(pieces, t.object)
		}
	}
	without, err := v.renderWithout(pieces)
	if err != nil {
		return err
	}
	var over []pdfium.Object
	for i := range v.vague {
		over = append(over, v.paints[i].object)
	}
	bare, ground := now, without
	if len(over) > 0 {
		if bare, err = v.renderWithout(over); err != nil {
			return err
		}
		if ground, err = v.renderWithout(append(over, pieces...)); err != nil {
			return err
		}
	}
	for _, i := range glyphs {
		r := v.pixels(v.chars[i].box)
		seen, all := differ(now, without, r, r.Dx()*r.Dy())
		_, ink := differ(bare, ground, r, all)
		switch {
		case seen == 0 && layer:
			verdict.Looks[i] = verdict.Looks[i]&^settled | printed.Hidden
		case seen == 0:
			verdict.Looks[i] = verdict.Looks[i]&^settled | printed.Clipped
		case v.piece(i) == nil || v.piece(i).cut:
			// How much of it there would be without the clip is not to be seen.
		case float64(seen) >= 0.9*float64(ink) && (layer || !isDigit(v.chars[i].r) || float64(seen) >= legible*float64(r.Dx()*r.Dy())):
			verdict.Looks[i] &^= settled
		}
	}
	return nil
}

// differ counts the pixels of a part in which two pictures differ; ink is the same, where it is not more than all.
func differ(a, b *image.Gray, r image.Rectangle, all int) (seen, ink int) {
	r = r.Intersect(a.Bounds()).Intersect(b.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if d := int(a.GrayAt(x, y).Y) - int(b.GrayAt(x, y).Y); max(d, -d) >= mark {
				seen++
			}
		}
	}
	return seen, min(seen, all)
}

// renderWithout renders the page without some of its objects.
func (v *view) renderWithout(objects []pdfium.Object) (*image.Gray, error) {
	set := func(active bool) error {
		for _, o := range objects {
			if err := v.pdf.SetActive(o, active); err != nil {
				return err
			}
		}
		return nil
	}
	if err := set(false); err != nil {
		return nil, err
	}
	picture, err := v.render()
	return picture, errors.Join(err, set(true))
}

var errRenders = errors.New("too much to render")

// render renders the page in grey.
func (v *view) render() (*image.Gray, error) {
	v.scan.renders++
	width, height := v.box.right-v.box.left, v.box.top-v.box.bottom
	if v.scan.renders > maxRenders || width*height*(renderDPI/72)*(renderDPI/72) > maxPixels {
		return nil, errRenders
	}
	if err := v.unnumber(); err != nil {
		return nil, err
	}
	return v.pdf.Render(v.page, renderDPI)
}

// pixels returns where a part of the page is in its picture.
func (v *view) pixels(r rectangle) image.Rectangle {
	const scale = renderDPI / 72.0
	x0, y0 := v.turnBy(v.rotation, r.left, r.bottom)
	x1, y1 := v.turnBy(v.rotation, r.right, r.top)
	return image.Rect(int(math.Floor(min(x0, x1)*scale)), int(math.Floor(min(y0, y1)*scale)),
		int(math.Ceil(max(x0, x1)*scale)), int(math.Ceil(max(y0, y1)*scale)))
}
