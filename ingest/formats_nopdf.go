//go:build js || wasip1

package ingest

import "gongkai/ingest/read"

// addPDF lists PDF as a format that this build cannot read.
func (f *formats) addPDF(Options) {
	f.known[read.FormatPDF] = format{mediaType: "application/pdf"}
}
