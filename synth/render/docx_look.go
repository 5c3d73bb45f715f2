package render

import (
	"html"
	"strings"

	"gongkai/synth"
)

// strayDOCX puts the run of a stray text beside the runs of a cell.
func strayDOCX(c synth.Cell, runs string) string {
	if c.Stray == nil || c.Stray.Look == synth.LookCovered {
		return runs
	}
	ways := map[synth.Look][]string{
		synth.LookStruck: {`<w:strike/>`, `<w:dstrike w:val="1"/>`, `<w:rStyle w:val="s1"/>`, `<w:rStyle w:val="s2"/>`},
		synth.LookHidden: {`<w:vanish/>`, `<w:rStyle w:val="s3"/>`},
		synth.LookFaint:  {`<w:color w:val="FFFFFF"/>`, `<w:rStyle w:val="s4"/>`},
		synth.LookRaised: {`<w:vertAlign w:val="superscript"/>`, `<w:rStyle w:val="s5"/>`, `<w:position w:val="10"/><w:sz w:val="11"/>`},
	}[c.Stray.Look]
	return c.With(runs, `<w:r><w:rPr>`+ways[c.Stray.Choose(len(ways))]+`</w:rPr><w:t>`+html.EscapeString(c.Stray.Text)+`</w:t></w:r>`)
}

// strayStylesDOCX are the character styles that stray texts use, with their part's relation.
func strayStylesDOCX(space string) []part {
	var styles strings.Builder
	for _, s := range [][3]string{
		{"s1", "", `<w:strike/>`},
		{"s2", `<w:basedOn w:val="s1"/>`, `<w:b/>`},
		{"s3", "", `<w:vanish/>`},
		{"s4", "", `<w:color w:val="ffffff"/>`},
		{"s5", "", `<w:vertAlign w:val="superscript"/>`},
	} {
		styles.WriteString(`<w:style w:type="character" w:styleId="` + s[0] + `">` +
			`<w:name w:val="` + s[0] + `"/>` + s[1] + `<w:rPr>` + s[2] + `</w:rPr></w:style>`)
	}
	return []part{
		{"word/styles.xml", xmlHead + `<w:styles ` + space + `>` + styles.String() + `</w:styles>`},
		{"word/_rels/document.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	}
}
