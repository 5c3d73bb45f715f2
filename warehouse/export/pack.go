package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/internal/fault"
)

// WorkbookBytes returns a workbook as a file whose bytes depend on its content alone: the library packs streamed sheets in
// an order that changes from run to run.
func WorkbookBytes(book *excelize.File) (_ []byte, err error) {
	defer fault.Wrap(&err, "pack a workbook")
	var packed bytes.Buffer
	if err := book.Write(&packed); err != nil {
		return nil, err
	}
	in, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		err = errors.Join(err, w.Copy(f))
	}
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}
