// Package render writes invented documents as bytes: HTML, text, DOCX, XLSX, RTF, PDF and OFD, each in the dialects of the systems that
// publish reports.
//
// The invariant: equal documents give equal bytes. Where a format cannot write a mutation, as a struck-out number in plain text, it
// leaves it out, and the document says the same in it as without.
//
//	for _, renderer := range render.All() {
//		body, err := renderer.Render(document)
//	}
package render

import (
	"gongkai/synth"
)

// Renderer writes documents in one format, as one kind of publishing system does.
type Renderer struct {
	Name      string // format and dialect
	Format    string
	Extension string
	Render    func(*synth.Document) ([]byte, error)
}

// All lists them all.
func All() []Renderer {
	return []Renderer{
		{"html/plain", "html", "html", htmlPlain},
		{"html/cms", "html", "html", htmlCMS},
		{"html/word", "html", "html", htmlWord},
		{"html/nested", "html", "html", htmlNested},
		{"html/blanks", "html", "html", htmlBlanks},
		{"html/gbk", "html", "html", htmlGBK},
		{"text/dump", "text", "txt", textDump},
		{"text/lines", "text", "txt", textLines},
		{"text/pipes", "text", "md", textPipes},
		{"text/glued", "text", "txt", textGlued},
		{"text/layout", "text", "txt", dumpLayout},
		{"text/plumbed", "text", "txt", dumpLines},
		{"text/raw", "text", "txt", dumpRaw},
		{"text/tabs", "text", "txt", textTabs},
		{"text/csv", "text", "csv", textCSV},
		{"text/drawn", "text", "txt", textDrawn},
		{"text/lost", "text", "md", markdownLost},
		{"text/repeated", "text", "md", markdownRepeated},
		{"text/frame", "text", "md", markdownFrame},
		{"docx", "docx", "docx", docx},
		{"xlsx", "xlsx", "xlsx", xlsx},
		{"xlsx/sheets", "xlsx", "xlsx", xlsxSheets},
		{"rtf", "rtf", "rtf", rtf},
		{"pdf", "pdf", "pdf", pdf},
		{"ofd", "ofd", "ofd", ofd},
		{"ofd/bare", "ofd", "ofd", ofdBare},
	}
}
