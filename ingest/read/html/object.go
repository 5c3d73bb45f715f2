package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/printed"
)

// object notes content that is no text. A cell with nothing else is not blank; where the thing itself shows digits, the cell has no
// number that can be told.
func (w *walker) object(n *html.Node) {
	if w.cell == nil || w.style.Look&printed.Hidden != 0 {
		return
	}
	w.cell.objects++
	shows := textOf(n)
	switch n.DataAtom {
	case atom.Img, atom.Image:
		shows, _ = attribute(n, "alt")
	case atom.Meter, atom.Progress, atom.Iframe, atom.Video, atom.Audio: // what stands in them is for old browsers
		shows = ""
	}
	if countDigits(shows) > 0 {
		w.cell.doubt |= printed.Beside
	}
}

// input writes what a text field shows.
func (w *walker) input(n *html.Node) {
	kind, _ := attribute(n, "type")
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "hidden":
		return
	case "password", "checkbox", "radio", "button", "submit", "reset", "image", "range", "color", "file":
	default:
		if value, _ := attribute(n, "value"); !printed.IsBlank(value) {
			w.boxed(value)
			return
		}
	}
	w.object(n)
}

// boxed writes what stands in a box of a form, which sets it off from what stands beside it.
func (w *walker) boxed(text string) {
	w.text.write(" "+text+" ", w.look(w.style, text))
}

// choice writes what a drop-down list shows: the option that is marked as chosen. Without one it shows the first, which says more
// about the form than about its filling, and a list of several lines shows all.
func (w *walker) choice(n *html.Node) {
	_, multiple := attribute(n, "multiple")
	lines, _ := attribute(n, "size")
	if v, ok := number(lines); !multiple && (!ok || v <= 1) {
		shown := ""
		for d := range n.Descendants() {
			if d.DataAtom != atom.Option {
				continue
			}
			if _, chosen := attribute(d, "selected"); chosen { // the last one counts
				if shown, _ = attribute(d, "label"); shown == "" {
					shown = textOf(d)
				}
			}
		}
		if !printed.IsBlank(shown) {
			w.boxed(shown)
			return
		}
	}
	w.object(n)
}

// details reads a part that opens on demand. In a cell no more is printed than its summary; outside it may hold the report.
func (w *walker) details(n *html.Node) error {
	w.flush()
	_, open := attribute(n, "open")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			look := w.look(w.style, c.Data)
			if w.cell != nil && !open {
				look |= printed.Hidden
			}
			w.text.write(c.Data, look)
		case c.Type == html.ElementNode && w.cell != nil && !open && c.DataAtom != atom.Summary:
			w.leftOut(c)
		case c.Type == html.ElementNode:
			if err := w.element(c); err != nil {
				return err
			}
		}
	}
	w.flush()
	return nil
}
