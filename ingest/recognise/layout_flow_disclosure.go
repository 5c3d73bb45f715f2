package recognise

import (
	"slices"
	"unicode/utf8"

	"gongkai/config/forms"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// flowDisclosure reads table 二 from a flow before table 三, or the rows that a grid has not.
func flowDisclosure(p *page) []*table {
	to := len(p.flow().runes)
	if p.request != nil {
		to = p.request.from
	}
	t := p.voc.flowDisclosure(p.flow(), 0, to)
	if partly := p.partly(); partly != nil && t != nil {
		partly.complete(t)
		return nil
	}
	if t == nil {
		return nil
	}
	return []*table{t}
}

// flowDisclosure reads table 二 from a flow: in each block the headings, then rows of a label and one number a heading.
// Several numbers that are glued together stay unread, since nothing adds up in this table.
func (voc *vocabulary) flowDisclosure(f *flow, from, to int) *table {
	if from = f.index(voc.contentWord, from, to); from < 0 {
		return nil
	}
	t := newTable(report.Disclosure, f.lines[f.line[from]].block)
	t.units = voc.linesAround(f, from, to)
	marks := f.find(voc.words.disclosures, from, to)
	var block []column
	open, slipped, surplus := false, false, false
	var over mark // the article named last
	article := "" // the one over the block at hand
	for i, k := range marks {
		end := to
		if i+1 < len(marks) {
			end = marks[i+1].from
		}
		if voc.words.articles[k.name] {
			over = k
			continue
		}
		if !voc.words.disclosed[k.name] {
			if !open {
				block, open = nil, f.follows(voc.contentWord, k.from)
				article = ""
				if f.follows(over.name+voc.contentWord, k.from) {
					article = over.name
				}
			}
			if !open {
				continue
			}
			block = append(block, column{k.name, voc.values.label(f.text(k.from, min(end, k.to+maxHeading)))})
			if numbers := f.firstNumbers(k.to, end); len(numbers) > 0 && end < to {
				// Values directly under the headings: a row whose label is lost.
				slipped = true
			}
			continue
		}
		numbers := f.firstNumbers(k.to, end)
		if len(numbers) > 0 && len(block) > 0 && hasDigit(numbers[0].text) && !f.hasLetters(k.to, numbers[0].first) {
			slipped = slipped || article != "" && !voc.articleItems[article+" "+k.name]
		}
		if open = false; len(block) == 0 {
			continue
		}
		next := ""
		if i+1 < len(marks) {
			next = marks[i+1].name
		}
		surplus = voc.flowDisclosureRow(f, t, k, end, next, block, surplus)
	}
	t.last = t.block
	if len(t.cells) == 0 {
		return nil
	}
	if slipped {
		t.refuse(doubt{rule: ruleSlipped})
	}
	f.withholdBroken(t)
	return t
}

// withholdBroken withholds the rows with a number a line where another row has its numbers in one: a number that is broken over lines,
// beside an empty cell, leaves as many.
func (f *flow) withholdBroken(t *table) {
	lines := func(item string) map[int]bool {
		out := map[int]bool{}
		for _, heading := range t.rows[item] {
			if cell, ok := t.cells[t.code(item, heading)]; ok && cell.State.HasValue() {
				out[cell.Place.Line] = true
			}
		}
		return out
	}
	inOne := slices.ContainsFunc(t.items, func(item string) bool { return len(t.rows[item]) > 1 && len(lines(item)) == 1 })
	for _, item := range t.items {
		if codes := t.codesUnder([]string{item}, t.rows[item]); inOne && len(lines(item)) > 1 {
			t.withhold(codes)
			t.doubt(doubt{rule: ruleRow, names: []string{item}, codes: codes})
		}
	}
}

// flowDisclosureRow reads one row of table 二 and reports whether more numbers follow its label than it has. Then the next
// label may stand amid the lines of a number (surplus), and the number below it is no whole one.
func (voc *vocabulary) flowDisclosureRow(f *flow, t *table, k mark, end int, next string, block []column, surplus bool) (more bool) {
	tokens := f.firstNumbers(k.to, end)
	if len(tokens) == 0 || f.hasLetters(k.to, tokens[0].first) {
		return false
	}
	more = len(tokens) > len(block)
	sound := len(tokens) == len(block) && voc.isRow(k.name, block)
	if voc.moreCells(f, tokens, end) || !f.isEven(tokens) || surplus && f.line[tokens[0].from] != f.line[k.to-1] {
		sound = false
	}
	if !f.gap[tokens[0].from] && !voc.followsItem(k.name, next, block) {
		// Glued digits, and the label of the row that is due next is lost: its digits may be among these.
		sound = false
	}
	if tokens[len(tokens)-1].to == len(f.runes) {
		// The text ends with the number, and may have been cut off within it.
		sound = false
	}
	// As many zeros as headings are that many numbers: a number does not begin with a zero, and a blank leaves one less.
	zeros := !sound && len(block) > 1 && len(tokens) == 1 &&
		proof.IsZeros([]string{tokens[0].digits()}, len(block)) && voc.isRow(k.name, block) &&
		voc.followsItem(k.name, next, block) && !voc.moreCells(f, tokens, end)
	for _, c := range block {
		t.rows[k.name] = append(t.rows[k.name], c.heading)
	}
	for i, c := range block {
		code := t.code(k.name, c.heading)
		if _, ok := voc.set.Indicator(code); !ok {
			continue
		}
		if !slices.Contains(t.items, k.name) {
			t.items = append(t.items, k.name)
		}
		if zeros {
			t.put(report.Cell{Code: code, State: report.Inferred, Raw: tokens[0].text, Place: f.place(tokens[0].from)})
			continue
		}
		if !sound {
			printed := f.printed(tokens[0].from, tokens[len(tokens)-1].to)
			t.put(report.Cell{Code: code, State: report.Unreadable, Raw: printed, Place: f.place(tokens[0].from)})
			continue
		}
		text := tokens[i].text
		if i == len(tokens)-1 {
			text = f.withTail(voc.values, tokens[i], end)
		}
		around := t.units
		around.join(c.units)
		cell, got := voc.text(code, text, around, f.place(tokens[i].from))
		t.note(code, got)
		t.put(cell)
	}
	return more
}

// moreCells reports whether a line behind the numbers of a row is a cell too, by itself a number or a word that stands
// for none (无): then the row has more cells than were counted, and a number among them may be broken over two lines.
func (voc *vocabulary) moreCells(f *flow, tokens []token, end int) bool {
	last := f.line[tokens[len(tokens)-1].from]
	for i := last + 1; i < len(f.lines) && (end >= len(f.runes) || i < f.line[end]); i++ {
		if isBlank(f.lines[i].text) {
			continue
		}
		return voc.values.isValue(f.lines[i].text, voc.countUnit)
	}
	return false
}

// isEven reports whether as many empty lines stand between each two numbers and the next: an empty line in one place is an
// empty cell, and some number then stands on two lines.
func (f *flow) isEven(tokens []token) bool {
	gap := -1
	for i := 1; i < len(tokens); i++ {
		n := f.line[tokens[i].from] - f.line[tokens[i-1].from]
		if gap >= 0 && n != gap {
			return false
		}
		gap = n
	}
	return true
}

// isRow reports whether some form prints an item under just these headings, in whatever order.
func (voc *vocabulary) isRow(item string, block []column) bool {
	return slices.ContainsFunc(voc.forms, func(form *forms.Form) bool { return voc.prints(form, item, block) })
}

// prints reports whether a form prints an item under just these headings.
func (voc *vocabulary) prints(form *forms.Form, item string, block []column) bool {
	n := 0
	for _, p := range form.Of(report.Disclosure) {
		if p.Indicator.Item != item || p.Role != forms.RoleCell {
			continue
		}
		n++
		if !slices.ContainsFunc(block, func(c column) bool { return c.heading == p.Indicator.Heading }) {
			return false
		}
	}
	return n > 0 && n == len(block)
}

// followsItem reports whether the label that follows an item's row is the one that some form prints next: the next item
// of its article, or, behind the last one, anything that is no item of that article.
func (voc *vocabulary) followsItem(item, next string, block []column) bool {
	for _, form := range voc.forms {
		rows := voc.items(form, report.Disclosure)
		i := slices.Index(rows, item)
		if i < 0 || !voc.prints(form, item, block) {
			continue
		}
		if i+1 == len(rows) || !voc.sameArticle(form, item, rows[i+1]) || rows[i+1] == next {
			return true
		}
	}
	return false
}

// sameArticle reports whether a form prints two items under one article.
func (voc *vocabulary) sameArticle(form *forms.Form, a, b string) bool {
	article := ""
	for _, p := range form.Of(report.Disclosure) {
		if p.Indicator.Item == a {
			article = p.Label[0]
		}
	}
	return slices.ContainsFunc(form.Of(report.Disclosure), func(p forms.Position) bool {
		return p.Indicator.Item == b && p.Label[0] == article
	})
}

// follows reports whether a word stands directly before position at, cell borders aside.
func (f *flow) follows(word string, at int) bool {
	for at > 0 && f.runes[at-1] == '|' {
		at--
	}
	n := utf8.RuneCountInString(word)
	return at >= n && f.is(word, at-n)
}

// hasLetters reports whether words stand in [from, to).
func (f *flow) hasLetters(from, to int) bool {
	return slices.ContainsFunc(f.runes[from:to], func(r rune) bool { return r != '|' })
}
