package docx

import (
	"os"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"
)

// FuzzRead reads bytes as a file and, since a random change breaks the checksum of a ZIP entry, as a main part.
func FuzzRead(f *testing.F) {
	b, err := os.ReadFile("testdata/libreoffice_blank.docx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	for _, body := range []string{
		tbl(tr(tc(`<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>`, p("a")), tc("", p("b"))), tr(tc(`<w:vMerge/><w:gridSpan w:val="2"/>`, ""), tc("", p("c")))),
		tbl(tr(tc(`<w:hMerge w:val="restart"/>`, p("a")), tc(`<w:hMerge/>`, "")), "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>"+cells("d", "e")+"</w:tr>"),
		tbl(tr(tc("", tbl(tr(cells("1", "2")))), tc("", p("3")))),
		"<w:p><mc:AlternateContent><mc:Choice>" + r("一") + "</mc:Choice></mc:AlternateContent><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
	} {
		f.Add([]byte(document(body)))
	}
	first := para("<w:pPr><w:pStyle w:val='P'/></w:pPr>", pr("<w:rStyle w:val='S'/><w:color w:val='FFFFFF' w:themeColor='accent1'/>", "1"), fld("begin"), instr("="), fld("separate"), r("2"), fld("end"))
	second := para(floating(0, 0, 60, 16, "", "wrapNone", boxed), r("3"))
	f.Add([]byte(`<pkg:package><w:document><w:body>` + tbl(tr(tc("", first), tc("<w:shd w:val='pct20' w:fill='000000'/>", second))) +
		`</w:body></w:document><w:styles><w:style w:type="paragraph" w:styleId="P"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="S"><w:basedOn w:val="S"/><w:rPr><w:strike/></w:rPr></w:style></w:styles><w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering><a:theme><a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="FFFFFF"/></a:accent1></a:clrScheme></a:themeElements></a:theme></pkg:package>`))
	f.Add([]byte(document(para(vml(`<v:line style="position:absolute;z-index:1" from="0,8pt" to="60pt,8pt"/>`)+r("1")) + tbl(tr(cells("1", "2")), tr(cells("3", "4"))))))
	f.Add(withChunk(f, "<w:altChunk r:id='rId5'/>", "a.html", "", "<html><table><tr><td>1<td>2</table>"))
	f.Add([]byte("\xff\xfe<\x00?\x00"))
	f.Add([]byte(`<?xml version="1.0" encoding="gbk"?><body><p><r><t>` + "\xd2\xbb" + `</t></r></p></body>`))
	limits := read.DefaultLimits()
	limits.Columns, limits.Cells = 64, 5000
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := New().Read(t.Context(), read.Source{Bytes: b, Limits: limits})
		if err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Errorf("error without a reason: %v", err)
			}
			return
		}
		for _, block := range docs[0].Blocks {
			if block.Grid != nil {
				readtest.Check(t, block.Grid, limits)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	file, err := os.ReadFile("testdata/libreoffice_blank.docx")
	if err != nil {
		b.Fatal(err)
	}
	src := read.Source{Bytes: file, Limits: read.DefaultLimits()}
	b.SetBytes(180 << 10) // of the XML, unpacked
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New().Read(b.Context(), src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/doc")
}
