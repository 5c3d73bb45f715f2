package html

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// cellOf reads a page with a style sheet and returns the text and the looks of the cell that holds some content.
func cellOf(t *testing.T, sheet, content string) (string, printed.Look) {
	t.Helper()
	if !strings.HasPrefix(content, "<td") {
		content = "<td>" + content + "</td>"
	}
	page := "<!DOCTYPE html><html><head><style>" + sheet + "</style></head><body><p>一、总体情况</p>" +
		"<table><tr><th>行政许可</th>" + content + "</tr><tr><th>行政处罚</th><td>7</td></tr></table></body></html>"
	doc := mustRead(t, page)
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for _, c := range b.Grid.Cells {
			if c.Row == 0 && c.Column == 1 {
				return c.Text, c.Looks
			}
		}
	}
	t.Fatal("no cell")
	return "", 0
}

// kind is a way to write a cell whose printed content is known. want is the text, or doubt where nobody can tell.
type kind struct{ name, sheet, content, want string }

const doubt = "doubt"

func checkKinds(t *testing.T, kinds []kind) {
	t.Helper()
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			text, looks := cellOf(t, k.sheet, k.content)
			switch {
			case k.want == doubt:
				if !strings.Contains(text, printed.Object) {
					t.Errorf("got %q with the looks %b, want it in doubt", text, looks)
				}
			case text != k.want:
				t.Errorf("got %q with the looks %b, want %q", text, looks, k.want)
			}
		})
	}
}

// What a rule or a style hides is not read; the rest of the cell is.
func TestHidden(t *testing.T) {
	t.Parallel()
	var kinds []kind
	const cell = `<span class="x">99</span>64250`
	for _, s := range []string{
		"display:none", "DISPLAY : NONE !important", `\64 isplay:none`, "display:none;display:bogus", "visibility:hidden", "visibility:collapse",
		"opacity:0", "opacity:.01", "opacity:0%", "font-size:0", "font-size:0px", "font-size:0em", "font-size:.1px", "font-size:1%", "font-size:calc(0px)",
		"font:0/0 a", "color:white", "color:#fff", "color:#FFFFFF", "color:#ffff", "color:#fffffe", "color:rgb(255,255,255)",
		"color:rgb(255 255 255)", "color:rgb(100%,100%,100%)", "color:rgba(0,0,0,0)", "color:rgb(0 0 0 / 0)", "color:hsl(0,0%,100%)", "color:hwb(0 100% 0%)",
		"color:transparent", "color:#0000", "color:red;background:red", "background:#c00;color:#c00", "color:var(--w)", "-webkit-text-fill-color:transparent",
		"position:absolute;left:-9999px", "position:absolute;top:-999em", "position:fixed;right:-9999px", "position:relative;left:-9999px",
		"position:absolute;clip:rect(0,0,0,0)", "position:absolute;clip:rect(1px 1px 1px 1px)", "clip-path:inset(100%)", "clip-path:circle(0)", "clip-path:inset(50%)",
		"display:inline-block;width:0;overflow:hidden", "display:block;height:0;overflow:hidden", "display:inline-block;max-width:0;overflow:hidden",
		"position:absolute;width:1px;height:1px;overflow:hidden", "display:block;text-indent:-9999px", "display:block;text-indent:-99em", "margin-left:-9999px",
		"transform:scale(0)", "transform:scaleX(0)", "-webkit-transform:scale(0)", "transform:rotateY(90deg)", "scale:0", "transform:translateX(-9999px)",
		"filter:opacity(0)", "filter:opacity(0%)", "content-visibility:hidden", "text-decoration:line-through", "text-decoration-line:underline line-through",
		"text-decoration:red line-through double", "opacity:0;opacity:bogus",
	} {
		kinds = append(kinds, kind{"rule " + s, ":root{--w:#fff} .x{" + s + "}", cell, "64250"})
		if !strings.Contains(s, "var(") {
			kinds = append(kinds, kind{"style " + s, "", `<span style="` + s + `">99</span>64250`, "64250"})
		}
	}
	for _, s := range []string{
		".x", "span", "td span", "td > span", "#i", "[hide]", `[class="x"]`, `[class~="x"]`, "[class^=x]", `[CLASS="x" i]`, "tr td.y > span.x", "*.x", "body .x", "table .x, .none",
		"span:first-child", "span:nth-child(1)", "td span:nth-child(odd)", "span:not(.z)", "span:is(.x,.z)", ":where(.x)", ".y .x", "th + td .x", "th ~ td .x",
		"span:first-of-type", "html body table tr td span.x", "html:root .x", "span.x#i[hide]", `.\78`, "a.none, span",
	} {
		kinds = append(kinds, kind{"selector " + s, s + "{display:none}", `<td class="y"><span class="x" id="i" hide>99</span>64250</td>`, "64250"})
	}
	kinds = append(kinds,
		kind{"one of several classes", ".x{display:none}", `<span class="a x b">99</span>64250`, "64250"},
		kind{"important beats the style attribute", ".x{display:none!important}", `<span class="x" style="display:inline">99</span>64250`, "64250"},
		kind{"an identifier beats a class", "#i{display:none} .x{display:inline}", `<span class="x" id="i">99</span>64250`, "64250"},
		kind{"the later rule", ".x{display:inline} .x{display:none}", cell, "64250"},
		kind{"no layer beats a layer", ".x{display:none} @layer a{.x{display:inline}}", cell, "64250"},
		kind{"for the screen", "@media screen{.x{display:none}}", cell, "64250"},
		kind{"for a wide window", "@media (min-width:600px){.x{display:none}}", cell, "64250"},
		kind{"where it is supported", "@supports (display:grid){.x{display:none}}", cell, "64250"},
		kind{"nested rules", "td{.x{display:none}}", cell, "64250"},
		kind{"nested with &", ".x{&{display:none}}", cell, "64250"},
		kind{"behind a broken rule", "p{color:red;} } .z{} .x{display:none}", cell, "64250"},
		kind{"behind a comment", "/* .x{} */ .x/**/{display/**/:none}", cell, "64250"},
		kind{"in an old comment", "<!-- .x{display:none} -->", cell, "64250"},
		kind{"inherited", ".x{visibility:hidden}", `<div class="x"><b>99</b></div>64250`, "64250"},
		kind{"shown again below", ".x{visibility:hidden} .y{visibility:visible}", `<span class="x">99<span class="y">64250</span></span>`, "64250"},
		kind{"no size, and a size below", "", `<span style="font-size:0">99<span style="font-size:12px">64250</span></span>`, "64250"},
		kind{"a line through all within", ".x{text-decoration:line-through}", `<span class="x"><b>9</b><i>9</i></span>64250`, "64250"},
		kind{"s", "", "<s>99</s>64250", "64250"},
		kind{"strike", "", "<strike>99</strike>64250", "64250"},
		kind{"del by a rule for s", "", "<del>99</del>64250", "64250"},
		kind{"the attribute hidden", "", "<span hidden>99</span>64250", "64250"},
		kind{"hidden until found", "", `<b hidden="until-found">99</b>64250`, "64250"},
		kind{"font color", "", `<font color="white">99</font>64250`, "64250"},
		kind{"font color without a mark", "", `<font color=ffffff>99</font>64250`, "64250"},
		kind{"the ground of a row", "", `<td style="background:#036"><font color="#003366">99</font><font color=#fff>64250</font></td>`, "64250"},
		kind{"bgcolor", "", `<td bgcolor="black">99<font color=white>64250</font></td>`, "64250"},
		kind{"a closed dialog", "", "<dialog>99</dialog>64250", "64250"},
		kind{"a template", "", "<template>99</template>64250", "64250"},
		kind{"no script", "", "<noscript>99</noscript>64250", "64250"},
		kind{"closed details", "", "<details><summary>64250</summary>99</details>", "64250"},
		kind{"a sheet in its own address", "", `<link rel=stylesheet href="data:text/css,.x%7Bdisplay:none%7D">` + cell, "64250"},
		kind{"a packed sheet", "", `<link rel=stylesheet href="data:text/css;base64,LnggeyBkaXNwbGF5OiBub25lIH0=">` + cell, "64250"},
		kind{"a sheet that imports one", "@import 'data:text/css,.x%7Bdisplay:none%7D';", cell, "64250"},
		kind{"the line of a row", "tr{text-decoration:line-through}", `<span style="display:inline-block">64250</span><b>99</b>`, "64250"},
		kind{"the whole cell hidden", ".x{visibility:hidden}", `<td class="x">99</td>`, ""},
		kind{"the whole cell struck out", ".x{text-decoration:line-through}", `<td class="x">99</td>`, printed.Object},
	)
	checkKinds(t, kinds)
}

// What can be seen is read, however it is dressed.
func TestShown(t *testing.T) {
	t.Parallel()
	var kinds []kind
	for _, s := range []string{
		"font-weight:bold", "color:red", "color:#999", "color:gray", "color:yellow", "text-decoration:underline", "font-size:30px", "font-size:8px", "font-size:50%",
		"font-size:1em", "font-size:calc(1rem + 1vw)", "font-size:clamp(12px,1vw,20px)", "background:yellow", "background:#036;color:#fff", "color:#fff;background-color:rgb(0,96,192)",
		"font-style:italic", "opacity:.9", "opacity:1", "visibility:visible", "display:inline", "display:inline-block", "position:relative", "position:relative;top:1px",
		"position:static;left:-9999px", "left:-9999px", "width:0;overflow:hidden", "height:0", "text-indent:2em", "text-indent:-21pt", "margin-left:-1px", "letter-spacing:1px", "letter-spacing:-0.1pt",
		"float:right", "float:left", "transform:none", "transform:rotate(3deg)", "transform:scale(1.2)", "filter:none", "clip:rect(0,0,0,0)", "clip-path:none", "direction:ltr",
		"direction:rtl", "unicode-bidi:bidi-override", "writing-mode:vertical-rl", "vertical-align:middle", "vertical-align:top", "vertical-align:1px", "content:''",
		"text-transform:uppercase", "border:1px solid white", "border-color:white", "outline-color:#fff", "text-shadow:0 0 1px #fff", "z-index:9", "order:3", "background:url(a.png)",
		"display:none;display:inline", "font-size:0;font-size:12pt", "*display:none", "_display:none", "display:\"none\"", "xdisplay:none", "mso-hide:all", "filter:alpha(opacity=0)",
		"background:white", "background:transparent", "color:inherit", "color:currentColor", "color:#ffff", "animation:none",
	} {
		want := "64250"
		if s == "color:#ffff" {
			s = "color:#000f"
		}
		kinds = append(kinds,
			kind{"rule " + s, ".x{" + s + "}", `<span class="x">64250</span>`, want},
			kind{"style " + s, "", "<span style='" + s + "'>64250</span>", want},
			kind{"split by " + s, "", "64<span style='" + s + "'>250</span>", map[bool]string{true: doubt, false: want}[strings.HasPrefix(s, "float:")]})
	}
	for _, s := range []string{
		".hidden{display:none}", ".X{display:none}", "#x{display:none}", "p.x{display:none}", "div > .x{display:none}", "td > b > .x{display:none}", "th .x{display:none}",
		".x .x{display:none}", ".x:hover{display:none}", "span:nth-child(2){display:none}", ".x:not(span){display:none}", "span:last-of-type:empty{display:none}", "[hide]{display:none}",
		"@media print{.x{display:none}}", "@media not all{.x{display:none}}", "@media (max-width:600px){.x{display:none}}", "@media screen and (max-width:600px){.x{display:none}}",
		"@font-face{font-family:x;src:url(x)} @page{margin:0}", "@keyframes a{from{opacity:0}}", "@supports not (display:grid){.x{display:none}}",
		".x{display:none} .x{display:inline}", ".x{display:none} span.x{display:inline}", ".x{display:none} .x{display:inline!important}", "@layer a{.x{display:none}} .x{display:inline}",
		"@import url(other.css); p{color:red}", ".x:visited{color:#fff}", ".x::selection{color:#fff}", ".x::before{content:''}", `.x::before{content:"\e900"}`, `.x::after{content:"";display:table;clear:both}`,
		`.x::before{content:none}`, `.y::before{content:"9"}`, `.x::before{content:"9";display:none}`, `td{position:relative} td::after{content:"";position:absolute;left:0;bottom:0;width:100%;height:1px;background:#ccc}`,
		"{display:none}", ".x{display", ".x,{display:none}", ".x!{display:none}", ".x::before{color:#fff}", "a:link{color:#fff}", "tr.x{display:none}", "del{text-decoration:none}",
		"table{border-collapse:collapse} td,th{vertical-align:top;padding:0}", "*{margin:0;padding:0;box-sizing:border-box}", "body{background:#f5f5f5;color:#333}", "html{font-size:62.5%} td{font-size:1.4rem}",
	} {
		kinds = append(kinds, kind{"sheet " + s, s, `<span class="x">64250</span>`, "64250"})
	}
	kinds = append(kinds,
		kind{"bold, underlined and inserted", "", "<b>64</b><u>2</u><ins>50</ins>", "64250"},
		kind{"white on a coloured row", ".h{background:#0060c0} .w{color:#fff}", `<td class="h"><span class="w">64250</span></td>`, "64250"},
		kind{"a link on a white ink", ".w{color:#fff}", `<td class="w"><a href="/x">64250</a></td>`, "64250"},
		kind{"a deletion that a sheet shows as text", "del{text-decoration:none}", "<del>64250</del>", "64250"},
		kind{"no line into a box of its own", ".x{text-decoration:line-through}", `<span class="x"><span style="display:inline-block">64250</span></span>`, "64250"},
		kind{"a picture beside the number", "", `<img src="box.png">64250`, "64250"},
		kind{"an input", "", `<input value="64250">`, "64250"},
		kind{"an input to search", "", `<input type=search value="64250">`, "64250"},
		kind{"a tick beside the number", "", `<input type=checkbox checked>64250`, "64250"},
		kind{"the chosen option", "", "<select><option>1<option selected>64250<option>3</select>", "64250"},
		kind{"a soft place to break", "", "64<wbr>250", "64250"},
		kind{"open details", "", "<details open><summary></summary>64250</details>", "64250"},
		kind{"a meter", "", "<meter value=1>9</meter>64250", "64250"},
		kind{"readings above", "", "<ruby>64250<rt>9</rt></ruby>", "64250"},
		kind{"aria-hidden is shown", "", `<span aria-hidden="true">64250</span>`, "64250"},
		kind{"sticky", "td{position:sticky;top:0}", "64250", "64250"},
		kind{"a bdo that turns nothing", "", `<bdo dir="ltr">64250</bdo>`, "64250"},
		kind{"a flex box of one", "", `<div style="display:flex;flex-direction:row-reverse"><span>64250</span></div>`, "64250"},
		kind{"a list without numbers", "", `<ol style="list-style:none"><li>64250</ol>`, "64250"},
		kind{"a list with bullets", "", `<ul><li>64250</ul>`, "64250"},
		kind{"a page that a script shows", "body{display:none} html{opacity:0}", "64250", "64250"},
		kind{"printed before by a style", `.x::before{content:"9"}`, `<span class="x">422</span>`, "9422"},
		kind{"printed before by an old style", `.x:before{content:'\39'}`, `<span class="x">422</span>`, "9422"},
		kind{"a unit by a style", `.x::after{content:"万"}`, `<span class="x">12</span>`, "12万"},
		kind{"an attribute by a style", `.x::before{content:attr(data-x)}`, `<span class="x" data-x="9">422</span>`, "9422"},
		kind{"printed by a style of the cell", `td::before{content:"9"}`, "422", "9422"},
	)
	checkKinds(t, kinds)
}

// A number that is shown in another order or place than it stands, or of which nobody can tell, is in doubt.
func TestDoubtful(t *testing.T) {
	t.Parallel()
	const two = "<span>86</span><span>46</span>"
	checkKinds(t, []kind{
		{"bdo", "", `<bdo dir="rtl">72537</bdo>`, doubt},
		{"an override by style", "", `<span style="unicode-bidi:bidi-override;direction:rtl">72537</span>`, doubt},
		{"an override by rule", ".x{direction:rtl;unicode-bidi:isolate-override}", `<span class="x">72537</span>`, doubt},
		{"an override character", "", "&#x202e;72537", doubt},
		{"an override character in a number", "", "7\u202e25\u202c37", doubt},
		{"isolates from right to left", "", `<td dir="rtl"><bdi>86</bdi><bdi>46</bdi></td>`, doubt},
		{"boxes from right to left", ".b{display:inline-block}", `<td dir="rtl"><span class=b>86</span><span class=b>46</span></td>`, doubt},
		{"flex reversed", "", `<div style="display:flex;flex-direction:row-reverse">` + two + "</div>", doubt},
		{"flex reversed by rule", ".f{display:inline-flex;flex-flow:row-reverse nowrap}", `<div class="f">` + two + "</div>", doubt},
		{"flex reversed by direction", ".f{display:flex;direction:rtl}", `<div class="f">` + two + "</div>", doubt},
		{"ordered", ".f{display:flex} .o{order:-1}", `<div class="f"><span>86</span><span class="o">46</span></div>`, doubt},
		{"placed in a grid", ".f{display:grid} .o{grid-column:1}", `<div class="f"><span>86</span><span class="o">46</span></div>`, doubt},
		{"a float among digits", "", `64<span style="float:left">250</span>`, doubt},
		{"moved to another line", "", `<span style="position:relative;top:1.65em">3514</span>`, doubt},
		{"moved up by rule", ".x{position:relative;bottom:26px}", `<span class="x">3514</span>`, doubt},
		{"moved by a transform", "", `<span style="transform:translateY(28px)">3514</span>`, doubt},
		{"moved within the line", "", `<span style="position:relative;left:1em">1</span><span style="position:relative;left:-1em">2</span>`, doubt},
		{"the cell moved", "", `<td style="position:relative;top:30px">3514</td>`, doubt},
		{"a row reversed", "tr{display:flex;flex-direction:row-reverse}", "3514", doubt},
		{"a row moved", "tr{position:relative;top:26px}", "3514", doubt},
		{"a row moved by its own height", "tr{transform:translateY(100%)}", "3514", doubt},
		{"a cell that floats", "td{float:right}", "3514", doubt},
		{"a marker of a list", `li::marker{content:counter(x)}`, "<ul><li>422</ul>", doubt},
		{"a text for a marker", "", `<ul style='list-style-type:"9"'><li>422</ul>`, doubt},
		{"mirrored", "", `<span style="transform:scaleX(-1)">3514</span>`, doubt},
		{"upside down", ".x{transform:rotate(180deg)}", `<span class="x">6891</span>`, doubt},
		{"pushed together", ".x{letter-spacing:-1em}", `<span class="x">6891</span>`, doubt},
		{"pulled over another", "", `64<span style="margin-left:-1em">250</span>`, doubt},
		{"lying over", "", `64250<span style="position:absolute;left:0">9</span>`, doubt},
		{"a box over it", "", `64250<i style="position:absolute;left:0;width:50px;height:20px;background:#fff"></i>`, doubt},
		{"a box by a style over it", `.x{position:relative} .x::after{content:"";position:absolute;inset:0;background:#fff}`, `<span class="x">64250</span>`, doubt},
		{"a line by a style through it", `.x{position:relative} .x::after{content:"";position:absolute;top:50%;width:100%;height:1px;background:red}`, `<span class="x">64250</span>`, doubt},
		{"a counter", `.x::before{content:counter(n)}`, `<span class="x">422</span>`, doubt},
		{"a picture by a style", `.x::before{content:url(9.png)}`, `<span class="x">422</span>`, doubt},
		{"its first letter hidden", ".x::first-letter{font-size:0}", `<p class="x">9422</p>`, doubt},
		{"its first line white", ".x:first-line{color:#fff}", `<p class="x">9422</p>`, doubt},
		{"dots for characters", ".x{-webkit-text-security:disc}", `<span class="x">422</span>`, doubt},
		{"blurred", ".x{filter:blur(4px)}", `<span class="x">422</span>`, doubt},
		{"masked", ".x{-webkit-mask:linear-gradient(#000,transparent)}", `<span class="x">422</span>`, doubt},
		{"clipped in part", ".x{clip-path:inset(0 0 0 1em)}", `<span class="x">9422</span>`, doubt},
		{"hardly to be seen", ".x{color:#e8e8e8}", `<span class="x">9</span>422`, doubt},
		{"hardly to be seen by opacity", ".x{opacity:.1}", `<span class="x">9</span>422`, doubt},
		{"white on a picture", ".x{background:url(a.png);color:#fff}", `<span class="x">9</span>422`, doubt},
		{"a condition that nobody knows", ".x:has(+b){display:none}", `<span class="x">9</span>422`, doubt},
		{"a container that nobody knows", "@container (min-width:1px){.x{display:none}}", `<span class="x">9</span>422`, doubt},
		{"the number of a list", "", "<ol start=9><li>422</ol>", doubt},
		{"a picture of a digit", "", `<img src=9.png alt="9">422`, doubt},
		{"a drawing with a digit", "", "<svg><text>9</text></svg>422", doubt},
		{"a formula", "", "<math><mn>9</mn></math>422", doubt},
		{"a choice beside it", "", "<select><option>9<option>8</select>422", doubt},
		{"a sheet that takes a mark back", "sup{vertical-align:baseline;font-size:100%}", "422<sup>1</sup>", doubt},
		{"a sheet beside the page that is not there", "", `<link rel=stylesheet href="cid:gone"><span class="x">9</span>422`, doubt},
		{"a password", "", `<input type="password" value="422">`, doubt},
	})
}

// A raised or lowered mark never joins a number.
func TestMarks(t *testing.T) {
	t.Parallel()
	reset := "sub,sup{font-size:75%;line-height:0;position:relative;vertical-align:baseline} sup{top:-.5em} sub{bottom:-.25em}"
	checkKinds(t, []kind{
		{"sup", "", "64250<sup>1</sup>", "64250"},
		{"sub", "", "64250<sub>1</sub>", "64250"},
		{"sup with brackets", "", "64250<sup>[1]</sup>", "64250"},
		{"a space before it", "", "64250 <sup>1</sup>", "64250"},
		{"a link in it", "", `64250<sup><a href="#n1">1</a></sup>`, "64250"},
		{"by style", "", `64250<span style="vertical-align:super">1</span>`, "64250"},
		{"by rule", ".m{vertical-align:super;font-size:smaller}", `64250<span class="m">1</span>`, "64250"},
		{"lowered by rule", ".m{vertical-align:sub}", `64250<b class="m">1</b>`, "64250"},
		{"raised by a length", ".m{vertical-align:6px;font-size:8px}", `64250<b class="m">1</b>`, "64250"},
		{"raised by its place", "", `64250<span style="position:relative;top:-4.0pt;font-size:7pt">1</span>`, "64250"},
		{"a sheet that sets marks anew", reset, "64250<sup>1</sup>", "64250"},
		{"by its letters", ".m{font-variant-position:super}", `64250<b class="m">1</b>`, "64250"},
		{"before the unit", "", "64250<sup>1</sup>件", "64250件"},
		{"the mark of a label", "", "面积m<sup>2</sup>", "面积m2"},
		{"a power", "", "10<sup>4</sup>", doubt},
		{"cents", "", "604.<sup>09</sup>", doubt},
	})
}

// Rows, columns and cells that are hidden are left out, with a note where they would stand.
func TestHiddenRows(t *testing.T) {
	t.Parallel()
	page := func(sheet, table string) string {
		return "<!DOCTYPE html><style>" + sheet + "</style><table>" + table + "</table>"
	}
	rows := func(second string) string {
		return "<tr><td>a<td>1</tr>" + second + "<tr><td>c<td>3</tr>"
	}
	row := report.Note{Kind: report.NoteHiddenRow, Place: report.Place{Row: 2}, Count: 2}
	column := report.Note{Kind: report.NoteHiddenColumn, Place: report.Place{Column: 2}, Count: 2}
	for _, c := range []struct {
		name, page, want string
		note             report.Note
	}{
		{"by style", page("", rows(`<tr style="display:none"><td>b<td>2</tr>`)), "a1c3", row},
		{"by attribute", page("", rows("<tr hidden><td>b<td>2</tr>")), "a1c3", row},
		{"by rule", page(".h{display:none}", rows("<tr class=h><td>b<td>2</tr>")), "a1c3", row},
		{"by number", page("tr:nth-child(2){display:none}", rows("<tr><td>b<td>2</tr>")), "a1c3", row},
		{"collapsed", page(".h{visibility:collapse}", rows("<tr class=h><td>b<td>2</tr>")), "a1c3", row},
		{"a group of rows", page(".h{display:none}", "<tbody><tr><td>a<td>1</tbody><tbody class=h><tr><td>b<td>2</tbody><tbody><tr><td>c<td>3</tbody>"), "a1c3", row},
		{"a cell", page("", rows("<tr><td>b<td hidden>9<td>2</tr>")), "a1b2c3", report.Note{Kind: report.NoteHidden, Place: report.Place{Row: 2, Column: 2}, Count: 1}},
		{"a column of cells", page("td:nth-child(2){display:none}", "<tr><td>a<td>9<td>1</tr><tr><td>b<td>8<td>2</tr>"), "a1b2", column},
		{"a column collapsed", page("", `<col><col style="visibility:collapse"><col><tr><td>a<td>9<td>1</tr><tr><td>b<td>8<td>2</tr>`), "a1b2", column},
		{"a column of the table", page(".g{visibility:collapse}", `<colgroup><col><col class=g><col></colgroup><tr><td>a<td>9<td>1</tr><tr><td>b<td>8<td>2</tr>`), "a1b2", column},
		{"none where nothing is in it", page("", rows("<tr hidden><td><td></tr>")), "a1c3", report.Note{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, c.page)
			if len(doc.Blocks) != 1 || doc.Blocks[0].Grid == nil {
				t.Fatalf("no grid: %s", dump(doc))
			}
			grid := doc.Blocks[0].Grid
			got := ""
			for _, cell := range grid.Cells {
				got += cell.Text
			}
			if got != c.want || grid.Columns != 2 {
				t.Errorf("got %q in %d columns, want %q in 2", got, grid.Columns, c.want)
			}
			want := []report.Note{c.note}
			if c.note.Count == 0 {
				want = nil
			}
			if fmt.Sprint(grid.Notes) != fmt.Sprint(want) {
				t.Errorf("notes %v, want %v", grid.Notes, want)
			}
		})
	}
}

// A col that is not displayed hides its column in old browsers alone.
func TestColumnNotDisplayed(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, `<table><col><col style="display:none"><col><tr><td>a<td>9<td>1</tr><tr><td>b<td>8<td>2</tr></table>`)
	for _, cell := range doc.Blocks[0].Grid.Cells {
		if isIn := strings.Contains(cell.Text, printed.Object); isIn != (cell.Column == 1) {
			t.Errorf("column %d: %q", cell.Column, cell.Text)
		}
	}
}

// What stands outside of tables is left out too, and said once.
func TestHiddenOutside(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, `<!DOCTYPE html><style>.h{display:none} .w{color:white}</style><p>一<span class=h>二</span>三</p><p class=h>四</p><div class=h><ul><li>五</ul></div><p class=w>六</p><p><s>七</s></p>`)
	if got := dump(doc); got != "\"一三\"\n" {
		t.Errorf("got %s", got)
	}
	want := []report.Note{{Kind: report.NoteStruck, Count: 1}, {Kind: report.NoteHiddenBlock, Count: 3}}
	if fmt.Sprint(doc.Notes) != fmt.Sprint(want) {
		t.Errorf("notes %v, want %v", doc.Notes, want)
	}
	if doc.Blocks[0].Looks != printed.Hidden {
		t.Errorf("looks %b", doc.Blocks[0].Looks)
	}
}

// A title may stand anywhere, and in white where the sheet that gives it its ground is not at hand.
func TestTitlesStay(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, `<link rel=stylesheet href=site.css><h1 style="position:absolute;top:40px">2024年年度报告</h1><h2 style="color:#fff">二、主动公开</h2><div style="opacity:.1">三</div>`)
	if got := dump(doc); got != "\"2024年年度报告\"\n\"二、主动公开\"\n\"三\"\n" {
		t.Errorf("got %s", got)
	}
}

// A heading names the report without what is hidden in it.
func TestHiddenInHeading(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, `<style>.h{font-size:0}</style><h1 hidden>甲局</h1><h1><span class=h>乙局</span>丙局<s>2023</s>2024年年度报告</h1>`)
	if len(doc.Meta.Titles) != 1 || doc.Meta.Titles[0] != "丙局2024年年度报告" {
		t.Errorf("titles %q", doc.Meta.Titles)
	}
}

// openStrikes leaves tags open that browsers open again in every paragraph, each of another class.
func openStrikes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<s class=c%d>", i)
	}
	return b.String()
}

// Sheets of a hostile page cost no more than a page can need.
func TestHostileSheets(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<div>", 400)
	cells := strings.Repeat("<tr>"+strings.Repeat("<td><b><i>1</i></b>", 40), 500)
	for _, c := range []struct {
		name, page string
		want       error
	}{
		{"rules", "<style>" + strings.Repeat(".a{display:none}", 30_000) + "</style><p>1", fault.ErrTooLarge},
		{"selectors of one rule", "<style>" + strings.Repeat(".a,", 20_000) + ".a{display:none}</style><p>1", nil},
		{"nested rules", "<style>" + strings.Repeat(".a{", 10_000) + "display:none</style><p>1", fault.ErrTooLarge},
		{"nested brackets", "<style>.a{width:" + strings.Repeat("calc(", 100_000) + "}</style><p>1", nil},
		{"a selector that must try all", "<style>" + strings.Repeat("div>div div>div div>div div>div div>div b{display:none}", 200) + "</style>" + deep + "<table>" + cells + "</table>", nil},
		{"siblings counted for each", "<style>td:nth-last-child(7) ~ td:nth-child(odd) ~ td b:nth-of-type(2){display:none}</style><table>" + cells + "</table>", nil},
		{"a sheet without an end", "<style>.a{" + strings.Repeat("(", 100_000), fault.ErrEmpty},
		{"strikes left open", "<style>.x{display:none}</style>" + openStrikes(400) + strings.Repeat("<p>1", 20_000), fault.ErrEmpty},
		{"floats in floats", "<table><td>a<td>" + strings.Repeat("<div style=float:left>", 450) + strings.Repeat("1 ", 1<<20), fault.ErrTruncated},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := New().Read(t.Context(), read.Source{Bytes: []byte(c.page), Limits: read.DefaultLimits()})
			if !errors.Is(err, c.want) && !errors.Is(err, fault.ErrTooLarge) {
				t.Errorf("Read = %v, want %v", err, c.want)
			}
		})
	}
}

// What few pages do, and what looks like it and does no harm.
func TestRareLooks(t *testing.T) {
	t.Parallel()
	checkKinds(t, []kind{
		{"a colour of a profile", "", `<span style="color:color(srgb 1 1 1)">99</span>64250`, "64250"},
		{"a colour that is mixed", "", `<span style="color:color-mix(in srgb, white, white)">99</span>64250`, doubt},
		{"a colour that is mixed, by a rule", ".x{color:light-dark(white, black)}", `<b class=x>99</b>64250`, doubt},
		{"digits of a font of pictures", "", `<span style="font-family:Wingdings">9</span>64250`, doubt},
		{"digits of such a font by a rule", ".x{font-family:'Webdings',serif}", `<b class=x>64250</b>`, doubt},
		{"digits of such a font in short", ".x{font:12px ZapfDingbats}", `<b class=x>64250</b>`, doubt},
		{"digits of such a font by an attribute", "", `<font face="Wingdings 2">64250</font>`, doubt},
		{"a font of Greek letters", "", `<font face="Symbol">64250</font>`, "64250"},
		{"another font", ".x{font-family:宋体}", `<b class=x><font face="仿宋_GB2312">64250</font></b>`, "64250"},
		{"a bullet of such a font", "", `<span style="font-family:Wingdings">l</span><b>规章</b>`, "\ufffcl规章"},
		{"a mark raised by a transform", "", `64250<span style="display:inline-block;transform:translateY(-6px)">1</span>`, "64250"},
		{"a cell moved by a transform", "", `<div style="transform:translateY(-6px)">64250</div>`, "64250"},
		{"a mark by a feature of the font", "", `64250<span style="font-feature-settings:'sups'">1</span>`, "64250"},
		{"what every browser takes", "@supports (display:block){.x{display:none}}", `<b class=x>99</b>64250`, "64250"},
		{"what no browser takes", "@supports (display:foo){.x{display:none}}", `<b class=x>64250</b>`, "64250"},
		{"what no browser takes, turned round", "@supports not (display:foo){.x{display:none}}", `<b class=x>99</b>64250`, "64250"},
		{"what every browser takes, turned round", "@supports not (display:grid){.x{display:none}}", `<b class=x>64250</b>`, "64250"},
		{"what nobody knows, turned round", "@supports not (gap:1px){.x{display:none}}", `<b class=x>99</b>64250`, doubt},
		{"cut from below", "", `<i style="clip-path:inset(0 0 100% 0)">99</i>64250`, "64250"},
		{"cut off in part", "", `<i style="clip-path:inset(0 0 50px 0)">99</i>64250`, doubt},
		{"for browsers without plug-ins", "", `<noembed>99</noembed>64250`, "64250"},
		{"a box of a form before a number", "", `<input value="99">64250`, "99 64250"},
		{"a list of a form before a number", "", `<select><option selected>99</select>64250`, "99 64250"},
		{"a box of a form alone", "", `<input value="64250">`, "64250"},
	})
}
