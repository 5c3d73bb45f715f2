package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

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

func (a *app) comparisonText(w io.Writer, c *comparison) error {
	fmt.Fprintln(w, a.say.Text("compare.title", "name", c.Name, "code", c.Code, "from", c.From, "to", c.To))
	g := rows.Table{Header: a.compareHeader(c), Right: map[int]bool{1: true, 2: true, 3: true}, Wrap: 5, Terminal: a.outTerminal}
	for i := range c.Cells {
		g.Add(a.compareRow(&c.Cells[i])...)
	}
	if err := g.Write(w); err != nil {
		return err
	}
	for _, p := range c.Prose {
		sides := rows.Table{Header: []string{p.Section + " " + strconv.Itoa(c.From), strconv.Itoa(c.To)}, Terminal: a.outTerminal, Widths: []int{proseWidth, proseWidth}}
		sides.Add(p.From, p.To)
		fmt.Fprintln(w)
		if err := sides.Write(w); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) comparisonMarkdown(w io.Writer, c *comparison) error {
	fmt.Fprintf(w, "# %s\n\n", markdownCell(a.say.Text("compare.title", "name", c.Name, "code", c.Code, "from", c.From, "to", c.To)))
	m := markdownRows{w: w}
	cells := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = markdownCell(s)
		}
		return out
	}
	if err := m.line(cells(a.compareHeader(c)), []string{"---", "---:", "---:", "---:", "---"}); err != nil {
		return err
	}
	for i := range c.Cells {
		if err := m.line(cells(a.compareRow(&c.Cells[i]))); err != nil {
			return err
		}
	}
	for _, p := range c.Prose {
		fmt.Fprintf(w, "\n## %s\n\n", markdownCell(p.Section))
		if err := m.line([]string{strconv.Itoa(c.From), strconv.Itoa(c.To)}, []string{"---", "---"}, cells([]string{p.From, p.To})); err != nil {
			return err
		}
	}
	return nil
}

// comparisonWorkbook writes two sheets: the cells, and the prose with the two years beside each other. Values are numbers,
// everything else text.
func (a *app) comparisonWorkbook(w io.Writer, c *comparison) error {
	book := excelize.NewFile()
	numbers, prose := a.say.Text("compare.sheet_cells"), a.say.Text("compare.sheet_prose")
	if err := book.SetSheetName("Sheet1", numbers); err != nil {
		return err
	}
	if _, err := book.NewSheet(prose); err != nil {
		return err
	}
	style, err := newWorkbookStyles(book)
	if err != nil {
		return err
	}
	var cells workbookCells
	for i, text := range append([]string{a.say.Text("compare.code")}, a.compareHeader(c)...) {
		cells.set(book, numbers, i, 1, text, style.header)
	}
	for n := range c.Cells {
		v := &c.Cells[n]
		row := append([]string{v.Code}, a.compareRow(v)...)
		for i, text := range row {
			cells.set(book, numbers, i, n+2, text, style.locked)
		}
		for i, value := range []*string{v.FromValue, v.ToValue, v.Change} {
			if value != nil { // else it says why there is none
				cells.setNumber(book, numbers, i+2, n+2, *value, style)
			}
		}
	}
	for i, text := range []string{a.say.Text("compare.section"), strconv.Itoa(c.From), strconv.Itoa(c.To)} {
		cells.set(book, prose, i, 1, text, style.header)
	}
	for n, p := range c.Prose {
		for i, text := range []string{p.Section, p.From, p.To} {
			if letters := []rune(text); len(letters) > cellLetters {
				text = string(letters[:cellLetters-1]) + "…" // the whole is in Markdown and JSON
			}
			cells.set(book, prose, i, n+2, text, style.locked)
		}
	}
	if cells.err != nil {
		return cells.err
	}
	for sheet, widths := range map[string][]float64{numbers: {34, 60, 14, 14, 14, 60}, prose: {24, 70, 70}} {
		for i, width := range widths {
			if err := book.SetColWidth(sheet, cells.column(i), cells.column(i), width); err != nil {
				return err
			}
		}
	}
	if err := book.Write(w); err != nil {
		return err
	}
	return book.Close()
}
