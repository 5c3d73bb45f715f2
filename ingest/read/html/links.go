package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// maxLinks bounds the list: a page of a report names a few files, a page of a downloads section hundreds.
const maxLinks = 500

// links lists what the page offers as a file: anchors, frames and embedded objects whose address or text names a document,
// or that ask for a download. A page whose report is only an attachment has its tables there.
func links(root *html.Node) []read.Link {
	var out []read.Link
	seen := map[string]bool{}
	for n := range root.Descendants() {
		key := ""
		switch n.DataAtom {
		case atom.A:
			key = "href"
		case atom.Iframe, atom.Embed, atom.Frame:
			key = "src"
		case atom.Object:
			key = "data"
		default:
			continue
		}
		address, _ := attribute(n, key)
		address = strings.TrimSpace(address)
		if address == "" || seen[address] || strings.HasPrefix(address, "#") {
			continue
		}
		text := ""
		if n.DataAtom == atom.A {
			text = squeeze(textOf(n))
		}
		if title, _ := attribute(n, "title"); text == "" {
			text = squeeze(title)
		}
		_, download := attribute(n, "download")
		if !download && !namesFile(address) && !(n.DataAtom == atom.A && endsAsFile(text)) {
			continue
		}
		if len(out) == maxLinks {
			return out
		}
		seen[address] = true
		out = append(out, read.Link{Text: text, Address: address})
	}
	return out
}

// isLink reports whether an element is a link to another page. A heading of the page may be one to itself.
func isLink(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	address, ok := attribute(n, "href")
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.H1 {
			return false
		}
	}
	return ok && !strings.HasPrefix(strings.TrimSpace(address), "#")
}

// ofLink notes whether text is that of a link. Marks, digits and the signs of a date beside a link are no words.
func (w *walker) ofLink(s string) {
	if w.links == 0 && w.plain || printed.IsBlank(s) {
		return // nothing that is not known
	}
	if w.links > 0 {
		w.linked = true
		return
	}
	isWord := func(r rune) bool { return (isHan(r) || unicode.IsLetter(r)) && !strings.ContainsRune(dateSigns, r) }
	w.plain = w.plain || strings.ContainsFunc(s, isWord)
}

// isHan reports whether a character is one of those that most texts consist of, without asking the tables of Unicode.
func isHan(r rune) bool { return r >= '\u4E00' && r <= '\u9FFF' }

// dateSigns stand between the numbers of a date.
const dateSigns = "年月日"

func extensions() [14]string {
	return [...]string{".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx", ".et", ".ofd", ".zip", ".rar", ".7z", ".rtf", ".txt", ".csv"}
}

// namesFile reports whether an address holds a file name (also as a parameter: viewer.html?file=/a.pdf) or the words of a
// download script.
func namesFile(address string) bool {
	lower := strings.ToLower(address)
	for rest := lower; ; {
		at := strings.IndexByte(rest, '.')
		if at < 0 {
			break
		}
		rest = rest[at:]
		for _, ext := range extensions() {
			after, ok := strings.CutPrefix(rest, ext)
			if ok && (after == "" || strings.ContainsRune("?&#;'\")", rune(after[0])) || strings.HasPrefix(after, "%3f") ||
				strings.HasPrefix(after, "%26")) {
				return true
			}
		}
		rest = rest[1:]
	}
	for _, word := range []string{
		"download.", "download?", "download/", "downloadfile", "downfile", "filedown", "attachid=", "fileid=", "attach.do", "downloadattach",
	} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

func endsAsFile(text string) bool {
	lower := strings.ToLower(strings.TrimRight(text, " )）]】"))
	for _, ext := range extensions() {
		if strings.HasSuffix(lower, ext) {
			return true
		}
	}
	return false
}
