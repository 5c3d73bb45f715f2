package scan

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"gongkai/synth"
	"gongkai/synth/scan/worn"
)

// Options say how a document is printed and scanned.
type Options struct {
	Dots   int     // an inch
	Digits Font    // of numbers
	Labels Font    // of everything else
	Slant  float64 // in radians
	Wear   worn.Wear
	Stamp  bool // a seal over the page
	Rule   int  // how thick rules are, in dots
}

// Random invents options for a resolution. Digits are set in a font that the recogniser was not trained on.
func Random(r *rand.Rand, dots int) Options {
	fonts := TestFonts()
	height := 10.5 * 0.73 * float64(dots) / 72
	o := Options{
		Dots: dots, Digits: fonts[r.IntN(len(fonts))], Labels: TrainingFonts()[2*r.IntN(2)],
		Slant: (r.Float64() - 0.5) * 0.05, Wear: worn.Random(r, height), Stamp: r.IntN(3) == 0, Rule: max(1, dots/120),
	}
	o.Wear.Noise *= 0.7
	return o
}

// paper is a page that is drawn.
type paper struct {
	picture        *image.Gray
	labels, digits font.Face
	size, y        int // of labels, and how far the page is filled
	rule           int
}

// Pages draws a document and scans it.
func Pages(r *rand.Rand, d *synth.Document, o Options) ([]*image.Gray, error) {
	size := 10.5 * float64(o.Dots) / 72
	labels, err := o.Labels.Face(size)
	if err != nil {
		return nil, err
	}
	digits, err := o.Digits.Face(size)
	if err != nil {
		return nil, err
	}
	var papers []*paper
	fresh := func() *paper {
		p := &paper{labels: labels, digits: digits, size: int(size), rule: o.Rule, y: o.Dots}
		p.picture = image.NewGray(image.Rect(0, 0, o.Dots*827/100, o.Dots*1169/100))
		draw.Draw(p.picture, p.picture.Rect, image.White, image.Point{}, draw.Src)
		papers = append(papers, p)
		return p
	}
	p := fresh()
	for _, b := range d.Blocks {
		height := p.measure(b)
		if p.y+height > p.picture.Rect.Dy()-o.Dots/2 && p.y > o.Dots {
			p = fresh()
		}
		if b.Table != nil {
			p.table(b.Table)
		} else {
			p.paragraph(b.Text)
		}
	}
	var out []*image.Gray
	for _, p := range papers {
		if o.Stamp {
			p.stamp(r)
		}
		out = append(out, o.Wear.Apply(r, slanted(p.picture, o.Slant)))
	}
	return out, nil
}

func (p *paper) margin() int { return p.picture.Rect.Dx() / 12 }

// lines breaks a text where it is wider than a place.
func (p *paper) lines(text string, width int) (out []string) {
	line := ""
	for _, sign := range text {
		if line != "" && font.MeasureString(p.labels, line+string(sign)).Ceil() > width {
			out = append(out, line)
			line = ""
		}
		line += string(sign)
	}
	return append(out, line)
}

func (p *paper) pitch() int { return p.size * 13 / 10 }

func (p *paper) paragraph(text string) {
	for _, line := range p.lines(text, p.picture.Rect.Dx()-2*p.margin()) {
		p.y += p.pitch()
		p.text(p.labels, line, p.margin(), p.y)
	}
	p.y += p.pitch() / 2
}

func (p *paper) text(face font.Face, text string, x, y int) {
	(&font.Drawer{Dst: p.picture, Src: image.NewUniform(color.Gray{}), Face: face, Dot: fixed.P(x, y)}).DrawString(text)
}

// measure returns how high a block will be.
func (p *paper) measure(b synth.Block) int {
	if b.Table == nil {
		return p.pitch() * (1 + len(p.lines(b.Text, p.picture.Rect.Dx()-2*p.margin())))
	}
	xs := p.columns(b.Table)
	ys := p.rows(b.Table, xs)
	return ys[len(ys)-1]
}

// columns are where the upright rules of a table stand: labels have twice the room of values.
func (p *paper) columns(t *synth.Table) []int {
	n := t.Width()
	weight := make([]int, n)
	for c := range weight {
		weight[c] = 10
	}
	lattice := t.Lattice()
	for r, row := range lattice {
		for c, slot := range row {
			if cell := t.Rows[slot.Row][slot.Cell]; r == len(lattice)-1 && cell.Role != synth.RoleValue {
				weight[c] = 12
				if c == 2 { // the names of the rows of table 三
					weight[c] = 40
				}
			}
		}
	}
	total := 0
	for _, w := range weight {
		total += w
	}
	xs := []int{p.margin()}
	sum := 0
	for _, w := range weight {
		sum += w
		xs = append(xs, p.margin()+(p.picture.Rect.Dx()-2*p.margin())*sum/total)
	}
	return xs
}

// rows are how far below the upper edge of a table its level rules stand.
func (p *paper) rows(t *synth.Table, xs []int) []int {
	lattice := t.Lattice()
	ys := make([]int, len(lattice)+1)
	for r := range lattice {
		ys[r+1] = max(ys[r+1], ys[r]+p.pitch()*6/5)
		x := 0
		for i := range t.Rows[r] {
			cell := &t.Rows[r][i]
			for x < len(lattice[r]) && (lattice[r][x].Row != r || lattice[r][x].Cell != i) {
				x++
			}
			end := min(len(xs)-1, x+max(1, cell.ColSpan))
			need := p.pitch()*len(p.lines(cell.Text, xs[end]-xs[x]-p.size/2)) + p.pitch()/3
			last := min(len(lattice), r+max(1, cell.RowSpan))
			ys[last] = max(ys[last], ys[r]+need)
		}
	}
	for r := range lattice {
		ys[r+1] = max(ys[r+1], ys[r]+p.pitch()*6/5)
	}
	return ys
}

// table draws a table.
func (p *paper) table(t *synth.Table) {
	xs := p.columns(t)
	ys := p.rows(t, xs)
	lattice := t.Lattice()
	for r, row := range lattice {
		for c, slot := range row {
			if slot.Row == r && (c == 0 || row[c-1] != slot) {
				cell := &t.Rows[r][slot.Cell]
				box := image.Rect(xs[c], p.y+ys[r], xs[min(len(xs)-1, c+max(1, cell.ColSpan))], p.y+ys[min(len(ys)-1, r+max(1, cell.RowSpan))])
				p.cell(cell, box)
			}
		}
	}
	p.y += ys[len(ys)-1] + p.pitch()
}

func (p *paper) cell(c *synth.Cell, box image.Rectangle) {
	for i := range p.rule {
		for x := box.Min.X; x <= box.Max.X+p.rule-1; x++ {
			p.picture.SetGray(x, box.Min.Y+i, color.Gray{})
			p.picture.SetGray(x, box.Max.Y+i, color.Gray{})
		}
		for y := box.Min.Y; y <= box.Max.Y+p.rule-1; y++ {
			p.picture.SetGray(box.Min.X+i, y, color.Gray{})
			p.picture.SetGray(box.Max.X+i, y, color.Gray{})
		}
	}
	face, lines := p.labels, p.lines(c.Text, box.Dx()-p.size/2)
	if c.Role == synth.RoleValue {
		lines = []string{c.Text}
		if !strings.ContainsAny(c.Text, "无—") {
			face = p.digits
		}
	}
	y := box.Min.Y + (box.Dy()-p.pitch()*len(lines))/2
	for _, line := range lines {
		y += p.pitch()
		width := font.MeasureString(face, line).Ceil()
		p.text(face, line, box.Min.X+(box.Dx()-width)/2, y-p.pitch()/4)
	}
}

// stamp lays the ring of a seal over a part of the page, as grey as red is in grey.
func (p *paper) stamp(r *rand.Rand) {
	w, h := p.picture.Rect.Dx(), p.picture.Rect.Dy()
	x, y, radius := float64(r.IntN(w)), float64(r.IntN(h)), float64(w)/10
	for a := 0.0; a < 2*math.Pi; a += 0.3 / radius {
		for d := range max(2, w/300) {
			px, py := int(x+(radius-float64(d))*math.Cos(a)), int(y+(radius-float64(d))*math.Sin(a))
			if (image.Point{X: px, Y: py}).In(p.picture.Rect) {
				at := p.picture.PixOffset(px, py)
				p.picture.Pix[at] = min(p.picture.Pix[at], 120)
			}
		}
	}
}

// slanted turns a page about its middle.
func slanted(picture *image.Gray, angle float64) *image.Gray {
	if angle == 0 {
		return picture
	}
	out := image.NewGray(picture.Rect)
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	sin, cos := math.Sincos(angle)
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= w || y >= h {
			return 255
		}
		return float64(picture.Pix[y*picture.Stride+x])
	}
	for y := range h {
		for x := range w {
			dx, dy := float64(x-w/2), float64(y-h/2)
			sx, sy := float64(w/2)+dx*cos+dy*sin, float64(h/2)-dx*sin+dy*cos
			x0, y0 := math.Floor(sx), math.Floor(sy)
			fx, fy := sx-x0, sy-y0
			ix, iy := int(x0), int(y0)
			light := (at(ix, iy)*(1-fx)+at(ix+1, iy)*fx)*(1-fy) + (at(ix, iy+1)*(1-fx)+at(ix+1, iy+1)*fx)*fy
			out.Pix[y*out.Stride+x] = uint8(light + 0.5)
		}
	}
	return out
}

// String says in a word what was done.
func (o Options) String() string {
	return fmt.Sprintf("%d dpi, slant %.1f°, blur %.1f, noise %.0f, ink %.0f on %.0f, JPEG %d, seal %t",
		o.Dots, o.Slant*180/math.Pi, o.Wear.Blur, o.Wear.Noise, o.Wear.Ink, o.Wear.Paper, o.Wear.Quality, o.Stamp)
}
