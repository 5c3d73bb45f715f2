package drawn

import "testing"

func BenchmarkBlocks(b *testing.B) {
	xs, ys := []float64{60}, []float64{80}
	var cells []span
	for r := range 26 {
		ys = append(ys, ys[r]+25)
		for c := range 10 {
			cells = append(cells, span{r, c, 1, 1, "总计 12345"})
		}
	}
	for c := range 10 {
		xs = append(xs, xs[c]+48)
	}
	page := newSheet(1).grid(xs, ys, cells, strokedRect).page
	for b.Loop() {
		if _, _, err := Blocks(b.Context(), []Page{page}, limits()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
