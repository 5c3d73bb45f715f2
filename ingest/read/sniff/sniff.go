// Package sniff tells what a document is by its bytes, whatever the file is called: offices save pages as .doc, put .docx into .doc, and
// give whole ZIP files to the public under the name of one report.
//
// It is the one place that decides. The first bytes (read.Sniff) tell most formats. Where they tell a container alone, what it holds
// decides: the parts of a ZIP file, the streams of a compound file, the header of a message, the root of an XML file. One that is too
// damaged to say goes to the reader that is most likely to be its own and says what is wrong with it.
//
//	sniff.Format(body, limits.Entries) == read.FormatDOCX
package sniff

import (
	"bytes"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/ingest/read/mime"
	"gongkai/ingest/read/ole"
)

// Format returns the format of a document. A ZIP file of more than entries entries is not looked into, 0 for no limit.
func Format(b []byte, entries int) read.Format {
	format := read.Sniff(b)
	switch {
	case format == read.FormatZIP:
		if r, err := archive.OpenZIP(b, entries); err == nil {
			return archive.Kind(r)
		}
	case format == read.FormatOLE2:
		return compound(b)
	case format == read.FormatMIME && mime.IsPage(b):
		return read.FormatMHT
	case format == read.FormatXML && isWord(b):
		return read.FormatDOCX
	}
	return format
}

// compound tells what a compound file is; of a damaged one the reader of Word documents says what is wrong.
func compound(b []byte) read.Format {
	kind, err := ole.Detect(b)
	switch {
	case err != nil, kind == ole.KindWord, kind == ole.KindOldWord:
		return read.FormatDOC
	case kind == ole.KindWorkbook:
		return read.FormatXLS
	case kind == ole.KindEncrypted:
		return read.FormatEncrypted
	}
	return read.FormatOLE2
}

// isWord reports whether XML holds a Word document: flat OPC, or the XML of Word 2003.
func isWord(b []byte) bool {
	head := b[:min(len(b), 4096)]
	return bytes.Contains(head, []byte("<pkg:package")) || bytes.Contains(head, []byte("wordDocument"))
}
