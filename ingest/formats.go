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
	"gongkai/ingest/read/ole"
	"gongkai/ingest/read/rtf"
	"gongkai/ingest/read/text"
	"gongkai/ingest/read/xls"
	"gongkai/ingest/read/xlsx"
	"gongkai/internal/report"
)

// format is what the bytes of a document are.
type format struct {
	name      string
	mediaType string
	reader    read.Reader // nil where nothing reads it
	members   members     // of an archive or a mail
	feed      feedParser  // of what extract prints
	isImage   bool
}

// feedParser reads reports that were read elsewhere.
type feedParser func(body []byte, set *forms.Set) ([]report.Report, error)

// members yields the documents inside a container until yield returns false.
type members func(ctx context.Context, src read.Source, yield func(name string, body []byte, err error) bool) error

// formats is the one list of what can be read.
type formats struct {
	byKind  map[read.Format]format
	byZIP   map[string]format
	byOLE   map[ole.Kind]format
	entries int
	closes  []func() error
}

// newFormats lists the readers.
func newFormats(options Options) *formats {
	word := format{name: "docx", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", reader: docx.New()}
	f := &formats{
		entries: options.Limits.Entries,
		byKind: map[read.Format]format{
			read.FormatHTML:  {name: "html", mediaType: "text/html", reader: html.New()},
			read.FormatText:  {name: "text", mediaType: "text/plain", reader: text.New()},
			read.FormatRTF:   {name: "rtf", mediaType: "application/rtf", reader: rtf.New()},
			read.FormatMIME:  {name: "mail", mediaType: "message/rfc822", members: mime.Open},
			read.FormatRAR:   {name: "rar", mediaType: "application/vnd.rar", members: archive.Open},
			read.Format7z:    {name: "7z", mediaType: "application/x-7z-compressed", members: archive.Open},
			read.FormatXML:   {name: "xml", mediaType: "application/xml"},
			read.FormatImage: {name: "image", mediaType: "image/*", isImage: true},
			read.FormatJSON:  {name: "feed", mediaType: "application/json", feed: feed.ParseJSON},
		},
		byZIP: map[string]format{
			archive.KindDOCX:    word,
			archive.KindXLSX:    {name: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", reader: xlsx.New()},
			archive.KindOFD:     {name: "ofd", mediaType: "application/ofd", reader: ofd.Reader{}},
			archive.KindArchive: {name: "zip", mediaType: "application/zip", members: archive.Open},
			archive.KindXLSB:    {name: "xlsb", mediaType: "application/vnd.ms-excel.sheet.binary.macroenabled.12"},
			archive.KindPPTX:    {name: "pptx", mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
			archive.KindODF:     {name: "odf", mediaType: "application/vnd.oasis.opendocument"},
		},
		byOLE: map[ole.Kind]format{
			ole.KindWord:      {name: "doc", mediaType: "application/msword", reader: doc.New()},
			ole.KindOldWord:   {name: "doc", mediaType: "application/msword", reader: doc.New()},
			ole.KindWorkbook:  {name: "xls", mediaType: "application/vnd.ms-excel", reader: xls.New()},
			ole.KindEncrypted: {name: "encrypted", mediaType: "application/x-ole-storage", reader: doc.New()},
		},
	}
	f.addPDF(options)
	return f
}

// detect tells the format of a document by its content.
func (f *formats) detect(body []byte) format {
	kind := read.Sniff(body)
	if kind == read.FormatZIP {
		return f.zip(body)
	}
	if kind == read.FormatOLE2 {
		return f.ole(body)
	}
	if kind == read.FormatMIME && mime.IsPage(body) {
		return format{name: "mht", mediaType: "multipart/related", reader: mime.New()}
	}
	if kind == read.FormatXML && docx.IsFlat(body) {
		return f.byZIP[archive.KindDOCX]
	}
	if kind == read.FormatText && feed.IsCSV(body) {
		return format{name: "feed", mediaType: "text/csv", feed: feed.ParseCSV}
	}
	if found, ok := f.byKind[kind]; ok {
		return found
	}
	return format{name: "unknown", mediaType: "application/octet-stream"}
}

// zip tells what a ZIP file is. One that cannot be opened is left to the archive reader, which says why.
func (f *formats) zip(body []byte) format {
	r, err := archive.OpenZIP(body, f.entries)
	if err != nil {
		return f.byZIP[archive.KindArchive]
	}
	return f.byZIP[archive.Kind(r)]
}

// ole tells what a compound file is. One that cannot be opened is left to the reader of Word documents, which says why.
func (f *formats) ole(body []byte) format {
	kind, err := ole.Detect(body)
	if err != nil {
		return f.byOLE[ole.KindWord]
	}
	if found, ok := f.byOLE[kind]; ok {
		return found
	}
	return format{name: string(kind), mediaType: "application/x-ole-storage"}
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
