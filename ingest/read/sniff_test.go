package read

import "testing"

func TestSniff(t *testing.T) {
	tests := []struct {
		name, bytes string
		want        Format
	}{
		{"pdf", "%PDF-1.7\n", FormatPDF},
		{"pdf behind junk", "\r\n\r\n%PDF-1.4", FormatPDF},
		{"zip", "PK\x03\x04....", FormatZIP},
		{"empty zip", "PK\x05\x06....", FormatZIP},
		{"word 97", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", FormatOLE2},
		{"rtf", `{\rtf1\ansi`, FormatRTF},
		{"rar", "Rar!\x1a\x07\x01\x00", FormatRAR},
		{"7z", "7z\xbc\xaf\x27\x1c", Format7z},
		{"png", "\x89PNG\r\n", FormatImage},
		{"page", "<!DOCTYPE html><html>", FormatHTML},
		{"page behind a byte order mark", "\xef\xbb\xbf<html>", FormatHTML},
		{"page behind a comment", "<!-- made by hand -->\n<html>", FormatHTML},
		{"page behind an xml declaration", `<?xml version="1.0"?><!DOCTYPE html><html>`, FormatHTML},
		{"fragment of a page", "<div class=\"article\">", FormatHTML},
		{"xml", `<?xml version="1.0"?><pkg:package>`, FormatXML},
		{"web archive", "MIME-Version: 1.0\r\nContent-Type: multipart/related", FormatMIME},
		{"mail", "From: a@b.cn\r\nSubject: 年报\r\n", FormatMIME},
		{"feed", `{"reports":[]}`, FormatJSON},
		{"text", "淄博市人民政府研究室\n", FormatText},
		{"text of GBK", "\xd7\xcd\xb2\xa9\xca\xd0\n", FormatText},
		{"text of UTF-16", "\xff\xfe\x84\x6d", FormatText},
		{"program", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", FormatUnknown},
		{"nothing", "", FormatText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Sniff([]byte(test.bytes)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
