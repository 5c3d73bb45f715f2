package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fld(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
func instr(s string) string {
	return "<w:r><w:instrText xml:space='preserve'>" + s + "</w:instrText></w:r>"
}

func TestFields(t *testing.T) {
	t.Parallel()
	const number = "64250"
	begin, separate, end := fld("begin"), fld("separate"), fld("end")
	merge := func(result string) string { return begin + instr(" MERGEFIELD a ") + separate + result + end }
	form := func(data, rest string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/>` + data + `</w:ffData></w:fldChar></w:r>` + rest
	}
	list := `<w:ddList><w:result w:val="1"/><w:listEntry w:val="7"/><w:listEntry w:val="12"/></w:ddList>`
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"a result", para(begin, instr("= 1"), separate, r(number), end), want(number)},
		{"a result in an instruction", para(begin, instr(" = "), merge(r("99")), instr(` \# 0 `), separate, r(number), end), want(number)},
		{"a result in an instruction as Word writes it", para(begin, instr(" = "), merge(instr("99")), separate, r(number), end), want(number)},
		{"a condition", para(begin, instr(" IF "), merge(r(number)), instr(` = "" "0" "`), merge(r(number)), instr(`" `), separate, r(number), end), want(number)},
		{"text among an instruction", para(begin, instr(" = "), r("99"), instr(" "), separate, r(number), end), want(number)},
		{"a field in a result", para(begin, instr(" REF "), separate, r("64"), merge(r("250")), end), want(number)},
		{"an instruction over paragraphs", para(begin, instr(` IF 1=2 "`)) + p("99") + para(instr(`" `), separate, r(number), end), want(number)},
		{"a field in text that is struck out", para("<w:r><w:rPr><w:strike/></w:rPr><w:t>99</w:t></w:r>", merge(r(number))), want(number, "struck")},
		{"a deleted field", para("<w:del><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:del>", r(number)), want(number)},
		{"an instruction without an end", para(begin, instr(" = "), r("99")) + p(number), want("￼", "field")},
		{"ends of nothing", para(end, separate, r(number), end), want(number)},
		{"a result without an end", para(begin, instr(" REF a "), separate, r(number)), want(number)},
		{"a result that Word works out anew", para(`<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>`, instr("="), separate, r(number), end), want("￼"+number, "replaced")},
		{"a field without a result", para(begin, instr(" SYMBOL 57 "), end, r(number)), want("￼"+number, "field")},
		{"nothing but a field without a result", para(begin, instr(" =SUM(ABOVE) "), separate, end), want("￼", "field")},
		{"a mark for an index", para(begin, instr(" XE a "), end, r(number)), want(number)},
		{"a simple field", para(`<w:fldSimple w:instr="=SUM(ABOVE)">`, r(number), `</w:fldSimple>`), want(number)},
		{"a simple field without a result", para(`<w:fldSimple w:instr="=SUM(ABOVE)"/>`), want("￼", "field")},
		{"a simple field in an instruction", para(begin, instr(" = "), `<w:fldSimple w:instr="REF a">`, r("99"), `</w:fldSimple>`, separate, r(number), end), want(number)},
		{"a text to fill in", para(form(`<w:textInput/>`, instr(" FORMTEXT ")), separate, r(number), end), want(number)},
		{"a text that nobody filled in", para(form(`<w:textInput/>`, instr(" FORMTEXT ")), separate, end), want("")},
		{"a choice", para(form(list, instr(" FORMDROPDOWN ")), end), want("￼12", "replaced")},
		{"a choice with a result", para(form(list, instr(" FORMDROPDOWN ")), separate, r("12"), end), want("12")},
		{"a box to tick", para(form(`<w:checkBox><w:default w:val="1"/></w:checkBox>`, instr(" FORMCHECKBOX ")), separate, end), want("￼", "picture")},
		{"the choice of a content control", "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value='7'/></w:dropDownList></w:sdtPr><w:sdtContent>" + p(number) + "</w:sdtContent></w:sdt>", want(number)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, withBody(t, inCell(test.content)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("a table in an instruction", func(t *testing.T) {
		t.Parallel()
		body := para(r("一"), begin, instr(` IF 1 = 2 "`)) + inCell(p("7")) + para(instr(`" `), separate, r("二"), end) + inCell(p("8"))
		want := []string{`paragraph,"一"`, `"￼7"`, `paragraph,"二"`, `"8"`, "note,field,1", `note,replaced,1,"table 1, row 1, column 2"`}
		if diff := cmp.Diff(want, lines(t, withBody(t, body))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
	t.Run("fields do not swallow what follows", func(t *testing.T) {
		t.Parallel()
		body := para(r("一"), begin, instr("= "), r("9")) + p("二") + inCell(para(begin, instr("=")+r("9"))) + inCell(p("7")) + para(r("三"))
		want := []string{`paragraph,"一"`, `paragraph,"二"`, `"￼"`, `"7"`, `paragraph,"三"`, "note,field,1", `note,field,1,"table 1, row 1, column 2"`}
		if diff := cmp.Diff(want, lines(t, withBody(t, body))); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
}

func TestNoteMarks(t *testing.T) {
	t.Parallel()
	const number = "64250"
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"a number that Word gives", para(r(number), "<w:r><w:footnoteReference w:id='2'/></w:r>"), want(number, "raised")},
		{"a mark of its own", para(r(number), "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>1</w:t></w:r>"), want(number, "raised")},
		{"a mark of its own on the line", para(r(number), "<w:r><w:rPr><w:vertAlign w:val='baseline'/></w:rPr><w:endnoteReference w:customMarkFollows='on' w:id='2'/><w:t>1</w:t></w:r>"), want(number, "raised")},
		{"a mark in the run behind", para(r(number), "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/></w:r>", r("1"), r("件")), want(number+"件", "raised")},
		{"a symbol as mark", para(r(number), "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:sym w:font='Wingdings' w:char='F081'/></w:r>"), want(number, "raised")},
		{"a mark in the middle", para(r("64"), "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>1</w:t></w:r>", r("250")), want("64￼1250", "raised")},
		{"a mark before the number", para("<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>1</w:t></w:r>", r(number)), want(number, "raised")},
		{"a mark that may be the number", para("<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/></w:r>", r(number)), want(number, "raised")},
		{"a mark in a run before the number", para("<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/></w:r>", r("1"), r(number)), want("1￼"+number, "raised")},
		{"the mark of a label", para(r("行政许可"), "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>1</w:t></w:r>"), want("行政许可", "raised")},
		{"a number by its own mark's paragraph", p(number) + para("<w:r><w:footnoteReference w:customMarkFollows='0' w:id='2'/></w:r>", r("一")), want(number+`\n一`, "raised")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, withBody(t, inCell(test.content)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	const number = "64250"
	level := func(text, kind, rest string) string {
		return `<w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="` + kind + `"/><w:lvlText w:val="` + text + `"/>` + rest + `</w:lvl>`
	}
	kind := func(id, levels string) string {
		return `<w:abstractNum w:abstractNumId="` + id + `">` + levels + `</w:abstractNum>`
	}
	num := func(id, kind, rest string) string {
		return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + kind + `"/>` + rest + `</w:num>`
	}
	numbering := kind("0", level("%1", "decimal", "")) + kind("1", level("•", "bullet", "")) + kind("2", level("9", "bullet", "")) + kind("3", level("\uf039", "bullet", "")) +
		kind("4", level("%1、", "chineseCounting", "")) + kind("5", level("%1", "none", "")) + kind("6", level("%1", "decimal", "<w:rPr><w:vanish/></w:rPr>")) +
		kind("7", `<w:numStyleLink w:val="L"/>`) + kind("8", level("\uf06c", "bullet", "")) +
		num("1", "0", "") + num("2", "1", "") + num("3", "2", "") + num("4", "3", "") + num("5", "4", "") + num("6", "5", "") + num("7", "6", "") + num("8", "7", "") + num("9", "8", "") +
		num("10", "1", `<w:lvlOverride w:ilvl="0">`+level("(%1)", "decimal", "")+`</w:lvlOverride>`)
	styles := `<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="NN"><w:basedOn w:val="N"/></w:style>`
	numbered := func(id string) string {
		return "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='" + id + "'/></w:numPr></w:pPr>"
	}
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"a number before the value", para(numbered("1"), r(number)), want("￼"+number, "beside")},
		{"a number in an empty cell", para(numbered("1")), want("￼", "beside")},
		{"a number before a label", para(numbered("1"), r("自然人")), []string{`"自然人"`, "note,beside,1"}},
		{"a bullet", para(numbered("2"), r(number)), want(number)},
		{"a bullet that is a digit", para(numbered("3"), r(number)), want("￼"+number, "beside")},
		{"a bullet of a font of symbols that is a digit", para(numbered("4"), r(number)), want("￼"+number, "beside")},
		{"a bullet of a font of symbols", para(numbered("9"), r(number)), want(number)},
		{"a Chinese number", para(numbered("5"), r(number)), want("￼"+number, "beside")},
		{"a level that prints nothing", para(numbered("6"), r(number)), want(number)},
		{"a hidden number", para(numbered("7"), r(number)), want(number)},
		{"a list by a style", para(numbered("8"), r(number)), want("￼"+number, "beside")},
		{"a list that differs from its kind", para(numbered("10"), r(number)), want("￼"+number, "beside")},
		{"a list that is not there", para(numbered("77"), r(number)), want(number)},
		{"a number by the style of the paragraph", para("<w:pPr><w:pStyle w:val='N'/></w:pPr>", r(number)), want("￼"+number, "beside")},
		{"a number by the style below", para("<w:pPr><w:pStyle w:val='NN'/></w:pPr>", r(number)), want("￼"+number, "beside")},
		{"the number of the style taken away", para("<w:pPr><w:pStyle w:val='NN'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>", r(number)), want(number)},
		{"a number as Word 2003 writes it", para("<w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/><wx:t wx:val='9'/></w:listPr></w:pPr>", r(number)), want("￼"+number, "beside")},
		{"a bullet as Word 2003 writes it", para("<w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/><wx:t wx:val='·'/></w:listPr></w:pPr>", r(number)), want(number)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, lines(t, styled(t, styles, numbering, inCell(test.content)))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}
