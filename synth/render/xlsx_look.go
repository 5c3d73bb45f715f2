package render

import (
	"html"

	"gongkai/synth"
)

// strayXLSX is the rich text of a cell with a stray text.
func strayXLSX(c synth.Cell) string {
	run := func(look, text string) string {
		return `<r><rPr>` + look + `<sz val="11"/><rFont val="SimSun"/></rPr><t xml:space="preserve">` + html.EscapeString(text) + `</t></r>`
	}
	ways := map[synth.Look][]string{
		synth.LookStruck: {`<strike/>`, `<strike val="1"/>`},
		synth.LookHidden: {`<color rgb="FFFFFFFF"/>`, `<color theme="0"/>`},
		synth.LookFaint:  {`<color rgb="FFFFFFFF"/>`, `<color indexed="9"/>`},
		synth.LookRaised: {`<vertAlign val="superscript"/>`, `<vertAlign val="subscript"/>`},
	}[c.Stray.Look]
	return c.With(run("", c.Text), run(ways[c.Stray.Choose(len(ways))], c.Stray.Text))
}
