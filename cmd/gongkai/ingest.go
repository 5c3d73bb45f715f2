package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
	"gongkai/warehouse/snapshot"
)

// ingestOptions are the flags of ingest.
type ingestOptions struct {
	manifestFlag
	dryRun        bool
	stale         bool
	exitUnchanged bool
	asJSON        bool
	writer        *warehouse.Warehouse // the warehouse where it is open already, as in a scheduled run; else nil
}

func newIngest(a *app) *cobra.Command {
	var o ingestOptions
	cmd := &cobra.Command{
		Use: "ingest [--manifest CSV] [--dry-run] PATH…",
		RunE: func(cmd *cobra.Command, args []string) error {
			summary, err := runIngest(cmd.Context(), a, o, args)
			if err != nil && !errors.Is(err, fault.ErrAllRejected) {
				return err
			}
			return errors.Join(err, a.showIngest(summary, o)) // what was rejected is listed, also where it was all
		},
	}
	a.describe(cmd, "ingest", 0, 1, 2, 4, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.manifest, "manifest", "", a.say.Text("flag.manifest"))
	flags.BoolVar(&o.stale, "stale", false, a.say.Text("flag.stale"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&o.exitUnchanged, "exit-unchanged", false, a.say.Text("flag.exit_unchanged"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.setting(flags, "workers", "ingest.workers", a.say.Text("flag.workers"))
	return cmd
}

// runIngest is the job: discover, skip what is known, read, load in batches, install the views, publish. An error
// leaves the batches that were committed before it; the next run goes on from there.
func runIngest(ctx context.Context, a *app, o ingestOptions, paths []string) (_ ingestSummary, err error) {
	defer collectSooner()()
	paths = o.documents(paths)
	manifest, err := a.manifest(o.manifest)
	if err != nil {
		return ingestSummary{}, err
	}
	var found ingest.Found
	var gone []string
	if o.stale && !o.dryRun {
		found, gone, err = a.discoverStale(ctx, paths, o.manifestFile()...)
	} else {
		found, err = a.discover(ctx, paths, o.manifestFile()...)
	}
	if err != nil {
		return ingestSummary{}, err
	}
	j := &ingestJob{app: a, options: o, paths: paths}
	j.kept = kept{from: map[string]string{}, given: map[string]ingest.Entry{}}
	if !o.dryRun {
		j.kept.archive = a.archive()
	}
	extractor, err := a.extractor(manifest, j.kept.options)
	if err != nil {
		return ingestSummary{}, err
	}
	defer func() { err = errors.Join(err, extractor.Close()) }()
	j.extractor = extractor
	j.summary = ingestSummary{DryRun: o.dryRun, Found: found.Count, Rejected: []feed.Rejected{}, Lost: []string{}}
	if o.dryRun {
		bar := j.progress(found.Count, j.say.Text("progress.reading"))
		err := j.read(ctx, bar.over(found.Files(ctx)), func([]load.Document) error { return nil })
		bar.finish()
		j.summary.Manifest = unmatched(manifest, false)
		return j.summary, errors.Join(err, j.end())
	}
	j.summary.Warehouse = a.settings().Warehouse.Path
	w := o.writer
	if w == nil {
		if w, err = a.createWriter(ctx); err != nil {
			return ingestSummary{}, err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
	}
	err = j.load(ctx, w, found, gone)
	j.summary.Manifest = unmatched(manifest, o.stale)
	return j.summary, err
}

// createWriter opens the warehouse for writing, and makes it where there is none.
func (a *app) createWriter(ctx context.Context) (*warehouse.Warehouse, error) {
	s := a.settings().Warehouse
	return warehouse.Create(ctx, warehouse.Options{Path: s.Path, Threads: s.Threads, MemoryLimit: s.MemoryLimit, Now: a.now})
}

// ingestJob is one run of ingest.
type ingestJob struct {
	*app
	options   ingestOptions
	paths     []string
	kept      kept
	extractor *ingest.Extractor
	summary   ingestSummary
	accepted  int // documents that gave reports, those that are known included
	passed    passed

	firstBatch int64 // of this run; 0 where it wrote none
	knownAgain bool  // a document that was known lies somewhere new
}

// load brings the files into the warehouse and publishes what changed.
func (j *ingestJob) load(ctx context.Context, w *warehouse.Warehouse, found ingest.Found, gone []string) error {
	if err := j.kept.open(); err != nil {
		return err
	}
	if err := syncReference(ctx, w); err != nil {
		return err
	}
	var stale []ingest.File
	if j.options.stale {
		var err error
		if stale, err = j.stale(ctx, w, found, gone); err != nil {
			return err
		}
	}
	run := load.Begin(w, load.RunInfo{
		StartedAt: j.now(), Command: "ingest", ParserVersion: ingest.ParserVersion, RulesVersion: j.extractor.RulesVersion(),
	})
	memory, err := load.BoundMemory(ctx, w.DB(), j.settings().Warehouse.MemoryLimit)
	if err != nil {
		return err
	}
	total := found.Count
	if j.options.stale {
		total = len(stale)
	}
	bar := j.progress(total, j.say.Text("progress.reading"))
	defer bar.finish()
	files := func(ctx context.Context) iter.Seq2[ingest.File, error] {
		if j.options.stale {
			return bar.over(ingest.Listed(stale))
		}
		return bar.over(j.unknown(found.Files(ctx), bar, func(paths []string) (known map[string]load.KnownFile, err error) {
			err = memory.Do(ctx, func() (err error) { known, err = load.KnownFilesAt(ctx, w.DB(), paths); return err })
			return known, err
		}))
	}
	err = j.readAndLoad(ctx, files, func(documents []load.Document) error {
		if err := j.kept.flush(documents); err != nil {
			return err
		}
		batch := load.Batch{Documents: documents, RecordedAt: j.now()}
		return memory.Do(ctx, func() error {
			summary, err := run.Load(ctx, batch)
			if err != nil {
				return err
			}
			j.summary.NewReports += summary.Reports
			j.summary.NewCells += summary.Cells
			j.summary.Changed = j.summary.Changed || summary.Changed()
			j.knownAgain = j.knownAgain || summary.NewPaths > summary.NewDocuments
			if j.firstBatch == 0 {
				j.firstBatch = summary.BatchID
			}
			return memory.Added(ctx, summary.NewDocuments)
		})
	})
	j.addPassed()
	if err == nil {
		debug.FreeOSMemory() // what reading used; the views take their own
		err = memory.Do(ctx, func() error { return prepareViews(ctx, w) })
	}
	// Also after an interrupt, for a scheduled run goes on with this warehouse.
	if err := errors.Join(err, memory.Lift(context.WithoutCancel(ctx))); err != nil {
		return err
	}
	// Publish compares the snapshot with the file itself, so a run that was killed before this line is made good by
	// the next, even where that one finds nothing new.
	published, err := snapshot.Publish(ctx, w)
	if err != nil {
		return err
	}
	j.summary.Snapshot, j.summary.Published = published.Path, published.New
	if j.summary.Stale, err = staleReports(ctx, w.DB().QueryContext); err != nil {
		return err
	}
	if err := j.readPast(ctx, w.DB().QueryContext); err != nil {
		return err
	}
	return j.end()
}

// readAndLoad reads the files and loads the documents in batches, in the order of the files. While one batch is loaded the next
// is read. When reading fails, the batches before still come in; when loading does, reading and the looking for files stop.
func (j *ingestJob) readAndLoad(ctx context.Context, files func(context.Context) iter.Seq2[ingest.File, error], store func([]load.Document) error) error {
	group, reading := errgroup.WithContext(ctx)
	batches := make(chan []load.Document)
	group.Go(func() error {
		defer close(batches)
		return j.read(reading, files(reading), func(documents []load.Document) error {
			select {
			case batches <- documents:
				return nil
			case <-reading.Done():
				return reading.Err()
			}
		})
	})
	group.Go(func() error {
		for documents := range batches {
			if err := store(documents); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

// read reads the files and hands the documents on in batches, in the order of the files.
func (j *ingestJob) read(ctx context.Context, files iter.Seq2[ingest.File, error], hand func([]load.Document) error) error {
	size := j.settings().Ingest.Batch
	var batch []load.Document
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		documents := batch
		batch = batch[:0:0]
		return hand(documents)
	}
	err := j.extractor.Stream(ctx, files, func(r ingest.Result) error {
		d, err := j.document(r)
		if err != nil {
			return err
		}
		if d.SHA256 == "" {
			return nil // too large or empty: it was not read, so there is nothing to know it by; it is listed each time
		}
		batch = append(batch, d)
		if len(batch) >= size {
			return flush()
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	return flush()
}

// document turns a result into what the warehouse keeps of it, and counts it.
func (j *ingestJob) document(r ingest.Result) (load.Document, error) {
	// A path is kept absolute: the same relative path means another file in another working directory.
	path, err := filepath.Abs(r.File.Path)
	if err != nil {
		return load.Document{}, err
	}
	d := load.Document{
		Path: path, Size: r.File.Size, ModifiedAt: r.File.ModifiedAt,
		SHA256: r.SHA256, MediaType: r.MediaType, Source: r.Entry.Source, Reports: r.Reports,
	}
	if r.Err == nil && len(r.Reports) == 0 {
		return d, nil // an archive: the documents in it count
	}
	j.summary.Read++
	if r.Err != nil {
		one, ok := j.rejection(r)
		if !ok {
			return d, r.Err
		}
		j.summary.Rejected = append(j.summary.Rejected, one)
		d.Reason, d.Message = one.Reason, r.Err.Error()
	} else {
		j.accepted++
	}
	j.summary.Reports += len(r.Reports)
	for i := range r.Reports {
		if !r.Reports[i].Settled() {
			j.summary.Unsettled++
		}
		for _, f := range r.Reports[i].Findings {
			j.summary.Findings.count(f)
		}
	}
	return d, nil
}

// end says that everything was rejected, where that is so.
func (j *ingestJob) end() error {
	if j.accepted == 0 && len(j.summary.Rejected) > 0 {
		return fault.ErrAllRejected
	}
	return nil
}

// count adds a finding.
func (c *findingCounts) count(f report.Finding) {
	switch f.Severity {
	case report.Error:
		c.Error++
	case report.Warning:
		c.Warning++
	case report.Info:
		c.Info++
	}
}
