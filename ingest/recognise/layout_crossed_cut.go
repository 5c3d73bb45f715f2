package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// joinCut joins a row that a page break cut in two: one half has the values, and both labels together are one row's.
func (q *requests) joinCut(lines []line) []line {
	var out []line
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if i+1 < len(lines) {
			if name, ok := q.joined(l, lines[i+1]); ok {
				if lines[i+1].text {
					l = lines[i+1]
				}
				l.item = name
				out = append(out, l)
				i++
				continue
			}
			if whole, ok := q.putTogether(l, lines[i+1]); ok {
				out = append(out, whole)
				i++
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// putTogether joins a row whose values a page break cut too: the rest stands in the first row of the next page, with no more
// than the rest of the label, and only both halves together add up.
func (q *requests) putTogether(l, next line) (line, bool) {
	if !l.text || !next.text || l.page == next.page || len(l.values) != len(q.voc.applicants) || len(next.values) != len(l.values) {
		return line{}, false
	}
	item, ok := q.voc.request.items.find(l.label + next.label)
	if !ok || l.item != "" && l.item != item || next.item != "" && next.item != item || isBlank(l.label) {
		return line{}, false
	}
	whole := l
	whole.item = item
	whole.values = slices.Clone(l.values)
	values := make([]report.Value, len(l.values))
	for i, u := range l.values {
		rest := next.values[i]
		if u.cell == nil || rest.cell == nil || u.clash || rest.clash {
			return line{}, false
		}
		cell := *u.cell
		cell.Text = strings.TrimSpace(u.cell.Text + "\n" + rest.cell.Text)
		whole.values[i].cell = &cell
		got := q.voc.values.read(cell.Text, q.voc.countUnit, claim{})
		if values[i] = got.value; got.state.HasValue() {
			continue
		}
		if values[i], ok = q.voc.joinPieces(cell.Text); !ok {
			return line{}, false
		}
	}
	if !proof.Row(values) {
		return line{}, false
	}
	return whole, true
}

// joined returns the item that two lines are together. A half that is known by itself must be that item, and must stand
// on another page than the rest: within a page it is a row of its own.
func (q *requests) joined(l, next line) (string, bool) {
	if l.text == next.text || l.label == "" || next.label == "" {
		return "", false
	}
	name, ok := q.voc.request.items.find(l.label + next.label)
	if !ok || l.item != "" && l.item != name || next.item != "" && next.item != name {
		return "", false
	}
	if l.item == "" && next.item == "" {
		return name, true
	}
	return name, l.page != next.page
}
