// Package ingest is the job up to the warehouse: find the files, hash them, tell their format by content, read,
// recognise, check. A document that cannot be read is a Result with a reason, never the end of the run.
//
// The invariants: a Result depends only on the bytes, the manifest, the settings and the version of the program, so
// that any number of workers gives the same; results come in the order of the files; memory is bounded by workers
// times the largest file allowed, whatever the number of files. There is no database here and no cgo, and all of it also
// builds for WebAssembly, in a browser without 7z and RAR.
//
//	extractor, err := ingest.New(ingest.Options{})
//	found, err := ingest.Discover(ctx, []string{"reports/"})
//	err = extractor.Stream(ctx, found.Files(ctx), func(result ingest.Result) error { … })
package ingest
