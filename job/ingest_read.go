package job

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/load"
)

// readAndLoad reads the files and loads the documents in batches, in the order of the files. While one batch is loaded the next
// is read. When reading fails, the batches before still come in; when loading does, reading and the looking for files stop.
func (j *ingestJob) readAndLoad(ctx context.Context, files func(context.Context) iter.Seq2[ingest.File, error],
	store func([]load.Document) error,
) error {
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
	size := j.options.Batch
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
		SHA256: r.SHA256, MediaType: r.MediaType, Source: r.Entry.Source, FetchedAt: fetchedAt(r.Entry.FetchedOn), Reports: r.Reports,
	}
	if r.Err == nil && len(r.Reports) == 0 {
		return d, nil // an archive: the documents in it count
	}
	j.summary.Read++
	if r.Err != nil {
		reason, ok := fault.Reason(r.Err)
		if !ok {
			return d, r.Err
		}
		j.summary.Rejected = append(j.summary.Rejected, feed.Rejected{Path: r.File.Path, Reason: reason})
		d.Reason, d.Message = reason, r.Err.Error()
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

// fetchedAt is the beginning of a day in China, zero where none is known.
func fetchedAt(day string) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, day, report.Shanghai(time.Time{}).Location())
	if err != nil {
		return time.Time{}
	}
	return at
}
