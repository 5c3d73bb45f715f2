package synth

import "html"

// strayXLSX is the rich text of a cell with a stray text.
func strayXLSX(c Cell) string {
	run := func(look, text string) string {
		return `<r><rPr>` + look + `<sz val="11"/><rFont val="SimSun"/></rPr><t xml:space="preserve">` + html.EscapeString(text) + `</t></r>`
	}
	ways := map[Look][]string{
		LookStruck: {`<strike/>`, `<strike val="1"/>`},
		LookHidden: {`<color rgb="FFFFFFFF"/>`, `<color theme="0"/>`},
		LookFaint:  {`<color rgb="FFFFFFFF"/>`, `<color indexed="9"/>`},
		LookRaised: {`<vertAlign val="superscript"/>`, `<vertAlign val="subscript"/>`},
	}[c.Stray.Look]
	return c.with(run("", c.Text), run(ways[c.Stray.way(len(ways))], c.Stray.Text))
}
