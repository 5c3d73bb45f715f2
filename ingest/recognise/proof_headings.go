package recognise

// judgeHeadings withholds a table 三 in which a heading stands over two columns of values: which is its own nobody says, and the
// headings behind it may stand over their neighbours' values.
func judgeHeadings(c candidate) (v verdict) {
	for _, h := range c.band.head.over {
		if h.to-h.from < 2 {
			continue
		}
		rows, split, crowded := 0, 0, false
		for _, l := range c.band.lines {
			if l.item == "" || l.drifted {
				continue
			}
			rows++
			cells, printed := c.band.sheet.within(l.row, h)
			if cells > 1 {
				split++
			}
			crowded = crowded || printed > 1
		}
		if crowded && split*2 > rows {
			names := append([]string{h.heading}, missingFrom(c.voc.applicants, c.band.head.names)...)
			return verdict{all: true, doubts: []doubt{{rule: ruleHeader, names: names, codes: c.t.all()}}}
		}
	}
	return v
}
