package html

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html/style"
)

// No attribute that is read may be passed over because its tag looks as if it had none.
func TestMayTell(t *testing.T) {
	pages := []string{
		`<td ROWSPAN=2><p style="mso-x:1;DISPLAY : none"><td style="Vertical-Align:super" colspan='3'>`,
		`<span style="text-decoration:LINE-through"><div hid&#100;en style="&#100;isplay:none"><tr height=0>`,
		"<span style=\"dis\x00play:none\"><a href=x title=y download><meta name=a property=b content=c><input type=t value=v>",
		`<object data=x><iframe src=y><tr style="height:0">`,
		`<font color=white><td bgcolor=#000><p style="font:0/0 a"><p style='FONT-SIZE:.1px'><p style="color : rgba(0,0,0,0)"><body text=white>`,
		`<p style="margin:0 0 0 -99px"><p style="text-indent:-999px"><p style="letter-spacing:-1em"><p style="background : #000">`,
		`<select multiple><option selected label=x><input type=password><details open><img alt=1><p style="c&#111;lor:#fff"><bdo dir=rtl>`,
	}
	for _, page := range testPages(t) {
		pages = append(pages, string(page.body))
	}
	read, passed := 0, 0
	for _, page := range pages {
		z := html.NewTokenizer(strings.NewReader(page))
		for z.Next() != html.ErrorToken {
			raw := string(z.Raw())
			name, more := z.TagName()
			tells, suspect := mayTell([]byte(raw))
			if tells = tells || hasOwn(atom.Lookup(name)); !tells {
				passed++
			}
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if isRead(string(name), string(key), value) {
					read++
					if !tells {
						t.Errorf("%s is passed over in %s", key, raw)
					}
				}
				if suspects(string(name), string(key), value)&^suspect != 0 && !tells {
					t.Errorf("%s is not suspected in %s", key, raw)
				}
			}
		}
	}
	if read < 20 || passed < 20 {
		t.Errorf("%d attributes were read and %d tags passed over: the pages show nothing", read, passed)
	}
}

// What undress drops and renames must not change how a page with styles that matter is read.
func TestUndressStyled(t *testing.T) {
	t.Parallel()
	const sheet = ".x{display:none} b{color:#c00} b b{visibility:hidden} td > i + i{font-size:0} font[color]{letter-spacing:0} s{text-decoration:none} " +
		"span:nth-child(2)::after{content:'万'} .r{background:#036} .r *{color:#fff} em:first-child{opacity:0}"
	for _, cell := range []string{
		"<b>1<b>2</b></b>3", "<i>1</i><i>2</i>3", "<s>1</s>2", "<del>1</del>2", "<span>1</span><span>2</span>", "<em>1</em><em>2</em>", "<font color=red>1</font>2",
		"<font size=2><b class=x>1</b></font>2", "<u><b>1<span class=x>2</span></b></u>3<o:p></o:p>", "<strong class='a x'>1</strong>2<o:p/>", "<td class=r>1<b>2</b>",
		"<bdo dir=rtl>12</bdo>", "<small>1</small><big>2</big>", "<code style='font-size:0'>1<tt style='font-size:9pt'>2</tt></code>", "<p><b>1</p><p>2</p>",
	} {
		if !strings.HasPrefix(cell, "<td") {
			cell = "<td>" + cell
		}
		page := "<!DOCTYPE html><style>" + sheet + "</style><table><tr><td>a" + cell + "</table>"
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var b style.Builder
		b.Add(sheet, "")
		s, err := b.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		w := walker{ctx: t.Context(), limits: read.DefaultLimits(), sheet: s}
		if err := w.page(root); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(read.Document{Blocks: w.blocks()}.Blocks, mustRead(t, page).Blocks); diff != "" {
			t.Errorf("%s (-dressed +undressed):\n%s", cell, diff)
		}
	}
}

// Every word of a style that makes text look otherwise is known by its first two letters.
func TestWordTells(t *testing.T) {
	for _, style := range []string{
		"background-image:url(x)", "background-color:#000", "background:#000", "blend-mode:x", "color:#fff", "clip:x", "content:'1'",
		"display:none", "direction:rtl", "font-size:0", "font:0/0 a", "fill-color:x", "float:right", "filter:x", "flex:x",
		"feature-settings:x", "grid-row:1", "indent:-999em", "line-through", "list-style:none", "mask:x", "margin:-9em", "opacity:0",
		"overflow:hidden", "order:2", "position:absolute", "rotate:1", "scale:0", "security:x", "spacing:-1em", "transform:x",
		"translate:x", "unicode-bidi:x", "wingdings", "webdings", "zapfdingbats", "vertical-align:super", "visibility:hidden",
		"variant-position:super",
	} {
		if tells, suspect := styleTells([]byte(style), false); !tells && suspect == 0 {
			t.Errorf("%s tells nothing", style)
		}
		if tells, suspect := styleTells([]byte(strings.ToUpper(style)), false); !tells && suspect == 0 {
			t.Errorf("%s in capitals tells nothing", style)
		}
	}
	for _, style := range []string{"width:100%", "text-align:center", "class", "height:20px", "border:1px", "padding:0"} {
		if tells, suspect := styleTells([]byte(style), false); tells || suspect != 0 {
			t.Errorf("%s tells %v %v", style, tells, suspect)
		}
	}
}
