package rows

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"gongkai/rows/rowstest"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
)

func TestFormatOfAFile(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"a.txt": "table", "a.CSV": "csv", "a.b.json": "json", "x/a.md": "markdown", "a.parquet": "parquet", "a.feather": "arrow",
		"a.arrow": "arrow", "a.xlsx": "xlsx", "a": "", "a.xls": "", "csv": "",
	} {
		if got, ok := FormatOf(path); got.Name != want || ok != (want != "") {
			t.Errorf("%s is %q, %v, want %q", path, got.Name, ok, want)
		}
	}
	for _, name := range FormatNames() {
		if f, ok := FormatNamed(name); !ok || f.Name != name {
			t.Errorf("%s is %q, %v", name, f.Name, ok)
		}
	}
	if _, ok := FormatNamed("xml"); ok {
		t.Error("there is a format xml")
	}
}

// A table without rows is a whole file in every format, and one that ends with an error leaves nothing behind.
func TestTablesWithoutRows(t *testing.T) {
	t.Parallel()
	columns := []Column{{Name: "年", Kind: "SMALLINT"}, {Name: "a", Kind: "VARCHAR"}}
	for _, f := range Formats() {
		var b bytes.Buffer
		w := f.New(&b, Options{Sheet: "x"})
		if err := errors.Join(w.Head(columns), w.Close()); err != nil || b.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", f.Name, b.Len(), err)
		}
		if !f.Binary && f.Name != "json" && !strings.Contains(b.String(), "年") {
			t.Errorf("%s has no header: %q", f.Name, b.String())
		}
		w = f.New(&b, Options{Sheet: "x"})
		if err := Abort(w); err != nil {
			t.Errorf("%s, not begun: %v", f.Name, err)
		}
		w = f.New(&b, Options{Sheet: "x"})
		if err := errors.Join(w.Head(columns), w.Row([]any{int16(2024), nil}), Abort(w)); err != nil {
			t.Errorf("%s, ended: %v", f.Name, err)
		}
	}
}

// What does not fit into a cell of a sheet is refused, not cut off.
func TestTextTooLongForASheet(t *testing.T) {
	t.Parallel()
	var limit *LimitError
	for _, letters := range []int{SheetLetters, SheetLetters + 1} {
		w := NewXLSX(&bytes.Buffer{}, "x")
		if err := w.Head([]Column{{Name: "a", Kind: "VARCHAR"}}); err != nil {
			t.Fatal(err)
		}
		err := w.Row([]any{strings.Repeat("字", letters)})
		if fits := letters <= SheetLetters; fits != (err == nil) || !fits && (!errors.As(err, &limit) || limit.What != "text") {
			t.Errorf("%d letters: %v", letters, err)
		}
		if err := Abort(w); err != nil {
			t.Error(err)
		}
	}
}

// An Arrow file says what file and columns are, and its batches do not depend on how the rows came.
func TestArrowNotesAndBatches(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := NewArrow(&b, ArrowOptions{Notes: []Note{{Key: "relation", Value: "request"}}, Zstd: true})
	err := w.Head([]Column{{Name: "n", Kind: "INTEGER", Notes: []Note{{Key: "description_zh", Value: "件数"}}}})
	for i := range arrowBatch + 1 {
		err = errors.Join(err, w.Row([]any{int32(i)}))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	in, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	relation, _ := in.Schema().Metadata().GetValue("relation")
	meaning, _ := in.Schema().Field(0).Metadata.GetValue("description_zh")
	if relation != "request" || meaning != "件数" || in.NumRecords() != 2 {
		t.Errorf("relation %q, meaning %q, %d batches", relation, meaning, in.NumRecords())
	}
	empty := func(o ArrowOptions) int {
		var b bytes.Buffer
		w := NewArrow(&b, o)
		if err := errors.Join(w.Head([]Column{{Name: "n", Kind: "INTEGER"}}), w.Close()); err != nil {
			t.Fatal(err)
		}
		in, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		return in.NumRecords()
	}
	if diff := cmp.Diff([]int{0, 1}, []int{empty(ArrowOptions{}), empty(ArrowOptions{EmptyBatch: true})}); diff != "" {
		t.Errorf("batches without rows (-want +got):\n%s", diff)
	}
}

// Two columns of one name stay apart in Parquet; a number with more digits than any decimal is refused.
func TestParquetRefusesWhatItWouldRound(t *testing.T) {
	t.Parallel()
	w := NewParquet(&bytes.Buffer{})
	if err := w.Head([]Column{{Name: "a", Kind: "HUGEINT"}, {Name: "A", Kind: "HUGEINT"}}); err != nil {
		t.Fatal(err)
	}
	err := w.Row([]any{tenTo(38), nil})
	if err == nil || !strings.Contains(err.Error(), "more than 38 digits") {
		t.Errorf("39 digits: %v", err)
	}
	if err := errors.Join(w.Row([]any{tenTo(37), tenTo(0)}), w.Close()); err != nil {
		t.Error(err)
	}
}

// Sheets of panels stand in the order in which they were begun; the same rows give the same bytes.
func TestPanels(t *testing.T) {
	t.Parallel()
	written := func() []byte {
		p := NewPanels()
		for _, name := range []string{"city", "province", "dictionary"} {
			err := errors.Join(p.Sheet(name, 1, []Column{{Name: "code"}, {Name: "n", Kind: "BIGINT"}}),
				p.Row([]any{"320800", int64(3511)}), p.Row([]any{"=1", nil}))
			if err != nil {
				t.Fatal(err)
			}
		}
		content, err := p.Bytes()
		if err := errors.Join(err, p.Close()); err != nil {
			t.Fatal(err)
		}
		return content
	}
	first := written()
	if !bytes.Equal(first, written()) {
		t.Error("the bytes differ")
	}
	book := rowstest.Open(t, first)
	if got := book.GetSheetList(); !slices.Equal(got, []string{"city", "province", "dictionary"}) {
		t.Errorf("sheets %v", got)
	}
	got := []any{rowstest.Cell(t, book, book.GetSheetName(0), 1, 2), rowstest.Cell(t, book, book.GetSheetName(0), 2, 2), rowstest.Cell(t, book, book.GetSheetName(0), 1, 3), rowstest.Cell(t, book, book.GetSheetName(0), 2, 3)}
	if diff := cmp.Diff([]any{"320800", 3511.0, "=1", nil}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
