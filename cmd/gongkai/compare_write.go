package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/rows"
)

// compareHeader names the columns of the cells.
func (a *app) compareHeader(c *comparison) []string {
	return []string{
		a.say.Text("compare.cell"), strconv.Itoa(c.From), strconv.Itoa(c.To), a.say.Text("compare.change"), a.say.Text("compare.remark"),
	}
}

// compareRow is one cell as a row: what is not there shows as its state, and no change is told over a break.
func (a *app) compareRow(v *comparedCell) []string {
	return []string{a.label(v), a.sideOf(v.FromValue, v.FromState), a.sideOf(v.ToValue, v.ToState), signed(v.Change), a.remark(v)}
}

// sideOf is a value, or why there is none.
func (a *app) sideOf(value, state *string) string {
	switch {
	case value != nil:
		return *value
	case state != nil:
		return a.say.Text("state." + *state)
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
func (a *app) remark(v *comparedCell) string {
	var parts []string
	if v.Comparable != "yes" {
		parts = append(parts, a.say.Text("compare."+v.Comparable))
		if v.OtherCode != nil {
			parts = append(parts, a.say.Text("compare.other", "code", *v.OtherCode))
		}
		if v.Note != nil {
			parts = append(parts, *v.Note)
		}
	}
	if v.FromBasis != nil && v.ToBasis != nil && *v.FromBasis != *v.ToBasis {
		parts = append(parts, a.say.Text("compare.basis", "from", *v.FromBasis, "to", *v.ToBasis))
	}
	if missing := orZero(v.FromMissing) + orZero(v.ToMissing); missing > 0 {
		parts = append(parts, a.say.Text("compare.missing", "from", orZero(v.FromMissing), "to", orZero(v.ToMissing)))
	}
	if v.Flagged > 0 {
		parts = append(parts, a.say.Text("compare.flagged", "count", v.Flagged))
	}
	return strings.Join(parts, "; ")
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// proseWidth is the width of one side of the prose in text.
const proseWidth = 44

// comparisonTables are the cells, and each section of the prose with its two years beside each other.
func (a *app) comparisonTables(c *comparison) (cells rows.Table, prose []rows.Table) {
	cells = rows.Table{Header: a.compareHeader(c), Right: map[int]bool{1: true, 2: true, 3: true}, Wrap: 5, Terminal: a.outTerminal}
	for i := range c.Cells {
		cells.Add(a.compareRow(&c.Cells[i])...)
	}
	for _, p := range c.Prose {
		sides := rows.Table{
			Header: []string{strconv.Itoa(c.From), strconv.Itoa(c.To)}, Terminal: a.outTerminal, Widths: []int{proseWidth, proseWidth},
		}
		sides.Add(p.From, p.To)
		prose = append(prose, sides)
	}
	return cells, prose
}

func (a *app) comparisonText(w io.Writer, c *comparison) error {
	fmt.Fprintln(w, a.say.Text("compare.title", "name", c.Name, "code", c.Code, "from", c.From, "to", c.To))
	cells, prose := a.comparisonTables(c)
	if err := cells.Write(w); err != nil {
		return err
	}
	for i, sides := range prose {
		sides.Header[0] = c.Prose[i].Section + " " + sides.Header[0]
		fmt.Fprintln(w)
		if err := sides.Write(w); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) comparisonMarkdown(w io.Writer, c *comparison) error {
	title := a.say.Text("compare.title", "name", c.Name, "code", c.Code, "from", c.From, "to", c.To)
	fmt.Fprintf(w, "# %s\n\n", rows.MarkdownCell(title))
	cells, prose := a.comparisonTables(c)
	if err := cells.WriteMarkdown(w); err != nil {
		return err
	}
	for i, sides := range prose {
		fmt.Fprintf(w, "\n## %s\n\n", rows.MarkdownCell(c.Prose[i].Section))
		if err := sides.WriteMarkdown(w); err != nil {
			return err
		}
	}
	return nil
}

// comparisonWorkbook writes two sheets: the cells, and the prose with the two years beside each other. Values are numbers,
// everything else text.
func (a *app) comparisonWorkbook(w io.Writer, c *comparison) error {
	book := rows.NewBook()
	cells, prose := book.Sheet(a.say.Text("compare.sheet_cells")), book.Sheet(a.say.Text("compare.sheet_prose"))
	for i, text := range append([]string{a.say.Text("compare.code")}, a.compareHeader(c)...) {
		cells.Column(rows.SheetColumn{Heading: text, Width: []float64{34, 60, 14, 14, 14, 60}[i]})
	}
	for n := range c.Cells {
		v := &c.Cells[n]
		cells.Row(append([]string{v.Code}, a.compareRow(v)...)...)
		for i, value := range []*string{v.FromValue, v.ToValue, v.Change} {
			if value != nil { // else it says why there is none
				cells.Number(i+2, n+2, *value)
			}
		}
	}
	for i, text := range []string{a.say.Text("compare.section"), strconv.Itoa(c.From), strconv.Itoa(c.To)} {
		prose.Column(rows.SheetColumn{Heading: text, Width: []float64{24, 70, 70}[i]})
	}
	for _, p := range c.Prose {
		prose.Row(p.Section, cut(p.From), cut(p.To))
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
