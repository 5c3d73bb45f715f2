package docx

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read/readtest"
)

// pr makes a run with properties.
func pr(properties, text string) string {
	return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>"
}

// inCell makes a table of a label and a cell with the content, the cell that all cases are about.
func inCell(content string) string { return tbl(tr(tc("", p("a")), tc("", content))) }

func para(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }

// styled packs a body with styles, lists and a theme; what is empty is left out.
func styled(t testing.TB, styles, numbering, body string) []byte {
	t.Helper()
	parts := []part{{"word/document.xml", document(body)}}
	if styles != "" {
		parts = append(parts, part{"word/styles.xml", "<w:styles " + namespaces + ">" + styles + "</w:styles>"})
	}
	if numbering != "" {
		parts = append(parts, part{"word/numbering.xml", "<w:numbering " + namespaces + ">" + numbering + "</w:numbering>"})
	}
	const theme = `<a:theme><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`
	return pack(t, append(parts, part{"word/theme/theme1.xml", theme})...)
}

// lines reads a file and leaves out the lines of the table's head and first cell.
func lines(t testing.TB, b []byte) []string {
	t.Helper()
	docs, err := readBytes(t, b)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range readtest.Lines(docs[0]) {
		if line != "grid,1,2" && line != `0,0,1,1,"a"` {
			out = append(out, strings.TrimPrefix(line, "0,1,1,1,"))
		}
	}
	return out
}

// want is the text of the cell and its notes.
func want(text string, kinds ...string) []string {
	out := []string{`"` + text + `"`}
	for _, kind := range kinds {
		out = append(out, "note,"+kind+`,1,"table 1, row 1, column 2"`)
	}
	return out
}

func TestDirectFormats(t *testing.T) {
	t.Parallel()
	const number = "64250"
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"struck out", para(pr("<w:strike/>", "99"), r(number)), want(number, "struck")},
		{"struck out twice", para(pr("<w:dstrike/>", "99"), r(number)), want(number, "struck")},
		{"nothing but struck out", para(pr("<w:strike/>", "99")), want("￼", "struck")},
		{"hidden", para(pr("<w:vanish/>", "99"), r(number)), want(number, "hidden")},
		{"nothing but hidden", para(pr("<w:vanish/>", "99")), want("", "hidden")},
		{"hidden on the web alone", para(pr("<w:webHidden/>", number)), want(number)},
		{"not struck out", para(pr("<w:strike w:val='0'/><w:vanish w:val='false'/>", number)), want(number)},
		{"the old format of a tracked change", para(pr("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", number)), want(number)},
		{"the format of the paragraph mark", para("<w:pPr><w:rPr><w:vanish/><w:strike/></w:rPr></w:pPr>", r(number)), want(number)},
		{"raised", para(r(number), pr("<w:vertAlign w:val='superscript'/>", "1")), want(number, "raised")},
		{"lowered", para(r(number), pr("<w:vertAlign w:val='subscript'/>", "1")), want(number, "lowered")},
		{"raised by points", para(r(number), pr("<w:position w:val='8'/>", "1")), want(number, "raised")},
		{"lowered by points", para(r(number), pr("<w:position w:val='-6'/><w:sz w:val='12'/>", "1")), want(number, "lowered")},
		{"raised a little", para(r(number), pr("<w:position w:val='4'/>", "1")), want("￼"+number+"1", "moved")},
		{"all of it raised a little", para(pr("<w:position w:val='4'/>", "64"), pr("<w:position w:val='4'/>", "250")), want(number)},
		{"a point off the line", para(pr("<w:position w:val='-1'/>", "64"), pr("<w:position w:val='1'/>", "250")), want(number)},
		{"of no size", para(pr("<w:sz w:val='0'/>", "99"), r(number)), want(number, "tiny")},
		{"of half a point", para(pr("<w:sz w:val='1'/>", "99"), r(number)), want(number, "tiny")},
		{"of two points", para(pr("<w:sz w:val='4'/>", "99"), r(number)), want("￼99"+number, "dim")},
		{"other sizes", para(pr("<w:sz w:val='12'/><w:szCs w:val='0'/>", "64"), pr("<w:sz w:val='72'/>", "250")), want(number)},
		{"squeezed to nothing", para(pr("<w:w w:val='1'/>", "99"), r(number)), want(number, "tiny")},
		{"narrow", para(pr("<w:w w:val='66'/>", number)), want(number)},
		{"digits on each other", para(pr("<w:spacing w:val='-120'/>", number)), want("￼"+number, "covered")},
		{"condensed", para(pr("<w:spacing w:val='-20'/>", number)), want(number)},
		{"white", para(pr("<w:color w:val='FFFFFF'/>", "99"), r(number)), want(number, "faint")},
		{"nearly white", para(pr("<w:color w:val='fefefe'/>", "99"), r(number)), want(number, "faint")},
		{"pale", para(pr("<w:color w:val='E8E8E8'/>", number)), want("￼"+number, "dim")},
		{"white by the theme", para(pr("<w:color w:val='000000' w:themeColor='background1'/>", "99"), r(number)), want(number, "faint")},
		{"grey by the theme", para(pr("<w:color w:val='7F7F7F' w:themeColor='background1' w:themeShade='7F'/>", number)), want(number)},
		{"coloured by the theme", para(pr("<w:color w:val='FFFFFF' w:themeColor='accent1'/>", number)), want(number)},
		{"coloured", para(pr("<w:color w:val='FF0000'/><w:b/><w:u w:val='single'/>", number)), want(number)},
		{"white on a highlight", para(pr("<w:color w:val='FFFFFF'/><w:highlight w:val='blue'/>", number)), want(number)},
		{"white on a white highlight on a dark ground", para(pr("<w:color w:val='FFFFFF'/><w:highlight w:val='white'/><w:shd w:fill='000000'/>", "99"), r(number)), want(number, "faint")},
		{"black by default on a black highlight", para(pr("<w:highlight w:val='black'/>", number)), want("￼"+number, "dim")},
		{"black by default on a green highlight", para(pr("<w:highlight w:val='green'/>", number)), want(number)},
		{"yellow on yellow", para(pr("<w:color w:val='FFFF00'/><w:highlight w:val='yellow'/>", "99"), r(number)), want(number, "faint")},
		{"black on black", para(pr("<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>", "99"), r(number)), want(number, "faint")},
		{"black on a solid pattern", para(pr("<w:color w:val='000000'/><w:shd w:val='solid' w:color='auto' w:fill='FFFFFF'/>", "99"), r(number)), want(number, "faint")},
		{"auto on black", para(pr("<w:color w:val='auto'/><w:shd w:val='clear' w:fill='000000'/>", number)), want(number)},
		{"white on the shading of its paragraph", para("<w:pPr><w:shd w:val='clear' w:fill='1F4E79'/></w:pPr>", pr("<w:color w:val='FFFFFF'/>", number)), want(number)},
		{"letters without a fill", para(pr("<w14:textFill><w14:noFill/></w14:textFill>", "99"), r(number)), want(number, "faint")},
		{"letters of an outline alone", para(pr("<w14:textOutline><w14:solidFill><w14:srgbClr w14:val='000000'/></w14:solidFill></w14:textOutline><w14:textFill><w14:noFill/></w14:textFill>", number)), want(number)},
		{"letters of no outline", para(pr("<w14:textOutline><w14:noFill/></w14:textOutline><w14:textFill><w14:noFill/></w14:textFill>", "99"), r(number)), want(number, "faint")},
		{"letters filled white", para(pr("<w:color w:val='000000'/><w14:textFill><w14:solidFill><w14:srgbClr w14:val='FFFFFF'/></w14:solidFill></w14:textFill>", "99"), r(number)), want(number, "faint")},
		{"letters filled with a transparent colour", para(pr("<w14:textFill><w14:solidFill><w14:srgbClr w14:val='000000'><w14:alpha w14:val='100000'/></w14:srgbClr></w14:solidFill></w14:textFill>", "99"), r(number)), want(number, "faint")},
		{"letters filled grey", para(pr("<w14:textFill><w14:solidFill><w14:schemeClr w14:val='bg1'><w14:lumMod w14:val='50000'/></w14:schemeClr></w14:solidFill></w14:textFill>", number)), want(number)},
		{"a font of pictures", para(pr("<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>", number)), want("￼"+number, "replaced")},
		{"two lines in one", para(pr("<w:eastAsianLayout w:combine='1'/>", number)), want("￼"+number, "moved")},
		{"lines of no height", para("<w:pPr><w:spacing w:line='1' w:lineRule='exact'/></w:pPr>", r("99")) + p(number), want(number, "clipped")},
		{"lines of another height", para("<w:pPr><w:spacing w:line='240' w:lineRule='exact'/></w:pPr>", r(number)), want(number)},
		{"shifted out of the cell", para("<w:pPr><w:ind w:left='-3000'/></w:pPr>", r(number)), want("￼"+number, "moved")},
		{"a hanging indent", para("<w:pPr><w:ind w:left='420' w:hanging='420'/></w:pPr>", r(number)), want(number)},
		{"turned round", para("<w:bdo w:val='rtl'>", r(number), "</w:bdo>"), want("￼"+number, "moved")},
		{"not turned round", para("<w:bdo w:val='ltr'>", pr("<w:rtl/>", number), "</w:bdo>"), want(number)},
		{"turned round by a character", para(r("\u202e64"), r("250")), want(`￼\u202e64￼250`, "moved")},
		{"a deletion", para("<w:del><w:r><w:delText>99</w:delText></w:r></w:del>", r(number)), want(number, "deleted")},
		{"a deletion as Word 2003 writes it", para("<aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>99</w:delText></w:r></aml:content></aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content>", r(number), "</aml:content></aml:annotation>"), want(number, "deleted")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, styled(t, "", "", inCell(test.content)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStyles(t *testing.T) {
	t.Parallel()
	const number = "64250"
	style := func(kind, id, rest string) string {
		return `<w:style w:type="` + kind + `" w:styleId="` + id + `">` + rest + `</w:style>`
	}
	rPr := func(s string) string { return "<w:rPr>" + s + "</w:rPr>" }
	based := func(s string) string { return `<w:basedOn w:val="` + s + `"/>` }
	sheet := `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		style("character", "Hid", rPr("<w:vanish/>")) +
		style("character", "Struck", rPr("<w:strike/>")) +
		style("character", "Mark", rPr("<w:vertAlign w:val='superscript'/>")) +
		style("character", "White", rPr("<w:color w:val='FFFFFF'/>")) +
		style("character", "Child", based("Grandchild")) + style("character", "Grandchild", based("Struck")) +
		style("character", "Free", based("Struck")+rPr("<w:strike w:val='0'/>")) +
		style("character", "Round", based("About")+rPr("<w:strike/>")) + style("character", "About", based("Round")) +
		style("paragraph", "PHid", rPr("<w:vanish/>")) +
		style("paragraph", "PStruck", rPr("<w:strike/>")) +
		style("paragraph", "PLow", "<w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr>") +
		style("paragraph", "PDark", "<w:pPr><w:shd w:val='clear' w:fill='000080'/></w:pPr>"+rPr("<w:color w:val='FFFFFF'/>"))
	rs := func(id string) string { return "<w:rStyle w:val='" + id + "'/>" }
	ps := func(id string) string { return "<w:pPr><w:pStyle w:val='" + id + "'/></w:pPr>" }
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"a style that hides", para(pr(rs("Hid"), "99"), r(number)), want(number, "hidden")},
		{"a style that strikes", para(pr(rs("Struck"), "99"), r(number)), want(number, "struck")},
		{"a style that raises", para(r(number), pr(rs("Mark"), "1")), want(number, "raised")},
		{"a white style", para(pr(rs("White"), "99"), r(number)), want(number, "faint")},
		{"a style based on one that strikes", para(pr(rs("Child"), "99"), r(number)), want(number, "struck")},
		{"a style that takes the strike of its base away", para(pr(rs("Free"), number)), want(number)},
		{"styles based on each other", para(pr(rs("Round"), "99"), r(number)), want(number, "struck")},
		{"a style that is not there", para(pr(rs("Gone"), number)), want(number)},
		{"a paragraph style that hides", para(ps("PHid"), r("99")) + p(number), want(number, "hidden")},
		{"a paragraph style that strikes", para(ps("PStruck"), r("99")) + p(number), want(number, "struck")},
		{"both styles strike: neither does", para(ps("PStruck"), pr(rs("Struck"), number)), want(number)},
		{"both styles and the run strike", para(ps("PStruck"), pr(rs("Struck")+"<w:strike/>", "99"), pr("<w:strike w:val='0'/>", number)), want(number, "struck")},
		{"the run takes the style away", para(pr(rs("Hid")+"<w:vanish w:val='0'/>", number)), want(number)},
		{"a style of low lines", para(ps("PLow"), r("99")) + p(number), want(number, "clipped")},
		{"white on the dark ground of its style", para(ps("PDark"), r(number)), want(number)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, styled(t, sheet, "", inCell(test.content)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("the style of paragraphs without one", func(t *testing.T) {
		t.Parallel()
		sheet := `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>`
		got := lines(t, styled(t, sheet, "", inCell(para(r("99"), pr("<w:vanish w:val='off'/>", number)))+para(pr("<w:vanish w:val='0'/>", "一"))))
		if diff := cmp.Diff([]string{`0,0,1,1,""`, `"64250"`, `paragraph,"一"`, `note,hidden,1,"table 1, row 1, column 1"`, `note,hidden,1,"table 1, row 1, column 2"`}, got); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
}

func TestTableStyles(t *testing.T) {
	t.Parallel()
	const look = `<w:tblLook w:firstRow="1" w:lastRow="%" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	table := func(style, properties string, lastRow string) string {
		return "<w:tbl><w:tblPr><w:tblStyle w:val='" + style + "'/>" + strings.Replace(look, "%", lastRow, 1) + properties + "</w:tblPr>" +
			tr(cells("1", "2")) + tr(cells("3", "4")) + "</w:tbl>"
	}
	part := func(kind, rest string) string {
		return `<w:tblStylePr w:type="` + kind + `">` + rest + `</w:tblStylePr>`
	}
	const white, dark = "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>", "<w:tcPr><w:shd w:val='clear' w:fill='4472C4'/></w:tcPr>"
	sheet := `<w:style w:type="table" w:styleId="Head">` + part("firstRow", white+dark) + `</w:style>` +
		`<w:style w:type="table" w:styleId="White">` + part("firstRow", white) + `</w:style>` +
		`<w:style w:type="table" w:styleId="Based"><w:basedOn w:val="White"/></w:style>` +
		`<w:style w:type="table" w:styleId="Last">` + part("lastRow", "<w:rPr><w:strike/></w:rPr>") + `</w:style>` +
		`<w:style w:type="table" w:styleId="Whole"><w:rPr><w:vanish/></w:rPr></w:style>`
	plain := []string{"grid,2,2", `0,0,1,1,"1"`, `"2"`, `1,0,1,1,"3"`, `1,1,1,1,"4"`}
	for _, test := range []struct {
		name, table string
		want        []string
	}{
		{"white on the dark ground of the heading", table("Head", "", "0"), plain},
		{"a white heading", table("White", "", "0"), []string{"grid,2,2", `0,0,1,1,"￼"`, `"￼"`, `1,0,1,1,"3"`, `1,1,1,1,"4"`, `note,faint,1,"table 1, row 1, column 1"`, `note,faint,1,"table 1, row 1, column 2"`}},
		{"a white heading of the style below", table("Based", "", "0"), []string{"grid,2,2", `0,0,1,1,"￼"`, `"￼"`, `1,0,1,1,"3"`, `1,1,1,1,"4"`, `note,faint,1,"table 1, row 1, column 1"`, `note,faint,1,"table 1, row 1, column 2"`}},
		{"a white heading on a dark table", table("White", "<w:shd w:val='clear' w:fill='000000'/>", "0"), plain},
		{"a last row that is not used", table("Last", "", "0"), plain},
		{"a last row that strikes", table("Last", "", "1"), []string{"grid,2,2", `0,0,1,1,"￼1"`, `"￼2"`, `1,0,1,1,"￼3"`, `1,1,1,1,"￼4"`, `note,dim,1,"table 1, row 1, column 1"`, `note,dim,1,"table 1, row 1, column 2"`, `note,dim,1,"table 1, row 2, column 1"`, `note,dim,1,"table 1, row 2, column 2"`}},
		{"a table that is hidden", table("Whole", "", "0"), []string{"grid,2,2", `0,0,1,1,""`, `""`, `1,0,1,1,""`, `1,1,1,1,""`, `note,hidden,1,"table 1, row 1, column 1"`, `note,hidden,1,"table 1, row 1, column 2"`, `note,hidden,1,"table 1, row 2, column 1"`, `note,hidden,1,"table 1, row 2, column 2"`}},
		{"a style that is not there", table("Gone", "", "1"), plain},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, styled(t, sheet, "", test.table))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGround holds that white on a shaded cell is read.
func TestGround(t *testing.T) {
	t.Parallel()
	white := para(pr("<w:color w:val='FFFFFF'/>", "5"))
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"a shaded cell", tbl(tr(tc("", p("a")), tc("<w:shd w:val='clear' w:color='auto' w:fill='1F4E79'/>", white))), want("5")},
		{"a cell shaded by the theme", tbl(tr(tc("", p("a")), tc("<w:shd w:val='clear' w:fill='auto' w:themeFill='accent1'/>", white))), want("5")},
		{"a cell shaded by a pattern", tbl(tr(tc("", p("a")), tc("<w:shd w:val='pct75' w:color='auto' w:fill='FFFFFF'/>", white))), want("5")},
		{"a cell of an unknown pattern", tbl(tr(tc("", p("a")), tc("<w:shd w:val='diagStripe' w:color='000000' w:fill='FFFFFF'/>", white))), want("￼5", "dim")},
		{"a cell shaded white", tbl(tr(tc("", p("a")), tc("<w:shd w:val='clear' w:fill='FFFFFF'/>", white))), want("￼", "faint")},
		{"a cell that is not shaded in a shaded table", "<w:tbl><w:tblPr><w:shd w:fill='000000'/></w:tblPr>" + tr(tc("", p("a")), tc("<w:shd w:val='clear' w:fill='auto'/>", white)) + "</w:tbl>", want("5")},
		{"black on a black cell", tbl(tr(tc("", p("a")), tc("<w:shd w:val='clear' w:fill='000000'/>", para(pr("<w:color w:val='000000'/>", "5"))))), want("￼", "faint")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, styled(t, "", "", test.body))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}
