package recognise

import (
	"slices"
	"unicode/utf8"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// ofTable returns the lines up to the last one of the table: the form's last row, unless rows of the form follow it,
// which is a matter for the proof of the order.
func (q *requests) ofTable(lines []line) []line {
	end := slices.IndexFunc(lines, func(l line) bool { return l.item == q.voc.lastRequest })
	if end < 0 {
		return lines
	}
	for i := end + 1; i < len(lines); i++ {
		if lines[i].item != "" && lines[i].text {
			end = i
		}
	}
	return lines[:end+1]
}

// dropSubtotals takes the name of a subtotal from rows that are none: the label of a group that stands beside a row
// whose own label is lost. A subtotal has all its parts above it; only the one row that was split into parts later
// (（六）其他处理 of 2019) has none.
func (q *requests) dropSubtotals(lines []line) {
	known := map[string]bool{}
	for _, l := range lines {
		known[l.item] = true
	}
	for i := range lines {
		if q.isStray(lines[i], known) || q.isGroupPiece(lines, i) {
			lines[i].item = ""
		}
		if !q.voc.isSubtotal(lines[i].item) {
			continue
		}
		parts, present := 0, 0
		for _, p := range q.voc.set.Parts {
			if p.Subject == report.Request && p.Total == lines[i].item && p.Axis == forms.AxisItem {
				parts++
				if known[p.Part] {
					present++
				}
			}
		}
		if present == parts || present == 0 && q.voc.printed(lines[i].item) {
			continue
		}
		lines[i].item, lines[i].label = "", ""
	}
}

// isGroupPiece reports whether a row without a value holds the beginning of a group's label, （六）其他|处理, while another row
// with values has the name that it seems to have.
func (q *requests) isGroupPiece(lines []line, i int) bool {
	if lines[i].item == "" || lines[i].text || !slices.ContainsFunc(lines, func(o line) bool { return o.text && o.item == lines[i].item }) {
		return false
	}
	label := lexicon.TrimNumber(lexicon.Normalise(lines[i].label))
	for group := range q.voc.request.groups.whole {
		if group != label && beginsAs(label, group) {
			return true
		}
	}
	return false
}

// isStray reports whether a row is named by a word that says nothing without its group, 其他, while no other row of that
// group is there: it may be what is left of another label.
func (q *requests) isStray(l line, known map[string]bool) bool {
	if l.item == "" || utf8.RuneCountInString(lexicon.TrimNumber(lexicon.Normalise(l.label))) > 2 {
		return false
	}
	inGroup := false
	for _, p := range q.voc.set.Parts {
		if p.Subject != report.Request || p.Axis != forms.AxisItem || p.Part != l.item || !q.voc.isSubtotal(p.Total) {
			continue
		}
		inGroup = true
		for _, o := range q.voc.set.Parts {
			if o.Axis == p.Axis && o.Total == p.Total && o.Part != l.item && known[o.Part] {
				return false
			}
		}
	}
	return inGroup
}

// missingFrom returns the names of all that are not among some.
func missingFrom(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(name string) bool { return slices.Contains(some, name) })
}

// guess names a row whose label is misprinted: it stands alone between two known rows where exactly one row is due,
// and shares most of its characters with that row's label on the form. 洪泽 2023 prints 2.其他法律行政止公开.
func (q *requests) guess(lines []line) {
	var known []string
	for _, l := range lines {
		if l.item != "" {
			known = append(known, l.item)
		}
	}
	order := q.voc.order(report.Request, known)
	for i := range lines {
		if lines[i].item != "" || !lines[i].text || i == 0 || i+1 >= len(lines) {
			continue
		}
		due := order.between(lines[i-1].item, lines[i+1].item)
		if len(due) == 1 && q.voc.resembles(report.Request, lines[i].label, due[0]) {
			lines[i].item = due[0]
		}
	}
}
