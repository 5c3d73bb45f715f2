package ingest

import (
	"context"

	"gongkai/config/forms"
	"gongkai/ingest/feed"
	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/ingest/read/doc"
	"gongkai/ingest/read/docx"
	"gongkai/ingest/read/html"
	"gongkai/ingest/read/mime"
	"gongkai/ingest/read/ofd"
	"gongkai/ingest/read/rtf"
	"gongkai/ingest/read/scan"
	"gongkai/ingest/read/sniff"
	"gongkai/ingest/read/text"
	"gongkai/ingest/read/xls"
	"gongkai/ingest/read/xlsx"
	"gongkai/internal/report"
)

// format is what the bytes of a document are.
type format struct {
	name      read.Format
	mediaType string
	reader    read.Reader // nil where nothing reads it
	large     read.Reader // of what the reader refuses with fault.ErrCrowded; nil where it does not
	members   members     // of an archive or a mail
	feed      feedParser  // of what extract prints
	bounds
}

// feedParser reads reports that were read elsewhere.
type feedParser func(body []byte, set *forms.Set) ([]report.Report, error)

// members yields the documents inside a container until yield returns false.
type members func(ctx context.Context, src read.Source, yield func(name string, body []byte, err error) bool) error

// formats is the one list of what can be read.
type formats struct {
	known   map[read.Format]format
	entries int
	closes  []func() error
}

// newFormats lists the readers.
func newFormats(options Options) *formats {
	const office = "application/vnd.openxmlformats-officedocument."
	f := &formats{
		entries: options.Limits.Entries,
		known: map[read.Format]format{
			read.FormatHTML: {mediaType: "text/html", reader: html.New(), bounds: bounds{bytes: 4, times: 24}},
			read.FormatMHT:  {mediaType: "multipart/related", reader: mime.New(), bounds: bounds{bytes: 2, times: 12}},
			read.FormatText: {mediaType: "text/plain", reader: text.New(), bounds: bounds{bytes: 8, times: 48}},
			read.FormatRTF:  {mediaType: "application/rtf", reader: rtf.New(), bounds: bounds{bytes: 2, times: 12}},
			read.FormatDOCX: {
				mediaType: office + "wordprocessingml.document", reader: docx.New(),
				bounds: bounds{unpacked: 8, times: 8, packed: true},
			},
			read.FormatDOC: {mediaType: "application/msword", reader: doc.New(), bounds: bounds{bytes: 2, times: 8}},
			read.FormatXLSX: {
				mediaType: office + "spreadsheetml.sheet", reader: xlsx.New(),
				bounds: bounds{unpacked: 2, times: 4, packed: true},
			},
			read.FormatXLS:       {mediaType: "application/vnd.ms-excel", reader: xls.New(), bounds: bounds{bytes: 2, times: 8}},
			read.FormatOFD:       {mediaType: "application/ofd", reader: ofd.New(), bounds: bounds{unpacked: 4, times: 8, packed: true}},
			read.FormatEncrypted: {mediaType: "application/x-ole-storage", reader: doc.New(), bounds: bounds{times: 2}}, // which says so
			read.FormatMIME:      {mediaType: "message/rfc822", members: mime.Open},
			read.FormatZIP:       {mediaType: "application/zip", members: archive.Open},
			read.FormatRAR:       {mediaType: "application/vnd.rar", members: archive.Open},
			read.Format7z:        {mediaType: "application/x-7z-compressed", members: archive.Open},
			read.FormatJSON:      {mediaType: "application/json", feed: feed.ParseJSON, bounds: bounds{times: 8}},
			formatCSV:            {mediaType: "text/csv", feed: feed.ParseCSV, bounds: bounds{times: 8}},
			read.FormatImage:     {mediaType: "image/*", reader: scan.New(), bounds: bounds{times: 64}},
			read.FormatXML:       {mediaType: "application/xml"},
			read.FormatXLSB:      {mediaType: "application/vnd.ms-excel.sheet.binary.macroenabled.12"},
			read.FormatPPTX:      {mediaType: office + "presentationml.presentation"},
			read.FormatODF:       {mediaType: "application/vnd.oasis.opendocument"},
			read.FormatOLE2:      {mediaType: "application/x-ole-storage"},
			read.FormatUnknown:   {mediaType: "application/octet-stream"},
		},
	}
	f.addPDF(options)
	return f
}

// formatCSV is what extract prints as CSV: a text to everybody else.
const formatCSV read.Format = "csv"

// detect tells the format of a document by its content.
func (f *formats) detect(body []byte) format {
	kind := sniff.Format(body, f.entries)
	if kind == read.FormatText && feed.IsCSV(body) {
		kind = formatCSV
	}
	found := f.known[kind]
	found.name = kind
	return found
}

func (f *formats) close() error {
	var first error
	for _, c := range f.closes {
		if err := c(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
