package html

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// No attribute that is read may be passed over because its tag looks as if it had none.
func TestMayTell(t *testing.T) {
	pages := []string{
		`<td ROWSPAN=2><p style="mso-x:1;DISPLAY : none"><td style="Vertical-Align:super" colspan='3'>`,
		`<span style="text-decoration:LINE-through"><div hid&#100;en style="&#100;isplay:none"><tr height=0>`,
		"<span style=\"dis\x00play:none\"><a href=x title=y download><meta name=a property=b content=c><input type=t value=v>",
		`<object data=x><iframe src=y><tr style="height:0">`,
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
			tells := mayTell([]byte(raw))
			if !tells {
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
			}
		}
	}
	if read < 20 || passed < 20 {
		t.Errorf("%d attributes were read and %d tags passed over: the pages show nothing", read, passed)
	}
}
