package pdf

import (
	"context"
	"testing"
	"time"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// FuzzRead gives pdfium arbitrary bytes. Every refusal must have a reason that is stored.
func FuzzRead(f *testing.F) {
	r := New(Config{})
	f.Cleanup(func() { _ = r.Close() })
	f.Add(builder{pages: []string{smallTable(f)}}.bytes(f))
	f.Add(builder{pages: []string{"/Fm Do"}, form: "/Fm Do", rotate: 90, count: 1 << 30}.bytes(f))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj trailer<</Root 1 0 R>>"))
	limits := read.DefaultLimits()
	limits.Pages = 20
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		docs, err := r.Read(ctx, read.Source{Path: "fuzz", Bytes: data, Limits: limits})
		if err == nil && len(docs) == 0 {
			t.Fatal("neither a document nor an error")
		}
		if _, ok := fault.Reason(err); err != nil && !ok {
			t.Fatalf("an error without a reason: %v", err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	for _, name := range []string{"clean.pdf", "long.pdf"} {
		b.Run(name, func(b *testing.B) {
			pages := map[int]bool{}
			for _, block := range readFile(b, r, name).Blocks {
				pages[block.Page] = true
			}
			for b.Loop() {
				readFile(b, r, name)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/document")
			b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
