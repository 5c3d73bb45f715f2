package main

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// workbookTable is a plain table to be written as a workbook: a header that stays in view, a filter.
type workbookTable struct {
	sheet   string
	columns []workbookColumn // by their keys; the headings are in header
	header  []string
	rows    [][]string
}

// make makes the workbook. The caller closes it.
func (t *workbookTable) make() (*excelize.File, error) {
	w := excelize.NewFile()
	if err := w.SetSheetName("Sheet1", t.sheet); err != nil {
		return nil, err
	}
	style, err := newWorkbookStyles(w)
	if err != nil {
		return nil, err
	}
	var cells workbookCells
	for i, text := range t.header {
		name := cells.column(i)
		if err := w.SetColWidth(t.sheet, name, name, t.columns[i].width); err != nil {
			return nil, err
		}
		cells.set(w, t.sheet, i, 1, text, style.header)
	}
	for n, row := range t.rows {
		for i, text := range row {
			cells.fill(w, t.sheet, i, n+2, text, t.columns[i], style)
		}
	}
	if cells.err != nil {
		return nil, cells.err
	}
	last := cells.column(len(t.header)-1) + strconv.Itoa(len(t.rows)+1)
	if err := w.AutoFilter(t.sheet, "A1:"+last, nil); err != nil {
		return nil, err
	}
	return w, w.SetPanes(t.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
