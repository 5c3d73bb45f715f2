package rows

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Format is one way to write a table.
type Format struct {
	Name    string
	Endings []string // of file names
	Binary  bool     // not for a terminal
	New     func(w io.Writer, o Options) Writer
}

// Options say how a table is written, as far as a format can.
type Options struct {
	Terminal bool   // a person looks at it
	Sheet    string // the name of the sheet of a workbook
}

// Formats lists the formats; the first is the one for people.
func Formats() []Format {
	return []Format{
		{"table", []string{".txt"}, false, func(w io.Writer, o Options) Writer { return NewTable(w, o.Terminal) }},
		{"csv", []string{".csv"}, false, func(w io.Writer, _ Options) Writer { return NewCSV(w) }},
		{"json", []string{".json"}, false, func(w io.Writer, _ Options) Writer { return NewJSON(w) }},
		{"markdown", []string{".md"}, false, func(w io.Writer, _ Options) Writer { return NewMarkdown(w) }},
		{"parquet", []string{".parquet"}, true, func(w io.Writer, _ Options) Writer { return NewParquet(w) }},
		{"arrow", []string{".arrow", ".feather"}, true, func(w io.Writer, _ Options) Writer {
			return NewArrow(w, ArrowOptions{EmptyBatch: true})
		}},
		{"xlsx", []string{".xlsx"}, true, func(w io.Writer, o Options) Writer { return NewXLSX(w, o.Sheet) }},
	}
}

// FormatNames lists the names of the formats.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed returns the format of a name, and false where there is none.
func FormatNamed(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// FormatOf returns the format that the ending of a file name stands for, and false where there is none.
func FormatOf(path string) (Format, bool) {
	ending := strings.ToLower(filepath.Ext(path))
	return find(func(f Format) bool { return slices.Contains(f.Endings, ending) })
}

func find(is func(Format) bool) (Format, bool) {
	all := Formats()
	if at := slices.IndexFunc(all, is); at >= 0 {
		return all[at], true
	}
	return Format{}, false
}
