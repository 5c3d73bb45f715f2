package ingest

import (
	"context"
	"path/filepath"
	"testing"
)

// The pages of the real reports are 24, 105 and 119 KB; agencies' pages are about 60 KB in the mean.
func BenchmarkExtract(b *testing.B) {
	for _, file := range []string{
		"shanghai_general_office_2019.html", "pingtan_zone_2023.html", "zibo_research_office_2024.txt", "pingtan_zone_2023.txt",
	} {
		b.Run(file, func(b *testing.B) {
			e := newExtractor(b, Options{})
			f := File{Path: filepath.Join(reportsFolder, file)}
			b.ReportAllocs()
			for b.Loop() {
				if results := e.Extract(context.Background(), f); results[0].Err != nil {
					b.Fatal(results[0].Err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}

func BenchmarkStream(b *testing.B) {
	e := newExtractor(b, Options{})
	files := make([]File, 200)
	for i := range files {
		files[i] = File{Path: filepath.Join(reportsFolder, []string{"shanghai_general_office_2019.html", "pingtan_jinjing_2019.html"}[i%2])}
	}
	n := 0
	for b.Loop() {
		if err := e.Stream(context.Background(), Listed(files), func(r Result) error { n++; return r.Err }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "reports/s")
}
