package xlsx

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/readtest"

	"github.com/google/go-cmp/cmp"
)

// object stands before a text that is in doubt, and for one that is not shown.
const object = printed.Object

// cells reads a workbook of one sheet and returns its first row: the texts, with the kinds of the notes behind them.
func cells(t *testing.T, b bookOf) []string {
	t.Helper()
	doc := readtest.Read(t, New(), b.bytes(t))
	var out []string
	for _, block := range doc.Blocks {
		if block.Grid == nil {
			continue
		}
		for _, c := range block.Grid.Cells {
			if c.Row == 0 {
				out = append(out, c.Text)
			}
		}
	}
	for _, n := range doc.PlacedNotes() {
		out = append(out, fmt.Sprintf("%s %s", n.Kind, strings.TrimPrefix(n.String(), "table 1, ")))
	}
	return out
}

// number is a cell with a number and a style.
func number(ref, value string, style int) string {
	return fmt.Sprintf(`<c r=%q s="%d"><v>%s</v></c>`, ref, style, value)
}

func inline(ref, runs string) string {
	return fmt.Sprintf(`<c r=%q t="inlineStr"><is>%s</is></c>`, ref, runs)
}

func TestRuns(t *testing.T) {
	t.Parallel()
	run := func(format, text string) string { return `<r><rPr>` + format + `</rPr><t>` + text + `</t></r>` }
	for _, c := range []struct {
		name, runs string
		want       []string
	}{
		{"struck", run(`<strike/>`, "99") + `<r><t>97355</t></r>`, []string{"97355", "struck row 1, column 1"}},
		{"struck, said", run(`<strike val="1"/><sz val="11"/>`, "99") + run(``, "97355"), []string{"97355", "struck row 1, column 1"}},
		{"not struck, said", run(`<strike val="0"/>`, "99") + run(`<strike val="false"/>`, "97355"), []string{"9997355"}},
		{"a note mark", run(``, "97355") + run(`<vertAlign val="superscript"/>`, "1"), []string{"97355", "raised row 1, column 1"}},
		{"a lowered mark", run(``, "97355") + run(`<vertAlign val="subscript"/>`, "1"), []string{"97355", "lowered row 1, column 1"}},
		{"on the line", run(``, "97355") + run(`<vertAlign val="baseline"/>`, "1"), []string{"973551"}},
		{"white", run(`<color rgb="FFFFFFFF"/>`, "99") + run(``, "97355"), []string{"97355", "faint row 1, column 1"}},
		{"white by theme", run(`<color theme="0"/>`, "99") + run(``, "97355"), []string{"97355", "faint row 1, column 1"}},
		{"white by index", run(`<color indexed="9"/>`, "99") + run(``, "97355"), []string{"97355", "faint row 1, column 1"}},
		{"white of the system", run(`<color indexed="65"/>`, "99") + run(``, "97355"), []string{"97355", "faint row 1, column 1"}},
		{"black made white", run(`<color rgb="FF000000" tint="1"/>`, "99") + run(``, "97355"), []string{"97355", "faint row 1, column 1"}},
		{"white made black", run(`<color theme="0" tint="-1"/>`, "99") + run(``, "97355"), []string{"9997355"}},
		{"coloured and bold", run(`<b/><u/><color rgb="FFFF0000"/>`, "99") + run(`<color theme="4"/><sz val="20"/>`, "7"), []string{"997"}},
		{"of no size", run(`<sz val="1"/>`, "99") + run(``, "97355"), []string{"97355", "tiny row 1, column 1"}},
		{"of the size 0", run(`<sz val="0"/>`, "99") + run(``, "97355"), []string{"97355", "tiny row 1, column 1"}},
		{"symbols", run(`<rFont val="Wingdings 2"/>`, "9") + run(`<rFont val="Arial"/>`, "7"), []string{object + "97", "replaced row 1, column 1"}},
		{"all struck", run(`<strike/>`, "99"), []string{object, "struck row 1, column 1"}},
		{"all raised", run(`<vertAlign val="superscript"/>`, "97355"), []string{"97355", "raised row 1, column 1"}},
		{"a mark alone", run(`<vertAlign val="superscript"/>`, "99"), []string{object + "99", "raised row 1, column 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, cells(t, one(`<row>`+inline("A1", c.runs)+`</row>`, ""))); diff != "" {
				t.Errorf("inline (-want +got):\n%s", diff)
			}
			b := one(`<row><c t="s"><v>0</v></c></row>`, "")
			b.shared = `<si>` + c.runs + `<rPh sb="0" eb="1"><t>yi</t></rPh></si>`
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("shared (-want +got):\n%s", diff)
			}
		})
	}
}

// looks are styles to try; the number of a style is its place in cellXfs.
const looks = `<numFmts><numFmt numFmtId="164" formatCode="0!.0,"/><numFmt numFmtId="165" formatCode="[White]0"/><numFmt numFmtId="166" formatCode="0;-0;;@"/></numFmts>` +
	`<fonts><font><sz val="11"/><color theme="1"/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0" tint="-0.05"/></font>` +
	`<font><vertAlign val="superscript"/></font><font><b/><color rgb="FFFF0000"/><sz val="26"/></font><font><sz val="1"/></font><font><name val="Wingdings"/></font></fonts>` +
	`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0070C0"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor theme="1"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders><border><left><color rgb="FFFFFFFF"/></left></border></borders>` +
	`<cellStyleXfs><xf fontId="0"/><xf fontId="1"/></cellStyleXfs>` +
	`<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="2"/><xf fontId="3"/><xf fontId="4"/><xf fontId="5"/><xf xfId="1"/><xf xfId="1" fontId="0"/>` +
	`<xf fillId="3"/><xf fillId="1"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/><xf numFmtId="164" fontId="1"/><xf fontId="6"/>` +
	`<xf fontId="7"/><xf><alignment horizontal="fill"/></xf><xf><alignment horizontal="center"/></xf><xf fillId="2"/></cellXfs>` +
	`<dxfs><dxf><numFmt numFmtId="200" formatCode="&quot;已撤销&quot;"/></dxf><dxf><font><strike/></font></dxf><dxf><font><color rgb="FFFFFFFF"/></font></dxf>` +
	`<dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf><dxf><font><b/><color rgb="FF9C0006"/></font></dxf>` +
	`<dxf><numFmt numFmtId="201" formatCode="0,"/></dxf><dxf><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill></dxf></dxfs>`

func TestStyles(t *testing.T) {
	t.Parallel()
	for style, c := range []struct {
		name string
		want []string
	}{
		0:  {"plain", []string{"97355000"}},
		1:  {"struck", []string{object, "struck row 1, column 1"}},
		2:  {"white", []string{object, "faint row 1, column 1"}},
		3:  {"white on blue", []string{"97355000"}},
		4:  {"nearly white by theme", []string{object + "97355000", "dim row 1, column 1"}},
		5:  {"raised", []string{"97355000", "raised row 1, column 1"}},
		6:  {"bold, red and large", []string{"97355000"}},
		7:  {"struck by the style that it is based on", []string{object, "struck row 1, column 1"}},
		8:  {"a font of its own over that style", []string{"97355000"}},
		9:  {"black on black", []string{object, "faint row 1, column 1"}},
		10: {"shaded", []string{"97355000"}},
		11: {"in ten thousands", []string{"9735.5"}},
		12: {"white by its format", []string{object, "faint row 1, column 1"}},
		13: {"a format that shows no zero", []string{"97355000"}},
		14: {"a date that cannot be", []string{object + "97355000", "replaced row 1, column 1"}},
		15: {"a format, and struck", []string{object, "struck row 1, column 1"}},
		16: {"of no size", []string{"", "tiny row 1, column 1"}},
		17: {"symbols", []string{object + "97355000", "replaced row 1, column 1"}},
		18: {"repeated to fill the cell", []string{object + "97355000", "replaced row 1, column 1"}},
		19: {"centred", []string{"97355000"}},
		20: {"black on blue", []string{"97355000"}},
		21: {"no such style", []string{object + "97355000", "replaced row 1, column 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(`<row>`+number("A1", "97355000", style)+`</row>`, "")
			b.styles = looks
			if style == 4 {
				b.theme = `<lt1><sysClr val="window" lastClr="FFFFFF"/></lt1>`
			}
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRunOnGround has a run in the colour of the cell's ground: on white it would be seen.
func TestRunOnGround(t *testing.T) {
	t.Parallel()
	for style, want := range map[int][]string{0: {"9997355"}, 20: {"97355", "faint row 1, column 1"}} {
		b := one(fmt.Sprintf(`<row><c s="%d" t="inlineStr"><is><r><rPr><color rgb="FF0070C0"/></rPr><t>99</t></r><r><t>97355</t></r></is></c></row>`, style), "")
		b.styles = looks
		if diff := cmp.Diff(want, cells(t, b)); diff != "" {
			t.Errorf("style %d (-want +got):\n%s", style, diff)
		}
	}
}

// TestOuterStyle has cells that name no style in a row or column that does. Programs do not agree on what they look like.
func TestOuterStyle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, before, rows string
		want               []string
	}{
		{"row", "", `<row s="1" customFormat="1"><c><v>5</v></c></row>`, []string{object + "5", "replaced row 1, column 1"}},
		{"row, not said", "", `<row s="1"><c><v>5</v></c></row>`, []string{"5"}},
		{"column", `<cols><col min="1" max="3" style="1"/></cols>`, `<row><c><v>5</v></c></row>`, []string{object + "5", "replaced row 1, column 1"}},
		{"a cell with a style of its own", `<cols><col min="1" max="3" style="1"/></cols>`, `<row><c s="0"><v>5</v></c></row>`, []string{"5"}},
		{"a column like it", `<cols><col min="1" max="3" style="6"/></cols>`, `<row><c><v>5</v></c></row>`, []string{"5"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(c.rows, "")
			b.sheets[0].before, b.styles = c.before, looks
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTheme has a theme whose dark colour is white.
func TestTheme(t *testing.T) {
	t.Parallel()
	b := one(`<row>`+number("A1", "5", 0)+`</row>`, "")
	b.styles, b.theme = looks, `<dk1><srgbClr val="FFFFFF"/></dk1><lt1><srgbClr val="000000"/></lt1>`
	if diff := cmp.Diff([]string{object, "faint row 1, column 1"}, cells(t, b)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.styles = `<fonts><font><color indexed="8"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs><colors><indexedColors>` +
		strings.Repeat(`<rgbColor rgb="00FFFFFF"/>`, 9) + `</indexedColors></colors>`
	if diff := cmp.Diff([]string{object, "faint row 1, column 1"}, cells(t, b)); diff != "" {
		t.Errorf("a palette of its own (-want +got):\n%s", diff)
	}
}

func TestAsShown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, before, rows string
		want               []string
	}{
		{"a formula without a result", "", `<row><c><f>1+97354</f><v></v></c></row>`, []string{object, "field row 1, column 1"}},
		{"a shared one", "", `<row><c><f t="shared" si="0"/></c></row>`, []string{object, "field row 1, column 1"}},
		{"a formula whose result is no text", "", `<row><c t="str"><f>IF(B1=0,"",B1)</f><v></v></c><c><v>1</v></c></row>`, []string{"", "1"}},
		{"formulas are shown", `<sheetViews><sheetView showFormulas="1"/></sheetViews>`, `<row><c><f>1+1</f><v>2</v></c><c><v>3</v></c></row>`, []string{object + "2", "3", "replaced row 1, column 1"}},
		{"zeros are not shown", `<sheetViews><sheetView showZeros="0"/></sheetViews>`, `<row><c><v>0</v></c><c><v>3</v></c></row>`, []string{"0", "3", "zero row 1, column 1"}},
		{"a zero that its format does not show", "", `<row>` + number("A1", "0", 13) + number("B1", "3", 13) + `</row>`, []string{object, "3", "replaced row 1, column 1"}},
		{"####", `<cols><col min="1" max="1" width="3"/><col min="2" max="2" width="9"/></cols>`, `<row><c><v>97355</v></c><c><v>97355.123456</v></c></row>`, []string{"97355", "97355.123456", "narrow row 1, column 1"}},
		{"a column of no width", `<cols><col min="1" max="1" width="0"/></cols>`, `<row><c><v>97355</v></c><c><v>1</v></c></row>`, []string{"", "1", "hidden_column column 1"}},
		{"a row of no height", "", `<row><c><v>1</v></c></row><row ht="0" customHeight="1"><c><v>2</v></c><c><v>3</v></c></row>`, []string{"1", "hidden_row row 2"}},
		{"a row too low", "", `<row ht="3" customHeight="1"><c><v>1</v></c></row>`, []string{object + "1", "dim row 1, column 1"}},
		{"a date in words", "", `<row><c t="d"><v>2024-01-05</v></c></row>`, []string{"2024-01-05"}},
		{"a date", "", `<row>` + number("A1", "45296", 14) + `</row>`, []string{"2024/1/5"}},
		{"a truth value with a format", "", `<row><c t="b" s="11"><v>1</v></c></row>`, []string{"TRUE"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(c.rows, "")
			b.sheets[0].before, b.styles = c.before, looks
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	// XlsxWriter gives 0 as the result of every formula, and asks whoever opens the workbook to work them out.
	stale := one(`<row><c><f>1+97354</f><v>0</v></c><c><f>1+1</f><v>2</v></c><c><v>0</v></c></row>`, "")
	if diff := cmp.Diff([]string{"0", "2", "0"}, cells(t, stale)); diff != "" {
		t.Errorf("results that count (-want +got):\n%s", diff)
	}
	stale.with = `<calcPr fullCalcOnLoad="1"/>`
	if diff := cmp.Diff([]string{object, "2", "0", "field row 1, column 1"}, cells(t, stale)); diff != "" {
		t.Errorf("results that do not (-want +got):\n%s", diff)
	}
	b := one(`<row>`+number("A1", "43834", 14)+`</row>`, "")
	b.styles, b.with = looks, `<workbookPr date1904="1"/>`
	if diff := cmp.Diff([]string{"2024/1/5"}, cells(t, b)); diff != "" {
		t.Errorf("days from 1904 (-want +got):\n%s", diff)
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	rule := func(sqref, attributes, inside string) string {
		return fmt.Sprintf(`<conditionalFormatting sqref=%q><cfRule %s>%s</cfRule></conditionalFormatting>`, sqref, attributes, inside)
	}
	shown, unsure := []string{"97355", "3"}, []string{object + "97355", "3", "replaced row 1, column 1"}
	struck := []string{object, "3", "struck row 1, column 1"}
	faint := []string{object, "3", "faint row 1, column 1"}
	for _, c := range []struct {
		name, rules string
		want        []string
	}{
		{"a format that holds", rule("A1", `type="expression" dxfId="0"`, `<formula>TRUE</formula>`), []string{object + "已撤销", "3", "replaced row 1, column 1"}},
		{"thousands", rule("A1", `type="expression" dxfId="5"`, `<formula>1=1</formula>`), []string{"97", "3"}},
		{"one that does not hold", rule("A1", `type="expression" dxfId="0"`, `<formula>FALSE</formula>`), shown},
		{"one for another cell", rule("A2:C3 B1", `type="expression" dxfId="1"`, `<formula>$A$1=1</formula>`), shown},
		{"struck above a limit", rule("A1:B1", `type="cellIs" operator="greaterThan" dxfId="1"`, `<formula>100</formula>`), struck},
		{"struck between limits", rule("A1:B1", `type="cellIs" operator="between" dxfId="1"`, `<formula>100</formula><formula>100000</formula>`), struck},
		{"white by the value of a neighbour", rule("A1:B1", `type="expression" dxfId="2"`, `<formula>B1=3</formula>`), faint},
		{"white by a fixed cell", rule("A1", `type="expression" dxfId="2"`, `<formula>AND($B$1&lt;&gt;4,ISNUMBER(A1))</formula>`), faint},
		{"white text on red", rule("A1", `type="expression" dxfId="2"`, `<formula>TRUE</formula>`) + rule("A1", `type="expression" priority="2" dxfId="3"`, `<formula>TRUE</formula>`), shown},
		{"red alone", rule("A1:B1", `type="top10" dxfId="3"`, ``), shown},
		{"bold and dark red", rule("A1:B1", `type="duplicateValues" dxfId="4"`, ``), shown},
		{"black ground below black text", rule("A1", `type="expression" dxfId="6"`, `<formula>TRUE</formula>`), faint},
		{"nobody can tell", rule("A1", `type="top10" dxfId="1"`, ``), unsure},
		{"a formula that nobody can tell", rule("A1", `type="expression" dxfId="1"`, `<formula>VLOOKUP(A1,Sheet2!A:B,2)=1</formula>`), unsure},
		{"a format that nobody can tell", rule("A1", `type="aboveAverage" dxfId="5"`, ``), unsure},
		{"the first stops", rule("A1", `type="expression" priority="1" stopIfTrue="1" dxfId="4"`, `<formula>TRUE</formula>`) + rule("A1", `type="expression" priority="2" dxfId="1"`, `<formula>TRUE</formula>`), shown},
		{"the first counts", rule("A1", `type="expression" priority="2" dxfId="4"`, `<formula>TRUE</formula>`) + rule("A1", `type="expression" priority="1" dxfId="2"`, `<formula>TRUE</formula>`), faint},
		{"a bar", rule("A1", `type="dataBar"`, `<dataBar><color rgb="FF638EC6"/></dataBar>`), shown},
		{"a bar without the value", rule("A1", `type="dataBar"`, `<dataBar showValue="0"/>`), unsure},
		{"symbols without the value", rule("A1", `type="iconSet"`, `<iconSet showValue="0"/>`), unsure},
		{"a text in it", rule("A1", `type="containsText" text="735" dxfId="1"`, `<formula>x</formula>`), struck},
		{"a text that is not in it", rule("A1", `type="containsText" text="8" dxfId="1"`, `<formula>x</formula>`), shown},
		{"of 2010, with its format inside", `<extLst><ext><conditionalFormattings><conditionalFormatting><cfRule type="expression" priority="1"><f>TRUE</f><dxf><font><strike/></font></dxf></cfRule>` +
			`<sqref>A1</sqref></conditionalFormatting></conditionalFormattings></ext></extLst>`, struck},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(`<row>`+number("A1", "97355", 0)+number("B1", "3", 0)+`</row>`, c.rules)
			b.styles = looks
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTables has cells in a table with a style: one of the workbook's own may strike them out.
func TestTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		want []string
	}{
		{"own", []string{object + "5", object + "6", "7", "replaced row 1, column 1", "replaced row 1, column 2"}},
		{"red", []string{"5", "6", "7"}},
		{"TableStyleMedium2", []string{"5", "6", "7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(`<row><c><v>5</v></c><c><v>6</v></c><c><v>7</v></c></row>`, `<tableParts><tablePart r:id="t"/></tableParts>`)
			b.styles, b.sheets[0].table = looks+`<tableStyles><tableStyle name="own"><tableStyleElement type="firstRowStripe" dxfId="1"/></tableStyle>`+
				`<tableStyle name="red"><tableStyleElement type="wholeTable" dxfId="3"/></tableStyle></tableStyles>`, c.name
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDrawings(t *testing.T) {
	t.Parallel()
	corner := func(name string, column, columnOff, row, rowOff int) string {
		return fmt.Sprintf(`<%s><col>%d</col><colOff>%d</colOff><row>%d</row><rowOff>%d</rowOff></%s>`, name, column, columnOff, row, rowOff, name)
	}
	two := func(from, to, shape string) string {
		return `<twoCellAnchor>` + from + to + shape + `<clientData/></twoCellAnchor>`
	}
	overB := func(shape string) string { return two(corner("from", 1, 0, 0, 0), corner("to", 2, 0, 1, 0), shape) }
	shape := func(properties, text string) string {
		return `<sp><nvSpPr><cNvPr id="2" name="b"/></nvSpPr><spPr><prstGeom prst="rect"/>` + properties + `</spPr><txBody><p><r><t>` + text + `</t></r></p></txBody></sp>`
	}
	const white = `<solidFill><srgbClr val="FFFFFF"/></solidFill>`
	line := func(attributes string) string {
		return `<cxnSp><spPr><xfrm ` + attributes + `/><prstGeom prst="line"/><ln><solidFill/></ln></spPr></cxnSp>`
	}
	plain := []string{"1", "2", "3"}
	covered := func(kind string) []string {
		return []string{"1", object + "2", "3", kind + " row 1, column 2", "covered row 1, column 2"}
	}
	for _, c := range []struct {
		name, drawing, vml string
		want               []string
	}{
		{"a white box", overB(shape(white, "")), "", covered("picture")},
		{"a text box", overB(shape(`<noFill/>`, "9")), "", covered("text_box")},
		{"a picture", overB(`<pic><spPr/></pic>`), "", covered("picture")},
		{"a chart", overB(`<graphicFrame/>`), "", covered("picture")},
		{"a group", overB(`<grpSp>` + shape(white, "") + line("") + `</grpSp>`), "", covered("picture")},
		{"a box filled by its style", overB(`<sp><spPr/><style><fillRef idx="1"/></style></sp>`), "", covered("picture")},
		{"a frame", overB(shape(`<noFill/><ln><solidFill/></ln>`, "")), "", plain},
		{"a hidden box", overB(strings.Replace(shape(white, ""), `name="b"`, `name="b" hidden="1"`, 1)), "", plain},
		{"a box beside it", two(corner("from", 2, 600000, 0, 0), corner("to", 5, 0, 3, 0), shape(white, "")), "", []string{"1", "2", "3", "picture row 1, column 3"}},
		{"a box below it", two(corner("from", 0, 0, 1, 0), corner("to", 5, 0, 3, 0), shape(white, "")), "", []string{"1", "2", "3", "picture row 2, column 1"}},
		{"a box of a size over it", `<oneCellAnchor>` + corner("from", 1, 0, 0, 0) + `<ext cx="600000" cy="180000"/>` + shape(white, "") + `</oneCellAnchor>`, "", covered("picture")},
		{
			"a box at a place over it", `<absoluteAnchor><pos x="640000" y="0"/><ext cx="500000" cy="180000"/>` + shape(white, "") + `</absoluteAnchor>`, "",
			covered("picture"),
		},
		{"a line through it", two(corner("from", 1, 0, 0, 95250), corner("to", 2, 0, 0, 95250), line("")), "", covered("picture")},
		{"a line under it", two(corner("from", 0, 0, 1, 0), corner("to", 3, 0, 1, 0), line("")), "", []string{"1", "2", "3", "picture row 2, column 1"}},
		{"a line across it", two(corner("from", 1, 0, 0, 0), corner("to", 2, 0, 1, 0), line(`flipV="1"`)), "", covered("picture")},
		{"a note that is hidden", "", `<shape><ClientData ObjectType="Note"><Anchor>1, 0, 0, 0, 2, 0, 1, 0</Anchor></ClientData></shape>`, plain},
		{"a note that is shown", "", `<shape><ClientData ObjectType="Note"><Visible/><Anchor>1, 0, 0, 0, 2, 0, 1, 0</Anchor></ClientData></shape>`, covered("picture")},
		{"a button", "", `<shape><ClientData ObjectType="Button"><Anchor>1, 0, 0, 0, 2, 0, 1, 0</Anchor></ClientData></shape>`, covered("picture")},
		{"notes that are no XML", "", `<shape><br><ClientData ObjectType="Note"></ClientData></shape>`, []string{"1", "2", "3", "broken table 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := one(`<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>`, `<drawing r:id="d"/><legacyDrawing r:id="v"/>`)
			b.sheets[0].drawing, b.sheets[0].vml = c.drawing, c.vml
			if c.drawing == "" && c.vml == "" {
				t.Fatal("nothing drawn")
			}
			if diff := cmp.Diff(c.want, cells(t, b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestBeyond has more conditional formats, and more drawings, than are looked at: no number is read then.
func TestBeyond(t *testing.T) {
	t.Parallel()
	row := `<row><c><v>1</v></c></row>`
	var list strings.Builder
	random := rand.New(rand.NewPCG(1, 2)) // what repeats itself packs too well to be unpacked
	for range maxRules + 1 {
		fmt.Fprintf(&list, `<conditionalFormatting sqref="B1"><cfRule type="top10" dxfId="1" id="%x"/></conditionalFormatting>`, random.Uint64())
	}
	rules := one(row, list.String())
	rules.styles = looks
	if diff := cmp.Diff([]string{object + "1", "replaced row 1, column 1"}, cells(t, rules)); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	drawn := one(row, `<drawing r:id="d"/>`)
	drawn.sheets[0].drawing = strings.Repeat(`<twoCellAnchor><from><col>9</col></from><to><col>10</col></to><sp><spPr/></sp></twoCellAnchor>`, 2001)
	if diff := cmp.Diff([]string{object + "1", "beyond_limit row 1, column 1", "covered row 1, column 1"}, cells(t, drawn)); diff != "" {
		t.Errorf("drawings (-want +got):\n%s", diff)
	}
}

// TestDrawnNumber has a box with a number over a blank cell: it is not blank.
func TestDrawnNumber(t *testing.T) {
	t.Parallel()
	b := one(`<row><c><v>1</v></c><c/><c><v>3</v></c></row>`, `<drawing r:id="d"/>`)
	b.sheets[0].drawing = `<twoCellAnchor><from><col>1</col><colOff>0</colOff><row>0</row><rowOff>0</rowOff></from><to><col>2</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></to>` +
		`<sp><spPr><noFill/></spPr><txBody><p><r><t>97355</t></r></p></txBody></sp></twoCellAnchor>`
	want := []string{"1", object, "3", "text_box row 1, column 2", "beside row 1, column 2"}
	if diff := cmp.Diff(want, cells(t, b)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzLook tries styles, what stands before the cells, conditional formats and drawings.
func FuzzLook(f *testing.F) {
	f.Add(looks, `<sheetViews><sheetView showZeros="0"/></sheetViews><cols><col min="1" max="9" width="3" style="1"/></cols>`,
		`<conditionalFormatting sqref="A1:B2"><cfRule type="cellIs" operator="between" dxfId="1"><formula>1</formula><formula>$B1</formula></cfRule></conditionalFormatting><drawing r:id="d"/>`,
		`<oneCellAnchor><from><col>1</col><colOff>9</colOff></from><ext cx="9" cy="1"/><cxnSp><spPr><xfrm flipV="1"/><prstGeom prst="line"/></spPr></cxnSp></oneCellAnchor>`)
	f.Fuzz(func(t *testing.T, styles, before, after, drawing string) {
		b := one(`<row>`+number("A1", "97355.5", 11)+number("B1", "3", 1)+inline("C1", "<t>x</t>")+`</row>`, after)
		b.styles, b.sheets[0].before, b.sheets[0].drawing = styles, before, drawing
		_, _ = readtest.Hostile(t, New(), b.bytes(t))
	})
}
