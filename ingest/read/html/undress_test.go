package html

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
				if isRead(string(name), string(key), value, false) {
					read++
					if !tells {
						t.Errorf("%s is passed over in %s", key, raw)
					}
				}
				if suspects(string(name), string(key), value) && !suspect && !tells {
					t.Errorf("%s is not suspected in %s", key, raw)
				}
			}
		}
	}
	if read < 20 || passed < 20 {
		t.Errorf("%d attributes were read and %d tags passed over: the pages show nothing", read, passed)
	}
}
