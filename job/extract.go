package job

import (
	"context"
	"errors"
	"fmt"

	"gongkai/ingest"
)

// Extract reads and checks documents without a warehouse, and hands out what became of each, in the order of the files. It returns what
// became of the rows of the manifest, nil where there is none.
func Extract(ctx context.Context, in Input, yield func(ingest.Result) error) (_ *ManifestSummary, err error) {
	given, summary, err := in.manifest()
	if err != nil {
		return nil, err
	}
	found, err := in.discover(ctx)
	if err != nil {
		return summary, err
	}
	in.Read.Manifest = given.Entry // nothing, where there is none
	extractor, err := ingest.New(in.Read)
	if err != nil {
		return summary, err
	}
	defer func() { err = errors.Join(err, extractor.Close()) }()
	bar := in.progress()
	bar.Begin(found.Count)
	defer bar.End()
	if err = extractor.Stream(ctx, counted(bar, found.Files(ctx)), yield); err != nil {
		err = fmt.Errorf("extract: %w", err)
	}
	summary.count(given, false)
	return summary, err
}
