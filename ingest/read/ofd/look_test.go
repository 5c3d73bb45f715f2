package ofd

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// digits prints text in digits of 4 mm, 2 mm wide each, its first at x and its foot at y.
func digits(x, y float64, attributes, inner, text string) string {
	return fmt.Sprintf(`<ofd:TextObject Boundary="%g %g 40 6" Size="4" Font="1" %s>%s<ofd:TextCode X="0" Y="4" DeltaX="g 9 2">%s</ofd:TextCode></ofd:TextObject>`,
		x, y-4, attributes, inner, text)
}

// filled draws a box.
func filled(x, y, w, h float64, attributes, colour string) string {
	return fmt.Sprintf(`<ofd:PathObject Boundary="%g %g %g %g" Fill="true" Stroke="false" %s>%s<ofd:AbbreviatedData>M 0 0 L %g 0 L %g %g L 0 %g C</ofd:AbbreviatedData></ofd:PathObject>`,
		x, y, w, h, attributes, colour, w, w, h, h)
}

const white = `<ofd:FillColor Value="255 255 255"/>`

// stamp is a picture with a solid upper half and a lower half that is transparent.
func stamp(t *testing.T) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 48, 48))
	for y := range 24 {
		for x := range 48 {
			m.Set(x, y, color.NRGBA{200, 0, 0, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const resources = `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:DrawParams><ofd:DrawParam ID="20"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam>` +
	`<ofd:DrawParam ID="21" Relative="20"/></ofd:DrawParams><ofd:MultiMedias><ofd:MultiMedia ID="30" Type="Image"><ofd:MediaFile>stamp.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`

// laid makes a document of a page with its layers, a template in front of it and a remark on it.
func laid(t *testing.T, layers, front, remark string) []byte {
	t.Helper()
	const space = `xmlns:ofd="http://www.ofdspec.org/2016"`
	doc := strings.Replace(documentFile, `</ofd:CommonData>`, `<ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>`, 1)
	doc = strings.Replace(doc, `</ofd:Document>`, `<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>`, 1)
	return zipped(t, "OFD.xml", root, "Doc_0/Document.xml", doc, "Doc_0/Res.xml", resources, "Doc_0/Res/stamp.png", stamp(t),
		"Doc_0/Pages/Page_0/Content.xml", `<ofd:Page `+space+`><ofd:Template TemplateID="9" ZOrder="Foreground"/><ofd:Content>`+layers+`</ofd:Content></ofd:Page>`,
		"Doc_0/Tpls/Tpl_0/Content.xml", `<ofd:Page `+space+`><ofd:Content><ofd:Layer ID="5">`+front+`</ofd:Layer></ofd:Content></ofd:Page>`,
		"Doc_0/Annots/Annotations.xml", `<ofd:Annotations `+space+`><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
		"Doc_0/Annots/Page_0/Annot.xml", `<ofd:PageAnnot `+space+`>`+remark+`</ofd:PageAnnot>`)
}

func TestLooks(t *testing.T) {
	const old, object = "99", printed.Object
	var (
		first  = digits(52, 66, "", "", "99")    // 52 to 56
		second = digits(57, 66, "", "", "86460") // 57 to 67
		whole  = digits(52, 66, "", "", "86460") // 52 to 62
		cover  = filled(51, 61, 20, 7, "", white)
		strike = line(52, 64.6, 56, 64.6)
	)
	layer := func(attributes, s string) string {
		return "<ofd:Layer ID=\"2\" " + attributes + ">" + s + "</ofd:Layer>"
	}
	for _, c := range []struct {
		name                  string
		layers, front, remark string
		want                  string
		looks                 printed.Look
	}{
		{name: "plain", layers: layer("", whole), want: "86460"},
		{name: "struck by a line", layers: layer("", first+strike+second), want: "86460", looks: printed.Struck},
		{name: "struck by a thin box", layers: layer("", first+filled(52, 64.4, 4, 0.25, "", `<ofd:FillColor Value="0 0 0"/>`)+second), want: "86460", looks: printed.Struck},
		{name: "underlined", layers: layer("", whole+line(52, 66.4, 62, 66.4)), want: "86460"},
		{name: "crossed out", layers: layer("", first+line(51, 62, 57, 67)+second), want: object + old + " 86460", looks: printed.Covered},
		{name: "neither filled nor outlined", layers: layer("", digits(52, 66, `Fill="false" Stroke="false"`, "", old)+second), want: "86460", looks: printed.Faint},
		{name: "filled, not outlined", layers: layer("", digits(52, 66, `Fill="true" Stroke="false"`, "", "86460")), want: "86460"},
		{name: "not shown", layers: layer("", digits(52, 66, `Visible="false"`, "", old)+second), want: "86460", looks: printed.Hidden},
		{name: "a block that is not shown", layers: layer("", `<ofd:PageBlock Visible="false">`+first+`</ofd:PageBlock>`+second), want: "86460", looks: printed.Hidden},
		{name: "a layer that is not shown", layers: layer(`Visible="false"`, first) + layer("", second), want: "86460", looks: printed.Hidden},
		{name: "transparent", layers: layer("", digits(52, 66, `Alpha="0"`, "", old)+second), want: "86460", looks: printed.Faint},
		{name: "half transparent", layers: layer("", digits(52, 66, `Alpha="128"`, "", "86460")), want: "86460"},
		{name: "in a transparent colour", layers: layer("", digits(52, 66, "", `<ofd:FillColor Value="0 0 0" Alpha="0"/>`, old)+second), want: "86460", looks: printed.Faint},
		{name: "white", layers: layer("", digits(52, 66, "", white, old)+second), want: "86460", looks: printed.Faint},
		{name: "white by hexadecimal parts", layers: layer("", digits(52, 66, "", `<ofd:FillColor Value="#FF #FF #FF"/>`, old)+second), want: "86460", looks: printed.Faint},
		{name: "white by its style", layers: layer("", digits(52, 66, `DrawParam="21"`, "", old)+second), want: "86460", looks: printed.Faint},
		{name: "white by the style of its layer", layers: layer(`DrawParam="20"`, first) + layer("", second), want: "86460", looks: printed.Faint},
		{name: "red", layers: layer("", digits(52, 66, "", `<ofd:FillColor Value="255 0 0"/>`, "86460")), want: "86460"},
		{name: "white on blue", layers: layer("", filled(50.5, 60.5, 29, 9, "", `<ofd:FillColor Value="0 60 180"/>`)+digits(52, 66, "", white, "86460")), want: "86460"},
		{name: "under a white box", layers: layer("", first+cover+digits(52, 66, "", "", "123")), want: "123", looks: printed.Clipped},
		{name: "half under a white box", layers: layer("", whole+filled(51, 61, 20, 3.4, "", white)), want: object + "86460", looks: printed.Covered},
		{name: "on a white box", layers: layer("", cover+whole), want: "86460"},
		{name: "a box without a colour", layers: layer("", whole+filled(51, 61, 20, 7, "", "")), want: "86460"},
		{name: "a yellow layer", layers: layer("", whole+filled(51, 61, 20, 7, `Alpha="90"`, `<ofd:FillColor Value="255 255 0"/>`)), want: "86460"},
		{name: "a box in the background", layers: layer("", whole) + layer(`Type="Background"`, cover), want: "86460"},
		{name: "a box of a template in front", layers: layer("", whole), front: cover, want: object, looks: printed.Clipped},
		{
			name: "outside of its clip", layers: layer("", digits(52, 66, "", `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 40 6" Fill="true"><ofd:AbbreviatedData>M 4.1 0 L 40 0 L 40 6 L 4.1 6 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`, "9986460")),
			want: "86460", looks: printed.Clipped,
		},
		{
			name: "within its clip", layers: layer("", digits(52, 66, "", `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 40 6"><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 6 L 0 6 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`, "86460")),
			want: "86460",
		},
		{name: "read from the right", layers: layer("", digits(52, 66, `ReadDirection="180"`, "", "86460")), want: object + "86460", looks: printed.Moved},
		{name: "under the solid part of a stamp", layers: layer("", whole+`<ofd:ImageObject Boundary="45 60 30 30" CTM="30 0 0 30 0 0" ResourceID="30"/>`), want: object + "86460", looks: printed.Covered},
		{name: "under the transparent part of a stamp", layers: layer("", whole+`<ofd:ImageObject Boundary="45 40 30 30" CTM="30 0 0 30 0 0" ResourceID="30"/>`), want: "86460"},
		{name: "under a picture that is not there", layers: layer("", whole+`<ofd:ImageObject Boundary="45 60 30 30" ResourceID="77"/>`), want: object + "86460", looks: printed.Covered},
		{name: "on a picture", layers: layer("", `<ofd:ImageObject Boundary="45 60 30 30" ResourceID="77"/>`+whole), want: "86460"},
		{
			name: "struck out by a remark", layers: layer("", first+second), want: "86460", looks: printed.Struck,
			remark: `<ofd:Annot ID="70" Type="Path"><ofd:Appearance Boundary="52 60 10 10">` + line(0, 4.6, 4, 4.6) + `</ofd:Appearance></ofd:Annot>`,
		},
		{
			name: "struck out by a remark that is not shown", layers: layer("", whole), want: "86460",
			remark: `<ofd:Annot ID="70" Type="Path" Visible="false"><ofd:Appearance Boundary="52 60 10 10">` + line(0, 4.6, 4, 4.6) + `</ofd:Appearance></ofd:Annot>`,
		},
		{name: "a note mark", layers: layer("", whole+`<ofd:TextObject Boundary="62 60 5 5" Size="2" Font="1"><ofd:TextCode X="0" Y="4.4">1</ofd:TextCode></ofd:TextObject>`), want: "86460", looks: printed.Raised},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := strings.Replace(table(), textAt(52, 67, `DeltaX="2 2 2 1.2 2 2"`, "904.94"), "", 1)
			docs, err := New().Read(t.Context(), source(laid(t, layer("", table)+c.layers, c.front, c.remark)))
			if err != nil {
				t.Fatal(err)
			}
			got, looks := cellOf(docs[0])
			if got != c.want || looks != c.looks {
				t.Errorf("%q, looks %b, want %q, %b; notes %v", got, looks, c.want, c.looks, docs[0].PlacedNotes())
			}
		})
	}
}

// cellOf returns the text and looks of the second cell in the second row.
func cellOf(doc read.Document) (string, printed.Look) {
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for _, c := range b.Grid.Cells {
			if c.Row == 1 && c.Column == 1 {
				return c.Text, c.Looks
			}
		}
	}
	return "no such cell", 0
}
