package style

import (
	"errors"
	"math"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
)

// element returns the element of a page with the identifier t.
func element(t *testing.T, page string) (root, n *html.Node) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for d := range root.Descendants() {
		if attribute(d, "id") == "t" {
			return root, d
		}
	}
	t.Fatal("no element t")
	return nil, nil
}

func sheetOf(t *testing.T, text string) *Sheet {
	t.Helper()
	var b Builder
	b.Add(text, "")
	s, err := b.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSelectors(t *testing.T) {
	t.Parallel()
	const page = `<!DOCTYPE html><div class="a b"><p>0</p><p id=t class="c D" lang=zh-CN title="x y">1<b></b></p><p>2</p><i>3</i></div>`
	for _, c := range []struct {
		selector string
		want     match
	}{
		{"p", yes},
		{"P", yes},
		{"*", yes},
		{"#t", yes},
		{".c.D", yes},
		{".d", no},
		{"b", no},
		{"div p", yes},
		{"html div > p", yes},
		{"body > p", no},
		{".a.b > .c", yes},
		{"p + p", yes},
		{"p ~ p", yes},
		{"i ~ p", no},
		{"div > p + p.c", yes},
		{"body div > div p", no},
		{":first-child", no},
		{":nth-child(2)", yes},
		{":nth-child(2n)", yes},
		{":nth-child(odd)", no},
		{":nth-child(-n+1)", no},
		{":nth-last-child(3)", yes},
		{":nth-of-type(2)", yes},
		{":nth-last-of-type(2)", yes},
		{":not(.x)", yes},
		{":not(.c)", no},
		{":is(.x, .c)", yes},
		{":is(.x:has(b), .y)", no},
		{":where(div p)", yes},
		{"[lang]", yes},
		{"[lang|=ZH]", yes},
		{"[title~=y]", yes},
		{`[title="x y"]`, yes},
		{"[title^=x][title$=y][title*=' ']", yes},
		{"[title=X i]", no},
		{":hover", no},
		{":not(:hover)", yes},
		{":root p", yes},
		{":has(b)", maybe},
		{":not(:has(b))", maybe},
		{"p:lang(zh)", maybe},
		{`\70`, yes},
		{`.\63`, yes},
		{"p::before", no}, // of something else
		{"p >", no},
		{"> p", no},
		{"p,,b", no},
		{"p.", no},
		{"p[", no},
		{"p:not(", no},
		{"p{", no},
	} {
		root, n := element(t, page)
		s := sheetOf(t, c.selector+"{display:none}")
		s.Root(root)
		got := no
		if matched, unsure := s.matching(n, ""); unsure {
			got = maybe
		} else if len(matched) > 0 {
			got = yes
		}
		if got != c.want {
			t.Errorf("%s: got %d, want %d", c.selector, got, c.want)
		}
	}
}

// A page without a doctype does not tell the case of classes.
func TestQuirks(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]printed.Look{
		"<p id=t class=HIDE>1":                0,
		"<!DOCTYPE html><p id=t class=HIDE>1": 0,
		"<p id=t class=hide>1":                printed.Hidden,
	} {
		root, n := element(t, page)
		s := sheetOf(t, ".hide{visibility:hidden}")
		got := s.Compute(s.Root(root), n).Look
		if !strings.HasPrefix(page, "<!") {
			want = printed.Hidden
		}
		if got != want {
			t.Errorf("%s: got %b, want %b", page, got, want)
		}
	}
}

func TestColours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want paint
		ok   bool
	}{
		{"white", paint{printed.White(), 1}, true},
		{"RebeccaPurple", paint{printed.Colour{Red: 0x66, Green: 0x33, Blue: 0x99}, 1}, true},
		{"transparent", paint{}, true},
		{"#f00", paint{printed.Colour{Red: 255}, 1}, true},
		{"#ff000080", paint{printed.Colour{Red: 255}, 128.0 / 255}, true},
		{"rgb(255 0 0 / 50%)", paint{printed.Colour{Red: 255}, 0.5}, true},
		{"rgba(100%,0%,0%,.5)", paint{printed.Colour{Red: 255}, 0.5}, true},
		{"hsl(0deg 100% 50%)", paint{printed.Colour{Red: 255}, 1}, true},
		{"hsla(0.5turn,100%,50%,1)", paint{printed.Colour{Green: 255, Blue: 255}, 1}, true},
		{"hwb(120 0% 0%)", paint{printed.Colour{Green: 255}, 1}, true},
		{"oklch(1 0 0)", paint{printed.White(), 1}, true},
		{"oklch(0.6 0.1 30)", paint{}, false},
		{"color-mix(in srgb, red, blue)", paint{}, false},
		{"#ff", paint{}, false},
		{"whit", paint{}, false},
	} {
		got, ok := colourOf(tokens(c.text))
		if got.Colour != c.want.Colour || math.Abs(got.alpha-c.want.alpha) > 0.001 || ok != c.ok {
			t.Errorf("%s: got %v, %v, want %v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
	for text, want := range map[string]printed.Colour{
		"ffffff": printed.White(), "#FFF": printed.White(), "1": {Red: 1}, "chucknorris": {Red: 0xc0}, "red": {Red: 255},
	} {
		if got, ok := legacyColour(text); !ok || got.Colour != want {
			t.Errorf("attribute %s: got %v, %v, want %v", text, got, ok, want)
		}
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want float64
		ok   bool
	}{
		{"0", 0, true},
		{"-1.5em", -24, true},
		{"12pt", 16, true},
		{"1e1px", 10, true},
		{"50%", 50, true},
		{"calc(1px + 2px * 3)", 7, true},
		{"calc((1px + 2px) * 3 - 1em/2)", 1, true},
		{"min(4px, 2px)", 2, true},
		{"clamp(1px, 5px, 3px)", 3, true},
		{"calc(1px / 0)", 0, false},
		{"calc(1px +)", 1, true},
		{"auto", 0, false},
	} {
		v, ok := length(tokens(c.text))
		if ok != c.ok || ok && math.Abs(v.px(textSize, 100)-c.want) > 0.001 {
			t.Errorf("%s: got %v, %v, want %v, %v", c.text, v, ok, c.want, c.ok)
		}
	}
}

// Media that a wide screen is not, and conditions that nobody knows.
func TestMedia(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]match{
		"": yes, "all": yes, "screen": yes, "ONLY screen": yes, "screen, print": yes, "print, screen and (min-width:1px)": yes, "(min-width: 40em)": yes,
		"(orientation: landscape)": yes, "not print": yes, "(hover: hover)": yes,
		"print": no, "speech": no, "not screen": no, "screen and (max-width: 767px)": no, "(prefers-color-scheme: dark)": no, "print and (min-width: 1px)": no,
		"(400px <= width)": maybe, "screen and (monochrome)": maybe, "not (monochrome)": maybe,
	} {
		if got := screen(tokens(text)); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// A sheet tells only where a rule of it can make text look otherwise: the others cost a page nothing.
func TestTelling(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": false, "td{color:red;background:#eee;font:12px/1.5 宋体;margin:0 auto;padding:0}": false, "@media print{.x{display:none}}": false,
		"@font-face{font-family:x;src:url(x)} @page{margin:0}": false, ".x{text-decoration:none;vertical-align:middle;width:100%;text-align:center}": false,
		"p.MsoNormal{mso-style-parent:\"\";margin:0cm;font-size:10.5pt;mso-bidi-font-size:12.0pt}": false, "a{opacity:1;visibility:visible}": false,
		".x{display:none}": true, "td{color:#fff}": true, "td{background:#036}": true, ".x{font-size:0}": true, ".x::after{content:'万'}": true, "sup{vertical-align:baseline}": true,
	} {
		if got := sheetOf(t, text).Telling(); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestSuspects(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"0": true, ":0px": true, ": .1em": true, ":1px": true, ":1%": true, ":calc(0px)": true,
		":12px": false, ":1em": false, ":9pt": false, ":10.5pt": false, ":small": false, ":inherit;": false, ":1.2rem": false,
	} {
		if got := SuspectSize([]byte(text)); got != want {
			t.Errorf("size %s: got %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		":black": false, ": windowtext;x": false, ":#333": false, "=red": false, `="#0000ff"`: false, ":rgb(0,0,0)": false, `=""`: false,
		":white": true, ":#FFFFFF;": true, "=yellow>": true, ":rgba(0,0,0,0)": true, ":var(--x)": true, ":transparent": true, ":inherit": true,
	} {
		if got := SuspectInk([]byte(text)); got != want {
			t.Errorf("ink %s: got %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]bool{":white": false, ":#D9D9D9;": false, ":silver": false, ":navy": true, "=#000": true, ":url(a.png)": true} {
		if got := SuspectGround([]byte(text)); got != want {
			t.Errorf("ground %s: got %v, want %v", text, got, want)
		}
	}
}

// A page asks for no more than it can need.
func TestBudget(t *testing.T) {
	t.Parallel()
	root, n := element(t, "<p id=t>1")
	s := sheetOf(t, "p{display:none}")
	s.matcher.budget = 0
	s.Compute(s.Root(root), n)
	if err := s.Err(); !errors.Is(err, fault.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, fault.ErrTooLarge)
	}
}
