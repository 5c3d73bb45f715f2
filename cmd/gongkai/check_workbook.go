package main

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"gongkai/config/messages"
	"gongkai/warehouse/export"
)

// workbookColumn is a column of the review workbook: its key, the heading comes from the catalogue, and its width in
// Latin letters, of which a Chinese one takes two.
type workbookColumn struct {
	key    string
	width  float64
	open   bool // a person writes here; the others are locked
	number bool // what reads as a number is one, not a text that looks like it
}

// workbookColumns lists the columns in their order.
func workbookColumns() []workbookColumn {
	return []workbookColumn{
		{key: "id", width: 19},
		{key: "agency", width: 30},
		{key: "region", width: 20},
		{key: "year", width: 7, number: true},
		{key: "severity", width: 8},
		{key: "rule", width: 22},
		{key: "message", width: 60},
		{key: "cell", width: 40},
		{key: "printed", width: 16, number: true},
		{key: "needed", width: 16, number: true},
		{key: "place", width: 28},
		{key: "document", width: 50},
		{key: "decision", width: 20, open: true},
		{key: "why", width: 40, open: true},
	}
}

// decisions are the words of the drop-down, in the order in which they are offered.
func decisions() []string { return []string{"accept", "accept_only", "dismiss"} }

// workbookRow is what a row says about a finding, column by column, without what a person writes.
func (a *app) workbookRow(f *listedFinding) map[string]string {
	year := ""
	if f.Year != nil {
		year = strconv.Itoa(*f.Year)
	}
	region := orEmpty(f.RegionCode)
	if f.Region != nil {
		region = *f.Region + " " + region
	}
	return map[string]string{
		"id": f.FindingID, "agency": orEmpty(f.Agency), "region": region, "year": year,
		"severity": a.say.Text("severity." + f.Severity), "rule": f.Rule, "message": f.Message, "cell": a.labels(f),
		"printed": a.printed(f), "needed": a.needed(f), "place": a.where(f), "document": f.Path,
	}
}

// workbook makes the workbook of a list of findings. A number is a number; every text is written as a text, never as a formula,
// in cells of text format, so that one which begins with = + - or @ stays a text also when a person edits and leaves the cell.
func (a *app) workbook(list []listedFinding) (*excelize.File, error) {
	w := excelize.NewFile()
	sheet := a.say.Text("workbook.sheet")
	if err := w.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	style, err := newWorkbookStyles(w)
	if err != nil {
		return nil, err
	}
	columns := workbookColumns()
	var cells workbookCells
	for i, c := range columns {
		name := cells.column(i)
		if err := w.SetColWidth(sheet, name, name, c.width); err != nil {
			return nil, err
		}
		cells.set(w, sheet, i, 1, a.say.Text("workbook."+c.key), style.header)
	}
	for n := range list {
		row := a.workbookRow(&list[n])
		for i, c := range columns {
			cells.fill(w, sheet, i, n+2, row[c.key], c, style)
		}
	}
	if cells.err != nil {
		return nil, cells.err
	}
	if err := a.dropDowns(w, sheet, list); err != nil {
		return nil, err
	}
	last := cells.column(len(columns)-1) + strconv.Itoa(len(list)+1)
	if err := w.AutoFilter(sheet, "A1:"+last, nil); err != nil {
		return nil, err
	}
	if err := w.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight",
	}); err != nil {
		return nil, err
	}
	// No password: it keeps ids and values from being changed or sorted apart by accident, not from anybody.
	return w, w.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
	})
}

// workbookStyles are the styles of the workbook.
type workbookStyles struct{ header, locked, open, number int }

func newWorkbookStyles(w *excelize.File) (s workbookStyles, err error) {
	const text = 49 // the number format @
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	border := []excelize.Border{
		{Type: "left", Color: "D9D9D9", Style: 1},
		{Type: "right", Color: "D9D9D9", Style: 1},
		{Type: "top", Color: "D9D9D9", Style: 1},
		{Type: "bottom", Color: "D9D9D9", Style: 1},
	}
	if s.header, err = w.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: top, NumFmt: text, Border: border,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
	}); err != nil {
		return s, err
	}
	if s.locked, err = w.NewStyle(&excelize.Style{Alignment: top, NumFmt: text, Border: border}); err != nil {
		return s, err
	}
	// Not of text format: a program makes a text of a number there when somebody leaves the cell.
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right"}
	if s.number, err = w.NewStyle(&excelize.Style{Alignment: right, Border: border}); err != nil {
		return s, err
	}
	s.open, err = w.NewStyle(&excelize.Style{
		Alignment: top, NumFmt: text, Border: border, Protection: &excelize.Protection{Locked: false},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF9E5"}},
	})
	return s, err
}

// workbookCells writes cells and keeps the first error.
type workbookCells struct{ err error }

func (c *workbookCells) column(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil && c.err == nil {
		c.err = err
	}
	return name
}

func (c *workbookCells) set(w *excelize.File, sheet string, column, row int, text string, style int) {
	at := c.column(column) + strconv.Itoa(row)
	if c.err == nil && text != "" {
		c.err = w.SetCellStr(sheet, at, printable(text))
	}
	if c.err == nil {
		c.err = w.SetCellStyle(sheet, at, at, style)
	}
}

// fill writes a cell of a column.
func (c *workbookCells) fill(w *excelize.File, sheet string, column, row int, text string, of workbookColumn, style workbookStyles) {
	switch {
	case of.open:
		c.set(w, sheet, column, row, text, style.open)
	case of.number:
		c.setNumber(w, sheet, column, row, text, style)
	default:
		c.set(w, sheet, column, row, text, style.locked)
	}
}

// setNumber writes a number that the cell shows as the text has it, and a text where it cannot: 007 or 12.50, which a document
// may print, and all that has more digits than a spreadsheet.
func (c *workbookCells) setNumber(w *excelize.File, sheet string, column, row int, text string, style workbookStyles) {
	number, ok := export.SpreadsheetNumber(text).(float64)
	if !ok || floatText(number, 64) != text {
		c.set(w, sheet, column, row, text, style.locked)
		return
	}
	at := c.column(column) + strconv.Itoa(row)
	if c.err == nil {
		c.err = w.SetCellFloat(sheet, at, number, -1, 64)
	}
	if c.err == nil {
		c.err = w.SetCellStyle(sheet, at, at, style.number)
	}
}

// dropDowns offers the decisions. Where a finding suggests no value there is no correction to accept.
func (a *app) dropDowns(w *excelize.File, sheet string, list []listedFinding) error {
	column, err := excelize.ColumnNumberToName(a.columnOf("decision") + 1)
	if err != nil {
		return err
	}
	words := map[bool][]string{}
	for _, d := range decisions() {
		words[true] = append(words[true], a.say.Text("decision."+d))
		if d != "accept" {
			words[false] = append(words[false], a.say.Text("decision."+d))
		}
	}
	for from := 0; from < len(list); {
		to := from
		for to+1 < len(list) && list[to+1].hasSuggestion() == list[from].hasSuggestion() {
			to++
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(column + strconv.Itoa(from+2) + ":" + column + strconv.Itoa(to+2))
		if err := v.SetDropList(words[list[from].hasSuggestion()]); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, a.say.Text("workbook.decision"), a.say.Text("workbook.choose"))
		if err := w.AddDataValidation(sheet, v); err != nil {
			return err
		}
		from = to + 1
	}
	return nil
}

func (a *app) columnOf(key string) int {
	for i, c := range workbookColumns() {
		if c.key == key {
			return i
		}
	}
	return -1
}

// bothLanguages returns the app in each language: a workbook may come back from an office that works in the other.
func (a *app) bothLanguages() ([]*app, error) {
	catalogue, err := messages.Embedded()
	if err != nil {
		return nil, err
	}
	var out []*app
	for _, l := range []messages.Language{messages.Chinese, messages.English} {
		other := *a
		other.say = catalogue.In(l)
		out = append(out, &other)
	}
	return out, nil
}
