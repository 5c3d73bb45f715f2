package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"gongkai/synth"
	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

// plain is how many invented documents without a mutation each renderer writes; a page is read slower than the other formats by far.
func plain(r render.Renderer) int {
	switch r.Format {
	case "pdf", "ofd":
		return 60
	}
	return 300
}

// writeExtract keeps what extract says of every document, a file a source: of the real reports, of the readers' cases, and of invented
// documents, by renderer.
func writeExtract(ctx context.Context, w *watch) error {
	// A busy machine must not make a document too slow to read.
	w.settings = []string{"GONGKAI_INGEST_LIMITS_MILLISECONDS=3600000"}
	defer func() { w.settings = nil }()
	sources := map[string]string{"reports": "testdata/reports"}
	for _, dir := range []string{"ingest/testdata", "cmd/gongkai/testdata"} {
		sources[strings.ReplaceAll(filepath.Dir(dir), "/", "_")] = dir
	}
	readers, err := filepath.Glob(filepath.Join(w.root, "ingest/read/*/testdata"))
	if err != nil {
		return err
	}
	for _, dir := range readers {
		reader := filepath.Base(filepath.Dir(dir))
		sources["read_"+reader] = "ingest/read/" + reader + "/testdata"
	}
	for name, dir := range sources {
		if err := w.fill(dir, "extract/"+name); err != nil {
			return err
		}
		if err := w.extract(ctx, name); err != nil {
			return err
		}
	}
	for _, r := range render.All() {
		name := "synth_" + strings.ReplaceAll(r.Name, "/", "_")
		if err := invent(filepath.Join(w.work, "extract", name), r); err != nil {
			return err
		}
		if err := w.extract(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// extract keeps what extract says of the documents of a folder. That all are rejected is no failure: hostile cases are.
func (w *watch) extract(ctx context.Context, name string) error {
	t, err := w.run(ctx, "extract", "extract", "--lang", "en", "--format", "json", name)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s%s\nstatus %d\n", t.out, t.errs, t.status)
	return w.keep("extract/"+name+".json", []byte(text))
}

// invent writes documents of one renderer: plain ones of every size and form from five seeds, and one of every mutation.
func invent(dir string, renderer render.Renderer) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	source, err := synth.New(1)
	if err != nil {
		return err
	}
	forms := []string{"2021", "2019", synth.Hybrid}
	print := func(name string, seed uint64, m mutate.Mutation) error {
		o := synth.Options{Form: forms[seed%3], Size: synth.Sizes()[seed%4]}
		report := source.Again(seed).Report(o)
		body, err := renderer.Render(m.Of(&report, rand.New(rand.NewPCG(seed, 1))))
		if err != nil {
			return fmt.Errorf("%s %s: %w", renderer.Name, name, err)
		}
		return os.WriteFile(filepath.Join(dir, name+"."+renderer.Extension), body, 0o666)
	}
	none := mutate.Mutation{Name: "none"}
	for n := range uint64(plain(renderer)) {
		// Seeds 1 to 5 with their own run of reports each.
		if err := print(fmt.Sprintf("plain%04d", n), (n%5+1)<<32+n/5, none); err != nil {
			return err
		}
	}
	for n, m := range mutate.All() {
		if err := print(m.Name, 6<<32+uint64(n), m); err != nil {
			return err
		}
	}
	return nil
}
