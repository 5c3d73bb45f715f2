package docx

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// withChunk packs a body with a document inside, which its relation rId5 names.
func withChunk(t testing.TB, body, name, mode, content string) []byte {
	t.Helper()
	rels := fmt.Sprintf(`<Relationships><Relationship Id="rId1" Type="http://x/styles" Target="styles.xml"/><Relationship Id="rId5" Type="http://x/relationships/aFChunk" Target="%s"%s/></Relationships>`, name, mode)
	return pack(t, part{"word/document.xml", document(body)}, part{"word/_rels/document.xml.rels", rels}, part{"word/" + name, content})
}

func TestChunks(t *testing.T) {
	t.Parallel()
	const (
		chunk = `<w:altChunk r:id="rId5"/>`
		page  = `<html><head><meta charset="utf-8"><title>题</title></head><body><p>二</p><table><tr><td>a</td><td>5</td></tr></table></body></html>`
	)
	mht := "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n" + page + "\r\n--x--\r\n"
	rtf := `{\rtf1\ansi\ansicpg936 \u20108?\par\trowd\cellx1000\cellx2000\pard\intbl a\cell 5\cell\row\pard}`
	inner := withBody(t, p("二")+inCell(p("5")))
	within := []string{`paragraph,"一"`, `paragraph,"二"`, `"5"`, `paragraph,"三"`}
	for _, test := range []struct {
		name  string
		bytes []byte
		want  []string
	}{
		{"a page", withChunk(t, p("一")+chunk+p("三"), "a.html", "", page), within},
		{"a page without a head", withChunk(t, p("一")+chunk+p("三"), "a.html", "", strings.Replace(page, `<head><meta charset="utf-8"><title>题</title></head>`, "", 1)), within},
		{"a web archive", withChunk(t, p("一")+chunk+p("三"), "a.mht", "", mht), within},
		{"RTF", withChunk(t, p("一")+chunk+p("三"), "a.rtf", "", rtf), within},
		{"another DOCX", withChunk(t, p("一")+chunk+p("三"), "a.docx", "", string(inner)), within},
		{"a picture beside a table", withChunk(t, chunk+inCell(p("5")), "a.bin", "", "\x89PNG\r\n\x1a\n"), []string{`"5"`, "note,embedded,1"}},
		{"a relation to nothing", withChunk(t, `<w:altChunk r:id="rId9"/>`+inCell(p("5")), "a.html", "", page), []string{`"5"`, "note,embedded,1"}},
		{"a page somewhere else", withChunk(t, chunk+inCell(p("5")), "a.html", ` TargetMode="External"`, page), []string{`"5"`, "note,embedded,1"}},
		{"a part of a master document", withChunk(t, inCell(p("5"))+`<w:p><w:subDoc r:id="rId5"/></w:p>`, "a.docx", "", string(inner)), []string{`"5"`, "note,embedded,1"}},
		{"a page in a cell", withChunk(t, inCell(p("")+chunk), "a.html", "", page), want("￼", "embedded")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, test.bytes)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("what is hidden in a document inside", func(t *testing.T) {
		t.Parallel()
		inner := withBody(t, inCell(para(pr("<w:vanish/>", "99"), r("5"))))
		if diff := cmp.Diff(want("5", "hidden"), lines(t, withChunk(t, chunk, "a.docx", "", string(inner)))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
	t.Run("the title is that of the page", func(t *testing.T) {
		t.Parallel()
		docs, err := readBytes(t, withChunk(t, chunk, "a.html", "", page))
		if err != nil {
			t.Fatal(err)
		}
		if docs[0].Title != "题" || docs[0].Format != "docx" {
			t.Errorf("title %q, format %q", docs[0].Title, docs[0].Format)
		}
	})
	t.Run("a reason where nothing else holds a table", func(t *testing.T) {
		t.Parallel()
		_, err := readBytes(t, withChunk(t, p("一")+chunk, "a.bin", "", "\x89PNG\r\n\x1a\n"))
		if !errors.Is(err, fault.ErrUnsupported) || !strings.Contains(err.Error(), "altChunk") {
			t.Errorf("Read = %v, want %v and the name of the element", err, fault.ErrUnsupported)
		}
	})
	t.Run("documents in each other without end", func(t *testing.T) {
		t.Parallel()
		b := withBody(t, p("一"))
		for range 5 {
			b = withChunk(t, p("一")+chunk, "a.docx", "", string(b))
		}
		if _, err := readBytes(t, b); !errors.Is(err, fault.ErrUnsupported) {
			t.Errorf("Read = %v, want %v", err, fault.ErrUnsupported)
		}
	})
	t.Run("more documents than the limit", func(t *testing.T) {
		t.Parallel()
		docs, err := readBytes(t, withChunk(t, strings.Repeat(chunk, maxChunks+3), "a.html", "", page))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"note,embedded,3"}, lines(t, withChunk(t, strings.Repeat(chunk, maxChunks+3), "a.html", "", page))[2*maxChunks:]); diff != "" || len(docs) != 1 {
			t.Errorf("notes (-want +got):\n%s", diff)
		}
	})
}

// TestSheet holds that the styles are found however the file is written.
func TestSheet(t *testing.T) {
	t.Parallel()
	const sheet = `<w:styles><w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style></w:styles>`
	body := inCell(para(pr("<w:rStyle w:val='S'/>", "99"), r("5")))
	flat := `<?xml version="1.0"?><pkg:package><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body>` + body + `</w:body></w:document></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/styles.xml"><pkg:xmlData>` + sheet + `</pkg:xmlData></pkg:part></pkg:package>`
	old := `<?xml version="1.0"?><w:wordDocument>` + sheet + `<w:body>` + body + `</w:body></w:wordDocument>`
	const rels = `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="/word/s2.xml"/></Relationships>`
	for _, test := range []struct {
		name  string
		bytes []byte
		want  []string
	}{
		{"the usual name", pack(t, part{"word/document.xml", document(body)}, part{"word/styles.xml", sheet}), want("5", "struck")},
		{"another prefix", pack(t, part{"word/document.xml", strings.ReplaceAll(document(body), "w:", "x:")}, part{"word/styles.xml", strings.ReplaceAll(sheet, "w:", "y:")}), want("5", "struck")},
		{"found by its relation", pack(t, part{"word/document.xml", document(body)}, part{"word/_rels/document.xml.rels", rels}, part{"word/s2.xml", sheet}, part{"word/styles.xml", "<w:styles/>"}), want("5", "struck")},
		{"flat OPC, styles last", []byte(flat), want("5", "struck")},
		{"Word 2003", []byte(old), want("5", "struck")},
		{"flat OPC, the styles of the glossary", []byte(strings.ReplaceAll(flat, "/word/styles.xml", "/word/glossary/styles.xml")), want("995")},
		{"a style without a name", pack(t, part{"word/document.xml", document(inCell(p("5")))}, part{"word/styles.xml", strings.ReplaceAll(sheet, `w:styleId="S"`, "")}), want("5")},
		{"styles that are damaged", pack(t, part{"word/document.xml", document(inCell(p("5")))}, part{"word/styles.xml", sheet[:40]}), []string{`"5"`, "note,broken,1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, test.bytes)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSheetHostile holds that styles and lists cannot take more than their share.
func TestSheetHostile(t *testing.T) {
	t.Parallel()
	var chain strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&chain, `<w:style w:type="character" w:styleId="%d"><w:basedOn w:val="%d"/></w:style>`, i, i+1)
	}
	var body strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&body, `<w:r><w:rPr><w:rStyle w:val="%d"/></w:rPr><w:t>1</w:t></w:r>`, i)
	}
	if _, err := readBytes(t, styled(t, chain.String(), "", para(body.String()))); err != nil {
		t.Errorf("a long chain of styles: %v", err)
	}
	if _, err := readBytes(t, styled(t, strings.Repeat("<w:style>", 100_000), "", p("一"))); !errors.Is(err, fault.ErrTooLarge) {
		t.Errorf("styles in each other: %v, want %v", err, fault.ErrTooLarge)
	}
	linked := `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	style := `<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	if diff := cmp.Diff(want("￼5", "beside"), lines(t, styled(t, style, linked, inCell(para("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", r("5")))))); diff != "" {
		t.Errorf("a list that is linked to itself (-want +got):\n%s", diff)
	}
	boxes := strings.Repeat(vml(`<v:rect style="position:absolute;margin-left:0;margin-top:0;width:60pt;height:16pt"/>`), 20_000)
	wide := tbl(strings.Repeat(tr(cells("1", "2", "3", "4")), 5000), tr(tc("", para(boxes)), tc("", p("1"))))
	if _, err := readBytes(t, withBody(t, wide)); err != nil {
		t.Errorf("many boxes over many cells: %v", err)
	}
	open := para(strings.Repeat(fld("begin"), 50_000), r("1")) + p("2")
	if _, err := readBytes(t, withBody(t, open)); err != nil {
		t.Errorf("many fields: %v", err)
	}
}
