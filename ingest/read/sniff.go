package read

import (
	"bytes"

	"gongkai/ingest/read/charset"
)

// Format names what a document is.
type Format string

// The formats that the first bytes tell apart; package sniff looks into FormatZIP, FormatOLE2, FormatMIME and FormatXML.
const (
	FormatHTML    Format = "html"
	FormatText    Format = "text"
	FormatPDF     Format = "pdf"
	FormatZIP     Format = "zip"
	FormatOLE2    Format = "ole2"
	FormatRTF     Format = "rtf"
	FormatMIME    Format = "mime"
	FormatRAR     Format = "rar"
	Format7z      Format = "7z"
	FormatXML     Format = "xml"
	FormatImage   Format = "image"
	FormatJSON    Format = "json"
	FormatUnknown Format = "unknown"
)

// The formats that stand in a container.
const (
	FormatDOCX      Format = "docx"
	FormatXLSX      Format = "xlsx"
	FormatXLSB      Format = "xlsb"
	FormatPPTX      Format = "pptx"
	FormatOFD       Format = "ofd"
	FormatODF       Format = "odf"
	FormatDOC       Format = "doc"
	FormatXLS       Format = "xls"
	FormatEncrypted Format = "encrypted" // an Office document under a password
	FormatMHT       Format = "mht"
)

// Sniff returns the format that the first kilobytes tell.
func Sniff(b []byte) Format {
	for _, magic := range []struct {
		prefix string
		format Format
	}{
		{"%PDF-", FormatPDF},
		{"PK\x03\x04", FormatZIP},
		{"PK\x05\x06", FormatZIP},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FormatOLE2},
		{"{\\rtf", FormatRTF},
		{"Rar!\x1a\x07", FormatRAR},
		{"7z\xbc\xaf\x27\x1c", Format7z},
		{"\x89PNG", FormatImage},
		{"\xff\xd8\xff", FormatImage},
		{"GIF8", FormatImage},
		{"II*\x00", FormatImage},
		{"MM\x00*", FormatImage},
		{"BM", FormatUnknown},
	} {
		if bytes.HasPrefix(b, []byte(magic.prefix)) && magic.format != FormatUnknown {
			return magic.format
		}
	}
	head := b[:min(len(b), 4096)]
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return FormatPDF
	}
	if charset.UTF16(head) != "" {
		decoded, _, _ := charset.Decode(head[:len(head)&^1], "")
		head = []byte(decoded)
	}
	text := charset.Lower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\x00"))
	switch {
	case looksBinary(head):
		return FormatUnknown
	case isMail(text):
		return FormatMIME
	case isForeignXML(text):
		return FormatXML
	case hasHTML(text):
		if isMarkdown(text) {
			return FormatText
		}
		return FormatHTML
	case bytes.HasPrefix(text, []byte("<?xml")):
		return FormatXML
	case bytes.HasPrefix(text, []byte(`{"reports"`)):
		return FormatJSON
	}
	return FormatText
}

// looksBinary reports whether the bytes hold control characters that no text has.
func looksBinary(head []byte) bool {
	control := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control*100 > len(head)
}

func hasHTML(text []byte) bool {
	if bytes.IndexByte(text, '<') < 0 {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<meta ", "<p>", "<p "} {
		if bytes.Contains(text, []byte(tag)) {
			return true
		}
	}
	return false
}

// isMarkdown reports whether a text with tags is Markdown, which may hold tables of HTML: it has a heading or the rule of a table as
// Markdown writes them, and no element that a whole page has.
func isMarkdown(text []byte) bool {
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<meta "} {
		if bytes.Contains(text, []byte(tag)) {
			return false
		}
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if bytes.HasPrefix(line, []byte("# ")) || bytes.HasPrefix(line, []byte("## ")) ||
			len(line) > 4 && line[0] == '|' && len(bytes.Trim(line, "|-: ")) == 0 {
			return true
		}
	}
	return false
}

// isForeignXML reports whether the text is XML whose root is no element of a page: the workbooks of Excel 2003 have <Table>, and styles
// that say nothing to a reader of pages.
func isForeignXML(text []byte) bool {
	if !bytes.HasPrefix(text, []byte("<?")) && !bytes.HasPrefix(text, []byte("<workbook")) {
		return false
	}
	for bytes.HasPrefix(text, []byte("<?")) || bytes.HasPrefix(text, []byte("<!")) {
		end := bytes.IndexByte(text, '>')
		if bytes.HasPrefix(text, []byte("<!doctype html")) || end < 0 {
			return false
		}
		if bytes.HasPrefix(text, []byte("<!--")) {
			if end = bytes.Index(text, []byte("-->")); end < 0 {
				return false
			}
			end += len("--")
		}
		text = bytes.TrimLeft(text[end+1:], " \t\r\n")
	}
	if len(text) == 0 || text[0] != '<' {
		return false
	}
	name := text[1:]
	if end := bytes.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return string(name) == "workbook" || bytes.IndexByte(name, ':') > 0 && !bytes.HasSuffix(name, []byte(":html"))
}
