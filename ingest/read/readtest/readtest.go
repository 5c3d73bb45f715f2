// Package readtest holds what the tests of several readers share: grids against golden files, the 25 × 7 values
// of table three against a truth, and hostile bytes. Only tests import it.
package readtest

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"

	"github.com/google/go-cmp/cmp"
)

// Load reads a file of testdata.
func Load(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Read reads bytes with the default limits and fails the test on an error.
func Read(t testing.TB, r read.Reader, b []byte) read.Document {
	t.Helper()
	docs, err := r.Read(context.Background(), read.Source{Path: "test", Bytes: b, Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 {
		t.Fatalf("%d documents, want 1", len(docs))
	}
	return docs[0]
}

// Lines writes a document down, a line a paragraph and a line a cell, so that a reviewer can read a difference.
func Lines(doc read.Document) []string {
	var lines []string
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			lines = append(lines, "paragraph,"+quote(b.Text))
			continue
		}
		kind := "grid"
		if b.Grid.Ragged {
			kind = "ragged"
		}
		lines = append(lines, fmt.Sprintf("%s,%d,%d", kind, b.Grid.Rows, b.Grid.Columns))
		for _, c := range b.Grid.Cells {
			lines = append(lines, fmt.Sprintf("%d,%d,%d,%d,%s", c.Row, c.Column, c.RowSpan, c.ColumnSpan, quote(c.Text)))
		}
	}
	for _, n := range doc.PlacedNotes() {
		line := fmt.Sprintf("note,%s,%d", n.Kind, n.Count)
		if n.Place != (report.Place{}) {
			line += "," + quote(n.String())
		}
		lines = append(lines, line)
	}
	return lines
}

func quote(s string) string { return strconv.Quote(s) }

// Golden compares a document with a golden file, and writes that file where update is set.
func Golden(t *testing.T, doc read.Document, path string, update bool) {
	t.Helper()
	got := strings.Join(Lines(doc), "\n") + "\n"
	if update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(Load(t, path)), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// Values returns the 25 × 7 values of the form's third table: of the grid that has the heading, the cells in the columns below the seven
// headings. It looks for nothing but places, as the tests of readers are about places.
func Values(t *testing.T, doc read.Document, first, last, total string) [][]string {
	t.Helper()
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		byPlace := map[[2]int]read.GridCell{}
		top, left, right := -1, -1, -1
		for _, c := range b.Grid.Cells {
			byPlace[[2]int{c.Row, c.Column}] = c
			switch c.Text {
			case first:
				left = c.Column
			case total:
				if c.Row > 0 && left >= 0 && right < 0 {
					right = c.Column
				}
			case last:
				top = c.Row + 1
			}
		}
		if top < 0 || left < 0 || right < 0 {
			continue
		}
		var rows [][]string
		for row := top; row < top+25; row++ {
			var values []string
			for column := left; column <= right; column++ {
				if c, ok := byPlace[[2]int{row, column}]; ok {
					values = append(values, strings.TrimSpace(c.Text)) // blanks come as NBSP too
				}
			}
			rows = append(rows, values)
		}
		return rows
	}
	t.Fatalf("no grid with the headings %q, %q and %q", first, last, total)
	return nil
}

// Truth reads a CSV file of values.
func Truth(t *testing.T, path string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(Load(t, path)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Deadline tells a reader that hangs from one that is slow on a busy machine: the slowest of 20,000 damaged documents took 0.1 s.
const Deadline = 30 * time.Second

// Hostile reads bytes that may be anything: the answer is a document or an error with a reason, in time. A panic ends
// the test.
func Hostile(t testing.TB, r read.Reader, b []byte) (read.Document, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Deadline)
	defer cancel()
	limits := read.DefaultLimits()
	docs, err := r.Read(ctx, read.Source{Path: "hostile", Bytes: b, Limits: limits})
	if err != nil {
		if _, ok := fault.Reason(err); !ok {
			t.Errorf("an error without a reason: %v", err)
		}
		if ctx.Err() != nil {
			t.Errorf("took longer than %v: %v", Deadline, err)
		}
		return read.Document{}, err
	}
	if len(docs) == 0 {
		t.Fatal("neither a document nor an error")
	}
	for _, block := range docs[0].Blocks {
		if block.Grid != nil {
			Check(t, block.Grid, limits)
		}
	}
	return docs[0], nil
}

// Check fails where a grid breaks its own rules: cells outside of it, on top of each other or out of order.
func Check(t testing.TB, g *read.Grid, limits read.Limits) {
	t.Helper()
	if len(g.Cells) > limits.Cells || g.Columns > limits.Columns {
		t.Fatalf("%d cells in %d columns, more than the limits", len(g.Cells), g.Columns)
	}
	if g.Edges != nil && len(g.Edges) != g.Columns+1 {
		t.Fatalf("%d edges for %d columns", len(g.Edges), g.Columns)
	}
	free := make([]int, g.Columns) // the row from which a column is free
	row, column := -1, -1
	for _, c := range g.Cells {
		if c.RowSpan < 1 || c.ColumnSpan < 1 || c.Row < 0 || c.Column < 0 ||
			c.Row+c.RowSpan > g.Rows || c.Column+c.ColumnSpan > g.Columns {
			t.Fatalf("cell %+v is outside of %d × %d", c, g.Rows, g.Columns)
		}
		if c.Row < row || c.Row == row && c.Column <= column {
			t.Fatalf("cell %+v is out of order", c)
		}
		row, column = c.Row, c.Column
		for i := c.Column; i < c.Column+c.ColumnSpan; i++ {
			if free[i] > c.Row {
				t.Fatalf("cell %+v lies on another one", c)
			}
			free[i] = c.Row + c.RowSpan
		}
	}
}

// Corruptions are how many damaged copies of a document the readers are tried with.
const Corruptions = 300

// Corrupt reads copies of a document with 20 bytes changed at random, always the same ones, and logs how many were
// still read.
func Corrupt(t *testing.T, r read.Reader, b []byte) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	readable := 0
	for range Corruptions {
		damaged := append([]byte(nil), b...)
		for range 20 {
			damaged[random.IntN(len(damaged))] = byte(random.Uint32())
		}
		if _, err := Hostile(t, r, damaged); err == nil {
			readable++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of %d read, the others refused", readable, Corruptions)
}

// Truncate reads the beginning of a document, cut at many places. A cut document must be refused as truncated or
// damaged, or, where less than tolerated bytes are missing, may be read.
func Truncate(t *testing.T, r read.Reader, b []byte, tolerated int) {
	t.Helper()
	for i := 1; i < 40; i++ {
		size := len(b) * i / 40
		_, err := Hostile(t, r, b[:size])
		if err == nil {
			if len(b)-size > tolerated {
				t.Errorf("cut to %d of %d bytes: read without a word", size, len(b))
			}
			continue
		}
		if reason, _ := fault.Reason(err); reason != "truncated" && reason != "damaged" {
			t.Errorf("cut to %d of %d bytes: %v", size, len(b), err)
		}
	}
}

// Benchmark measures the reading of a document in ms and allocations.
func Benchmark(b *testing.B, r read.Reader, doc []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(doc)))
	src := read.Source{Path: "benchmark", Bytes: doc, Limits: read.DefaultLimits()}
	for b.Loop() {
		if _, err := r.Read(context.Background(), src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/doc")
}
