package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"gongkai/ingest"
	"gongkai/internal/report"
	"gongkai/synth"
	"gongkai/synth/render"
)

// Reports without a fault give no finding of severity error, whatever their size and form, and no warning about a sum or
// a label. A warning is right where the invention is odd: 规章 reported by a body that makes none, a city that is not in the
// list of divisions.
func TestNoFalseAlarm(t *testing.T) {
	extractor, err := ingest.New(ingest.Options{CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer extractor.Close()
	source, err := synth.New(7)
	if err != nil {
		t.Fatal(err)
	}
	renderer := render.All()[0]
	dir := t.TempDir()
	allowed := map[string]bool{"disclosure.regulation_power": true, "document.region": true}
	checked := 0
	for seed := range uint64(300) {
		o := synth.Options{Form: forms()[seed%3], Size: synth.Sizes()[seed%4]}
		r := source.Again(seed).Report(o)
		body, err := renderer.Render(r.Document())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, strconv.FormatUint(seed, 10)+"."+renderer.Extension)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, result := range extractor.Extract(context.Background(), ingest.File{Path: path}) {
			if result.Err != nil {
				t.Fatal(result.Err)
			}
			for _, found := range result.Reports {
				checked++
				for _, f := range found.Findings {
					if f.Severity == report.Error || f.Severity == report.Warning && !allowed[f.Rule] {
						t.Errorf("seed %d: %s %s: %s", seed, f.Rule, f.Severity, f.MessageEN)
					}
				}
			}
		}
	}
	if checked != 300 {
		t.Errorf("%d reports were checked, want 300", checked)
	}
}
