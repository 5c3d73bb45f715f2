package read

import (
	"strings"
	"testing"
)

// wide writes ASCII as little-endian UTF-16.
func wide(s string) string {
	out := ""
	for _, r := range s {
		out += string(r) + "\x00"
	}
	return out
}

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
		{
			"workbook of Excel 2003",
			`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><!-- x --><Workbook xmlns="urn:x"><Worksheet><Table><Row/></Table>`,
			FormatXML,
		},
		{"text of an office", `<?xml version="1.0"?><office:document><table:table/><body ></body>`, FormatXML},
		{"page behind instructions", `<?xml version="1.0"?><?import a?><div><table>`, FormatHTML},
		{"page of Excel", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><xml><x:ExcelWorkbook/></xml><table>`, FormatHTML},
		{"web archive", "MIME-Version: 1.0\r\nContent-Type: multipart/related", FormatMIME},
		{"mail", "From: a@b.cn\r\nSubject: 年报\r\n", FormatMIME},
		{"mail with the report of a filter in front", "X-Spam-Report: " + strings.Repeat("score 0.0\r\n ", 400), FormatMIME},
		{"text with such a line in front", "X-1: 2\n" + strings.Repeat(" 一、总体情况 ", 400), FormatText},
		{"mail by its date", "Date: Mon, 20 Jan 2025 10:00:00 +0800\r\nFrom: a@b.cn\r\n\r\n<html>", FormatMIME},
		{"mail by its subject", "Subject: =?utf-8?B?5bm05oql?=\r\nTo: a@b.cn\r\n", FormatMIME},
		{"mail by its receiver", "To: a@b.cn\r\n\tc@d.cn\r\nMIME-Version: 1.0\r\n", FormatMIME},
		{"mail by its type", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", FormatMIME},
		{"mail by its signature", "DKIM-Signature: v=1; a=rsa-sha256;\r\n d=b.cn; bh=abc=\r\nReceived: from b.cn", FormatMIME},
		{"mail by a field of its own", "X-QQ-mid: 1\r\nX-QQ-Originating-IP: 1\r\nFrom: a@b.cn\r\n", FormatMIME},
		{"mail of an mbox", "From a@b.cn Mon Jan 20 10:00:00 2025\nDate: Mon, 20 Jan 2025 10:00:00 +0800\nSubject: x\n", FormatMIME},
		{"mail with small letters and spaces", "\r\ndate: x\r\nsubject: y\r\n", FormatMIME},
		{"web archive by its type", "Content-Type: multipart/related; type=\"text/html\"; boundary=x\n\n--x\nContent-Type: text/html\n", FormatMIME},
		{"a header that goes beyond the first kilobytes", "DKIM-Signature: v=1\r\nReceived: x\r\nX-Long: " + strings.Repeat("a", 8000), FormatMIME},
		{"a line with a colon is no mail", "Title: 淄博市人民政府研究室\nDate: 2025\n\n<html>", FormatHTML},
		{"an address is no mail", "http://www.zibo.gov.cn\n", FormatText},
		{"one field is no mail", "Subject: 年报\n淄博市人民政府研究室\n", FormatText},
		{"feed", `{"reports":[]}`, FormatJSON},
		{"text", "淄博市人民政府研究室\n", FormatText},
		{"text of GBK", "\xd7\xcd\xb2\xa9\xca\xd0\n", FormatText},
		{"page of UTF-16", "\xff\xfe" + wide("<!DOCTYPE html><html>"), FormatHTML},
		{"page of UTF-16 without a mark", wide("<html><head>"), FormatHTML},
		{"page of big-endian UTF-16", "\xfe\xff\x00" + strings.TrimSuffix(wide("<html><head>"), "\x00"), FormatHTML},
		{"page of big-endian UTF-16 without a mark", "\x00" + strings.TrimSuffix(wide("<html><head>"), "\x00"), FormatHTML},
		{"program with wide strings", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00\x00\x00", FormatUnknown},
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
