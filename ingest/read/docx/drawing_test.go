package docx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// floating is a drawing of DrawingML with its place in points.
func floating(x, y, w, h float64, attributes, wrap, content string) string {
	const emu = 12_700
	return fmt.Sprintf(`<w:r><w:drawing><wp:anchor %s><wp:positionH relativeFrom="column"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/><wp:%s/><wp:docPr id="1" name="a"/>%s</wp:anchor></w:drawing></w:r>`,
		attributes, int(x*emu), int(y*emu), int(w*emu), int(h*emu), wrap, content)
}

const (
	fill    = `<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>`
	boxed   = `<a:graphic><wps:wsp><wps:spPr><a:prstGeom prst="rect"/>` + fill + `<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>77</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphic>`
	bar     = `<a:graphic><wps:wsp><wps:spPr><a:prstGeom prst="rect"/>` + fill + `</wps:spPr></wps:wsp></a:graphic>`
	frame   = `<a:graphic><wps:wsp><wps:spPr><a:prstGeom prst="rect"/><a:noFill/><a:ln><a:solidFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx></wps:wsp></a:graphic>`
	stroke  = `<a:graphic><wps:cNvCnPr/><wps:spPr><a:prstGeom prst="straightConnector1"/><a:noFill/></wps:spPr></a:graphic>`
	seal    = `<a:graphic><pic:pic><pic:blipFill/></pic:pic></a:graphic>`
	columns = `<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>`
)

func vml(shape string) string { return "<w:r><w:pict>" + shape + "</w:pict></w:r>" }

func TestDrawings(t *testing.T) {
	t.Parallel()
	const number = "24902"
	rect := func(style, rest string) string {
		return vml(`<v:rect style="` + style + `" fillcolor="white" stroked="f">` + rest + `</v:rect>`)
	}
	const words = `<v:textbox><w:txbxContent><w:p><w:r><w:t>77</w:t></w:r></w:p></w:txbxContent></v:textbox>`
	const over = "position:absolute;margin-left:0;margin-top:0;width:60pt;height:16pt;z-index:2"
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"a text box over a number", para(floating(0, 0, 60, 16, "", "wrapNone", boxed), r(number)), want("￼"+number, "text_box", "covered")},
		{"a text box as old Word writes it", para(rect(over, words), r(number)), want("￼"+number, "text_box", "covered")},
		{"a white bar", para(floating(0, 0, 60, 16, "", "wrapNone", bar), r(number)), want("￼"+number, "picture", "covered")},
		{"a black bar as old Word writes it", para(rect(over, ""), r(number)), want("￼"+number, "picture", "covered")},
		{"a picture over a number", para(floating(-10, -30, 100, 100, "", "wrapNone", seal), r(number)), want("￼"+number, "picture", "covered")},
		{"a line through a number", para(floating(0, 8, 60, 0, "", "wrapNone", stroke), r(number)), want("￼"+number, "picture", "covered")},
		{"a line as old Word writes it", para(vml(`<v:line style="position:absolute" from="0,8pt" to="60pt,8pt"/>`), r(number)), want("￼"+number, "picture", "covered")},
		{"a bar over an empty cell", para(floating(0, 0, 60, 16, "", "wrapNone", bar)), want("￼", "picture", "covered")},
		{"a box in two renditions", para("<w:r><mc:AlternateContent><mc:Choice>"+strings.TrimSuffix(strings.TrimPrefix(floating(0, 0, 60, 16, "", "wrapNone", boxed), "<w:r>"), "</w:r>")+"</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>", r(number)), want("￼"+number, "text_box", "covered")},
		{"a box beside a number", para(floating(100, 0, 60, 16, "", "wrapNone", boxed), r(number)), want(number, "text_box")},
		{"a box beside a number as old Word writes it", para(rect("position:absolute;margin-left:120pt;margin-top:0;width:60pt;height:16pt", words), r(number)), want(number, "text_box")},
		{"a box over a number in the middle", para("<w:pPr><w:jc w:val='center'/></w:pPr>", floating(130, 0, 30, 16, "", "wrapNone", boxed), r(number)), want("￼"+number, "text_box", "covered")},
		{"a box far before a number at the right", para("<w:pPr><w:jc w:val='right'/></w:pPr>", floating(0, 0, 60, 16, "", "wrapNone", boxed), r(number)), want(number, "text_box")},
		{"a box of unknown place", para(vml(`<v:rect style="position:absolute;width:60pt;height:16pt"/>`), r(number)), []string{`"￼24902"`, `note,picture,1,"table 1, row 1, column 2"`, `note,covered,1,"table 1, row 1, column 1"`, `note,covered,1,"table 1, row 1, column 2"`}},
		{"a box behind the text", para(floating(0, 0, 60, 16, `behindDoc="1"`, "wrapNone", bar), r(number)), want(number, "picture")},
		{"a box behind the text as old Word writes it", para(rect("position:absolute;margin-left:0;width:60pt;height:16pt;z-index:-1", ""), r(number)), want(number, "picture")},
		{"a black box behind the text", para(floating(0, 0, 60, 16, `behindDoc="1"`, "wrapNone", strings.ReplaceAll(bar, "FFFFFF", "000000")), r(number)), want("￼"+number, "picture", "covered")},
		{"a black box behind the text as old Word writes it", para(vml(`<v:rect style="position:absolute;margin-left:0;margin-top:0;width:60pt;height:16pt;z-index:-1" fillcolor="black [0]"/>`), r(number)), want("￼"+number, "picture", "covered")},
		{"a label with its number under a box", para(floating(0, 0, 60, 16, "", "wrapNone", boxed), r("3.其他")), want("3.其他", "text_box", "covered")},
		{"a box that the text makes way for", para(floating(0, 0, 60, 16, "", "wrapSquare", boxed), r(number)), want(number, "text_box")},
		{"a box that the text makes way for as old Word writes it", para(rect(over, words+`<w10:wrap type="square"/>`), r(number)), want(number, "text_box")},
		{"a frame around a number", para(floating(0, 0, 60, 16, "", "wrapNone", frame), r(number)), want(number, "picture")},
		{"a frame as old Word writes it", para(vml(`<v:rect style="`+over+`" filled="f"/>`), r(number)), want(number, "picture")},
		{"a drawing in the line", para("<w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/>"+seal+"</wp:inline></w:drawing></w:r>", r(number)), want(number, "picture")},
		{"a hidden box", para(strings.Replace(floating(0, 0, 60, 16, "", "wrapNone", boxed), "name=", "hidden='1' name=", 1), r(number)), want(number)},
		{"a box in hidden text", para(strings.Replace(floating(0, 0, 60, 16, "", "wrapNone", boxed), "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1), r(number)), want(number)},
		{"a label under a box", para(floating(0, 0, 60, 16, "", "wrapNone", boxed), r("行政许可")), want("行政许可", "text_box", "covered")},
		{"a symbol", para("<w:r><w:sym w:font='SimSun' w:char='F039'/></w:r>", r(number)), want("￼"+number, "beside")},
		{"nothing but a symbol", para("<w:r><w:sym w:font='SimSun' w:char='F039'/></w:r>"), want("￼", "beside")},
		{"a symbol beside a label", para("<w:r><w:sym w:font='Wingdings' w:char='F06C'/></w:r>", r("其他")), want("其他", "beside")},
		{"a page number", para("<w:r><w:pgNum/></w:r>", r(number)), want("￼"+number, "beside")},
		{"a formula beside a number", para("<m:oMath><m:r><m:t>9</m:t></m:r></m:oMath>", r(number)), want("￼"+number, "beside")},
		{"nothing but a formula", para("<m:oMath><m:r><m:t>9</m:t></m:r></m:oMath>"), want("￼", "beside")},
		{"a paragraph in a frame", para("<w:pPr><w:framePr w:x='100' w:y='100' w:hAnchor='page'/></w:pPr>", r(number)), want("￼"+number, "moved")},
		{"two boxes", para(floating(0, 0, 60, 16, "", "wrapNone", boxed), floating(100, 0, 60, 16, "", "wrapNone", bar), r(number)), []string{`"￼24902"`, `note,picture,1,"table 1, row 1, column 2"`, `note,text_box,1,"table 1, row 1, column 2"`, `note,covered,1,"table 1, row 1, column 2"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			body := strings.Replace(inCell(test.content), "<w:tblGrid/>", columns, 1)
			if diff := cmp.Diff(test.want, lines(t, withBody(t, body))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// TestReach holds which cells lie under a drawing that is larger than its cell, or is anchored in a paragraph.
func TestReach(t *testing.T) {
	t.Parallel()
	table := func(first string) string {
		rows := tr(tc("", para(first)), tc("", p("11")), tc("", p("12"))) + tr(cells("甲", "21", "22")) + tr(cells("乙", "31", "32")) + tr(cells("丙", "41", "42"))
		return strings.Replace(tbl(rows), "<w:tblGrid/>", `<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>`, 1)
	}
	covers := func(x, y, w, h float64) string { return floating(x, y, w, h, "", "wrapNone", bar) }
	absolute := strings.ReplaceAll(covers(0, 0, 60, 60), `relativeFrom="paragraph"`, `relativeFrom="page"`)
	for _, test := range []struct {
		name, body string
		want       string // the numbers that can be read
	}{
		{"none", table(r("名")), "11 12 21 22 31 32 41 42"},
		{"over the neighbour", table(covers(100, 0, 60, 14) + r("名")), "12 21 22 31 32 41 42"},
		{"over the neighbour and the row below", table(covers(100, 0, 60, 26) + r("名")), "12 22 31 32 41 42"},
		{"over the row below alone", table(covers(200, 0, 60, 26) + r("名")), "11 21 31 32 41 42"},
		{"in the paragraph before, above the table", para(covers(0, 0, 300, 12), r("一")) + table(r("名")), "11 12 21 22 31 32 41 42"},
		{"in the paragraph before, over the first rows", para(covers(100, 5, 60, 35), r("一")) + table(r("名")), "12 22 31 32 41 42"},
		{"before a paragraph between", para(covers(100, 5, 60, 35), r("一")) + p("二") + p("三") + table(r("名")), "11 12 21 22 31 32 41 42"},
		{"before a long paragraph between", para(covers(100, 5, 60, 35), r("一")) + p(strings.Repeat("二", 120)) + table(r("名")), "11 12 21 22 31 32 41 42"},
		{"in the paragraph behind, over the last row", table(r("名")) + para(covers(100, -10, 60, 20), r("一")), "11 12 21 22 31 32 42"},
		{"in the paragraph behind, below the table", table(r("名")) + para(covers(0, 0, 300, 200), r("一")), "11 12 21 22 31 32 41 42"},
		{"a seal two paragraphs behind", table(r("名")) + p("一") + p("二") + para(covers(0, -20, 120, 120), r("三")), "11 12 21 22 31 32 41 42"},
		{"somewhere on the page", para(absolute, r("一")) + table(r("名")), "11 12 21 22 31 32 41 42"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			docs, err := readBytes(t, withBody(t, test.body))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, block := range docs[0].Blocks {
				if block.Grid == nil {
					continue
				}
				for _, c := range block.Grid.Cells {
					if isValue(c.Text) && !strings.Contains(c.Text, "￼") {
						got = append(got, c.Text)
					}
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("numbers (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRows holds what becomes of rows that are not printed.
func TestRows(t *testing.T) {
	t.Parallel()
	row := func(properties string) string {
		return tbl(tr(cells("a", "1")), "<w:tr><w:trPr>"+properties+"</w:trPr>"+cells("b", "2")+"</w:tr>", tr(cells("c", "3")))
	}
	kept := []string{"grid,2,2", `"1"`, `1,0,1,1,"c"`, `1,1,1,1,"3"`}
	all := []string{"grid,3,2", `"1"`, `1,0,1,1,"b"`, `1,1,1,1,"2"`, `2,0,1,1,"c"`, `2,1,1,1,"3"`}
	for _, test := range []struct {
		name, properties string
		want             []string
	}{
		{"hidden", "<w:hidden/>", append(kept[:4:4], `note,hidden_row,2,"table 1, row 2"`)},
		{"deleted", "<w:del w:id='1'/>", append(kept[:4:4], `note,deleted,2,"table 1, row 2"`)},
		{"of no height", "<w:trHeight w:val='1' w:hRule='exact'/>", append(kept[:4:4], `note,hidden_row,2,"table 1, row 2"`)},
		{"of little height", "<w:trHeight w:val='100' w:hRule='exact'/>", []string{"grid,3,2", `"1"`, `1,0,1,1,"b"`, `1,1,1,1,"￼2"`, `2,0,1,1,"c"`, `2,1,1,1,"3"`, `note,clipped,1,"table 1, row 2, column 1"`, `note,clipped,1,"table 1, row 2, column 2"`}},
		{"at least of no height", "<w:trHeight w:val='1' w:hRule='atLeast'/>", all},
		{"not hidden", "<w:hidden w:val='0'/>", all},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, withBody(t, row(test.properties)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("a cell that is deleted", func(t *testing.T) {
		t.Parallel()
		if diff := cmp.Diff(want("￼5", "deleted"), lines(t, withBody(t, tbl(tr(tc("", p("a")), tc("<w:cellDel w:id='1'/>", p("5"))))))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
	t.Run("a cell with a line from corner to corner", func(t *testing.T) {
		t.Parallel()
		const border = "<w:tcBorders><w:tl2br w:val='single'/></w:tcBorders>"
		if diff := cmp.Diff(want("￼5", "covered"), lines(t, withBody(t, tbl(tr(tc("", p("a")), tc(border, p("5"))))))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want(""), lines(t, withBody(t, tbl(tr(tc("", p("a")), tc(border, p(""))))))); diff != "" {
			t.Errorf("an empty cell (-want +got):\n%s", diff)
		}
	})
	t.Run("a column of no width", func(t *testing.T) {
		t.Parallel()
		body := strings.Replace(inCell(p("5")), "<w:tblGrid/>", `<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="1"/></w:tblGrid>`, 1)
		if diff := cmp.Diff(want("￼5", "clipped"), lines(t, withBody(t, body))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
	t.Run("what is not in a table", func(t *testing.T) {
		t.Parallel()
		body := "<w:p><w:r><w:pict/></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del></w:p>" + para(pr("<w:dstrike/>", "2"), r("一")) + para(pr("<w:vanish/>", "3"))
		want := []string{`paragraph,"一"`, "note,deleted,1", "note,hidden,1", "note,picture,1", "note,struck,1"}
		if diff := cmp.Diff(want, lines(t, withBody(t, body))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
}
