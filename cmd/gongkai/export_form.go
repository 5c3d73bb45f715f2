package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/rows"
	"gongkai/warehouse/export"
)

// formDocuments makes a workbook of each form.
func (a *app) formDocuments(list []*filledForm, r reading) ([]export.Document, error) {
	set, err := forms.Embedded()
	if err != nil {
		return nil, err
	}
	var out []export.Document
	taken := map[string]bool{}
	for _, f := range list {
		name := f.file()
		for n := 2; taken[name]; n++ { // two names that differ by what no file name takes
			name = f.file() + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		content, err := a.formWorkbook(set, f, r)
		if err != nil {
			return nil, fmt.Errorf("workbook %s: %w", name, err)
		}
		out = append(out, export.Document{Path: "xlsx/" + name + ".xlsx", Content: content})
	}
	return out, nil
}

// longestName is how many characters of an agency's name stand in the name of its file.
const longestName = 50

// file returns the name of the workbook without its ending: of the agency's name only letters and digits, since it comes
// from a document.
func (f *filledForm) file() string {
	parts := []string{"area", f.regionCode}
	if f.isAgency {
		name := []rune(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, f.name))
		parts = []string{"agency", f.regionCode, string(name[:min(len(name), longestName)])}
	}
	return strings.Join(append(parts, strconv.Itoa(f.year)), "_")
}

// formWorkbook lays the tables out as the form prints them, a sheet a table, with what they rest on below.
func (a *app) formWorkbook(set *forms.Set, f *filledForm, r reading) (_ []byte, err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	styles, err := newFormStyles(book)
	if err != nil {
		return nil, err
	}
	for n, subject := range report.Subjects() {
		sheet := a.say.Text("subject." + string(subject))
		if n == 0 {
			err = book.SetSheetName("Sheet1", sheet)
		} else {
			_, err = book.NewSheet(sheet)
		}
		if err != nil {
			return nil, err
		}
		t := f.tables[subject]
		if t == nil {
			t = &filledTable{}
		}
		form, err := formOf(set, t.form, f.year)
		if err != nil {
			return nil, err
		}
		layout, err := form.Layout(subject)
		if err != nil {
			return nil, err
		}
		w := formSheet{book: book, sheet: sheet, styles: styles}
		w.title(f.name+" "+strconv.Itoa(f.year)+" "+layout.Title, layout.Columns)
		for _, b := range layout.Boxes {
			w.box(b, t)
		}
		w.widths(layout)
		w.onePage()
		w.keep(book.SetSheetDimension(sheet, "")) // else it says that it ends at A1, and some readers stop there
		w.notes(layout.Rows+4, layout.Columns, append(a.formNotes(f, t, form, subject), a.readingNotes(r)...))
		if w.err != nil {
			return nil, w.err
		}
	}
	return rows.Pack(book)
}

// formOf returns the form that the reports have, else the one in force in the year of the reports.
func formOf(set *forms.Set, name string, year int) (*forms.Form, error) {
	if name != "" {
		if f, ok := set.Form(name); ok {
			return f, nil
		}
		return nil, fmt.Errorf("there is no form %s", name)
	}
	for _, f := range set.Forms {
		if f.ValidFrom <= year && (f.ValidTo == 0 || year <= f.ValidTo) {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no form was in force in %d", year)
}

// formNotes says what the numbers of a table rest on.
func (a *app) formNotes(f *filledForm, t *filledTable, form *forms.Form, subject report.Subject) []string {
	if len(t.cells) == 0 {
		return []string{a.say.Text("form.nothing")}
	}
	out := []string{a.say.Text("form.form", "form", form.Document)}
	if t.isMixed {
		out = append(out, a.say.Text("form.mixed"))
	}
	empty, flagged, unreadable := 0, 0, 0
	for _, p := range form.Of(subject) {
		c, ok := t.cells[p.Indicator.Code]
		if p.Role != forms.RoleCell {
			continue
		}
		if !ok || c.value == "" {
			empty++
		}
		if c.flagged > 0 {
			flagged++
		}
		if c.state == string(report.Unreadable) {
			unreadable++
		}
	}
	if f.isAgency {
		out = append(out, a.say.Text("form.scope", "scope", a.say.Text("scope."+t.basis)))
	} else {
		reports, expected, missing := t.coverage(form, subject)
		out = append(out, a.say.Text("form.basis", "basis", a.say.Text("basis."+t.basis)),
			a.say.Text("form.coverage", "reports", reports, "expected", expected, "missing", missing))
		if missing > 0 {
			out = append(out, a.say.Text("form.lower_bound"))
		}
	}
	if empty > 0 {
		out = append(out, a.say.Text("form.empty", "count", empty, "unreadable", unreadable))
	}
	if flagged > 0 {
		out = append(out, a.say.Text("form.flagged", "count", flagged))
	}
	return out
}

// readingNotes says which of the numbers that are known stand there, where these are not the published ones of today.
func (a *app) readingNotes(r reading) (out []string) {
	if r.values == "adjusted" {
		out = append(out, a.say.Text("form.adjusted"))
	}
	if r.boundaries == "today" {
		out = append(out, a.say.Text("form.boundaries"))
	}
	if r.asOf != "" {
		out = append(out, a.say.Text("form.as_of", "day", r.asOf))
	}
	return out
}

// formStyles are the styles of a form.
type formStyles struct{ title, label, value, flagged, incomplete, note int }

func newFormStyles(book *excelize.File) (s formStyles, err error) {
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	for _, one := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: middle}},
		{&s.label, excelize.Style{Border: border, Alignment: middle}},
		{&s.value, excelize.Style{Border: border, Alignment: middle}},
		{&s.flagged, excelize.Style{Border: border, Alignment: middle, Fill: fill("F8CBAD")}},
		{&s.incomplete, excelize.Style{Border: border, Alignment: middle, Fill: fill("FFF2CC")}},
		{&s.note, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
	} {
		if *one.id, err = book.NewStyle(&one.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// formTop is the row of the sheet, from 0, where the table begins.
const formTop = 2

// formSheet writes one sheet and keeps the first error.
type formSheet struct {
	book   *excelize.File
	sheet  string
	styles formStyles
	err    error
}

// area returns the names of the first and the last cell of a box, from 0, and merges it where it is more than one.
func (w *formSheet) area(row, column, rows, columns int) (first, last string) {
	first, err := excelize.CoordinatesToCellName(column+1, row+1)
	w.keep(err)
	last, err = excelize.CoordinatesToCellName(column+columns, row+rows)
	w.keep(err)
	if first != last {
		w.keep(w.book.MergeCell(w.sheet, first, last))
	}
	return first, last
}

func (w *formSheet) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *formSheet) title(text string, columns int) {
	first, last := w.area(0, 0, 1, columns)
	w.keep(w.book.SetCellStr(w.sheet, first, printable(text)))
	w.keep(w.book.SetCellStyle(w.sheet, first, last, w.styles.title))
	w.keep(w.book.SetRowHeight(w.sheet, 1, 28))
}

// box writes a label, or a value: a cell without one stays empty.
func (w *formSheet) box(b forms.Box, t *filledTable) {
	first, last := w.area(formTop+b.Row, b.Column, b.Rows, b.Columns)
	style := w.styles.label
	if b.Indicator == nil {
		w.keep(w.book.SetCellStr(w.sheet, first, b.Text))
	} else {
		c := t.cells[b.Indicator.Code]
		switch {
		case c.flagged > 0:
			style = w.styles.flagged
		case c.missing > 0 || c.state == string(report.Unreadable):
			style = w.styles.incomplete
		default:
			style = w.styles.value
		}
		if c.value != "" {
			w.keep(w.book.SetCellValue(w.sheet, first, rows.SpreadsheetNumber(c.value)))
		}
	}
	w.keep(w.book.SetCellStyle(w.sheet, first, last, style))
}

// widths gives labels room, and the corner of a table that has one its height.
func (w *formSheet) widths(l forms.Layout) {
	labels := 0 // columns at the left that hold labels only
	values := map[int]bool{}
	for _, b := range l.Boxes {
		if b.Indicator != nil {
			values[b.Column] = true
		}
	}
	for !values[labels] && labels < l.Columns {
		labels++
	}
	for c := range l.Columns {
		width := 12.0
		switch {
		case c == labels-1:
			width = 46
		case c < labels:
			width = 16
		}
		name, err := excelize.ColumnNumberToName(c + 1)
		w.keep(err)
		w.keep(w.book.SetColWidth(w.sheet, name, name, width))
	}
	for r := range l.Rows {
		w.keep(w.book.SetRowHeight(w.sheet, formTop+r+1, 32))
	}
}

// onePage makes the sheet print on one page.
func (w *formSheet) onePage() {
	orientation, paper, one, fit := "landscape", 9, 1, true // 9 is A4
	w.keep(w.book.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{
		Orientation: &orientation, Size: &paper, FitToWidth: &one, FitToHeight: &one,
	}))
	w.keep(w.book.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// notes writes lines below the table, from a row that counts from 0.
func (w *formSheet) notes(row, columns int, lines []string) {
	for i, line := range lines {
		first, last := w.area(row+i, 0, 1, columns)
		w.keep(w.book.SetCellStr(w.sheet, first, printable(line)))
		w.keep(w.book.SetCellStyle(w.sheet, first, last, w.styles.note))
		w.keep(w.book.SetRowHeight(w.sheet, row+i+1, 30))
	}
}
