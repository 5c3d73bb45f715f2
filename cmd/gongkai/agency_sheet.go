package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/ingest/read/charset"
)

// reviewColumns are the columns of the list of open reports; a person fills in those at the end.
func reviewColumns() []workbookColumn {
	return []workbookColumn{
		{key: "report", width: 16},
		{key: "open", width: 14},
		{key: "title", width: 50},
		{key: "document", width: 40},
		{key: "agency", width: 30},
		{key: "region", width: 20},
		{key: "year", width: 7, number: true},
		{key: "candidates", width: 50},
		{key: "set_agency", width: 30, open: true},
		{key: "set_region", width: 20, open: true},
		{key: "set_year", width: 8, open: true},
		{key: "set_scope", width: 12, open: true},
		{key: "why", width: 40, open: true},
	}
}

// registerColumns are the columns of a register; the last may be left out.
func registerColumns() []workbookColumn {
	return []workbookColumn{{key: "agency"}, {key: "region"}, {key: "year"}, {key: "status"}, {key: "contact"}, {key: "why"}}
}

// sheet writes a workbook of one sheet to be filled in: a heading, a row each, what is not to be written in locked.
func (a *app) sheet(title string, columns []workbookColumn, rows []map[string]string) (_ []byte, err error) {
	w := excelize.NewFile()
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := w.SetSheetName("Sheet1", title); err != nil {
		return nil, err
	}
	style, err := newWorkbookStyles(w)
	if err != nil {
		return nil, err
	}
	var cells workbookCells
	for i, c := range columns {
		name := cells.column(i)
		if err := w.SetColWidth(title, name, name, c.width); err != nil {
			return nil, err
		}
		cells.set(w, title, i, 1, a.say.Text("sheet."+c.key), style.header)
		for n, row := range rows {
			cells.fill(w, title, i, n+2, row[c.key], c, style)
		}
	}
	last := cells.column(len(columns)-1) + strconv.Itoa(len(rows)+1)
	if cells.err != nil {
		return nil, cells.err
	}
	if err := w.AutoFilter(title, "A1:"+last, nil); err != nil {
		return nil, err
	}
	if err := w.ProtectSheet(title, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
	}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = w.Write(&b)
	return b.Bytes(), err
}

// sheetRow is a row of a table that a person filled in, by the keys of its columns.
type sheetRow struct {
	number int // as the file counts
	values map[string]string
}

// readSheet reads a CSV or a workbook. Its headings are those of the columns in either language, or their keys; other columns
// are left alone. It returns the columns that are there.
func (a *app) readSheet(path string, columns []workbookColumn) (there map[string]bool, rows []sheetRow, err error) {
	lines, err := a.sheetLines(path)
	if err != nil {
		return nil, nil, err
	}
	languages, err := a.bothLanguages()
	if err != nil {
		return nil, nil, err
	}
	there = map[string]bool{}
	if len(lines) == 0 {
		return there, nil, nil
	}
	at := map[string]int{}
	for i, heading := range lines[0] {
		for _, c := range columns {
			same := strings.TrimSpace(heading) == c.key
			for _, l := range languages {
				same = same || strings.TrimSpace(heading) == l.say.Text("sheet."+c.key)
			}
			if _, taken := at[c.key]; same && !taken {
				at[c.key], there[c.key] = i, true
			}
		}
	}
	for n, line := range lines[1:] {
		r := sheetRow{number: n + 2, values: map[string]string{}}
		filled := false
		for key, i := range at {
			if i < len(line) {
				r.values[key] = strings.TrimSpace(line[i])
				filled = filled || r.values[key] != ""
			}
		}
		if filled {
			rows = append(rows, r)
		}
	}
	return there, rows, nil
}

// sheetLines reads the cells of a CSV, in UTF-8 or in the code page that a Chinese spreadsheet writes, or of a workbook's first
// sheet.
func (a *app) sheetLines(path string) (_ [][]string, err error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, wrongUse(a.say.Text("usage.no_such_path", "path", path))
	}
	unreadable := func(why any) error { return wrongUse(a.say.Text("sheet.unreadable", "path", path, "why", why)) }
	if !bytes.HasPrefix(body, []byte("PK")) {
		text, _, lossy := charset.Decode(body, "")
		if lossy > 0 {
			return nil, unreadable(a.say.Text("sheet.encoding"))
		}
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord = -1
		lines, err := r.ReadAll()
		if err != nil {
			return nil, unreadable(err)
		}
		return lines, nil
	}
	// The file came by mail: it may unpack to far more than the few megabytes that a table of ours takes.
	const most = 256 << 20
	w, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most, RawCellValue: true})
	if err != nil {
		return nil, unreadable(err)
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	lines, err := w.GetRows(w.GetSheetName(0))
	if err != nil {
		return nil, unreadable(err)
	}
	return lines, nil
}
