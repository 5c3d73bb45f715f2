package recognise

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// noted reads a real report whose document was changed, and returns it.
func noted(t *testing.T, change func(doc *read.Document)) report.Report {
	t.Helper()
	body, err := os.ReadFile("../../testdata/reports/pingtan_zone_2023.html")
	if err != nil {
		t.Fatal(err)
	}
	doc := document(t, body)
	doc.Notes = nil // the page hides a menu
	for i := range doc.Blocks {
		doc.Blocks[i].Looks = 0
	}
	change(doc)
	reports, err := newRecogniser(t, 2023).Reports(doc, Given{})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != 1 {
		t.Fatalf("%d reports, want 1", len(reports))
	}
	return reports[0]
}

// gridOf returns a grid of the document and its block, by a text that one of its cells has.
func gridOf(t *testing.T, doc *read.Document, text string) *read.Grid {
	t.Helper()
	for i := range doc.Blocks {
		if g := doc.Blocks[i].Grid; g != nil && slices.ContainsFunc(g.Cells, func(c read.GridCell) bool { return strings.Contains(c.Text, text) }) {
			return g
		}
	}
	t.Fatalf("no grid has %q", text)
	return nil
}

func leftOutOf(r report.Report) (found []report.Finding) {
	for _, f := range r.Findings {
		if f.Rule == ruleLeftOut {
			found = append(found, f)
		}
	}
	return found
}

func TestWhatIsLeftOutIsTold(t *testing.T) {
	t.Parallel()
	t.Run("a struck out text in a cell of values", func(t *testing.T) {
		t.Parallel()
		var want string
		r := noted(t, func(doc *read.Document) {
			g := gridOf(t, doc, "本年新收政府信息公开申请数量")
			i := slices.IndexFunc(g.Cells, func(c read.GridCell) bool { return c.Text == "81" })
			g.Cells[i].Looks = printed.Struck
			want = report.Place{Grid: 2, Row: g.Cells[i].Row + 1, Column: g.Cells[i].Column + 1}.String()
		})
		found := leftOutOf(r)
		if len(found) != 1 || found[0].Severity != report.Warning || found[0].Subject != report.Request ||
			!slices.Equal(found[0].Cells, []string{"request.received.total"}) {
			t.Fatalf("%+v", found)
		}
		if !strings.Contains(found[0].MessageEN, "struck out text 1 ("+want+")") || !strings.Contains(found[0].MessageZH, "划去的文字 1（") {
			t.Errorf("%s / %s", found[0].MessageEN, found[0].MessageZH)
		}
		if len(r.Notes) != 1 || r.Notes[0].Kind != report.NoteStruck {
			t.Errorf("notes %+v", r.Notes)
		}
	})
	t.Run("a hidden row inside the table", func(t *testing.T) {
		t.Parallel()
		r := noted(t, func(doc *read.Document) {
			g := gridOf(t, doc, "本年新收政府信息公开申请数量")
			g.Notes = append(g.Notes, report.Note{Kind: report.NoteHiddenRow, Place: report.Place{Row: 8}, Count: 7})
		})
		found := leftOutOf(r)
		if len(found) != 1 || found[0].Severity != report.Warning || len(found[0].Cells) != 0 || r.Notes[0].Count != 7 {
			t.Errorf("%+v, %+v", found, r.Notes)
		}
	})
	t.Run("outside of the tables it is for information", func(t *testing.T) {
		t.Parallel()
		r := noted(t, func(doc *read.Document) {
			doc.Notes = append(doc.Notes, report.Note{Kind: report.NotePicture, Count: 3})
			doc.Blocks[0].Looks = printed.Hidden
			g := gridOf(t, doc, "本年新收政府信息公开申请数量")
			g.Notes = append(g.Notes, report.Note{Kind: report.NoteHiddenRow, Place: report.Place{Row: g.Rows + 1}, Count: 7})
		})
		found := leftOutOf(r)
		if len(found) != 1 || found[0].Severity != report.Info || found[0].Subject != "" || len(r.Notes) != 3 {
			t.Errorf("%+v, %+v", found, r.Notes)
		}
	})
	t.Run("nothing", func(t *testing.T) {
		t.Parallel()
		if found := leftOutOf(noted(t, func(*read.Document) {})); len(found) != 0 {
			t.Errorf("%+v", found)
		}
	})
}

func TestDoubtfulTextGivesNoNumber(t *testing.T) {
	t.Parallel()
	for _, text := range []string{printed.Object + "81", "8" + printed.Object + "1", "81" + printed.Object, printed.Object} {
		r := noted(t, func(doc *read.Document) {
			g := gridOf(t, doc, "本年新收政府信息公开申请数量")
			i := slices.IndexFunc(g.Cells, func(c read.GridCell) bool { return c.Text == "81" })
			g.Cells[i].Text = text
		})
		i := slices.IndexFunc(r.Cells, func(c report.Cell) bool { return c.Code == "request.received.total" })
		cell := r.Cells[i]
		want := strings.ReplaceAll(text, printed.Object, "")
		if want == "" {
			want = printed.Object
		}
		if cell.State != report.Unreadable || cell.Raw != want {
			t.Errorf("%q: %s, raw %q, want %q", text, cell.State, cell.Raw, want)
		}
	}
	r := noted(t, func(doc *read.Document) {
		g := gridOf(t, doc, "本年新收政府信息公开申请数量")
		for i := range g.Cells {
			if strings.Contains(g.Cells[i].Text, "本年新收政府信息公开申请数量") {
				g.Cells[i].Text = printed.Object + g.Cells[i].Text
			}
		}
	})
	if i := slices.IndexFunc(r.Cells, func(c report.Cell) bool { return c.Code == "request.received.total" }); r.Cells[i].Value != report.Whole(81) {
		t.Errorf("a label beside a picture: %+v", r.Cells[i])
	}
}
