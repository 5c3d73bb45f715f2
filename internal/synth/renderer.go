package synth

// Renderer writes documents in one format, as one kind of publishing system does.
type Renderer struct {
	Name      string // format and dialect
	Format    string
	Extension string
	Render    func(*Document) ([]byte, error)
}

// Renderers lists them all.
func Renderers() []Renderer {
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
		{"docx", "docx", "docx", docx},
		{"xlsx", "xlsx", "xlsx", xlsx},
		{"xlsx/sheets", "xlsx", "xlsx", xlsxSheets},
		{"rtf", "rtf", "rtf", rtf},
		{"pdf", "pdf", "pdf", pdf},
		{"ofd", "ofd", "ofd", ofd},
		{"ofd/bare", "ofd", "ofd", ofdBare},
	}
}
