package scanned_test

import (
	"errors"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/check"
	"gongkai/ingest/read"
	"gongkai/ingest/recognise/scanned"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/synth"
)

// gridOf lays a table out as a picture of it is read: labels are not.
func gridOf(t *synth.Table) *read.Grid {
	lattice := t.Lattice()
	g := &read.Grid{Rows: len(lattice), Columns: len(lattice[0]), Page: 1}
	for r, row := range lattice {
		for c, slot := range row {
			if slot.Row != r || c > 0 && row[c-1] == slot {
				continue
			}
			cell := t.Rows[r][slot.Cell]
			text, sure := "\uFFFD", 0.0
			if cell.Role == synth.RoleValue {
				text, sure = cell.Text, 0.999
			}
			g.Cells = append(g.Cells, read.GridCell{Row: r, Column: c, RowSpan: max(1, cell.RowSpan), ColumnSpan: max(1, cell.ColSpan), Text: text, Sure: sure})
		}
	}
	return g
}

func world(t *testing.T, form string) (*scanned.Recogniser, synth.Report, *read.Document) {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	checker, err := check.New(set, all)
	if err != nil {
		t.Fatal(err)
	}
	source, err := synth.New(3)
	if err != nil {
		t.Fatal(err)
	}
	made := source.Report(synth.Options{Form: form, Size: synth.Dense})
	doc := &read.Document{Scanned: true}
	for _, b := range made.Document().Blocks {
		if b.Table != nil {
			doc.Blocks = append(doc.Blocks, read.Block{Grid: gridOf(b.Table)})
		}
	}
	return scanned.New(set, all, checker), made, doc
}

func TestFill(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"2019", "2021"} {
		rec, made, doc := world(t, form)
		var r report.Report
		if err := rec.Fill(&r, doc); err != nil {
			t.Fatal(err)
		}
		// Rows that changed places keep every sum, and labels are not read: each number that counts is named as one to look at.
		told := map[string]bool{}
		for _, f := range r.Findings {
			for _, code := range f.Cells {
				told[code] = told[code] || f.Rule == "layout.scan_labels" && f.Severity == report.Warning
			}
		}
		read := 0
		for _, cell := range r.Cells {
			if !cell.State.HasValue() {
				continue
			}
			read++
			if !told[cell.Code] {
				t.Errorf("%s %s: nobody says that its label was not read", form, cell.Code)
			}
			if truth := made.Facts.Cells[cell.Code]; cell.State != report.Inferred || cell.Value != truth.Value {
				t.Errorf("%s %s: %v %s, %v is printed", form, cell.Code, cell.Value, cell.State, truth.Value)
			}
		}
		if read < 150 || r.Forms.Request != form {
			t.Errorf("%s: %d cells are read, form %s", form, read, r.Forms.Request)
		}
	}
}

// TestMisread changes each cell of table 三 in turn: what is wrong never counts.
func TestMisread(t *testing.T) {
	t.Parallel()
	rec, made, doc := world(t, "2021")
	grid := doc.Blocks[1].Grid
	for i := range grid.Cells {
		cell := &grid.Cells[i]
		if cell.Sure == 0 {
			continue
		}
		text := cell.Text
		cell.Text = "1" + text
		var r report.Report
		if err := rec.Fill(&r, doc); err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Cells {
			if c.State.HasValue() && c.Value != made.Facts.Cells[c.Code].Value {
				t.Errorf("%s is read as %v, %v is printed", c.Code, c.Value, made.Facts.Cells[c.Code].Value)
			}
		}
		cell.Text = text
	}
}

func TestShapeIsNotTheForms(t *testing.T) {
	t.Parallel()
	tests := map[string]func(g *read.Grid){
		"a row is missing":   func(g *read.Grid) { g.Rows-- },
		"a column is more":   func(g *read.Grid) { g.Columns++ },
		"a number is merged": func(g *read.Grid) { g.Cells[len(g.Cells)-2].ColumnSpan = 2 },
		"nothing is sure": func(g *read.Grid) {
			for i := range g.Cells {
				g.Cells[i].Sure = 0.5
			}
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rec, _, doc := world(t, "2021")
			doc.Blocks = doc.Blocks[1:2]
			change(doc.Blocks[0].Grid)
			if err := rec.Fill(&report.Report{}, doc); !errors.Is(err, fault.ErrNeedsOCR) {
				t.Errorf("%v, want the document refused", err)
			}
		})
	}
}
