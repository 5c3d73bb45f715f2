package job

import (
	"context"
	"errors"
	"iter"
	"runtime/debug"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/ingest/manifest"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/load"
	"gongkai/warehouse/snapshot"
)

// IngestOptions say what Ingest reads and how.
type IngestOptions struct {
	Input
	Batch  int  // documents in one transaction, at most warehouse.MaxDocuments
	DryRun bool // read, and write nothing
	Stale  bool // read again what an older parser or older rules read, below the paths or, without any, all of it
	// Looked records the rows of the manifest that say where somebody looked for a report in vain, and returns how many are new.
	Looked func(context.Context, *warehouse.Warehouse, []manifest.Look) (int, error)
	Writer *warehouse.Warehouse // the warehouse where it is open already, as in a scheduled run; else nil
}

// Ingest discovers documents, skips those that are known, reads the others, loads them in batches, installs the views and publishes. An
// error leaves the batches that were committed before it; the next run goes on from there. Where every document was rejected the error
// is fault.ErrAllRejected, and the summary says which.
func Ingest(ctx context.Context, o IngestOptions) (_ IngestSummary, err error) {
	j := &ingestJob{options: o, from: map[string]string{}, given: map[string]ingest.Entry{}}
	given, rows, err := j.options.manifest()
	j.summary = IngestSummary{DryRun: o.DryRun, Rejected: []feed.Rejected{}, Lost: []string{}, Manifest: rows}
	if err != nil {
		return j.summary, err
	}
	var found ingest.Found
	var gone []string
	if o.Stale && !o.DryRun {
		found, gone, err = j.options.discoverStale(ctx)
	} else {
		found, err = j.options.discover(ctx)
	}
	if err != nil {
		return j.summary, err
	}
	j.summary.Found = found.Count
	if !o.DryRun {
		j.archive = o.Store.Documents()
	}
	if j.extractor, err = ingest.New(j.extraction(given)); err != nil {
		return j.summary, err
	}
	defer func() { err = errors.Join(err, j.extractor.Close()) }()
	defer func() { rows.count(given, o.Stale && !o.DryRun) }()
	if o.DryRun {
		bar := o.progress()
		bar.Begin(found.Count)
		err := j.read(ctx, counted(bar, found.Files(ctx)), func([]load.Document) error { return nil })
		bar.End()
		return j.summary, errors.Join(err, j.end())
	}
	j.summary.Warehouse = o.Store.Path
	w := o.Writer
	if w == nil {
		if w, err = o.Store.Create(ctx); err != nil {
			return j.summary, err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
	}
	j.looks = given.Looks()
	err = j.load(ctx, w, found, gone)
	return j.summary, err
}

// ingestJob is one run of Ingest.
type ingestJob struct {
	options   IngestOptions
	archive   *archive.Archive        // nil where none is kept
	from      map[string]string       // the hash of what the archive has in place of a path
	given     map[string]ingest.Entry // what a manifest said when the document was last read, by absolute path
	looks     []manifest.Look
	extractor *ingest.Extractor
	summary   IngestSummary
	accepted  int // documents that gave reports, those that are known included
	passed    passed

	firstBatch int64 // of this run; 0 where it wrote none
	knownAgain bool  // a document that was known lies somewhere new
}

// load brings the files into the warehouse and publishes what changed.
func (j *ingestJob) load(ctx context.Context, w *warehouse.Warehouse, found ingest.Found, gone []string) error {
	if j.archive != nil {
		if err := j.archive.Tidy(); err != nil {
			return err
		}
	}
	if err := SyncReference(ctx, w); err != nil {
		return err
	}
	var stale []ingest.File
	total := found.Count
	if j.options.Stale {
		var err error
		if stale, err = j.stale(ctx, w, found, gone); err != nil {
			return err
		}
		total = len(stale)
	}
	run := load.Begin(w, load.RunInfo{
		StartedAt: j.options.Store.Now(), Command: "ingest", ParserVersion: ingest.ParserVersion, RulesVersion: j.extractor.RulesVersion(),
	})
	memory, err := load.BoundMemory(ctx, w.DB(), j.options.Store.MemoryLimit)
	if err != nil {
		return err
	}
	bar := j.options.progress()
	bar.Begin(total)
	defer bar.End()
	files := func(ctx context.Context) iter.Seq2[ingest.File, error] {
		if j.options.Stale {
			return counted(bar, ingest.Listed(stale))
		}
		return counted(bar, j.unknown(found.Files(ctx), bar, func(paths []string) (known map[string]load.KnownFile, err error) {
			err = memory.Do(ctx, func() (err error) { known, err = load.KnownFilesAt(ctx, w.DB(), paths); return err })
			return known, err
		}))
	}
	err = j.readAndLoad(ctx, files, func(documents []load.Document) error { return j.loadBatch(ctx, run, memory, documents) })
	j.addPassed()
	if err == nil {
		err = j.takeLooks(ctx, w)
	}
	if err == nil {
		debug.FreeOSMemory() // what reading used; the views take their own
		err = prepareViews(ctx, w, memory)
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
	if j.summary.Stale, err = StaleReports(ctx, w.DB().QueryContext); err != nil {
		return err
	}
	if err := j.readPast(ctx, w.DB().QueryContext); err != nil {
		return err
	}
	return j.end()
}

// takeLooks records for which reports the manifest says that somebody looked in vain.
func (j *ingestJob) takeLooks(ctx context.Context, w *warehouse.Warehouse) (err error) {
	if len(j.looks) == 0 || j.options.Looked == nil {
		return nil
	}
	if _, err := queries.Install(ctx, w.DB()); err != nil { // by them a body is known under all its names
		return err
	}
	j.summary.Manifest.NewLooks, err = j.options.Looked(ctx, w, j.looks)
	j.summary.Changed = j.summary.Changed || j.summary.Manifest.NewLooks > 0
	return err
}

// loadBatch loads one batch. The archive has its documents before it is committed.
func (j *ingestJob) loadBatch(ctx context.Context, run *load.Run, memory *load.MemoryBound, documents []load.Document) error {
	if err := j.flush(documents); err != nil {
		return err
	}
	batch := load.Batch{Documents: documents, RecordedAt: j.options.Store.Now()}
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
}

// end says that everything was rejected, where that is so.
func (j *ingestJob) end() error {
	if j.accepted == 0 && len(j.summary.Rejected) > 0 {
		return fault.ErrAllRejected
	}
	return nil
}
