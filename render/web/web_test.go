package web

import (
	"bytes"
	"strings"
	"testing"

	"gongkai/config/messages"
)

func site(t *testing.T, change func(*Site)) *Site {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{
		Say: catalogue.In(messages.English), Address: Address{Language: messages.English}, Style: "/static/style.css", Host: "http://localhost",
		Day: "2026-01-15", Shown: "data of snapshot 1",
	}
	if change != nil {
		change(s)
	}
	return s
}

func written(t *testing.T, s *Site, p *Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.Write(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A name from a document is a name wherever it stands, also in an address, a citation and a list of references.
func TestTextsOfDocumentsAreTexts(t *testing.T) {
	t.Parallel()
	const evil = `<script>alert(1)</script>"onload=x {\input}`
	s := site(t, func(s *Site) { s.Contact = "data@example.org" })
	p := &Page{
		Title: evil, Heading: evil, Crumbs: []Link{{Text: evil, Href: "javascript:alert(1)"}}, Lead: texts([]string{evil}),
		Parts: []Part{{
			Heading: evil, Words: []string{evil}, Lines: []Line{{{Text: evil}}}, Code: evil,
			Table: &Table{Columns: []Column{{evil, false}}, Rows: []Row{{Cells: []Cell{{Text: evil, Note: evil, Look: evil}}}}},
			Forms: []FormTable{{Title: evil, Rows: [][]FormCell{{{Text: evil, ID: evil, Tip: evil, Needs: evil, Rows: 1, Columns: 1}}}}},
		}},
		Cite: s.cite(evil, s.Address.Agency(evil), evil),
	}
	text := written(t, s, p)
	for _, never := range []string{"<script", `"onload=x {`, "javascript:alert", "{\\input}"} {
		if strings.Contains(strings.ReplaceAll(text, `&#34;onload=x {\input}`, ""), never) {
			t.Errorf("%q is in\n%s", never, text)
		}
	}
}

// Only pages of totals are shown as a release holds them; links to all others leave it.
func TestAddressesOfARelease(t *testing.T) {
	t.Parallel()
	a := Address{Language: messages.Chinese, Release: "2023-ab", Reading: map[string][]string{"strict": {"true"}}}
	for got, want := range map[string]string{
		a.Region("320000", 2023):               "/zh/release/2023-ab/region/320000?strict=true&year=2023",
		a.Part("320000", "/missing", 2023):     "/zh/release/2023-ab/region/320000/missing?strict=true&year=2023",
		a.Part("320000", "/finding", 0):        "/zh/region/320000/finding?strict=true",
		a.Explain("320000", 2023, "open_rate"): "/zh/release/2023-ab/explain/320000/2023/open_rate?strict=true",
		a.Report(12, "request.received.total"): "/zh/report/12?strict=true#request.received.total",
		a.Agency("7"):                          "/zh/agency/7?strict=true",
		a.Indicator("open_rate"):               "/zh/indicator/open_rate?strict=true",
		(Address{Off: true}).Region("1", 2):    "",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	text := written(t, site(t, func(s *Site) { s.Address.Release = "2023-ab" }), &Page{Title: "x"})
	if !strings.Contains(text, `<a href="/en/release/2023-ab">The numbers as release 2023-ab froze them</a>`) {
		t.Errorf("a page of a release does not say so:\n%s", text)
	}
}

func TestBaseName(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/srv/data/a.html": "a.html", `C:\data\a.pdf`: "a.pdf", "/srv/a.zip!inner/b.doc": "b.doc", "a.zip!b.doc": "b.doc", "plain": "plain",
	} {
		if got := BaseName(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// A column in which nothing stands is left out, but for the first.
func TestEmptyColumnsAreLeftOut(t *testing.T) {
	t.Parallel()
	table := Table{Columns: []Column{{"name", false}, {"empty", false}, {"note", false}}}
	table.add(Cell{}, Cell{}, Cell{Note: "n"})
	table.add(Cell{Text: "b"}, Cell{}, Cell{})
	table.dropEmpty()
	if len(table.Columns) != 2 || table.Columns[1].Heading != "note" || len(table.Rows[0].Cells) != 2 {
		t.Errorf("%+v", table)
	}
}
