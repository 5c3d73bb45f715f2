package render

import (
	"encoding/hex"
	"fmt"
	"strings"

	"gongkai/synth"
	"gongkai/synth/pdffile"
)

// pdf is a PDF 1.4 as office programs print it: ruling lines, and text in a Chinese font that is not embedded, encoded
// GBK-EUC-H and without ToUnicode, as real agencies publish.
func pdf(d *synth.Document) ([]byte, error) {
	pages := pages(d)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"", // 2: the pages
		"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>" +
			" /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>",
		"<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -141 1000 859] " +
			"/ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 859 /StemV 80 >>",
	}
	var kids []string
	for _, p := range pages {
		content, err := pdfContent(p)
		if err != nil {
			return nil, err
		}
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", pageWidth,
				pageHeight, n+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), strings.Join(kids, " "))
	return pdffile.Assemble(objects), nil
}

// pdfContent draws a page; PDF counts y from the bottom.
func pdfContent(p page) (string, error) {
	var out strings.Builder
	out.WriteString("0.5 w\n")
	for _, r := range p.rules {
		fmt.Fprintf(&out, "%.2f %.2f m %.2f %.2f l S\n", r.x0, pageHeight-r.y0, r.x1, pageHeight-r.y1)
	}
	if err := pdfTexts(&out, p.under); err != nil {
		return "", err
	}
	for _, b := range p.boxes {
		fmt.Fprintf(&out, "1 g %.2f %.2f %.2f %.2f re f 0 g\n", b.x0, pageHeight-b.y1, b.x1-b.x0, b.y1-b.y0)
	}
	if err := pdfTexts(&out, p.texts); err != nil {
		return "", err
	}
	for _, r := range p.over {
		fmt.Fprintf(&out, "%.2f %.2f m %.2f %.2f l S\n", r.x0, pageHeight-r.y0, r.x1, pageHeight-r.y1)
	}
	return out.String(), nil
}

func pdfTexts(out *strings.Builder, texts []printed) error {
	if len(texts) == 0 {
		return nil
	}
	out.WriteString("BT\n")
	for _, t := range texts {
		code, err := gbk([]byte(strings.ReplaceAll(t.text, "\u00a0", " ")))
		if err != nil {
			return err
		}
		before, after := "", ""
		switch {
		case t.isHidden():
			before, after = "3 Tr ", "0 Tr\n"
		case t.isWhite():
			before, after = "1 1 1 rg ", "0 g\n"
		}
		fmt.Fprintf(out, "%s/F1 %g Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj\n%s", before, t.size, t.x, pageHeight-t.y, hex.EncodeToString(code), after)
	}
	out.WriteString("ET\n")
	return nil
}
