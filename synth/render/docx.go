package render

import (
	"fmt"
	"html"
	"strings"

	"gongkai/synth"
)

// docx is a Word document: gridSpan over columns, vMerge over rows.
func docx(d *synth.Document) ([]byte, error) {
	var body strings.Builder
	for _, b := range d.Blocks {
		switch {
		case b.Table != nil:
			docxTable(&body, b.Table)
			body.WriteString("<w:p/>")
		case b.Heading == 0:
			body.WriteString("<w:p>" + docxRun(b.Text) + "</w:p>")
		default:
			fmt.Fprintf(&body, `<w:p><w:pPr><w:pStyle w:val="%d"/></w:pPr>%s</w:p>`, b.Heading, docxRun(b.Text))
		}
	}
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	styles := ""
	if d.HasStrays() {
		styles = `<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>`
	}
	parts := []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
			styles + `</Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ` +
			`Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", xmlHead + `<w:document ` + space + `><w:body>` + body.String() +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`},
	}
	if d.HasStrays() {
		parts = append(parts, strayStylesDOCX(space)...)
	}
	return pack(parts)
}

// docxRun is a text, its digits in a run of their own as Word writes them.
func docxRun(text string) string {
	var out strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteString("<w:r><w:br/></w:r>")
		}
		runes := []rune(line)
		for from := 0; from < len(runes); {
			to := from + 1
			for to < len(runes) && (runes[to] < 0x80) == (runes[from] < 0x80) {
				to++
			}
			fmt.Fprintf(&out, `<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`,
				html.EscapeString(string(runes[from:to])))
			from = to
		}
	}
	return out.String()
}

func docxTable(out *strings.Builder, t *synth.Table) {
	grid := t.Lattice()
	out.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>`)
	for range grid[0] {
		out.WriteString(`<w:gridCol w:w="900"/>`)
	}
	out.WriteString(`</w:tblGrid>`)
	for r, row := range grid {
		out.WriteString(`<w:tr>`)
		if r < t.Header {
			out.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for c := 0; c < len(row); {
			s := row[c]
			if !s.Covered {
				if after := len(row) - c; allFree(row[c:]) {
					fmt.Fprintf(out, "<!-- %d -->", after)
					break
				}
				out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p/></w:tc>`)
				c++
				continue
			}
			span := 1
			for c+span < len(row) && row[c+span] == s {
				span++
			}
			cell := t.Rows[s.Row][s.Cell]
			fmt.Fprintf(out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, 900*span)
			if span > 1 {
				fmt.Fprintf(out, `<w:gridSpan w:val="%d"/>`, span)
			}
			text, stray := cell.Text, cell
			if cell.RowSpan > 1 {
				if s.Row == r {
					out.WriteString(`<w:vMerge w:val="restart"/>`)
				} else {
					out.WriteString(`<w:vMerge/>`)
					text, stray.Stray = "", nil
				}
			}
			out.WriteString(`</w:tcPr><w:p>` + strayDOCX(stray, docxRun(text)) + `</w:p></w:tc>`)
			c += span
		}
		out.WriteString(`</w:tr>`)
	}
	out.WriteString(`</w:tbl>`)
}

func allFree(row []synth.Slot) bool {
	for _, s := range row {
		if s.Covered {
			return false
		}
	}
	return true
}
