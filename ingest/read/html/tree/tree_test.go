package tree

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/html/token"
)

// The tree of a page is that of golang.org/x/net/html. What needs more is said to.
func TestBuilder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		page  string
		taken bool
	}{
		{"", true},
		{" ", true},
		{"a", true},
		{"<!DOCTYPE html><html><head><title>a</title></head><body>b</body></html>", true},
		{"<html lang=x><body class=y>a<p>b<p>c<div>d</div>", true},
		{"<p>a<table><tr><td>1</table>b", true},
		{"<!DOCTYPE html><p>a<table><tr><td>1</table>b", true},
		{"<!doctype HTML><p>a<table><tr><td>1</table>b", true},
		{"<!DOCTYPE html SYSTEM 'x'><p>a<table></table>", false},
		{"<!DOCTYPE html SYSTEM 'x'><table></table>", true},
		{`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><p>a<table></table>`, true},
		{`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><p>a<table></table>`, true},
		{`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"x><p>a<table></table>`, false},
		{"<table><caption>a<p>b<th>c</caption><col><colgroup> <col></colgroup><thead><tr><th>1<tbody><tr><td>2<td>3<tr><td>4</tfoot></table>5", true},
		{"<table>\n<tr>\n<td>1</td>\n</tr>\n</table>", true},
		{"<table>a<tr><td>1</table>", false},
		{"<table><p><tr><td>1</table>", false},
		{"<table><tr></p><td>1</table>", false},
		{"<table></div></span></form><tr></td></b><td>1</div></table></table>", true},
		{"<table><td><table><td>1</td></table>2</td></table>3", true},
		{"<table><table>", false},
		{"<table><tr><form><td>1<form><p>2</form>3</table><form>4", true},
		{"<table><input type=HIDDEN><input type=hidden><tr><td>1", true},
		{"<table><input><tr><td>1", false},
		{"<table><script>a</script><style>b</style><tr><script>c</script><td>1", true},
		{"<table><td>1</th>2</td></tbody></table>", true},
		{"<td>1</td><tr>2", true},
		{"<a href=x>1</a><a>2</a>", true},
		{"<a>1<a>2", false},
		{"<a z=1 b=2>1", true},
		{"<a><p>1</a>2", false},
		{"<p><a>1</p>2", false},
		{"<a><i1>1</a>2", true},
		{"</a>1", true},
		{"<table><td><a>1<td>2</a><a>3</table>4", true},
		{"<a><table><td>1<a>2</a></table></a>3", true},
		{"<a>1<table><td>2</td></table>3", true},
		{"<a>1<table></a></table>3", false},
		{"<ul><li>1<li>2<ul><li>3</ul></li></ul></li><dl><dt>1<dd>2<div><dd>3</dl>", true},
		{"<h1>1<h2>2</h3>3", true},
		{"<form>1<form>2<div></form>3</div>4", true},
		{"<form><a>1</form>2</a>3", true},
		{"<button>1<p>2<button>3</button></p>4", true},
		{"<p>1<hr>2</p>3<select><p><hr></select>", true},
		{"</p></br></div><br/>1", true},
		{"<select><option>1<option>2<optgroup>3<option>4</select>5<option>6<option>7<optgroup>8", true},
		{"<select>1<select>2", false},
		{"<select>1<input>", false},
		{"<pre>\n1</pre><pre>\r\n\n2</pre><pre>&#13;3</pre><textarea>\n4</textarea>", true},
		{"<title>&lt;a</title><script>&lt;a\x00</script><iframe><p></iframe><noscript><p></noscript>", true},
		{"<head><meta><link></head><meta>  a", true},
		{"<head>  a", true},
		{"<html> <head> </head> <body> a", true},
		{"</head>a", true},
		{"<head></head></head><head>a", true},
		{"<meta><title></title></body>a</html><p>b", true},
		{"<body><body>1<html>2", true},
		{"<body><body a=b>", false},
		{"<html><html a=b>", false},
		{"<head></p></head>a", true},
		{"<svg><p>1", false},
		{"<template>1", false},
		{"<frameset>", false},
		{"<object>1", false},
		{"<ruby>1<rt>2", false},
		{"<image alt=1>", true},
		{"1</x>2</x>3", true},
		{"<x-1>1<x-2>2</x-1>3", true},
		{"1\x002", false},
		{strings.Repeat("a</x>", 300), false},
		{strings.Repeat("<div>", 600), false},
		{"a &lt;<!--c-->&gt; &amp;&nbsp;\r\n\r b", true},
		{"<table><td><p>1</table>", true},
		{"<table><tr><td></tr></tr></table>", true},
		{"<noscript><p></noscript><div>", true},
	} {
		got := check(t, c.page)
		if got != c.taken {
			t.Errorf("%.80q: taken is %v", c.page, got)
		}
	}
}

func FuzzBuilder(f *testing.F) {
	f.Add("<!DOCTYPE html><html><head><title>a</title></head><body><table><caption>x<col><tr><th>1<td>2</table><a href=x>b</a><ul><li>1<li>2</ul><form><input></form>")
	f.Add("<p>a<div>b</div><h1>c<h2>d<pre>\n<select><option>1<option>2</select><dl><dt>1<dd>2<button>3<hr><textarea>\n4</textarea><noscript>5</noscript>")
	f.Fuzz(func(t *testing.T, page string) { check(t, page) })
}

// check compares the trees of a page and returns whether it was taken.
func check(t *testing.T, page string) bool {
	b := New()
	s := token.New(page)
	var plain strings.Builder // without comments and what of formatting is dropped before
	for kind := s.Next(); kind != token.End; kind = s.Next() {
		if kind == token.Comment {
			continue
		}
		if kind == token.Text && !s.IsRaw() {
			b.Text(s.Raw())
			plain.WriteString(strings.ReplaceAll(s.Raw(), "<", "&lt;"))
			continue
		}
		if kind == token.Text {
			b.RawText(s.Raw())
			plain.WriteString(s.Raw())
			continue
		}
		if kind == token.Doctype {
			b.Doctype(s.Raw())
			plain.WriteString(s.Raw())
			continue
		}
		name := s.Name()
		known := atom.Lookup(name)
		switch known {
		case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U, atom.Nobr:
			continue
		}
		plain.WriteString(s.Raw())
		if kind == token.Close {
			b.Close(name, known)
			continue
		}
		var attributes []html.Attribute
		s.Attributes()
		for key, value, ok := s.Attribute(); ok; key, value, ok = s.Attribute() {
			attributes = append(attributes, html.Attribute{Key: string(key), Val: value})
		}
		b.Start(name, known, attributes, kind == token.SelfClosing)
	}
	root := b.Root()
	if b.Failed() {
		return false
	}
	want, err := html.Parse(strings.NewReader(plain.String()))
	if err != nil {
		t.Errorf("%q: the parser fails: %v", page, err)
		return true
	}
	if n := want.FirstChild; n.Type == html.DoctypeNode {
		n.Data, n.Attr = "html", nil
	}
	if x, y := lines(want), lines(root); x != y {
		t.Errorf("%q\nhtml:\n%s\ntree:\n%s", page, x, y)
	}
	return true
}

// lines writes a tree, a node a line.
func lines(root *html.Node) string {
	var out strings.Builder
	var write func(n *html.Node, depth int)
	write = func(n *html.Node, depth int) {
		out.WriteString(strings.Repeat(" ", depth))
		if n.Type == html.TextNode {
			out.WriteString("'" + n.Data + "'")
		} else {
			out.WriteString(n.Data + " " + n.DataAtom.String())
		}
		for _, a := range n.Attr {
			out.WriteString(" " + a.Key + "=" + a.Val)
		}
		out.WriteString("\n")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Parent != n || c.NextSibling != nil && c.NextSibling.PrevSibling != c || c.NextSibling == nil && n.LastChild != c {
				out.WriteString("broken links\n")
			}
			write(c, depth+1)
		}
	}
	write(root, 0)
	return out.String()
}
