package ingest_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/ingest"
	"gongkai/synth"
	"gongkai/synth/scan"
)

var (
	scans    = flag.Int("scans", 1, "made scans of each resolution")
	scanSeed = flag.Uint64("scan-seed", 1, "of the made scans")
)

// TestScans prints invented reports, scans them at several resolutions, and holds what is read against the truth. A value that is wrong is
// a silent error even where a warning names its cell.
func TestScans(t *testing.T) {
	if testing.Short() {
		t.Skip("made scans take half a minute")
	}
	for _, f := range append(scan.TestFonts(), scan.TrainingFonts()...) {
		if _, err := os.Stat(f.Path); err != nil {
			t.Skipf("the fonts of made scans are not here: %v", err)
		}
	}
	extractor, err := ingest.New(ingest.Options{CacheDir: filepath.Join(os.TempDir(), "gongkai-test-cache")})
	if err != nil {
		t.Fatal(err)
	}
	defer extractor.Close()
	source, err := synth.New(*scanSeed)
	if err != nil {
		t.Fatal(err)
	}
	for _, dots := range []int{300, 200, 150, 120, 90} {
		count := tally{}
		var took time.Duration
		pages := 0
		for n := range *scans {
			r := rand.New(rand.NewPCG(*scanSeed, uint64(1000*dots+n)))
			o := synth.Options{Form: []string{"2021", "2021", "2019"}[n%3], Size: synth.Sizes()[n%4]}
			made := source.Again(*scanSeed<<32 + uint64(n)).Report(o)
			options := scan.Random(r, dots)
			pictures, err := scan.Pages(r, made.Document(), options)
			if err != nil {
				t.Fatal(err)
			}
			pages += len(pictures)
			body, err := scan.PDF(pictures, dots, 85)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), fmt.Sprintf("%d-%d.pdf", dots, n))
			if err := os.WriteFile(path, body, 0o600); err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			results := extractor.Extract(t.Context(), ingest.File{Path: path, Size: int64(len(body))})
			took += time.Since(begun)
			facts := made.Facts
			one := tally{documents: 1, cells: len(facts.Cells)}
			if results[0].Err != nil {
				one.rejected = 1
				t.Logf("%v: %v", options, results[0].Err)
			}
			for _, report := range results[0].Reports {
				for _, cell := range report.Cells {
					truth, printed := facts.Cells[cell.Code]
					switch {
					case cell.State.HasValue() && printed && truth.State.HasValue() && truth.Value == cell.Value:
						one.right++
					case cell.State.HasValue():
						one.silent++
						t.Errorf("%v: %s reads %v, %v is printed at %v", options, cell.Code, cell.Value, truth.Value, cell.Place)
					}
				}
			}
			one.abstained = one.cells - one.right - one.silent
			count.add(one)
		}
		t.Logf("%d dpi: %v  %v a page", dots, count, took/time.Duration(max(1, pages)))
	}
}
