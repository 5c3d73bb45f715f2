package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook is a file of sheets that is being made. It keeps the first error.
type workbook struct {
	file   *excelize.File
	sheets int
	lowers lowerLooks
	err    error
}

func newWorkbook() workbook { return workbook{file: excelize.NewFile()} }

func (w *workbook) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

// begin adds a sheet; the first takes the place of the one that a new file has.
func (w *workbook) begin(name string) {
	var err error
	if w.sheets == 0 {
		err = w.file.SetSheetName("Sheet1", name)
	} else {
		_, err = w.file.NewSheet(name)
	}
	w.keep(err)
	w.sheets++
}

func (w *workbook) style(s excelize.Style) int {
	id, err := w.file.NewStyle(&s)
	w.keep(err)
	return id
}

func (w *workbook) letters(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	w.keep(err)
	return name
}

func (w *workbook) width(sheet string, column int, width float64) {
	name := w.letters(column)
	w.keep(w.file.SetColWidth(sheet, name, name, width))
}

// bytes closes the workbook and returns its file.
func (w *workbook) bytes() (_ []byte, err error) {
	defer func() { err = errors.Join(err, w.file.Close()) }()
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	err = w.file.Write(&out)
	return out.Bytes(), err
}

// sorted is bytes with the parts in the order of their names: the library packs streamed sheets in one that changes from run to run.
func (w *workbook) sorted() (_ []byte, err error) {
	packed, err := w.bytes()
	if err != nil {
		return nil, err
	}
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range in.File {
		err = errors.Join(err, to.Copy(f))
	}
	err = errors.Join(err, to.Close())
	return out.Bytes(), err
}

// headerColor fills the cells of a header.
const headerColor = "DDEBF7"

func fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func border(color string) (out []excelize.Border) {
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: color, Style: 1})
	}
	return out
}
