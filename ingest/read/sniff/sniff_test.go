package sniff

import (
	"archive/zip"
	"bytes"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
)

func TestFormat(t *testing.T) {
	zipped := func(names ...string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, name := range names {
			if _, err := w.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	holding := func(stream string) []byte { return readtest.Compound(readtest.Stream{Name: stream, Data: []byte("x")}) }
	const page = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n"
	for _, test := range []struct {
		name  string
		bytes []byte
		want  read.Format
	}{
		{"a page", []byte("<html><body>"), read.FormatHTML},
		{"a document in a ZIP file", zipped("word/document.xml"), read.FormatDOCX},
		{"a workbook in a ZIP file", zipped("[Content_Types].xml", "xl/workbook.xml"), read.FormatXLSX},
		{"a document beside others", zipped("年报.docx", "a/word/document.xml"), read.FormatZIP},
		{"more entries than are looked at", zipped("a", "b", "c", "word/document.xml"), read.FormatZIP},
		{"the beginning of a ZIP file", zipped("word/document.xml")[:40], read.FormatZIP},
		{"Word", holding("WordDocument"), read.FormatDOC},
		{"Excel", holding("Book"), read.FormatXLS},
		{"under a password", holding("EncryptedPackage"), read.FormatEncrypted},
		{"slides", holding("PowerPoint Document"), read.FormatOLE2},
		{"the beginning of a compound file", holding("Book")[:100], read.FormatDOC},
		{"a page saved whole", []byte(page), read.FormatMHT},
		{"a mail with a page", []byte("To: a@b.cn\r\n" + page), read.FormatMIME},
		{"flat OPC", []byte(`<?xml version="1.0"?><pkg:package>`), read.FormatDOCX},
		{"another XML", []byte(`<?xml version="1.0"?><note>`), read.FormatXML},
		{"nothing known", []byte{0, 1, 2, 3}, read.FormatUnknown},
	} {
		if got := Format(test.bytes, 3); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
