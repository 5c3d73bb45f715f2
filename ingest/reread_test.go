package ingest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func TestFindInArchives(t *testing.T) {
	t.Parallel()
	e := newExtractor(t, Options{})
	document := []byte("<html><body><p>甲</p></body></html>")
	pack := func(name string, body []byte) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(body); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	inner := pack("a.html", document)
	outer := pack("inner.zip", inner)
	for _, tc := range []struct {
		name string
		body []byte
	}{{"itself", document}, {"member", inner}, {"member of a member", outer}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := e.Find(t.Context(), "x", tc.body, hashOf(document))
			if err != nil || !bytes.Equal(got, document) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	if _, err := e.Find(t.Context(), "x", outer, hashOf([]byte("other"))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
}

// Every cell of the real reports that has a value is found at its place: its text holds what was read there.
func TestQuotesOfRealReports(t *testing.T) {
	t.Parallel()
	e := newExtractor(t, Options{})
	for _, name := range []string{"pingtan_zone_2023.html", "suqian_city_2023.txt", "pingtan_jinjing_2019.html", "zibo_research_office_2024.txt"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(filepath.Join(reportsFolder, name))
			if err != nil {
				t.Fatal(err)
			}
			results := e.ExtractBytes(t.Context(), name, body, Entry{})
			if len(results) != 1 || results[0].Err != nil {
				t.Fatalf("results %v", results)
			}
			var cells []report.Cell
			var places []report.Place
			for _, c := range results[0].Reports[0].Cells {
				if c.State.HasValue() {
					cells, places = append(cells, c), append(places, c.Place)
				}
			}
			quotes, err := e.Quotes(t.Context(), name, body, places)
			if err != nil {
				t.Fatal(err)
			}
			for i, q := range quotes {
				if q == nil || !bytes.Contains([]byte(q.Text), []byte(oneLine(cells[i].Raw))) {
					t.Fatalf("%s at %s: raw %q, quoted %+v", cells[i].Code, places[i], cells[i].Raw, q)
				}
			}
			if len(quotes) < 100 {
				t.Fatalf("%d cells with a value", len(quotes))
			}
		})
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	cell := func(row, column, rows, columns int, text string) read.GridCell {
		return read.GridCell{Row: row, Column: column, RowSpan: rows, ColumnSpan: columns, Text: text}
	}
	grid := &read.Grid{Rows: 3, Columns: 3, Cells: []read.GridCell{
		cell(0, 0, 1, 1, "事项"), cell(0, 1, 1, 2, "申请人"),
		cell(1, 0, 2, 1, "新收"), cell(1, 1, 1, 1, "个人"), cell(1, 2, 1, 1, "单位"),
		cell(2, 1, 1, 1, "7"), cell(2, 2, 1, 1, " 8\n"),
	}}
	doc := &read.Document{Blocks: []read.Block{
		{Text: "一", Line: 1},
		{Grid: &read.Grid{Rows: 1, Columns: 1, Cells: []read.GridCell{cell(0, 0, 1, 1, "x")}}},
		{Grid: grid},
		{Text: "二", Line: 3},
		{Text: "三", Line: 4},
	}}
	for _, tc := range []struct {
		name  string
		place report.Place
		want  *Quote
	}{
		{"a cell with its headings and its row", report.Place{Grid: 2, Row: 3, Column: 3}, &Quote{
			Above: []string{"申请人", "单位"}, Before: []string{"新收", "7"}, Text: "8",
		}},
		{"a line with its neighbours", report.Place{Line: 3}, &Quote{Before: []string{"一"}, Text: "二", After: []string{"三"}}},
		{"no such table", report.Place{Grid: 3, Row: 1, Column: 1}, nil},
		{"no such row", report.Place{Grid: 2, Row: 9, Column: 1}, nil},
		{"no such line", report.Place{Line: 2}, nil},
		{"no place", report.Place{}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, quote(doc, tc.place)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
