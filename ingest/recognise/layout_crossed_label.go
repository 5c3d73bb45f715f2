package recognise

import (
	"strings"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
)

// label returns the item that the labels of a row name: the last one that is printed in this very row. A label that
// spans rows is a group, （三）不予公开, and names no row; with 小计 behind it, or alone in its row, its subtotal.
func (q *requests) label(labels []*read.GridCell, r, first int) (item, text string) {
	for i := len(labels) - 1; i >= 0; i-- {
		cell := labels[i]
		if isBlank(cell.Text) {
			continue
		}
		if cell.Row != r || cell.RowSpan > 1 || cell.Column+cell.ColumnSpan > first {
			return "", ""
		}
		if name, ok := q.item(cell.Text); ok {
			return name, cell.Text
		}
		if name, ok := q.subtotal(labels[:i+1]); ok {
			return name, cell.Text
		}
		if i > 0 && labels[i-1].Row == r && labels[i-1].RowSpan == 1 {
			// A label that a border cuts: （七）总|计.
			if name, ok := q.voc.request.items.exact(labels[i-1].Text + cell.Text); ok {
				return name, labels[i-1].Text + cell.Text
			}
		}
		return "", cell.Text
	}
	return "", ""
}

// namesTwo reports whether the lines of a label name two rows: the labels of both in one cell.
func (q *requests) namesTwo(label string) bool {
	name := ""
	for _, text := range strings.Split(label, "\n") {
		if _, isGroup := q.voc.request.groups.exact(text); isGroup {
			continue
		}
		next, ok := q.voc.request.items.find(text)
		if ok && name != "" && next != name {
			return true
		}
		if ok {
			name = next
		}
	}
	return false
}

// item returns the item that a label names, also behind the label of its group in one cell: （六）其他处理（七）总计.
func (q *requests) item(label string) (string, bool) {
	if q.namesTwo(label) {
		return "", false
	}
	if name, ok := q.voc.request.items.find(label); ok {
		return name, true
	}
	text := lexicon.TrimNumber(lexicon.Normalise(label))
	for group := range q.voc.request.groups.whole {
		if rest, cut := strings.CutPrefix(text, group); cut && rest != "" {
			if name, ok := q.voc.request.items.find(rest); ok {
				return name, true
			}
		}
	}
	return "", false
}

// subtotal returns the name of a printed subtotal: 小计 under its group, or the group's own label.
func (q *requests) subtotal(labels []*read.GridCell) (string, bool) {
	last := lexicon.TrimNumber(lexicon.Normalise(labels[len(labels)-1].Text))
	name, ok := q.voc.request.groups.exact(last)
	if rest, cut := strings.CutSuffix(last, q.voc.subtotalWord); cut {
		if rest == "" {
			for i := len(labels) - 2; i >= 0; i-- {
				if name, ok := q.voc.request.groups.exact(labels[i].Text); ok {
					return name, q.voc.isSubtotal(name)
				}
			}
			return "", false
		}
		name, ok = q.voc.request.groups.exact(strings.TrimSuffix(rest, "("))
	}
	return name, ok && q.voc.isSubtotal(name)
}
