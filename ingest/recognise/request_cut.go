package recognise

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
		}
		out = append(out, l)
	}
	return out
}

// joined returns the item that two lines are together. A half that is known by itself must be that item, and must stand
// on another page than the rest: within a page it is a row of its own.
func (q *requests) joined(l, next line) (string, bool) {
	if l.text == next.text || l.label == "" || next.label == "" {
		return "", false
	}
	name, ok := q.m.request.items.find(l.label + next.label)
	if !ok || l.item != "" && l.item != name || next.item != "" && next.item != name {
		return "", false
	}
	if l.item == "" && next.item == "" {
		return name, true
	}
	return name, l.page != next.page
}
