package job

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"gongkai/testdata/reports"
)

// NotDemo is a folder that holds other things than a demo: path.
const NotDemo = "usage.not_demo"

// demoMarker stands in a folder that demo made. Demo replaces files only there: a demo in the working directory must not touch the
// warehouse or the exports of a person.
const demoMarker = ".gongkai-demo"

// Demo is a folder of its own with the real reports that ship with the program.
type Demo struct {
	Dir       string
	Reports   int
	Documents string // the folder of the reports
	Warehouse string
	Export    string // the folder for what is exported
}

// NewDemo makes the folder and puts the documents into it. A document that is there already with the same bytes is left alone, so that
// its time stays and a second run finds nothing changed. A folder that holds other things is refused.
func NewDemo(dir string) (Demo, error) {
	d := Demo{
		Dir: dir, Reports: len(reports.Documents()),
		Documents: filepath.Join(dir, "reports"), Warehouse: filepath.Join(dir, "gongkai.duckdb"), Export: filepath.Join(dir, "export"),
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return d, Refuse(NotDemo, "path", dir)
	}
	if len(entries) > 0 {
		if _, err := os.Lstat(filepath.Join(dir, demoMarker)); err != nil {
			return d, Refuse(NotDemo, "path", dir)
		}
	}
	if err := os.MkdirAll(d.Documents, 0o777); err != nil {
		return d, err
	}
	if err := os.WriteFile(filepath.Join(dir, demoMarker), nil, 0o666); err != nil {
		return d, err
	}
	for _, name := range reports.Documents() {
		want, err := fs.ReadFile(reports.Files(), name)
		if err != nil {
			return d, err
		}
		path := filepath.Join(d.Documents, name)
		have, err := os.ReadFile(path)
		if err == nil && string(have) == string(want) {
			continue
		}
		if err := renameio.WriteFile(path, want, 0o666); err != nil {
			return d, err
		}
	}
	return d, nil
}
