package render

import (
	"fmt"
	"html"
	"strings"

	"gongkai/synth"
)

const mm = 25.4 / 72

// ofd is a document in GB/T 33190: zipped XML in which every character has its place, in millimetres.
func ofd(d *synth.Document) ([]byte, error) { return ofdOf(d.Title, pages(d)) }

// ofdBare is the same without a ruling line, as pages that were laid out with tables of no border.
func ofdBare(d *synth.Document) ([]byte, error) {
	pages := pages(d)
	for i := range pages {
		pages[i].rules = nil
	}
	return ofdOf(d.Title, pages)
}

func ofdOf(title string, pages []page) ([]byte, error) {
	const space = `xmlns:ofd="http://www.ofdspec.org/2016"`
	parts := []part{
		{"OFD.xml", xmlHead + `<ofd:OFD ` + space + ` Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>` +
			`<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID>` +
			`<ofd:Title>` + html.EscapeString(title) + `</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>` +
			`</ofd:DocBody></ofd:OFD>`},
		{"Doc_0/PublicRes.xml", xmlHead + `<ofd:Res ` + space + ` BaseLoc="Res"><ofd:Fonts>` +
			`<ofd:Font ID="1" FontName="SimSun" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>`},
	}
	var list strings.Builder
	id := 100
	for n, p := range pages {
		id++
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, id, n)
		var out strings.Builder
		fmt.Fprintf(&out, `<ofd:Page %s><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content>`+
			`<ofd:Layer ID="%d" Type="Body">`, space, id+1)
		id++
		w := &ofdPage{out: &out, id: id}
		w.lines(p.rules)
		w.texts(p.under)
		w.boxes(p.boxes)
		w.texts(p.texts)
		w.lines(p.over)
		id = w.id
		out.WriteString(`</ofd:Layer></ofd:Content></ofd:Page>`)
		parts = append(parts, part{fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", n), xmlHead + out.String()})
	}
	parts = append(parts, part{"Doc_0/Document.xml", xmlHead + `<ofd:Document ` + space + `><ofd:CommonData>` +
		`<ofd:MaxUnitID>` + fmt.Sprint(id+1) +
		`</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>` +
		list.String() + `</ofd:Pages></ofd:Document>`})
	return pack(parts)
}

// ofdPage writes the objects of a page.
type ofdPage struct {
	out *strings.Builder
	id  int
}

func (w *ofdPage) lines(rules []ruling) {
	for _, r := range rules {
		w.id++
		width, height := (r.x1-r.x0)*mm, (r.y1-r.y0)*mm
		fmt.Fprintf(w.out, `<ofd:PathObject ID="%d" Boundary="%.3f %.3f %.3f %.3f" LineWidth="0.2">`+
			`<ofd:AbbreviatedData>M 0 0 L %.3f %.3f</ofd:AbbreviatedData></ofd:PathObject>`,
			w.id, r.x0*mm, r.y0*mm, width+0.2, height+0.2, width, height)
	}
}

// boxes fills white boxes.
func (w *ofdPage) boxes(boxes []ruling) {
	for _, b := range boxes {
		w.id++
		width, height := (b.x1-b.x0)*mm, (b.y1-b.y0)*mm
		fmt.Fprintf(w.out, `<ofd:PathObject ID="%d" Boundary="%.3f %.3f %.3f %.3f" Stroke="false" Fill="true">`+
			`<ofd:FillColor Value="255 255 255"/>`+
			`<ofd:AbbreviatedData>M 0 0 L %.3f 0 L %.3f %.3f L 0 %.3f C</ofd:AbbreviatedData></ofd:PathObject>`,
			w.id, b.x0*mm, b.y0*mm, width, height, width, width, height, height)
	}
}

func (w *ofdPage) texts(texts []printed) {
	for _, t := range texts {
		w.id++
		var delta []string
		runes := []rune(t.text)
		for _, r := range runes[:max(len(runes)-1, 0)] {
			delta = append(delta, fmt.Sprintf("%.3f", advance(r, t.size)*mm))
		}
		look, colour := "", ""
		switch {
		case t.isHidden():
			look = ` Visible="false"`
		case t.isWhite():
			colour = `<ofd:FillColor Value="255 255 255"/>`
		}
		fmt.Fprintf(w.out, `<ofd:TextObject ID="%d" Boundary="%.3f %.3f %.3f %.3f" Font="1" Size="%.3f"%s>%s`+
			`<ofd:TextCode X="0" Y="%.3f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
			w.id, t.x*mm, (t.y-t.size)*mm, textWidth(t.text, t.size)*mm, t.size*1.3*mm, t.size*mm, look, colour, t.size*mm,
			strings.Join(delta, " "), html.EscapeString(t.text))
	}
}
