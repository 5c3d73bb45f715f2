//go:build !js && !wasip1

package ingest

import (
	"gongkai/ingest/read"
	"gongkai/ingest/read/pdf"
)

// addPDF lists the PDF reader, which itself runs WebAssembly and so cannot be part of a WebAssembly build.
func (f *formats) addPDF(options Options) {
	reader := pdf.New(pdf.Config{CacheDir: options.CacheDir, MaxInstances: options.Workers})
	f.known[read.FormatPDF] = format{mediaType: "application/pdf", reader: reader}
	f.closes = append(f.closes, reader.Close)
}
