package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Comparison writes two years side by side as a table, markdown or xlsx. On a terminal what is not there is dim.
func Comparison(w io.Writer, say messages.Printer, c *page.Comparison, format string, terminal bool) error {
	p := comparisonSetter{say, c, terminal}
	switch format {
	case "markdown":
		return p.markdown(w)
	case "xlsx":
		return p.workbook(w)
	}
	return p.text(w)
}

// comparisonSetter sets a comparison in a language.
type comparisonSetter struct {
	say      messages.Printer
	years    *page.Comparison
	terminal bool
}

// title names whom and which years.
func (p comparisonSetter) title() string {
	c := p.years
	return p.say.Text("compare.title", "name", c.Name, "code", c.Code, "from", c.From, "to", c.To)
}

// header names the columns of the cells.
func (p comparisonSetter) header() []string {
	return []string{
		p.say.Text("compare.cell"), strconv.Itoa(p.years.From), strconv.Itoa(p.years.To),
		p.say.Text("compare.change"), p.say.Text("compare.remark"),
	}
}

// row is one cell as a row: what is not there shows as its state, and no change is told over a break.
func (p comparisonSetter) row(v *page.ComparedCell) []string {
	return []string{
		either(p.say, v.LabelZH, v.LabelEN), p.side(v.FromValue, v.FromState, v.FromBound), p.side(v.ToValue, v.ToState, v.ToBound),
		signed(v.Change), p.remark(v),
	}
}

// side is a value, or why there is none.
func (p comparisonSetter) side(value, state, bound *string) string {
	switch {
	case value != nil:
		return Number(value, Or(bound, ""), "")
	case state != nil:
		return p.say.Text("state." + *state)
	}
	return "–"
}

func signed(change *string) string {
	switch {
	case change == nil:
		return "–"
	case strings.HasPrefix(*change, "-"), *change == "0":
		return *change
	}
	return "+" + *change
}

// remark says what to know before the change is read: a break of the series, another basis, members that are missing, open
// errors.
func (p comparisonSetter) remark(v *page.ComparedCell) string {
	var parts []string
	if v.Comparable != "yes" {
		parts = append(parts, p.say.Text("compare."+v.Comparable))
		if v.OtherCode != nil {
			parts = append(parts, p.say.Text("compare.other", "code", *v.OtherCode))
		}
		if v.Note != nil {
			parts = append(parts, *v.Note)
		}
	}
	missing := orZero(v.FromMissing) + orZero(v.ToMissing)
	for _, cause := range breakCauses(v.Breaks) {
		if cause == "form" || cause == "basis" || (cause == "coverage" && missing > 0) {
			continue // said with what it is about
		}
		parts = append(parts, p.say.Text("break."+cause))
	}
	if v.FromBasis != nil && v.ToBasis != nil && *v.FromBasis != *v.ToBasis {
		parts = append(parts, p.say.Text("compare.basis", "from", p.say.Text("basis."+*v.FromBasis), "to", p.say.Text("basis."+*v.ToBasis)))
	}
	if missing > 0 {
		parts = append(parts, p.say.Text("compare.missing", "from", orZero(v.FromMissing), "to", orZero(v.ToMissing)))
	}
	if v.Flagged > 0 {
		parts = append(parts, p.say.Text("compare.flagged", "count", v.Flagged))
	}
	return strings.Join(parts, "; ")
}

// breakCauses are those of a break in a series, in their order.
func breakCauses(breaks *string) []string { return strings.Fields(Or(breaks, "")) }

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// proseWidth is the width of one side of the prose in text.
const proseWidth = 44

// tables are the cells, and each section of the prose with its two years beside each other.
func (p comparisonSetter) tables() (cells rows.Table, prose []rows.Table) {
	cells = rows.Table{Header: p.header(), Right: map[int]bool{1: true, 2: true, 3: true}, Wrap: 5, Terminal: p.terminal}
	for i := range p.years.Cells {
		cells.Add(p.row(&p.years.Cells[i])...)
	}
	for _, one := range p.years.Prose {
		sides := rows.Table{
			Header: []string{strconv.Itoa(p.years.From), strconv.Itoa(p.years.To)}, Terminal: p.terminal, Widths: []int{proseWidth, proseWidth},
		}
		sides.Add(one.From, one.To)
		prose = append(prose, sides)
	}
	return cells, prose
}

func (p comparisonSetter) text(w io.Writer) error {
	fmt.Fprintln(w, p.title())
	cells, prose := p.tables()
	if err := cells.Write(w); err != nil {
		return err
	}
	for i, sides := range prose {
		sides.Header[0] = p.years.Prose[i].Section + " " + sides.Header[0]
		fmt.Fprintln(w)
		if err := sides.Write(w); err != nil {
			return err
		}
	}
	return nil
}

func (p comparisonSetter) markdown(w io.Writer) error {
	fmt.Fprintf(w, "# %s\n\n", rows.MarkdownCell(p.title()))
	cells, prose := p.tables()
	if err := cells.WriteMarkdown(w); err != nil {
		return err
	}
	for i, sides := range prose {
		fmt.Fprintf(w, "\n## %s\n\n", rows.MarkdownCell(p.years.Prose[i].Section))
		if err := sides.WriteMarkdown(w); err != nil {
			return err
		}
	}
	return nil
}

// workbook writes two sheets: the cells, and the prose with the two years beside each other. Values are numbers,
// everything else text.
func (p comparisonSetter) workbook(w io.Writer) error {
	book := rows.NewBook()
	cells, prose := book.Sheet(p.say.Text("compare.sheet_cells")), book.Sheet(p.say.Text("compare.sheet_prose"))
	for i, text := range append([]string{p.say.Text("compare.code")}, p.header()...) {
		cells.Column(rows.SheetColumn{Heading: text, Width: []float64{34, 60, 14, 14, 14, 60}[i]})
	}
	for n := range p.years.Cells {
		v := &p.years.Cells[n]
		cells.Row(append([]string{v.Code}, p.row(v)...)...)
		for i, side := range []struct{ value, bound *string }{{v.FromValue, v.FromBound}, {v.ToValue, v.ToBound}, {v.Change, nil}} {
			switch {
			case side.value == nil: // it says why there is none
			case Or(side.bound, "") == page.BoundLower:
				cells.Lower(i+2, n+2, *side.value)
			default:
				cells.Number(i+2, n+2, *side.value)
			}
		}
	}
	for i, text := range []string{p.say.Text("compare.section"), strconv.Itoa(p.years.From), strconv.Itoa(p.years.To)} {
		prose.Column(rows.SheetColumn{Heading: text, Width: []float64{24, 70, 70}[i]})
	}
	for _, one := range p.years.Prose {
		prose.Row(one.Section, cut(one.From), cut(one.To))
	}
	content, err := book.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// cut shortens a text to what a cell takes; the whole is in Markdown and JSON.
func cut(text string) string {
	if letters := []rune(text); len(letters) > rows.SheetLetters {
		return string(letters[:rows.SheetLetters-1]) + "…"
	}
	return text
}
