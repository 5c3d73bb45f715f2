package recognise

import (
	"slices"

	"gongkai/config/lexicon"
)

// pieced are headings that a dump prints in pieces, each over some lines: 结果 结果 其他 | 维持 纠正 结果, or 科研 over 机构 with
// 其他 in a line between them. They are proven where all pieces of all lines are pieces of the headings, each line has them from left
// to right in the order of the form, and the same order is seen between lines: by the columns where the dump keeps them, else since
// the first pieces of all come in this order, and so the second.
type pieced struct {
	headings []heading
	lines    [][]piecedRune
	laid     bool // the columns of the characters say where they stand
	free     bool // nothing does
	used     []int
	pieces   [][]headPiece // of each heading
	steps    int
}

// heading is a text over one column or several.
type heading struct {
	text []rune
	// class: the pieces of headings of one class come in their order. Those over all of the header's lines, as 总计, are of
	// another class than those over the lower ones.
	class int
	// wide: it stands over columns that others stand over too.
	wide bool
	// spare: it may be missing.
	spare bool
}

type piecedRune struct {
	r   rune
	at  int  // its column
	gap bool // white space before it
}

// extentOf is the columns [from, to) of a piece.
type extentOf struct{ from, to int }

// headPiece is a part of a heading. Its columns are sure where it does not nearly touch another piece: then they are where it stands.
type headPiece struct {
	extentOf
	sure bool
}

// maxSteps bounds the search for pieces.
const maxSteps = 200_000

// laidGap is how much white space between two words of a line is no single space.
const laidGap = 3

// newPieced prepares the lines of a header.
func newPieced(lines []dumpLine, headings []heading) *pieced {
	p := &pieced{headings: headings, used: make([]int, len(headings)), pieces: make([][]headPiece, len(headings))}
	for _, l := range lines {
		p.free = p.free || l.free || l.grid != lines[0].grid
		var runes []piecedRune
		last := -1
		for _, f := range l.words {
			p.laid = p.laid || last >= 0 && f.from-last >= laidGap
			last = f.to
			at := f.from
			for i, r := range []rune(f.text) {
				r = lexicon.Fold(r)
				if r > 0 && r != '(' && r != ')' && r != '|' {
					runes = append(runes, piecedRune{r, at + i, i == 0})
				}
			}
		}
		if len(runes) > 0 {
			p.lines = append(p.lines, runes)
		}
	}
	p.laid = p.laid && !p.free
	return p
}

// isProven reports whether the lines are just the headings in their order.
func (p *pieced) isProven() bool {
	if len(p.lines) == 0 || p.place(0, 0, 0) {
		return len(p.lines) > 0
	}
	if !p.laid {
		return false
	}
	// Where words touch, their columns are no more than their order.
	p.laid, p.steps = false, 0
	return p.place(0, 0, 0)
}

// place finds pieces for the characters from i on of a line, of headings from h on.
func (p *pieced) place(line, i, h int) bool {
	if p.steps++; p.steps > maxSteps {
		return false
	}
	if line == len(p.lines) {
		return p.isWhole()
	}
	runes := p.lines[line]
	if i == len(runes) {
		return p.place(line+1, 0, 0)
	}
	for ; h < len(p.headings); h++ {
		rest := p.headings[h].text[p.used[h]:]
		n := 0
		for n < len(rest) && i+n < len(runes) && rest[n] == runes[i+n].r {
			n++
		}
		for ; n > 0; n-- {
			ends := n == len(rest) || i+n == len(runes) || runes[i+n].gap
			where := headPiece{extentOf{runes[i].at, runes[i+n-1].at + 1}, isApart(runes, i, i+n)}
			if !ends || !p.fits(h, where) {
				continue
			}
			p.used[h] += n
			p.pieces[h] = append(p.pieces[h], where)
			if p.place(line, i+n, h+1) {
				return true
			}
			p.used[h] -= n
			p.pieces[h] = p.pieces[h][:len(p.pieces[h])-1]
		}
	}
	return false
}

// isApart reports whether more than a space stands on both sides of the characters [from, to) of a line.
func isApart(runes []piecedRune, from, to int) bool {
	return (from == 0 || runes[from].at-runes[from-1].at > minApart) && (to == len(runes) || runes[to].at-runes[to-1].at > minApart)
}

// isWhole reports whether every heading has all its characters.
func (p *pieced) isWhole() bool {
	for h, heading := range p.headings {
		if p.used[h] < len(heading.text) && !(heading.spare && p.used[h] == 0) {
			return false
		}
	}
	return true
}

// fits reports whether one more piece of a heading stands where the order of the headings lets it.
func (p *pieced) fits(h int, where headPiece) bool {
	own := p.headings[h]
	if p.laid {
		if own.wide {
			return true
		}
		for o, pieces := range p.pieces {
			if p.headings[o].wide || o == h {
				continue
			}
			if slices.ContainsFunc(pieces, func(e headPiece) bool { return o < h && e.to > where.from || o > h && e.from < where.to }) {
				return false
			}
		}
		return true
	}
	nth := len(p.pieces[h])
	for o, pieces := range p.pieces {
		if own.wide || p.free || !where.sure || p.headings[o].wide {
			continue
		}
		// What surely stands on the other side of it is out of order.
		if slices.ContainsFunc(pieces, func(e headPiece) bool { return e.sure && (o < h && e.from >= where.to || o > h && e.to <= where.from) }) {
			return false
		}
	}
	for o := range h {
		if p.headings[o].class == own.class && len(p.pieces[o]) <= nth && p.used[o] < len(p.headings[o].text) && !p.headings[o].spare {
			return false
		}
	}
	return true
}

// classes of headings.
const (
	classColumn = iota // over a column, in the lower lines
	classTotal         // the total beside those
	classWide          // over several columns
	classNote
)

// requestHeadings returns what is printed over table 三, from left to right; with early, the total follows the group over the
// organisations, as where each cell is written behind the other and the total, over two lines, is one of the first.
func (voc *vocabulary) requestHeadings(early bool) []heading {
	last := len(voc.applicantTexts) - 1
	var out []heading
	for _, note := range voc.notes {
		if slices.Contains(voc.organizationGroups, note) {
			continue
		}
		out = append(out, heading{text: []rune(flat(note)), class: classNote, wide: true, spare: true})
	}
	slices.SortStableFunc(out, func(a, b heading) int { return len(b.text) - len(a.text) })
	for i, text := range voc.applicantTexts {
		h := heading{text: []rune(text)}
		if i == last {
			h.class = classTotal
		}
		if i < last || !early {
			out = append(out, h)
		}
		if i > 0 {
			continue
		}
		for _, group := range voc.organizationGroups {
			out = append(out, heading{text: []rune(group), class: classWide, wide: true, spare: true})
		}
		if early {
			out = append(out, heading{text: []rune(voc.applicantTexts[last]), class: classTotal})
		}
	}
	return out
}

// appealHeadings returns what is printed over table 四, from left to right.
func (voc *vocabulary) appealHeadings() []heading {
	var out []heading
	for i, track := range voc.trackTexts {
		if i == 1 {
			out = append(out, heading{text: []rune(voc.litigationGroup), class: classNote, wide: true, spare: true})
		}
		out = append(out, heading{text: []rune(track), class: classWide, wide: true})
		for j, label := range voc.resultLabels {
			h := heading{text: []rune(flat(label))}
			if j == len(voc.resultLabels)-1 {
				h.class = classTotal
			}
			out = append(out, h)
		}
	}
	return out
}
