package html

import (
	"context"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// item is a block on its way to the document.
type item struct {
	block  read.Block
	nested bool // of a table within the cell being read: not part of the cell's own text
}

// walker walks the tree once, in document order.
type walker struct {
	ctx      context.Context
	limits   read.Limits
	sheet    *style.Sheet
	style    *style.Computed // of the element being read
	floating bool            // whether that, or what holds it, goes to one side of its cell
	extra    printed.Look    // of text that looks otherwise for a reason that no style gives
	items    []item
	text     text
	cell     *state // of the cell being read; nil outside of tables
	links    int    // inside how many links
	linked   bool   // the paragraph has text of links
	plain    bool   // and words outside of them
	cells    int    // of all grids so far
	notes    map[report.NoteKind]int
}

// state is what is known of the cell being read besides its text.
type state struct {
	objects int          // images and other content without text met so far
	looks   printed.Look // of text that left nothing behind
	doubt   printed.Look // of the cell as a whole
	blocks  int          // hidden paragraphs and lists
	floated int          // the fewest digits of a thing that floats in it, 0 for none
}

func (w *walker) page(root *html.Node) error {
	w.style = w.sheet.Root(root)
	if err := w.flow(root); err != nil {
		return err
	}
	w.flush()
	return w.sheet.Err()
}

// note counts something that is left out of the document.
func (w *walker) note(kind report.NoteKind) {
	if w.notes == nil {
		w.notes = map[report.NoteKind]int{}
	}
	w.notes[kind]++
}

// flush ends the paragraph.
func (w *walker) flush() {
	s, looks := w.text.take()
	linked := w.linked && !w.plain
	w.linked, w.plain = false, false
	switch {
	case s != "":
		w.items = append(w.items, item{block: read.Block{Text: s, Linked: linked, Looks: looks}})
	case looks == 0:
	case w.cell != nil:
		w.cell.looks |= looks
	default:
		w.unseen(looks)
	}
}

// unseen notes a paragraph of which nothing is printed.
func (w *walker) unseen(looks printed.Look) {
	kind := report.NoteHiddenBlock
	if looks&printed.Struck != 0 {
		kind = report.NoteStruck
	}
	w.note(kind)
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
			w.text.write(c.Data, w.look(w.style, c.Data))
			w.ofLink(c.Data)
		case html.ElementNode:
			if err := w.element(c); err != nil {
				return err
			}
		case html.DocumentNode, html.CommentNode, html.DoctypeNode, html.ErrorNode, html.RawNode:
		}
	}
	return nil
}

// maxNumber is the most bytes of a text that may be a number with its unit.
const maxNumber = 48

// look returns how a text looks. That it was moved or covered matters in a cell alone: a title may stand anywhere. Where a sheet is
// missing the ground of what is no cell may be its work.
func (w *walker) look(st *style.Computed, s string) printed.Look {
	look := st.Look | w.extra
	if w.cell == nil {
		if !w.sheet.Missing() {
			look |= st.Ink & printed.Faint
		}
		return look
	}
	look |= st.Ink | st.Doubt
	if st.Vague && len(s) <= maxNumber && countDigits(s) > 0 {
		look |= printed.Dim
	}
	return look
}

// element reads an element with its own style, and puts the parent's back.
func (w *walker) element(n *html.Node) error {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noframes, atom.Noembed, atom.Rp, atom.Datalist:
		return nil
	case atom.Br:
		w.text.lineBreak()
		return nil
	}
	if n.Data == "xml" { // the settings that Word leaves in a page: 7.8 磅
		return nil
	}
	if isLink(n) {
		w.links++
		defer func() { w.links-- }()
	}
	parent, extra, floating := w.style, w.extra, w.floating
	st := w.sheet.Compute(parent, n)
	if st.None {
		w.leftOut(n)
		return nil
	}
	w.style = st
	if w.cell != nil {
		w.inCell(n, parent)
	}
	err := w.content(n)
	w.style, w.extra, w.floating = parent, extra, floating
	return err
}

// leftOut notes an element that is not shown.
func (w *walker) leftOut(n *html.Node) {
	switch {
	case !hasText(n):
	case !style.IsBlock(n) && countTables(n) == 0:
		w.text.see(printed.Hidden)
	case w.cell != nil:
		w.cell.blocks++
	default:
		w.note(report.NoteHiddenBlock)
	}
}

// inCell notes what of an element in a cell puts the whole cell in doubt.
func (w *walker) inCell(n *html.Node, parent *style.Computed) {
	st := w.style
	if st.Covers && st.Look&printed.LeftOut == 0 {
		w.cell.doubt |= printed.Covered
	}
	if st.Floats && !w.floating && st.Look&printed.LeftOut == 0 {
		w.floating = true
		if digits := countDigits(textOf(n)); digits > 0 && (w.cell.floated == 0 || digits < w.cell.floated) {
			w.cell.floated = digits
		}
	}
	if n.DataAtom == atom.Li && st.Listed {
		w.cell.doubt |= printed.Beside // the number that the list prints before it
	}
	isMark := n.DataAtom == atom.Sup || n.DataAtom == atom.Sub
	if isMark && (parent.Look|st.Look)&printed.Marks == 0 && countDigits(string(w.text.last)) > 0 {
		// A style sheet that takes all back that browsers do for <sup> makes a mark look like a digit.
		w.extra |= printed.Moved
	}
}

// content reads what an element holds.
func (w *walker) content(n *html.Node) error {
	switch n.DataAtom {
	case atom.Rt:
		if hasText(n) {
			w.text.see(printed.Raised)
		}
		return nil
	case atom.Img, atom.Image, atom.Svg, atom.Canvas, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Math, atom.Iframe, atom.Meter,
		atom.Progress:
		w.object(n)
		return nil
	case atom.Input:
		w.input(n)
		return nil
	case atom.Select:
		w.choice(n)
		return nil
	case atom.Table:
		w.flush()
		return w.table(n)
	case atom.Details:
		return w.details(n)
	case atom.Pre, atom.Textarea, atom.Listing, atom.Xmp, atom.Plaintext:
		w.flush()
		w.text.verbatim++
		err := w.flow(n)
		w.text.verbatim--
		w.flush()
		return err
	}
	if strings.HasPrefix(n.Data, "v:") {
		w.object(n)
	}
	if !style.IsBlock(n) && !w.style.Block {
		return w.around(n)
	}
	w.flush()
	err := w.around(n)
	w.flush()
	return err
}

// around reads what an element holds between what its style prints before and after it.
func (w *walker) around(n *html.Node) error {
	w.generated(n, "before")
	err := w.flow(n)
	w.generated(n, "after")
	return err
}

// generated writes what a style prints before or after the content of an element.
func (w *walker) generated(n *html.Node, which string) {
	g, ok := w.sheet.Generated(w.style, n, which)
	if !ok {
		return
	}
	look := w.look(g.Style, g.Text)
	if w.cell != nil && look&printed.LeftOut == 0 {
		if g.Style.Covers {
			w.cell.doubt |= printed.Covered
		}
		if g.Style.Floats {
			w.cell.doubt |= printed.Moved
		}
		if g.Text == "" {
			w.cell.doubt |= look & printed.Replaced
		}
	}
	if g.Style.Block {
		w.flush()
	}
	w.text.write(g.Text, look)
	if g.Style.Block {
		w.flush()
	}
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

// hasText reports whether anything below n could be read.
func hasText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type != html.TextNode || printed.IsBlank(d.Data) {
			continue
		}
		switch d.Parent.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template:
		default:
			return true
		}
	}
	return false
}

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

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
