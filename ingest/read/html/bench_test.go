package html

import (
	"os"
	"strings"
	"testing"

	"gongkai/ingest/read"
)

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"shanghai_general_office_2019", "word_paste_gbk"} {
		b.Run(name, func(b *testing.B) {
			page, err := os.ReadFile("testdata/" + name + ".html")
			if err != nil {
				b.Fatal(err)
			}
			if name == "word_paste_gbk" {
				// The size of a whole report pasted from Word.
				body := strings.Index(string(page), "<table")
				page = append(page[:body:body], strings.Repeat(string(page[body:]), 9)...)
			}
			src := read.Source{Bytes: page, Limits: read.DefaultLimits()}
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := New().Read(b.Context(), src); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/doc")
		})
	}
}
