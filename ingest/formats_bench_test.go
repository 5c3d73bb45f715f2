package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkFormat reads one document of each format, recognises and checks it: the figures of docs/formats.md. Memory is
// what is allocated for a document, not what is held at once.
func BenchmarkFormat(b *testing.B) {
	for _, format := range []struct{ name, file string }{
		{"html", "../testdata/reports/shanghai_general_office_2019.html"},
		{"html-page", "../testdata/reports/pingtan_zone_2023.html"},
		{"text", "../testdata/reports/zibo_research_office_2024.txt"},
		{"text-glued", "../testdata/reports/pingtan_zone_2023.txt"},
		{"text-layout", "../testdata/reports/suqian_city_2023.txt"},
		{"docx", "read/docx/testdata/libreoffice_blank.docx"},
		{"doc", "read/doc/testdata/clean.doc"},
		{"rtf", "read/rtf/testdata/word.rtf"},
		{"xlsx", "read/xlsx/testdata/clean.xlsx"},
		{"xls", "read/xls/testdata/clean.xls"},
		{"pdf", "read/pdf/testdata/clean.pdf"},
		{"ofd", "read/ofd/testdata/clean.ofd"},
	} {
		b.Run(format.name, func(b *testing.B) {
			info, err := os.Stat(filepath.FromSlash(format.file))
			if err != nil {
				b.Fatal(err)
			}
			e := newExtractor(b, Options{Workers: 1})
			f := File{Path: format.file, Size: info.Size()}
			// The first PDF compiles the engine.
			e.Extract(context.Background(), f)
			b.ReportAllocs()
			b.SetBytes(info.Size())
			for b.Loop() {
				if results := e.Extract(context.Background(), f); results[0].Err != nil {
					b.Fatal(results[0].Err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/document")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}
