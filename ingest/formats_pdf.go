package ingest

import (
	"gongkai/ingest/read"
	"gongkai/ingest/read/pdf"
	"gongkai/ingest/read/pdf/pdfium"
)

// ExaminePDF says whether compiled code of the PDF engine can be kept in options.CacheDir, and whether the engine stops by itself. Where
// either is not so reading goes on, only slower.
func ExaminePDF(options Options) (isCached, isGuarded bool) {
	c := pdfium.Examine(pdf.Config{CacheDir: options.CacheDir})
	return c.IsCached, c.IsGuarded
}

// addPDF lists the PDF reader, which holds a compiled module until it is closed.
func (f *formats) addPDF(options Options) {
	reader := pdf.New(pdf.Config{CacheDir: options.CacheDir, MaxInstances: options.Workers})
	f.known[read.FormatPDF] = format{mediaType: "application/pdf", reader: reader, large: reader.Large(), bounds: bounds{times: 3}}
	f.closes = append(f.closes, reader.Close)
}
