package html

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
)

// object stands for content that is no text.
const object = "\ufffc"

// item is a block on its way to the document.
type item struct {
	block  read.Block
	nested bool // of a table within the cell being read: not part of the cell's own text
}

// walker walks the tree once, in document order.
type walker struct {
	ctx     context.Context
	limits  read.Limits
	items   []item
	text    text
	objects int // images and other content without text met so far
	cells   int // of all grids so far
	lost    []string
	hidden  int // tables that the page hides
	struck  int // elements struck out
}

func (w *walker) page(root *html.Node) error {
	if err := w.flow(root); err != nil {
		return err
	}
	w.flush()
	if w.hidden > 0 {
		w.lose(fmt.Sprintf("%d hidden tables", w.hidden))
	}
	if w.struck > 0 {
		w.lose(fmt.Sprintf("%d struck out texts", w.struck))
	}
	return nil
}

func (w *walker) lose(what string) { w.lost = append(w.lost, what) }

// flush ends the paragraph.
func (w *walker) flush() {
	if s := w.text.take(); s != "" {
		w.items = append(w.items, item{block: read.Block{Text: s}})
	}
}

func (w *walker) blocks() []read.Block {
	if len(w.items) == 0 {
		return nil
	}
	blocks := make([]read.Block, len(w.items))
	for i, it := range w.items {
		blocks[i] = it.block
	}
	return blocks
}

// flow walks the children of n.
func (w *walker) flow(n *html.Node) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text.write(c.Data)
		case html.ElementNode:
			if err := w.element(c); err != nil {
				return err
			}
		case html.DocumentNode, html.CommentNode, html.DoctypeNode, html.ErrorNode, html.RawNode:
		}
	}
	return nil
}

func (w *walker) element(n *html.Node) error {
	style := styleOf(n)
	if style.hidden {
		w.hidden += countTables(n)
		return nil
	}
	if (n.DataAtom == atom.Del || style.struck) && countTables(n) == 0 { // a <s> left open strikes out nobody's report
		if hasText(n) {
			w.struck++
			w.objects++
		}
		return nil
	}
	if n.DataAtom == atom.Sup || n.DataAtom == atom.Sub || style.raised {
		w.text.mark(textOf(n))
		return nil
	}
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noframes, atom.Iframe, atom.Rt, atom.Rp,
		atom.Datalist:
		return nil
	case atom.Img, atom.Svg, atom.Canvas, atom.Object, atom.Embed, atom.Video, atom.Select, atom.Math, atom.Image:
		w.objects++
		return nil
	case atom.Input:
		w.input(n)
		return nil
	case atom.Br:
		w.text.lineBreak()
		return nil
	case atom.Table:
		w.flush()
		return w.table(n)
	case atom.Pre, atom.Textarea, atom.Listing, atom.Xmp, atom.Plaintext:
		w.flush()
		w.text.verbatim++
		err := w.flow(n)
		w.text.verbatim--
		w.flush()
		return err
	}
	if n.Data == "xml" { // the settings that Word leaves in a page: 7.8 磅
		return nil
	}
	if strings.HasPrefix(n.Data, "v:") {
		w.objects++
	}
	if !isBlock(n.DataAtom) {
		return w.flow(n)
	}
	w.flush()
	err := w.flow(n)
	w.flush()
	return err
}

// input writes what a text field shows.
func (w *walker) input(n *html.Node) {
	switch kind, _ := attribute(n, "type"); strings.ToLower(kind) {
	case "", "text", "number":
		if value, _ := attribute(n, "value"); value != "" {
			w.text.write(value)
			return
		}
	case "hidden":
		return
	}
	w.objects++
}

// isBlock reports whether an element starts and ends a line of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html,
		atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Section, atom.Summary,
		atom.Ul, atom.Td, atom.Th, atom.Tr:
		return true
	}
	return false
}

// style is what of an element's look changes how its text is read.
type style struct{ hidden, struck, raised bool }

func styleOf(n *html.Node) style {
	var s style
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			s.hidden = true
		case "style":
			if len(a.Val) < len("display:none") {
				continue
			}
			lower := strings.ToLower(a.Val)
			s.hidden = s.hidden || declares(lower, "display", "none")
			s.struck = declares(lower, "text-decoration", "line-through")
			s.raised = declares(lower, "vertical-align", "super") || declares(lower, "vertical-align", "sub")
		}
	}
	if s.raised && n.DataAtom != atom.Span {
		s.raised = false // vertical-align of a cell or an image places it
	}
	return s
}

// declares reports whether a style sets a property to a value. The last declaration counts, as in a browser.
func declares(lower, property, value string) bool {
	at := strings.LastIndex(lower, property)
	for at > 0 && (lower[at-1] == '-' || lower[at-1] >= 'a' && lower[at-1] <= 'z') { // mso-…-display
		at = strings.LastIndex(lower[:at], property)
	}
	if at < 0 {
		return false
	}
	rest, found := strings.CutPrefix(strings.TrimLeft(lower[at+len(property):], " \t\r\n"), ":")
	return found && strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), value)
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// textOf returns the text below n without regard to blocks.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func hasText(n *html.Node) bool { return trim(textOf(n)) != "" }

func countTables(n *html.Node) int {
	count := 0
	if n.DataAtom == atom.Table {
		count++
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.Table {
			count++
		}
	}
	return count
}
