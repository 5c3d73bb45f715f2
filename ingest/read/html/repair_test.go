package html

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/html/token"
	"gongkai/ingest/read/html/tree"
)

// Pages that need no repair are read in one pass, as they are read by the parser that repairs.
func TestOnePass(t *testing.T) {
	t.Parallel()
	taken := 0
	pages := testPages(t)
	for _, page := range pages {
		if bothWays(t, string(page.body)) {
			taken++
		} else {
			t.Logf("%s is repaired", page.name)
		}
	}
	if taken*10 < len(pages)*9 {
		t.Errorf("%d of %d pages are read in one pass, want nine of ten", taken, len(pages))
	}
}

// A page of this kind ended a tag with what stood behind a tag that only dresses: no < of a text begins one.
func TestTextBeginsNoTag(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"<table><tr><td>a<td>1 <<b>p></b>2</table>", "<svg></svg><table><tr><td>a<td>1 <<b>p></b>2</table>"} {
		blocks := mustRead(t, page).Blocks
		if got := blocks[len(blocks)-1].Grid.Cells[1].Text; got != "1 <p>2" {
			t.Errorf("%s reads as %q", page, got)
		}
	}
}

func FuzzOnePass(f *testing.F) {
	for _, page := range testPages(f) {
		f.Add(string(page.body))
	}
	f.Add("<style>.x{display:none}</style><table><tr><td><b class=x>1</b><s>2</s><del>3</del><bdo dir=rtl>4</bdo><span style=display:none>5</table>")
	f.Fuzz(func(t *testing.T, page string) { bothWays(t, page) })
}

// bothWays compares the documents of both trees of a page and returns whether the first was made.
func bothWays(t *testing.T, page string) bool {
	u := undresser{ctx: t.Context()}
	built := tree.New()
	if _, err := u.run(page, built); err != nil {
		return false
	}
	root := built.Root()
	if built.Failed() {
		return false
	}
	again := u.again()
	repaired, err := again.repaired(page)
	if err != nil {
		t.Errorf("only one way fails: %v", err)
		return true
	}
	var docs [2]read.Document
	for i, root := range []*html.Node{root, repaired} {
		var b style.Builder
		s := token.New(page)
		for kind := s.Next(); kind != token.End; kind = s.Next() {
			if s.IsRaw() {
				b.Add(s.Raw(), "")
			}
		}
		sheet, err := b.Sheet()
		if err != nil {
			return true
		}
		w := walker{ctx: t.Context(), limits: read.DefaultLimits(), sheet: sheet}
		if err := w.page(root); err != nil {
			return true
		}
		docs[i] = read.Document{Blocks: w.blocks(), Links: links(root)}
		docs[i].Title, docs[i].Meta = meta(root, sheet)
	}
	if diff := cmp.Diff(docs[1], docs[0]); diff != "" {
		t.Errorf("%.200q (-repaired +built):\n%s", strings.TrimSpace(page), diff)
	}
	return true
}
