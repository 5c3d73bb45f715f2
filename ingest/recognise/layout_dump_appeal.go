package recognise

import (
	"strings"

	"gongkai/internal/report"
)

// dumpAppeal reads table 四 of a text dump: a line of as many numbers as there are columns, under lines that are nothing but the
// headings in their order, each in as many pieces as its column needed.
func dumpAppeal(p *page) []*table {
	n, from := len(p.voc.results)*len(p.voc.tracks), 0
	if p.request != nil {
		from = p.flow().lineAt(p.request.to)
	}
	lines := p.dumped
	if lines == nil {
		lines = p.dumpFrom(from)
	}
	var out []*table
	for i, l := range lines {
		if len(l.values) < n && !l.shared && len(l.cells) == n {
			l.values = l.cells // some of them are empty
		}
		if l.at < from || len(l.values) != n || l.odd || len(l.words) > 0 {
			continue
		}
		if i+1 < len(lines) && len(lines[i+1].words) == 0 {
			continue // a number may go on there
		}
		head := p.voc.appealsOver(lines[:i])
		if head < 0 {
			continue
		}
		f := p.flow()
		line := f.lines[l.at]
		t := newTable(report.Appeal, f.lines[lines[head].at].block)
		t.flow, t.last = true, line.block
		t.units = p.voc.linesAround(f, f.ofLine(l.at), f.ofLine(l.at+1))
		for c, v := range l.values {
			cell, got := p.voc.text(p.voc.appealCode(t, c), v.text, t.units, report.Place{Page: line.page, Line: line.line})
			t.note(cell.Code, got)
			t.put(cell)
		}
		out = append(out, t)
	}
	return out
}

// appealsOver returns from which line on the last of some lines are the headings of table 四, -1 where they are not.
func (voc *vocabulary) appealsOver(lines []dumpLine) int {
	for i := len(lines) - 1; i >= max(0, len(lines)-maxDumpHeader) && len(lines[i].values) == 0; i-- {
		if strings.Contains(flat(lines[i].text()), voc.trackTexts[0]) && newPieced(lines[i:], voc.appealHeadings()).isProven() {
			return i
		}
	}
	return -1
}

// maxDumpHeader is how many lines the headings of table 四 can take, a piece a line.
const maxDumpHeader = 60
